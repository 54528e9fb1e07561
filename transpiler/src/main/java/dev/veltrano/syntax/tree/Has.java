package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A member that a requirement asks for: a field (`parameters` is `null`) or a method.
public record Has(
    List<TypeParameter> typeParameters,
    Name name,
    @Nullable List<Parameter> parameters,
    @Nullable TypeTree type,
    @Nullable Requires requires,
    Span span)
    implements Node {}
