package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;

/// What a `val`, a `for` or a lambda parameter gives names to.
public sealed interface Binder extends Node {

  /// A name; `_` ignores.
  record Single(Name name, Span span) implements Binder {}

  /// `(a, b)`.
  record Tuple(List<Binder> elements, Span span) implements Binder {}
}
