package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.AssignOperator;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lowers assignments.
///
/// A variable of the function and the fields of values in it are places in Rust. What others can
/// see meanwhile is only read and written as a whole: a `var` field of an object and a captured
/// variable are `Cell`s, an element of a buffer has `at` and `set`. To change a part of such a
/// value it is read, changed and written; what is assigned is computed before that.
final class Stores {
  private final Body body;

  Stores(Body body) {
    this.body = body;
  }

  /// A place that is read and written as a whole, and the fields that lead from its value to the
  /// part that is meant.
  private record Shared(TypedExpression whole, List<String> path) {}

  private @Nullable Shared shared(TypedExpression place) {
    List<String> path = new ArrayList<>();
    TypedExpression at = Nature.bare(place);
    while (true) {
      switch (at) {
        case TypedExpression.Element _ -> {
          return new Shared(at, path.reversed());
        }
        case TypedExpression.LocalUse(Local local, _) -> {
          return body.isCell(local) ? new Shared(at, path.reversed()) : null;
        }
        case TypedExpression.FieldGet f -> {
          if (Nature.isCell(f)) {
            return new Shared(at, path.reversed());
          }
          path.add(RustName.value(f.field().name()));
          at = Nature.bare(f.receiver());
        }
        case TypedExpression.TupleGet t -> {
          path.add(Integer.toString(t.index()));
          at = Nature.bare(t.receiver());
        }
        default -> {
          return null;
        }
      }
    }
  }

  /// Whether the place, or the value that it is a part of, is read and written as a whole.
  boolean isShared(TypedExpression place) {
    return shared(place) != null;
  }

  Stmt assign(TypedStatement.Assign s) {
    Origin origin = body.user(s.span());
    Shared shared = shared(s.place());
    if (shared != null) {
      return Make.statement(store(s, shared), origin);
    }
    Expr place = body.expressions.place(s.place());
    Expr value = body.lower(s.value(), isShift(s.operator()) ? Ask.ANY_INTEGER : Ask.PINNED);
    BinaryOperator operator = s.operator().operator();
    return Make.statement(
        operator == null
            ? new Expr.Assign(place, value, origin)
            : new Expr.CompoundAssign(Expressions.operator(operator), place, value, origin),
        origin);
  }

  private static boolean isShift(AssignOperator operator) {
    return switch (operator) {
      case SHIFT_LEFT, SHIFT_RIGHT -> true;
      case SET, ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, BIT_AND, BIT_OR, BIT_XOR -> false;
    };
  }

  private Expr store(TypedStatement.Assign s, Shared shared) {
    Origin origin = body.user(s.span());
    BinaryOperator operator = s.operator().operator();
    boolean whole = shared.path().isEmpty();
    if (whole && operator == null) {
      return first(shared.whole(), s.value(), origin);
    }
    List<Stmt> before = new ArrayList<>();
    Ask ask = isShift(s.operator()) ? Ask.ANY_INTEGER : whole ? Ask.JOINED : Ask.PINNED;
    Expr value = value(s, ask, before);
    Access access = access(shared.whole(), before, origin);
    if (whole && operator != null) {
      Expr changed = new Expr.Binary(Expressions.operator(operator), access.read(), value, origin);
      return wrapped(before, access.write().apply(changed), origin);
    }
    changePart(
        shared,
        access,
        part ->
            operator == null
                ? new Expr.Assign(part, value, origin)
                : new Expr.CompoundAssign(Expressions.operator(operator), part, value, origin),
        before,
        origin);
    return Make.block(before, origin);
  }

  /// The value, computed beforehand where that could be told apart.
  private Expr value(TypedStatement.Assign s, Ask ask, List<Stmt> before) {
    if (!Nature.acts(s.value())) {
      return body.lower(s.value(), ask);
    }
    boolean typed = body.nature.hasOwnType(s.value());
    Expr value = body.lower(s.value(), typed ? Ask.KNOWN : Ask.PINNED);
    String name = body.fresh("value", "__value");
    Origin derived = body.derived(s.value().span());
    before.add(
        typed
            ? new Stmt.Let(Pattern.name(name), value, derived)
            : new Stmt.Let(Pattern.name(name), body.elided(s.value().type()), value, derived));
    return Make.name(name, derived);
  }

  /// `place = value` where the place is written as a whole.
  private Expr first(TypedExpression place, TypedExpression value, Origin origin) {
    return switch (place) {
      case TypedExpression.FieldGet f ->
          Make.set(body.expressions.field(f), body.lower(value, Ask.PINNED), origin);
      case TypedExpression.Element e -> {
        body.buffers.use(e.buffer());
        yield Make.method(
            body.lower(e.buffer(), Ask.KNOWN),
            "set",
            List.of(body.lower(e.index(), Ask.ANY_INTEGER), body.lower(value, Ask.PINNED)),
            body.user(e.span()),
            origin);
      }
      case TypedExpression.LocalUse(Local local, var span) -> {
        Expr name = cell(local, span);
        Expr lowered = body.lower(value, Ask.PINNED);
        yield body.startsHere(local)
            ? new Expr.Assign(name, newCell(lowered, origin), origin)
            : Make.set(name, lowered, origin);
      }
      default -> throw new IllegalStateException("no place: " + place);
    };
  }

  Expr newCell(Expr value, Origin origin) {
    return Make.call(body.types.cell() + "::new", List.of(value), origin);
  }

  private Expr cell(Local local, Span span) {
    return Make.name(Objects.requireNonNull(body.scope.nameOf(local)), body.user(span));
  }

  /// How a place is read, and how a new value is written to it; both may be done once each.
  private record Access(Expr read, Function<Expr, Expr> write) {}

  private Access access(TypedExpression place, List<Stmt> before, Origin origin) {
    return switch (place) {
      case TypedExpression.FieldGet f -> {
        Expr object = twice(f.receiver(), body.expressions.place(f.receiver()), before, "object");
        Expr cell = new Expr.Field(object, RustName.value(f.field().name()), body.user(f.span()));
        yield new Access(Make.get(cell, body.user(f.span())), v -> Make.set(cell, v, origin));
      }
      case TypedExpression.Element e -> {
        body.buffers.use(e.buffer());
        Expr buffer = twice(e.buffer(), body.lower(e.buffer(), Ask.KNOWN), before, "buffer");
        boolean repeated = isRepeatable(e.index());
        Expr index =
            twice(
                e.index(),
                body.lower(e.index(), repeated ? Ask.ANY_INTEGER : Ask.KNOWN),
                before,
                "index");
        Origin at = body.user(e.span());
        yield new Access(
            Make.method(buffer, "at", List.of(index), at),
            v -> Make.method(buffer, "set", List.of(index, v), at, origin));
      }
      case TypedExpression.LocalUse(Local local, var span) -> {
        Expr cell = cell(local, span);
        yield new Access(Make.get(cell, body.user(span)), v -> Make.set(cell, v, origin));
      }
      default -> throw new IllegalStateException("no place: " + place);
    };
  }

  /// An operand that is written twice: a variable of its own, unless it is short and does nothing.
  private Expr twice(TypedExpression e, Expr lowered, List<Stmt> before, String name) {
    if (isRepeatable(e)) {
      return lowered;
    }
    String fresh = body.fresh(name, "__" + name);
    Origin derived = body.derived(e.span());
    before.add(new Stmt.Let(Pattern.name(fresh), lowered, derived));
    return Make.name(fresh, derived);
  }

  private boolean isRepeatable(TypedExpression e) {
    return switch (Nature.bare(e)) {
      case TypedExpression.LocalUse u -> body.scope.substitute(u.local()) == null;
      case TypedExpression.FieldGet f -> !Nature.isCell(f) && isRepeatable(f.receiver());
      case TypedExpression other -> Nature.isConstant(other);
    };
  }

  /// Reads the value, lets `change` change the part, and writes it.
  private void changePart(
      Shared shared, Access access, Function<Expr, Expr> change, List<Stmt> to, Origin origin) {
    String name = copyName(shared.whole());
    to.add(new Stmt.Let(Make.binding(name, true), access.read(), origin));
    to.add(Make.statement(change.apply(part(name, shared, origin)), origin));
    to.add(Make.statement(access.write().apply(Make.name(name, origin)), origin));
  }

  private static Expr part(String name, Shared shared, Origin origin) {
    Expr part = Make.name(name, origin);
    for (String field : shared.path()) {
      part = new Expr.Field(part, field, origin);
    }
    return part;
  }

  /// The name of the variable that holds the value meanwhile.
  private String copyName(TypedExpression whole) {
    String type = body.typeName(whole.type());
    return switch (whole) {
      case TypedExpression.FieldGet f ->
          body.fresh(RustName.value(f.field().name()), type, "changed");
      default -> body.fresh(type, "changed");
    };
  }

  /// Calls a method that changes its receiver, which is a shared place. What stands in `before` is
  /// computed before the receiver is read.
  Expr callOn(
      TypedExpression receiver,
      Type result,
      List<Stmt> before,
      Function<Expr, Expr> call,
      Origin origin) {
    Shared shared = Objects.requireNonNull(shared(receiver));
    List<Stmt> statements = new ArrayList<>(before);
    Access access = access(shared.whole(), statements, origin);
    if (result == Type.Primitive.UNIT) {
      changePart(shared, access, call, statements, origin);
      return Make.block(statements, origin);
    }
    String name = copyName(shared.whole());
    String given = body.fresh("result", "__result");
    statements.add(new Stmt.Let(Make.binding(name, true), access.read(), origin));
    statements.add(
        new Stmt.Let(Pattern.name(given), call.apply(part(name, shared, origin)), origin));
    statements.add(Make.statement(access.write().apply(Make.name(name, origin)), origin));
    statements.add(Make.value(Make.name(given, origin), origin));
    return Make.block(statements, origin);
  }

  private static Expr wrapped(List<Stmt> before, Expr last, Origin origin) {
    if (before.isEmpty()) {
      return last;
    }
    before.add(Make.statement(last, origin));
    return Make.block(before, origin);
  }
}
