package dev.veltrano.project;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The folder of a project and where things lie in it. What is generated goes to `target`, laid out
/// as people know it from Cargo: `target/rust` is the generated crate, `target/debug` and
/// `target/release` hold what Cargo made of it.
///
/// `root` is absolute. `shown` is how messages call it: seen from the current folder if it is near.
public record ProjectFolder(Path root, Path shown) {
  public static final String MANIFEST = "veltrano.toml";

  /// The nearest folder with a manifest, from `start` upwards, or null.
  public static @Nullable ProjectFolder find(Path start, Path workingFolder) {
    Path folder = workingFolder.resolve(start).toAbsolutePath().normalize();
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(MANIFEST))) {
        return of(at, workingFolder);
      }
    }
    return null;
  }

  public static ProjectFolder of(Path root, Path workingFolder) {
    Path absolute = workingFolder.resolve(root).toAbsolutePath().normalize();
    return new ProjectFolder(absolute, shown(absolute, workingFolder));
  }

  public Path manifest() {
    return root.resolve(MANIFEST);
  }

  public Path sources() {
    return root.resolve("src");
  }

  public Path target() {
    return root.resolve("target");
  }

  /// The generated crate.
  public Path crate() {
    return target().resolve("rust");
  }

  /// How messages call this folder.
  public String name() {
    String text = shown.toString();
    return text.isEmpty() ? "." : text;
  }

  /// How messages call a path in this project.
  public String shown(Path inside) {
    Path relative = root.relativize(root.resolve(inside));
    return shown.resolve(relative).normalize().toString();
  }

  /// How messages call a path: from the current folder if it lies below it, else as it is.
  static Path shown(Path path, Path workingFolder) {
    Path here = workingFolder.toAbsolutePath().normalize();
    Path absolute = here.resolve(path).normalize();
    if (!absolute.startsWith(here)) {
      return absolute;
    }
    return here.relativize(absolute);
  }
}
