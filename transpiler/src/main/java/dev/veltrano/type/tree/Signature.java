package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a function is called: its parameters and its result, the labels that it declares, and what
/// its `requires` says of lifetimes and of what types must be able to do. `self` is the receiver of
/// a method; `bounds` of a method speak of its own type parameters or of those of its class.
public record Signature(
    Symbol.Function symbol,
    @Nullable Local self,
    List<Label.Declared> labels,
    List<ParameterInfo> parameters,
    Type result,
    Labels resultLabels,
    List<LifetimeRelation> relations,
    List<TypeBound> bounds) {

  /// The type parameters of the function itself.
  public List<Type.Parameter> typeParameters() {
    return Type.Parameter.of(symbol);
  }
}
