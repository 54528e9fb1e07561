package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// What may stand in `fun<…>` or `class C<…>`.
public sealed interface TypeParameter extends Node {

  /// `@a`.
  record Label(LabelName label, Span span) implements TypeParameter {}

  /// `T` or `T: Requirement`.
  record Type(Name name, @Nullable Path requirement, Span span) implements TypeParameter {}
}
