package dev.veltrano.rust.lower;

import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.HashSet;
import java.util.Set;

/// What lambdas and `defer` see of the function around them, and which arenas it empties.
record Captures(Set<Local> captured, Set<Local> reset) {
  static final Captures NONE = new Captures(Set.of(), Set.of());

  static Captures of(TypedBlock block) {
    Set<Local> captured = new HashSet<>(2);
    Set<Local> reset = new HashSet<>(2);
    Walk.anyInBlock(
        block,
        e -> {
          if (e instanceof TypedExpression.Lambda lambda) {
            Set<Local> own = new HashSet<>();
            Walk.locals(lambda.body(), own::add);
            Walk.anyInBlock(lambda.body(), inner -> use(inner, own, captured));
          }
          return false;
        });
    Walk.statements(
        block,
        s -> {
          switch (s) {
            case TypedStatement.Defer(TypedStatement body, _) ->
                Walk.any(body, inner -> use(inner, Set.of(), captured));
            case TypedStatement.EndArena end when !end.free() -> reset.add(end.arena());
            default -> {}
          }
        });
    return new Captures(captured, reset);
  }

  private static boolean use(TypedExpression e, Set<Local> own, Set<Local> to) {
    if (e instanceof TypedExpression.LocalUse(Local local, _) && !own.contains(local)) {
      to.add(local);
    }
    return false;
  }
}
