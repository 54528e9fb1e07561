package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;

/// The type that an extension function extends: `Str` in `fun Str.initials()`.
public record Receiver(Name name, List<TypeArgument> arguments, Span span) implements Node {}
