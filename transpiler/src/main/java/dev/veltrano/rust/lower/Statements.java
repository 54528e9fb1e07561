package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lowers blocks and their statements.
final class Statements {
  private final Body body;

  Statements(Body body) {
    this.body = body;
  }

  Block block(TypedBlock block, Tail tail, Ask ask) {
    return block(block, tail, ask, List.of());
  }

  /// A block that begins with some statements of its own.
  Block block(TypedBlock block, Tail tail, Ask ask, List<Stmt> first) {
    List<Stmt> statements = new ArrayList<>(first);
    int mark = body.scope.mark();
    fill(block, tail, ask, statements);
    body.scope.release(mark);
    return new Block(statements, body.user(block.span()));
  }

  /// Appends the statements of a block.
  void fill(TypedBlock block, Tail tail, Ask ask, List<Stmt> to) {
    List<TypedStatement> statements = block.statements();
    for (int i = 0; i < statements.size(); i++) {
      boolean last = i == statements.size() - 1 && block.value() == null;
      statement(statements.get(i), last && tail == Tail.RETURN, to);
    }
    TypedExpression value = block.value();
    if (value != null) {
      end(value, tail, ask, to);
    }
    if (tail == Tail.VALUE || tail == Tail.RETURN && body.result != Type.Primitive.UNIT) {
      close(block, to);
    }
  }

  /// A block that never comes to its end.
  Block closed(TypedBlock block) {
    List<Stmt> statements = new ArrayList<>();
    int mark = body.scope.mark();
    fill(block, Tail.UNIT, Ask.FREE, statements);
    body.scope.release(mark);
    close(block, statements);
    return new Block(statements, body.user(block.span()));
  }

  /// Says that the end of a block is never reached, where Rust does not see it.
  private void close(TypedBlock block, List<Stmt> to) {
    if (block.type() == Type.Primitive.NOTHING && !Ends.never(block)) {
      Origin origin = body.derived(block.span());
      to.add(Make.value(new Expr.Macro("unreachable", List.of(), origin), origin));
    }
  }

  /// The expression at the end of a block.
  private void end(TypedExpression value, Tail tail, Ask ask, List<Stmt> to) {
    switch (tail) {
      case UNIT -> discard(value, false, to);
      case RETURN -> result(value, to);
      case VALUE -> {
        if (diverges(value)) {
          to.add(Make.value(body.lower(value, ask), body.user(value.span())));
        } else if (value.type() == Type.Primitive.UNIT || value.type() == Type.Primitive.NOTHING) {
          discard(value, false, to);
        } else {
          to.add(Make.value(body.lower(value, ask), body.user(value.span())));
        }
      }
    }
  }

  /// The expression at the end of a function.
  private void result(TypedExpression value, List<Stmt> to) {
    TypedExpression bare = Nature.bare(value);
    if (bare instanceof TypedExpression.Return(TypedExpression returned, _)) {
      if (returned != null) {
        result(returned, to);
      }
      return;
    }
    if (body.result == Type.Primitive.UNIT) {
      discard(value, true, to);
      return;
    }
    if (bare instanceof TypedExpression.If i
        && i.otherwise() == null
        && body.conditions.guard(i, to)) {
      return;
    }
    Origin origin = body.user(value.span());
    switch (bare) {
      case TypedExpression.If i ->
          to.add(Make.value(body.conditions.ifExpression(i, Tail.RETURN, Ask.PINNED), origin));
      case TypedExpression.Match m ->
          to.add(Make.value(body.matches.match(m, Tail.RETURN, Ask.PINNED), origin));
      default -> {
        if (value.type() == Type.Primitive.NOTHING && !diverges(value)) {
          discard(value, false, to);
        } else {
          to.add(Make.value(body.lower(value, Ask.PINNED), origin));
        }
      }
    }
  }

  /// Whether it is a call that does not return, which ends a block like a value.
  private static boolean diverges(TypedExpression e) {
    return e.type() == Type.Primitive.NOTHING
        && (e instanceof TypedExpression.Call
            || e instanceof TypedExpression.MethodCall
            || e instanceof TypedExpression.BuiltinCall
            || e instanceof TypedExpression.Print);
  }

  /// The body of an arm: an expression where it is one, else a block.
  Expr arm(TypedBlock block, Tail tail, Ask ask) {
    TypedExpression value = block.value();
    if (value != null && block.statements().isEmpty() && !block.braces()) {
      return arm(value, tail, ask);
    }
    if (value == null
        && block.statements().size() == 1
        && !block.braces()
        && block.statements().getFirst() instanceof TypedStatement.Assign assign
        && assign(assign) instanceof Stmt.Expression(Expr only, _, _)) {
      return only;
    }
    if (value == null
        && block.statements().size() == 1
        && !block.braces()
        && block.statements().getFirst() instanceof TypedStatement.Evaluate(var only, _)
        && (tail != Tail.RETURN
            || only.type() == Type.Primitive.NOTHING
            || body.result == Type.Primitive.UNIT)) {
      return arm(only, tail == Tail.VALUE ? Tail.UNIT : tail, ask);
    }
    return new Expr.BlockExpr(block(block, tail, ask));
  }

  Expr arm(TypedExpression value, Tail tail, Ask ask) {
    List<Stmt> statements = new ArrayList<>();
    int mark = body.scope.mark();
    end(value, tail, ask, statements);
    body.scope.release(mark);
    Origin origin = body.user(value.span());
    if (statements.size() == 1
        && statements.getFirst() instanceof Stmt.Expression(Expr only, boolean semicolon, _)
        && (!semicolon || isUnit(value))) {
      return only;
    }
    return Make.block(statements, origin);
  }

  private static boolean isUnit(TypedExpression e) {
    return e.type() == Type.Primitive.UNIT || e.type() == Type.Primitive.NOTHING;
  }

  // ---- statements

  private void statement(TypedStatement s, boolean isEnd, List<Stmt> to) {
    switch (s) {
      case TypedStatement.Let let -> let(let, to);
      case TypedStatement.Assign assign -> to.add(assign(assign));
      case TypedStatement.Evaluate(TypedExpression e, _) -> {
        if (isEnd && (body.result == Type.Primitive.UNIT || e.type() == Type.Primitive.NOTHING)) {
          result(e, to);
        } else {
          discard(e, false, to);
        }
      }
      case TypedStatement.While w -> body.loops.whileLoop(w, to);
      case TypedStatement.For f -> body.loops.forLoop(f, to);
      case TypedStatement.Block b -> nested(b, isEnd, to);
      default -> throw new IllegalStateException("stub");
    }
  }

  private void nested(TypedStatement.Block s, boolean isEnd, List<Stmt> to) {
    Origin origin = body.user(s.span());
    if (s.label() == null) {
      boolean ends =
          isEnd
              && (body.result == Type.Primitive.UNIT || s.body().type() == Type.Primitive.NOTHING);
      Block block = block(s.body(), ends ? Tail.RETURN : Tail.UNIT, Ask.PINNED);
      boolean value = ends && body.result != Type.Primitive.UNIT;
      to.add(new Stmt.Expression(new Expr.BlockExpr(block), !value, origin));
      return;
    }
    body.jumps.enter(false, s.label());
    Block block = block(s.body(), Tail.UNIT, Ask.FREE);
    to.add(Make.statement(new Expr.BlockExpr(body.jumps.leave(), block), origin));
  }

  private Stmt assign(TypedStatement.Assign s) {
    Origin origin = body.user(s.span());
    Expr place = body.expressions.place(s.place());
    Expr value = body.lower(s.value(), isShift(s) ? Ask.ANY_INTEGER : Ask.PINNED);
    Expr assignment =
        s.operator().operator() == null
            ? new Expr.Assign(place, value, origin)
            : new Expr.CompoundAssign(
                Expressions.operator(s.operator().operator()), place, value, origin);
    return Make.statement(assignment, origin);
  }

  private static boolean isShift(TypedStatement.Assign s) {
    return switch (s.operator()) {
      case SHIFT_LEFT, SHIFT_RIGHT -> true;
      case SET, ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, BIT_AND, BIT_OR, BIT_XOR -> false;
    };
  }

  private void let(TypedStatement.Let s, List<Stmt> to) {
    Origin origin = body.user(s.span());
    TypedExpression value = s.value();
    Optional<dev.veltrano.rust.ast.Type> written =
        s.declared() == null ? Optional.empty() : Optional.of(body.types.elided(s.declared()));
    if (value == null) {
      if (written.isEmpty() && Matches.single(s.binder()) instanceof Local local) {
        written = Optional.of(body.types.elided(local.type()));
      }
      to.add(
          new Stmt.Let(
              List.of(),
              body.matches.binder(s.binder()),
              written,
              Optional.empty(),
              Optional.empty(),
              origin));
      return;
    }
    if (letElse(s, value, origin, to)) {
      return;
    }
    if (written.isEmpty()
        && !body.nature.hasOwnType(value)
        && value.type() != Type.Primitive.NOTHING
        && !(s.binder() instanceof TypedBinder.Ignore)) {
      written = Optional.of(body.types.elided(value.type()));
    }
    Expr lowered = body.lower(value, written.isPresent() ? Ask.PINNED : Ask.KNOWN);
    to.add(Make.let(body.matches.binder(s.binder()), written, lowered, origin));
  }

  /// `val x = y ?: return` is a `let … else`.
  private boolean letElse(
      TypedStatement.Let s, TypedExpression value, Origin origin, List<Stmt> to) {
    if (!(Nature.bare(value)
            instanceof
            TypedExpression.Elvis(TypedExpression left, TypedExpression right, var type, _))
        || right.type() != Type.Primitive.NOTHING
        || type.isNullable()
        || Nulls.isReturnOfNull(right)
        || !body.nature.hasOwnType(left)) {
      return false;
    }
    Expr subject = body.lower(left, Ask.KNOWN);
    List<Stmt> otherwise = new ArrayList<>();
    int mark = body.scope.mark();
    discard(right, false, otherwise);
    body.scope.release(mark);
    Pattern pattern = Make.some(body.file.prelude("Some"), body.matches.binder(s.binder()));
    to.add(Make.letElse(pattern, subject, new Block(otherwise, body.user(right.span())), origin));
    return true;
  }

  /// An expression whose value nobody wants. `isEnd` says that the function ends with it.
  private void discard(TypedExpression e, boolean isEnd, List<Stmt> to) {
    Origin origin = body.user(e.span());
    Tail tail = isEnd ? Tail.RETURN : Tail.UNIT;
    switch (e) {
      case TypedExpression.UnitLiteral _ -> {}
      case TypedExpression.Parenthesised p -> discard(p.inner(), isEnd, to);
      case TypedExpression.If i -> {
        if (!body.conditions.guard(i, to)) {
          to.add(Make.statement(body.conditions.ifExpression(i, tail, Ask.FREE), origin));
        }
      }
      case TypedExpression.Match m ->
          to.add(Make.statement(body.matches.match(m, tail, Ask.FREE), origin));
      case TypedExpression.Return(TypedExpression value, _) when isEnd -> {
        if (value != null) {
          discard(value, true, to);
        }
      }
      case TypedExpression.Return(TypedExpression value, _)
          when value != null
              && value.type() == Type.Primitive.UNIT
              && !(value instanceof TypedExpression.UnitLiteral) -> {
        discard(value, false, to);
        to.add(Make.statement(new Expr.Return(Optional.empty(), origin), origin));
      }
      case TypedExpression.Some s -> discard(s.value(), isEnd, to);
      case TypedExpression.Elvis v when v.right().type() == Type.Primitive.NOTHING ->
          elvis(v, origin, to);
      default -> plain(e, origin, to);
    }
  }

  /// `x ?: return` as a statement.
  private void elvis(TypedExpression.Elvis e, Origin origin, List<Stmt> to) {
    if (Nulls.isReturnOfNull(e.right())) {
      to.add(Make.statement(body.lower(e, Ask.KNOWN), origin));
      return;
    }
    Expr subject = body.lower(e.left(), Ask.KNOWN);
    List<Stmt> otherwise = new ArrayList<>();
    discard(e.right(), false, otherwise);
    to.add(
        Make.statement(
            new Expr.If(
                Make.method(subject, "is_none", List.of(), origin),
                new Block(otherwise, body.user(e.right().span())),
                Optional.empty(),
                origin),
            origin));
  }

  private void plain(TypedExpression e, Origin origin, List<Stmt> to) {
    Expr lowered = body.lower(e, Ask.KNOWN);
    boolean quiet =
        switch (e) {
          case TypedExpression.Call _,
              TypedExpression.MethodCall _,
              TypedExpression.Try _,
              TypedExpression.NotNull _ ->
              !(e.type() instanceof Type.Result);
          default -> isUnit(e);
        };
    to.add(
        quiet
            ? Make.statement(lowered, origin)
            : Make.let(Pattern.WILD, Optional.empty(), lowered, origin));
  }

  /// The last statement of a function whose result is `Result<Unit, E>` and whose end is reached.
  @Nullable Stmt impliedOk(TypedBlock block) {
    if (!(body.result instanceof Type.Result(Type ok, _))
        || ok != Type.Primitive.UNIT
        || block.type() == Type.Primitive.NOTHING
        || block.value() != null && block.value().type().equals(body.result)) {
      return null;
    }
    Origin origin = Origin.GLUE;
    return Make.value(
        Make.call(body.file.prelude("Ok"), List.of(new Expr.Tuple(List.of(), origin)), origin),
        origin);
  }
}
