package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lays out `if`, `while`, `for`, `loop` and `match`.
final class ControlFlow {
  private static final int ONE_LINE_IF = 50;

  private final Layout layout;

  ControlFlow(Layout layout) {
    this.layout = layout;
  }

  /// The parts that all but `match` have in common.
  private record Flow(
      String keyword,
      Optional<String> label,
      Optional<Pattern> pattern,
      String before,
      String connector,
      Optional<Expr> condition,
      Block block,
      Optional<Expr> otherwise,
      boolean mayBeOneLine,
      boolean isElseIf) {
    String labelWords() {
      return label.map(l -> "'" + l + ": ").orElse("");
    }
  }

  private static @Nullable Flow flow(Expr e, boolean mayBeOneLine, boolean isElseIf) {
    return switch (e) {
      case Expr.If i ->
          i.condition() instanceof Expr.LetCondition let
              ? new Flow(
                  "if",
                  Optional.empty(),
                  Optional.of(let.pattern()),
                  "let ",
                  " =",
                  Optional.of(let.value()),
                  i.then(),
                  i.otherwise(),
                  mayBeOneLine,
                  isElseIf)
              : new Flow(
                  "if",
                  Optional.empty(),
                  Optional.empty(),
                  "",
                  "",
                  Optional.of(i.condition()),
                  i.then(),
                  i.otherwise(),
                  mayBeOneLine,
                  isElseIf);
      case Expr.While w ->
          w.condition() instanceof Expr.LetCondition let
              ? loop("while", w.label(), Optional.of(let.pattern()), " =", let.value(), w.body())
              : loop("while", w.label(), Optional.empty(), "", w.condition(), w.body());
      case Expr.For f ->
          loop("for", f.label(), Optional.of(f.pattern()), " in", f.iterated(), f.body());
      case Expr.Loop l ->
          new Flow(
              "loop",
              l.label(),
              Optional.empty(),
              "",
              "",
              Optional.empty(),
              l.body(),
              Optional.empty(),
              false,
              false);
      default -> null;
    };
  }

  private static Flow loop(
      String keyword,
      Optional<String> label,
      Optional<Pattern> pattern,
      String connector,
      Expr condition,
      Block body) {
    return new Flow(
        keyword,
        label,
        pattern,
        connector.equals(" =") ? "let " : "",
        connector,
        Optional.of(condition),
        body,
        Optional.empty(),
        false,
        false);
  }

  /// Everything before the block. If `whole`, it is all there is.
  private record Head(Text text, int used, boolean whole) {}

  /// The head of an expression that has one, to see whether it takes more than one line.
  @Nullable Text head(Expr e, Shape shape) {
    if (e instanceof Expr.Match m) {
      Shape room = shape.left(8);
      return room == null ? null : layout.expr(m.subject(), room);
    }
    Flow flow = flow(e, true, false);
    Head head = flow == null ? null : head(flow, shape);
    return head == null ? null : head.text();
  }

  @Nullable Text layout(Expr e, Shape shape, boolean mayBeOneLine) {
    Flow flow = flow(e, mayBeOneLine, false);
    return flow == null ? null : layout(flow, shape);
  }

  private @Nullable Text layout(Flow flow, Shape shape) {
    Head head = head(flow, shape);
    if (head == null || head.whole()) {
      return head == null ? null : head.text();
    }
    int width = Math.max(0, shape.width() - head.used());
    if (flow.otherwise().isPresent() || flow.isElseIf()) {
      width = Math.min(1, width);
    }
    var result =
        new TextBuilder()
            .add(head.text())
            .add(
                flow.otherwise().isPresent()
                    ? layout.blocks.beforeElse(flow.block(), shape.withWidth(width))
                    : layout.blocks.withBraces("", flow.block(), shape.withWidth(width)));
    if (flow.otherwise().isPresent()) {
      Expr otherwise = flow.otherwise().get();
      Shape fresh = Shape.aligned(Shape.MAX, shape.indent(), shape.align()).full();
      Flow next = otherwise instanceof Expr.If ? flow(otherwise, false, true) : null;
      Text text =
          next != null
              ? layout(next, fresh)
              : layout.statement(otherwise, fresh.withWidth(Math.min(1, fresh.width())));
      if (text == null) {
        return null;
      }
      result.add(" else ").add(text.from(otherwise.origin(), false));
    }
    return result.done();
  }

  private @Nullable Head head(Flow flow, Shape shape) {
    Shape fresh = shape.withWidth(Math.max(0, Shape.MAX - shape.used()));
    Shape room = flow.isElseIf() ? layout.left(fresh, 7) : fresh;
    if (room == null) {
      return null;
    }
    String label = flow.labelWords();
    int offset = flow.keyword().length() + label.length() + 1;
    Text condition = flow.condition().isPresent() ? condition(flow, room, offset) : Text.EMPTY;
    if (condition == null) {
      return null;
    }
    int budget = Math.max(0, Shape.MAX - room.used() - offset - 2);
    boolean braceBelow =
        (condition.breaks > 0 || condition.bytes > budget)
            && (!isExtendable(condition) || isIndentedBeyond(shape.used(), condition));
    if (flow.mayBeOneLine()) {
      Text whole = oneLine(flow, condition, shape.width());
      if (whole != null && whole.bytes <= ONE_LINE_IF) {
        return new Head(whole, 0, true);
      }
    }
    var text = new TextBuilder().add(label).add(flow.keyword());
    if (!condition.isEmpty() && condition.firstCharacter != '\n') {
      text.add(" ");
    }
    text.add(condition);
    if (braceBelow) {
      text.line(shape.column());
    } else {
      text.add(" ");
    }
    int used =
        condition.breaks > 0
            ? condition.last
            : label.length() + flow.keyword().length() + condition.bytes + 2;
    return new Head(text.done(), used, false);
  }

  static boolean isExtendable(Text text) {
    return text.closing || text.endsRawString();
  }

  private static boolean isIndentedBeyond(int column, Text text) {
    return text.breaks > 0 && text.lastBlanks > column;
  }

  private @Nullable Text condition(Flow flow, Shape shape, int offset) {
    Expr e = flow.condition().orElseThrow();
    Shape room = layout.left(shape, offset);
    if (flow.pattern().isPresent()) {
      Shape after = room == null ? null : layout.left(room, flow.before().length());
      after = after == null ? null : layout.narrow(after, flow.connector().length());
      Text pattern = after == null ? null : layout.patterns.layout(flow.pattern().get(), after);
      if (room == null || pattern == null) {
        return null;
      }
      Text left = new TextBuilder().add(flow.before()).add(pattern).add(flow.connector()).done();
      return Assignment.layout(
          layout, left, s -> layout.expr(e, s), room, Assignment.Tactic.DEFAULT);
    }
    Text text = room == null ? null : layout.expr(e, room);
    if (room == null || text != null || flow.keyword().equals("if")) {
      return text;
    }
    Shape below = shape.inner().full();
    text = layout.expr(e, below);
    return text == null ? null : new TextBuilder().line(below.column()).add(text).done();
  }

  private @Nullable Text oneLine(Flow flow, Text condition, int width) {
    if (flow.otherwise().isEmpty()
        || !(flow.otherwise().get() instanceof Expr.BlockExpr otherwise)
        || condition.breaks > 0) {
      return null;
    }
    Expr yes = layout.blocks.simple(flow.block());
    Expr no = layout.blocks.simple(otherwise.block());
    int room = width - condition.bytes - flow.keyword().length() - "  {  } else {  }".length();
    if (yes == null || no == null || room < 0) {
      return null;
    }
    Text first = layout.blocks.value(yes, new Shape(room, 0, 0, 0));
    if (first == null || first.breaks > 0 || first.bytes > room) {
      return null;
    }
    Text second = layout.blocks.value(no, new Shape(room - first.bytes, 0, 0, 0));
    if (second == null || second.breaks > 0) {
      return null;
    }
    Text text =
        new TextBuilder()
            .add(flow.keyword())
            .add(" ")
            .add(condition)
            .add(" { ")
            .add(first)
            .add(" } else { ")
            .add(second)
            .add(" }")
            .done();
    return text.bytes <= width ? text : null;
  }

  // -- match

  @Nullable Text match(Expr.Match m, Shape shape) {
    Shape room = layout.left(shape.withWidth(Math.max(0, Shape.MAX - shape.used())), 6);
    Text subject = room == null ? null : layout.expr(m.subject(), room);
    if (room == null || subject == null) {
      return null;
    }
    var result = new TextBuilder().add("match ").add(subject);
    if (m.arms().isEmpty()) {
      return result.add(" {}").done();
    }
    boolean below =
        !isExtendable(subject) && (subject.breaks > 0 || subject.bytes + 2 > room.width());
    if (below) {
      result.line(shape.column());
    } else {
      result.add(" ");
    }
    result.add("{");
    Shape inner = shape.inner().full();
    boolean first = true;
    Text last = Text.EMPTY;
    for (Expr.Arm arm : m.arms()) {
      Text text = arm(arm, inner);
      if (text == null) {
        return null;
      }
      layout.blocks.beginElement(
          result, arm, arm.origin(), arm.origin().start(), inner.column(), first);
      result.add(text.from(arm.origin(), false));
      first = false;
      last = text;
    }
    if (last.lastCharacter() == ',') {
      layout.blocks.endElements(result, m, inner.column());
    } else {
      layout.blocks.besideLast(result, m, inner.column());
    }
    return result.line(shape.column()).add("}").done();
  }

  private @Nullable Text arm(Expr.Arm arm, Shape shape) {
    Shape room =
        layout.narrow(
            shape,
            flatten(arm.body(), null).expr() instanceof Expr.BlockExpr b && b.label().isPresent()
                ? 8 + b.label().get().length()
                : 5);
    Text pattern = room == null ? null : layout.patterns.layout(arm.pattern(), room);
    if (pattern == null) {
      return null;
    }
    var head = new TextBuilder().add(pattern);
    boolean guardBelow = false;
    if (arm.guard().isPresent()) {
      int width = pattern.breaks > 0 ? pattern.last - pattern.lastBlanks : pattern.last;
      Text guard = guard(arm.guard().get(), shape, width, pattern.breaks > 0);
      if (guard == null) {
        return null;
      }
      guardBelow = guard.breaks > 0;
      head.add(guard);
    }
    return body(arm.body(), head.done(), shape, guardBelow);
  }

  private @Nullable Text guard(Expr guard, Shape shape, int patternWidth, boolean isTall) {
    Shape beside = shape.left(patternWidth + 4);
    beside = beside == null ? null : beside.narrow(5);
    if (beside != null && (!isTall || patternWidth <= Shape.STEP)) {
      Text text = layout.expr(guard, beside);
      if (text != null && (text.isOneLine() || patternWidth <= Shape.STEP)) {
        return new TextBuilder().add(" if ").add(text).done();
      }
    }
    int column = shape.column() + Shape.STEP;
    Shape below = layout.left(Shape.at(column), 3);
    below = below == null ? null : layout.narrow(below, 5);
    Text text = below == null ? null : layout.expr(guard, below);
    return text == null ? null : new TextBuilder().line(column).add("if ").add(text).done();
  }

  /// A body and whether it may go on below after beginning beside the arrow.
  private record Body(Expr expr, boolean mayExtend) {}

  private Body flatten(Expr body, @Nullable Shape shape) {
    if (body instanceof Expr.BlockExpr b
        && b.label().isEmpty()
        && !layout.inMacro
        && layout.blocks.simple(b.block()) instanceof Expr only
        && !(only instanceof Expr.Macro || only instanceof Expr.Matches)) {
      if (only instanceof Expr.BlockExpr) {
        return flatten(only, null);
      }
      Text head = shape == null ? null : head(only, shape);
      return head != null && head.breaks > 0
          ? new Body(body, false)
          : new Body(only, Traits.mayExtendArm(only));
    }
    return new Body(body, Traits.mayExtendArm(body));
  }

  private @Nullable Text body(Expr original, Text head, Shape shape, boolean guardBelow) {
    int offset = head.breaks > 0 ? Math.max(0, head.last - shape.used()) : head.bytes;
    Shape after = shape.left(offset + 4);
    Body flat = flatten(original, after);
    Expr body = flat.expr();
    boolean isBlock = body instanceof Expr.BlockExpr;
    boolean isEmpty =
        body instanceof Expr.BlockExpr b
            && b.block().statements().isEmpty()
            && !layout.comments.isInside(b.block());
    String comma = isBlock ? "" : ",";
    boolean onlyBelow = guardBelow && head.breaks > 0 && !isEmpty;
    Shape beside = after == null ? null : after.narrow(comma.length());
    // The braces around a jump or macro are a block of their own once they stand there.
    boolean braceBelow =
        onlyBelow
            || (beside == null
                && (Traits.isJump(body)
                    || body instanceof Expr.Macro
                    || body instanceof Expr.Matches));
    Text first = onlyBelow || beside == null ? null : layout.statement(body, beside);
    if (first != null
        && beside != null
        && (isBlock || (first.isOneLine() && first.first <= beside.width()))) {
      return beside(head, first, comma);
    }
    int column = isBlock && !isEmpty ? shape.column() : shape.column() + Shape.STEP;
    Shape room = Shape.at(column);
    // Braces make a statement with a semicolon of a jump.
    Text second = layout.statement(body, Traits.isJump(body) ? room.narrowOrNothing(1) : room);
    if (first != null) {
      if (second != null && Assignment.isBetterBelow(first, second, Assignment.Tactic.DEFAULT)) {
        return below(head, body, second, column, shape, braceBelow);
      }
      if (flat.mayExtend() && first.first <= (beside == null ? 0 : beside.width())) {
        return beside(head, first, comma);
      }
      if (second != null && first.breaks > 0) {
        return below(head, body, second, column, shape, braceBelow);
      }
      return beside(head, first, comma);
    }
    return second == null ? null : below(head, body, second, column, shape, braceBelow);
  }

  private static Text beside(Text head, Text body, String comma) {
    return new TextBuilder().add(head).add(" => ").add(body).add(comma).done();
  }

  private Text below(Text head, Expr body, Text text, int column, Shape shape, boolean braceBelow) {
    var result = new TextBuilder().add(head).add(" =>");
    if (body instanceof Expr.BlockExpr) {
      return result.line(column).add(text).done();
    }
    if (layout.inMacro) {
      return result.line(column).add(text).add(",").done();
    }
    if (braceBelow) {
      result.line(shape.column()).add("{");
    } else {
      result.add(" {");
    }
    result.line(column).add(text);
    if (Traits.isJump(body)) {
      result.add(";");
    }
    return result.line(shape.column()).add("}").done();
  }
}
