package dev.veltrano.type.tree;

import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Relation.Order;
import dev.veltrano.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A clause of `requires` about lifetimes, its names bound.
public sealed interface LifetimeRelation {

  Span span();

  /// `left <= right` and its kin.
  record Compare(Bound left, Order order, Bound right, Span span) implements LifetimeRelation {}

  /// `Alloc(bound)`: something is put there.
  record Alloc(Bound bound, Span span) implements LifetimeRelation {}

  /// A lifetime in a clause.
  sealed interface Bound {

    /// `@a`, or `Static` as [Label.Static].
    record OfLabel(Label label) implements Bound {}

    /// `Lifetime(T)`: everything that a type parameter refers to.
    record OfType(Type.Parameter parameter) implements Bound {}

    /// `Lifetime(x)`, `Lifetime(x.f)`, with `place` `Lifetime(&x)`. `root` is a parameter or the
    /// receiver; `null` stands for `Return`.
    record OfValue(boolean place, @Nullable Local root, List<FieldInfo> path) implements Bound {}
  }
}
