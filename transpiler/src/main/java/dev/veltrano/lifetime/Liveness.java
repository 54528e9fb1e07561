package dev.veltrano.lifetime;

import dev.veltrano.syntax.tree.AssignOperator;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedExpression.Argument;
import dev.veltrano.type.tree.TypedExpression.TextPiece;
import dev.veltrano.type.tree.TypedPattern;
import dev.veltrano.type.tree.TypedStatement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which locals are live (will be read before they are written) where something ends: an iteration,
/// a block, an arena. The classic backward analysis, on the tree; loops repeat until nothing
/// changes and start from what the last visit found, so that nesting does not multiply the work.
///
/// Only locals that refer to something count. A local lives as a whole; one that is assigned anew
/// before it is read is not live until then.
final class Liveness {
  private final Map<Local, Integer> indices;
  private BitSet live = new BitSet();
  private final Map<Object, BitSet> atEnd = new IdentityHashMap<>();
  private final Map<Object, BitSet> heads = new IdentityHashMap<>();
  private final List<Target> targets = new ArrayList<>();
  private final BitSet deferred = new BitSet();

  private record Target(@Nullable String label, boolean loop, BitSet out, BitSet head) {}

  Liveness(Map<Local, Integer> indices) {
    this.indices = indices;
  }

  static Liveness of(TypedBlock body, Map<Local, Integer> indices) {
    Liveness liveness = new Liveness(indices);
    liveness.block(body);
    return liveness;
  }

  /// What is live at the end of a loop's iteration (before the next one and behind the loop),
  /// behind a block, behind the statement that ends an arena, or at the end of the block in which
  /// the statement that makes an arena stands. Empty for what was never reached.
  BitSet atEnd(Object node) {
    return atEnd.getOrDefault(node, new BitSet());
  }

  private void record(Object node, BitSet what) {
    atEnd.computeIfAbsent(node, _ -> new BitSet()).or(what);
  }

  private void use(Local local) {
    Integer index = indices.get(local);
    if (index != null) {
      live.set(index);
    } else if (local.narrowedFrom() != null) {
      expression(local.narrowedFrom());
    }
  }

  private void kill(Local local) {
    Integer index = indices.get(local);
    if (index != null) {
      live.clear(index);
    }
  }

  private static BitSet copy(BitSet set) {
    return (BitSet) set.clone();
  }

  // Statements, from the last to the first

  private void block(TypedBlock block) {
    BitSet defers = null;
    for (TypedStatement s : block.statements()) {
      if (s instanceof TypedStatement.Defer(TypedStatement body, _)) {
        BitSet before = live;
        live = new BitSet();
        statement(body);
        defers = defers == null ? new BitSet() : defers;
        defers.or(live);
        live = before;
      }
    }
    BitSet outer = defers == null ? null : copy(deferred);
    if (defers != null) {
      live.or(defers);
      deferred.or(defers);
    }
    for (TypedStatement s : block.statements()) {
      if (s instanceof TypedStatement.OwnArena own && !isFreed(own.arena(), block)) {
        record(s, live);
      }
    }
    if (block.value() != null) {
      expression(block.value());
    }
    for (int i = block.statements().size() - 1; i >= 0; i--) {
      TypedStatement s = block.statements().get(i);
      if (!(s instanceof TypedStatement.Defer)) {
        statement(s);
      }
    }
    if (outer != null) {
      deferred.clear();
      deferred.or(outer);
    }
  }

  /// Whether an arena is freed by hand before the end of its block: then that is its end, and what
  /// a variable is given afterwards has nothing to do with it.
  private static boolean isFreed(Local arena, TypedBlock block) {
    for (TypedStatement s : block.statements()) {
      if (s instanceof TypedStatement.EndArena end && end.free() && end.arena() == arena) {
        return true;
      }
    }
    return false;
  }

  private void statement(TypedStatement s) {
    switch (s) {
      case TypedStatement.Let let -> {
        binder(let.binder());
        if (let.value() != null) {
          expression(let.value());
        }
      }
      case TypedStatement.Assign assign -> {
        if (assign.place() instanceof TypedExpression.LocalUse(Local local, _)
            && assign.operator() == AssignOperator.SET) {
          if (local.isCaptured()) {
            // It is a `Cell` in Rust, which lives from its declaration to its last access.
            use(local);
          } else {
            kill(local);
          }
        } else {
          expression(assign.place());
        }
        expression(assign.value());
      }
      case TypedStatement.Evaluate(TypedExpression e, _) -> expression(e);
      case TypedStatement.While w -> whileLoop(w);
      case TypedStatement.For f -> forLoop(f);
      case TypedStatement.Block b -> {
        record(b, live);
        if (b.label() == null) {
          block(b.body());
        } else {
          targets.add(new Target(b.label(), false, copy(live), new BitSet()));
          block(b.body());
          targets.removeLast();
        }
      }
      case TypedStatement.Defer(TypedStatement body, _) -> statement(body);
      case TypedStatement.OwnArena(Local arena, TypedExpression parent, _) -> {
        kill(arena);
        if (parent != null) {
          expression(parent);
        }
      }
      case TypedStatement.UseArena(TypedExpression parent, Local arena, TypedBlock body, _) -> {
        record(s, live);
        block(body);
        kill(arena);
        expression(parent);
      }
      case TypedStatement.LocalFunction _ -> {}
      case TypedStatement.EndArena(Local arena, _, _, _) -> {
        record(s, live);
        use(arena);
      }
    }
  }

  private void whileLoop(TypedStatement.While w) {
    BitSet out = copy(live);
    BitSet head = heads.computeIfAbsent(w, _ -> new BitSet());
    boolean endless =
        BodyWalk.bare(w.condition()) instanceof TypedExpression.BoolLiteral(boolean value, _)
            && value;
    boolean changed = true;
    while (changed) {
      live = copy(head);
      targets.add(new Target(w.label(), true, out, copy(head)));
      block(w.body());
      targets.removeLast();
      if (!endless) {
        live.or(out);
      }
      expression(w.condition());
      int before = head.cardinality();
      head.or(live);
      changed = head.cardinality() != before;
    }
    live = copy(head);
    record(w, head);
    record(w, out);
  }

  private void forLoop(TypedStatement.For f) {
    BitSet out = copy(live);
    BitSet head = heads.computeIfAbsent(f, _ -> new BitSet());
    head.or(out);
    boolean changed = true;
    while (changed) {
      live = copy(head);
      targets.add(new Target(f.label(), true, out, copy(head)));
      block(f.body());
      targets.removeLast();
      binder(f.binder());
      int before = head.cardinality();
      head.or(live);
      changed = head.cardinality() != before;
    }
    live = copy(head);
    record(f, head);
    expression(f.iterated());
  }

  private void binder(TypedBinder binder) {
    switch (binder) {
      case TypedBinder.Name(Local local) -> kill(local);
      case TypedBinder.Ignore _ -> {}
      case TypedBinder.Tuple(List<TypedBinder> elements) -> elements.forEach(this::binder);
      case TypedBinder.Data(_, List<TypedBinder> elements) -> elements.forEach(this::binder);
    }
  }

  // Expressions, from the last operand to the first

  private void all(List<TypedExpression> operands) {
    for (int i = operands.size() - 1; i >= 0; i--) {
      expression(operands.get(i));
    }
  }

  private void arguments(List<Argument> arguments) {
    for (int i = arguments.size() - 1; i >= 0; i--) {
      expression(arguments.get(i).value());
    }
  }

  private void pieces(List<TextPiece> pieces) {
    for (int i = pieces.size() - 1; i >= 0; i--) {
      if (pieces.get(i) instanceof TextPiece.Value(TypedExpression value, _)) {
        expression(value);
      }
    }
  }

  private @Nullable Target target(@Nullable String label) {
    for (int i = targets.size() - 1; i >= 0; i--) {
      Target target = targets.get(i);
      if (label == null ? target.loop() : label.equals(target.label())) {
        return target;
      }
    }
    return null;
  }

  private void expression(TypedExpression e) {
    switch (e) {
      case TypedExpression.IntegerLiteral _,
          TypedExpression.FloatLiteral _,
          TypedExpression.CharLiteral _,
          TypedExpression.TextLiteral _,
          TypedExpression.BoolLiteral _,
          TypedExpression.NullLiteral _,
          TypedExpression.UnitLiteral _,
          TypedExpression.ConstantUse _,
          TypedExpression.TypeConstant _,
          TypedExpression.EnumEntry _,
          TypedExpression.EnumEntries _,
          TypedExpression.Error _ -> {}
      case TypedExpression.LocalUse(Local local, _) -> use(local);
      case TypedExpression.Parenthesised(TypedExpression inner) -> expression(inner);
      case TypedExpression.Tuple t -> all(t.elements());
      case TypedExpression.Some s -> expression(s.value());
      case TypedExpression.ToUnion u -> expression(u.value());
      case TypedExpression.Outcome o -> expression(o.value());
      case TypedExpression.Try t -> {
        live.or(deferred);
        expression(t.operand());
      }
      case TypedExpression.FieldGet f -> expression(f.receiver());
      case TypedExpression.TupleGet t -> expression(t.receiver());
      case TypedExpression.Call c -> arguments(c.arguments());
      case TypedExpression.MethodCall m -> {
        arguments(m.arguments());
        expression(m.receiver());
      }
      case TypedExpression.Required r -> {
        arguments(r.arguments());
        expression(r.receiver());
      }
      case TypedExpression.BuiltinCall b -> {
        if (b.builtin() == Builtin.EXIT) {
          live.clear();
        }
        all(b.operands());
      }
      case TypedExpression.Construct c -> arguments(c.arguments());
      case TypedExpression.Copy c -> {
        arguments(c.arguments());
        expression(c.receiver());
      }
      case TypedExpression.NewBuffer b -> all(b.operands());
      case TypedExpression.Element x -> {
        expression(x.index());
        expression(x.buffer());
      }
      case TypedExpression.Dereference d -> expression(d.reference());
      case TypedExpression.NewText t -> pieces(t.pieces());
      case TypedExpression.Keep k -> {
        if (k.place() instanceof dev.veltrano.type.tree.Label.Arena(Local arena)) {
          use(arena);
        }
        expression(k.value());
      }
      case TypedExpression.Lambda l -> lambda(l);
      case TypedExpression.CallValue c -> {
        all(c.arguments());
        expression(c.callee());
      }
      case TypedExpression.Same s -> {
        expression(s.right());
        expression(s.left());
      }
      case TypedExpression.SafeAccess s -> {
        BitSet after = copy(live);
        expression(s.body());
        live.or(after);
        expression(s.receiver());
      }
      case TypedExpression.Elvis v -> {
        BitSet after = copy(live);
        expression(v.right());
        live.or(after);
        expression(v.left());
      }
      case TypedExpression.NotNull n -> expression(n.operand());
      case TypedExpression.NullTest n -> expression(n.subject());
      case TypedExpression.IsTest i -> expression(i.subject());
      case TypedExpression.Binary b -> {
        if (b.operator() == BinaryOperator.AND || b.operator() == BinaryOperator.OR) {
          BitSet after = copy(live);
          expression(b.right());
          live.or(after);
        } else {
          expression(b.right());
        }
        expression(b.left());
      }
      case TypedExpression.Negate n -> expression(n.operand());
      case TypedExpression.Not n -> expression(n.operand());
      case TypedExpression.Range r -> {
        if (r.step() != null) {
          expression(r.step());
        }
        expression(r.last());
        expression(r.first());
      }
      case TypedExpression.InRange i -> {
        expression(i.range());
        expression(i.value());
      }
      case TypedExpression.TextIndex t -> {
        expression(t.index());
        expression(t.text());
      }
      case TypedExpression.TextSlice t -> {
        expression(t.range());
        expression(t.text());
      }
      case TypedExpression.If i -> {
        BitSet after = copy(live);
        block(i.then());
        BitSet then = live;
        live = after;
        if (i.otherwise() != null) {
          block(i.otherwise());
        }
        live.or(then);
        expression(i.condition());
      }
      case TypedExpression.Match m -> {
        BitSet after = live;
        BitSet before = new BitSet();
        for (TypedExpression.TypedArm arm : m.arms()) {
          live = copy(after);
          block(arm.body());
          if (arm.guard() != null) {
            expression(arm.guard());
          }
          for (TypedPattern pattern : arm.patterns()) {
            pattern(pattern);
          }
          before.or(live);
        }
        live = before;
        expression(m.subject());
      }
      case TypedExpression.Return r -> {
        live = copy(deferred);
        if (r.value() != null) {
          expression(r.value());
        }
      }
      case TypedExpression.Break b -> {
        Target target = target(b.label());
        live = target == null ? new BitSet() : copy(target.out());
        live.or(deferred);
      }
      case TypedExpression.Continue c -> {
        Target target = target(c.label());
        live = target == null ? new BitSet() : copy(target.head());
        live.or(deferred);
      }
      case TypedExpression.Print p -> {
        if (p.target() == TypedExpression.Target.PANIC) {
          live = copy(deferred);
        }
        pieces(p.pieces());
      }
      case TypedExpression.Assert a -> {
        if (a.message() != null) {
          pieces(a.message());
        }
        expression(a.condition());
      }
      case TypedExpression.AssertEqual a -> {
        expression(a.right());
        expression(a.left());
      }
    }
  }

  private void pattern(TypedPattern pattern) {
    switch (pattern) {
      case TypedPattern.Bind(Local local) -> kill(local);
      case TypedPattern.NotNull n -> pattern(n.inner());
      case TypedPattern.Tuple t -> t.elements().forEach(this::pattern);
      case TypedPattern.Outcome o -> pattern(o.inner());
      case TypedPattern.Data d -> d.fields().forEach(f -> pattern(f.pattern()));
      case TypedPattern.Object o -> o.fields().forEach(f -> pattern(f.pattern()));
      case TypedPattern.Variant v -> pattern(v.inner());
      case TypedPattern.Any _,
          TypedPattern.Null _,
          TypedPattern.Literal _,
          TypedPattern.Constant _,
          TypedPattern.Entry _,
          TypedPattern.Range _ -> {}
    }
  }

  /// A lambda runs any number of times before the call that it is given to ends: what it uses is
  /// live at its end too.
  private void lambda(TypedExpression.Lambda l) {
    BitSet after = live;
    List<Target> outside = new ArrayList<>(targets);
    targets.clear();
    BitSet uses = new BitSet();
    boolean changed = true;
    while (changed) {
      live = copy(uses);
      block(l.body());
      l.parameters().forEach(this::binder);
      int before = uses.cardinality();
      uses.or(live);
      changed = uses.cardinality() != before;
    }
    targets.addAll(outside);
    live = after;
    live.or(uses);
  }
}
