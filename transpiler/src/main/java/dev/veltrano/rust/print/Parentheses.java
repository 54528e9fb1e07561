package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Expr.BinaryOperator;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts the parentheses into a tree that its meaning needs when it is written as text.
///
/// What needs none comes back as the same object. Operands that would swallow what follows them
/// (closures, `return`) and block-like expressions before an operator always get parentheses, also
/// in the few places where Rust could do without, because people could not.
final class Parentheses {
  private static final int JUMP = 0;
  private static final int ASSIGNMENT = 1;
  private static final int RANGE = 2;
  private static final int OPERATOR = 3;
  private static final int ABOVE_AND = 5;
  private static final int CAST = 13;
  private static final int PREFIX = 14;
  private static final int POSTFIX = 15;

  private Parentheses() {}

  static List<Item> in(List<Item> items) {
    List<Item> changed = null;
    for (int i = 0; i < items.size(); i++) {
      Item before = items.get(i);
      Item after = in(before);
      if (after != before) {
        if (changed == null) {
          changed = new ArrayList<>(items);
        }
        changed.set(i, after);
      }
    }
    return changed == null ? items : changed;
  }

  private static Item in(Item item) {
    return switch (item) {
      case Item.Use _, Item.Struct _, Item.Enum _, Item.TypeAlias _ -> item;
      case Item.Module m -> {
        Optional<List<Item>> items = m.items().map(Parentheses::in);
        yield same(items, m.items()) ? m : new Item.Module(m.head(), m.name(), items, m.origin());
      }
      case Item.Function f -> {
        Optional<Block> body = f.body().map(Parentheses::in);
        yield same(body, f.body())
            ? f
            : new Item.Function(
                f.head(),
                f.qualifiers(),
                f.name(),
                f.generics(),
                f.receiver(),
                f.parameters(),
                f.result(),
                body,
                f.origin());
      }
      case Item.Impl i -> {
        List<Item> items = in(i.items());
        yield items == i.items()
            ? i
            : new Item.Impl(i.head(), i.generics(), i.trait(), i.type(), items, i.origin());
      }
      case Item.Trait t -> {
        List<Item> items = in(t.items());
        yield items == t.items()
            ? t
            : new Item.Trait(t.head(), t.name(), t.generics(), t.supertraits(), items, t.origin());
      }
      case Item.Const c -> {
        Optional<Expr> value = c.value().map(Parentheses::in);
        yield same(value, c.value())
            ? c
            : new Item.Const(c.head(), c.name(), c.type(), value, c.origin());
      }
      case Item.Static s -> {
        Expr value = in(s.value());
        yield value == s.value()
            ? s
            : new Item.Static(s.head(), s.name(), s.type(), value, s.origin());
      }
      case Item.MacroCall m -> {
        Expr call = in(m.call());
        yield call == m.call() ? m : new Item.MacroCall(m.head(), (Expr.Macro) call, m.origin());
      }
    };
  }

  static Block in(Block block) {
    List<Stmt> statements = block.statements();
    List<Stmt> changed = null;
    for (int i = 0; i < statements.size(); i++) {
      Stmt before = statements.get(i);
      Stmt after = in(before);
      if (changed == null && after != before) {
        changed = new ArrayList<>(statements);
      }
      if (changed != null) {
        changed.set(i, after);
      }
    }
    return changed == null ? block : new Block(changed, block.origin());
  }

  private static Stmt in(Stmt statement) {
    return switch (statement) {
      case Stmt.Local(Item item) -> {
        Item inner = in(item);
        yield inner == item ? statement : new Stmt.Local(inner);
      }
      case Stmt.Expression(Expr expression, boolean semicolon, var origin) -> {
        Expr inner = in(expression, false);
        yield inner == expression ? statement : new Stmt.Expression(inner, semicolon, origin);
      }
      case Stmt.Let let -> {
        Optional<Expr> value = let.value().map(e -> in(e, false));
        Optional<Block> otherwise = let.otherwise().map(Parentheses::in);
        if (otherwise.isPresent()
            && value.isPresent()
            && (endsWithBrace(value.get()) || level(value.get()) < ABOVE_AND)) {
          value = value.map(Parentheses::wrap);
        }
        yield same(value, let.value()) && same(otherwise, let.otherwise())
            ? let
            : new Stmt.Let(
                let.attributes(), let.pattern(), let.type(), value, otherwise, let.origin());
      }
    };
  }

  /// The expression where nothing stands around it.
  static Expr in(Expr e) {
    return in(e, false);
  }

  /// The expression with parentheses in it; in the head of an `if`, `match` or loop a struct
  /// literal would be taken for the block.
  private static Expr in(Expr e, boolean head) {
    return switch (e) {
      case Expr.Literal _, Expr.Name _, Expr.Qualified _, Expr.Continue _ -> e;
      case Expr.Paren p -> {
        Expr inner = in(p.inner(), false);
        yield inner == p.inner() ? e : new Expr.Paren(inner, p.origin());
      }
      case Expr.Unary u -> {
        Expr operand = operand(u.operand(), PREFIX, head);
        if (u.operator() == Expr.UnaryOperator.NEGATE
            && operand instanceof Expr.Unary inner
            && inner.operator() == Expr.UnaryOperator.NEGATE) {
          operand = wrap(operand);
        }
        yield operand == u.operand() ? e : new Expr.Unary(u.operator(), operand, u.origin());
      }
      case Expr.Borrow b -> {
        Expr operand = operand(b.operand(), PREFIX, head);
        yield operand == b.operand() ? e : new Expr.Borrow(b.mutable(), operand, b.origin());
      }
      case Expr.Binary b -> binary(b, head);
      case Expr.Assign a -> {
        Expr place = operand(a.place(), PREFIX, head);
        Expr value = in(a.value(), head);
        yield place == a.place() && value == a.value()
            ? e
            : new Expr.Assign(place, value, a.origin());
      }
      case Expr.CompoundAssign a -> {
        Expr place = operand(a.place(), PREFIX, head);
        Expr value = in(a.value(), head);
        yield place == a.place() && value == a.value()
            ? e
            : new Expr.CompoundAssign(a.operator(), place, value, a.origin());
      }
      case Expr.Cast c -> {
        Expr operand = left(c.operand(), CAST, head);
        yield operand == c.operand() ? e : new Expr.Cast(operand, c.type(), c.origin());
      }
      case Expr.Range r -> {
        Optional<Expr> low = r.low().map(x -> left(x, OPERATOR, head));
        Optional<Expr> high =
            r.high().map(x -> head ? left(x, OPERATOR, true) : operand(x, OPERATOR, false));
        yield same(low, r.low()) && same(high, r.high())
            ? e
            : new Expr.Range(low, high, r.inclusive(), r.origin());
      }
      case Expr.Call c -> {
        Expr function = left(c.function(), POSTFIX, head);
        if (function instanceof Expr.Field) {
          function = wrap(function);
        }
        List<Expr> arguments = all(c.arguments());
        yield function == c.function() && arguments == c.arguments()
            ? e
            : new Expr.Call(function, arguments, c.origin());
      }
      case Expr.MethodCall m -> {
        Expr receiver = left(m.receiver(), POSTFIX, head);
        List<Expr> arguments = all(m.arguments());
        yield receiver == m.receiver() && arguments == m.arguments()
            ? e
            : new Expr.MethodCall(
                receiver, m.method(), m.typeArguments(), arguments, m.site(), m.origin());
      }
      case Expr.Field f -> {
        Expr target = left(f.target(), POSTFIX, head);
        if (target instanceof Expr.Literal) {
          // `1.0` would be another literal.
          target = wrap(target);
        }
        yield target == f.target() ? e : new Expr.Field(target, f.name(), f.origin());
      }
      case Expr.Index i -> {
        Expr target = left(i.target(), POSTFIX, head);
        Expr index = in(i.index(), false);
        yield target == i.target() && index == i.index()
            ? e
            : new Expr.Index(target, index, i.origin());
      }
      case Expr.Try t -> {
        Expr operand = left(t.operand(), POSTFIX, head);
        yield operand == t.operand() ? e : new Expr.Try(operand, t.origin());
      }
      case Expr.Tuple t -> {
        List<Expr> elements = all(t.elements());
        yield elements == t.elements() ? e : new Expr.Tuple(elements, t.origin());
      }
      case Expr.Array a -> {
        List<Expr> elements = all(a.elements());
        yield elements == a.elements() ? e : new Expr.Array(elements, a.origin());
      }
      case Expr.Repeat r -> {
        Expr element = in(r.element(), false);
        Expr length = in(r.length(), false);
        yield element == r.element() && length == r.length()
            ? e
            : new Expr.Repeat(element, length, r.origin());
      }
      case Expr.Struct s -> struct(s, head);
      case Expr.BlockExpr b -> {
        Block block = in(b.block());
        yield block == b.block() ? e : new Expr.BlockExpr(b.label(), block);
      }
      case Expr.If i -> {
        Expr condition = in(i.condition(), true);
        Block then = in(i.then());
        Optional<Expr> otherwise = i.otherwise().map(x -> in(x, false));
        yield condition == i.condition() && then == i.then() && same(otherwise, i.otherwise())
            ? e
            : new Expr.If(condition, then, otherwise, i.origin());
      }
      case Expr.LetCondition l -> {
        Expr value = operand(l.value(), ABOVE_AND, true);
        yield value == l.value() ? e : new Expr.LetCondition(l.pattern(), value, l.origin());
      }
      case Expr.Match m -> match(m);
      case Expr.Loop l -> {
        Block body = in(l.body());
        yield body == l.body() ? e : new Expr.Loop(l.label(), body, l.origin());
      }
      case Expr.While w -> {
        Expr condition = in(w.condition(), true);
        Block body = in(w.body());
        yield condition == w.condition() && body == w.body()
            ? e
            : new Expr.While(w.label(), condition, body, w.origin());
      }
      case Expr.For f -> {
        Expr iterated = in(f.iterated(), true);
        Block body = in(f.body());
        yield iterated == f.iterated() && body == f.body()
            ? e
            : new Expr.For(f.label(), f.pattern(), iterated, body, f.origin());
      }
      case Expr.Break b -> {
        Optional<Expr> value = b.value().map(x -> hasLabel(x) ? wrap(in(x, false)) : in(x, head));
        yield same(value, b.value()) ? e : new Expr.Break(b.label(), value, b.origin());
      }
      case Expr.Return r -> {
        Optional<Expr> value = r.value().map(x -> in(x, head));
        yield same(value, r.value()) ? e : new Expr.Return(value, r.origin());
      }
      case Expr.Closure c -> {
        Expr body = in(c.body(), false);
        Expr closure =
            body == c.body()
                ? e
                : new Expr.Closure(c.move(), c.parameters(), c.result(), body, c.origin());
        yield head ? wrap(closure) : closure;
      }
      case Expr.Macro m -> {
        List<Expr> arguments = all(m.arguments());
        yield arguments == m.arguments()
            ? e
            : new Expr.Macro(m.path(), m.delimiter(), arguments, m.origin());
      }
      case Expr.Matches m -> {
        Expr subject = in(m.subject(), false);
        Optional<Expr> guard = m.guard().map(x -> in(x, false));
        yield subject == m.subject() && same(guard, m.guard())
            ? e
            : new Expr.Matches(subject, m.pattern(), guard, m.origin());
      }
    };
  }

  /// Operators of one chain lean to the left, thousands deep in generated code, so this goes down
  /// without calling itself.
  private static Expr binary(Expr.Binary top, boolean head) {
    var spine = new ArrayList<Expr.Binary>();
    Expr.Binary node = top;
    spine.add(node);
    while (node.left() instanceof Expr.Binary inner && level(inner) >= leftLevel(node.operator())) {
      spine.add(inner);
      node = inner;
    }
    Expr left = leftOf(node, head);
    for (int i = spine.size() - 1; i >= 0; i--) {
      Expr.Binary part = spine.get(i);
      if (isLess(part.operator()) && endsWithCast(left)) {
        left = wrap(left);
      }
      Expr right = rightOf(part, head);
      left =
          left == part.left() && right == part.right()
              ? part
              : new Expr.Binary(part.operator(), left, right, part.origin());
    }
    return left;
  }

  private static int leftLevel(BinaryOperator operator) {
    return operator.isComparison() ? operator.level() + 1 : operator.level();
  }

  private static Expr leftOf(Expr.Binary b, boolean head) {
    return b.left() instanceof Expr.LetCondition && b.operator() == BinaryOperator.AND
        ? in(b.left(), head)
        : left(b.left(), leftLevel(b.operator()), head);
  }

  private static Expr rightOf(Expr.Binary b, boolean head) {
    return b.right() instanceof Expr.LetCondition && b.operator() == BinaryOperator.AND
        ? in(b.right(), head)
        : operand(b.right(), b.operator().level() + 1, head);
  }

  private static boolean isLess(BinaryOperator operator) {
    return operator == BinaryOperator.LESS || operator == BinaryOperator.SHIFT_LEFT;
  }

  private static boolean endsWithCast(Expr e) {
    return switch (e) {
      case Expr.Cast _ -> true;
      case Expr.Binary b -> endsWithCast(b.right());
      case Expr.Unary u -> endsWithCast(u.operand());
      case Expr.Borrow b -> endsWithCast(b.operand());
      default -> false;
    };
  }

  private static Expr struct(Expr.Struct s, boolean head) {
    List<Expr.FieldValue> fields = null;
    for (int i = 0; i < s.fields().size(); i++) {
      Expr.FieldValue field = s.fields().get(i);
      Expr value = in(field.value(), false);
      if (value != field.value()) {
        if (fields == null) {
          fields = new ArrayList<>(s.fields());
        }
        fields.set(i, new Expr.FieldValue(field.name(), value, field.origin()));
      }
    }
    Optional<Expr> base = s.base().map(x -> operand(x, OPERATOR, false));
    Expr result =
        fields == null && same(base, s.base())
            ? s
            : new Expr.Struct(s.path(), fields == null ? s.fields() : fields, base, s.origin());
    return head ? wrap(result) : result;
  }

  private static Expr match(Expr.Match m) {
    Expr subject = in(m.subject(), true);
    List<Expr.Arm> arms = null;
    for (int i = 0; i < m.arms().size(); i++) {
      Expr.Arm arm = m.arms().get(i);
      Optional<Expr> guard = arm.guard().map(x -> in(x, false));
      Expr body = in(arm.body(), false);
      if (body != arm.body() || !same(guard, arm.guard())) {
        if (arms == null) {
          arms = new ArrayList<>(m.arms());
        }
        arms.set(i, new Expr.Arm(arm.pattern(), guard, body, arm.origin()));
      }
    }
    return subject == m.subject() && arms == null
        ? m
        : new Expr.Match(subject, arms == null ? m.arms() : arms, m.origin());
  }

  private static List<Expr> all(List<Expr> list) {
    List<Expr> changed = null;
    for (int i = 0; i < list.size(); i++) {
      Expr before = list.get(i);
      Expr after = in(before, false);
      if (after != before) {
        if (changed == null) {
          changed = new ArrayList<>(list);
        }
        changed.set(i, after);
      }
    }
    return changed == null ? list : changed;
  }

  private static Expr operand(Expr e, int least, boolean head) {
    if (level(e) < least) {
      return wrap(in(e, false));
    }
    return in(e, head);
  }

  /// An operand with something after it.
  private static Expr left(Expr e, int least, boolean head) {
    if (level(e) < least || isBlockLike(e)) {
      return wrap(in(e, false));
    }
    return in(e, head);
  }

  private static Expr wrap(Expr e) {
    return new Expr.Paren(e, e.origin());
  }

  static boolean isBlockLike(Expr e) {
    return switch (e) {
      case Expr.If _, Expr.Match _, Expr.BlockExpr _, Expr.Loop _, Expr.While _, Expr.For _ -> true;
      default -> false;
    };
  }

  private static int level(Expr e) {
    return switch (e) {
      case Expr.Return _, Expr.Break _, Expr.Closure _ -> JUMP;
      case Expr.Assign _, Expr.CompoundAssign _ -> ASSIGNMENT;
      case Expr.Range _, Expr.LetCondition _ -> RANGE;
      case Expr.Binary b -> b.operator().level();
      case Expr.Cast _ -> CAST;
      case Expr.Unary _, Expr.Borrow _ -> PREFIX;
      default -> POSTFIX;
    };
  }

  private static boolean hasLabel(Expr e) {
    return switch (e) {
      case Expr.BlockExpr b -> b.label().isPresent();
      case Expr.Loop l -> l.label().isPresent();
      case Expr.While w -> w.label().isPresent();
      case Expr.For f -> f.label().isPresent();
      default -> false;
    };
  }

  private static boolean endsWithBrace(Expr e) {
    return switch (e) {
      case Expr.Struct _ -> true;
      case Expr.Binary b -> endsWithBrace(b.right());
      case Expr.Unary u -> endsWithBrace(u.operand());
      case Expr.Borrow b -> endsWithBrace(b.operand());
      case Expr.Assign a -> endsWithBrace(a.value());
      case Expr.CompoundAssign a -> endsWithBrace(a.value());
      case Expr.Range r -> r.high().map(Parentheses::endsWithBrace).orElse(false);
      case Expr.Closure c -> endsWithBrace(c.body());
      case Expr.Return r -> r.value().map(Parentheses::endsWithBrace).orElse(false);
      case Expr.Break b -> b.value().map(Parentheses::endsWithBrace).orElse(false);
      default -> isBlockLike(e);
    };
  }

  private static <T> boolean same(Optional<T> a, Optional<T> b) {
    return a.isPresent() == b.isPresent() && (a.isEmpty() || a.get() == b.get());
  }
}
