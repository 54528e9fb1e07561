package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;

/// `requires relation, relation`.
public record Requires(List<Relation> relations, Span span) implements Node {}
