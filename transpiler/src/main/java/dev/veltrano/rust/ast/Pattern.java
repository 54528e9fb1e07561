package dev.veltrano.rust.ast;

import java.util.List;
import java.util.Optional;

/// A Rust pattern. Parentheses come from the printer.
public sealed interface Pattern {

  Pattern WILD = new Wild();

  static Pattern name(String name) {
    return new Binding(false, false, name, Optional.empty());
  }

  record Wild() implements Pattern {}

  /// `..` in a tuple or slice.
  record Rest() implements Pattern {}

  /// `ref mut name @ sub`.
  record Binding(boolean byReference, boolean mutable, String name, Optional<Pattern> sub)
      implements Pattern {}

  /// A literal token; a minus sign before a number belongs to it.
  record Literal(String text) implements Pattern {}

  /// `low..=high`, `low..high`, either side may be missing; the limits are literals or paths.
  record Range(Optional<Pattern> low, Optional<Pattern> high, boolean inclusive)
      implements Pattern {}

  record Constant(Path path) implements Pattern {}

  record Tuple(List<Pattern> elements) implements Pattern {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  record TupleStruct(Path path, List<Pattern> elements) implements Pattern {
    public TupleStruct {
      elements = List.copyOf(elements);
    }
  }

  /// `Path { a, b: pattern, .. }`; a field whose pattern binds its own name is written short.
  record Struct(Path path, List<FieldPattern> fields, boolean rest) implements Pattern {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  record FieldPattern(String name, Pattern pattern) {}

  record Slice(List<Pattern> elements) implements Pattern {
    public Slice {
      elements = List.copyOf(elements);
    }
  }

  /// Two or more alternatives.
  record Or(List<Pattern> alternatives) implements Pattern {
    public Or {
      alternatives = List.copyOf(alternatives);
    }
  }

  record Reference(boolean mutable, Pattern target) implements Pattern {}
}
