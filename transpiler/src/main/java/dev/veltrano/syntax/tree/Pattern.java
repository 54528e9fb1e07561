package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a `case` compares with.
public sealed interface Pattern extends Node {

  /// A literal: number (with its sign), character, text, `true`, `false`, `null`.
  record Literal(Expression value, Span span) implements Pattern {}

  /// `low..high`, `low..<high`; the limits are literals or names of constants.
  record Range(Expression low, Expression high, boolean inclusive, Span span) implements Pattern {}

  record Tuple(List<Pattern> elements, Span span) implements Pattern {}

  /// A path, with parts in parentheses or (`parts` is `null`) without: a type, a constant, or a new
  /// name; `_` ignores.
  record Named(Path path, @Nullable List<PatternPart> parts, Span span) implements Pattern {}

  /// Input that is no pattern; it has been reported.
  record Error(Span span) implements Pattern {}
}
