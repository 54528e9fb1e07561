package dev.veltrano.lifetime;

import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedExpression.Argument;
import dev.veltrano.type.tree.TypedExpression.TextPiece;
import dev.veltrano.type.tree.TypedStatement;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands over everything in a body, in the order of the text as far as evaluation has it.
final class Walk {
  private final Consumer<TypedExpression> onExpression;
  private final Consumer<TypedStatement> onStatement;

  private Walk(Consumer<TypedExpression> onExpression, Consumer<TypedStatement> onStatement) {
    this.onExpression = onExpression;
    this.onStatement = onStatement;
  }

  static void expressions(TypedBlock block, Consumer<TypedExpression> to) {
    new Walk(to, _ -> {}).block(block);
  }

  static void expressions(TypedExpression e, Consumer<TypedExpression> to) {
    new Walk(to, _ -> {}).expression(e);
  }

  static void statements(TypedBlock block, Consumer<TypedStatement> to) {
    new Walk(_ -> {}, to).block(block);
  }

  private void block(@Nullable TypedBlock block) {
    if (block == null) {
      return;
    }
    block.statements().forEach(this::statement);
    expression(block.value());
  }

  private void statement(TypedStatement s) {
    onStatement.accept(s);
    switch (s) {
      case TypedStatement.Let l -> expression(l.value());
      case TypedStatement.Assign a -> {
        expression(a.place());
        expression(a.value());
      }
      case TypedStatement.Evaluate e -> expression(e.expression());
      case TypedStatement.While w -> {
        expression(w.condition());
        block(w.body());
      }
      case TypedStatement.For f -> {
        expression(f.iterated());
        block(f.body());
      }
      case TypedStatement.Defer d -> statement(d.body());
      case TypedStatement.OwnArena o -> expression(o.parent());
      case TypedStatement.UseArena u -> {
        expression(u.parent());
        block(u.body());
      }
      case TypedStatement.EndArena _, TypedStatement.LocalFunction _ -> {}
      case TypedStatement.Block b -> block(b.body());
    }
  }

  private void all(List<TypedExpression> expressions) {
    expressions.forEach(this::expression);
  }

  private void arguments(List<Argument> arguments) {
    arguments.forEach(argument -> expression(argument.value()));
  }

  private void pieces(@Nullable List<TextPiece> pieces) {
    if (pieces != null) {
      for (TextPiece piece : pieces) {
        if (piece instanceof TextPiece.Value v) {
          expression(v.value());
        }
      }
    }
  }

  private void expression(@Nullable TypedExpression e) {
    if (e == null) {
      return;
    }
    onExpression.accept(e);
    switch (e) {
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
          TypedExpression.Error _ -> {}
      case TypedExpression.Parenthesised p -> expression(p.inner());
      case TypedExpression.Tuple t -> all(t.elements());
      case TypedExpression.Some s -> expression(s.value());
      case TypedExpression.ToUnion u -> expression(u.value());
      case TypedExpression.Outcome o -> expression(o.value());
      case TypedExpression.Try t -> expression(t.operand());
      case TypedExpression.FieldGet f -> expression(f.receiver());
      case TypedExpression.TupleGet t -> expression(t.receiver());
      case TypedExpression.Call c -> arguments(c.arguments());
      case TypedExpression.MethodCall m -> {
        expression(m.receiver());
        arguments(m.arguments());
      }
      case TypedExpression.Required r -> {
        expression(r.receiver());
        arguments(r.arguments());
      }
      case TypedExpression.BuiltinCall b -> all(b.operands());
      case TypedExpression.Construct c -> arguments(c.arguments());
      case TypedExpression.Copy c -> {
        expression(c.receiver());
        arguments(c.arguments());
      }
      case TypedExpression.NewBuffer b -> all(b.operands());
      case TypedExpression.Element x -> {
        expression(x.buffer());
        expression(x.index());
      }
      case TypedExpression.Dereference d -> expression(d.reference());
      case TypedExpression.NewText t -> pieces(t.pieces());
      case TypedExpression.Keep k -> expression(k.value());
      case TypedExpression.Lambda l -> block(l.body());
      case TypedExpression.CallValue c -> {
        expression(c.callee());
        all(c.arguments());
      }
      case TypedExpression.Same s -> {
        expression(s.left());
        expression(s.right());
      }
      case TypedExpression.SafeAccess s -> {
        expression(s.receiver());
        expression(s.body());
      }
      case TypedExpression.Elvis v -> {
        expression(v.left());
        expression(v.right());
      }
      case TypedExpression.NotNull n -> expression(n.operand());
      case TypedExpression.NullTest n -> expression(n.subject());
      case TypedExpression.IsTest i -> expression(i.subject());
      case TypedExpression.Binary b -> {
        expression(b.left());
        expression(b.right());
      }
      case TypedExpression.Negate n -> expression(n.operand());
      case TypedExpression.Not n -> expression(n.operand());
      case TypedExpression.Range r -> {
        expression(r.first());
        expression(r.last());
        expression(r.step());
      }
      case TypedExpression.InRange i -> {
        expression(i.value());
        expression(i.range());
      }
      case TypedExpression.TextIndex t -> {
        expression(t.text());
        expression(t.index());
      }
      case TypedExpression.TextSlice t -> {
        expression(t.text());
        expression(t.range());
      }
      case TypedExpression.If i -> {
        expression(i.condition());
        block(i.then());
        block(i.otherwise());
      }
      case TypedExpression.Match m -> {
        expression(m.subject());
        for (TypedExpression.TypedArm arm : m.arms()) {
          expression(arm.guard());
          block(arm.body());
        }
      }
      case TypedExpression.Return r -> expression(r.value());
      case TypedExpression.Print p -> pieces(p.pieces());
      case TypedExpression.Assert a -> {
        expression(a.condition());
        pieces(a.message());
      }
      case TypedExpression.AssertEqual a -> {
        expression(a.left());
        expression(a.right());
      }
    }
  }
}
