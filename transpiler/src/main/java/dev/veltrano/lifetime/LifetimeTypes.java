package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Writes types with regions as types with the names of lifetimes.
final class LifetimeTypes {
  private LifetimeTypes() {}

  /// `quantified` leaves out the lifetimes of the parameters of a function type, so that each call
  /// of it chooses them.
  static LifetimeType of(
      Type type, RegionType region, IntFunction<@Nullable String> name, boolean quantified) {
    return switch (region) {
      case RegionType.Plain _ -> plain(type);
      case RegionType.Text(int at) -> new LifetimeType.Text(name.apply(at));
      case RegionType.Object(int at, Symbol.Class of, int[] arguments, List<RegionType> types) ->
          new LifetimeType.Object(
              name.apply(at), of, names(arguments, name), types(type, types, name, quantified));
      case RegionType.Value(Symbol of, int[] arguments, List<RegionType> types) ->
          new LifetimeType.Value(of, names(arguments, name), types(type, types, name, quantified));
      case RegionType.Parameter _ -> new LifetimeType.Plain(type.notNull());
      case RegionType.Reference(int at, Type inner, RegionType of) ->
          new LifetimeType.Reference(name.apply(at), of(inner, of, name, quantified));
      case RegionType.Buffer(int at, Type.BufferKind kind, Type inner, RegionType element) ->
          new LifetimeType.Buffer(name.apply(at), kind, of(inner, element, name, quantified));
      case RegionType.Arena(int at) -> new LifetimeType.Arena(name.apply(at));
      case RegionType.OrNull(RegionType of) ->
          new LifetimeType.OrNull(of(type.notNull(), of, name, quantified));
      case RegionType.Tuple(List<RegionType> elements) -> {
        List<LifetimeType> all = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
          Type part =
              type.notNull() instanceof Type.Tuple(List<Type> types)
                  ? types.get(i)
                  : Type.Error.ERROR;
          all.add(of(part, elements.get(i), name, quantified));
        }
        yield new LifetimeType.Tuple(all);
      }
      case RegionType.Result(RegionType ok, RegionType error) ->
          type instanceof Type.Result(Type fine, Type failed)
              ? new LifetimeType.Result(
                  of(fine, ok, name, quantified), of(failed, error, name, quantified))
              : new LifetimeType.Plain(type);
      case RegionType.Function(List<RegionType> parameters, RegionType result) -> {
        if (!(type instanceof Type.Function(List<Type> takes, Type gives))) {
          yield new LifetimeType.Plain(type);
        }
        List<LifetimeType> all = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
          all.add(of(takes.get(i), parameters.get(i), quantified ? _ -> null : name, quantified));
        }
        yield new LifetimeType.Function(List.of(), all, of(gives, result, name, quantified));
      }
    };
  }

  private static List<LifetimeType> types(
      Type type, List<RegionType> given, IntFunction<@Nullable String> name, boolean quantified) {
    if (!(type.notNull() instanceof Type.Named(_, List<Type> arguments))) {
      return List.of();
    }
    List<LifetimeType> all = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      all.add(of(arguments.get(i), given.get(i), name, quantified));
    }
    return all;
  }

  /// A function type is one of its own, also where nothing in it refers to anything.
  private static LifetimeType plain(Type type) {
    if (!(type instanceof Type.Function(List<Type> takes, Type gives))) {
      return new LifetimeType.Plain(type);
    }
    List<LifetimeType> parameters = new ArrayList<>();
    for (Type each : takes) {
      parameters.add(plain(each));
    }
    return new LifetimeType.Function(List.of(), parameters, plain(gives));
  }

  private static List<@Nullable String> names(int[] regions, IntFunction<@Nullable String> name) {
    List<@Nullable String> all = new ArrayList<>(regions.length);
    for (int region : regions) {
      all.add(name.apply(region));
    }
    return all;
  }
}
