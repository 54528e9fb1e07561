package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;

/// A type as written.
public sealed interface TypeTree extends Node {

  /// `Node`, `shapes.Circle`, `Str@a`, `Map@r<Str, Int>`.
  record Named(
      Path path,
      @org.jspecify.annotations.Nullable LabelName label,
      List<TypeArgument> arguments,
      Span span)
      implements TypeTree {}

  /// `T?`.
  record Nullable(TypeTree of, Span span) implements TypeTree {}

  /// `(A, B)`; none is `Unit`, one is that type in parentheses.
  record Tuple(List<TypeTree> elements, Span span) implements TypeTree {}

  /// `(A, B) -> C`.
  record Function(List<TypeTree> parameters, TypeTree result, Span span) implements TypeTree {}

  /// Input that is no type; it has been reported.
  record Error(Span span) implements TypeTree {}
}
