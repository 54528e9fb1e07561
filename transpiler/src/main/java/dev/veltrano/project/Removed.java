package dev.veltrano.project;

/// What was removed: how many files, and how many bytes were in them.
public record Removed(long files, long bytes) {
  Removed plus(Removed other) {
    return new Removed(files + other.files, bytes + other.bytes);
  }
}
