package dev.veltrano.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The version of Veltrano itself. A constant and not read from the jar, because every start would
/// pay for opening the manifest; a test holds it equal to the version of the Maven project.
public final class Version {
  public static final String NUMBER = "0.1.0";

  private Version() {}

  /// Tells this very build of Veltrano from others of the same version, which matters to those who
  /// work on it: what an older build made must not pass for what this one would make.
  static String identity() {
    String classPath = System.getProperty("java.class.path", "");
    Path jar = Path.of(classPath);
    try {
      return NUMBER + " " + Files.getLastModifiedTime(jar).toMillis() + " " + Files.size(jar);
    } catch (IOException severalEntries) {
      return NUMBER + " " + classPath;
    }
  }
}
