package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lowers loops, and gives those an arena whose iterations put something into one.
final class Loops {
  private final Body body;

  Loops(Body body) {
    this.body = body;
  }

  /// Opens the arena of a loop, if it has one; its name.
  private @Nullable String openArena(
      int bodyStart, @Nullable String label, String kind, String hint, List<Stmt> to) {
    if (!body.arenas.hasLoop(bodyStart)) {
      return null;
    }
    String base = label == null ? kind : RustName.plain(label);
    String name = body.arenas.open(bodyStart, base, hint);
    Origin origin = Origin.GLUE;
    String bump = body.file.item("veltrano_runtime::Bump");
    to.add(
        new Stmt.Let(
            Make.binding(name, true), Make.call(bump + "::new", List.of(), origin), origin));
    return name;
  }

  private static List<Stmt> reset(@Nullable String arena) {
    return arena == null
        ? List.of()
        : List.of(
            Make.statement(
                Make.method(Make.name(arena, Origin.GLUE), "reset", List.of(), Origin.GLUE),
                Origin.GLUE));
  }

  void whileLoop(TypedStatement.While s, List<Stmt> to) {
    Origin origin = body.user(s.span());
    int start = s.body().span().start();
    String arena = openArena(start, s.label(), "while", "inner", to);
    body.jumps.enter(true, s.label());
    int mark = body.scope.mark();
    Expr loop;
    if (isTrue(s.condition())) {
      Block block = body.statements.block(s.body(), Tail.UNIT, Ask.FREE, reset(arena));
      loop = new Expr.Loop(body.jumps.leave(), block, origin);
    } else {
      Expr condition = body.conditions.head(s.condition());
      // Rust lets no jump stand in the head of a `while`.
      if (body.arenas.isTouched(start) || jumps(s.condition())) {
        loop = checkedInside(s, condition, arena, origin);
      } else {
        Block block = body.statements.block(s.body(), Tail.UNIT, Ask.FREE, reset(arena));
        loop = new Expr.While(body.jumps.leave(), condition, block, origin);
      }
    }
    body.scope.release(mark);
    if (arena != null) {
      body.arenas.close();
    }
    to.add(Make.statement(loop, origin));
  }

  private static boolean jumps(TypedExpression condition) {
    return Walk.any(
        condition,
        e -> e instanceof TypedExpression.Break || e instanceof TypedExpression.Continue);
  }

  private static boolean isTrue(TypedExpression condition) {
    return Nature.bare(condition) instanceof TypedExpression.BoolLiteral(boolean value, _) && value;
  }

  /// A loop whose condition puts something into the arena of the iteration, which must be emptied
  /// before that: `loop { reset; if !condition { break; } … }`.
  private Expr checkedInside(
      TypedStatement.While s, Expr condition, @Nullable String arena, Origin origin) {
    Origin derived = body.derived(s.condition().span());
    List<Stmt> head = new ArrayList<>(reset(arena));
    Expr leave = new Expr.Break(Optional.empty(), Optional.empty(), derived);
    Block breaks = new Block(List.of(Make.statement(leave, derived)), derived);
    if (condition instanceof Expr.LetCondition let) {
      head.add(Make.letElse(let.pattern(), let.value(), breaks, derived));
      Block block = body.statements.block(s.body(), Tail.UNIT, Ask.FREE, head);
      return new Expr.Loop(body.jumps.leave(), block, origin);
    }
    if (holdsLet(condition)) {
      Block then = body.statements.block(s.body(), Tail.UNIT, Ask.FREE);
      head.add(
          Make.statement(
              new Expr.If(condition, then, Optional.of(new Expr.BlockExpr(breaks)), origin),
              origin));
      return new Expr.Loop(body.jumps.leave(), new Block(head, body.user(s.body().span())), origin);
    }
    head.add(
        Make.statement(
            new Expr.If(negation(s.condition(), condition), breaks, Optional.empty(), derived),
            derived));
    Block block = body.statements.block(s.body(), Tail.UNIT, Ask.FREE, head);
    return new Expr.Loop(body.jumps.leave(), block, origin);
  }

  private Expr negation(TypedExpression written, Expr lowered) {
    return lowered instanceof Expr.Name
        ? Make.not(lowered, body.derived(written.span()))
        : body.conditions.negated(written);
  }

  private static boolean holdsLet(Expr condition) {
    return condition instanceof Expr.LetCondition
        || condition instanceof Expr.Binary b && (holdsLet(b.left()) || holdsLet(b.right()));
  }

  void forLoop(TypedStatement.For s, List<Stmt> to) {
    TypedExpression iterated = Nature.bare(s.iterated());
    if (iterated instanceof TypedExpression.BuiltinCall call
        && call.builtin() == Builtin.STDIN_LINES) {
      lines(s, call, to);
      return;
    }
    Origin origin = body.user(s.span());
    int start = s.body().span().start();
    String arena = openArena(start, s.label(), "for", hint(s.binder()), to);
    int mark = body.scope.mark();
    Local variable = Matches.single(s.binder());
    boolean unread = variable == null || variable.reads() == 0;
    boolean open = !unread && isOpen(iterated);
    Expr sequence = open ? null : sequence(iterated, unread ? Ask.ANY_INTEGER : Ask.KNOWN);
    body.jumps.enter(true, s.label());
    Pattern pattern = body.matches.binder(s.binder());
    if (open && variable != null) {
      body.open.add(variable);
    }
    Block block = body.statements.block(s.body(), Tail.UNIT, Ask.FREE, reset(arena));
    if (sequence == null) {
      boolean fixed = variable != null && body.fixed.contains(variable);
      if (variable != null) {
        body.open.remove(variable);
      }
      sequence = sequence(iterated, fixed ? Ask.JOINED : Ask.KNOWN);
    }
    body.scope.release(mark);
    if (arena != null) {
      body.arenas.close();
    }
    to.add(
        Make.statement(new Expr.For(body.jumps.leave(), pattern, sequence, block, origin), origin));
  }

  private static String hint(TypedBinder binder) {
    Local local = Matches.single(binder);
    return local == null ? "inner" : RustName.plain(local.name());
  }

  /// Whether it is a range of which Rust would not know the type.
  private boolean isOpen(TypedExpression iterated) {
    return iterated instanceof TypedExpression.Range range
        && !body.nature.hasOwnType(range.first())
        && !body.nature.hasOwnType(range.last());
  }

  /// What a `for` walks over; limits that have no type of their own are asked for one.
  private Expr sequence(TypedExpression iterated, Ask typed) {
    if (!(iterated instanceof TypedExpression.Range range)) {
      return body.lower(iterated, Ask.KNOWN);
    }
    boolean down = range.kind() == TypedExpression.RangeKind.DOWN_TO;
    TypedExpression low = down ? range.last() : range.first();
    TypedExpression high = down ? range.first() : range.last();
    boolean lowTyped = body.nature.hasOwnType(low);
    boolean highTyped = body.nature.hasOwnType(high);
    boolean any = typed == Ask.ANY_INTEGER && !lowTyped && !highTyped;
    Expr first = body.lower(low, lowTyped || any ? typed : Ask.JOINED);
    Expr last = body.lower(high, highTyped || !lowTyped ? typed : Ask.JOINED);
    List<Stmt> before = new ArrayList<>();
    if (down && !body.nature.isEager(low) && !body.nature.isEager(high)) {
      // The upper limit was written first.
      String name = body.fresh("first", "__first");
      Origin derived = body.derived(high.span());
      before.add(new Stmt.Let(Pattern.name(name), last, derived));
      last = Make.name(name, derived);
    }
    Expr bounds =
        new Expr.Range(
            Optional.of(first),
            Optional.of(last),
            range.kind() != TypedExpression.RangeKind.UNTIL,
            body.user(range.span()));
    if (down) {
      bounds = Make.method(bounds, "rev", List.of(), body.user(range.span()));
    }
    TypedExpression step = range.step();
    if (step != null) {
      bounds = body.builtins.stepBy(bounds, step, body.user(range.span()));
    }
    if (before.isEmpty()) {
      return bounds;
    }
    before.add(Make.value(bounds, body.user(range.span())));
    return Make.block(before, body.user(range.span()));
  }

  /// `for (line in stdinLines())` reads each line into the arena of its iteration.
  private void lines(TypedStatement.For s, TypedExpression.BuiltinCall call, List<Stmt> to) {
    Origin origin = body.user(s.span());
    Origin head = body.user(s.iterated().span());
    int start = s.body().span().start();
    String lines = body.fresh("lines", "input", "__lines");
    to.add(
        new Stmt.Let(
            Make.binding(lines, true),
            Make.call(body.builtins.function("stdin_lines"), List.of(), head),
            head));
    String arena = openArena(start, s.label(), "for", hint(s.binder()), to);
    int mark = body.scope.mark();
    int site = call.site() == TypedExpression.NO_SITE ? s.site() : call.site();
    Expr next =
        Make.method(
            Make.name(lines, head),
            "next_in",
            List.of(
                body.calls.arena(
                    s.site() == TypedExpression.NO_SITE ? site : s.site(), s.iterated().span())),
            head);
    body.jumps.enter(true, s.label());
    Pattern pattern = body.matches.binder(s.binder());
    List<Stmt> first = new ArrayList<>(reset(arena));
    Expr leave = new Expr.Break(Optional.empty(), Optional.empty(), head);
    first.add(
        Make.letElse(
            Make.some(body.file.prelude("Some"), pattern),
            next,
            new Block(List.of(Make.statement(leave, head)), head),
            head));
    Block block = body.statements.block(s.body(), Tail.UNIT, Ask.FREE, first);
    body.scope.release(mark);
    if (arena != null) {
      body.arenas.close();
    }
    to.add(Make.statement(new Expr.Loop(body.jumps.leave(), block, origin), origin));
  }
}
