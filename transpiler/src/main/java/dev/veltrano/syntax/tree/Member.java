package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;

/// What may stand in the body of a class.
public sealed interface Member extends Node {

  /// `val x = …` or `var x: T = …`.
  record Property(Statement.Local local, Span span) implements Member {}

  /// `fun …` or `forward fun …`.
  record Method(boolean forward, Declaration.Function function, Span span) implements Member {}

  /// Input that is no member; it has been reported.
  record Error(Span span) implements Member {}
}
