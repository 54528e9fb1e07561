package dev.veltrano.rust.ast;

import java.util.List;
import java.util.Optional;

/// A Rust item. Its origin spans the Veltrano declaration that it comes from.
public sealed interface Item {
  Head head();

  Origin origin();

  /// `use …;`. A run of these that no comment interrupts is printed in rustfmt's order.
  record Use(Head head, UseTree tree, Origin origin) implements Item {}

  /// `mod name;` or, with items, `mod name { … }`. A run of the first kind is printed sorted.
  record Module(Head head, String name, Optional<List<Item>> items, Origin origin)
      implements Item {}

  /// A function; without a body it is the signature in a trait. A result of `()` is not written.
  record Function(
      Head head,
      Qualifiers qualifiers,
      String name,
      Generics generics,
      Optional<Receiver> receiver,
      List<Parameter> parameters,
      Type result,
      Optional<Block> body,
      Origin origin)
      implements Item {
    public Function {
      parameters = List.copyOf(parameters);
    }
  }

  /// The words before `fn`.
  record Qualifiers(boolean isConst, boolean isUnsafe, Optional<String> abi) {
    public static final Qualifiers NONE = new Qualifiers(false, false, Optional.empty());
  }

  /// `self`, `mut self`, `&self`, `&'a self`, `&mut self`.
  record Receiver(boolean byReference, Optional<String> lifetime, boolean mutable) {
    public static final Receiver SHARED = new Receiver(true, Optional.empty(), false);
    public static final Receiver VALUE = new Receiver(false, Optional.empty(), false);
  }

  record Parameter(Pattern pattern, Type type) {}

  record Struct(Head head, String name, Generics generics, Body body, Origin origin)
      implements Item {}

  /// What a struct or an enum's variant holds.
  sealed interface Body {
    Body UNIT = new Unit();

    record Named(List<Field> fields) implements Body {
      public Named {
        fields = List.copyOf(fields);
      }
    }

    record Tuple(List<TupleField> fields) implements Body {
      public Tuple {
        fields = List.copyOf(fields);
      }
    }

    record Unit() implements Body {}
  }

  record Field(Head head, String name, Type type, Origin origin) {}

  record TupleField(Visibility visibility, Type type) {}

  record Enum(Head head, String name, Generics generics, List<Variant> variants, Origin origin)
      implements Item {
    public Enum {
      variants = List.copyOf(variants);
    }
  }

  record Variant(
      Docs docs,
      List<Attr> attributes,
      String name,
      Body body,
      Optional<Expr> discriminant,
      Origin origin) {
    public Variant {
      attributes = List.copyOf(attributes);
    }
  }

  /// `impl<…> Trait for Type where … { … }`.
  record Impl(
      Head head,
      Generics generics,
      Optional<Path> trait,
      Type type,
      List<Item> items,
      Origin origin)
      implements Item {
    public Impl {
      items = List.copyOf(items);
    }
  }

  record Trait(
      Head head,
      String name,
      Generics generics,
      List<Bound> supertraits,
      List<Item> items,
      Origin origin)
      implements Item {
    public Trait {
      supertraits = List.copyOf(supertraits);
      items = List.copyOf(items);
    }
  }

  /// `type Name = Type;`, in a trait also without the type.
  record TypeAlias(
      Head head,
      String name,
      Generics generics,
      List<Bound> bounds,
      Optional<Type> type,
      Origin origin)
      implements Item {
    public TypeAlias {
      bounds = List.copyOf(bounds);
    }
  }

  record Const(Head head, String name, Type type, Optional<Expr> value, Origin origin)
      implements Item {}

  record Static(Head head, String name, Type type, Expr value, Origin origin) implements Item {}

  /// A macro called in the place of an item: `name!(…);`.
  record MacroCall(Head head, Expr.Macro call, Origin origin) implements Item {}
}
