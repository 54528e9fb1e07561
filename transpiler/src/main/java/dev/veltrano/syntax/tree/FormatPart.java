package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// A piece of an `f"…"`.
public sealed interface FormatPart extends Node {

  /// Plain text, escapes and doubled braces resolved.
  record Text(String value, Span span) implements FormatPart {}

  /// `{value:spec}`; the specification without its colon, as written.
  record Hole(Expression value, @Nullable String spec, Span specSpan, Span span)
      implements FormatPart {}
}
