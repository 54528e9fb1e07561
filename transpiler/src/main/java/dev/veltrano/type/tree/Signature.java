package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a function is called: its parameters and its result, the labels that it declares, and what
/// its `requires` says of lifetimes. `self` is the receiver of a method.
public record Signature(
    Symbol.Function symbol,
    @Nullable Local self,
    List<Label.Declared> labels,
    List<ParameterInfo> parameters,
    Type result,
    Labels resultLabels,
    List<LifetimeRelation> relations) {}
