package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;

/// A lifetime that the user names: what `@name` stands for at the place where it is written.
///
/// Labels are equal when they name the same lifetime.
public sealed interface Label {

  /// `@a`, declared in the `<…>` of a function or class.
  record Declared(Symbol owner, String name) implements Label {
    @Override
    public String toString() {
      return "@" + name;
    }
  }

  /// The arena of the function itself, named after it.
  record Own(Symbol.Function function) implements Label {
    @Override
    public String toString() {
      return "@" + function.name();
    }
  }

  /// The arena of the loop or block with this label. Labels do not shadow each other, so the name
  /// tells which of those around the use.
  record Scope(String name) implements Label {
    @Override
    public String toString() {
      return "@" + name;
    }
  }

  /// The arena that a local holds: a parameter of type `Arena` or a variable that owns one.
  record Arena(Local local) implements Label {
    @Override
    public String toString() {
      return "@" + local.name();
    }
  }

  /// `@static`: for ever.
  enum Static implements Label {
    STATIC;

    @Override
    public String toString() {
      return "@static";
    }
  }
}
