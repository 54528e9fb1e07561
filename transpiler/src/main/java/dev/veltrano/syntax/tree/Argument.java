package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;

/// An argument of a call.
public sealed interface Argument extends Node {

  record Positional(Expression value, Span span) implements Argument {}

  /// `name = value`.
  record Named(Name name, Expression value, Span span) implements Argument {}

  /// `.name`, which is short for `name = name`.
  record Shorthand(Name name, Span span) implements Argument {}

  /// `@label`, the place of a `bumpRef`.
  record Label(LabelName label, Span span) implements Argument {}
}
