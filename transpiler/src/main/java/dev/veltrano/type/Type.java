package dev.veltrano.type;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.TypeParameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A type, without lifetimes (those are the business of `dev.veltrano.lifetime`).
///
/// Types are values: equal when they are the same type. [Error] stands for a type that could not be
/// found out; it has been reported, and everything that touches it stays silent.
public sealed interface Type {

  /// The built-in types without parts.
  enum Primitive implements Type {
    I8("I8", Kind.SIGNED, 8),
    I16("I16", Kind.SIGNED, 16),
    I32("I32", Kind.SIGNED, 32),
    I64("Int", Kind.SIGNED, 64),
    ISIZE("ISize", Kind.SIGNED, 64),
    U8("U8", Kind.UNSIGNED, 8),
    U16("U16", Kind.UNSIGNED, 16),
    U32("U32", Kind.UNSIGNED, 32),
    U64("U64", Kind.UNSIGNED, 64),
    USIZE("USize", Kind.UNSIGNED, 64),
    F32("F32", Kind.FLOAT, 32),
    F64("Float", Kind.FLOAT, 64),
    BOOL("Bool", Kind.OTHER, 1),
    CHAR("Char", Kind.OTHER, 32),
    UNIT("Unit", Kind.OTHER, 0),
    NOTHING("Nothing", Kind.OTHER, 0),
    STR("Str", Kind.OTHER, 0),
    ARENA("Arena", Kind.OTHER, 0);

    private enum Kind {
      SIGNED,
      UNSIGNED,
      FLOAT,
      OTHER
    }

    private final String text;
    private final Kind kind;
    private final int bits;

    Primitive(String text, Kind kind, int bits) {
      this.text = text;
      this.kind = kind;
      this.bits = bits;
    }

    @Override
    public boolean isInteger() {
      return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    public boolean isSigned() {
      return kind == Kind.SIGNED;
    }

    @Override
    public boolean isFloat() {
      return kind == Kind.FLOAT;
    }

    @Override
    public boolean isNumber() {
      return kind != Kind.OTHER;
    }

    /// The width of a number in bits; pointer-sized ones have 64.
    public int bits() {
      return bits;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// A class, union or enum with its type arguments.
  record Named(Symbol symbol, List<Type> arguments) implements Type {

    /// The type as it is inside of its declaration: its own parameters are the arguments.
    public static Named own(Symbol symbol) {
      return new Named(symbol, List.copyOf(Parameter.of(symbol)));
    }

    @Override
    public String toString() {
      return arguments.isEmpty() ? symbol.name() : symbol.name() + "<" + join(arguments) + ">";
    }
  }

  /// `T?`; never of a nullable type.
  record Nullable(Type of) implements Type {
    @Override
    public String toString() {
      return of instanceof Function ? "(" + of + ")?" : of + "?";
    }
  }

  /// `(A, B)`, two elements or more.
  record Tuple(List<Type> elements) implements Type {
    @Override
    public String toString() {
      return "(" + join(elements) + ")";
    }
  }

  /// `Result<T, E>`.
  record Result(Type ok, Type error) implements Type {
    @Override
    public String toString() {
      return "Result<" + ok + ", " + error + ">";
    }
  }

  /// What `a..b` is: a form for `for`, `in` and an index, never a value of its own.
  record Range(Type element) implements Type {
    @Override
    public String toString() {
      return "a range of " + element;
    }
  }

  /// What `s.chars()` and its kin are: elements that are consumed at once, never a value.
  record Sequence(Type element) implements Type {
    @Override
    public String toString() {
      return "a sequence of " + element;
    }
  }

  /// `Ref<T>`: a reference to a value that was put into an arena. `T` is neither a class (which is
  /// a reference already) nor, with one label or none, `Str`.
  record Reference(Type of) implements Type {
    @Override
    public String toString() {
      return "Ref<" + of + ">";
    }
  }

  /// A sequence in memory that a value refers to.
  record Buffer(BufferKind kind, Type element) implements Type {
    @Override
    public String toString() {
      return kind.text() + "<" + element + ">";
    }
  }

  /// The kinds of [Buffer].
  enum BufferKind {
    /// Grows; lives in an arena.
    LIST("List"),
    /// Of fixed length, its elements can be assigned.
    ARRAY("Array"),
    /// Of fixed length, only read.
    SLICE("Slice");

    private final String text;

    BufferKind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    /// Whether an element can be written, so that its type must fit exactly.
    public boolean isMutable() {
      return this != SLICE;
    }
  }

  /// `(A, B) -> C`.
  record Function(List<Type> parameters, Type result) implements Type {
    @Override
    public String toString() {
      return "(" + join(parameters) + ") -> " + result;
    }
  }

  /// A type parameter of a declaration.
  record Parameter(Symbol owner, String name) implements Type {

    /// The type parameters that a declaration has, labels left out.
    public static List<Parameter> of(Symbol symbol) {
      List<TypeParameter> written = symbol.typeParameters();
      if (written.isEmpty()) {
        return List.of();
      }
      List<Parameter> parameters = new ArrayList<>(written.size());
      for (TypeParameter parameter : written) {
        if (parameter instanceof TypeParameter.Type(Name name, _, _) && !name.isMissing()) {
          parameters.add(new Parameter(symbol, name.text()));
        }
      }
      return parameters;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// A type that could not be found out.
  enum Error implements Type {
    ERROR;

    @Override
    public String toString() {
      return "?";
    }
  }

  /// `T?`, or the type itself where it is nullable already.
  default Type orNull() {
    return this instanceof Nullable || this == Error.ERROR ? this : new Nullable(this);
  }

  /// The type without its `?`.
  default Type notNull() {
    return this instanceof Nullable(Type of) ? of : this;
  }

  default boolean isNullable() {
    return this instanceof Nullable;
  }

  default @org.jspecify.annotations.Nullable Primitive primitive() {
    return this instanceof Primitive primitive ? primitive : null;
  }

  /// Whether a type parameter occurs in the type.
  default boolean isOpen() {
    return switch (this) {
      case Parameter _ -> true;
      case Named(_, List<Type> arguments) -> anyOpen(arguments);
      case Nullable(Type of) -> of.isOpen();
      case Tuple(List<Type> elements) -> anyOpen(elements);
      case Result(Type ok, Type error) -> ok.isOpen() || error.isOpen();
      case Range(Type element) -> element.isOpen();
      case Sequence(Type element) -> element.isOpen();
      case Reference(Type of) -> of.isOpen();
      case Buffer(_, Type element) -> element.isOpen();
      case Function(List<Type> parameters, Type result) -> anyOpen(parameters) || result.isOpen();
      case Primitive _, Error _ -> false;
    };
  }

  /// The type parameters in a type, in the order in which they stand; a set of its own each time.
  default Set<Parameter> openParameters() {
    Set<Parameter> found = new LinkedHashSet<>();
    addParameters(found);
    return found;
  }

  private void addParameters(Set<Parameter> to) {
    switch (this) {
      case Parameter parameter -> to.add(parameter);
      case Named(_, List<Type> arguments) -> arguments.forEach(each -> each.addParameters(to));
      case Nullable(Type of) -> of.addParameters(to);
      case Tuple(List<Type> elements) -> elements.forEach(each -> each.addParameters(to));
      case Result(Type ok, Type error) -> {
        ok.addParameters(to);
        error.addParameters(to);
      }
      case Range(Type element) -> element.addParameters(to);
      case Sequence(Type element) -> element.addParameters(to);
      case Reference(Type of) -> of.addParameters(to);
      case Buffer(_, Type element) -> element.addParameters(to);
      case Function(List<Type> parameters, Type result) -> {
        parameters.forEach(each -> each.addParameters(to));
        result.addParameters(to);
      }
      case Primitive _, Error _ -> {}
    }
  }

  private static boolean anyOpen(List<Type> types) {
    for (Type type : types) {
      if (type.isOpen()) {
        return true;
      }
    }
    return false;
  }

  default boolean isInteger() {
    return this instanceof Primitive p && p.isInteger();
  }

  default boolean isFloat() {
    return this instanceof Primitive p && p.isFloat();
  }

  default boolean isNumber() {
    return this instanceof Primitive p && p.isNumber();
  }

  private static String join(List<Type> types) {
    StringBuilder out = new StringBuilder();
    for (Type type : types) {
      if (!out.isEmpty()) {
        out.append(", ");
      }
      out.append(type);
    }
    return out.toString();
  }
}
