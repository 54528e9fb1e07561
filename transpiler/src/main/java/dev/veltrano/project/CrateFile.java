package dev.veltrano.project;

/// A file of a generated crate: its path in the crate, with `/`, and its content.
///
/// A `seed` is written to begin with and then belongs to Cargo, which may change it: the lock file.
public record CrateFile(String path, byte[] bytes, boolean seed) {
  public CrateFile(String path, byte[] bytes) {
    this(path, bytes, false);
  }
}
