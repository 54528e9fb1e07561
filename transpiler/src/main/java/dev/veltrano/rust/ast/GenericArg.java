package dev.veltrano.rust.ast;

/// An argument between the angle brackets of a path. A [Type] is one by itself.
public sealed interface GenericArg
    permits Type, GenericArg.Lifetime, GenericArg.Binding, GenericArg.Const {

  /// A lifetime; the name is written without the tick (`a`, `static`, `_`).
  record Lifetime(String name) implements GenericArg {}

  /// An associated type that is fixed: `Item = T`.
  record Binding(String name, Type type) implements GenericArg {}

  /// A constant, such as the `3` of `Foo<3>`.
  record Const(String text) implements GenericArg {}
}
