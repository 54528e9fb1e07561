package dev.veltrano.type.check;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.TypeBound;
import dev.veltrano.type.tree.TypeRequirement.BuiltIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What values of a type can do that is no member: be compared, ordered, hashed, printed. Of a type
/// parameter only what it is asked to be able to do is known.
final class Abilities {
  private final List<TypeBound> bounds;

  /// `bounds` are those that hold at the place in question.
  Abilities(List<TypeBound> bounds) {
    this.bounds = bounds;
  }

  /// Whether values of a type can do something.
  boolean has(Type type, BuiltIn requirement) {
    return switch (requirement) {
      case EQUAL -> isComparable(type);
      case ORDERED -> isOrdered(type);
      case HASHABLE -> isHashable(type);
      case PRINTABLE -> isPrintable(type);
    };
  }

  private boolean promises(Type.Parameter parameter, BuiltIn wanted) {
    for (TypeBound bound : bounds) {
      if (bound.parameter().equals(parameter)
          && bound.requirement() instanceof BuiltIn given
          && given.implies(wanted)) {
        return true;
      }
    }
    return false;
  }

  /// The first type parameter in a type of which nobody says that it can do something, where that
  /// is all that the type lacks; `null` where it is not.
  Type.@Nullable Parameter lacking(Type type, BuiltIn requirement) {
    List<TypeBound> promised = new ArrayList<>(bounds);
    Set<Type.Parameter> open = type.openParameters();
    for (Type.Parameter parameter : open) {
      promised.add(new TypeBound(parameter, requirement, new Span(0, 0)));
    }
    if (!new Abilities(promised).has(type, requirement)) {
      return null;
    }
    for (Type.Parameter parameter : open) {
      if (!promises(parameter, requirement)) {
        return parameter;
      }
    }
    return null;
  }

  /// A question about the parts of a type.
  private interface Question {
    boolean ask(Type type);
  }

  private static boolean all(List<Type> types, Question question) {
    for (Type type : types) {
      if (!question.ask(type)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isData(Symbol symbol) {
    return symbol instanceof Symbol.Class declared && declared.declaration().isData();
  }

  /// Whether `==` means something for two values of this type.
  boolean isComparable(Type type) {
    return switch (type) {
      case Type.Primitive primitive ->
          primitive != Type.Primitive.NOTHING && primitive != Type.Primitive.ARENA;
      case Type.Reference(Type of) -> isComparable(of);
      case Type.Buffer(_, Type element) -> isComparable(element);
      case Type.Nullable(Type of) -> isComparable(of);
      case Type.Tuple(List<Type> elements) -> all(elements, this::isComparable);
      case Type.Result(Type ok, Type error) -> isComparable(ok) && isComparable(error);
      case Type.Named(Symbol symbol, List<Type> arguments) ->
          !isData(symbol) || all(arguments, this::isComparable);
      case Type.Parameter parameter -> promises(parameter, BuiltIn.EQUAL);
      case Type.Range _, Type.Sequence _, Type.Function _, Type.Error _ -> false;
    };
  }

  /// Whether `<` means something: numbers, `Bool`, `Char`, `Str` and tuples of those.
  boolean isOrdered(Type type) {
    return switch (type) {
      case Type.Primitive primitive ->
          primitive.isNumber()
              || primitive == Type.Primitive.BOOL
              || primitive == Type.Primitive.CHAR
              || primitive == Type.Primitive.STR;
      case Type.Tuple(List<Type> elements) -> all(elements, this::isOrdered);
      case Type.Parameter parameter -> promises(parameter, BuiltIn.ORDERED);
      case Type.Named _,
          Type.Nullable _,
          Type.Result _,
          Type.Range _,
          Type.Sequence _,
          Type.Reference _,
          Type.Buffer _,
          Type.Function _,
          Type.Error _ ->
          false;
    };
  }

  /// Whether values can be keys: whatever can be compared and has no floats and no buffers.
  boolean isHashable(Type type) {
    return switch (type) {
      case Type.Primitive primitive ->
          primitive != Type.Primitive.NOTHING
              && primitive != Type.Primitive.ARENA
              && !primitive.isFloat();
      case Type.Reference(Type of) -> isHashable(of);
      case Type.Nullable(Type of) -> isHashable(of);
      case Type.Tuple(List<Type> elements) -> all(elements, this::isHashable);
      case Type.Result(Type ok, Type error) -> isHashable(ok) && isHashable(error);
      case Type.Named(Symbol symbol, List<Type> arguments) ->
          !isData(symbol) || all(arguments, this::isHashable);
      case Type.Parameter parameter -> promises(parameter, BuiltIn.HASHABLE);
      case Type.Buffer _, Type.Range _, Type.Sequence _, Type.Function _, Type.Error _ -> false;
    };
  }

  /// Whether values can be printed and put into text.
  boolean isPrintable(Type type) {
    return switch (type) {
      case Type.Primitive primitive ->
          primitive != Type.Primitive.UNIT && primitive != Type.Primitive.ARENA;
      case Type.Reference(Type of) -> isPrintable(of);
      case Type.Nullable(Type of) -> isPrintable(of);
      case Type.Tuple(List<Type> elements) -> all(elements, this::isPrintable);
      case Type.Named(Symbol symbol, List<Type> arguments) ->
          !isData(symbol) || all(arguments, this::isPrintable);
      case Type.Parameter parameter -> promises(parameter, BuiltIn.PRINTABLE);
      case Type.Result _,
          Type.Range _,
          Type.Sequence _,
          Type.Buffer _,
          Type.Function _,
          Type.Error _ ->
          false;
    };
  }
}
