package dev.veltrano.syntax.tree;

/// What a function does: `= expression` or a block.
public sealed interface FunctionBody {

  /// `= value`.
  record Value(Expression value) implements FunctionBody {}

  /// `{ … }`.
  record Body(Statement.Block block) implements FunctionBody {}
}
