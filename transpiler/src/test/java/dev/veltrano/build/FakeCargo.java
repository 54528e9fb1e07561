package dev.veltrano.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Programs that pass for Cargo, written as shell scripts.
final class FakeCargo {
  private FakeCargo() {}

  /// A script whose body sees Cargo's arguments; it notes each call in the file `calls` beside it.
  static Path script(Path folder, String body) throws IOException {
    Files.createDirectories(folder);
    Path script = folder.resolve("cargo");
    Files.writeString(
        script, "#!/bin/sh\necho \"$@\" >> '" + folder.resolve("calls") + "'\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  /// A new enough Cargo of which nothing but the version is asked in vain.
  static Path answering(Path folder, String version, String body) throws IOException {
    return script(
        folder, "if [ \"$1\" = --version ]; then echo 'cargo " + version + "'; exit; fi\n" + body);
  }

  static long calls(Path folder) throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }
}
