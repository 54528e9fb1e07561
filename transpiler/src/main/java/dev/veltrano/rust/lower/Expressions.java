package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lowers expressions, and hands the larger forms on.
final class Expressions {
  private final Body body;

  Expressions(Body body) {
    this.body = body;
  }

  Expr lower(TypedExpression e, Ask ask) {
    return switch (e) {
      case TypedExpression.IntegerLiteral i ->
          Literals.integer(i, ask, body.source(), body.user(i.span()));
      case TypedExpression.FloatLiteral f ->
          Literals.floating(f, ask, body.source(), body.user(f.span()));
      case TypedExpression.CharLiteral c ->
          Literals.character(c, body.source(), body.user(c.span()));
      case TypedExpression.TextLiteral t -> Literals.text(t, body.source(), body.user(t.span()));
      case TypedExpression.BoolLiteral b ->
          new Expr.Literal(b.value() ? "true" : "false", body.user(b.span()));
      case TypedExpression.NullLiteral n -> none(n.type(), ask, body.user(n.span()));
      case TypedExpression.UnitLiteral u -> new Expr.Tuple(List.of(), body.user(u.span()));
      case TypedExpression.LocalUse u -> local(u, ask);
      case TypedExpression.ConstantUse u -> Make.name(constant(u), body.user(u.span()));
      case TypedExpression.TypeConstant t -> Make.name(typeConstant(t), body.user(t.span()));
      case TypedExpression.Parenthesised p ->
          new Expr.Paren(lower(p.inner(), ask), body.user(p.span()));
      case TypedExpression.Tuple t ->
          new Expr.Tuple(
              t.elements().stream().map(x -> lower(x, ask)).toList(), body.user(t.span()));
      case TypedExpression.Some s ->
          Make.call(
              body.file.prelude("Some"), List.of(lower(s.value(), ask)), body.derived(s.span()));
      case TypedExpression.Outcome o -> outcome(o, ask);
      case TypedExpression.Try t -> tryOperand(t);
      case TypedExpression.FieldGet f ->
          Nature.isCell(f) ? Make.get(field(f), body.user(f.span())) : field(f);
      case TypedExpression.TupleGet t ->
          new Expr.Field(
              lower(t.receiver(), Ask.KNOWN), Integer.toString(t.index()), body.user(t.span()));
      case TypedExpression.Call c -> body.calls.function(c);
      case TypedExpression.MethodCall m -> body.calls.method(m);
      case TypedExpression.Required r -> body.calls.required(r);
      case TypedExpression.BuiltinCall b -> body.builtins.call(b, ask);
      case TypedExpression.Construct c -> body.calls.construct(c, ask);
      case TypedExpression.Copy c -> body.calls.copy(c);
      case TypedExpression.SafeAccess s -> body.nulls.safeAccess(s, ask);
      case TypedExpression.Elvis v -> body.nulls.elvis(v, ask);
      case TypedExpression.NotNull n -> body.nulls.notNull(n);
      case TypedExpression.NullTest n -> body.nulls.test(n, false);
      case TypedExpression.IsTest i -> body.variants.test(i, false);
      case TypedExpression.ToUnion u -> body.variants.wrap(u, ask);
      case TypedExpression.EnumEntry x ->
          Make.name(body.types.entry(x.of(), x.index()), body.user(x.span()));
      case TypedExpression.EnumEntries x ->
          Make.call(body.types.item(x.of()) + "::entries", List.of(), body.user(x.span()));
      case TypedExpression.Binary b -> binary(b, ask);
      case TypedExpression.Negate n ->
          new Expr.Unary(Expr.UnaryOperator.NEGATE, lower(n.operand(), ask), body.user(n.span()));
      case TypedExpression.Not n -> Make.not(lower(n.operand(), ask), body.user(n.span()));
      case TypedExpression.Range r -> throw new IllegalStateException("a range as a value");
      case TypedExpression.InRange i -> body.conditions.inRange(i, false);
      case TypedExpression.TextIndex t -> body.builtins.index(t);
      case TypedExpression.TextSlice t -> body.builtins.slice(t);
      case TypedExpression.If i -> body.conditions.ifExpression(i, Tail.VALUE, ask);
      case TypedExpression.Match m -> body.matches.match(m, Tail.VALUE, ask);
      case TypedExpression.Return r ->
          new Expr.Return(
              Optional.ofNullable(r.value())
                  .filter(v -> !(v instanceof TypedExpression.UnitLiteral))
                  .map(v -> lower(v, Ask.PINNED)),
              body.user(r.span()));
      case TypedExpression.Break b ->
          new Expr.Break(body.jumps.target(b.label()), Optional.empty(), body.user(b.span()));
      case TypedExpression.Continue c ->
          new Expr.Continue(body.jumps.target(c.label()), body.user(c.span()));
      case TypedExpression.Print p -> body.prints.print(p);
      case TypedExpression.Assert a -> body.prints.assertion(a);
      case TypedExpression.AssertEqual a -> body.prints.assertEqual(a);
      case TypedExpression.NewBuffer b -> body.buffers.make(b, ask);
      case TypedExpression.Element x -> body.buffers.element(x);
      case TypedExpression.Dereference d ->
          new Expr.Unary(
              Expr.UnaryOperator.DEREFERENCE,
              lower(d.reference(), Ask.KNOWN),
              body.derived(d.span()));
      case TypedExpression.NewText t -> body.allocations.text(t);
      case TypedExpression.Keep k -> body.allocations.keep(k, ask);
      case TypedExpression.Lambda l -> body.lambdas.lambda(l, Ask.PINNED);
      case TypedExpression.CallValue c -> body.calls.value(c);
      case TypedExpression.Same x -> body.conditions.same(x);
      case TypedExpression.Error _ -> throw new IllegalStateException("an error was not reported");
    };
  }

  /// A field as a place; of a `var` field of an object that is its `Cell`.
  Expr field(TypedExpression.FieldGet f) {
    return new Expr.Field(
        place(f.receiver()), RustName.value(f.field().name()), body.user(f.span()));
  }

  /// A place or receiver: as [#lower], but `self` stays the reference that it is in Rust, and so
  /// does what a reference refers to.
  Expr place(TypedExpression e) {
    return switch (e) {
      case TypedExpression.Dereference d -> place(d.reference());
      case TypedExpression.LocalUse(Local local, var span) when body.arenas.isOwned(local) ->
          arena(local, span);
      case TypedExpression.LocalUse(Local local, var span)
          when local.kind() == Local.Kind.SELF && body.scope.substitute(local) == null ->
          Make.name("self", body.user(span));
      case TypedExpression.Parenthesised p
          when Nature.bare(p) instanceof TypedExpression.LocalUse u ->
          place(u);
      default -> lower(e, Ask.KNOWN);
    };
  }

  /// A value that was lowered for a place with a written type, for a place without one.
  private Expr typed(Expr value, Local local) {
    if (Literals.suffixed(value, local.type()) instanceof Expr literal) {
      return literal;
    }
    Origin origin = Origin.GLUE;
    String name = RustName.value(local.name());
    return Make.block(
        List.of(
            new Stmt.Let(Pattern.name(name), body.elided(local.type()), value, origin),
            Make.value(Make.name(name, origin), origin)),
        origin);
  }

  private Expr local(TypedExpression.LocalUse use, Ask ask) {
    Local local = use.local();
    Scope.Substitute substitute = body.scope.substitute(local);
    if (substitute != null) {
      return substitute.typed() || ask != Ask.KNOWN && ask != Ask.FREE
          ? substitute.value()
          : typed(substitute.value(), local);
    }
    Origin origin = body.user(use.span());
    String name = body.scope.nameOf(local);
    if (name == null) {
      TypedExpression from = local.narrowedFrom();
      if (from != null) {
        return body.variants.narrowed(from, local, use.span());
      }
      if (!body.problems.isEmpty()) {
        return Make.name(RustName.value(local.name()), origin);
      }
      throw new IllegalStateException("`" + local.name() + "` is not visible in the Rust code");
    }
    if (body.isCell(local)) {
      return Make.get(Make.name(name, origin), origin);
    }
    if (body.arenas.isOwned(local)) {
      return Make.borrow(Make.name(name, origin), origin);
    }
    if (local.kind() == Local.Kind.SELF && !Nature.isObject(local.type())) {
      return new Expr.Unary(Expr.UnaryOperator.DEREFERENCE, Make.name(name, origin), origin);
    }
    if (!body.open.isEmpty() && body.open.contains(local)) {
      switch (ask) {
        case PINNED -> {
          body.open.remove(local);
          body.fixed.add(local);
        }
        case KNOWN -> body.open.remove(local);
        case JOINED, ANY_INTEGER, FREE -> {}
      }
    }
    return Make.name(name, origin);
  }

  /// An arena that the function owns, as the receiver of a call.
  Expr arena(Local local, dev.veltrano.source.Span span) {
    return Make.name(java.util.Objects.requireNonNull(body.scope.nameOf(local)), body.user(span));
  }

  String constant(TypedExpression.ConstantUse use) {
    return body.file.item(use.constant(), RustName.constant(use.constant().name()), body.program);
  }

  private String typeConstant(TypedExpression.TypeConstant t) {
    String type = body.file.primitive(Types.name(t.of()));
    return switch (t.name()) {
      case "PI", "E", "TAU" -> "std::" + Types.name(t.of()) + "::consts::" + t.name();
      default -> type + "::" + t.name();
    };
  }

  private Expr none(Type type, Ask ask, Origin origin) {
    String none = body.file.prelude("None");
    return switch (ask) {
      case PINNED, JOINED, ANY_INTEGER -> Make.name(none, origin);
      case FREE, KNOWN ->
          type.notNull() == Type.Primitive.NOTHING || type.notNull() == Type.Error.ERROR
              ? new Expr.Name(Make.path(none, List.of(dev.veltrano.rust.ast.Type.UNIT)), origin)
              : new Expr.Name(Make.path(none, List.of(body.elided(type.notNull()))), origin);
    };
  }

  private Expr outcome(TypedExpression.Outcome o, Ask ask) {
    Origin origin = body.user(o.span());
    String name = body.file.prelude(o.ok() ? "Ok" : "Err");
    boolean typed = ask == Ask.FREE || ask == Ask.KNOWN;
    List<Expr> value = List.of(lower(o.value(), typed ? Ask.PINNED : ask));
    if (!typed || !(o.type() instanceof Type.Result(Type ok, Type error))) {
      return Make.call(name, value, origin);
    }
    List<GenericArg> arguments = List.of(body.elided(ok), body.elided(error));
    return new Expr.Call(new Expr.Name(Make.path(name, arguments), origin), value, origin);
  }

  private Expr tryOperand(TypedExpression.Try t) {
    Expr operand = lower(t.operand(), body.nature.hasOwnType(t.operand()) ? Ask.JOINED : Ask.FREE);
    TypedExpression.Widening widening = t.widening();
    return new Expr.Try(
        widening == null ? operand : body.variants.widened(operand, widening, t.span()),
        body.user(t.span()));
  }

  private Expr binary(TypedExpression.Binary b, Ask ask) {
    return switch (b.operator()) {
      case AND, OR -> body.conditions.connective(b);
      case SHIFT_LEFT, SHIFT_RIGHT -> {
        Expr lowered =
            new Expr.Binary(
                operator(b.operator()),
                lower(b.left(), ask == Ask.PINNED ? Ask.JOINED : ask),
                lower(b.right(), Ask.ANY_INTEGER),
                body.user(b.span()));
        if (ask == Ask.PINNED) {
          settle(b.left());
        }
        yield lowered;
      }
      default -> operation(operator(b.operator()), b, ask);
    };
  }

  /// An operation whose operands have the same type. In a comparison the surroundings say nothing
  /// about that type.
  Expr operation(Expr.BinaryOperator operator, TypedExpression.Binary b, Ask ask) {
    Ask context = operator.isComparison() ? Ask.FREE : ask;
    if (operator.isComparison()) {
      ProgramFacts.objects(b.left().type(), body.compared);
    }
    Ask left = context == Ask.PINNED ? Ask.JOINED : context;
    Ask right = left;
    boolean leftFirm = body.nature.isFirm(b.left());
    boolean rightFirm = body.nature.isFirm(b.right());
    if (leftFirm || body.nature.hasOwnType(b.left()) || !body.nature.hasOwnType(b.right())) {
      right = Ask.JOINED;
    }
    if (rightFirm || right != Ask.JOINED) {
      left = Ask.JOINED;
    }
    Expr first = lower(b.left(), left);
    List<Stmt> before = new ArrayList<>();
    if (operator.isComparison() && isBorrowed(b.left()) && body.nature.mutates(b.right())) {
      // Rust compares through references, and the right side would change what is referred to.
      String name = body.fresh("left", "__left");
      Origin derived = body.derived(b.left().span());
      before.add(new Stmt.Let(Pattern.name(name), first, derived));
      first = Make.name(name, derived);
    }
    Expr lowered = new Expr.Binary(operator, first, lower(b.right(), right), body.user(b.span()));
    if (!before.isEmpty()) {
      before.add(Make.value(lowered, body.user(b.span())));
      lowered = Make.block(before, body.user(b.span()));
    }
    if (context == Ask.PINNED || leftFirm || rightFirm) {
      settle(b.left());
      settle(b.right());
    }
    return lowered;
  }

  private static boolean isBorrowed(TypedExpression e) {
    boolean builtIn = e.type() instanceof Type.Primitive p && p != Type.Primitive.STR;
    return !builtIn && !Nature.isConstant(e);
  }

  /// Notes that Rust knows from here on what type the open variables of an operand have. It unifies
  /// the types of operands after it has looked at both, so this comes after both were lowered.
  private void settle(TypedExpression e) {
    if (body.open.isEmpty()) {
      return;
    }
    switch (Nature.bare(e)) {
      case TypedExpression.LocalUse(Local local, _) when body.open.remove(local) ->
          body.fixed.add(local);
      case TypedExpression.Negate n -> settle(n.operand());
      case TypedExpression.Binary b when b.type().isNumber() -> {
        settle(b.left());
        if (b.operator() != BinaryOperator.SHIFT_LEFT
            && b.operator() != BinaryOperator.SHIFT_RIGHT) {
          settle(b.right());
        }
      }
      default -> {}
    }
  }

  static Expr.BinaryOperator operator(BinaryOperator operator) {
    return switch (operator) {
      case OR -> Expr.BinaryOperator.OR;
      case AND -> Expr.BinaryOperator.AND;
      case EQUAL, IDENTICAL -> Expr.BinaryOperator.EQUAL;
      case NOT_EQUAL, NOT_IDENTICAL -> Expr.BinaryOperator.NOT_EQUAL;
      case LESS -> Expr.BinaryOperator.LESS;
      case LESS_OR_EQUAL -> Expr.BinaryOperator.LESS_EQUAL;
      case GREATER -> Expr.BinaryOperator.GREATER;
      case GREATER_OR_EQUAL -> Expr.BinaryOperator.GREATER_EQUAL;
      case BIT_OR -> Expr.BinaryOperator.BIT_OR;
      case BIT_XOR -> Expr.BinaryOperator.BIT_XOR;
      case BIT_AND -> Expr.BinaryOperator.BIT_AND;
      case SHIFT_LEFT -> Expr.BinaryOperator.SHIFT_LEFT;
      case SHIFT_RIGHT -> Expr.BinaryOperator.SHIFT_RIGHT;
      case ADD -> Expr.BinaryOperator.ADD;
      case SUBTRACT -> Expr.BinaryOperator.SUBTRACT;
      case MULTIPLY -> Expr.BinaryOperator.MULTIPLY;
      case DIVIDE -> Expr.BinaryOperator.DIVIDE;
      case REMAINDER -> Expr.BinaryOperator.REMAINDER;
      case IN, NOT_IN, ELVIS, RANGE, RANGE_UNTIL, DOWN_TO, STEP ->
          throw new IllegalStateException("no operator of Rust: " + operator.text());
    };
  }
}
