package dev.veltrano.resolve;

import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.ParsedFile;

/// One module of a program: its name (`geometry.shapes`, the path of its file without the source
/// folder) and its file, parsed.
public record ModuleFile(String name, ParsedFile parsed) {

  public SourceFile file() {
    return parsed.file();
  }

  /// The last segment, by which other modules qualify what is in it.
  public String lastSegment() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
