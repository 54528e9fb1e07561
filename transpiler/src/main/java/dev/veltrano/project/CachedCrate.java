package dev.veltrano.project;

import java.nio.file.Path;

/// Where the crate of a single file lies in the cache, and the name that it has for Cargo, which no
/// other file's crate has: all of them share one target folder.
public record CachedCrate(Path folder, String name) {}
