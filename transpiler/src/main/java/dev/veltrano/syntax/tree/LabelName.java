package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;

/// A label in use (`@a`) or in definition (`outer@`), without its `@`.
public record LabelName(String text, Span span) implements Node {}
