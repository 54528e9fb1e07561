package dev.veltrano.rust.ast;

import java.util.List;
import java.util.Optional;

/// A Rust type as it is written. Parentheses come from the printer.
public sealed interface Type extends GenericArg {

  Type UNIT = new Tuple(List.of());
  Type INFER = new Infer();
  Type NEVER = new Never();

  /// A named type without generic arguments: `i64`, `std::cell::Cell`, `Self`.
  static Type named(String path) {
    return new Named(Path.of(path));
  }

  /// A named type with generic arguments.
  static Type named(String path, List<GenericArg> arguments) {
    return new Named(Path.of(path, arguments));
  }

  record Named(Path path) implements Type {}

  /// `<T as Trait>::rest`.
  record Projection(Type self, Path trait, Path rest) implements Type {}

  /// `&'lifetime mut target`; lifetimes are written without the tick.
  record Reference(Optional<String> lifetime, boolean mutable, Type target) implements Type {
    public Reference(String lifetime, Type target) {
      this(Optional.of(lifetime), false, target);
    }

    public Reference(Type target) {
      this(Optional.empty(), false, target);
    }
  }

  record Tuple(List<Type> elements) implements Type {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  record Slice(Type element) implements Type {}

  record Array(Type element, Expr length) implements Type {}

  /// `for<'a> extern "C" fn(A) -> B`; a result of `()` is not written.
  record FunctionPointer(
      List<String> forLifetimes, Optional<String> abi, List<Type> parameters, Type result)
      implements Type {
    public FunctionPointer {
      forLifetimes = List.copyOf(forLifetimes);
      parameters = List.copyOf(parameters);
    }
  }

  record ImplTrait(List<Bound> bounds) implements Type {
    public ImplTrait {
      bounds = List.copyOf(bounds);
    }
  }

  record DynTrait(List<Bound> bounds) implements Type {
    public DynTrait {
      bounds = List.copyOf(bounds);
    }
  }

  record Never() implements Type {}

  record Infer() implements Type {}
}
