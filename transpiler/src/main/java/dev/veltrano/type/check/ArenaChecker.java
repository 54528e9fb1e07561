package dev.veltrano.type.check;

import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Argument;
import dev.veltrano.syntax.tree.Binder;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.LambdaParameter;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks where arenas are made and ended: forms of statements, so that each has one owner that the
/// eye can find.
final class ArenaChecker {
  private final Body body;

  ArenaChecker(Body body) {
    this.body = body;
  }

  /// A call of a member of an arena: `parent` is its local, `null` for the type `Arena` itself.
  private record MemberCall(
      Expression.Call call, @Nullable Local parent, Span receiver, Name member) {}

  private @Nullable MemberCall memberCall(@Nullable Expression expression) {
    Expression inner = expression;
    while (inner instanceof Expression.Parenthesised(Expression next, _)) {
      inner = next;
    }
    if (!(inner instanceof Expression.Call call)
        || !(call.callee()
            instanceof Expression.Select(Expression.NameUse use, boolean safe, Name name, _, _))
        || safe) {
      return null;
    }
    String text = use.name().text();
    Local local = body.local(text);
    if (local != null) {
      return local.type() == Type.Primitive.ARENA
          ? new MemberCall(call, local, use.span(), name)
          : null;
    }
    return text.equals("Arena") && body.tables.names().find(body.scope, text) == null
        ? new MemberCall(call, null, use.span(), name)
        : null;
  }

  // Owners

  /// `val root = Arena.newRoot()`, `val sub = arena.newSub()`; `null` where it is something else.
  @Nullable TypedStatement declaration(Statement.Local statement, int mark) {
    MemberCall made = memberCall(statement.value());
    if (made == null || !made.member.text().equals(made.parent == null ? "newRoot" : "newSub")) {
      return null;
    }
    if (!(statement.binder() instanceof Binder.Single(Name name, Span span))
        || name.text().equals("_")) {
      return null;
    }
    if (statement.type() != null && !body.types.isArena(statement.type())) {
      return null;
    }
    if (statement.isVar()) {
      body.report(new ArenaProblem.InVar(body.file, span, TypeProblem.varToVal(body.file, span)));
    }
    requireNoArguments(made.call, made.member);
    TypedExpression parent = parent(made);
    Local arena = declare(name, mark);
    return new TypedStatement.OwnArena(arena, parent, statement.span());
  }

  private Local declare(Name name, int mark) {
    if (!body.isDeclaredSince(name.text(), mark)) {
      body.labels.requireNew(name.text(), name.span());
    }
    Local arena = new Local(Local.Kind.VAL, name.text(), Type.Primitive.ARENA, name.span());
    body.declare(arena, mark);
    return arena;
  }

  private @Nullable TypedExpression parent(MemberCall made) {
    if (made.parent == null) {
      return null;
    }
    body.read(made.parent);
    return new TypedExpression.LocalUse(made.parent, made.receiver);
  }

  private void requireNoArguments(Expression.Call call, Name member) {
    if (!call.arguments().isEmpty() || call.trailing() != null) {
      Span span = call.argumentsSpan().length() == 0 ? call.span() : call.argumentsSpan();
      body.report(
          new TypeProblem.ArgumentCount(
              body.file,
              span,
              member.text(),
              0,
              call.arguments().size() + (call.trailing() == null ? 0 : 1)));
    }
  }

  // Statements

  /// Whether an expression is one of the statements of an arena.
  boolean isStatement(Expression expression) {
    MemberCall call = memberCall(expression);
    return call != null
        && call.parent != null
        && switch (call.member.text()) {
          case "useArena", "free", "reset" -> true;
          default -> false;
        };
  }

  /// `arena.useArena { sub -> … }`, `arena.reset()`, `arena.free()`.
  @Nullable TypedStatement statement(Expression expression, Span span) {
    MemberCall call = memberCall(expression);
    if (call == null || call.parent == null) {
      return null;
    }
    return call.member.text().equals("useArena")
        ? use(call, span)
        : end(call, call.parent, call.member.text().equals("free"), span);
  }

  private @Nullable TypedStatement end(MemberCall call, Local arena, boolean free, Span span) {
    requireNoArguments(call.call, call.member);
    body.read(arena);
    String verb = free ? "free" : "reset";
    if (arena.kind() == Local.Kind.PARAMETER) {
      body.report(new ArenaProblem.NotOwner(body.file, span, arena, verb));
      return null;
    }
    if (body.isOutside(arena) && body.inLambdaSince(arena)) {
      body.report(new ArenaProblem.EndInLambda(body.file, span, arena, verb));
      return null;
    }
    return new TypedStatement.EndArena(arena, free, call.member.span(), span);
  }

  private @Nullable TypedStatement use(MemberCall call, Span span) {
    Expression.Lambda lambda = block(call.call);
    List<LambdaParameter> parameters = lambda == null ? null : lambda.parameters();
    Name name = null;
    if (parameters != null
        && parameters.size() == 1
        && parameters.getFirst().binder() instanceof Binder.Single(Name only, _)
        && !only.text().equals("_")) {
      name = only;
    }
    if (lambda == null || name == null) {
      body.report(
          new ArenaProblem.NeedsBlock(
              body.file, lambda == null ? span : new Span(lambda.span().start(), 1)));
      return null;
    }
    TypedExpression parent = parent(call);
    int mark = body.open();
    Local arena = declare(name, mark);
    TypedBlock block = body.statements.blockOf(lambda.body(), true, false, null, lambda.span());
    body.close(mark);
    return parent == null ? null : new TypedStatement.UseArena(parent, arena, block, span);
  }

  private static Expression.@Nullable Lambda block(Expression.Call call) {
    if (call.trailing() != null) {
      return call.arguments().isEmpty() ? call.trailing() : null;
    }
    return call.arguments().size() == 1
            && call.arguments().getFirst()
                instanceof Argument.Positional(Expression.Lambda lambda, _)
        ? lambda
        : null;
  }
}
