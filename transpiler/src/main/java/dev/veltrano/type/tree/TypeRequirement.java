package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;

/// What a type can be asked to be able to do. As text it is the name that stands in `T: Name`.
public sealed interface TypeRequirement {

  /// What the language brings along: operations that are no members.
  enum BuiltIn implements TypeRequirement {
    /// `==` and `!=`.
    EQUAL("Equal"),
    /// `<` and its kin, sorting, the smallest and the largest.
    ORDERED("Ordered"),
    /// To be a key.
    HASHABLE("Hashable"),
    /// To be printed and put into text.
    PRINTABLE("Printable");

    private final String text;

    BuiltIn(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }

    /// Whether what can do this can do the other too.
    public boolean implies(BuiltIn other) {
      return this == other || other == EQUAL && this != PRINTABLE;
    }
  }

  /// A `requirement` that the program declares.
  record Declared(Symbol.Requirement symbol) implements TypeRequirement {
    @Override
    public String toString() {
      return symbol.name();
    }
  }
}
