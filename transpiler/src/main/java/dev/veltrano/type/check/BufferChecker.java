package dev.veltrano.type.check;

import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Argument;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.TypeArgument;
import dev.veltrano.syntax.tree.TypeTree;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Labels;
import dev.veltrano.type.tree.TypeRequirement;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedExpression.BufferForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks how lists, arrays and slices are made, and what their elements must be able to do.
final class BufferChecker {
  private final Body body;

  BufferChecker(Body body) {
    this.body = body;
  }

  /// `List<T>(…)`, `Array<T>(…)`.
  TypedExpression construct(
      Expression.Call call,
      List<Argument> arguments,
      Expression.NameUse use,
      Type.BufferKind kind,
      @Nullable Expectation hint) {
    Label place = use.label() == null ? null : body.labels.find(use.label());
    Labels labels = Labels.NONE;
    Type element = null;
    if (!use.typeArguments().isEmpty()) {
      TypeReader.Read read = written(use, kind);
      element = read.type();
      labels = Labels.of(null, List.of(), List.of(read.labels()));
    } else if (hint != null && hint.type().notNull() instanceof Type.Buffer(_, Type of)) {
      element = of;
    }
    List<Expression> values = new ArrayList<>();
    for (Argument argument : arguments) {
      if (argument instanceof Argument.Positional(Expression value, _)) {
        values.add(value);
      } else {
        body.report(new TypeProblem.NoNamedArguments(body.file, argument.span(), kind.text()));
        return body.error(call.span());
      }
    }
    return switch (kind) {
      case SLICE -> {
        body.report(new BufferProblem.NoConstructor(body.file, use.span()));
        yield body.error(call.span());
      }
      case LIST -> {
        if (element == null && values.isEmpty()) {
          if (hint != null && hint.type() == Type.Error.ERROR) {
            yield body.error(call.span());
          }
          body.report(
              new BufferProblem.TypeNeeded(
                  body.file, call.span(), "", new Span(use.span().end(), 0)));
          yield body.error(call.span());
        }
        yield elements(values, kind, place, labels, element, call.span());
      }
      case ARRAY -> array(call, values, place, labels, element);
    };
  }

  /// The element type between `<` and `>`.
  private TypeReader.Read written(Expression.NameUse use, Type.BufferKind kind) {
    List<TypeArgument> arguments = use.typeArguments();
    if (arguments.size() == 1
        && arguments.getFirst() instanceof TypeArgument.Type(TypeTree tree, _)) {
      TypeReader.Read read = body.types.element(tree);
      return read;
    }
    body.report(
        new TypeProblem.WrongTypeArguments(
            body.file, use.span(), kind.text(), 1, arguments.size()));
    return TypeReader.Read.ERROR;
  }

  private TypedExpression array(
      Expression.Call call,
      List<Expression> values,
      @Nullable Label place,
      Labels labels,
      @Nullable Type element) {
    if (values.size() != 2) {
      Span span = call.argumentsSpan().length() == 0 ? call.span() : call.argumentsSpan();
      body.report(new BufferProblem.ArrayArguments(body.file, span));
      return body.error(call.span());
    }
    TypedExpression length =
        body.expressions.check(
            values.getFirst(), Expectation.of(Type.Primitive.I64, "the length of an array"));
    Expression second = values.getLast();
    TypedExpression value;
    Type type;
    BufferForm form;
    if (isLambda(second)) {
      form = BufferForm.COMPUTED;
      value =
          body.lambdas.argument(
              second,
              new LambdaChecker.Wanted(
                  List.of(Type.Primitive.I64),
                  element == Type.Error.ERROR ? null : element,
                  "Array"));
      type =
          element != null
              ? element
              : value.type() instanceof Type.Function(_, Type result) ? result : Type.Error.ERROR;
    } else {
      form = BufferForm.FILLED;
      value =
          element == null
              ? body.expressions.value(second, null)
              : body.expressions.check(second, Expectation.of(element, "an element of the array"));
      type = element != null ? element : value.type();
    }
    if (length.type() == Type.Error.ERROR
        || value.type() == Type.Error.ERROR
        || type == Type.Error.ERROR
        || !isElement(type, second.span())) {
      return body.error(call.span());
    }
    return new TypedExpression.NewBuffer(
        form,
        place,
        labels,
        List.of(length, value),
        new Type.Buffer(Type.BufferKind.ARRAY, type),
        call.span());
  }

  private static boolean isLambda(Expression expression) {
    Expression inner = expression;
    while (inner instanceof Expression.Parenthesised(Expression next, _)) {
      inner = next;
    }
    return inner instanceof Expression.Lambda;
  }

  /// `[1, 2, 3]`: an array, or a slice where one is wanted.
  TypedExpression literal(Expression.ArrayLiteral literal, @Nullable Expectation hint) {
    Type.BufferKind kind = Type.BufferKind.ARRAY;
    Type element = null;
    if (hint != null && hint.type().notNull() instanceof Type.Buffer(var wanted, Type of)) {
      element = of;
      if (wanted == Type.BufferKind.SLICE) {
        kind = wanted;
      }
    }
    if (element == null && literal.elements().isEmpty()) {
      if (hint == null || hint.type() != Type.Error.ERROR) {
        body.report(
            new BufferProblem.TypeNeeded(
                body.file, literal.span(), "val xs: Array<Int> = []", null));
      }
      return body.error(literal.span());
    }
    return elements(literal.elements(), kind, null, Labels.NONE, element, literal.span());
  }

  /// `[1, 2, 3]` where a buffer of a kind is wanted whose elements are not known.
  TypedExpression literalOf(Expression.ArrayLiteral literal, Type.BufferKind kind) {
    return literal.elements().isEmpty() || kind != Type.BufferKind.SLICE
        ? literal(literal, null)
        : elements(literal.elements(), kind, null, Labels.NONE, null, literal.span());
  }

  private TypedExpression elements(
      List<Expression> values,
      Type.BufferKind kind,
      @Nullable Label place,
      Labels labels,
      @Nullable Type element,
      Span span) {
    List<TypedExpression> typed =
        element == null ? joined(values) : checked(values, Expectation.of(element, "the elements"));
    if (typed == null || element == Type.Error.ERROR) {
      return body.error(span);
    }
    Type type = element != null ? element : typed.getFirst().type();
    if (!isElement(type, span)) {
      return body.error(span);
    }
    return new TypedExpression.NewBuffer(
        BufferForm.ELEMENTS, place, labels, typed, new Type.Buffer(kind, type), span);
  }

  private boolean isElement(Type type, Span span) {
    if (type == Type.Primitive.UNIT || type == Type.Primitive.NOTHING) {
      body.report(new BufferProblem.NoElement(body.file, span, type));
      return false;
    }
    if (StatementChecker.isUnknownNull(type)) {
      body.report(new TypeProblem.NullNeedsType(body.file, span));
      return false;
    }
    return true;
  }

  private @Nullable List<TypedExpression> checked(List<Expression> values, Expectation expected) {
    List<TypedExpression> typed = new ArrayList<>(values.size());
    boolean failed = false;
    for (Expression value : values) {
      TypedExpression one = body.expressions.check(value, expected);
      failed |= one.type() == Type.Error.ERROR;
      typed.add(one);
    }
    return failed ? null : typed;
  }

  /// Elements that decide the type among themselves; literals take the type of the others.
  private @Nullable List<TypedExpression> joined(List<Expression> values) {
    @Nullable TypedExpression[] typed = new TypedExpression[values.size()];
    Type join = Type.Primitive.NOTHING;
    TypedExpression decisive = null;
    boolean failed = false;
    for (int rank = 0; rank < 3; rank++) {
      for (int i = 0; i < typed.length; i++) {
        if (rank(values.get(i)) != rank) {
          continue;
        }
        Expectation hint =
            decisive == null
                ? null
                : Expectation.at(join, "the other elements", body.file, decisive.span());
        TypedExpression one = body.expressions.value(values.get(i), hint);
        typed[i] = one;
        if (one.type() == Type.Error.ERROR) {
          failed = true;
          continue;
        }
        Type next = body.expressions.join(join, one.type());
        if (next == null) {
          body.report(
              new BufferProblem.ElementsDiffer(
                  body.file,
                  decisive == null ? one.span() : decisive.span(),
                  join,
                  one.span(),
                  one.type()));
          return null;
        }
        if (decisive == null || !next.equals(join)) {
          join = next;
          decisive = one;
        }
      }
    }
    if (failed) {
      return null;
    }
    List<TypedExpression> result = new ArrayList<>(typed.length);
    Expectation want = Expectation.of(join, "the elements");
    for (TypedExpression one : typed) {
      if (one != null) {
        TypedExpression coerced = body.expressions.coerce(one, want, one.span());
        failed |= coerced.type() == Type.Error.ERROR;
        result.add(coerced);
      }
    }
    return failed ? null : result;
  }

  /// Which elements are looked at first: those that are no literals, then those with a fraction.
  private static int rank(Expression element) {
    if (!Body.literalOnly(element)) {
      return 0;
    }
    return Operators.hasFraction(element) ? 1 : 2;
  }

  /// Whether the elements of a buffer can do what a member asks of them; reports it if not.
  boolean allows(Builtin builtin, Type receiver, Span span) {
    if (!(receiver instanceof Type.Buffer(_, Type element))) {
      return true;
    }
    String lacking =
        switch (builtin) {
          case SUM -> element.isNumber() ? null : "are numbers";
          case SMALLEST, LARGEST, SORT ->
              body.abilities().isOrdered(element) ? null : "have an order";
          case JOIN -> body.abilities().isPrintable(element) ? null : "can be printed";
          case CONTAINS, INDEX_OF ->
              body.abilities().isComparable(element) ? null : "can be compared with `==`";
          default -> null;
        };
    if (lacking == null) {
      return true;
    }
    TypeRequirement.BuiltIn asked =
        switch (builtin) {
          case SMALLEST, LARGEST, SORT -> TypeRequirement.BuiltIn.ORDERED;
          case JOIN -> TypeRequirement.BuiltIn.PRINTABLE;
          case CONTAINS, INDEX_OF -> TypeRequirement.BuiltIn.EQUAL;
          default -> null;
        };
    if (asked != null && body.reportUnpromised(element, asked, span)) {
      return false;
    }
    body.report(new BufferProblem.ElementsUnfit(body.file, span, builtin.text(), element, lacking));
    return false;
  }
}
