package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A checked function.
///
/// `defaults` has one entry for each parameter, `null` where there is no default value; it may use
/// the locals of earlier parameters. `changesSelf` tells whether a method assigns its own fields,
/// itself or through others. `callees` are the functions and methods that the body names, each
/// once.
public record TypedFunction(
    Signature signature,
    List<@Nullable TypedExpression> defaults,
    TypedBlock body,
    boolean changesSelf,
    List<Symbol.Function> callees) {}
