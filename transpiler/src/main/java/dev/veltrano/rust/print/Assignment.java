package dev.veltrano.rust.print;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides whether what stands right of a `=` (or the `:` of a bound) begins beside it or below it.
final class Assignment {
  private Assignment() {}

  /// What to try.
  enum Tactic {
    DEFAULT,
    /// If it does not fit on one line, it begins on the next without indentation.
    NEXT_LINE,
    /// If nothing fits, it sticks out.
    OVERFLOW
  }

  /// `left` with everything up to the sign, and the value behind or below it.
  static @Nullable Text layout(
      Layout layout, Text left, Function<Shape, @Nullable Text> value, Shape shape, Tactic tactic) {
    int width = Math.max(0, left.last - (left.breaks > 0 ? shape.column() : 0));
    Shape beside = shape.left(width + 1);
    if (beside == null) {
      beside = new Shape(0, shape.indent(), shape.align(), shape.offset() + width + 1);
    }
    Text first = value.apply(beside);
    if (first != null && first.isEmpty()) {
      return left;
    }
    if (first != null && first.isOneLine() && first.first <= beside.width()) {
      return beside(left, first);
    }
    Shape below =
        tactic == Tactic.NEXT_LINE
            ? layout.narrow(beside.full(), beside.column())
            : layout.narrow(inner(beside), beside.overhead());
    if (below == null) {
      return null;
    }
    Text second = value.apply(below);
    int column = beside.column() + Shape.STEP;
    if (first != null && second != null) {
      return second.fits(below) && isBetterBelow(first, second, tactic)
          ? below(left, second, column)
          : beside(left, first);
    }
    if (second != null) {
      return below(left, second, column);
    }
    if (first != null) {
      return beside(left, first);
    }
    if (tactic == Tactic.OVERFLOW) {
      Text wide = value.apply(beside.withWidth(8096));
      return wide == null ? null : beside(left, wide);
    }
    return null;
  }

  private static Shape inner(Shape shape) {
    int column = shape.column() + Shape.STEP;
    return new Shape(
        Math.max(0, Shape.MAX - column), shape.indent() + Shape.STEP, shape.align(), shape.align());
  }

  private static Text beside(Text left, Text value) {
    return new TextBuilder().add(left).add(" ").add(value).done();
  }

  private static Text below(Text left, Text value, int column) {
    return new TextBuilder().add(left).line(column).add(value).done();
  }

  /// Whether a text reads better on the next line than beside its sign.
  static boolean isBetterBelow(Text beside, Text below, Tactic tactic) {
    return tactic == Tactic.NEXT_LINE
        || below.isOneLine()
        || beside.breaks > below.breaks + 1
        || opens(beside, below, '(')
        || opens(beside, below, '{')
        || opens(beside, below, '[');
  }

  private static boolean opens(Text beside, Text below, char bracket) {
    return beside.firstLineEnd == bracket && below.firstLineEnd != bracket;
  }
}
