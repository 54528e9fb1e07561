package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.Body;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.type.Builtin;
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

/// Lowers loops, and gives those an arena whose iterations put something into one.
final class Loops {
  private final dev.veltrano.rust.lower.Body body;

  Loops(dev.veltrano.rust.lower.Body body) {
    this.body = body;
  }

  /// Enters the body of a loop.
  private Arenas.Entered enter(
      TypedStatement loop, @Nullable String label, String kind, String hint) {
    return body.arenas.enter(Body.of(loop), label == null ? kind : RustName.plain(label), hint);
  }

  /// Leaves the body of a loop, and makes its arena before the loop if it has one.
  private void leave(Arenas.Entered entered, List<Stmt> to) {
    body.arenas.leave(entered);
    String arena = entered.arena();
    if (arena != null) {
      to.add(body.statements.arena(arena, true));
    }
  }

  /// What an iteration begins with: its arena is emptied, its frame pushed.
  private List<Stmt> first(Arenas.Entered entered) {
    List<Stmt> first = new ArrayList<>();
    String arena = entered.arena();
    if (arena != null) {
      first.add(
          Make.statement(
              Make.method(Make.name(arena, Origin.GLUE), "reset", List.of(), Origin.GLUE),
              Origin.GLUE));
    }
    body.statements.frame(entered, first);
    return first;
  }

  /// The body of a loop with what an iteration begins with.
  private Block iteration(TypedBlock block, Arenas.Entered entered, List<Stmt> head) {
    Block lowered = body.statements.block(block, Tail.UNIT, Ask.FREE);
    List<Stmt> first = first(entered);
    first.addAll(head);
    return body.statements.with(first, lowered);
  }

  void whileLoop(TypedStatement.While s, List<Stmt> to) {
    Origin origin = body.user(s.span());
    Arenas.Entered entered = enter(s, s.label(), "while", "inner");
    body.jumps.enter(true, s.label());
    int mark = body.scope.mark();
    Expr loop;
    if (isTrue(s.condition())) {
      Block block = iteration(s.body(), entered, List.of());
      loop = new Expr.Loop(body.jumps.leave(), block, origin);
    } else {
      Expr condition = body.conditions.head(s.condition());
      // Rust lets no jump stand in the head of a `while`.
      if (entered.isUsed() || jumps(s.condition())) {
        loop = checkedInside(s, condition, entered, origin);
      } else {
        Block block = iteration(s.body(), entered, List.of());
        loop = new Expr.While(body.jumps.leave(), condition, block, origin);
      }
    }
    body.scope.release(mark);
    leave(entered, to);
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

  /// A loop whose condition puts something into the arena or frame of the iteration, which must be
  /// emptied before that: `loop { reset; if !condition { break; } … }`.
  private Expr checkedInside(
      TypedStatement.While s, Expr condition, Arenas.Entered entered, Origin origin) {
    Origin derived = body.derived(s.condition().span());
    Expr leave = new Expr.Break(Optional.empty(), Optional.empty(), derived);
    Block breaks = new Block(List.of(Make.statement(leave, derived)), derived);
    if (condition instanceof Expr.LetCondition let) {
      Stmt check = Make.letElse(let.pattern(), let.value(), breaks, derived);
      Block block = iteration(s.body(), entered, List.of(check));
      return new Expr.Loop(body.jumps.leave(), block, origin);
    }
    if (holdsLet(condition)) {
      Block then = body.statements.block(s.body(), Tail.UNIT, Ask.FREE);
      List<Stmt> head = first(entered);
      head.add(
          Make.statement(
              new Expr.If(condition, then, Optional.of(new Expr.BlockExpr(breaks)), origin),
              origin));
      return new Expr.Loop(body.jumps.leave(), new Block(head, body.user(s.body().span())), origin);
    }
    Stmt check =
        Make.statement(
            new Expr.If(negation(s.condition(), condition), breaks, Optional.empty(), derived),
            derived);
    Block block = iteration(s.body(), entered, List.of(check));
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
    int mark = body.scope.mark();
    Local variable = Matches.single(s.binder());
    boolean unread = variable == null || variable.reads() == 0;
    boolean open = !unread && isOpen(iterated);
    Expr sequence = open ? null : sequence(iterated, unread ? Ask.ANY_INTEGER : Ask.KNOWN);
    Arenas.Entered entered = enter(s, s.label(), "for", hint(s.binder()));
    body.jumps.enter(true, s.label());
    Pattern pattern = body.matches.binder(s.binder());
    if (open && variable != null) {
      body.open.add(variable);
    }
    Block block = iteration(s.body(), entered, List.of());
    if (sequence == null) {
      boolean fixed = variable != null && body.fixed.contains(variable);
      if (variable != null) {
        body.open.remove(variable);
      }
      sequence = sequence(iterated, fixed ? Ask.JOINED : Ask.KNOWN);
    }
    body.scope.release(mark);
    leave(entered, to);
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
      return iterated.type() instanceof Type.Buffer
          ? body.buffers.sequence(iterated, Ask.KNOWN)
          : body.lower(iterated, Ask.KNOWN);
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
    String lines = body.fresh("lines", "input", "__lines");
    to.add(
        new Stmt.Let(
            Make.binding(lines, true),
            Make.call(body.builtins.function("stdin_lines"), List.of(), head),
            head));
    Arenas.Entered entered = enter(s, s.label(), "for", hint(s.binder()));
    int mark = body.scope.mark();
    Expr next =
        Make.method(
            Make.name(lines, head),
            "next_in",
            body.allocations.arguments(call, s.iterated().span()),
            head);
    body.jumps.enter(true, s.label());
    Pattern pattern = body.matches.binder(s.binder());
    Expr end = new Expr.Break(Optional.empty(), Optional.empty(), head);
    Stmt check =
        Make.letElse(
            Make.some(body.file.prelude("Some"), pattern),
            next,
            new Block(List.of(Make.statement(end, head)), head),
            head);
    Block block = iteration(s.body(), entered, List.of(check));
    body.scope.release(mark);
    leave(entered, to);
    to.add(Make.statement(new Expr.Loop(body.jumps.leave(), block, origin), origin));
  }
}
