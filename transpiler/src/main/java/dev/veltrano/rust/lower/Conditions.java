package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lowers conditions and `if`, and turns proofs that something is not null into patterns.
///
/// A condition is taken apart into parts that must all hold. A part that proves a place not to be
/// null, or to be a variant of a union, and whose proof somebody uses, becomes `let Some(x) = x` or
/// `let Entity::Player(x) = x`. Where the proof holds when the condition *fails* (`x == null ||
/// …`), the same is done with the negated condition. What fits neither way is read with `expect`
/// where it is used, which is right everywhere.
final class Conditions {
  private final Body body;

  Conditions(Body body) {
    this.body = body;
  }

  /// A test that proves something of its subject; `copy` is the subject with what is known then.
  /// `variant` is what the subject is known to be, `null` where it is known not to be null. `holds`
  /// tells whether the proof holds where the test is true.
  private record Proof(
      TypedExpression subject,
      Local copy,
      UnionInfo.@Nullable Variant variant,
      boolean holds,
      Span span) {

    /// The proof of a test that somebody uses, or `null`.
    static @Nullable Proof of(TypedExpression e) {
      return switch (e) {
        case TypedExpression.NullTest n when n.bound() != null && n.bound().reads() > 0 ->
            new Proof(n.subject(), n.bound(), null, !n.isNull(), n.span());
        case TypedExpression.IsTest i when i.bound() != null && i.bound().reads() > 0 ->
            new Proof(i.subject(), i.bound(), i.variant(), !i.negated(), i.span());
        default -> null;
      };
    }
  }

  /// A part of a condition; `test` is what it proves, if somebody uses that.
  private record Part(TypedExpression e, boolean negated, @Nullable Proof test) {
    @Nullable Local copy() {
      return test == null ? null : test.copy();
    }
  }

  // ---- taking apart

  private static List<Part> parts(TypedExpression condition, boolean negated) {
    List<Part> parts = new ArrayList<>();
    split(condition, negated, parts);
    return parts;
  }

  private static void split(TypedExpression e, boolean negated, List<Part> to) {
    switch (e) {
      case TypedExpression.Parenthesised p when isConnected(p.inner()) && proves(p.inner()) ->
          split(p.inner(), negated, to);
      case TypedExpression.Not n when n.type() == Type.Primitive.BOOL && proves(n.operand()) ->
          split(n.operand(), !negated, to);
      case TypedExpression.Binary b
          when b.operator() == (negated ? BinaryOperator.OR : BinaryOperator.AND) -> {
        split(b.left(), negated, to);
        split(b.right(), negated, to);
      }
      default -> {
        Proof proof = Proof.of(e);
        boolean lets = proof != null && proof.holds() != negated;
        to.add(new Part(e, negated, lets ? proof : null));
      }
    }
  }

  private static boolean isConnected(TypedExpression e) {
    return e instanceof TypedExpression.Binary
        || e instanceof TypedExpression.Not
        || e instanceof TypedExpression.NullTest
        || e instanceof TypedExpression.IsTest
        || e instanceof TypedExpression.Parenthesised;
  }

  /// Whether a test in the condition, not in its operands, proves something that is used.
  private static boolean proves(TypedExpression e) {
    return switch (e) {
      case TypedExpression.Parenthesised p -> proves(p.inner());
      case TypedExpression.Not n -> proves(n.operand());
      case TypedExpression.Binary b ->
          (b.operator() == BinaryOperator.AND || b.operator() == BinaryOperator.OR)
              && (proves(b.left()) || proves(b.right()));
      default -> Proof.of(e) != null;
    };
  }

  private static boolean hasLet(List<Part> parts) {
    for (Part part : parts) {
      if (part.test() != null) {
        return true;
      }
    }
    return false;
  }

  // ---- heads

  /// The condition of an `if` or `while`; what it proves is visible from here on.
  Expr head(TypedExpression condition) {
    if (!proves(condition)) {
      return body.lower(condition, Ask.FREE);
    }
    List<Part> parts = parts(condition, false);
    return hasLet(parts) ? all(parts, condition.span()) : body.lower(condition, Ask.FREE);
  }

  private Expr all(List<Part> parts, Span span) {
    List<Expr> lowered = new ArrayList<>();
    for (Part part : parts) {
      lowered.add(part(part));
    }
    return Make.and(lowered, body.user(span));
  }

  private Expr part(Part part) {
    Proof test = part.test();
    if (test == null) {
      return part.negated() ? negated(part.e()) : body.lower(part.e(), Ask.FREE);
    }
    Expr subject = body.lower(test.subject(), Ask.KNOWN);
    return new Expr.LetCondition(
        proved(test, body.declareCopy(test.copy())), subject, body.user(test.span()));
  }

  /// The pattern that takes what a test proves, and gives it this name.
  private Pattern proved(Proof proof, String name) {
    UnionInfo.Variant variant = proof.variant();
    return variant == null
        ? Make.some(body.file.prelude("Some"), Pattern.name(name))
        : body.variants.pattern(proof.subject().type(), variant, Pattern.name(name));
  }

  /// The pattern of all that a test rules out.
  private Pattern other(Proof proof) {
    return proof.variant() == null
        ? new Pattern.Constant(Make.path(body.file.prelude("None")))
        : Pattern.WILD;
  }

  /// The opposite of a condition, as a person would write it.
  Expr negated(TypedExpression e) {
    return switch (e) {
      case TypedExpression.Parenthesised p when !(p.inner() instanceof TypedExpression.Binary) ->
          negated(p.inner());
      case TypedExpression.NullTest n -> body.nulls.test(n, true);
      case TypedExpression.IsTest i -> body.variants.test(i, true);
      case TypedExpression.InRange i -> inRange(i, true);
      case TypedExpression.Not n when n.type() == Type.Primitive.BOOL ->
          body.lower(n.operand(), Ask.FREE);
      case TypedExpression.Binary b when opposite(b) instanceof Expr.BinaryOperator operator ->
          body.expressions.operation(operator, b, Ask.FREE);
      default -> Make.not(body.lower(e, Ask.FREE), body.derived(e.span()));
    };
  }

  /// The comparison that is true where this one is false; none for the order of floats, where both
  /// may be false.
  private static Expr.@Nullable BinaryOperator opposite(TypedExpression.Binary b) {
    boolean ordered = !b.left().type().isFloat();
    return switch (b.operator()) {
      case EQUAL, IDENTICAL -> Expr.BinaryOperator.NOT_EQUAL;
      case NOT_EQUAL, NOT_IDENTICAL -> Expr.BinaryOperator.EQUAL;
      case LESS -> ordered ? Expr.BinaryOperator.GREATER_EQUAL : null;
      case LESS_OR_EQUAL -> ordered ? Expr.BinaryOperator.GREATER : null;
      case GREATER -> ordered ? Expr.BinaryOperator.LESS_EQUAL : null;
      case GREATER_OR_EQUAL -> ordered ? Expr.BinaryOperator.LESS : null;
      default -> null;
    };
  }

  // ---- values

  /// `&&` and `||` as values: a proof that the right side uses becomes a closure.
  Expr connective(TypedExpression.Binary b) {
    boolean and = b.operator() == BinaryOperator.AND;
    if (!proves(b)) {
      return new Expr.Binary(
          Expressions.operator(b.operator()),
          body.lower(b.left(), Ask.FREE),
          body.lower(b.right(), Ask.FREE),
          body.user(b.span()));
    }
    return connected(parts(b, !and), and, b.span());
  }

  /// Joins parts with `&&`, or their opposites with `||`.
  private Expr connected(List<Part> parts, boolean and, Span span) {
    Expr result = null;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int last = lastReader(parts, i);
      Expr next;
      if (last > i) {
        next = closed(part, parts.subList(i + 1, last + 1), and, span);
        i = last;
      } else {
        next = and ? plain(part) : opposite(part);
      }
      result =
          result == null
              ? next
              : new Expr.Binary(
                  and ? Expr.BinaryOperator.AND : Expr.BinaryOperator.OR,
                  result,
                  next,
                  body.user(span));
    }
    return java.util.Objects.requireNonNull(result);
  }

  /// The last part that reads what part `i` proves; `i` if there is none.
  private static int lastReader(List<Part> parts, int i) {
    Local copy = parts.get(i).copy();
    int last = i;
    for (int j = i + 1; copy != null && j < parts.size(); j++) {
      if (Nature.reads(parts.get(j).e(), copy)) {
        last = j;
      }
    }
    return last;
  }

  private Expr plain(Part part) {
    return part.negated() ? negated(part.e()) : body.lower(part.e(), Ask.FREE);
  }

  private Expr opposite(Part part) {
    return part.negated() ? body.lower(part.e(), Ask.FREE) : negated(part.e());
  }

  private Expr closed(Part part, List<Part> rest, boolean and, Span span) {
    Proof test = java.util.Objects.requireNonNull(part.test());
    Origin origin = body.user(span);
    Expr subject = body.lower(test.subject(), Ask.KNOWN);
    int mark = body.scope.mark();
    String name = body.declareCopy(test.copy());
    Expr inner = connected(rest, and, span);
    body.scope.release(mark);
    boolean closed = true;
    for (Part one : rest) {
      closed &= body.nature.isClosed(one.e());
    }
    if (and && test.variant() != null) {
      return new Expr.Matches(subject, proved(test, name), Optional.of(inner), origin);
    }
    if (closed && test.variant() == null) {
      return Make.method(
          subject,
          and ? "is_some_and" : "is_none_or",
          List.of(Make.closure(name, inner, body.derived(span))),
          origin);
    }
    return new Expr.Match(
        subject,
        List.of(
            new Expr.Arm(proved(test, name), Optional.empty(), inner, Origin.GLUE),
            new Expr.Arm(
                other(test),
                Optional.empty(),
                new Expr.Literal(and ? "false" : "true", body.derived(span)),
                Origin.GLUE)),
        origin);
  }

  /// Whether two references lead to the same object.
  Expr same(TypedExpression.Same e) {
    Origin origin = body.user(e.span());
    Expr left = body.lower(e.left(), Ask.KNOWN);
    Expr right = body.lower(e.right(), Ask.KNOWN);
    boolean leftMay = e.left().type().isNullable();
    boolean rightMay = e.right().type().isNullable();
    Expr same;
    boolean eager = body.nature.isEager(leftMay ? e.right() : e.left());
    if (leftMay && rightMay || (leftMay || rightMay) && !eager) {
      String some = body.file.prelude("Some");
      same =
          Make.call(
              body.builtins.function("same_or_null"),
              List.of(
                  leftMay ? left : Make.call(some, List.of(left), body.derived(e.left().span())),
                  rightMay
                      ? right
                      : Make.call(some, List.of(right), body.derived(e.right().span()))),
              origin);
    } else if (leftMay || rightMay) {
      same = isThat(leftMay ? left : right, leftMay ? right : left, leftMay, e);
    } else {
      same = Make.call(identity(e.left().type()), List.of(left, right), origin);
    }
    return e.negated() ? Make.not(same, origin) : same;
  }

  /// `nullable.is_some_and(|other| std::ptr::eq(other, object))`.
  private Expr isThat(Expr nullable, Expr object, boolean nullableFirst, TypedExpression.Same e) {
    Origin origin = body.user(e.span());
    TypedExpression operand = nullableFirst ? e.left() : e.right();
    String name = body.fresh(body.typeName(operand.type()), "other", "__other");
    Expr other = Make.name(name, origin);
    Expr same =
        Make.call(
            identity(operand.type().notNull()),
            nullableFirst ? List.of(other, object) : List.of(object, other),
            origin);
    return Make.method(nullable, "is_some_and", List.of(Make.closure(name, same, origin)), origin);
  }

  /// The function that compares addresses. Objects whose lifetimes are exact may have types that
  /// Rust cannot take for each other, and that is no reason not to compare them.
  private String identity(Type type) {
    boolean exact =
        type instanceof Type.Buffer
            || type instanceof Type.Named(var symbol, _)
                && symbol instanceof dev.veltrano.resolve.Symbol.Class c
                && body.program.lifetimes(c).exact().contains(true);
    return exact ? "std::ptr::addr_eq" : "std::ptr::eq";
  }

  /// `x in a..b`.
  Expr inRange(TypedExpression.InRange e, boolean negate) {
    Origin origin = body.user(e.span());
    TypedExpression.Range range = e.range();
    boolean down = range.kind() == TypedExpression.RangeKind.DOWN_TO;
    TypedExpression low = down ? range.last() : range.first();
    TypedExpression high = down ? range.first() : range.last();
    boolean firm = body.nature.hasOwnType(e.value());
    Ask ask = firm ? Ask.JOINED : Ask.FREE;
    boolean lowFirm = body.nature.hasOwnType(low);
    Expr value = null;
    List<Stmt> before = new ArrayList<>();
    boolean orderMatters =
        !body.nature.isEager(e.value())
            && !(body.nature.isEager(range.first()) && body.nature.isEager(range.last()));
    if (orderMatters) {
      // The value was written first.
      String name = body.fresh("value", "__value");
      Origin derived = body.derived(e.value().span());
      before.add(new Stmt.Let(Pattern.name(name), body.lower(e.value(), Ask.KNOWN), derived));
      value = Make.name(name, derived);
    }
    Expr contains =
        Make.method(
            new Expr.Range(
                Optional.of(body.lower(low, ask)),
                Optional.of(body.lower(high, lowFirm || !firm ? Ask.JOINED : ask)),
                range.kind() != TypedExpression.RangeKind.UNTIL,
                body.user(range.span())),
            "contains",
            List.of(
                Make.borrow(
                    value == null ? body.lower(e.value(), Ask.JOINED) : value,
                    body.derived(e.value().span()))),
            origin);
    if (!before.isEmpty()) {
      before.add(Make.value(contains, origin));
      contains = Make.block(before, origin);
    }
    return e.negated() != negate ? Make.not(contains, origin) : contains;
  }

  // ---- if

  Expr ifExpression(TypedExpression.If e, Tail tail, Ask ask) {
    Ask branch =
        tail == Tail.VALUE && ask != Ask.PINNED && body.nature.isFirm(e) ? Ask.JOINED : ask;
    TypedBlock otherwise = e.otherwise();
    if (otherwise != null && proves(e.condition()) && !hasLet(parts(e.condition(), false))) {
      List<Part> negated = parts(e.condition(), true);
      if (hasLet(negated)) {
        return swapped(e, negated, otherwise, tail, branch);
      }
    }
    int mark = body.scope.mark();
    Expr condition = head(e.condition());
    Block then = body.statements.block(e.then(), tail, branch);
    body.scope.release(mark);
    Optional<Expr> other =
        otherwise == null ? Optional.empty() : Optional.of(otherwise(otherwise, tail, branch));
    return new Expr.If(condition, then, other, body.user(e.span()));
  }

  /// What a branch is asked for after one that has a value: the same type.
  static Ask second(TypedBlock first, Ask ask) {
    TypedExpression value = first.value();
    return value != null && value.type() != Type.Primitive.NOTHING && ask != Ask.PINNED
        ? Ask.JOINED
        : ask;
  }

  private Expr otherwise(TypedBlock block, Tail tail, Ask ask) {
    TypedExpression.If chained = chainedIf(block);
    if (chained != null) {
      Expr lowered = ifExpression(chained, tail, ask);
      if (lowered instanceof Expr.If) {
        return lowered;
      }
      Origin origin = body.user(block.span());
      return new Expr.BlockExpr(
          new Block(List.of(new Stmt.Expression(lowered, tail == Tail.UNIT, origin)), origin));
    }
    return new Expr.BlockExpr(body.statements.block(block, tail, ask));
  }

  /// The `if` of an `else if`.
  private static TypedExpression.@Nullable If chainedIf(TypedBlock block) {
    if (block.braces()) {
      return null;
    }
    if (block.statements().isEmpty()) {
      return block.value() instanceof TypedExpression.If chained ? chained : null;
    }
    return block.statements().size() == 1
            && block.value() == null
            && block.statements().getFirst()
                instanceof dev.veltrano.type.tree.TypedStatement.Evaluate(var e, _)
            && e instanceof TypedExpression.If chained
        ? chained
        : null;
  }

  /// `if` whose condition proves something where it fails: `match x { None => …, Some(x) => … }`,
  /// or the branches the other way round.
  private Expr swapped(
      TypedExpression.If e, List<Part> negated, TypedBlock otherwise, Tail tail, Ask ask) {
    Origin origin = body.user(e.span());
    Part only = negated.getFirst();
    Proof test = only.test();
    if (negated.size() == 1 && test != null) {
      Expr subject = body.lower(test.subject(), Ask.KNOWN);
      Expr then = body.statements.arm(e.then(), tail, ask);
      int mark = body.scope.mark();
      String name = body.declareCopy(test.copy());
      Expr other = body.statements.arm(otherwise, tail, ask);
      body.scope.release(mark);
      Expr.Arm ruledOut =
          new Expr.Arm(other(test), Optional.empty(), then, body.user(e.then().span()));
      Expr.Arm proved =
          new Expr.Arm(proved(test, name), Optional.empty(), other, body.user(otherwise.span()));
      return new Expr.Match(
          subject,
          test.variant() == null ? List.of(ruledOut, proved) : List.of(proved, ruledOut),
          origin);
    }
    int mark = body.scope.mark();
    Expr condition = all(negated, e.condition().span());
    Block then = body.statements.block(otherwise, tail, ask);
    body.scope.release(mark);
    Block other = body.statements.block(e.then(), tail, ask);
    return new Expr.If(condition, then, Optional.of(new Expr.BlockExpr(other)), origin);
  }

  /// `if (x == null) return`: what follows sees the not-null `x`, so it is a `let … else`. False
  /// where the statement is not of this form.
  boolean guard(TypedExpression.If e, List<Stmt> to) {
    if (e.otherwise() != null
        || e.then().type() != Type.Primitive.NOTHING
        || !proves(e.condition())) {
      return false;
    }
    List<Part> parts = parts(e.condition(), true);
    boolean after = false;
    boolean onlyLets = true;
    for (Part part : parts) {
      Local copy = part.copy();
      if (copy == null) {
        onlyLets = false;
      } else {
        int[] inside = {0};
        Walk.any(
            e.condition(),
            x -> {
              if (x instanceof TypedExpression.LocalUse u && u.local() == copy) {
                inside[0]++;
              }
              return false;
            });
        after |= copy.reads() > inside[0];
      }
    }
    if (!after) {
      return false;
    }
    Origin origin = body.user(e.span());
    if (onlyLets) {
      guardOfLets(e, parts, to, origin);
    } else {
      guardOfMore(e, parts, to, origin);
    }
    return true;
  }

  private void guardOfLets(TypedExpression.If e, List<Part> parts, List<Stmt> to, Origin origin) {
    List<Expr> subjects = new ArrayList<>();
    for (Part part : parts) {
      subjects.add(body.lower(java.util.Objects.requireNonNull(part.test()).subject(), Ask.KNOWN));
    }
    boolean asks =
        parts.size() == 1
            && java.util.Objects.requireNonNull(parts.getFirst().test()).variant() == null
            && returnsNull(e.then());
    Block otherwise = asks ? null : body.statements.closed(e.then());
    List<Pattern> patterns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Part part : parts) {
      Proof test = java.util.Objects.requireNonNull(part.test());
      String name = body.declareCopy(test.copy());
      names.add(name);
      patterns.add(proved(test, name));
    }
    if (otherwise == null) {
      to.add(
          new Stmt.Let(
              Pattern.name(names.getFirst()), new Expr.Try(subjects.getFirst(), origin), origin));
    } else if (parts.size() == 1) {
      to.add(Make.letElse(patterns.getFirst(), subjects.getFirst(), otherwise, origin));
    } else {
      to.add(
          Make.letElse(
              new Pattern.Tuple(patterns),
              new Expr.Tuple(subjects, body.user(e.condition().span())),
              otherwise,
              origin));
    }
  }

  private static boolean returnsNull(TypedBlock block) {
    TypedExpression only = block.value();
    if (only == null
        && block.statements().size() == 1
        && block.statements().getFirst()
            instanceof dev.veltrano.type.tree.TypedStatement.Evaluate(var e, _)) {
      only = e;
    } else if (!block.statements().isEmpty()) {
      return false;
    }
    return Nulls.isReturnOfNull(only);
  }

  /// `let x = if let Some(x) = x && x > 3 { x } else { return };`.
  private void guardOfMore(TypedExpression.If e, List<Part> parts, List<Stmt> to, Origin origin) {
    Block otherwise = body.statements.closed(e.then());
    Expr condition = all(parts, e.condition().span());
    Origin derived = body.derived(e.condition().span());
    List<Expr> values = new ArrayList<>();
    List<Pattern> patterns = new ArrayList<>();
    for (Part part : parts) {
      Local copy = part.copy();
      if (copy != null) {
        String name = java.util.Objects.requireNonNull(body.scope.nameOf(copy));
        values.add(Make.name(name, derived));
        patterns.add(Pattern.name(name));
      }
    }
    boolean one = values.size() == 1;
    Expr value = one ? values.getFirst() : new Expr.Tuple(values, derived);
    Pattern pattern = one ? patterns.getFirst() : new Pattern.Tuple(patterns);
    to.add(
        new Stmt.Let(
            pattern,
            new Expr.If(
                condition,
                new Block(List.of(Make.value(value, derived)), derived),
                Optional.of(new Expr.BlockExpr(otherwise)),
                origin),
            origin));
  }
}
