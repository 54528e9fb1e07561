package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lowers `match`, and what gives names to parts of values.
final class Matches {
  private final Body body;

  Matches(Body body) {
    this.body = body;
  }

  Expr match(TypedExpression.Match e, Tail tail, Ask ask) {
    Ask arms = tail == Tail.VALUE && ask != Ask.PINNED && body.nature.isFirm(e) ? Ask.JOINED : ask;
    Expr subject = body.lower(Nature.bare(e.subject()), Ask.KNOWN);
    List<Expr.Arm> lowered = new ArrayList<>();
    for (TypedExpression.TypedArm arm : e.arms()) {
      int mark = body.scope.mark();
      List<Pattern> patterns = new ArrayList<>();
      for (TypedPattern pattern : arm.patterns()) {
        patterns.add(pattern(pattern));
      }
      Optional<Expr> guard =
          arm.guard() == null ? Optional.empty() : Optional.of(body.conditions.head(arm.guard()));
      Expr value = body.statements.arm(arm.body(), tail, arms);
      body.scope.release(mark);
      arms = Conditions.second(arm.body(), arms);
      lowered.add(
          new Expr.Arm(
              patterns.size() == 1 ? patterns.getFirst() : new Pattern.Or(patterns),
              guard,
              value,
              body.user(arm.span())));
    }
    return new Expr.Match(subject, lowered, body.user(e.span()));
  }

  Pattern pattern(TypedPattern pattern) {
    return switch (pattern) {
      case TypedPattern.Any _ -> Pattern.WILD;
      case TypedPattern.Bind(Local local) ->
          Make.binding(
              local.kind() == Local.Kind.NARROWED ? body.declareCopy(local) : body.declare(local),
              local.writes() > 0);
      case TypedPattern.Null _ -> new Pattern.Constant(Make.path(body.file.prelude("None")));
      case TypedPattern.NotNull(TypedPattern inner, Local bound) ->
          Make.some(body.file.prelude("Some"), present(inner, bound));
      case TypedPattern.Literal(TypedExpression value) -> limit(value);
      case TypedPattern.Constant(TypedExpression.ConstantUse use) ->
          new Pattern.Constant(Make.path(body.expressions.constant(use)));
      case TypedPattern.Range(TypedExpression low, TypedExpression high, boolean inclusive) ->
          new Pattern.Range(Optional.of(limit(low)), Optional.of(limit(high)), inclusive);
      case TypedPattern.Tuple(List<TypedPattern> elements) ->
          new Pattern.Tuple(elements.stream().map(this::pattern).toList());
      case TypedPattern.Outcome(boolean ok, TypedPattern inner) ->
          new Pattern.TupleStruct(
              Make.path(body.file.prelude(ok ? "Ok" : "Err")), List.of(pattern(inner)));
      case TypedPattern.Data(var of, List<TypedPattern.FieldPattern> fields) -> {
        ClassInfo info = body.program.info(of);
        String type = body.types.item(of);
        if (body.program.isUnitStruct(of)) {
          yield new Pattern.Constant(Make.path(type));
        }
        List<Pattern.FieldPattern> lowered = new ArrayList<>();
        for (TypedPattern.FieldPattern field : fields) {
          if (!(field.pattern() instanceof TypedPattern.Any)) {
            lowered.add(
                new Pattern.FieldPattern(
                    RustName.value(field.field().name()), pattern(field.pattern())));
          }
        }
        yield new Pattern.Struct(Make.path(type), lowered, lowered.size() < info.fields().size());
      }
    };
  }

  /// What stands in a `Some(…)`; `copy` is the not-null copy of the subject that the arm uses.
  private Pattern present(TypedPattern inner, @Nullable Local copy) {
    if (copy == null || copy.reads() == 0) {
      return pattern(inner);
    }
    if (inner instanceof TypedPattern.Bind(Local local)) {
      Pattern bound = pattern(inner);
      String name = java.util.Objects.requireNonNull(body.scope.nameOf(local));
      body.scope.substitute(
          copy, new Scope.Substitute(Make.name(name, body.derived(local.nameSpan())), true));
      return bound;
    }
    Optional<Pattern> sub =
        inner instanceof TypedPattern.Any ? Optional.empty() : Optional.of(pattern(inner));
    return new Pattern.Binding(false, false, body.declareCopy(copy), sub);
  }

  /// A literal, constant or negative number as a pattern.
  private Pattern limit(TypedExpression e) {
    return switch (body.lower(Nature.bare(e), Ask.PINNED)) {
      case Expr.Literal literal -> new Pattern.Literal(literal.text());
      case Expr.Unary(_, Expr.Literal literal, _) -> new Pattern.Literal("-" + literal.text());
      case Expr.Name name -> new Pattern.Constant(name.path());
      case Expr other -> throw new IllegalStateException("no pattern: " + other);
    };
  }

  /// What a `val`, `var` or `for` gives names to. `start` says whether a value comes with it, so
  /// that any later assignment needs `mut`.
  Pattern binder(TypedBinder binder) {
    return switch (binder) {
      case TypedBinder.Name(Local local) ->
          Make.binding(body.declare(local), !body.isCell(local) && isMutable(local));
      case TypedBinder.Ignore _ -> Pattern.WILD;
      case TypedBinder.Tuple(List<TypedBinder> elements) ->
          new Pattern.Tuple(elements.stream().map(this::binder).toList());
      case TypedBinder.Data(var of, List<TypedBinder> elements) -> {
        ClassInfo info = body.program.info(of);
        List<Pattern.FieldPattern> fields = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
          if (!(elements.get(i) instanceof TypedBinder.Ignore)) {
            fields.add(
                new Pattern.FieldPattern(
                    RustName.value(info.fields().get(i).name()), binder(elements.get(i))));
          }
        }
        yield new Pattern.Struct(
            Make.path(body.types.item(of)), fields, fields.size() < info.fields().size());
      }
    };
  }

  private static boolean isMutable(Local local) {
    return local.writes() > 0 && (!local.deferredStart() || local.kind() == Local.Kind.VAR);
  }

  /// The type of all that a binder names, for a `let` that must write it.
  @Nullable
  static Local single(TypedBinder binder) {
    return binder instanceof TypedBinder.Name(Local local) ? local : null;
  }
}
