package dev.veltrano.lifetime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the analysis found out about one function.
///
/// `generics` are the lifetimes to declare, in order; `bounds` the relations between lifetimes that
/// the types do not imply. `parameters` go with the function's, receiver excluded; `receiver` is
/// the lifetime of the reference to the receiver where it must be written. `classLifetimes` are
/// those of the class that the method names, so that its `impl` must declare them. `allocators` are
/// the hidden parameters, in order. `sites` tells where the body puts what it makes.
public record FunctionLifetimes(
    List<String> generics,
    List<Bound> bounds,
    @Nullable String receiver,
    List<String> classLifetimes,
    List<LifetimeType> parameters,
    LifetimeType result,
    List<Allocator> allocators,
    Sites sites) {

  /// `'longer: 'shorter`.
  public record Bound(String longer, String shorter) {}

  /// A hidden parameter `__bump_a: &'a Bump`; where `written` is false Rust finds the lifetime
  /// itself and the type is `&Bump`.
  public record Allocator(String lifetime, boolean written) {}
}
