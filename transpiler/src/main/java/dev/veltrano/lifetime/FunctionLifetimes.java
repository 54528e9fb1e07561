package dev.veltrano.lifetime;

import dev.veltrano.type.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the analysis found out about one function.
///
/// `generics` are the lifetimes to declare, in order; `bounds` the relations between lifetimes that
/// the types do not imply, `typeBounds` those between type parameters and lifetimes, `homes` the
/// lifetimes of what the members of type parameters give out. `parameters` go with the function's,
/// receiver excluded; `receiver` is the lifetime of the reference to the receiver where it must be
/// written. `classLifetimes` are those of the class that the method names, so that its `impl` must
/// declare them. `allocators` are the hidden parameters, in order. `sites` tells where the body
/// puts what it makes.
public record FunctionLifetimes(
    List<String> generics,
    List<Bound> bounds,
    List<TypeBound> typeBounds,
    Map<Type.Parameter, String> homes,
    @Nullable String receiver,
    List<String> classLifetimes,
    List<LifetimeType> parameters,
    LifetimeType result,
    List<Allocator> allocators,
    Sites sites) {

  /// What the lifetime of what the members of a type parameter of a class give out is called.
  public static String homeName(Type.Parameter parameter) {
    return LifetimeNames.usable(parameter.name());
  }

  /// `T: 'shorter`.
  public record TypeBound(Type.Parameter parameter, String shorter) {}

  /// `'longer: 'shorter`.
  public record Bound(String longer, String shorter) {}

  /// A hidden parameter `__bump_a: &'a Bump`; where `written` is false Rust finds the lifetime
  /// itself and the type is `&Bump`.
  public record Allocator(String lifetime, boolean written) {}
}
