package dev.veltrano.rust.print;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Prints random files and lets the real rustfmt check them: `RustfmtRun FOLDER FIRST COUNT
/// [depth]`.
final class RustfmtRun {
  private RustfmtRun() {}

  /// The files of the folder that rustfmt would change or cannot read, with what it says.
  static List<String> complaints(Path folder, List<Path> files)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of("rustfmt", "--check", "--edition", "2024", "-l"));
    for (Path file : files) {
      command.add(file.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.isBlank() ? List.of() : output.lines().toList();
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
      try {
        Printed printed =
            new RandomRust(seed, comments, depth > 0 ? depth : 1 + (int) (seed % 3)).print();
        Files.write(file, printed.bytes());
        batch.add(file);
      } catch (RuntimeException | StackOverflowError e) {
        System.out.println("seed " + seed + ": " + e);
        e.printStackTrace(System.out);
        bad++;
      }
      if (batch.size() == 200 || seed == first + count - 1) {
        List<String> complaints = complaints(folder, batch);
        complaints.forEach(System.out::println);
        bad += complaints.size();
        batch.clear();
      }
    }
    System.out.println(bad + " complaints in " + count + " files");
  }
}
