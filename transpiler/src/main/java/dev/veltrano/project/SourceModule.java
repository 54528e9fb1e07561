package dev.veltrano.project;

import java.nio.file.Path;

/// One source file of a program and what it is called where.
///
/// `name` is the name of its module (`geometry.shapes`); the module that the crate begins in is
/// called `main` or `lib`. `shown` is the file as messages call it. `path` is the file as the
/// generated code calls it, the same on every machine: `src/geometry/shapes.vl`.
public record SourceModule(String name, Path file, String shown, String path) {}
