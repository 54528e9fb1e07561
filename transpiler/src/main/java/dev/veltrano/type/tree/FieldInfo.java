package dev.veltrano.type.tree;

import dev.veltrano.source.Span;
import dev.veltrano.type.Type;

/// A field of a class. Constructor parameters come first, in order; a field of the body has an
/// `initial` value and `inConstructor` is false.
public record FieldInfo(
    String name,
    Type type,
    Labels labels,
    boolean isVar,
    boolean inConstructor,
    boolean hasDefault,
    Span nameSpan,
    int index) {}
