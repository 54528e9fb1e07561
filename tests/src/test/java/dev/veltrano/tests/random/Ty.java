package dev.veltrano.tests.random;

import java.util.ArrayList;
import java.util.List;

/// A type of a random program, as it is written there.
@SuppressWarnings("ClassInitializationDeadlock") // nothing but one thread at a time comes here
sealed interface Ty {
  Num INT = new Num("Int", 64, true, false);
  Num FLOAT = new Num("Float", 64, true, true);
  Num U8 = new Num("U8", 8, false, false);
  Num U32 = new Num("U32", 32, false, false);
  List<Num> NUMBERS =
      List.of(
          INT,
          FLOAT,
          new Num("I8", 8, true, false),
          new Num("I16", 16, true, false),
          new Num("I32", 32, true, false),
          new Num("ISize", 64, true, false),
          U8,
          new Num("U16", 16, false, false),
          U32,
          new Num("U64", 64, false, false),
          new Num("USize", 64, false, false),
          new Num("F32", 32, true, true));

  record Num(String name, int bits, boolean signed, boolean floating) implements Ty {
    @Override
    public String toString() {
      return name;
    }
  }

  enum Plain implements Ty {
    BOOL("Bool"),
    CHAR("Char"),
    STR("Str"),
    UNIT("Unit");

    private final String text;

    Plain(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  record Tuple(List<Ty> elements) implements Ty {
    @Override
    public String toString() {
      return "(" + String.join(", ", elements.stream().map(Ty::toString).toList()) + ")";
    }
  }

  record Opt(Ty of) implements Ty {
    @Override
    public String toString() {
      return of + "?";
    }
  }

  record Res(Ty ok, Ty error) implements Ty {
    @Override
    public String toString() {
      return "Result<" + ok + ", " + error + ">";
    }
  }

  /// A data class. Fields and methods are added while it is made.
  record Data(String name, String module, List<Field> fields, List<Fun> methods) implements Ty {
    static Data of(String name, String module) {
      return new Data(name, module, new ArrayList<>(), new ArrayList<>());
    }

    List<Field> constructor() {
      return fields.stream().filter(Field::given).toList();
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// `given` by the constructor, or else computed.
  record Field(String name, Ty type, boolean isVar, boolean given, boolean hasDefault) {}

  /// A function or method, as callers see it.
  record Fun(
      String name, String module, List<Field> parameters, Ty result, boolean changes, int level) {}

  /// Whether `<` means something.
  default boolean isOrdered() {
    return switch (this) {
      case Num _ -> true;
      case Plain plain -> plain != Plain.UNIT;
      case Tuple(var elements) -> elements.stream().allMatch(Ty::isOrdered);
      case Opt _, Res _, Data _ -> false;
    };
  }
}
