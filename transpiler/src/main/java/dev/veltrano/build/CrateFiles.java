package dev.veltrano.build;

import dev.veltrano.project.CrateFile;
import dev.veltrano.project.CrateLayout;
import dev.veltrano.project.PositionTable;
import dev.veltrano.rust.name.ModulePlace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a transpiled program puts into its crate: the modules, the crate root that declares them,
/// the table of positions for panics, and for each module the map from its Rust to its source.
final class CrateFiles {
  private CrateFiles() {}

  /// The files; `origin` is what the crate root names as the file that it was made from.
  static List<CrateFile> of(Transpiled transpiled, String origin, Workers workers) {
    List<CrateFile> files = new ArrayList<>();
    PositionTable positions = new PositionTable();
    for (Transpiled.RustModule module : transpiled.modules()) {
      files.add(new CrateFile(module.path(), module.bytes()));
      module.addTo(positions);
    }
    for (CrateFile map : workers.map(transpiled.modules(), Transpiled.RustModule::map)) {
      if (map != null) {
        files.add(map);
      }
    }
    CrateLayout layout = transpiled.layout();
    if (layout != null) {
      files.add(layout.root(Version.NUMBER, origin, exports(transpiled, layout)));
      positions.add(layout.rootPath());
    }
    files.add(new CrateFile("src/positions.bin", positions.bytes()));
    return files;
  }

  /// Whether the module that a library begins in has anything for others.
  private static boolean exports(Transpiled transpiled, CrateLayout layout) {
    ModulePlace place = layout.places().get("lib");
    for (Transpiled.RustModule module : transpiled.modules()) {
      if (place != null && module.path().equals(place.file())) {
        return new String(module.bytes(), StandardCharsets.UTF_8).contains("\npub ");
      }
    }
    return true;
  }
}
