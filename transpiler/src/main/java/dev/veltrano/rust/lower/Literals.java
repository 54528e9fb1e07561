package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.TypedExpression;
import org.jspecify.annotations.Nullable;

/// Spells literals: as the user did, with the suffix or the fraction that Rust needs.
final class Literals {
  private Literals() {}

  static Expr integer(TypedExpression.IntegerLiteral e, Ask ask, SourceFile file, Origin origin) {
    String written = file.text(e.span());
    boolean negative = written.startsWith("-");
    String digits = negative ? written.substring(1).strip() : written;
    Type.Primitive type = primitive(e.type());
    boolean based =
        digits.length() > 1 && digits.charAt(0) == '0' && !Character.isDigit(digits.charAt(1));
    String text;
    if (type.isFloat()) {
      String whole = based && digits.charAt(1) != '_' ? Long.toUnsignedString(e.bits()) : digits;
      text = whole + ".0" + (needsSuffix(type, ask) ? Types.name(type) : "");
    } else {
      boolean suffix =
          switch (ask) {
            case PINNED, JOINED -> false;
            case ANY_INTEGER -> Long.compareUnsigned(e.bits(), Integer.MAX_VALUE) > 0;
            case FREE -> type != Type.Primitive.I32;
            case KNOWN -> true;
          };
      text = suffix ? digits + Types.name(type) : digits;
    }
    Expr literal = new Expr.Literal(text, origin);
    return negative ? new Expr.Unary(Expr.UnaryOperator.NEGATE, literal, origin) : literal;
  }

  static Expr floating(TypedExpression.FloatLiteral e, Ask ask, SourceFile file, Origin origin) {
    String written = file.text(e.span());
    boolean negative = written.startsWith("-");
    Type.Primitive type = primitive(e.type());
    String digits = negative ? written.substring(1).strip() : written;
    Expr literal =
        new Expr.Literal(digits + (needsSuffix(type, ask) ? Types.name(type) : ""), origin);
    return negative ? new Expr.Unary(Expr.UnaryOperator.NEGATE, literal, origin) : literal;
  }

  private static boolean needsSuffix(Type.Primitive type, Ask ask) {
    return ask == Ask.KNOWN || ask == Ask.FREE && type != Type.Primitive.F64;
  }

  /// A number that was spelled without its type, with it; `null` if the value is something else.
  static @Nullable Expr suffixed(Expr value, Type type) {
    if (!(type instanceof Type.Primitive primitive) || !primitive.isNumber()) {
      return null;
    }
    return switch (value) {
      case Expr.Literal(String text, Origin origin) when Character.isDigit(text.charAt(0)) ->
          new Expr.Literal(text + Types.name(primitive), origin);
      case Expr.Unary(Expr.UnaryOperator operator, Expr.Literal(String text, Origin at), var origin)
          when operator == Expr.UnaryOperator.NEGATE ->
          new Expr.Unary(operator, new Expr.Literal(text + Types.name(primitive), at), origin);
      default -> null;
    };
  }

  static Expr character(TypedExpression.CharLiteral e, SourceFile file, Origin origin) {
    if (e.type() == Type.Primitive.U8) {
      return new Expr.Literal(Texts.byteCharacter(e.codePoint()), origin);
    }
    String written = file.text(e.span());
    boolean fine = isReadable(written, '\'');
    return new Expr.Literal(fine ? written : Texts.character(e.codePoint()), origin);
  }

  static Expr text(TypedExpression.TextLiteral e, SourceFile file, Origin origin) {
    if (e.raw()) {
      return new Expr.Literal(Texts.raw(e.value()), origin);
    }
    Span span = e.span();
    String written = file.text(span);
    return new Expr.Literal(isReadable(written, '"') ? written : Texts.quoted(e.value()), origin);
  }

  /// Whether what the user wrote can stand in Rust as it is.
  private static boolean isReadable(String written, char quote) {
    if (written.length() < 2
        || written.charAt(0) != quote
        || written.charAt(written.length() - 1) != quote) {
      return false;
    }
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c < ' ' || Texts.isInvisible(c)) {
        return false;
      }
    }
    return true;
  }

  static Type.Primitive primitive(Type type) {
    Type.Primitive primitive = type.primitive();
    if (primitive == null) {
      throw new IllegalStateException("no number: " + type);
    }
    return primitive;
  }
}
