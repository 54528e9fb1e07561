package dev.veltrano.type.tree;

import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.AssignOperator;
import dev.veltrano.type.Type;
import org.jspecify.annotations.Nullable;

/// A statement, every name bound.
public sealed interface TypedStatement {

  Span span();

  /// `val` or `var`; `declared` is the type where the user wrote one.
  record Let(
      TypedBinder binder, @Nullable Type declared, @Nullable TypedExpression value, Span span)
      implements TypedStatement {}

  /// `place = value`, `place += value`. The place is a local or a field of one.
  record Assign(TypedExpression place, AssignOperator operator, TypedExpression value, Span span)
      implements TypedStatement {}

  record Evaluate(TypedExpression expression, Span span) implements TypedStatement {}

  record While(@Nullable String label, TypedExpression condition, TypedBlock body, Span span)
      implements TypedStatement {}

  /// A loop over a range, a sequence, or the lines of the standard input. `site` numbers the text
  /// that the iteration itself makes (lines of the input).
  record For(
      @Nullable String label,
      TypedBinder binder,
      TypedExpression iterated,
      int site,
      TypedBlock body,
      Span span)
      implements TypedStatement {}

  /// `{ … }` or `work@ { … }`.
  record Block(@Nullable String label, TypedBlock body, Span span) implements TypedStatement {}
}
