package dev.veltrano.project;

/// What Cargo makes of a crate, which follows from the file that it begins in.
public enum CrateKind {
  BINARY,
  LIBRARY
}
