package dev.veltrano.rust.lower;

import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedPattern;
import dev.veltrano.type.tree.TypedStatement;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks through everything inside of an expression.
final class Walk {
  private Walk() {}

  /// Whether the expression or one inside of it is such.
  static boolean any(@Nullable TypedExpression e, Predicate<TypedExpression> such) {
    return any(e, such, true);
  }

  /// Whether the expression or one that is evaluated as a part of it is such; what stands in a
  /// lambda is evaluated when that is called.
  static boolean anyNow(TypedExpression e, Predicate<TypedExpression> such) {
    return any(e, such, false);
  }

  static boolean anyInBlock(TypedBlock block, Predicate<TypedExpression> such) {
    return anyInBlock(block, such, true);
  }

  private static boolean any(
      @Nullable TypedExpression e, Predicate<TypedExpression> such, boolean lambdas) {
    if (e == null) {
      return false;
    }
    if (such.test(e)) {
      return true;
    }
    return switch (e) {
      case TypedExpression.IntegerLiteral _,
          TypedExpression.FloatLiteral _,
          TypedExpression.CharLiteral _,
          TypedExpression.TextLiteral _,
          TypedExpression.BoolLiteral _,
          TypedExpression.NullLiteral _,
          TypedExpression.UnitLiteral _,
          TypedExpression.LocalUse _,
          TypedExpression.ConstantUse _,
          TypedExpression.TypeConstant _,
          TypedExpression.EnumEntry _,
          TypedExpression.EnumEntries _,
          TypedExpression.Break _,
          TypedExpression.Continue _,
          TypedExpression.Error _ ->
          false;
      case TypedExpression.Parenthesised p -> any(p.inner(), such, lambdas);
      case TypedExpression.Tuple t -> anyOf(t.elements(), such, lambdas);
      case TypedExpression.Some s -> any(s.value(), such, lambdas);
      case TypedExpression.ToUnion u -> any(u.value(), such, lambdas);
      case TypedExpression.IsTest i -> any(i.subject(), such, lambdas);
      case TypedExpression.Outcome o -> any(o.value(), such, lambdas);
      case TypedExpression.Try t -> any(t.operand(), such, lambdas);
      case TypedExpression.FieldGet f -> any(f.receiver(), such, lambdas);
      case TypedExpression.TupleGet t -> any(t.receiver(), such, lambdas);
      case TypedExpression.Call c -> anyArgument(c.arguments(), such, lambdas);
      case TypedExpression.MethodCall m ->
          any(m.receiver(), such, lambdas) || anyArgument(m.arguments(), such, lambdas);
      case TypedExpression.Required r ->
          any(r.receiver(), such, lambdas) || anyArgument(r.arguments(), such, lambdas);
      case TypedExpression.BuiltinCall b -> anyOf(b.operands(), such, lambdas);
      case TypedExpression.Construct c -> anyArgument(c.arguments(), such, lambdas);
      case TypedExpression.Copy c ->
          any(c.receiver(), such, lambdas) || anyArgument(c.arguments(), such, lambdas);
      case TypedExpression.SafeAccess s ->
          any(s.receiver(), such, lambdas) || any(s.body(), such, lambdas);
      case TypedExpression.Elvis v -> any(v.left(), such, lambdas) || any(v.right(), such, lambdas);
      case TypedExpression.NotNull n -> any(n.operand(), such, lambdas);
      case TypedExpression.NullTest n -> any(n.subject(), such, lambdas);
      case TypedExpression.Binary b ->
          any(b.left(), such, lambdas) || any(b.right(), such, lambdas);
      case TypedExpression.Negate n -> any(n.operand(), such, lambdas);
      case TypedExpression.Not n -> any(n.operand(), such, lambdas);
      case TypedExpression.Range r ->
          any(r.first(), such, lambdas)
              || any(r.last(), such, lambdas)
              || any(r.step(), such, lambdas);
      case TypedExpression.InRange i ->
          any(i.value(), such, lambdas) || any(i.range(), such, lambdas);
      case TypedExpression.TextIndex t ->
          any(t.text(), such, lambdas) || any(t.index(), such, lambdas);
      case TypedExpression.TextSlice t ->
          any(t.text(), such, lambdas) || any(t.range(), such, lambdas);
      case TypedExpression.If i ->
          any(i.condition(), such, lambdas)
              || anyInBlock(i.then(), such, lambdas)
              || i.otherwise() != null && anyInBlock(i.otherwise(), such, lambdas);
      case TypedExpression.Match m ->
          any(m.subject(), such, lambdas) || anyInArms(m.arms(), such, lambdas);
      case TypedExpression.Return r -> any(r.value(), such, lambdas);
      case TypedExpression.Print p -> anyPiece(p.pieces(), such, lambdas);
      case TypedExpression.Assert a ->
          any(a.condition(), such, lambdas)
              || a.message() != null && anyPiece(a.message(), such, lambdas);
      case TypedExpression.AssertEqual a ->
          any(a.left(), such, lambdas) || any(a.right(), such, lambdas);
      case TypedExpression.NewBuffer b -> anyOf(b.operands(), such, lambdas);
      case TypedExpression.Element x ->
          any(x.buffer(), such, lambdas) || any(x.index(), such, lambdas);
      case TypedExpression.Dereference d -> any(d.reference(), such, lambdas);
      case TypedExpression.NewText t -> anyPiece(t.pieces(), such, lambdas);
      case TypedExpression.Keep k -> any(k.value(), such, lambdas);
      case TypedExpression.Lambda l -> lambdas && anyInBlock(l.body(), such, lambdas);
      case TypedExpression.CallValue c ->
          any(c.callee(), such, lambdas) || anyOf(c.arguments(), such, lambdas);
      case TypedExpression.Same x -> any(x.left(), such, lambdas) || any(x.right(), such, lambdas);
    };
  }

  private static boolean anyOf(
      List<TypedExpression> all, Predicate<TypedExpression> such, boolean lambdas) {
    for (TypedExpression e : all) {
      if (any(e, such, lambdas)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyArgument(
      List<TypedExpression.Argument> all, Predicate<TypedExpression> such, boolean lambdas) {
    for (TypedExpression.Argument a : all) {
      if (any(a.value(), such, lambdas)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyPiece(
      List<TypedExpression.TextPiece> all, Predicate<TypedExpression> such, boolean lambdas) {
    for (TypedExpression.TextPiece piece : all) {
      if (piece instanceof TypedExpression.TextPiece.Value v && any(v.value(), such, lambdas)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyInArms(
      List<TypedExpression.TypedArm> arms, Predicate<TypedExpression> such, boolean lambdas) {
    for (TypedExpression.TypedArm arm : arms) {
      if (any(arm.guard(), such, lambdas) || anyInBlock(arm.body(), such, lambdas)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyInBlock(
      TypedBlock block, Predicate<TypedExpression> such, boolean lambdas) {
    for (TypedStatement s : block.statements()) {
      if (any(s, such, lambdas)) {
        return true;
      }
    }
    return any(block.value(), such, lambdas);
  }

  static boolean any(TypedStatement s, Predicate<TypedExpression> such) {
    return any(s, such, true);
  }

  private static boolean any(TypedStatement s, Predicate<TypedExpression> such, boolean lambdas) {
    return switch (s) {
      case TypedStatement.Let l -> any(l.value(), such, lambdas);
      case TypedStatement.Assign a ->
          any(a.place(), such, lambdas) || any(a.value(), such, lambdas);
      case TypedStatement.Evaluate e -> any(e.expression(), such, lambdas);
      case TypedStatement.While w ->
          any(w.condition(), such, lambdas) || anyInBlock(w.body(), such, lambdas);
      case TypedStatement.For f ->
          any(f.iterated(), such, lambdas) || anyInBlock(f.body(), such, lambdas);
      case TypedStatement.Block b -> anyInBlock(b.body(), such, lambdas);
      case TypedStatement.Defer d -> any(d.body(), such, lambdas);
      case TypedStatement.OwnArena a -> any(a.parent(), such, lambdas);
      case TypedStatement.UseArena a ->
          any(a.parent(), such, lambdas) || anyInBlock(a.body(), such, lambdas);
      case TypedStatement.EndArena _, TypedStatement.LocalFunction _ -> false;
    };
  }

  /// Whether a block assigns anything, blocks inside of it included.
  static boolean assigns(TypedBlock block) {
    for (TypedStatement s : block.statements()) {
      if (assigns(s)) {
        return true;
      }
    }
    return anyInBlock(block, Walk::holdsAssignment, false);
  }

  private static boolean assigns(TypedStatement s) {
    return switch (s) {
      case TypedStatement.Assign _, TypedStatement.EndArena _ -> true;
      case TypedStatement.While w -> assigns(w.body());
      case TypedStatement.For f -> assigns(f.body());
      case TypedStatement.Block b -> assigns(b.body());
      case TypedStatement.UseArena a -> assigns(a.body());
      case TypedStatement.Defer d -> assigns(d.body());
      case TypedStatement.Let _,
          TypedStatement.Evaluate _,
          TypedStatement.OwnArena _,
          TypedStatement.LocalFunction _ ->
          false;
    };
  }

  static boolean holdsAssignment(TypedExpression e) {
    return switch (e) {
      case TypedExpression.If i ->
          assigns(i.then()) || i.otherwise() != null && assigns(i.otherwise());
      case TypedExpression.Match m -> m.arms().stream().anyMatch(a -> assigns(a.body()));
      default -> false;
    };
  }

  /// Hands over every local that is declared in a block, at any depth.
  static void locals(TypedBlock block, Consumer<Local> to) {
    ownLocals(block, to);
    anyInBlock(
        block,
        e -> {
          switch (e) {
            case TypedExpression.If i -> {
              ownLocals(i.then(), to);
              if (i.otherwise() != null) {
                ownLocals(i.otherwise(), to);
              }
            }
            case TypedExpression.Match m -> {
              for (TypedExpression.TypedArm arm : m.arms()) {
                arm.patterns().forEach(p -> pattern(p, to));
                ownLocals(arm.body(), to);
              }
            }
            case TypedExpression.Lambda l -> {
              l.parameters().forEach(p -> binder(p, to));
              ownLocals(l.body(), to);
            }
            default -> {}
          }
          return false;
        });
  }

  /// The locals of the statements of a block; what is in its expressions is met anyway.
  private static void ownLocals(TypedBlock block, Consumer<Local> to) {
    for (TypedStatement s : block.statements()) {
      ownLocals(s, to);
    }
  }

  private static void ownLocals(TypedStatement s, Consumer<Local> to) {
    switch (s) {
      case TypedStatement.Let l -> binder(l.binder(), to);
      case TypedStatement.While w -> ownLocals(w.body(), to);
      case TypedStatement.For f -> {
        binder(f.binder(), to);
        ownLocals(f.body(), to);
      }
      case TypedStatement.Block b -> ownLocals(b.body(), to);
      case TypedStatement.Defer d -> ownLocals(d.body(), to);
      case TypedStatement.OwnArena a -> to.accept(a.arena());
      case TypedStatement.UseArena a -> {
        to.accept(a.arena());
        ownLocals(a.body(), to);
      }
      case TypedStatement.Assign _,
          TypedStatement.Evaluate _,
          TypedStatement.EndArena _,
          TypedStatement.LocalFunction _ -> {}
    }
  }

  /// Hands over every statement of a block, at any depth, lambdas included.
  static void statements(TypedBlock block, Consumer<TypedStatement> to) {
    block.statements().forEach(s -> statement(s, to));
    anyInBlock(
        block,
        e -> {
          switch (e) {
            case TypedExpression.If i -> {
              i.then().statements().forEach(s -> statement(s, to));
              if (i.otherwise() != null) {
                i.otherwise().statements().forEach(s -> statement(s, to));
              }
            }
            case TypedExpression.Match m ->
                m.arms().forEach(a -> a.body().statements().forEach(s -> statement(s, to)));
            case TypedExpression.Lambda l -> l.body().statements().forEach(s -> statement(s, to));
            default -> {}
          }
          return false;
        });
  }

  private static void statement(TypedStatement s, Consumer<TypedStatement> to) {
    to.accept(s);
    switch (s) {
      case TypedStatement.While w -> w.body().statements().forEach(x -> statement(x, to));
      case TypedStatement.For f -> f.body().statements().forEach(x -> statement(x, to));
      case TypedStatement.Block b -> b.body().statements().forEach(x -> statement(x, to));
      case TypedStatement.UseArena a -> a.body().statements().forEach(x -> statement(x, to));
      case TypedStatement.Defer d -> statement(d.body(), to);
      case TypedStatement.Let _,
          TypedStatement.Assign _,
          TypedStatement.Evaluate _,
          TypedStatement.OwnArena _,
          TypedStatement.EndArena _,
          TypedStatement.LocalFunction _ -> {}
    }
  }

  static void binder(TypedBinder binder, Consumer<Local> to) {
    switch (binder) {
      case TypedBinder.Name n -> to.accept(n.local());
      case TypedBinder.Ignore _ -> {}
      case TypedBinder.Tuple t -> t.elements().forEach(e -> binder(e, to));
      case TypedBinder.Data d -> d.elements().forEach(e -> binder(e, to));
    }
  }

  static void pattern(TypedPattern pattern, Consumer<Local> to) {
    switch (pattern) {
      case TypedPattern.Bind b -> to.accept(b.local());
      case TypedPattern.NotNull n -> pattern(n.inner(), to);
      case TypedPattern.Tuple t -> t.elements().forEach(e -> pattern(e, to));
      case TypedPattern.Outcome o -> pattern(o.inner(), to);
      case TypedPattern.Data d -> d.fields().forEach(f -> pattern(f.pattern(), to));
      case TypedPattern.Object o -> o.fields().forEach(f -> pattern(f.pattern(), to));
      case TypedPattern.Variant v -> pattern(v.inner(), to);
      case TypedPattern.Any _,
          TypedPattern.Null _,
          TypedPattern.Literal _,
          TypedPattern.Constant _,
          TypedPattern.Entry _,
          TypedPattern.Range _ -> {}
    }
  }
}
