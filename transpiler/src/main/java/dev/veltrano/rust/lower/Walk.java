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
          TypedExpression.Break _,
          TypedExpression.Continue _,
          TypedExpression.Error _ ->
          false;
      case TypedExpression.Parenthesised p -> any(p.inner(), such);
      case TypedExpression.Tuple t -> anyOf(t.elements(), such);
      case TypedExpression.Some s -> any(s.value(), such);
      case TypedExpression.Outcome o -> any(o.value(), such);
      case TypedExpression.Try t -> any(t.operand(), such);
      case TypedExpression.FieldGet f -> any(f.receiver(), such);
      case TypedExpression.TupleGet t -> any(t.receiver(), such);
      case TypedExpression.Call c -> anyArgument(c.arguments(), such);
      case TypedExpression.MethodCall m ->
          any(m.receiver(), such) || anyArgument(m.arguments(), such);
      case TypedExpression.BuiltinCall b -> anyOf(b.operands(), such);
      case TypedExpression.Construct c -> anyArgument(c.arguments(), such);
      case TypedExpression.Copy c -> any(c.receiver(), such) || anyArgument(c.arguments(), such);
      case TypedExpression.SafeAccess s -> any(s.receiver(), such) || any(s.body(), such);
      case TypedExpression.Elvis v -> any(v.left(), such) || any(v.right(), such);
      case TypedExpression.NotNull n -> any(n.operand(), such);
      case TypedExpression.NullTest n -> any(n.subject(), such);
      case TypedExpression.Binary b -> any(b.left(), such) || any(b.right(), such);
      case TypedExpression.Negate n -> any(n.operand(), such);
      case TypedExpression.Not n -> any(n.operand(), such);
      case TypedExpression.Range r ->
          any(r.first(), such) || any(r.last(), such) || any(r.step(), such);
      case TypedExpression.InRange i -> any(i.value(), such) || any(i.range(), such);
      case TypedExpression.TextIndex t -> any(t.text(), such) || any(t.index(), such);
      case TypedExpression.TextSlice t -> any(t.text(), such) || any(t.range(), such);
      case TypedExpression.If i ->
          any(i.condition(), such)
              || anyInBlock(i.then(), such)
              || i.otherwise() != null && anyInBlock(i.otherwise(), such);
      case TypedExpression.Match m -> any(m.subject(), such) || anyInArms(m.arms(), such);
      case TypedExpression.Return r -> any(r.value(), such);
      case TypedExpression.Print p -> anyPiece(p.pieces(), such);
      case TypedExpression.Assert a ->
          any(a.condition(), such) || a.message() != null && anyPiece(a.message(), such);
      case TypedExpression.AssertEqual a -> any(a.left(), such) || any(a.right(), such);
      default -> throw new IllegalStateException("stub");
    };
  }

  private static boolean anyOf(List<TypedExpression> all, Predicate<TypedExpression> such) {
    for (TypedExpression e : all) {
      if (any(e, such)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyArgument(
      List<TypedExpression.Argument> all, Predicate<TypedExpression> such) {
    for (TypedExpression.Argument a : all) {
      if (any(a.value(), such)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyPiece(
      List<TypedExpression.TextPiece> all, Predicate<TypedExpression> such) {
    for (TypedExpression.TextPiece piece : all) {
      if (piece instanceof TypedExpression.TextPiece.Value v && any(v.value(), such)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyInArms(
      List<TypedExpression.TypedArm> arms, Predicate<TypedExpression> such) {
    for (TypedExpression.TypedArm arm : arms) {
      if (any(arm.guard(), such) || anyInBlock(arm.body(), such)) {
        return true;
      }
    }
    return false;
  }

  static boolean anyInBlock(TypedBlock block, Predicate<TypedExpression> such) {
    for (TypedStatement s : block.statements()) {
      boolean found =
          switch (s) {
            case TypedStatement.Let l -> any(l.value(), such);
            case TypedStatement.Assign a -> any(a.place(), such) || any(a.value(), such);
            case TypedStatement.Evaluate e -> any(e.expression(), such);
            case TypedStatement.While w -> any(w.condition(), such) || anyInBlock(w.body(), such);
            case TypedStatement.For f -> any(f.iterated(), such) || anyInBlock(f.body(), such);
            case TypedStatement.Block b -> anyInBlock(b.body(), such);
            default -> throw new IllegalStateException("stub");
          };
      if (found) {
        return true;
      }
    }
    return any(block.value(), such);
  }

  /// Whether a block assigns anything, blocks inside of it included.
  static boolean assigns(TypedBlock block) {
    for (TypedStatement s : block.statements()) {
      boolean found =
          switch (s) {
            case TypedStatement.Assign _ -> true;
            case TypedStatement.While w -> assigns(w.body());
            case TypedStatement.For f -> assigns(f.body());
            case TypedStatement.Block b -> assigns(b.body());
            case TypedStatement.Let _, TypedStatement.Evaluate _ -> false;
            default -> throw new IllegalStateException("stub");
          };
      if (found) {
        return true;
      }
    }
    return anyInBlock(block, Walk::holdsAssignment);
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
    for (TypedStatement s : block.statements()) {
      switch (s) {
        case TypedStatement.Let l -> binder(l.binder(), to);
        case TypedStatement.While w -> locals(w.body(), to);
        case TypedStatement.For f -> {
          binder(f.binder(), to);
          locals(f.body(), to);
        }
        case TypedStatement.Block b -> locals(b.body(), to);
        case TypedStatement.Assign _, TypedStatement.Evaluate _ -> {}
        default -> throw new IllegalStateException("stub");
      }
    }
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
            default -> {}
          }
          return false;
        });
  }

  /// The locals of the statements of a block; what is in its expressions is met anyway.
  private static void ownLocals(TypedBlock block, Consumer<Local> to) {
    for (TypedStatement s : block.statements()) {
      switch (s) {
        case TypedStatement.Let l -> binder(l.binder(), to);
        case TypedStatement.While w -> ownLocals(w.body(), to);
        case TypedStatement.For f -> {
          binder(f.binder(), to);
          ownLocals(f.body(), to);
        }
        case TypedStatement.Block b -> ownLocals(b.body(), to);
        case TypedStatement.Assign _, TypedStatement.Evaluate _ -> {}
        default -> throw new IllegalStateException("stub");
      }
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
      case TypedPattern.Any _,
          TypedPattern.Null _,
          TypedPattern.Literal _,
          TypedPattern.Constant _,
          TypedPattern.Range _ -> {}
    }
  }
}
