package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Docs;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which comments stand before, beside and at the end of which nodes.
///
/// Every comment has exactly one place, and read from top to bottom the places keep the order of
/// the file. Rust code has room for comments between the statements of a block, the items of a
/// list, the arms of a `match`, the fields of a type; one that stands anywhere else goes before the
/// statement it is in, or, if that has a block which ends before the comment, to the end of that
/// block.
final class Comments {
  private final byte[] source;
  private final List<Comment> comments;
  private final Map<Object, List<Comment>> before = new IdentityHashMap<>();
  private final Map<Object, Comment> beside = new IdentityHashMap<>();
  private final Map<Object, List<Comment>> atEnd = new IdentityHashMap<>();
  private final Set<Object> commented = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Object> open = new ArrayList<>();
  private int next;

  /// The last place with an end that was passed inside the current child.
  private @Nullable Object closed;

  /// The innermost statement, item, arm or field around the current node.
  private @Nullable Object child;

  Comments(byte[] source, List<Comment> comments, List<Item> items, Object file) {
    this.source = source;
    this.comments = comments;
    if (!comments.isEmpty()) {
      items(file, items, Integer.MAX_VALUE);
      raise(items);
    }
  }

  /// What stands above the first declaration and apart from it speaks of the file: it goes above
  /// whatever was put before that declaration.
  private void raise(List<Item> items) {
    if (items.isEmpty() || items.getFirst().origin().isPlaced()) {
      return;
    }
    for (Item item : items) {
      if (!item.origin().isPlaced()) {
        if (before.containsKey(item)) {
          return;
        }
        continue;
      }
      List<Comment> own = before(item);
      int count = own.size();
      boolean isApart = isBlankBefore(start(item));
      while (count > 0 && !isApart) {
        isApart = own.get(--count).blankBefore();
      }
      if (count > 0) {
        before.put(items.getFirst(), new ArrayList<>(own.subList(0, count)));
        before.put(item, new ArrayList<>(own.subList(count, own.size())));
      }
      return;
    }
  }

  /// Lets the comments before one node stand before another.
  void move(Object from, Object to) {
    List<Comment> moved = before.remove(from);
    if (moved != null) {
      before.put(to, moved);
    }
  }

  List<Comment> before(Object node) {
    return before.getOrDefault(node, List.of());
  }

  @Nullable Comment beside(Object node) {
    return beside.get(node);
  }

  List<Comment> atEnd(Object place) {
    return atEnd.getOrDefault(place, List.of());
  }

  /// Whether a comment stands anywhere inside a block or `match`.
  boolean isInside(Object place) {
    return commented.contains(place);
  }

  /// Whether the file has an empty line above this offset.
  boolean isBlankBefore(int offset) {
    int breaks = 0;
    for (int i = Math.min(offset, source.length) - 1; i >= 0; i--) {
      switch (source[i]) {
        case '\n' -> {
          if (++breaks == 2) {
            return true;
          }
        }
        case ' ', '\t', '\r' -> {}
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  /// Where an item begins, with its documentation.
  static int start(Item item) {
    Docs docs = item.head().docs();
    return docs.origin().isPlaced() && docs.origin().start() < item.origin().start()
        ? docs.origin().start()
        : item.origin().start();
  }

  private boolean isNextBefore(int offset) {
    return next < comments.size() && comments.get(next).span().start() < offset;
  }

  private void note(Map<Object, List<Comment>> where, Object node) {
    where.computeIfAbsent(node, _ -> new ArrayList<>(2)).add(comments.get(next++));
    commented.addAll(open);
    if (where == atEnd) {
      commented.add(node);
    }
  }

  private void passChild(
      Object child,
      Origin origin,
      int start,
      @Nullable Object previous,
      boolean hasRoomBeside,
      Runnable inside) {
    if (origin.isPlaced()) {
      passBeside(start, hasRoomBeside ? previous : null);
      while (isNextBefore(start)) {
        note(before, child);
      }
    }
    Object outerClosed = closed;
    Object outerChild = this.child;
    closed = null;
    this.child = child;
    if (next < comments.size() && (!origin.isPlaced() || isNextBefore(origin.end()))) {
      inside.run();
    }
    if (origin.isPlaced()) {
      passInside(origin.end());
    }
    closed = outerClosed;
    this.child = outerChild;
  }

  /// Takes the comments up to an offset that stand somewhere inside the current child.
  private void passInside(int end) {
    while (isNextBefore(end)) {
      if (closed != null) {
        note(atEnd, closed);
      } else if (child != null) {
        note(before, child);
      } else {
        return;
      }
    }
  }

  /// Takes the first comment after a node if it stands on the node's line.
  private void passBeside(int end, @Nullable Object previous) {
    if (previous != null
        && isNextBefore(end)
        && !comments.get(next).alone()
        && !beside.containsKey(previous)) {
      beside.put(previous, comments.get(next++));
      commented.addAll(open);
    }
  }

  private void closePlace(Object place, int end, @Nullable Object previous, boolean hasRoomBeside) {
    passBeside(end, hasRoomBeside ? previous : null);
    while (isNextBefore(end)) {
      note(atEnd, place);
    }
  }

  private void items(Object place, List<Item> items, int end) {
    open.add(place);
    Object previous = null;
    for (Item item : items) {
      int from = start(item);
      boolean bare =
          item instanceof Item.Use || item instanceof Item.Module m && m.items().isEmpty();
      int taken = next;
      passChild(item, item.origin(), from, previous, true, () -> item(item));
      if (item.origin().isPlaced()) {
        previous = bare ? null : item;
      } else if (next > taken) {
        previous = null;
      }
    }
    closePlace(place, end, previous, true);
    open.removeLast();
    closed = place;
  }

  private void item(Item item) {
    int end = item.origin().isPlaced() ? item.origin().end() : 0;
    switch (item) {
      case Item.Use _, Item.TypeAlias _, Item.Const _, Item.Static _, Item.MacroCall _ -> {}
      case Item.Module m -> m.items().ifPresent(inner -> items(m, inner, end));
      case Item.Impl i -> items(i, i.items(), end);
      case Item.Trait t -> items(t, t.items(), end);
      case Item.Function f -> f.body().ifPresent(this::block);
      case Item.Struct s -> body(s, s.body(), end);
      case Item.Enum e -> {
        if (e.variants().isEmpty()) {
          return;
        }
        open.add(e);
        for (Item.Variant variant : e.variants()) {
          int from =
              variant.docs().origin().isPlaced()
                  ? Math.min(variant.docs().origin().start(), variant.origin().start())
                  : variant.origin().start();
          passChild(
              variant, variant.origin(), from, null, false, () -> body(variant, variant.body(), 0));
        }
        closePlace(e, end, null, false);
        open.removeLast();
        closed = e;
      }
    }
  }

  private void body(Object place, Item.Body body, int end) {
    if (body instanceof Item.Body.Named(List<Item.Field> fields) && !fields.isEmpty()) {
      open.add(place);
      for (Item.Field field : fields) {
        Head head = field.head();
        int from =
            head.docs().origin().isPlaced()
                ? Math.min(head.docs().origin().start(), field.origin().start())
                : field.origin().start();
        passChild(field, field.origin(), from, null, false, () -> {});
      }
      closePlace(place, end, null, false);
      open.removeLast();
      closed = place;
    }
  }

  private void block(Block block) {
    if (block.origin().isPlaced()) {
      passInside(block.origin().start());
    }
    open.add(block);
    Object previous = null;
    for (Stmt statement : block.statements()) {
      Origin origin = statement.origin();
      int from = statement instanceof Stmt.Local(Item item) ? start(item) : origin.start();
      int taken = next;
      passChild(statement, origin, from, previous, true, () -> statement(statement));
      if (origin.isPlaced()) {
        previous = statement;
      } else if (next > taken) {
        previous = null;
      }
    }
    if (block.origin().isPlaced()) {
      closePlace(block, block.origin().end(), previous, true);
    }
    open.removeLast();
    closed = block;
  }

  private void statement(Stmt statement) {
    switch (statement) {
      case Stmt.Local(Item item) -> item(item);
      case Stmt.Expression e -> expr(e.expression());
      case Stmt.Let let -> {
        let.value().ifPresent(this::expr);
        let.otherwise().ifPresent(this::block);
      }
    }
  }

  private void expr(Expr top) {
    if (next >= comments.size()) {
      return;
    }
    switch (top) {
      case Expr.Literal _, Expr.Name _, Expr.Qualified _, Expr.Continue _ -> {}
      case Expr.Paren e -> expr(e.inner());
      case Expr.Unary e -> expr(e.operand());
      case Expr.Borrow e -> expr(e.operand());
      case Expr.Binary e -> binary(e);
      case Expr.Assign e -> {
        expr(e.place());
        expr(e.value());
      }
      case Expr.CompoundAssign e -> {
        expr(e.place());
        expr(e.value());
      }
      case Expr.Cast e -> expr(e.operand());
      case Expr.Range e -> {
        e.low().ifPresent(this::expr);
        e.high().ifPresent(this::expr);
      }
      case Expr.Call e -> {
        expr(e.function());
        e.arguments().forEach(this::expr);
      }
      case Expr.MethodCall e -> {
        expr(e.receiver());
        e.arguments().forEach(this::expr);
      }
      case Expr.Field e -> expr(e.target());
      case Expr.Index e -> {
        expr(e.target());
        expr(e.index());
      }
      case Expr.Try e -> expr(e.operand());
      case Expr.Tuple e -> e.elements().forEach(this::expr);
      case Expr.Array e -> e.elements().forEach(this::expr);
      case Expr.Repeat e -> {
        expr(e.element());
        expr(e.length());
      }
      case Expr.Struct e -> {
        e.fields().forEach(field -> expr(field.value()));
        e.base().ifPresent(this::expr);
      }
      case Expr.BlockExpr e -> block(e.block());
      case Expr.If e -> {
        expr(e.condition());
        block(e.then());
        e.otherwise().ifPresent(this::expr);
      }
      case Expr.LetCondition e -> expr(e.value());
      case Expr.Match e -> match(e);
      case Expr.Loop e -> block(e.body());
      case Expr.While e -> {
        expr(e.condition());
        block(e.body());
      }
      case Expr.For e -> {
        expr(e.iterated());
        block(e.body());
      }
      case Expr.Break e -> e.value().ifPresent(this::expr);
      case Expr.Return e -> e.value().ifPresent(this::expr);
      case Expr.Closure e -> expr(e.body());
      case Expr.Macro e -> e.arguments().forEach(this::expr);
      case Expr.Matches e -> {
        expr(e.subject());
        e.guard().ifPresent(this::expr);
      }
    }
  }

  private void binary(Expr.Binary top) {
    var rights = new ArrayList<Expr>();
    Expr e = top;
    while (e instanceof Expr.Binary b) {
      rights.add(b.right());
      e = b.left();
    }
    expr(e);
    for (int i = rights.size() - 1; i >= 0; i--) {
      expr(rights.get(i));
    }
  }

  private void match(Expr.Match match) {
    expr(match.subject());
    if (match.arms().isEmpty()) {
      return;
    }
    if (match.origin().isPlaced()) {
      passInside(match.origin().start());
    }
    open.add(match);
    for (Expr.Arm arm : match.arms()) {
      passChild(
          arm,
          arm.origin(),
          arm.origin().start(),
          null,
          false,
          () -> {
            arm.guard().ifPresent(this::expr);
            expr(arm.body());
          });
    }
    // Comments behind the last arm go to the end of its block, where they keep a line of their own.
    Object last = match.arms().getLast().body() instanceof Expr.BlockExpr b ? b.block() : match;
    if (match.origin().isPlaced()) {
      if (last != match) {
        open.add(last);
      }
      closePlace(last, match.origin().end(), null, false);
      if (last != match) {
        open.removeLast();
      }
    }
    open.removeLast();
    closed = last;
  }

  /// Comments that no node took: those of a file without any code behind them.
  List<Comment> rest() {
    return comments.subList(next, comments.size());
  }
}
