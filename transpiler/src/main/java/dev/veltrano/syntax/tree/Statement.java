package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may stand in a block. The body of a loop, a branch or an arm is a statement too; where a
/// value is wanted its last expression gives it.
public sealed interface Statement extends Node {

  /// `val x = …`, `var (a, b): T = …`.
  record Local(
      boolean isVar, Binder binder, @Nullable TypeTree type, @Nullable Expression value, Span span)
      implements Statement {}

  /// A function declared in a body.
  record LocalFunction(Declaration.Function function, Span span) implements Statement {}

  record While(Expression condition, Statement body, Span span) implements Statement {}

  record For(Binder binder, Expression iterated, Statement body, Span span) implements Statement {}

  /// `outer@ for …` or `work@ { … }`; the body is a loop or a block.
  record Labelled(LabelName label, Statement body, Span span) implements Statement {}

  /// `{ … }`; `closeSpan` is the closing brace.
  record Block(List<Statement> statements, Span closeSpan, Span span) implements Statement {}

  record Defer(Statement body, Span span) implements Statement {}

  /// `target = value`, `target += value`.
  record Assign(
      Expression target, AssignOperator operator, Expression value, Span operatorSpan, Span span)
      implements Statement {}

  /// An expression for its effect or, at the end of a block, for its value.
  record Evaluate(Expression expression, Span span) implements Statement {}

  /// Input that is no statement; it has been reported.
  record Error(Span span) implements Statement {}
}
