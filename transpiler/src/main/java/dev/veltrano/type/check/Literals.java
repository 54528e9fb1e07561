package dev.veltrano.type.check;

import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.TypedExpression;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Gives literals their types: the expected one if they fit, otherwise `Int` or `Float`.
final class Literals {
  private Literals() {}

  /// A number literal; `negative` where a minus stands before it, so that `-128` is an `I8`.
  static TypedExpression number(
      Body body,
      Expression.NumberLiteral literal,
      @Nullable Type wanted,
      boolean negative,
      Span span) {
    Type expected = wanted == null ? null : wanted.notNull();
    String text = body.file.text(literal.span());
    if (literal.floating()) {
      Type type = expected != null && expected.isFloat() ? expected : Type.Primitive.F64;
      double value = parseDouble(text);
      if (Double.isInfinite(value)
          || (type == Type.Primitive.F32 && Float.isInfinite((float) value))) {
        body.report(new TypeProblem.LiteralRange(body.file, span, text, negative, type, null));
        return body.error(span);
      }
      return new TypedExpression.FloatLiteral(value, type, literal.span());
    }
    long small = smallDecimal(text);
    if (small >= 0 && (expected == null || expected == Type.Primitive.I64)) {
      // Nearly all literals are like this, so they take no big numbers.
      return new TypedExpression.IntegerLiteral(small, Type.Primitive.I64, literal.span());
    }
    BigInteger value = parseInteger(text);
    if (value == null) {
      return body.error(span);
    }
    if (expected != null && expected.isFloat()) {
      return new TypedExpression.IntegerLiteral(value.longValue(), expected, literal.span());
    }
    Type.Primitive type =
        expected instanceof Type.Primitive p && p.isInteger() ? p : Type.Primitive.I64;
    if (!fits(negative ? value.negate() : value, type)) {
      body.report(
          new TypeProblem.LiteralRange(
              body.file, span, text, negative, type, smallestFor(value, negative, type)));
      return body.error(span);
    }
    return new TypedExpression.IntegerLiteral(value.longValue(), type, literal.span());
  }

  /// A character literal; where a `U8` is expected and the character is ASCII, a byte.
  static TypedExpression character(Body body, int codePoint, @Nullable Type wanted, Span span) {
    if (codePoint < 0) {
      return body.error(span);
    }
    if (wanted != null && wanted.notNull() == Type.Primitive.U8) {
      if (codePoint < 128) {
        return new TypedExpression.CharLiteral(codePoint, Type.Primitive.U8, span);
      }
      body.report(new TypeProblem.CharIsNoByte(body.file, span));
      return body.error(span);
    }
    return new TypedExpression.CharLiteral(codePoint, Type.Primitive.CHAR, span);
  }

  /// The value of a plain decimal number that fits in an `Int` with either sign, or -1.
  private static long smallDecimal(String text) {
    if (text.length() > 18) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      value = value * 10 + (digit - '0');
    }
    return value;
  }

  /// The value of a whole number as written, or `null` where the lexer has complained already.
  static @Nullable BigInteger parseInteger(String text) {
    String digits = text.replace("_", "");
    try {
      if (digits.startsWith("0x") || digits.startsWith("0X")) {
        return new BigInteger(digits.substring(2), 16);
      }
      if (digits.startsWith("0b") || digits.startsWith("0B")) {
        return new BigInteger(digits.substring(2), 2);
      }
      return new BigInteger(digits);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static double parseDouble(String text) {
    try {
      return Double.parseDouble(text.replace("_", ""));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /// Whether a value is one of an integer type.
  static boolean fits(BigInteger value, Type.Primitive type) {
    return value.compareTo(min(type)) >= 0 && value.compareTo(max(type)) <= 0;
  }

  static BigInteger min(Type.Primitive type) {
    return type.isSigned() ? BigInteger.ONE.shiftLeft(type.bits() - 1).negate() : BigInteger.ZERO;
  }

  static BigInteger max(Type.Primitive type) {
    return BigInteger.ONE
        .shiftLeft(type.isSigned() ? type.bits() - 1 : type.bits())
        .subtract(BigInteger.ONE);
  }

  /// The next type of the same kind that holds a value, or any that does.
  private static Type.@Nullable Primitive smallestFor(
      BigInteger value, boolean negative, Type.Primitive wanted) {
    BigInteger signed = negative ? value.negate() : value;
    for (boolean sameKind : new boolean[] {true, false}) {
      for (Type.Primitive type : Type.Primitive.values()) {
        boolean candidate =
            type.isInteger()
                && type != Type.Primitive.ISIZE
                && type != Type.Primitive.USIZE
                && (type.isSigned() == wanted.isSigned()) == sameKind;
        if (candidate && fits(signed, type)) {
          return type;
        }
      }
    }
    return null;
  }

  /// The type of `I64.MAX` and its kin; `null` where there is no such constant.
  static @Nullable Type typeConstant(Type.Primitive of, String name) {
    boolean exists =
        switch (name) {
          case "MAX", "MIN" -> of.isNumber();
          case "PI", "E", "INFINITY", "NAN" -> of.isFloat();
          default -> false;
        };
    return exists ? of : null;
  }
}
