package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.ast.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lays out closures: whether the body stands beside the parameters, with or without braces.
final class Closures {
  private final Layout layout;

  Closures(Layout layout) {
    this.layout = layout;
  }

  @Nullable Text layout(Expr.Closure c, Shape shape) {
    Text head = head(c, shape);
    Shape beside = head == null ? null : layout.left(shape, head.last + 1);
    if (head == null || beside == null) {
      return null;
    }
    if (!(c.body() instanceof Expr.BlockExpr body)) {
      Text text = withExpression(head, c.body(), beside);
      return text == null ? withBraces(head, c.body(), beside) : text;
    }
    Block block = body.block();
    if (block.statements().isEmpty() && !layout.comments.isInside(block)) {
      return beside(head, layout.expr(body, shape));
    }
    Text text = null;
    if (c.result().isEmpty() && !layout.inMacro) {
      Expr inner = inner(body, head);
      text =
          Traits.forcesBlock(inner)
              ? withBraces(head, inner, shape)
              : withExpression(head, inner, beside);
    }
    return text == null ? beside(head, layout.blocks.expression(body, beside)) : text;
  }

  /// The closure as the last argument of a call, if it looks well there.
  @Nullable Text asLastArgument(Expr.Closure c, Shape shape) {
    Expr body = c.body();
    if (!layout.inMacro
        && body instanceof Expr.BlockExpr b
        && !layout.comments.isInside(b.block())
        && Traits.onlyExpression(b.block()) instanceof Expr only) {
      body = only;
    }
    Text head = head(c, shape);
    if (head == null || head.breaks > 0) {
      return null;
    }
    Shape beside = layout.left(shape, head.last + 1);
    if (beside == null) {
      return null;
    }
    if (!layout.inMacro && Traits.forcesBlock(body)) {
      Text text = withBraces(head, body, beside);
      if (text != null && c.result().isEmpty() && text.lineCount() <= 7) {
        Text single = withExpression(head, body, shape);
        if (single != null && single.isOneLine()) {
          return single;
        }
      }
      return text;
    }
    Text condition = layout.controlFlow.head(body, beside);
    if (condition != null && (condition.breaks > 0 || condition.bytes > beside.width())) {
      return withBraces(head, body, beside);
    }
    return layout.expr(c, shape);
  }

  private static @Nullable Text beside(Text head, @Nullable Text body) {
    return body == null ? null : new TextBuilder().add(head).add(" ").add(body).done();
  }

  /// What stands in braces that are not needed.
  private Expr inner(Expr e, Text head) {
    if (e instanceof Expr.BlockExpr b
        && head.breaks == 0
        && !layout.comments.isInside(b.block())
        && Traits.onlyExpression(b.block()) instanceof Expr only) {
      return inner(only, head);
    }
    return e;
  }

  private @Nullable Text withExpression(Text head, Expr body, Shape shape) {
    Text text = layout.expr(body, shape);
    return text == null || (text.breaks > 0 && !Traits.mayTakeLines(body) && !layout.inMacro)
        ? null
        : beside(head, text);
  }

  private @Nullable Text withBraces(Text head, Expr body, Shape shape) {
    if (Traits.vetoesBlock(body)) {
      return null;
    }
    var block = new Block(List.of(new Stmt.Expression(body, false, body.origin())), body.origin());
    return beside(head, layout.blocks.braces(block, shape));
  }

  /// The part up to the body.
  private @Nullable Text head(Expr.Closure c, Shape shape) {
    String move = c.move() ? "move " : "";
    Shape nested =
        layout.narrow(
            new Shape(
                shape.width() - move.length(),
                shape.indent(),
                shape.align() + move.length(),
                shape.offset() + move.length()),
            4);
    Shape after = nested == null || nested.width() < 0 ? null : layout.left(nested, 1);
    if (nested == null || after == null) {
      return null;
    }
    Shape room = after.alignedHere();
    Text result = Text.EMPTY;
    if (c.result().isPresent()) {
      Shape rest = layout.left(room, 3);
      Text type = rest == null ? null : layout.types.type(c.result().get(), rest);
      if (type == null) {
        return null;
      }
      result = new TextBuilder().add("-> ").add(type).done();
    }
    var texts = new ArrayList<Text>();
    int total = 2 * Math.max(0, c.parameters().size() - 1);
    boolean horizontal = true;
    for (Expr.ClosureParameter parameter : c.parameters()) {
      Text text = parameter(parameter, room);
      if (text == null) {
        return null;
      }
      texts.add(text);
      total += text.first;
      horizontal &= text.isOneLine();
    }
    horizontal &= total <= Math.max(0, nested.width() - result.bytes - 1);
    if (horizontal && layout.narrow(room, result.bytes + 1) == null) {
      return null;
    }
    var head = new TextBuilder().add(move).add("|");
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        head.add(",");
        if (horizontal) {
          head.add(" ");
        } else {
          head.line(room.column());
        }
      }
      head.add(texts.get(i));
    }
    head.add("|");
    if (!result.isEmpty()) {
      if (head.breaks() > 0) {
        head.line(nested.column() + 1);
      } else {
        head.add(" ");
      }
      head.add(result);
    }
    return head.done();
  }

  private @Nullable Text parameter(Expr.ClosureParameter parameter, Shape shape) {
    Text pattern = layout.patterns.parameter(parameter.pattern(), shape);
    if (pattern == null || parameter.type().isEmpty()) {
      return pattern;
    }
    Type type = parameter.type().get();
    Text text = layout.types.annotation(type, pattern.last + 2, shape);
    return text == null ? null : new TextBuilder().add(pattern).add(": ").add(text).done();
  }
}
