package dev.veltrano.rust.lower;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lowers what makes values of unions and asks which variant they are.
final class Variants {
  private final Body body;

  Variants(Body body) {
    this.body = body;
  }

  /// `Entity::Player(player)`.
  Expr wrap(TypedExpression.ToUnion e, Ask ask) {
    return Make.call(
        path(e.type(), e.variant()),
        List.of(body.lower(e.value(), ask == Ask.FREE ? Ask.JOINED : ask)),
        body.derived(e.span()));
  }

  private String path(Type union, UnionInfo.Variant variant) {
    if (!(union.notNull() instanceof Type.Named(Symbol symbol, _))) {
      throw new IllegalStateException("no union: " + union);
    }
    return body.types.variant(symbol, variant);
  }

  /// `x is Player` as a plain question.
  Expr test(TypedExpression.IsTest e, boolean negated) {
    Origin origin = body.user(e.span());
    Expr test =
        new Expr.Matches(
            body.lower(e.subject(), Ask.KNOWN),
            pattern(e.subject().type(), e.variant(), Pattern.WILD),
            Optional.empty(),
            origin);
    return e.negated() != negated ? Make.not(test, origin) : test;
  }

  /// The pattern of a variant of a union, or of a union that may be null.
  Pattern pattern(Type of, UnionInfo.Variant variant, Pattern inner) {
    Pattern pattern = new Pattern.TupleStruct(Make.path(path(of, variant)), List.of(inner));
    return of.isNullable() ? Make.some(body.file.prelude("Some"), pattern) : pattern;
  }

  /// The value of a place that a check proved to be more than its type says, where no pattern binds
  /// it.
  Expr narrowed(TypedExpression place, Local copy, Span span) {
    if (!(place.type().notNull() instanceof Type.Named(Symbol.Union union, _))
        || !(copy.type() instanceof Type.Named(Symbol.Class of, _))
        || !(body.program.union(union).variant(of) instanceof UnionInfo.Variant variant)) {
      return body.nulls.unwrapped(place, span);
    }
    Origin derived = body.derived(span);
    String name = body.fresh(body.typeName(copy.type()), "variant", "__variant");
    Expr never =
        new Expr.Macro(
            "unreachable",
            List.of(new Expr.Literal(Texts.quoted("it is a " + of.name()), derived)),
            derived);
    return new Expr.Match(
        body.lower(place, Ask.KNOWN),
        List.of(
            new Expr.Arm(
                pattern(place.type(), variant, Pattern.name(name)),
                Optional.empty(),
                Make.name(name, derived),
                Origin.GLUE),
            new Expr.Arm(Pattern.WILD, Optional.empty(), never, Origin.GLUE)),
        body.user(span));
  }

  /// `try` of an error that becomes one of a larger union: `operand.map_err(AppError::Parse)?`.
  Expr widened(Expr operand, TypedExpression.Widening widening, Span span) {
    Origin origin = body.derived(span);
    if (!(widening.from() instanceof Type.Named(Symbol.Union from, _))) {
      String path = path(widening.to(), widening.variants().getFirst());
      return Make.method(operand, "map_err", List.of(Make.name(path, origin)), origin);
    }
    List<Expr.Arm> arms = new ArrayList<>();
    List<UnionInfo.Variant> variants = body.program.union(from).variants();
    for (int i = 0; i < variants.size(); i++) {
      String name = RustName.value(variants.get(i).of().name());
      arms.add(
          new Expr.Arm(
              pattern(widening.from(), variants.get(i), Pattern.name(name)),
              Optional.empty(),
              Make.call(
                  path(widening.to(), widening.variants().get(i)),
                  List.of(Make.name(name, origin)),
                  origin),
              Origin.GLUE));
    }
    String error = body.fresh("error", "__error");
    return Make.method(
        operand,
        "map_err",
        List.of(
            Make.closure(error, new Expr.Match(Make.name(error, origin), arms, origin), origin)),
        origin);
  }
}
