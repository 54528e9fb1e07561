package dev.veltrano.rust.ast;

import java.util.List;

/// What a type or lifetime parameter must fulfil, one part of `A + 'b + Fn(C) -> D`.
public sealed interface Bound {

  /// A trait, possibly for all lifetimes of a list: `for<'a> Trait<'a>`. `optional` is the `?` of
  /// `?Sized`.
  record Trait(List<String> forLifetimes, boolean optional, Path path) implements Bound {
    public Trait {
      forLifetimes = List.copyOf(forLifetimes);
    }

    public Trait(Path path) {
      this(List.of(), false, path);
    }
  }

  /// `Fn(A, B) -> C`, also `FnMut` and `FnOnce` by `name`. A result of `()` is not written.
  record Function(List<String> forLifetimes, String name, List<Type> parameters, Type result)
      implements Bound {
    public Function {
      forLifetimes = List.copyOf(forLifetimes);
      parameters = List.copyOf(parameters);
    }
  }

  /// A lifetime, without the tick.
  record Outlives(String lifetime) implements Bound {}
}
