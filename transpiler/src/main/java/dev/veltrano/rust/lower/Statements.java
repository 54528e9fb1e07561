package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.name.RustName;
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
    List<Stmt> statements = new ArrayList<>();
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
        && body.stores.assign(assign) instanceof Stmt.Expression(Expr only, _, _)) {
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

  void statement(TypedStatement s, boolean isEnd, List<Stmt> to) {
    switch (s) {
      case TypedStatement.LocalFunction f -> to.add(new Stmt.Local(body.inner(f)));
      case TypedStatement.Let let -> let(let, to);
      case TypedStatement.Assign assign -> to.add(body.stores.assign(assign));
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
      case TypedStatement.Defer d -> body.lambdas.defer(d, to);
      case TypedStatement.OwnArena a ->
          to.add(ownArena(a.arena(), a.parent(), body.user(a.span())));
      case TypedStatement.UseArena a -> useArena(a, isEnd, to);
      case TypedStatement.EndArena a ->
          to.add(
              Make.statement(
                  Make.method(
                      body.expressions.arena(a.arena(), a.nameSpan()),
                      a.free() ? "free" : "reset",
                      List.of(),
                      body.user(a.nameSpan()),
                      body.user(a.span())),
                  body.user(a.span())));
    }
  }

  private void nested(TypedStatement.Block s, boolean isEnd, List<Stmt> to) {
    Origin origin = body.user(s.span());
    String base = s.label() == null ? "block" : RustName.plain(s.label());
    Arenas.Entered arena = body.arenas.enter(dev.veltrano.lifetime.Body.of(s), base, "inner");
    if (s.label() == null) {
      boolean ends = isEnd && endsWith(s.body());
      Block block = block(s.body(), ends ? Tail.RETURN : Tail.UNIT, Ask.PINNED);
      body.arenas.leave(arena);
      boolean value = ends && body.result != Type.Primitive.UNIT;
      to.add(new Stmt.Expression(new Expr.BlockExpr(with(first(arena), block)), !value, origin));
      return;
    }
    body.jumps.enter(false, s.label());
    Block block = block(s.body(), Tail.UNIT, Ask.FREE);
    body.arenas.leave(arena);
    to.add(
        Make.statement(new Expr.BlockExpr(body.jumps.leave(), with(first(arena), block)), origin));
  }

  /// Whether a block at the end of the function gives its result.
  private boolean endsWith(TypedBlock block) {
    return body.result == Type.Primitive.UNIT || block.type() == Type.Primitive.NOTHING;
  }

  /// A block with an arena inside of that of `parent`.
  private void useArena(TypedStatement.UseArena s, boolean isEnd, List<Stmt> to) {
    Origin origin = body.user(s.span());
    int mark = body.scope.mark();
    Stmt own = ownArena(s.arena(), s.parent(), Origin.GLUE);
    Arenas.Entered arena =
        body.arenas.enter(
            dev.veltrano.lifetime.Body.of(s), RustName.plain(s.arena().name()), "inner");
    boolean ends = isEnd && endsWith(s.body());
    Block block = block(s.body(), ends ? Tail.RETURN : Tail.UNIT, Ask.PINNED);
    body.arenas.leave(arena);
    body.scope.release(mark);
    List<Stmt> first = new ArrayList<>();
    first.add(own);
    first.addAll(first(arena));
    boolean value = ends && body.result != Type.Primitive.UNIT;
    to.add(new Stmt.Expression(new Expr.BlockExpr(with(first, block)), !value, origin));
  }

  /// `let root = Bump::new();` or `let sub = root.sub();`.
  private Stmt ownArena(Local arena, @Nullable TypedExpression parent, Origin origin) {
    Expr made =
        parent == null
            ? newArena(origin)
            : Make.method(body.expressions.place(parent), "sub", List.of(), origin);
    String name = body.declare(arena);
    body.arenas.own(arena);
    return new Stmt.Let(Make.binding(name, body.isReset(arena)), made, origin);
  }

  private Expr newArena(Origin origin) {
    return Make.call(body.file.item("veltrano_runtime::Bump") + "::new", List.of(), origin);
  }

  /// The statements that make the arena and the frame of a body that is entered once.
  List<Stmt> first(Arenas.Entered body) {
    List<Stmt> first = new ArrayList<>();
    String arena = body.arena();
    if (arena != null) {
      first.add(arena(arena, false));
    }
    frame(body, first);
    return first;
  }

  /// The arena of a body.
  Stmt arena(String name, boolean isReset) {
    return new Stmt.Let(Make.binding(name, isReset), newArena(Origin.GLUE), Origin.GLUE);
  }

  /// The frame of a body, if something is put there.
  void frame(Arenas.Entered entered, List<Stmt> to) {
    String frame = entered.frame();
    if (frame != null) {
      to.add(
          new Stmt.Let(
              Pattern.name(frame),
              Make.call(
                  body.file.item("veltrano_runtime::Temp") + "::push", List.of(), Origin.GLUE),
              Origin.GLUE));
    }
  }

  /// A block that begins with some statements of its own.
  Block with(List<Stmt> first, Block block) {
    if (first.isEmpty()) {
      return block;
    }
    List<Stmt> statements = new ArrayList<>(first);
    statements.addAll(block.statements());
    return new Block(statements, block.origin());
  }

  private void let(TypedStatement.Let s, List<Stmt> to) {
    Origin origin = body.user(s.span());
    TypedExpression value = s.value();
    Optional<dev.veltrano.rust.ast.Type> written =
        s.declared() == null ? Optional.empty() : Optional.of(body.elided(s.declared()));
    if (Matches.single(s.binder()) instanceof Local local
        && body.isCell(local)
        && (value == null || value.type() != Type.Primitive.NOTHING)) {
      to.add(cell(s, local, written, origin));
      return;
    }
    if (value == null) {
      if (written.isEmpty() && Matches.single(s.binder()) instanceof Local local) {
        written = Optional.of(body.elided(local.type()));
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
      written = Optional.of(body.elided(value.type()));
    }
    Expr lowered = body.lower(value, written.isPresent() ? Ask.PINNED : Ask.KNOWN);
    to.add(Make.let(body.matches.binder(s.binder()), written, lowered, origin));
    cells(s.binder(), origin, to);
  }

  /// A variable that is a `Cell`.
  private Stmt cell(
      TypedStatement.Let s,
      Local local,
      Optional<dev.veltrano.rust.ast.Type> written,
      Origin origin) {
    TypedExpression value = s.value();
    if (value == null) {
      String name = body.declare(local);
      return new Stmt.Let(
          List.of(),
          Make.binding(name, true),
          Optional.of(body.types.cell(body.elided(local.type()))),
          Optional.empty(),
          Optional.empty(),
          origin);
    }
    Expr lowered = body.lower(value, written.isPresent() ? Ask.PINNED : Ask.KNOWN);
    return Make.let(
        Pattern.name(body.declare(local)),
        written.map(body.types::cell),
        body.stores.newCell(lowered, origin),
        origin);
  }

  /// Variables of a pattern that are `Cell`s take the place of what the pattern binds.
  private void cells(TypedBinder binder, Origin origin, List<Stmt> to) {
    Walk.binder(
        binder,
        local -> {
          if (body.isCell(local)) {
            String name = java.util.Objects.requireNonNull(body.scope.nameOf(local));
            to.add(
                new Stmt.Let(
                    Pattern.name(name),
                    body.stores.newCell(Make.name(name, origin), origin),
                    origin));
          }
        });
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
    cells(s.binder(), origin, to);
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
              TypedExpression.CallValue _,
              TypedExpression.Try _,
              TypedExpression.NotNull _ ->
              !(e.type() instanceof Type.Result);
          case TypedExpression.BuiltinCall b ->
              isUnit(e) || b.builtin().on() == dev.veltrano.type.Builtin.On.LIST;
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
