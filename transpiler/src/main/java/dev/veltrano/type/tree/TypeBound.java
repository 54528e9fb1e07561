package dev.veltrano.type.tree;

import dev.veltrano.source.Span;
import dev.veltrano.type.Type;

/// `T: Requirement` or `requires T satisfies Requirement`, and where the requirement is written.
public record TypeBound(Type.Parameter parameter, TypeRequirement requirement, Span span) {}
