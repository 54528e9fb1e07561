package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// A parameter of a lambda.
public record LambdaParameter(Binder binder, @Nullable TypeTree type, Span span) implements Node {}
