package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Breaks operators with two operands.
final class Pairs {
  private final Layout layout;

  Pairs(Layout layout) {
    this.layout = layout;
  }

  /// The operands that one and the same operator joins, with their layouts on lines of their own.
  private record Operands(String operator, List<Expr> exprs, List<@Nullable Text> texts) {
    boolean isLetChain() {
      return exprs.stream().anyMatch(e -> e instanceof Expr.LetCondition);
    }

    boolean isShortLetChain() {
      return exprs.size() == 2
          && Traits.isIdentifier(exprs.get(0))
          && exprs.get(1) instanceof Expr.LetCondition;
    }
  }

  @Nullable Text binary(Expr.Binary b, Shape shape) {
    Operands operands = operands(b, shape);
    Text text = null;
    if (!operands.isLetChain() || operands.isShortLetChain()) {
      text = oneLine(operands, shape);
    }
    if (text == null) {
      text = severalLines(operands, shape);
    }
    if (text == null) {
      text =
          pair(
              s -> layout.expr(b.left(), s),
              "",
              " " + b.operator().text() + " ",
              "",
              s -> layout.expr(b.right(), s),
              true,
              shape);
    }
    return text;
  }

  private Operands operands(Expr.Binary top, Shape shape) {
    var spine = new ArrayList<Expr.Binary>();
    Expr first = top;
    while (first instanceof Expr.Binary b && b.operator() == top.operator()) {
      spine.add(b);
      first = b.left();
    }
    var exprs = new ArrayList<Expr>(spine.size() + 1);
    var texts = new ArrayList<@Nullable Text>(spine.size() + 1);
    exprs.add(first);
    texts.add(layout.expr(first, shape));
    String operator = top.operator().text();
    Shape below = layout.narrow(shape.inner().full(), shape.overhead());
    Shape after = below == null ? null : layout.left(below, operator.length() + 1);
    for (int i = spine.size() - 1; i >= 0; i--) {
      Expr e = spine.get(i).right();
      exprs.add(e);
      texts.add(after == null ? null : layout.expr(e, after));
    }
    return new Operands(operator, exprs, texts);
  }

  /// All but the last operand on one line; the last may go on below.
  private @Nullable Text oneLine(Operands operands, Shape shape) {
    var result = new TextBuilder();
    int count = operands.exprs().size();
    for (int i = 0; i < count - 1; i++) {
      Text text = operands.texts().get(i);
      if (text == null || !text.isOneLine() || result.bytes() > shape.width()) {
        return null;
      }
      result.add(text).add(" ").add(operands.operator()).add(" ");
    }
    int before = result.bytes();
    Shape rest = layout.left(shape.withoutAlignment(), result.last());
    Text last = rest == null ? null : layout.expr(operands.exprs().get(count - 1), rest);
    if (last == null) {
      return null;
    }
    Text text = result.add(last).done();
    if (text.first > shape.width()) {
      return null;
    }
    if (!text.isOneLine()
        && last.firstCharacter != '{'
        && (last.firstCharacter == '(' || before > Shape.STEP)) {
      return null;
    }
    return text.fits(shape) ? text : null;
  }

  private @Nullable Text severalLines(Operands operands, Shape shape) {
    Shape below = layout.narrow(shape.inner().full(), shape.overhead());
    Text first = operands.texts().getFirst();
    if (below == null || first == null) {
      return null;
    }
    var result = new TextBuilder().add(first);
    String operator = operands.operator();
    for (int i = 1; i < operands.exprs().size(); i++) {
      int offset = result.breaks() > 0 ? 0 : shape.used();
      if (result.last() + offset <= below.used()) {
        // A first operand this short would stand alone.
        Shape beside = layout.left(shape, operator.length() + 2 + trimmedLast(result));
        Text text = beside == null ? null : layout.expr(operands.exprs().get(i), beside);
        if (text != null) {
          result.add(" ").add(operator).add(" ").add(text);
          continue;
        }
      }
      Text text = operands.texts().get(i);
      if (text == null) {
        return null;
      }
      result.line(below.column()).add(operator).add(" ").add(text);
    }
    return result.done();
  }

  private static int trimmedLast(TextBuilder text) {
    return text.breaks() > 0 ? Math.max(0, text.last() - text.lastBlanks()) : text.last();
  }

  /// Two parts with something between them, which stands before the break if `front`.
  @Nullable Text pair(
      Function<Shape, @Nullable Text> first,
      String prefix,
      String infix,
      String suffix,
      Function<Shape, @Nullable Text> second,
      boolean front,
      Shape shape) {
    int overhead =
        front ? shape.used() : shape.used() + prefix.length() + infix.stripTrailing().length();
    Text left = first.apply(shape.withWidth(Math.max(0, Shape.MAX - overhead)));
    if (left == null) {
      return null;
    }
    left = new TextBuilder().add(prefix).add(left).done();
    Shape beside = shape.left(left.last + infix.length());
    beside = beside == null ? null : beside.narrow(suffix.length());
    Text right = beside == null ? null : second.apply(beside);
    if (right != null
        && (right.isOneLine() || left.bytes <= Shape.STEP || right.firstLineEnd == '{')
        && left.last + infix.length() + right.first + suffix.length() <= shape.width()) {
      return new TextBuilder().add(left).add(infix).add(right).add(suffix).done();
    }
    int column = shape.column() + Shape.STEP;
    Shape below =
        layout.narrow(
            new Shape(
                Math.max(0, Shape.MAX - column),
                shape.indent() + Shape.STEP,
                shape.align(),
                shape.align()),
            shape.overhead());
    String sign = front ? infix.stripLeading() : infix.stripTrailing();
    if (below != null && front) {
      below = layout.left(below, sign.length());
    }
    right = below == null ? null : second.apply(below);
    if (right == null) {
      return null;
    }
    var result = new TextBuilder().add(left);
    if (front) {
      result.line(column).add(sign);
    } else {
      result.add(sign).line(column);
    }
    return result.add(right).add(suffix).done();
  }
}
