package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import java.util.List;

/// A member that a requirement asks for: a `property`, which has no parameters, or a method. Its
/// types speak of the requirement's own type parameter.
public record RequiredMember(
    Symbol.Requirement of,
    String name,
    boolean property,
    List<Label.Declared> labels,
    List<ParameterInfo> parameters,
    Type result,
    Labels resultLabels,
    List<LifetimeRelation> relations,
    Span nameSpan,
    Span span) {}
