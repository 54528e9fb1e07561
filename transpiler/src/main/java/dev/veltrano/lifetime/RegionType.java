package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/// A type with a region at each reference in it. What a region number means is up to the owner: in
/// a body it is a node of its [RegionGraph], in the field of a class the index of a lifetime of the
/// class.
///
/// A type in which nothing refers to anything is always [Plain], whatever its structure.
sealed interface RegionType {

  /// A type without regions.
  enum Plain implements RegionType {
    /// The type of everything that refers to nothing.
    PLAIN
  }

  record Text(int at) implements RegionType {}

  /// A reference to an object: where it is, and the lifetimes of its class.
  record Object(int at, Symbol.Class of, int[] arguments) implements RegionType {}

  /// A value of a data class or union.
  record Value(Symbol of, int[] arguments) implements RegionType {}

  record Reference(int at, Type inner, RegionType of) implements RegionType {}

  record Buffer(int at, Type.BufferKind kind, Type inner, RegionType element)
      implements RegionType {}

  record Arena(int at) implements RegionType {}

  /// A nullable type or sequence: the same regions as `of`.
  record OrNull(RegionType of) implements RegionType {}

  record Tuple(List<RegionType> elements) implements RegionType {}

  record Result(RegionType ok, RegionType error) implements RegionType {}

  record Function(List<RegionType> parameters, RegionType result) implements RegionType {}

  /// The type with other regions in their places.
  default RegionType map(IntUnaryOperator to) {
    return switch (this) {
      case Plain plain -> plain;
      case Text(int at) -> new Text(to.applyAsInt(at));
      case Object(int at, Symbol.Class of, int[] arguments) ->
          new Object(to.applyAsInt(at), of, mapped(arguments, to));
      case Value(Symbol of, int[] arguments) -> new Value(of, mapped(arguments, to));
      case Reference(int at, Type inner, RegionType of) ->
          new Reference(to.applyAsInt(at), inner, of.map(to));
      case Buffer(int at, Type.BufferKind kind, Type inner, RegionType element) ->
          new Buffer(to.applyAsInt(at), kind, inner, element.map(to));
      case Arena(int at) -> new Arena(to.applyAsInt(at));
      case OrNull(RegionType of) -> new OrNull(of.map(to));
      case Tuple(List<RegionType> elements) -> new Tuple(mapped(elements, to));
      case Result(RegionType ok, RegionType error) -> new Result(ok.map(to), error.map(to));
      case Function(List<RegionType> parameters, RegionType result) ->
          new Function(mapped(parameters, to), result.map(to));
    };
  }

  private static int[] mapped(int[] regions, IntUnaryOperator to) {
    int[] result = new int[regions.length];
    for (int i = 0; i < regions.length; i++) {
      result[i] = to.applyAsInt(regions[i]);
    }
    return result;
  }

  private static List<RegionType> mapped(List<RegionType> types, IntUnaryOperator to) {
    List<RegionType> result = new ArrayList<>(types.size());
    for (RegionType type : types) {
      result.add(type.map(to));
    }
    return result;
  }

  /// Hands over every region, from the outside in.
  default void each(IntConsumer region) {
    switch (this) {
      case Plain _ -> {}
      case Text(int at) -> region.accept(at);
      case Object(int at, _, int[] arguments) -> {
        region.accept(at);
        for (int argument : arguments) {
          region.accept(argument);
        }
      }
      case Value(_, int[] arguments) -> {
        for (int argument : arguments) {
          region.accept(argument);
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
