package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;

/// Anything that was written in a source file and where.
///
/// Nodes are immutable records, equal when they say the same thing wherever it stands (see [Span]).
/// A list in a node is never changed after the parser made it.
public sealed interface Node
    permits FileTree,
        Import,
        Item,
        Member,
        Field,
        Parameter,
        TypeParameter,
        Relation,
        Bound,
        Requires,
        Receiver,
        Has,
        EnumEntry,
        Name,
        Path,
        LabelName,
        TypeTree,
        TypeArgument,
        Statement,
        Binder,
        Expression,
        Argument,
        LambdaParameter,
        FormatPart,
        MatchArm,
        Pattern,
        PatternPart {

  Span span();
}
