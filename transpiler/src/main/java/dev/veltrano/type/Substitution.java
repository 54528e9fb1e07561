package dev.veltrano.type;

import dev.veltrano.resolve.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands for type parameters: the type arguments of a class, or of one call.
///
/// Everything is replaced at once, so a parameter may stand for a type that mentions it: a function
/// that calls itself has its own parameters for arguments.
public final class Substitution {
  /// Replaces nothing.
  public static final Substitution NONE = new Substitution(Map.of());

  private final Map<Type.Parameter, Type> types;

  private Substitution(Map<Type.Parameter, Type> types) {
    this.types = types;
  }

  /// Replaces each parameter by the argument at its place.
  public static Substitution of(List<Type.Parameter> parameters, List<Type> arguments) {
    if (parameters.isEmpty()) {
      return NONE;
    }
    Map<Type.Parameter, Type> types = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size() && i < arguments.size(); i++) {
      types.put(parameters.get(i), arguments.get(i));
    }
    return new Substitution(types);
  }

  /// Replaces the parameters of the class by the arguments that a type gives it, looking through
  /// `Ref`; nothing where the type has none.
  public static Substitution of(Type type) {
    return switch (type) {
      case Type.Named(Symbol symbol, List<Type> arguments) ->
          arguments.isEmpty() ? NONE : of(Type.Parameter.of(symbol), arguments);
      case Type.Reference(Type inner) -> of(inner);
      default -> NONE;
    };
  }

  /// This one and another, whose parameters are different ones.
  public Substitution and(Substitution other) {
    if (types.isEmpty()) {
      return other;
    }
    if (other.types.isEmpty()) {
      return this;
    }
    Map<Type.Parameter, Type> all = new LinkedHashMap<>(types);
    all.putAll(other.types);
    return new Substitution(all);
  }

  /// The type that a parameter stands for, or `null`.
  public @Nullable Type get(Type.Parameter parameter) {
    return types.get(parameter);
  }

  /// The parameters that are replaced, and what replaces each.
  public List<Type.Parameter> parameters() {
    return List.copyOf(types.keySet());
  }

  public List<Type> arguments() {
    return List.copyOf(types.values());
  }

  public boolean isEmpty() {
    return types.isEmpty();
  }

  /// The type with everything replaced.
  public Type apply(Type type) {
    if (types.isEmpty()) {
      return type;
    }
    return switch (type) {
      case Type.Parameter parameter -> types.getOrDefault(parameter, parameter);
      case Type.Named(Symbol symbol, List<Type> arguments) ->
          arguments.isEmpty() ? type : new Type.Named(symbol, apply(arguments));
      case Type.Nullable(Type of) -> apply(of).orNull();
      case Type.Tuple(List<Type> elements) -> new Type.Tuple(apply(elements));
      case Type.Result(Type ok, Type error) -> new Type.Result(apply(ok), apply(error));
      case Type.Range(Type element) -> new Type.Range(apply(element));
      case Type.Sequence(Type element) -> new Type.Sequence(apply(element));
      case Type.Reference(Type of) -> new Type.Reference(apply(of));
      case Type.Buffer(Type.BufferKind kind, Type element) -> new Type.Buffer(kind, apply(element));
      case Type.Function(List<Type> parameters, Type result) ->
          new Type.Function(apply(parameters), apply(result));
      case Type.Primitive _, Type.Error _ -> type;
    };
  }

  /// All these types with everything replaced.
  public List<Type> apply(List<Type> all) {
    List<Type> result = new ArrayList<>(all.size());
    for (Type type : all) {
      result.add(apply(type));
    }
    return List.copyOf(result);
  }

  /// Whether something that is `T?` becomes a value that could be null for two reasons, which a
  /// type cannot tell apart.
  public boolean doublesNull(Type type) {
    if (types.isEmpty()) {
      return false;
    }
    return switch (type) {
      case Type.Nullable(Type of) -> apply(of).isNullable() || doublesNull(of);
      case Type.Named(_, List<Type> arguments) -> anyDoublesNull(arguments);
      case Type.Tuple(List<Type> elements) -> anyDoublesNull(elements);
      case Type.Result(Type ok, Type error) -> doublesNull(ok) || doublesNull(error);
      case Type.Range(Type element) -> doublesNull(element);
      case Type.Sequence(Type element) -> doublesNull(element);
      case Type.Reference(Type of) -> doublesNull(of);
      case Type.Buffer(_, Type element) -> doublesNull(element);
      case Type.Function(List<Type> parameters, Type result) ->
          anyDoublesNull(parameters) || doublesNull(result);
      case Type.Primitive _, Type.Parameter _, Type.Error _ -> false;
    };
  }

  private boolean anyDoublesNull(List<Type> all) {
    for (Type type : all) {
      if (doublesNull(type)) {
        return true;
      }
    }
    return false;
  }
}
