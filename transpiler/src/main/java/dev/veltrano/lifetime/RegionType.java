package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/// A type with a region at each reference in it. What a region number means is up to the owner: in
/// a body it is a node of its [RegionGraph], in the field of a class the index of a lifetime of the
/// class, and behind those of a type parameter.
///
/// A type in which nothing refers to anything is always [Plain], whatever its structure.
sealed interface RegionType {

  /// A type without regions.
  enum Plain implements RegionType {
    /// The type of everything that refers to nothing.
    PLAIN
  }

  record Text(int at) implements RegionType {}

  /// A reference to an object: where it is, the lifetimes of its class, and what stands for the
  /// type parameters of the class.
  record Object(int at, Symbol.Class of, int[] arguments, List<RegionType> types)
      implements RegionType {}

  /// A value of a data class or union.
  record Value(Symbol of, int[] arguments, List<RegionType> types) implements RegionType {}

  record Reference(int at, Type inner, RegionType of) implements RegionType {}

  record Buffer(int at, Type.BufferKind kind, Type inner, RegionType element)
      implements RegionType {}

  record Arena(int at) implements RegionType {}

  /// A value of a type parameter: whatever it refers to outlives the region. Two of them have the
  /// same type, lifetimes included.
  record Parameter(int at, Type.Parameter of) implements RegionType {}

  /// A nullable type or sequence: the same regions as `of`.
  record OrNull(RegionType of) implements RegionType {}

  record Tuple(List<RegionType> elements) implements RegionType {}

  record Result(RegionType ok, RegionType error) implements RegionType {}

  record Function(List<RegionType> parameters, RegionType result) implements RegionType {}

  /// A value of a data class or union; plain where it refers to nothing.
  static RegionType value(Symbol of, int[] arguments, List<RegionType> types) {
    return arguments.length == 0 && allPlain(types) ? Plain.PLAIN : new Value(of, arguments, types);
  }

  /// A tuple; plain where it refers to nothing.
  static RegionType tuple(List<RegionType> elements) {
    return allPlain(elements) ? Plain.PLAIN : new Tuple(elements);
  }

  /// A `Result`; plain where it refers to nothing.
  static RegionType result(RegionType ok, RegionType error) {
    return ok == Plain.PLAIN && error == Plain.PLAIN ? Plain.PLAIN : new Result(ok, error);
  }

  private static boolean allPlain(List<RegionType> types) {
    for (RegionType type : types) {
      if (type != Plain.PLAIN) {
        return false;
      }
    }
    return true;
  }

  /// The type with other regions in their places.
  default RegionType map(IntUnaryOperator to) {
    return with(to, Map.of());
  }

  /// The type with other regions in their places, and other types in those of type parameters.
  default RegionType with(IntUnaryOperator to, Map<Type.Parameter, RegionType> types) {
    return switch (this) {
      case Plain plain -> plain;
      case Text(int at) -> new Text(to.applyAsInt(at));
      case Object(int at, Symbol.Class of, int[] arguments, List<RegionType> its) ->
          new Object(to.applyAsInt(at), of, mapped(arguments, to), mapped(its, to, types));
      case Value(Symbol of, int[] arguments, List<RegionType> its) ->
          value(of, mapped(arguments, to), mapped(its, to, types));
      case Reference(int at, Type inner, RegionType of) ->
          new Reference(to.applyAsInt(at), inner, of.with(to, types));
      case Buffer(int at, Type.BufferKind kind, Type inner, RegionType element) ->
          new Buffer(to.applyAsInt(at), kind, inner, element.with(to, types));
      case Arena(int at) -> new Arena(to.applyAsInt(at));
      case Parameter(int at, Type.Parameter of) -> {
        RegionType known = types.get(of);
        yield known != null ? known : new Parameter(to.applyAsInt(at), of);
      }
      case OrNull(RegionType of) -> of.with(to, types).orNull();
      case Tuple(List<RegionType> elements) -> tuple(mapped(elements, to, types));
      case Result(RegionType ok, RegionType error) ->
          result(ok.with(to, types), error.with(to, types));
      case Function(List<RegionType> parameters, RegionType result) ->
          new Function(mapped(parameters, to, types), result.with(to, types));
    };
  }

  private static int[] mapped(int[] regions, IntUnaryOperator to) {
    int[] result = new int[regions.length];
    for (int i = 0; i < regions.length; i++) {
      result[i] = to.applyAsInt(regions[i]);
    }
    return result;
  }

  private static List<RegionType> mapped(
      List<RegionType> all, IntUnaryOperator to, Map<Type.Parameter, RegionType> types) {
    if (all.isEmpty()) {
      return all;
    }
    List<RegionType> result = new ArrayList<>(all.size());
    for (RegionType type : all) {
      result.add(type.with(to, types));
    }
    return result;
  }

  /// Hands over every region, from the outside in.
  default void each(IntConsumer region) {
    switch (this) {
      case Plain _ -> {}
      case Text(int at) -> region.accept(at);
      case Object(int at, _, int[] arguments, List<RegionType> types) -> {
        region.accept(at);
        for (int argument : arguments) {
          region.accept(argument);
        }
        for (RegionType type : types) {
          type.each(region);
        }
      }
      case Value(_, int[] arguments, List<RegionType> types) -> {
        for (int argument : arguments) {
          region.accept(argument);
        }
        for (RegionType type : types) {
          type.each(region);
        }
      }
      case Reference(int at, _, RegionType of) -> {
        region.accept(at);
        of.each(region);
      }
      case Buffer(int at, _, _, RegionType element) -> {
        region.accept(at);
        element.each(region);
      }
      case Arena(int at) -> region.accept(at);
      case Parameter(int at, _) -> region.accept(at);
      case OrNull(RegionType of) -> of.each(region);
      case Tuple(List<RegionType> elements) -> {
        for (RegionType element : elements) {
          element.each(region);
        }
      }
      case Result(RegionType ok, RegionType error) -> {
        ok.each(region);
        error.each(region);
      }
      case Function(List<RegionType> parameters, RegionType result) -> {
        for (RegionType parameter : parameters) {
          parameter.each(region);
        }
        result.each(region);
      }
    }
  }

  /// The type without its `?`.
  default RegionType notNull() {
    return this instanceof OrNull(RegionType of) ? of : this;
  }

  /// A nullable version.
  default RegionType orNull() {
    return this instanceof Plain || this instanceof OrNull ? this : new OrNull(this);
  }
}
