package dev.veltrano.type.check;

import dev.veltrano.syntax.tree.Argument;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.FormatPart;
import dev.veltrano.syntax.tree.FunctionBody;
import dev.veltrano.syntax.tree.MatchArm;
import dev.veltrano.syntax.tree.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names that a statement assigns, wherever inside; what they mean is looked up where it is
/// asked. Names and not locals, because the statement has not been checked yet.
final class AssignedNames {
  private final Set<String> names;

  private AssignedNames(Set<String> names) {
    this.names = names;
  }

  static void collect(Statement statement, Set<String> names) {
    new AssignedNames(names).in(statement);
  }

  private void inAll(List<Statement> statements) {
    for (Statement statement : statements) {
      in(statement);
    }
  }

  private void in(Statement statement) {
    switch (statement) {
      case Statement.Local(_, _, _, Expression value, _) -> in(value);
      case Statement.LocalFunction function -> {
        switch (function.function().body()) {
          case null -> {}
          case FunctionBody.Value(Expression value) -> in(value);
          case FunctionBody.Body(Statement.Block block) -> in(block);
        }
      }
      case Statement.While(Expression condition, Statement body, _) -> {
        in(condition);
        in(body);
      }
      case Statement.For(_, Expression iterated, Statement body, _) -> {
        in(iterated);
        in(body);
      }
      case Statement.Labelled(_, Statement body, _) -> in(body);
      case Statement.Block(List<Statement> statements, _, _) -> inAll(statements);
      case Statement.Defer(Statement body, _) -> in(body);
      case Statement.Assign(Expression target, _, Expression value, _, _) -> {
        if (target instanceof Expression.NameUse use) {
          names.add(use.name().text());
        }
        in(target);
        in(value);
      }
      case Statement.Evaluate(Expression expression, _) -> in(expression);
      case Statement.Error _ -> {}
    }
  }

  private void in(@Nullable Expression expression) {
    switch (expression) {
      case null -> {}
      case Expression.NumberLiteral _,
          Expression.CharLiteral _,
          Expression.TextLiteral _,
          Expression.BoolLiteral _,
          Expression.NullLiteral _,
          Expression.Self _,
          Expression.NameUse _,
          Expression.FunctionReference _,
          Expression.Break _,
          Expression.Continue _,
          Expression.Error _ -> {}
      case Expression.FormatText(List<FormatPart> parts, _, _) -> {
        for (FormatPart part : parts) {
          if (part instanceof FormatPart.Hole hole) {
            in(hole.value());
          }
        }
      }
      case Expression.Parenthesised(Expression inner, _) -> in(inner);
      case Expression.TupleLiteral(List<Expression> elements, _) -> elements.forEach(this::in);
      case Expression.ArrayLiteral(List<Expression> elements, _) -> elements.forEach(this::in);
      case Expression.Lambda(_, List<Statement> body, _, _) -> inAll(body);
      case Expression.If(Expression condition, Statement then, Statement otherwise, _) -> {
        in(condition);
        in(then);
        if (otherwise != null) {
          in(otherwise);
        }
      }
      case Expression.Match(Expression subject, List<MatchArm> arms, _) -> {
        in(subject);
        for (MatchArm arm : arms) {
          in(arm.guard());
          in(arm.body());
        }
      }
      case Expression.Return(Expression value, _) -> in(value);
      case Expression.Unary(_, Expression operand, _) -> in(operand);
      case Expression.Binary(_, Expression left, Expression right, _, _) -> {
        in(left);
        in(right);
      }
      case Expression.Is(_, Expression operand, _, _) -> in(operand);
      case Expression.Select(Expression receiver, _, _, _, _) -> in(receiver);
      case Expression.TupleSelect(Expression receiver, _, _, _, _) -> in(receiver);
      case Expression.Call(
              Expression callee,
              List<Argument> arguments,
              Expression.Lambda trailing,
              _,
              _) -> {
        in(callee);
        for (Argument argument : arguments) {
          switch (argument) {
            case Argument.Positional(Expression value, _) -> in(value);
            case Argument.Named(_, Expression value, _) -> in(value);
            case Argument.Shorthand _, Argument.Label _ -> {}
          }
        }
        in(trailing);
      }
      case Expression.Index(Expression receiver, Expression index, _) -> {
        in(receiver);
        in(index);
      }
      case Expression.NotNull(Expression operand, _) -> in(operand);
    }
  }
}
