package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;

/// What may stand between `<` and `>` in a type or a call.
public sealed interface TypeArgument extends Node {

  record Type(TypeTree type, Span span) implements TypeArgument {}

  /// `@p`.
  record Label(LabelName label, Span span) implements TypeArgument {}

  /// The identifier of a channel.
  record Text(String value, Span span) implements TypeArgument {}
}
