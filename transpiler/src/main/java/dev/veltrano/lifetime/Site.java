package dev.veltrano.lifetime;

import dev.veltrano.source.Span;
import dev.veltrano.type.tree.TypedExpression;
import org.jspecify.annotations.Nullable;

/// A place in a body that puts something somewhere: an allocation, or an allocation that a callee
/// makes for one of its regions. `index` is its number among those of the expression.
final class Site {
  final TypedExpression node;
  final Sites sites;
  final int index;
  final int region;
  final ScopeNode scope;

  /// Text that lives in a frame, not in an arena.
  final boolean temporary;

  /// What it is, for messages: `Node`, `this text`.
  final String what;

  final Span span;

  /// Where it is put; for a place that the user names it is known from the start.
  @Nullable Place place;

  /// Whether the user named the place.
  boolean named;

  /// Whether the decision failed and has been reported.
  boolean failed;

  Site(
      TypedExpression node,
      Sites sites,
      int index,
      int region,
      ScopeNode scope,
      boolean temporary,
      String what,
      Span span) {
    this.node = node;
    this.sites = sites;
    this.index = index;
    this.region = region;
    this.scope = scope;
    this.temporary = temporary;
    this.what = what;
    this.span = span;
  }
}
