package dev.veltrano.tests;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that all of the project lies in.
public final class Checkout {
  /// Its path, absolute.
  public static final Path ROOT = root();

  /// Whether expectations are to be rewritten to what came out (`UPDATE=1 mvn verify`).
  static final boolean UPDATE = "1".equals(System.getenv("UPDATE"));

  private Checkout() {}

  private static Path root() {
    Path at = Path.of(System.getProperty("veltrano.root", "")).toAbsolutePath();
    while (!Files.isDirectory(at.resolve("rust-runtime"))) {
      Path parent = at.getParent();
      if (parent == null) {
        throw new IllegalStateException(
            "not inside of a checkout: " + Path.of("").toAbsolutePath());
      }
      at = parent;
    }
    return at;
  }
}
