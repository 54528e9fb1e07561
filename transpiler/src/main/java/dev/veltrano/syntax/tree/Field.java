package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// A constructor parameter of a class. Without a keyword a data class's is a `val` field.
public record Field(
    Kind kind, Name name, TypeTree type, @Nullable Expression defaultValue, Span span)
    implements Node {

  /// The keyword that stands before the name.
  public enum Kind {
    VAL,
    VAR,
    PLAIN
  }
}
