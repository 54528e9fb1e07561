package dev.veltrano.project;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A folder that is packed into the program itself: templates, the runtime crate. Its file `INDEX`
/// lists what is in it, one path to a line, because a folder of a jar cannot be listed.
final class PackedFiles {
  static final PackedFiles TEMPLATES = new PackedFiles("templates");
  static final PackedFiles RUNTIME = new PackedFiles("rust-runtime");
  static final PackedFiles NEW_PROJECT = new PackedFiles("cargo-template");

  private final String folder;

  private PackedFiles(String folder) {
    this.folder = folder;
  }

  /// The paths of the files in the folder, sorted.
  List<String> list() {
    List<String> paths = new ArrayList<>();
    for (String line : text("INDEX").split("\n", -1)) {
      if (!line.isBlank()) {
        paths.add(line.strip());
      }
    }
    return paths;
  }

  String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  byte[] bytes(String path) {
    String name = "/" + folder + "/" + path;
    try (InputStream in = PackedFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new IllegalStateException("this copy of veltrano is incomplete: " + name, broken);
    }
  }
}
