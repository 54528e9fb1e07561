package dev.veltrano.type.check;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.Texts;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedPattern;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the copy of a value whose texts lie in an arena: each text in it is kept there, all else
/// is copied as it is.
final class ValueClone {
  private final Body body;
  private final @Nullable Label place;
  private final Span span;

  ValueClone(Body body, @Nullable Label place, Span span) {
    this.body = body;
    this.place = place;
    this.span = span;
  }

  /// The copy of a value that can be read several times.
  TypedExpression of(TypedExpression value) {
    Type type = value.type();
    if (!Texts.carries(type, body.tables)) {
      return value;
    }
    return switch (type) {
      case Type.Primitive _ -> new TypedExpression.Keep(value, place, type, span);
      case Type.Nullable(Type of) -> {
        Local bound =
            new Local(Local.Kind.NARROWED, ExpressionChecker.lastName(value), of, span, value);
        bound.countRead();
        yield new TypedExpression.SafeAccess(
            value, bound, of(new TypedExpression.LocalUse(bound, span)), false, type, span);
      }
      case Type.Tuple(List<Type> elements) -> {
        List<TypedExpression> parts = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
          parts.add(of(new TypedExpression.TupleGet(value, i, elements.get(i), span)));
        }
        yield new TypedExpression.Tuple(parts, type, span);
      }
      case Type.Result(Type ok, Type error) ->
          new TypedExpression.Match(
              value, List.of(outcome(true, ok, type), outcome(false, error, type)), type, span);
      case Type.Named(Symbol.Class of, _) -> fields(value, of);
      case Type.Named(Symbol.Union union, _) -> {
        List<TypedExpression.TypedArm> arms = new ArrayList<>();
        for (UnionInfo.Variant variant : body.tables.unionInfo(union).variants()) {
          Local bound = local(variant.of().name(), variant.type());
          TypedExpression whole =
              new TypedExpression.ToUnion(
                  of(new TypedExpression.LocalUse(bound, span)), variant, type);
          arms.add(
              arm(
                  new TypedPattern.Variant(variant, type, new TypedPattern.Bind(bound), null),
                  whole));
        }
        yield new TypedExpression.Match(value, arms, type, span);
      }
      case Type.Named _,
          Type.Reference _,
          Type.Buffer _,
          Type.Range _,
          Type.Sequence _,
          Type.Function _,
          Type.Parameter _,
          Type.Error _ ->
          throw new IllegalStateException("no value with text: " + type);
    };
  }

  /// A new value, so that nothing of it lives only as long as the old one.
  private TypedExpression fields(TypedExpression value, Symbol.Class of) {
    ClassInfo info = body.tables.classInfo(of);
    if (info.hasComputedFields()) {
      body.report(
          new TypeProblem.NotSupported(
              body.file, span, "cloning values with text and computed fields"));
      return body.error(span);
    }
    List<TypedExpression.Argument> arguments = new ArrayList<>();
    for (FieldInfo field : info.fields()) {
      arguments.add(
          new TypedExpression.Argument(
              field.index(), of(new TypedExpression.FieldGet(value, field, span, span))));
    }
    body.constructed.add(of);
    return new TypedExpression.Construct(of, null, arguments, value.type(), span);
  }

  private TypedExpression.TypedArm outcome(boolean ok, Type inside, Type whole) {
    Local bound = local(ok ? "value" : "error", inside);
    return arm(
        new TypedPattern.Outcome(ok, new TypedPattern.Bind(bound)),
        new TypedExpression.Outcome(
            ok, of(new TypedExpression.LocalUse(bound, span)), whole, span));
  }

  private Local local(String name, Type type) {
    Local bound = new Local(Local.Kind.PATTERN, name, type, span);
    bound.countRead();
    return bound;
  }

  private TypedExpression.TypedArm arm(TypedPattern pattern, TypedExpression value) {
    TypedBlock block = new TypedBlock(List.of(), value, value.type(), false, span);
    return new TypedExpression.TypedArm(List.of(pattern), null, block, span, span);
  }
}
