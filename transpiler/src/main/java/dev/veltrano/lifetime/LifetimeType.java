package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A type with a lifetime at each reference in it, as signatures and fields of the Rust are
/// written.
///
/// A lifetime is its Rust name without the tick, `static` included; `null` where Rust's elision
/// says the same.
public sealed interface LifetimeType {

  /// A type in which nothing refers to anything.
  record Plain(Type type) implements LifetimeType {}

  record Text(@Nullable String at) implements LifetimeType {}

  /// A reference to an object of a class: where the object is, the lifetimes of the class, and its
  /// type arguments.
  record Object(
      @Nullable String at,
      Symbol.Class of,
      List<@Nullable String> arguments,
      List<LifetimeType> types)
      implements LifetimeType {}

  /// A value of a data class or union that has lifetimes, itself or in its type arguments.
  record Value(Symbol of, List<@Nullable String> arguments, List<LifetimeType> types)
      implements LifetimeType {}

  /// `Ref<T>`.
  record Reference(@Nullable String at, LifetimeType of) implements LifetimeType {}

  record Buffer(@Nullable String at, Type.BufferKind kind, LifetimeType element)
      implements LifetimeType {}

  /// A parameter of type `Arena`.
  record Arena(@Nullable String at) implements LifetimeType {}

  record OrNull(LifetimeType of) implements LifetimeType {}

  record Tuple(List<LifetimeType> elements) implements LifetimeType {}

  record Result(LifetimeType ok, LifetimeType error) implements LifetimeType {}

  /// A parameter that is a function. `quantified` are the lifetimes that each call of it chooses
  /// (`for<'x>`).
  record Function(List<String> quantified, List<LifetimeType> parameters, LifetimeType result)
      implements LifetimeType {}
}
