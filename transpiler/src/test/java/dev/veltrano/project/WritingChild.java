package dev.veltrano.project;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A process that writes crates and that tests hinder or kill.
final class WritingChild {
  private WritingChild() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    if (arguments[0].equals("large")) {
      String large = "x".repeat(1 << 20);
      List<CrateFile> files =
          List.of(
              file("a", "2"),
              file("b", large),
              new CrateFile("c", large.getBytes(StandardCharsets.UTF_8)));
      try {
        write(folder, files);
      } catch (ProjectException refused) {
        System.out.println(refused.diagnostic().code() + " " + refused.diagnostic().message());
      }
      return;
    }
    for (char version = 'a'; ; version = version == 'y' ? 'a' : (char) (version + 1)) {
      write(folder, files(version));
      System.out.print('.');
      System.out.flush();
    }
  }

  private static void write(Path folder, List<CrateFile> files) throws ProjectException {
    try (FolderLock lock = FolderLock.acquire(folder, "shown", Duration.ofSeconds(10), () -> {})) {
      CrateWriter.write(lock, files);
    }
  }

  /// Some files that are all of one version; every other version has a file more.
  static List<CrateFile> files(char version) {
    List<CrateFile> files = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      files.add(file("src/part" + i + ".rs", text(version)));
    }
    if (version % 2 == 1) {
      files.add(file("src/extra.rs", text(version)));
    }
    return files;
  }

  static String text(char version) {
    return String.valueOf(version).repeat(20_000);
  }

  private static CrateFile file(String path, String text) {
    return new CrateFile(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
