package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Expr;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lays out expressions that do not simply stand on one line, the way rustfmt does.
///
/// rustfmt tries layouts in a fixed order and takes the first that meets its conditions, so this
/// asks the same questions in the same order. A layout that does not fit is `null`. Since outer
/// expressions ask for the layout of inner ones in several shapes, results are kept by expression
/// and shape until the item is done; without that the work would double with each level.
///
/// Where rustfmt finds no layout at all it leaves the user's text alone; then [#lenient] makes one
/// in which the words that are too long stick out.
final class Layout {
  final Comments comments;
  final OneLine line;
  final Lists lists = new Lists(this);
  final Chains chains = new Chains(this);
  final Pairs pairs = new Pairs(this);
  final Closures closures = new Closures(this);
  final ControlFlow controlFlow = new ControlFlow(this);
  final Blocks blocks = new Blocks(this);
  final Types types = new Types(this);
  final Patterns patterns = new Patterns(this);

  /// Whether the code stands in the arguments of a macro, where braces and commas stay as they are.
  boolean inMacro;

  /// Whether a method chain must not be broken.
  boolean oneLineChains;

  private boolean lenient;

  /// What is known of an expression in a shape and state. Identity counts: equal expressions differ
  /// in origin.
  private Map<Expr, Known> known = new IdentityHashMap<>();

  /// One result, and those for other shapes and states, which are few.
  private record Known(
      Shape shape, boolean macro, boolean chain, @Nullable Text text, @Nullable Known other) {}

  Layout(Comments comments) {
    this.comments = comments;
    this.line = new OneLine(comments);
  }

  /// Forgets what was kept for the last item.
  void forget() {
    forgetExpressions();
    blocks.forget();
  }

  private void forgetExpressions() {
    if (!known.isEmpty()) {
      known = new IdentityHashMap<>();
    }
  }

  boolean isLenient() {
    return lenient;
  }

  /// The text that the way of laying out gives, if need be with words that stick out.
  Text surely(Supplier<@Nullable Text> way, Supplier<Text> otherwise) {
    Text text = way.get();
    if (text != null) {
      return text;
    }
    boolean before = lenient;
    lenient = true;
    forgetExpressions();
    text = way.get();
    lenient = before;
    forgetExpressions();
    return text == null ? otherwise.get() : text;
  }

  @Nullable Shape left(Shape shape, int columns) {
    Shape result = shape.left(columns);
    return result == null && lenient
        ? new Shape(0, shape.indent(), shape.align(), shape.offset() + columns)
        : result;
  }

  @Nullable Shape narrow(Shape shape, int columns) {
    Shape result = shape.narrow(columns);
    return result == null && lenient ? shape.withWidth(0) : result;
  }

  boolean fits(Text text, Shape shape) {
    return lenient || text.fits(shape);
  }

  /// An expression as part of another.
  @Nullable Text expr(Expr e, Shape shape) {
    Text flat = line.layout(e, shape);
    if (flat != null) {
      return flat;
    }
    boolean macro = inMacro;
    boolean chain = oneLineChains;
    for (Known k = known.get(e); k != null; k = k.other()) {
      if (k.macro() == macro && k.chain() == chain && k.shape().isSame(shape)) {
        return k.text();
      }
    }
    Text text = tall(e, shape);
    if (text != null) {
      text = text.from(e.origin(), OneLine.isSite(e));
    }
    known.put(e, new Known(shape, macro, chain, text, known.get(e)));
    return text;
  }

  /// An expression that is a statement, the body of an arm or an `else`.
  @Nullable Text statement(Expr e, Shape outer) {
    Shape shape = Traits.isJump(e) ? narrow(outer, 1) : outer;
    if (shape == null) {
      return null;
    }
    return switch (e) {
      case Expr.If i -> place(controlFlow.layout(i, shape, false), e);
      case Expr.BlockExpr b -> place(blocks.tall(b, shape), e);
      default -> expr(e, shape);
    };
  }

  private static @Nullable Text place(@Nullable Text text, Expr e) {
    return text == null ? null : text.from(e.origin(), false);
  }

  private @Nullable Text tall(Expr e, Shape shape) {
    return switch (e) {
      case Expr.Literal l -> literal(l, shape);
      case Expr.Name n -> types.path(n.path(), true, shape);
      case Expr.Qualified q -> types.qualified(q, shape);
      case Expr.Paren p -> paren(p, shape);
      case Expr.Unary u -> prefix(u.operator().text(), u.operand(), shape);
      case Expr.Borrow b -> prefix(b.mutable() ? "&mut " : "&", b.operand(), shape);
      case Expr.Binary b -> pairs.binary(b, shape);
      case Expr.Assign a -> assign(a.place(), " =", a.value(), shape);
      case Expr.CompoundAssign a ->
          assign(a.place(), " " + a.operator().text() + "=", a.value(), shape);
      case Expr.Cast c ->
          pairs.pair(
              s -> expr(c.operand(), s), "", " as ", "", s -> types.type(c.type(), s), true, shape);
      case Expr.Range r -> range(r, shape);
      case Expr.Call c -> {
        Text callee = expr(c.function(), shape);
        yield callee == null ? null : lists.call(callee, c.arguments(), shape);
      }
      case Expr.MethodCall _, Expr.Field _, Expr.Try _ -> chains.layout(e, shape);
      case Expr.Index i -> index(i, shape);
      case Expr.Tuple t ->
          lists.layout(
              Text.EMPTY,
              "(",
              ")",
              t.elements(),
              shape,
              OneLine.LIST,
              t.elements().size() == 1
                  ? Lists.Trailing.ALWAYS
                  : inMacro ? Lists.Trailing.NEVER : Lists.Trailing.VERTICAL);
      case Expr.Array a ->
          lists.layout(
              Text.EMPTY,
              "[",
              "]",
              a.elements(),
              shape,
              OneLine.LIST,
              inMacro ? Lists.Trailing.NEVER : Lists.Trailing.VERTICAL);
      case Expr.Repeat r ->
          pairs.pair(
              s -> expr(r.element(), s), "[", "; ", "]", s -> expr(r.length(), s), false, shape);
      case Expr.Struct s -> lists.struct(s, shape);
      case Expr.BlockExpr b -> blocks.expression(b, shape);
      case Expr.If _, Expr.Loop _, Expr.While _, Expr.For _ -> controlFlow.layout(e, shape, true);
      case Expr.LetCondition l -> let(l, shape);
      case Expr.Match m -> controlFlow.match(m, shape);
      case Expr.Break b ->
          b.value().isEmpty() ? null : prefix(breakWords(b), b.value().get(), shape);
      case Expr.Return r -> r.value().isEmpty() ? null : prefix("return ", r.value().get(), shape);
      case Expr.Continue c ->
          lenient ? Text.of("continue" + c.label().map(l -> " '" + l).orElse("")) : null;
      case Expr.Closure c -> closures.layout(c, shape);
      case Expr.Macro m -> lists.macro(m, shape);
      case Expr.Matches m -> lists.matches(m, shape);
    };
  }

  private static String breakWords(Expr.Break b) {
    return "break " + b.label().map(label -> "'" + label + " ").orElse("");
  }

  private @Nullable Text literal(Expr.Literal literal, Shape shape) {
    Text text = Text.verbatim(literal.text());
    boolean isText = literal.text().startsWith("\"") || literal.text().startsWith("r");
    return isText || fits(text, shape) ? text : null;
  }

  private @Nullable Text paren(Expr.Paren p, Shape shape) {
    Expr inner = p.inner();
    while (inner instanceof Expr.Paren again) {
      inner = again.inner();
    }
    Shape after = left(shape, 1);
    Shape within = after == null ? null : narrow(after, 1);
    Text text = within == null ? null : expr(inner, within);
    return text == null ? null : new TextBuilder().add("(").add(text).add(")").done();
  }

  @Nullable Text prefix(String words, Expr operand, Shape shape) {
    Shape after = left(shape, words.length());
    Text text = after == null ? null : expr(operand, after);
    return text == null ? null : new TextBuilder().add(words).add(text).done();
  }

  private @Nullable Text assign(Expr place, String operator, Expr value, Shape shape) {
    Shape before = narrow(shape, operator.length());
    Text text = before == null ? null : expr(place, before);
    if (text == null) {
      return null;
    }
    Text left = new TextBuilder().add(text).add(operator).done();
    return Assignment.layout(this, left, s -> expr(value, s), shape, Assignment.Tactic.DEFAULT);
  }

  private @Nullable Text let(Expr.LetCondition l, Shape shape) {
    Shape after = left(shape, 4);
    Text pattern = after == null ? null : patterns.layout(l.pattern(), after);
    if (pattern == null) {
      return null;
    }
    Text left = new TextBuilder().add("let ").add(pattern).add(" =").done();
    return Assignment.layout(this, left, s -> expr(l.value(), s), shape, Assignment.Tactic.DEFAULT);
  }

  private @Nullable Text range(Expr.Range r, Shape shape) {
    String dots = r.inclusive() ? "..=" : "..";
    if (r.low().isPresent() && r.high().isPresent()) {
      Expr low = r.low().get();
      Expr high = r.high().get();
      return pairs.pair(s -> expr(low, s), "", dots, "", s -> expr(high, s), true, shape);
    }
    if (r.high().isPresent()) {
      return prefix(dots, r.high().get(), shape);
    }
    if (r.low().isPresent()) {
      Shape before = narrow(shape, dots.length());
      Text low = before == null ? null : expr(r.low().get(), before);
      return low == null ? null : new TextBuilder().add(low).add(dots).done();
    }
    return lenient ? Text.of(dots) : null;
  }

  private @Nullable Text index(Expr.Index i, Shape shape) {
    Text target = expr(i.target(), shape);
    if (target == null) {
      return null;
    }
    int offset = target.last + 1;
    Shape beside =
        target.breaks > 0
            ? Shape.aligned(Shape.MAX, shape.indent(), shape.align()).left(offset)
            : left(shape, offset);
    if (beside != null) {
      beside = narrow(beside, target.breaks > 0 ? 1 + shape.overhead() : 1);
    }
    Text first = beside == null ? null : expr(i.index(), beside);
    if (first != null && first.isOneLine()) {
      return new TextBuilder().add(target).add("[").add(first).add("]").done();
    }
    int column = shape.column() + Shape.STEP;
    Shape below = left(Shape.at(column), 1);
    below = below == null ? null : narrow(below, 1 + shape.overhead());
    if (below == null) {
      return null;
    }
    Text second = expr(i.index(), below);
    if (second != null && (second.isOneLine() || first == null)) {
      return new TextBuilder().add(target).line(column).add("[").add(second).add("]").done();
    }
    return first == null ? null : new TextBuilder().add(target).add("[").add(first).add("]").done();
  }
}
