package dev.veltrano.tests.random.objects;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A type, as both languages write it.
sealed interface Type {
  String vl();

  /// As a type argument, too.
  String java();

  enum Plain implements Type {
    INT("Int", "Long"),
    BOOL("Bool", "Boolean"),
    STR("Str", "String"),
    UNIT("Unit", "void");

    private final String vl;
    private final String java;

    Plain(String vl, String java) {
      this.vl = vl;
      this.java = java;
    }

    @Override
    public String vl() {
      return vl;
    }

    @Override
    public String java() {
      return java;
    }
  }

  record Opt(Type of) implements Type {
    @Override
    public String vl() {
      return of.vl() + "?";
    }

    @Override
    public String java() {
      return of.java();
    }
  }

  /// A `List` or an `Array`.
  record Seq(boolean array, Type of) implements Type {
    @Override
    public String vl() {
      return (array ? "Array<" : "List<") + of.vl() + ">";
    }

    @Override
    public String java() {
      return "L<" + of.java() + ">";
    }
  }

  /// What a function takes: a lambda.
  record Fn(List<Type> takes, Type gives) implements Type {
    @Override
    public String vl() {
      return "("
          + takes.stream().map(Type::vl).collect(Collectors.joining(", "))
          + ") -> "
          + gives.vl();
    }

    @Override
    public String java() {
      String in = takes.stream().map(Type::java).collect(Collectors.joining(", "));
      if (gives == Plain.UNIT) {
        return "Consumer<" + in + ">";
      }
      return (takes.size() == 1 ? "Function<" : "BiFunction<") + in + ", " + gives.java() + ">";
    }
  }

  /// A parameter of the program's own kind `Arena`.
  record ArenaRef() implements Type {
    @Override
    public String vl() {
      return "Arena";
    }

    @Override
    public String java() {
      return "Object";
    }
  }

  /// A class or data class; its fields and methods come while the program is made.
  final class Cls implements Type {
    final String name;
    final boolean data;
    final int rank;
    final List<Field> fields = new ArrayList<>();
    final List<Fun> methods = new ArrayList<>();
    final List<Piece> methodPieces = new ArrayList<>();

    Cls(String name, boolean data, int rank) {
      this.name = name;
      this.data = data;
      this.rank = rank;
    }

    List<Field> parameters() {
      return fields.stream().filter(f -> f.start() == null).toList();
    }

    @Override
    public String vl() {
      return name;
    }

    @Override
    public String java() {
      return name;
    }
  }

  /// A field with what it starts as, if the constructor is not given it.
  record Field(String name, Type type, boolean isVar, @Nullable Ex start) {}

  /// Whether a lifetime is in it.
  default boolean lives() {
    return lives(this, new HashSet<>());
  }

  private static boolean lives(Type type, Set<Cls> seen) {
    return switch (type) {
      case Plain plain -> plain == Plain.STR;
      case Opt(Type of) -> lives(of, seen);
      case Seq _ -> true;
      case Fn _, ArenaRef _ -> false;
      case Cls cls ->
          !cls.data || (seen.add(cls) && cls.fields.stream().anyMatch(f -> lives(f.type(), seen)));
    };
  }

  /// Whether something with a lifetime can be stored in it.
  default boolean claims() {
    return claims(this, new HashSet<>());
  }

  private static boolean claims(Type type, Set<Cls> seen) {
    return switch (type) {
      case Plain _, Fn _, ArenaRef _ -> false;
      case Opt(Type of) -> claims(of, seen);
      case Seq(boolean _, Type of) -> of.lives();
      case Cls cls ->
          seen.add(cls)
              && cls.fields.stream()
                  .anyMatch(
                      f -> (!cls.data && f.isVar() && f.type().lives()) || claims(f.type(), seen));
    };
  }

  /// Whether text or a number can be printed out of it by `{}`.
  default boolean prints() {
    return switch (this) {
      case Plain plain -> plain != Plain.UNIT;
      case Opt(Type of) -> of.prints();
      case Cls cls -> cls.data && cls.fields.stream().allMatch(f -> f.type().prints());
      case Seq _, Fn _, ArenaRef _ -> false;
    };
  }
}
