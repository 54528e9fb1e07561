package dev.veltrano.lifetime;

import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedStatement;

/// What can have an arena, or a frame of temporary text, of its own: something that is entered and
/// left. Bodies are compared by the identity of the node.
public record Body(Object node) {

  public static Body of(TypedFunction function) {
    return new Body(function);
  }

  /// Of a loop or block.
  public static Body of(TypedStatement statement) {
    return new Body(statement);
  }

  public static Body of(TypedExpression.Lambda lambda) {
    return new Body(lambda);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Body(Object its) && its == node;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(node);
  }
}
