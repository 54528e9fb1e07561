package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// A parameter of a function.
public record Parameter(Name name, TypeTree type, @Nullable Expression defaultValue, Span span)
    implements Node {}
