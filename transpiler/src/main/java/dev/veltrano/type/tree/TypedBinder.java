package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.List;

/// What a declaration gives names to.
public sealed interface TypedBinder {

  record Name(Local local) implements TypedBinder {}

  /// `_`.
  record Ignore(Type type) implements TypedBinder {}

  /// `(a, b)` of a tuple.
  record Tuple(List<TypedBinder> elements) implements TypedBinder {}

  /// `(a, b)` of a data class: its constructor's fields in order; fewer elements than fields ignore
  /// the rest.
  record Data(Symbol.Class of, List<TypedBinder> elements) implements TypedBinder {}
}
