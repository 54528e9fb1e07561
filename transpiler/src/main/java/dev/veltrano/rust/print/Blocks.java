package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Attr;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Stmt;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lays out blocks: statements on lines of their own, with the comments and the empty lines of the
/// file between them.
final class Blocks {
  private static final int LET_ELSE = 50;

  private final Layout layout;
  private final Items items;

  /// Layouts of blocks by the column they stand at. An outer expression may ask for one many times.
  private Map<Block, Known> known = new IdentityHashMap<>();

  private record Known(int column, Text text, @Nullable Known other) {}

  private boolean elseFollows;

  Blocks(Layout layout) {
    this.layout = layout;
    this.items = new Items(layout);
  }

  void forget() {
    if (!known.isEmpty()) {
      known = new IdentityHashMap<>();
    }
  }

  Items items() {
    return items;
  }

  /// The only expression of a block without comments.
  @Nullable Expr simple(Block block) {
    return layout.comments.isInside(block) ? null : Traits.onlyExpression(block);
  }

  /// An expression that is the value of a block.
  @Nullable Text value(Expr e, Shape shape) {
    return Traits.isJump(e) ? layout.statement(e, shape) : layout.expr(e, shape);
  }

  private static String label(Expr.BlockExpr b) {
    return b.label().map(l -> "'" + l + ": ").orElse("");
  }

  private boolean isEmpty(Block block) {
    return block.statements().isEmpty() && !layout.comments.isInside(block);
  }

  /// A block that is part of an expression: on one line if it is small.
  @Nullable Text expression(Expr.BlockExpr b, Shape shape) {
    return expression(label(b), b.block(), shape, true);
  }

  private Text expression(String label, Block block, Shape shape, boolean mayBeOneLine) {
    if (isEmpty(block) && shape.width() >= 2) {
      return Text.of(label + "{}");
    }
    Text text = withBraces(label, block, shape);
    if (mayBeOneLine && text.lineCount() <= 3 && simple(block) instanceof Expr only) {
      Text value = value(only, shape);
      if (value != null && value.isOneLine()) {
        Text line =
            new TextBuilder()
                .add(label)
                .add("{ ")
                .add(value.from(block.statements().getFirst().origin(), false))
                .add(" }")
                .done();
        if (line.bytes <= shape.width()) {
          return line;
        }
      }
    }
    return text;
  }

  /// A block that is a statement.
  Text tall(Expr.BlockExpr b, Shape shape) {
    return withBraces(label(b), b.block(), shape);
  }

  /// A block on several lines, or `{}`.
  Text withBraces(String label, Block block, Shape shape) {
    if (isEmpty(block) && shape.width() >= 2) {
      return Text.of(label + "{}");
    }
    Text text = braces(block, shape);
    return label.isEmpty() ? text : new TextBuilder().add(label).add(text).done();
  }

  /// The block of an `if` that has an `else`.
  Text beforeElse(Block block, Shape shape) {
    elseFollows = true;
    Text text = withBraces("", block, shape);
    elseFollows = false;
    return text;
  }

  Text braces(Block block, Shape shape) {
    boolean beforeElse = elseFollows;
    elseFollows = false;
    int column = shape.column();
    Known before = known.get(block);
    for (Known k = before; k != null; k = k.other()) {
      if (k.column() == column) {
        return k.text();
      }
    }
    boolean macro = layout.inMacro;
    boolean chains = layout.oneLineChains;
    layout.inMacro = false;
    layout.oneLineChains = false;
    Text text = lines(block, column, beforeElse);
    layout.inMacro = macro;
    layout.oneLineChains = chains;
    if (!layout.isLenient()) {
      known.put(block, new Known(column, text, before));
    }
    return text;
  }

  private Text lines(Block block, int column, boolean beforeElse) {
    int inner = column + Shape.STEP;
    var result = new TextBuilder().add("{");
    List<Stmt> statements = block.statements();
    // Most blocks have no comments, and then no statement need be looked up.
    boolean hasComments = layout.comments.isInside(block);
    int previousEnd = -1;
    for (int i = 0; i < statements.size(); i++) {
      Stmt statement = statements.get(i);
      Origin origin = statement.origin();
      int start = statement instanceof Stmt.Local(var item) ? Comments.start(item) : origin.start();
      boolean sharesOrigin = origin.isPlaced() && start < previousEnd;
      List<Comment> before = hasComments ? layout.comments.before(statement) : List.of();
      begin(result, before, sharesOrigin ? Origin.GLUE : origin, start, inner, i == 0);
      boolean isLast = i == statements.size() - 1;
      result.add(statement(statement, inner, isLast));
      Comment beside = hasComments ? layout.comments.beside(statement) : null;
      if (beside != null && isLast && beforeElse && !layout.comments.atEnd(block).isEmpty()) {
        // rustfmt loses the indentation of comments that follow one beside the last statement.
        CommentText.addLines(result, beside, inner);
      } else if (beside != null) {
        result.add(" ").add(CommentText.oneLine(beside));
      }
      if (origin.isPlaced()) {
        previousEnd = origin.end();
      }
    }
    if (hasComments) {
      end(result, block, inner);
    }
    return result.line(column).add("}").done();
  }

  /// Begins a line for a node, after its comments and an empty line if the file has one.
  private void begin(
      TextBuilder result,
      List<Comment> comments,
      Origin origin,
      int start,
      int column,
      boolean isFirst) {
    boolean first = isFirst;
    for (Comment comment : comments) {
      if (comment.blankBefore() && !first) {
        result.line(0);
      }
      CommentText.addLines(result, comment, column);
      first = false;
    }
    if (!first && origin.isPlaced() && layout.comments.isBlankBefore(start)) {
      result.line(0);
    }
    result.line(column);
  }

  /// Begins a line for an element of a list. There an empty line stands only above the comments.
  void beginElement(
      TextBuilder result, Object node, Origin origin, int start, int column, boolean isFirst) {
    List<Comment> comments = layout.comments.before(node);
    boolean blank =
        comments.isEmpty()
            ? origin.isPlaced() && layout.comments.isBlankBefore(start)
            : comments.getFirst().blankBefore();
    if (blank && !isFirst) {
      result.line(0);
    }
    for (Comment comment : comments) {
      CommentText.addLines(result, comment, column);
    }
    result.line(column);
  }

  /// Adds the comments before the end of a list.
  void endElements(TextBuilder result, Object place, int column) {
    for (Comment comment : layout.comments.atEnd(place)) {
      CommentText.addLines(result, comment, column);
    }
  }

  /// Adds the comments before the end of a `match` beside the brace that its last arm ends with,
  /// which is where rustfmt would move them.
  void besideLast(TextBuilder result, Object place, int column) {
    boolean first = true;
    for (Comment comment : layout.comments.atEnd(place)) {
      for (String line : CommentText.lines(comment)) {
        if (first) {
          result.add(" ");
        } else {
          result.line(column + 2);
        }
        result.add(Text.comment(line));
        first = false;
      }
    }
  }

  /// Adds the comment beside a node, if there is one.
  void beside(TextBuilder result, Object node) {
    Comment beside = layout.comments.beside(node);
    if (beside != null) {
      result.add(" ").add(CommentText.oneLine(beside));
    }
  }

  /// Adds the comments before the end of a place.
  void end(TextBuilder result, Object place, int column) {
    boolean first = result.breaks() == 0;
    for (Comment comment : layout.comments.atEnd(place)) {
      if (comment.blankBefore() && !first) {
        result.line(0);
      }
      CommentText.addLines(result, comment, column);
      first = false;
    }
  }

  // -- statements

  private Text statement(Stmt statement, int column, boolean isLast) {
    return switch (statement) {
      case Stmt.Local(var item) -> items.layout(item, column);
      case Stmt.Expression e -> expressionStatement(e, column, isLast);
      case Stmt.Let let -> {
        Text flat = layout.line.layout(let, Shape.at(column));
        yield flat != null
            ? flat
            : layout
                .surely(() -> let(let, Shape.at(column)), () -> Text.of(";"))
                .from(let.origin(), false);
      }
    };
  }

  private Text expressionStatement(Stmt.Expression statement, int column, boolean isLast) {
    Expr e = statement.expression();
    Shape shape = Shape.at(column);
    if (Traits.hasNoSemicolon(statement, isLast)) {
      Text text;
      if (Traits.isJump(e)) {
        text = layout.surely(() -> layout.statement(e, shape), () -> Text.of("return"));
        text = new TextBuilder().add(text).add(";").done();
      } else if (isLast) {
        text = layout.surely(() -> layout.expr(e, shape), () -> Text.of("()"));
      } else {
        text = layout.surely(() -> layout.statement(e, shape), () -> Text.of("()"));
      }
      return text.from(statement.origin(), false);
    }
    Shape room = shape.narrowOrNothing(Traits.isJump(e) ? 1 : 0);
    Text flat = layout.line.layoutStatement(e, room);
    if (flat != null) {
      return flat.from(statement.origin(), false);
    }
    Text text =
        layout.surely(() -> layout.statement(e, shape.narrowOrNothing(1)), () -> Text.of("()"));
    return new TextBuilder().add(text).add(";").done().from(statement.origin(), false);
  }

  private @Nullable Text let(Stmt.Let let, Shape shape) {
    var attributes = new TextBuilder();
    for (Attr attribute : let.attributes()) {
      attributes.add(items.attribute(attribute, "#[", shape.column())).line(shape.column());
    }
    Shape room = layout.left(shape, 4);
    room = room == null ? null : layout.narrow(room, 1);
    Text pattern = room == null ? null : layout.patterns.parameter(let.pattern(), room);
    if (pattern == null) {
      return null;
    }
    var left = new TextBuilder().add("let ").add(pattern);
    if (let.type().isPresent()) {
      Shape after = layout.left(pattern.breaks > 0 ? shape.full() : shape, left.last() + 2);
      after = after == null ? null : layout.narrow(after, 2);
      Text type = after == null ? null : layout.types.type(let.type().get(), after);
      if (type == null) {
        return null;
      }
      left.add(": ").add(type);
    }
    if (let.value().isEmpty()) {
      return attributes.add(left.done()).add(";").done();
    }
    Expr value = let.value().get();
    left.add(" =");
    Shape nested = layout.narrow(shape, 1);
    Text text =
        nested == null
            ? null
            : Assignment.layout(
                layout, left.done(), s -> layout.expr(value, s), nested, Assignment.Tactic.DEFAULT);
    if (nested == null || text == null) {
      return null;
    }
    if (let.otherwise().isPresent()) {
      text = withElse(text, let.otherwise().get(), pattern.breaks > 0, nested, shape);
    }
    return attributes.add(text).add(";").done();
  }

  private Text withElse(Text text, Block block, boolean isTall, Shape nested, Shape shape) {
    boolean below = isTall || !hasRoomForElse(text, nested);
    var result = new TextBuilder().add(text);
    if (below) {
      result.line(shape.column());
    } else {
      result.add(" ");
    }
    result.add("else ");
    int available = Math.max(0, Math.min(shape.width(), LET_ELSE) - result.bytes());
    boolean mayBeOneLine =
        !below && available > 0 && result.breaks() == 0 && block.statements().size() <= 1;
    Text otherwise = expression("", block, shape, mayBeOneLine);
    if (mayBeOneLine && otherwise.isOneLine() && otherwise.bytes + 1 > available) {
      otherwise = expression("", block, shape, false);
    }
    return result.add(otherwise).done();
  }

  private static boolean hasRoomForElse(Text text, Shape shape) {
    if (text.isOneLine()) {
      return shape.width() - text.bytes >= 7;
    }
    return switch (text.lastCharacter()) {
      case ')', ']', '}' -> text.lastBlanks == shape.column();
      default -> false;
    };
  }
}
