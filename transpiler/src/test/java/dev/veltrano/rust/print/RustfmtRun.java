package dev.veltrano.rust.print;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Prints random files into a folder and lets the real rustfmt check them, for a look at what
/// differs: `RustfmtRun FOLDER FIRST COUNT [DEPTH [comments]]`, then `rustfmt --check` on a file it
/// names.
final class RustfmtRun {
  private RustfmtRun() {}

  /// The files that rustfmt would change, and what it says of those that it cannot read.
  static List<String> complaints(List<Path> files) throws IOException, InterruptedException {
    if (files.isEmpty()) {
      return List.of();
    }
    var command = new ArrayList<String>(List.of("rustfmt", "--check", "--edition", "2024", "-l"));
    for (Path file : files) {
      command.add(file.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    return status == 0 && output.isBlank() ? List.of() : output.lines().toList();
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    long first = Long.parseLong(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    int depth = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
    boolean comments = arguments.length > 4 && arguments[4].equals("comments");
    Files.createDirectories(folder);
    var batch = new ArrayList<Path>();
    int bad = 0;
    for (long seed = first; seed < first + count; seed++) {
      Path file = folder.resolve("r" + seed + ".rs");
      int deep = depth > 0 ? depth : 1 + (int) (seed % 3);
      Files.write(file, new RandomRust(seed, comments, deep).print().bytes());
      batch.add(file);
      if (batch.size() == 200 || seed == first + count - 1) {
        List<String> complaints = complaints(batch);
        complaints.forEach(System.out::println);
        bad += complaints.size();
        batch.clear();
      }
    }
    System.out.println(bad + " complaints in " + count + " files");
  }
}
