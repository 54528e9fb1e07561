package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.AssignOperator;
import dev.veltrano.type.Type;
import org.jspecify.annotations.Nullable;

/// A statement, every name bound.
public sealed interface TypedStatement {

  Span span();

  /// `val` or `var`; `declared` is the type where the user wrote one, `labels` are those in it.
  record Let(
      TypedBinder binder,
      @Nullable Type declared,
      Labels labels,
      @Nullable TypedExpression value,
      Span span)
      implements TypedStatement {}

  /// `place = value`, `place += value`. The place is a local, a field, or an element of a buffer
  /// ([TypedExpression.Element]).
  record Assign(TypedExpression place, AssignOperator operator, TypedExpression value, Span span)
      implements TypedStatement {}

  record Evaluate(TypedExpression expression, Span span) implements TypedStatement {}

  record While(@Nullable String label, TypedExpression condition, TypedBlock body, Span span)
      implements TypedStatement {}

  /// A loop over a range, a sequence, a buffer, or the lines of the standard input.
  record For(
      @Nullable String label,
      TypedBinder binder,
      TypedExpression iterated,
      TypedBlock body,
      Span span)
      implements TypedStatement {}

  /// `defer statement`: runs when the block around it is left, the last one first.
  record Defer(TypedStatement body, Span span) implements TypedStatement {}

  /// `val root = Arena.newRoot()`, `val sub = parent.newSub()`: the local owns the arena. `parent`
  /// is `null` for a root.
  record OwnArena(Local arena, @Nullable TypedExpression parent, Span span)
      implements TypedStatement {}

  /// `parent.useArena { sub -> … }`: a block with an arena of its own, inlined, so that jumps and
  /// assignments in it are the function's.
  record UseArena(TypedExpression parent, Local arena, TypedBlock body, Span span)
      implements TypedStatement {}

  /// `arena.reset()` or, with `free`, `arena.free()`, of an arena that the function owns.
  record EndArena(Local arena, boolean free, Span nameSpan, Span span) implements TypedStatement {}

  /// A function that is declared here; the program knows its body.
  record LocalFunction(Symbol.Function function, Span span) implements TypedStatement {}

  /// `{ … }` or `work@ { … }`.
  record Block(@Nullable String label, TypedBlock body, Span span) implements TypedStatement {}
}
