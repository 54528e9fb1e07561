package dev.veltrano.rust.lower;

import dev.veltrano.type.Type;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import org.jspecify.annotations.Nullable;

/// Whether Rust sees that the end of a block is never reached. Veltrano sees more: it knows
/// conditions that are always true.
final class Ends {
  private Ends() {}

  static boolean never(TypedBlock block) {
    for (TypedStatement s : block.statements()) {
      if (never(s)) {
        return true;
      }
    }
    return block.value() != null && never(block.value());
  }

  private static boolean never(TypedStatement s) {
    return switch (s) {
      case TypedStatement.Let l -> l.value() != null && never(l.value());
      case TypedStatement.Assign a -> never(a.value());
      case TypedStatement.Evaluate e -> never(e.expression());
      case TypedStatement.While w ->
          Nature.bare(w.condition()) instanceof TypedExpression.BoolLiteral(boolean value, _)
              && value
              && !leaves(w.body(), w.label(), true);
      case TypedStatement.For _ -> false;
      case TypedStatement.Block b ->
          never(b.body()) && (b.label() == null || !leaves(b.body(), b.label(), false));
      case TypedStatement.UseArena a -> never(a.body());
      case TypedStatement.Defer _,
          TypedStatement.OwnArena _,
          TypedStatement.EndArena _,
          TypedStatement.LocalFunction _ ->
          false;
    };
  }

  private static boolean never(TypedExpression e) {
    return switch (e) {
      case TypedExpression.Parenthesised p -> never(p.inner());
      case TypedExpression.If i ->
          never(i.condition()) || i.otherwise() != null && never(i.then()) && never(i.otherwise());
      case TypedExpression.Match m ->
          never(m.subject()) || m.arms().stream().allMatch(a -> never(a.body()));
      default -> e.type() == Type.Primitive.NOTHING;
    };
  }

  /// Whether a `break` in a body ends the loop or block around it. `own` says that one without
  /// label would.
  private static boolean leaves(TypedBlock block, @Nullable String label, boolean own) {
    for (TypedStatement s : block.statements()) {
      if (leaves(s, label, own)) {
        return true;
      }
    }
    return leaves(block.value(), label, own);
  }

  private static boolean leaves(TypedStatement s, @Nullable String label, boolean own) {
    return switch (s) {
      case TypedStatement.Let l -> leaves(l.value(), label, own);
      case TypedStatement.Assign a -> leaves(a.value(), label, own);
      case TypedStatement.Evaluate e -> leaves(e.expression(), label, own);
      case TypedStatement.While w ->
          leaves(w.condition(), label, own) || leaves(w.body(), label, false);
      case TypedStatement.For f ->
          leaves(f.iterated(), label, own) || leaves(f.body(), label, false);
      case TypedStatement.Block b -> leaves(b.body(), label, own);
      case TypedStatement.UseArena a -> leaves(a.body(), label, own);
      case TypedStatement.Defer _,
          TypedStatement.OwnArena _,
          TypedStatement.EndArena _,
          TypedStatement.LocalFunction _ ->
          false;
    };
  }

  private static boolean leaves(@Nullable TypedExpression e, @Nullable String label, boolean own) {
    return switch (e) {
      case null -> false;
      case TypedExpression.If i ->
          leaves(i.condition(), label, own)
              || leaves(i.then(), label, own)
              || i.otherwise() != null && leaves(i.otherwise(), label, own);
      case TypedExpression.Match m ->
          leaves(m.subject(), label, own)
              || m.arms().stream().anyMatch(a -> leaves(a.body(), label, own));
      default ->
          Walk.any(
              e,
              x ->
                  x instanceof TypedExpression.Break b
                      && (b.label() == null ? own : b.label().equals(label)));
    };
  }
}
