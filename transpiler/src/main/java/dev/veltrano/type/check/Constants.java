package dev.veltrano.type.check;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.TypedExpression;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Computes with constants: whole numbers whose value is known before the program runs. Only what
/// rustc would compute too, so that what is sure to panic is reported here first.
final class Constants {
  private Constants() {}

  /// What is known of a whole number.
  private sealed interface Value {
    record Known(BigInteger value) implements Value {}

    record Unknown() implements Value {}
  }

  private static final Value UNKNOWN = new Value.Unknown();

  /// The reason why an operation on constants panics, or `null`.
  static @Nullable String certainPanic(TypedExpression.Binary binary, Tables tables) {
    if (!(binary.type() instanceof Type.Primitive type) || !type.isInteger()) {
      return null;
    }
    BinaryOperator operator = binary.operator();
    boolean rightDecides =
        operator == BinaryOperator.DIVIDE
            || operator == BinaryOperator.REMAINDER
            || operator == BinaryOperator.SHIFT_LEFT
            || operator == BinaryOperator.SHIFT_RIGHT;
    if (!rightDecides && binary.left() instanceof TypedExpression.LocalUse) {
      return null;
    }
    Value right = value(binary.right(), tables);
    if (!(right instanceof Value.Known(BigInteger b))) {
      return null;
    }
    if ((operator == BinaryOperator.DIVIDE || operator == BinaryOperator.REMAINDER)
        && b.signum() == 0) {
      return "it divides by zero";
    }
    if (operator == BinaryOperator.SHIFT_LEFT || operator == BinaryOperator.SHIFT_RIGHT) {
      boolean tooFar = b.signum() < 0 || b.compareTo(BigInteger.valueOf(type.bits())) >= 0;
      return tooFar
          ? "it shifts by " + b + ", and `" + type + "` has " + type.bits() + " bits"
          : null;
    }
    if (!(value(binary.left(), tables) instanceof Value.Known(BigInteger a))) {
      return null;
    }
    BigInteger result = compute(operator, a, b, type);
    if (result == null || Literals.fits(result, type)) {
      return null;
    }
    return "the result, "
        + result
        + ", does not fit in `"
        + type
        + "` ("
        + Literals.min(type)
        + " to "
        + Literals.max(type)
        + ")";
  }

  private static Value value(TypedExpression expression, Tables tables) {
    return switch (expression) {
      case TypedExpression.IntegerLiteral(long bits, Type type, _) when type.isInteger() ->
          new Value.Known(
              type instanceof Type.Primitive p && !p.isSigned()
                  ? unsigned(bits)
                  : BigInteger.valueOf(bits));
      case TypedExpression.Negate(TypedExpression operand, _) -> {
        // The literal of `-128` alone does not fit its type, so its bits are read as written.
        if (operand instanceof TypedExpression.IntegerLiteral(long bits, Type type, _)
            && type.isInteger()) {
          yield new Value.Known(unsigned(bits).negate());
        }
        yield value(operand, tables) instanceof Value.Known(BigInteger inner)
            ? new Value.Known(inner.negate())
            : UNKNOWN;
      }
      case TypedExpression.Parenthesised(TypedExpression inner) -> value(inner, tables);
      case TypedExpression.ConstantUse(Symbol.Constant constant, _, _) -> {
        TypedExpression of = tables.constantValue(constant);
        yield of == null ? UNKNOWN : value(of, tables);
      }
      case TypedExpression.Binary(
              BinaryOperator operator,
              TypedExpression left,
              TypedExpression right,
              Type type,
              _)
          when type instanceof Type.Primitive p && p.isInteger() -> {
        if (value(left, tables) instanceof Value.Known(BigInteger a)
            && value(right, tables) instanceof Value.Known(BigInteger b)) {
          BigInteger result = compute(operator, a, b, p);
          yield result == null ? UNKNOWN : new Value.Known(result);
        }
        yield UNKNOWN;
      }
      default -> UNKNOWN;
    };
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }

  private static @Nullable BigInteger compute(
      BinaryOperator operator, BigInteger a, BigInteger b, Type.Primitive type) {
    return switch (operator) {
      case ADD -> a.add(b);
      case SUBTRACT -> a.subtract(b);
      case MULTIPLY -> a.multiply(b);
      case DIVIDE -> b.signum() == 0 ? null : a.divide(b);
      case REMAINDER -> b.signum() == 0 ? null : a.remainder(b);
      case BIT_AND -> a.and(b);
      case BIT_OR -> a.or(b);
      case BIT_XOR -> a.xor(b);
      case SHIFT_RIGHT -> b.signum() < 0 || b.bitLength() > 16 ? null : a.shiftRight(b.intValue());
      case SHIFT_LEFT -> {
        if (b.signum() < 0 || b.compareTo(BigInteger.valueOf(type.bits())) >= 0) {
          yield null;
        }
        // Shifted-out bits are lost without a panic, as in Rust.
        BigInteger mask = BigInteger.ONE.shiftLeft(type.bits()).subtract(BigInteger.ONE);
        BigInteger shifted = a.shiftLeft(b.intValue()).and(mask);
        yield type.isSigned() && shifted.testBit(type.bits() - 1)
            ? shifted.subtract(BigInteger.ONE.shiftLeft(type.bits()))
            : shifted;
      }
      case OR,
          AND,
          EQUAL,
          NOT_EQUAL,
          IDENTICAL,
          NOT_IDENTICAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          IN,
          NOT_IN,
          ELVIS,
          RANGE,
          RANGE_UNTIL,
          DOWN_TO,
          STEP ->
          null;
    };
  }

  /// Whether a literal is zero or negative.
  static boolean isNotPositive(TypedExpression expression) {
    return switch (expression) {
      case TypedExpression.IntegerLiteral(long bits, _, _) -> bits == 0;
      case TypedExpression.Negate(TypedExpression operand, _) ->
          operand instanceof TypedExpression.IntegerLiteral;
      case TypedExpression.Parenthesised(TypedExpression inner) -> isNotPositive(inner);
      default -> false;
    };
  }

  /// The first part of an expression that is no constant, or `null` where all of it is.
  static @Nullable TypedExpression firstVariable(TypedExpression expression, Tables tables) {
    return switch (expression) {
      case TypedExpression.IntegerLiteral _,
          TypedExpression.FloatLiteral _,
          TypedExpression.CharLiteral _,
          TypedExpression.TextLiteral _,
          TypedExpression.BoolLiteral _,
          TypedExpression.NullLiteral _,
          TypedExpression.UnitLiteral _,
          TypedExpression.ConstantUse _,
          TypedExpression.TypeConstant _,
          TypedExpression.Error _ ->
          null;
      case TypedExpression.Parenthesised(TypedExpression inner) -> firstVariable(inner, tables);
      case TypedExpression.Some(TypedExpression inner, _) -> firstVariable(inner, tables);
      case TypedExpression.Negate(TypedExpression inner, _) -> firstVariable(inner, tables);
      case TypedExpression.Not(TypedExpression inner, _) -> firstVariable(inner, tables);
      case TypedExpression.Tuple(var elements, _, _) -> {
        for (TypedExpression element : elements) {
          TypedExpression variable = firstVariable(element, tables);
          if (variable != null) {
            yield variable;
          }
        }
        yield null;
      }
      case TypedExpression.Binary(
              var operator,
              TypedExpression left,
              TypedExpression right,
              _,
              _) -> {
        // Rust compares only built-in types in constants, and text not at all.
        boolean compares =
            switch (operator) {
              case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
              default -> false;
            };
        if (compares
            && (!(left.type() instanceof Type.Primitive) || left.type() == Type.Primitive.STR)) {
          yield expression;
        }
        TypedExpression variable = firstVariable(left, tables);
        yield variable != null ? variable : firstVariable(right, tables);
      }
      case TypedExpression.Construct(Symbol.Class of, _, var arguments, _, _) -> {
        if (!of.declaration().isData() || tables.classInfo(of).hasComputedFields()) {
          yield expression;
        }
        for (TypedExpression.Argument argument : arguments) {
          TypedExpression variable = firstVariable(argument.value(), tables);
          if (variable != null) {
            yield variable;
          }
        }
        yield null;
      }
      default -> expression;
    };
  }
}
