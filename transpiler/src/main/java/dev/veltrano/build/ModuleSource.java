package dev.veltrano.build;

import dev.veltrano.source.SourceFile;

/// The text of one module: `name` as imports call it (`geometry.shapes`, and `main` or `lib` for
/// the one that the crate begins in), `path` as generated code calls its file on every machine.
public record ModuleSource(String name, SourceFile file, String path) {}
