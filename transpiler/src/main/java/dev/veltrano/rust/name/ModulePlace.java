package dev.veltrano.rust.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a module stands in the Rust crate: its path from the crate root (`["geometry",
/// "shapes"]`), its file (`src/geometry/shapes.rs`), the Veltrano file that it says it was made
/// from (`src/geometry/shapes.vl`), and the modules that it declares because they lie in the folder
/// of its name.
public record ModulePlace(List<String> path, String file, String source, List<Child> children) {

  /// A `mod name;`, with the path of its file where that differs, or a module in place that only
  /// holds others.
  public record Child(
      String name, Optional<String> pathAttribute, boolean inline, List<Child> children) {}

  /// The usual place of the module `geometry.shapes`; `main` is `app`, since the crate root is not
  /// the user's.
  public static ModulePlace of(String module) {
    List<String> path = new ArrayList<>();
    List<String> file = new ArrayList<>();
    String source = "src/" + module.replace('.', '/') + ".vl";
    for (String segment : module.equals("main") ? List.of("app") : List.of(module.split("\\."))) {
      path.add(RustName.value(segment));
      file.add(RustName.plain(segment));
    }
    return new ModulePlace(
        List.copyOf(path), "src/" + String.join("/", file) + ".rs", source, List.of());
  }
}
