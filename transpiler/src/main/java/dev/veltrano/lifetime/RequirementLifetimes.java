package dev.veltrano.lifetime;

import dev.veltrano.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A requirement as a trait. `home` is the lifetime of what its members give out, a parameter of
/// the trait; `null` where they give out nothing that has one. `members` go with the requirement's.
public record RequirementLifetimes(
    @Nullable String home, List<Member> members, List<Implementation> implementations) {

  /// A member: the lifetimes that it declares, its types, and where it puts what it makes.
  public record Member(
      List<String> generics,
      List<LifetimeType> parameters,
      LifetimeType result,
      FunctionLifetimes.@Nullable Allocator allocator) {}

  /// A type that satisfies the requirement. `generics` are the lifetimes that have names, the home
  /// excepted, and `bounds` what must hold between them.
  public record Implementation(
      Type type, LifetimeType self, List<String> generics, List<FunctionLifetimes.Bound> bounds) {}
}
