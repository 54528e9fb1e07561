package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// A part of a destructuring pattern, by position or by field name.
public record PatternPart(@Nullable Name field, Pattern pattern, Span span) implements Node {}
