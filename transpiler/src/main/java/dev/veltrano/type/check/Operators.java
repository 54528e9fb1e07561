package dev.veltrano.type.check;

import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.TypeRequirement;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.UnionInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks operators with two operands. In `a op b` the side that is no literal is checked first, so
/// that the literal takes its type.
final class Operators {
  private Operators() {}

  /// What operands are asked for: a result may become nullable, an operand may not.
  private static @Nullable Expectation notNull(@Nullable Expectation hint) {
    return hint == null ? null : hint.part(hint.type().notNull());
  }

  static TypedExpression binary(Body body, Expression.Binary binary, @Nullable Expectation hint) {
    return switch (binary.operator()) {
      case AND, OR -> body.expressions.logical(binary);
      case EQUAL, NOT_EQUAL -> equality(body, binary);
      case IDENTICAL, NOT_IDENTICAL -> identity(body, binary);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(body, binary);
      case IN, NOT_IN -> membership(body, binary);
      case ELVIS -> elvis(body, binary, hint);
      case RANGE, RANGE_UNTIL, DOWN_TO -> range(body, binary, hint);
      case STEP -> step(body, binary, hint);
      case SHIFT_LEFT, SHIFT_RIGHT -> shift(body, binary, notNull(hint));
      case BIT_OR, BIT_XOR, BIT_AND, ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER ->
          arithmetic(body, binary, notNull(hint));
    };
  }

  private record Pair(TypedExpression left, TypedExpression right) {}

  /// Checks both operands, the one that is no literal first.
  private static Pair operands(
      Body body, Expression left, Expression right, @Nullable Expectation hint) {
    ExpressionChecker expressions = body.expressions;
    boolean rightFirst =
        takesOtherType(left)
            && (!takesOtherType(right) || (hasFraction(right) && !hasFraction(left)));
    if (rightFirst) {
      TypedExpression typedRight = value(expressions.infer(right, hint));
      TypedExpression typedLeft = value(expressions.infer(left, literalHint(typedRight, hint)));
      return new Pair(typedLeft, typedRight);
    }
    TypedExpression typedLeft = value(expressions.infer(left, hint));
    TypedExpression typedRight = value(expressions.infer(right, literalHint(typedLeft, hint)));
    return new Pair(typedLeft, typedRight);
  }

  private static TypedExpression value(TypedExpression typed) {
    return ExpressionChecker.dereferenced(typed);
  }

  /// Whether literals alone make a floating number: `1 + 2.0` is one.
  static boolean hasFraction(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral(boolean floating, _) -> floating;
      case Expression.Parenthesised(Expression inner, _) -> hasFraction(inner);
      case Expression.Unary(_, Expression operand, _) -> hasFraction(operand);
      case Expression.Binary(_, Expression left, Expression right, _, _) ->
          hasFraction(left) || hasFraction(right);
      default -> false;
    };
  }

  /// Whether an operand is a literal that takes its type from the other side.
  private static boolean takesOtherType(Expression expression) {
    return expression instanceof Expression.CharLiteral || Body.literalOnly(expression);
  }

  private static @Nullable Expectation literalHint(
      TypedExpression other, @Nullable Expectation hint) {
    if (other.type() == Type.Error.ERROR) {
      return hint;
    }
    return Expectation.of(other.type(), "the other operand");
  }

  /// Where a number or `null` is asked for, the operands are still asked for a number.
  private static @Nullable Expectation present(@Nullable Expectation hint) {
    return hint != null && hint.type() instanceof Type.Nullable(Type of) ? hint.part(of) : hint;
  }

  private static TypedExpression arithmetic(
      Body body, Expression.Binary binary, @Nullable Expectation hint) {
    Pair pair = operands(body, binary.left(), binary.right(), present(hint));
    return combine(
        body, binary.operator(), pair.left, pair.right, binary.operatorSpan(), binary.span());
  }

  /// `left op right` of numbers, with everything that can be wrong about it.
  private static TypedExpression combine(
      Body body,
      BinaryOperator operator,
      TypedExpression left,
      TypedExpression right,
      Span operatorSpan,
      Span span) {
    Type a = left.type();
    Type b = right.type();
    if (a == Type.Error.ERROR || b == Type.Error.ERROR) {
      return body.error(span);
    }
    if (operator == BinaryOperator.ADD && (a == Type.Primitive.STR || b == Type.Primitive.STR)) {
      return body.texts.join(left, right, span);
    }
    boolean bits =
        operator == BinaryOperator.BIT_AND
            || operator == BinaryOperator.BIT_OR
            || operator == BinaryOperator.BIT_XOR;
    boolean fine = a.equals(b) && (bits ? a.isInteger() || a == Type.Primitive.BOOL : a.isNumber());
    if (!fine) {
      body.report(
          new TypeProblem.BadOperands(
              body.file, operatorSpan, operator.text(), left.span(), a, right.span(), b));
      return body.error(span);
    }
    return certain(body, new TypedExpression.Binary(operator, left, right, a, span), operatorSpan);
  }

  /// Reports arithmetic on constants that is sure to panic, which rustc would refuse.
  private static TypedExpression certain(
      Body body, TypedExpression.Binary typed, Span operatorSpan) {
    String reason = Constants.certainPanic(typed, body.tables);
    if (reason != null) {
      body.report(new TypeProblem.CertainPanic(body.file, typed.span(), operatorSpan, reason));
      return body.error(typed.span());
    }
    return typed;
  }

  private static TypedExpression shift(
      Body body, Expression.Binary binary, @Nullable Expectation hint) {
    TypedExpression left = value(body.expressions.infer(binary.left(), present(hint)));
    TypedExpression right = value(body.expressions.infer(binary.right(), null));
    return shifted(body, binary.operator(), left, right, binary.operatorSpan(), binary.span());
  }

  private static TypedExpression shifted(
      Body body,
      BinaryOperator operator,
      TypedExpression left,
      TypedExpression right,
      Span operatorSpan,
      Span span) {
    if (left.type() == Type.Error.ERROR || right.type() == Type.Error.ERROR) {
      return body.error(span);
    }
    if (!left.type().isInteger() || !right.type().isInteger()) {
      body.report(
          new TypeProblem.BadOperands(
              body.file,
              operatorSpan,
              operator.text(),
              left.span(),
              left.type(),
              right.span(),
              right.type()));
      return body.error(span);
    }
    return certain(
        body, new TypedExpression.Binary(operator, left, right, left.type(), span), operatorSpan);
  }

  /// The right side of `place op= value`.
  static TypedExpression compound(
      Body body, Statement.Assign statement, BinaryOperator operator, TypedExpression place) {
    Type type = place.type();
    boolean shift = operator == BinaryOperator.SHIFT_LEFT || operator == BinaryOperator.SHIFT_RIGHT;
    TypedExpression value =
        value(
            body.expressions.infer(
                statement.value(),
                shift ? null : Expectation.of(type, "the place that is changed")));
    if (operator == BinaryOperator.ADD
        && type == Type.Primitive.STR
        && value.type() != Type.Error.ERROR
        && value.type() != Type.Primitive.NOTHING) {
      return body.texts.requireText(value, true) ? value : body.error(value.span());
    }
    TypedExpression combined =
        shift
            ? shifted(body, operator, place, value, statement.operatorSpan(), statement.span())
            : combine(body, operator, place, value, statement.operatorSpan(), statement.span());
    return combined instanceof TypedExpression.Error ? body.error(value.span()) : value;
  }

  private static TypedExpression equality(Body body, Expression.Binary binary) {
    Expression left = unwrap(binary.left());
    Expression right = unwrap(binary.right());
    if (right instanceof Expression.NullLiteral) {
      return body.expressions.nullTest(binary, binary.left());
    }
    if (left instanceof Expression.NullLiteral) {
      return body.expressions.nullTest(binary, binary.right());
    }
    Pair pair = operands(body, binary.left(), binary.right(), null);
    body.expressions.plain();
    TypedExpression a = pair.left;
    TypedExpression b = pair.right;
    if (a.type() == Type.Error.ERROR || b.type() == Type.Error.ERROR) {
      return body.error(binary.span());
    }
    if (isSameObject(a.type(), b.type())) {
      return new TypedExpression.Same(
          binary.operator() == BinaryOperator.NOT_EQUAL, a, b, binary.span());
    }
    a = converted(body, a, b.type());
    b = converted(body, b, a.type());
    if (!a.type().equals(b.type())) {
      if (a.type().notNull().equals(b.type())) {
        b = new TypedExpression.Some(b, a.type());
      } else if (b.type().notNull().equals(a.type())) {
        a = new TypedExpression.Some(a, b.type());
      }
    }
    if (a.type().equals(b.type())
        && !body.abilities().isComparable(a.type())
        && body.reportUnpromised(a.type(), TypeRequirement.BuiltIn.EQUAL, binary.operatorSpan())) {
      return body.error(binary.span());
    }
    if (!a.type().equals(b.type()) || !body.abilities().isComparable(a.type())) {
      body.report(
          new TypeProblem.BadOperands(
              body.file,
              binary.operatorSpan(),
              binary.operator().text(),
              a.span(),
              a.type(),
              b.span(),
              b.type()));
      return body.error(binary.span());
    }
    return new TypedExpression.Binary(binary.operator(), a, b, Type.Primitive.BOOL, binary.span());
  }

  /// A variant as a value of the union that it is compared with.
  private static TypedExpression converted(Body body, TypedExpression value, Type other) {
    UnionInfo.Variant variant = body.variant(value.type(), other.notNull());
    return variant == null ? value : new TypedExpression.ToUnion(value, variant, other.notNull());
  }

  /// Whether both are references to objects of one class, maybe nullable.
  private static boolean isSameObject(Type a, Type b) {
    return ExpressionChecker.isObject(a.notNull()) && a.notNull().equals(b.notNull());
  }

  /// `===` and `!==`: of objects, buffers, and of what a `Ref` refers to.
  private static TypedExpression identity(Body body, Expression.Binary binary) {
    if (unwrap(binary.right()) instanceof Expression.NullLiteral) {
      return body.expressions.nullTest(binary, binary.left());
    }
    if (unwrap(binary.left()) instanceof Expression.NullLiteral) {
      return body.expressions.nullTest(binary, binary.right());
    }
    TypedExpression a = body.expressions.infer(binary.left(), null);
    TypedExpression b = body.expressions.infer(binary.right(), null);
    body.expressions.plain();
    if (a.type() == Type.Error.ERROR || b.type() == Type.Error.ERROR) {
      return body.error(binary.span());
    }
    boolean negated = binary.operator() == BinaryOperator.NOT_IDENTICAL;
    Type of = a.type().notNull();
    boolean references =
        ExpressionChecker.isObject(of) || of instanceof Type.Reference || of instanceof Type.Buffer;
    if (!references) {
      body.report(new TypeProblem.NoIdentity(body.file, binary.operatorSpan(), !negated));
      return body.error(binary.span());
    }
    if (!of.equals(b.type().notNull())) {
      body.report(
          new TypeProblem.BadOperands(
              body.file,
              binary.operatorSpan(),
              binary.operator().text(),
              a.span(),
              a.type(),
              b.span(),
              b.type()));
      return body.error(binary.span());
    }
    return new TypedExpression.Same(negated, a, b, binary.span());
  }

  private static Expression unwrap(Expression expression) {
    Expression inner = expression;
    while (inner instanceof Expression.Parenthesised(Expression next, _)) {
      inner = next;
    }
    return inner;
  }

  private static TypedExpression comparison(Body body, Expression.Binary binary) {
    Pair pair = operands(body, binary.left(), binary.right(), null);
    Type a = pair.left.type();
    Type b = pair.right.type();
    if (a == Type.Error.ERROR || b == Type.Error.ERROR) {
      return body.error(binary.span());
    }
    if (a.equals(b)
        && !body.abilities().isOrdered(a)
        && body.reportUnpromised(a, TypeRequirement.BuiltIn.ORDERED, binary.operatorSpan())) {
      return body.error(binary.span());
    }
    if (!a.equals(b) || !body.abilities().isOrdered(a)) {
      body.report(
          new TypeProblem.BadOperands(
              body.file,
              binary.operatorSpan(),
              binary.operator().text(),
              pair.left.span(),
              a,
              pair.right.span(),
              b));
      return body.error(binary.span());
    }
    return new TypedExpression.Binary(
        binary.operator(), pair.left, pair.right, Type.Primitive.BOOL, binary.span());
  }

  private static TypedExpression membership(Body body, Expression.Binary binary) {
    boolean negated = binary.operator() == BinaryOperator.NOT_IN;
    TypedExpression value;
    TypedExpression container;
    if (takesOtherType(binary.left())) {
      container = body.expressions.infer(binary.right(), null);
      Type element =
          switch (container.type()) {
            case Type.Range(Type of) -> of;
            case Type.Buffer(_, Type of) -> of;
            default -> null;
          };
      value =
          value(
              body.expressions.infer(
                  binary.left(), element == null ? null : Expectation.of(element, "the range")));
    } else {
      value = body.expressions.infer(binary.left(), null);
      container =
          body.expressions.infer(
              binary.right(),
              Expectation.of(TypeProblem.referred(value.type()), "the value that is looked for"));
    }
    if (value.type() == Type.Error.ERROR || container.type() == Type.Error.ERROR) {
      return body.error(binary.span());
    }
    if (container.type() instanceof Type.Buffer(_, Type element)) {
      if (!body.buffers.allows(Builtin.CONTAINS, container.type(), binary.operatorSpan())) {
        return body.error(binary.span());
      }
      TypedExpression wanted =
          body.expressions.coerce(
              value,
              Expectation.at(element, "the type of the elements", body.file, container.span()),
              binary.left().span());
      if (wanted.type() == Type.Error.ERROR) {
        return wanted;
      }
      TypedExpression contains =
          new TypedExpression.BuiltinCall(
              Builtin.CONTAINS,
              List.of(container, wanted),
              Type.Primitive.BOOL,
              binary.operatorSpan(),
              binary.span());
      return negated ? new TypedExpression.Not(contains, binary.span()) : contains;
    }
    value = value(value);
    if (unparenthesise(container) instanceof TypedExpression.Range range
        && range.step() == null
        && range.kind() != TypedExpression.RangeKind.DOWN_TO) {
      Type element = ((Type.Range) range.type()).element();
      if (!element.equals(value.type())) {
        body.report(
            new TypeProblem.BadOperands(
                body.file,
                binary.operatorSpan(),
                binary.operator().text(),
                value.span(),
                value.type(),
                container.span(),
                container.type()));
        return body.error(binary.span());
      }
      return new TypedExpression.InRange(negated, value, range, binary.span());
    }
    body.report(new TypeProblem.NotAContainer(body.file, binary.right().span(), container.type()));
    return body.error(binary.span());
  }

  private static TypedExpression unparenthesise(TypedExpression expression) {
    TypedExpression inner = expression;
    while (inner instanceof TypedExpression.Parenthesised(TypedExpression next)) {
      inner = next;
    }
    return inner;
  }

  private static TypedExpression elvis(
      Body body, Expression.Binary binary, @Nullable Expectation hint) {
    TypedExpression left =
        body.expressions.infer(
            binary.left(), hint == null ? null : hint.part(hint.type().orNull()));
    Flow afterLeft = body.flow;
    if (TypeProblem.referred(left.type()).isNullable()) {
      left = value(left);
    }
    if (left.type() == Type.Error.ERROR) {
      body.expressions.infer(binary.right(), hint);
      body.flow = Flow.join(afterLeft, body.flow);
      return body.error(binary.span());
    }
    if (!(left.type() instanceof Type.Nullable(Type of))) {
      body.report(
          new TypeProblem.UselessElvis(
              body.file, Span.of(left.span().end(), binary.span().end()), left.type()));
      body.expressions.infer(binary.right(), hint);
      body.flow = afterLeft;
      return left;
    }
    TypedExpression right =
        body.expressions.infer(
            binary.right(),
            Expectation.at(of, "the type of the left side", body.file, left.span()));
    body.flow = Flow.join(afterLeft, body.flow);
    if (right.type() instanceof Type.Reference && !(of instanceof Type.Reference)) {
      right = value(right);
    }
    Type b = right.type();
    if (b == Type.Error.ERROR) {
      return body.error(binary.span());
    }
    Type type;
    if (b == Type.Primitive.NOTHING || b.equals(of)) {
      type = of;
    } else if (b.equals(left.type())) {
      type = b;
    } else if (StatementChecker.isUnknownNull(b)) {
      type = left.type();
      right = new TypedExpression.NullLiteral(type, right.span());
    } else if (of == Type.Primitive.NOTHING) {
      type = b;
    } else {
      body.report(
          new TypeProblem.Mismatch(
              body.file,
              right.span(),
              b,
              Expectation.at(of, "the type of the left side", body.file, left.span()),
              null));
      return body.error(binary.span());
    }
    return new TypedExpression.Elvis(left, right, type, binary.span());
  }

  private static TypedExpression range(
      Body body, Expression.Binary binary, @Nullable Expectation hint) {
    Expectation element =
        hint != null && hint.type() instanceof Type.Range(Type of)
            ? hint.part(of)
            : hint != null && (hint.type().isNumber() || hint.type() == Type.Primitive.CHAR)
                ? hint
                : null;
    Pair pair = operands(body, binary.left(), binary.right(), element);
    Type a = pair.left.type();
    Type b = pair.right.type();
    if (a == Type.Error.ERROR || b == Type.Error.ERROR) {
      return body.error(binary.span());
    }
    if (!a.equals(b) || !(a.isNumber() || a == Type.Primitive.CHAR)) {
      body.report(
          new TypeProblem.BadOperands(
              body.file,
              binary.operatorSpan(),
              binary.operator().text(),
              pair.left.span(),
              a,
              pair.right.span(),
              b));
      return body.error(binary.span());
    }
    TypedExpression.RangeKind kind =
        switch (binary.operator()) {
          case RANGE_UNTIL -> TypedExpression.RangeKind.UNTIL;
          case DOWN_TO -> TypedExpression.RangeKind.DOWN_TO;
          default -> TypedExpression.RangeKind.INCLUSIVE;
        };
    return new TypedExpression.Range(
        kind, pair.left, pair.right, null, new Type.Range(a), binary.span());
  }

  private static TypedExpression step(
      Body body, Expression.Binary binary, @Nullable Expectation hint) {
    TypedExpression of = body.expressions.infer(binary.left(), hint);
    if (of.type() == Type.Error.ERROR) {
      body.expressions.infer(binary.right(), null);
      return of;
    }
    if (!(unparenthesise(of) instanceof TypedExpression.Range range)
        || range.step() != null
        || !((Type.Range) range.type()).element().isInteger()) {
      body.report(new TypeProblem.StepOfNoRange(body.file, binary.left().span(), of.type()));
      return body.error(binary.span());
    }
    Type element = ((Type.Range) range.type()).element();
    TypedExpression step =
        body.expressions.check(
            binary.right(),
            Expectation.at(element, "the type of the range", body.file, range.span()));
    if (step.type() == Type.Error.ERROR) {
      return body.error(binary.span());
    }
    if (Constants.isNotPositive(step)) {
      body.report(new TypeProblem.StepNotPositive(body.file, binary.right().span()));
      return body.error(binary.span());
    }
    return new TypedExpression.Range(
        range.kind(), range.first(), range.last(), step, range.type(), binary.span());
  }
}
