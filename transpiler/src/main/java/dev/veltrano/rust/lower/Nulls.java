package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedExpression;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lowers what deals with `null`: `?.`, `?:`, `!!`, and comparisons with `null` whose proof nobody
/// uses.
final class Nulls {
  private static final int LONGEST_QUOTED = 60;

  private final Body body;

  Nulls(Body body) {
    this.body = body;
  }

  /// `x == null` as a plain question.
  Expr test(TypedExpression.NullTest e, boolean negated) {
    return Make.method(
        body.lower(e.subject(), Ask.KNOWN),
        e.isNull() != negated ? "is_none" : "is_some",
        List.of(),
        body.user(e.span()));
  }

  Expr notNull(TypedExpression.NotNull e) {
    return expect(body.lower(e.operand(), Ask.KNOWN), e.operand(), e.span());
  }

  /// The value of a place that a check proved not to be null, where no pattern binds it.
  Expr unwrapped(TypedExpression place, Span span) {
    return expect(body.lower(place, Ask.KNOWN), place, span);
  }

  private Expr expect(Expr value, TypedExpression written, Span span) {
    String text = body.source().text(written.span());
    String message =
        text.length() > LONGEST_QUOTED || text.indexOf('\n') >= 0
            ? "the value is null"
            : "`" + text + "` is null";
    return Make.method(
        value,
        "expect",
        List.of(new Expr.Literal(Texts.quoted(message), body.derived(span))),
        body.user(span));
  }

  Expr elvis(TypedExpression.Elvis e, Ask ask) {
    Origin origin = body.user(e.span());
    TypedExpression right = e.right();
    if (isReturnOfNull(right)) {
      return new Expr.Try(body.lower(e.left(), leftAsk(e, ask)), origin);
    }
    if (e.type().isNullable()) {
      return chain(e, ask, "or", "or_else");
    }
    return chain(e, ask, "unwrap_or", "unwrap_or_else");
  }

  private Expr chain(TypedExpression.Elvis e, Ask ask, String eager, String lazy) {
    Origin origin = body.user(e.span());
    TypedExpression right = e.right();
    if (right.type() == Type.Primitive.NOTHING || !body.nature.isClosed(right)) {
      return match(e, ask);
    }
    Expr left = body.lower(e.left(), leftAsk(e, ask));
    Ask rightAsk = body.nature.hasOwnType(e.left()) ? Ask.JOINED : ask;
    Expr other = body.lower(right, rightAsk);
    return body.nature.isEager(right)
        ? Make.method(left, eager, List.of(other), origin)
        : Make.method(left, lazy, List.of(Make.closure(other, body.derived(right.span()))), origin);
  }

  private Ask leftAsk(TypedExpression.Elvis e, Ask ask) {
    return body.nature.hasOwnType(e.left()) || ask == Ask.PINNED ? ask : Ask.KNOWN;
  }

  /// `match left { Some(x) => x, None => right }`.
  private Expr match(TypedExpression.Elvis e, Ask ask) {
    Origin origin = body.user(e.span());
    Expr left = body.lower(e.left(), leftAsk(e, ask));
    String name = body.fresh(nameOf(e.left()), body.typeName(e.left().type()), "value", "present");
    Expr value = Make.name(name, body.derived(e.left().span()));
    if (e.type().isNullable()) {
      value = Make.call(body.file.prelude("Some"), List.of(value), body.derived(e.left().span()));
    }
    Expr other = body.statements.arm(e.right(), Tail.VALUE, Ask.JOINED);
    return optionMatch(left, name, value, other, origin);
  }

  private Expr optionMatch(Expr subject, String name, Expr some, Expr none, Origin origin) {
    return new Expr.Match(
        subject,
        List.of(
            new Expr.Arm(
                Make.some(body.file.prelude("Some"), Pattern.name(name)),
                Optional.empty(),
                some,
                Origin.GLUE),
            new Expr.Arm(
                new Pattern.Constant(Make.path(body.file.prelude("None"))),
                Optional.empty(),
                none,
                Origin.GLUE)),
        origin);
  }

  /// Whether it is `return null`, for which Rust has `?`.
  static boolean isReturnOfNull(@Nullable TypedExpression e) {
    return e != null
        && Nature.bare(e) instanceof TypedExpression.Return(TypedExpression value, _)
        && value instanceof TypedExpression.NullLiteral;
  }

  Expr safeAccess(TypedExpression.SafeAccess e, Ask ask) {
    Origin origin = body.user(e.span());
    Expr receiver = body.lower(e.receiver(), Ask.KNOWN);
    int mark = body.scope.mark();
    String name = bind(e);
    boolean closed = body.nature.isClosed(e.body());
    Expr inner = body.lower(e.body(), closed ? ask : Ask.JOINED);
    body.scope.release(mark);
    Origin derived = body.derived(e.body().span());
    if (e.type() == Type.Primitive.UNIT) {
      return new Expr.If(
          new Expr.LetCondition(
              Make.some(body.file.prelude("Some"), Pattern.name(name)), receiver, derived),
          new dev.veltrano.rust.ast.Block(List.of(Make.statement(inner, origin)), origin),
          Optional.empty(),
          origin);
    }
    if (closed) {
      return Make.method(
          receiver,
          e.flatten() ? "and_then" : "map",
          List.of(Make.closure(name, inner, derived)),
          origin);
    }
    Expr some = e.flatten() ? inner : Make.call(body.file.prelude("Some"), List.of(inner), derived);
    return optionMatch(receiver, name, some, Make.name(body.file.prelude("None"), derived), origin);
  }

  /// Names the value behind a `?.`: after the receiver, unless the body reads that itself.
  private String bind(TypedExpression.SafeAccess e) {
    TypedExpression receiver = Nature.bare(e.receiver());
    if (receiver instanceof TypedExpression.LocalUse(Local original, _)
        && original.kind() != Local.Kind.SELF
        && !Nature.reads(e.body(), original)) {
      String same = body.scope.nameOf(original);
      if (same != null) {
        body.scope.bind(e.bound(), same);
        return same;
      }
    }
    String type = body.typeName(e.bound().type());
    String name = body.fresh(nameOf(receiver), type, "value", "present");
    body.scope.bind(e.bound(), name);
    return name;
  }

  private String nameOf(TypedExpression e) {
    return switch (Nature.bare(e)) {
      case TypedExpression.LocalUse u when u.local().kind() != Local.Kind.SELF ->
          RustName.value(u.local().name());
      case TypedExpression.FieldGet f -> RustName.value(f.field().name());
      default -> body.typeName(e.type().notNull());
    };
  }
}
