package dev.veltrano.project;

import java.nio.file.Path;

/// Where a generated crate takes the runtime crate from.
public sealed interface RuntimeSource {

  /// A copy of it lies in the generated crate, which then builds anywhere.
  record Packed() implements RuntimeSource {}

  /// The copy in our cache, which many programs share.
  record Shared(Path folder) implements RuntimeSource {}

  /// A folder that the user names.
  record AtPath(Path folder) implements RuntimeSource {}

  /// A version from Cargo's registry.
  record Version(String requirement) implements RuntimeSource {}

  RuntimeSource PACKED = new Packed();
}
