package dev.veltrano.build;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the process was started with: its environment variables and the current folder.
///
/// Nothing in this package asks the system for either, so that a test can be any user in any
/// folder.
public record Environment(Map<String, String> variables, Path folder) {

  /// The value of a variable; one that is set to nothing counts as not set, as most tools have it.
  public @Nullable String get(String name) {
    String value = variables.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /// A path as the user wrote it, seen from the current folder.
  public Path resolve(String path) {
    return folder.resolve(path);
  }
}
