package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// `import path` or `import path as alias`.
public record Import(Path path, @Nullable Name alias, Span span) implements Node {}
