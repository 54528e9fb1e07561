package dev.veltrano.type.tree;

import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Statements and, where a value is wanted, the expression that gives it. `braces` tells whether
/// the user wrote a block or a single statement.
public record TypedBlock(
    List<TypedStatement> statements,
    @Nullable TypedExpression value,
    Type type,
    boolean braces,
    Span span) {}
