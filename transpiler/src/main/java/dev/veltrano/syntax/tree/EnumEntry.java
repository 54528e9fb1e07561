package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;

/// One value of an `enum class`.
public record EnumEntry(Name name, Span span) implements Node {}
