package dev.veltrano.lifetime;

import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.AssignOperator;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds places in a body for messages.
final class Uses {
  private Uses() {}

  /// The statement that makes an arena.
  static @Nullable TypedStatement ownStatement(TypedBlock body, Local arena) {
    TypedStatement[] found = new TypedStatement[1];
    Walk.statements(
        body,
        s -> {
          if (s instanceof TypedStatement.OwnArena own && own.arena() == arena) {
            found[0] = s;
          }
        });
    return found[0];
  }

  /// The first use of a local behind a place of the text, else (in a loop) the first at all.
  static @Nullable Span after(TypedBlock body, Local local, int position) {
    Span[] first = new Span[1];
    Span[] later = new Span[1];
    Set<TypedExpression> assigned = Collections.newSetFromMap(new IdentityHashMap<>());
    Walk.statements(
        body,
        s -> {
          if (s instanceof TypedStatement.Assign assign
              && assign.operator() == AssignOperator.SET
              && !local.isCaptured()) {
            assigned.add(assign.place());
          }
        });
    Walk.expressions(
        body,
        e -> {
          if (e instanceof TypedExpression.LocalUse(Local used, Span span)
              && !assigned.contains(e)
              && (used == local || rootOf(used) == local)) {
            if (first[0] == null || span.start() < first[0].start()) {
              first[0] = span;
            }
            if (span.start() >= position && (later[0] == null || span.start() < later[0].start())) {
              later[0] = span;
            }
          }
        });
    Walk.statements(
        body,
        s -> {
          if (s instanceof TypedStatement.EndArena end
              && end.arena() == local
              && end.span().start() >= position
              && (later[0] == null || end.span().start() < later[0].start())) {
            later[0] = end.span();
          }
        });
    return later[0] != null ? later[0] : first[0];
  }

  private static @Nullable Local rootOf(Local local) {
    TypedExpression from = local.narrowedFrom();
    while (from != null) {
      switch (from) {
        case TypedExpression.LocalUse(Local root, _) -> {
          if (root.narrowedFrom() == null) {
            return root;
          }
          from = root.narrowedFrom();
        }
        case TypedExpression.FieldGet get -> from = get.receiver();
        case TypedExpression.TupleGet get -> from = get.receiver();
        case TypedExpression.Parenthesised p -> from = p.inner();
        default -> {
          return null;
        }
      }
    }
    return null;
  }
}
