package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;

/// One condition of a `requires`.
public sealed interface Relation extends Node {

  /// `T satisfies Requirement`.
  record Satisfies(Name parameter, Path requirement, Span span) implements Relation {}

  /// `Alloc(bound)`.
  record Alloc(Bound bound, Span span) implements Relation {}

  /// `left <= right` and its kin.
  record Compare(Bound left, Order order, Bound right, Span span) implements Relation {}

  /// How two lifetimes relate.
  enum Order {
    AT_MOST,
    AT_LEAST,
    INSIDE,
    AROUND,
    EQUAL
  }
}
