package dev.veltrano.type.check;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.MatchArm;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedPattern;
import dev.veltrano.type.tree.UnionInfo;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what a `match` leaves out and which cases can never be reached, with Maranget's pattern
/// matrices (*Warnings for pattern matching*, 2007).
///
/// Types with finitely many shapes (`Bool`, `T?`, tuples, data classes, `Result`) are split into
/// their constructors. Numbers, characters and text count as endless: only a name, `_` or `default`
/// covers them. Guards never count as covering.
final class Exhaustiveness {
  /// How many missing cases are named.
  private static final int SHOWN = 6;

  private static final TypedPattern ANY = new TypedPattern.Any();

  private final Body body;
  private final Expression.Match match;
  private final Type type;
  private final List<@Nullable List<TypedPattern>> patterns;
  private final List<@Nullable TypedExpression> guards;

  Exhaustiveness(
      Body body,
      Expression.Match match,
      Type type,
      List<@Nullable List<TypedPattern>> patterns,
      List<@Nullable TypedExpression> guards) {
    this.body = body;
    this.match = match;
    this.type = type;
    this.patterns = patterns;
    this.guards = guards;
  }

  /// A literal that can be ordered.
  record Limit(BigInteger value) {}

  /// The value of a number, character or constant as a pattern, or `null`.
  static @Nullable Limit limit(TypedExpression expression, Tables tables) {
    return switch (expression) {
      case TypedExpression.IntegerLiteral(long bits, _, _) ->
          new Limit(new BigInteger(Long.toUnsignedString(bits)));
      case TypedExpression.CharLiteral(int codePoint, _, _) ->
          new Limit(BigInteger.valueOf(codePoint));
      case TypedExpression.Negate(TypedExpression operand, _) -> {
        Limit inner = limit(operand, tables);
        yield inner == null ? null : new Limit(inner.value.negate());
      }
      case TypedExpression.Parenthesised(TypedExpression inner) -> limit(inner, tables);
      case TypedExpression.ConstantUse(Symbol.Constant constant, _, _) -> {
        TypedExpression value = tables.constantValue(constant);
        yield value == null ? null : limit(value, tables);
      }
      default -> null;
    };
  }

  /// Reports what is missing and what is in vain; false where cases are missing.
  boolean check() {
    List<List<TypedPattern>> rows = new ArrayList<>();
    List<MatchArm> rowArms = new ArrayList<>();
    List<Type> types = List.of(type);
    for (int i = 0; i < patterns.size(); i++) {
      List<TypedPattern> alternatives = patterns.get(i);
      MatchArm arm = match.arms().get(i);
      if (alternatives == null) {
        continue;
      }
      boolean useful = false;
      for (TypedPattern alternative : alternatives) {
        List<TypedPattern> row = List.of(alternative);
        useful |= isUseful(rows, row, types);
      }
      if (!useful) {
        reportUnreachable(arm, alternatives, rows, rowArms);
      }
      if (guards.get(i) == null) {
        for (TypedPattern alternative : alternatives) {
          rows.add(List.of(alternative));
          rowArms.add(arm);
        }
      }
    }
    List<List<String>> missing = missing(rows, types);
    if (missing.isEmpty()) {
      return true;
    }
    List<String> words = new ArrayList<>();
    for (List<String> witness : missing) {
      words.add(witness.getFirst());
    }
    boolean onlyGuards =
        patterns.stream().allMatch(p -> p != null) && rows.size() < patterns.size();
    body.report(
        new TypeProblem.NotExhaustive(
            body.file,
            match.span(),
            match.subject().span(),
            type,
            words.size() > SHOWN ? words.subList(0, SHOWN) : words,
            words.size() > SHOWN,
            onlyGuards,
            insertionPoint(),
            indentOfArms()));
    return false;
  }

  /// Just before the closing brace, at the end of the last arm.
  private int insertionPoint() {
    List<MatchArm> arms = match.arms();
    return arms.isEmpty() ? match.span().end() - 1 : arms.getLast().span().end();
  }

  private String indentOfArms() {
    List<MatchArm> arms = match.arms();
    int start = arms.isEmpty() ? match.span().start() : arms.getFirst().span().start();
    byte[] bytes = body.file.bytes();
    int line = start;
    while (line > 0 && bytes[line - 1] != '\n') {
      line--;
    }
    int end = line;
    while (end < start && (bytes[end] == ' ' || bytes[end] == '\t')) {
      end++;
    }
    return body.file.text(Span.of(line, end)) + (arms.isEmpty() ? "    " : "");
  }

  private void reportUnreachable(
      MatchArm arm,
      List<TypedPattern> alternatives,
      List<List<TypedPattern>> rows,
      List<MatchArm> rowArms) {
    List<Type> types = List.of(type);
    MatchArm culprit = null;
    for (int i = 0; i < rows.size() && culprit == null; i++) {
      boolean covers = true;
      for (TypedPattern alternative : alternatives) {
        covers &= !isUseful(List.of(rows.get(i)), List.of(alternative), types);
      }
      culprit = covers ? rowArms.get(i) : null;
    }
    body.report(
        new TypeProblem.UnreachableCase(
            body.file, arm.headSpan(), culprit == null ? null : culprit.headSpan()));
  }

  // The matrix

  /// A shape that a value of a type can have.
  private sealed interface Shape {
    record Truth(boolean value) implements Shape {}

    record Null() implements Shape {}

    record NotNull(Type of) implements Shape {}

    record Tuple(List<Type> elements) implements Shape {}

    record Outcome(boolean ok, Type of) implements Shape {}

    record Data(ClassInfo info, Type of) implements Shape {}

    record Variant(UnionInfo.Variant of) implements Shape {}

    record Entry(Symbol.EnumClass of, int index) implements Shape {}

    /// A literal, range or constant of an endless type.
    record Part(TypedPattern pattern) implements Shape {}
  }

  /// All shapes of a type, or `null` where they are endless.
  private @Nullable List<Shape> shapes(Type of) {
    return switch (of) {
      case Type.Primitive primitive ->
          primitive == Type.Primitive.BOOL
              ? List.of(new Shape.Truth(true), new Shape.Truth(false))
              : null;
      case Type.Nullable(Type inner) -> List.of(new Shape.Null(), new Shape.NotNull(inner));
      case Type.Tuple(List<Type> elements) -> List.of(new Shape.Tuple(elements));
      case Type.Result(Type ok, Type error) ->
          List.of(new Shape.Outcome(true, ok), new Shape.Outcome(false, error));
      case Type.Named(Symbol symbol, _) ->
          switch (symbol) {
            case Symbol.Class declared ->
                List.of(new Shape.Data(body.tables.classInfo(declared), of));
            case Symbol.Union union -> {
              List<Shape> all = new ArrayList<>();
              for (UnionInfo.Variant variant : body.tables.unionInfo(union).variants()) {
                all.add(new Shape.Variant(variant));
              }
              yield all;
            }
            case Symbol.EnumClass enumClass -> {
              List<Shape> all = new ArrayList<>();
              for (int i = 0; i < enumClass.declaration().entries().size(); i++) {
                all.add(new Shape.Entry(enumClass, i));
              }
              yield all;
            }
            default -> null;
          };
      case Type.Range _,
          Type.Sequence _,
          Type.Reference _,
          Type.Buffer _,
          Type.Function _,
          Type.Parameter _,
          Type.Error _ ->
          null;
    };
  }

  private static List<Type> parts(Shape shape) {
    return switch (shape) {
      case Shape.Truth _, Shape.Null _, Shape.Part _, Shape.Entry _ -> List.of();
      case Shape.Variant(UnionInfo.Variant of) -> List.of(of.type());
      case Shape.NotNull(Type of) -> List.of(of);
      case Shape.Tuple(List<Type> elements) -> elements;
      case Shape.Outcome(_, Type of) -> List.of(of);
      case Shape.Data(ClassInfo info, Type of) -> {
        List<Type> types = new ArrayList<>();
        Substitution known = Substitution.of(of);
        for (FieldInfo field : info.fields()) {
          types.add(known.apply(field.type()));
        }
        yield types;
      }
    };
  }

  /// The shape that a pattern asks for, or `null` for one that takes everything.
  private @Nullable Shape shapeOf(TypedPattern pattern, Type of) {
    return switch (pattern) {
      case TypedPattern.Any _, TypedPattern.Bind _ -> null;
      case TypedPattern.Null _ -> new Shape.Null();
      case TypedPattern.NotNull _ -> new Shape.NotNull(of.notNull());
      case TypedPattern.Literal(TypedExpression value) ->
          value instanceof TypedExpression.BoolLiteral(boolean truth, _)
              ? new Shape.Truth(truth)
              : new Shape.Part(pattern);
      case TypedPattern.Constant(TypedExpression.ConstantUse use) -> {
        TypedExpression value = body.tables.constantValue(use.constant());
        yield value instanceof TypedExpression.BoolLiteral(boolean truth, _)
            ? new Shape.Truth(truth)
            : new Shape.Part(pattern);
      }
      case TypedPattern.Range _ -> new Shape.Part(pattern);
      case TypedPattern.Tuple _ ->
          new Shape.Tuple(of instanceof Type.Tuple(List<Type> elements) ? elements : List.of());
      case TypedPattern.Outcome(boolean ok, _) ->
          new Shape.Outcome(
              ok,
              of instanceof Type.Result(Type good, Type bad)
                  ? (ok ? good : bad)
                  : Type.Error.ERROR);
      case TypedPattern.Data(Symbol.Class declared, _) ->
          new Shape.Data(body.tables.classInfo(declared), of);
      case TypedPattern.Object(Symbol.Class declared, _) ->
          new Shape.Data(body.tables.classInfo(declared), of);
      case TypedPattern.Variant variant -> new Shape.Variant(variant.of());
      case TypedPattern.Entry(Symbol.EnumClass enumClass, int index) ->
          new Shape.Entry(enumClass, index);
    };
  }

  /// The patterns inside of a pattern of this shape, one for each part.
  private static List<TypedPattern> inside(TypedPattern pattern, Shape shape) {
    return switch (pattern) {
      case TypedPattern.NotNull(TypedPattern inner, _) -> List.of(inner);
      case TypedPattern.Outcome(_, TypedPattern inner) -> List.of(inner);
      case TypedPattern.Tuple(List<TypedPattern> elements) -> elements;
      case TypedPattern.Data(_, List<TypedPattern.FieldPattern> fields) -> fields(fields, shape);
      case TypedPattern.Object(_, List<TypedPattern.FieldPattern> fields) -> fields(fields, shape);
      case TypedPattern.Variant variant -> List.of(variant.inner());
      case TypedPattern.Any _,
          TypedPattern.Bind _,
          TypedPattern.Null _,
          TypedPattern.Literal _,
          TypedPattern.Constant _,
          TypedPattern.Entry _,
          TypedPattern.Range _ ->
          List.of();
    };
  }

  private static List<TypedPattern> fields(List<TypedPattern.FieldPattern> fields, Shape shape) {
    List<TypedPattern> all = new ArrayList<>(Collections.nCopies(parts(shape).size(), ANY));
    for (TypedPattern.FieldPattern field : fields) {
      all.set(field.field().index(), field.pattern());
    }
    return all;
  }

  /// The row for values whose first part has this shape, or `null` where it takes none of them.
  private @Nullable List<TypedPattern> specialise(List<TypedPattern> row, Shape shape, Type of) {
    TypedPattern head = row.getFirst();
    Shape asked = shapeOf(head, of);
    List<TypedPattern> inner;
    if (asked == null) {
      inner = Collections.nCopies(parts(shape).size(), ANY);
    } else if (covers(asked, shape)) {
      inner = inside(head, shape);
    } else {
      return null;
    }
    List<TypedPattern> result = new ArrayList<>(inner.size() + row.size() - 1);
    result.addAll(inner);
    result.addAll(row.subList(1, row.size()));
    return result;
  }

  /// Whether a pattern that asks for `asked` takes every value of shape `shape`.
  private boolean covers(Shape asked, Shape shape) {
    return switch (asked) {
      case Shape.Truth(boolean a) -> shape instanceof Shape.Truth(boolean b) && a == b;
      case Shape.Null _ -> shape instanceof Shape.Null;
      case Shape.NotNull _ -> shape instanceof Shape.NotNull;
      case Shape.Tuple _ -> shape instanceof Shape.Tuple;
      case Shape.Data _ -> shape instanceof Shape.Data;
      case Shape.Variant(UnionInfo.Variant a) ->
          shape instanceof Shape.Variant(UnionInfo.Variant b) && a.index() == b.index();
      case Shape.Entry(_, int a) -> shape instanceof Shape.Entry(_, int b) && a == b;
      case Shape.Outcome(boolean a, _) -> shape instanceof Shape.Outcome(boolean b, _) && a == b;
      case Shape.Part(TypedPattern pattern) ->
          shape instanceof Shape.Part(TypedPattern other) && takes(pattern, other);
    };
  }

  private boolean takes(TypedPattern pattern, TypedPattern other) {
    Interval outer = interval(pattern);
    Interval inner = interval(other);
    if (outer != null && inner != null) {
      return outer.low.compareTo(inner.low) <= 0 && outer.high.compareTo(inner.high) >= 0;
    }
    String text = text(pattern);
    return text != null && text.equals(text(other));
  }

  private record Interval(BigInteger low, BigInteger high) {}

  private @Nullable Interval interval(TypedPattern pattern) {
    return switch (pattern) {
      case TypedPattern.Literal(TypedExpression value) -> point(value);
      case TypedPattern.Constant(TypedExpression.ConstantUse use) -> point(use);
      case TypedPattern.Range(TypedExpression low, TypedExpression high, boolean inclusive) -> {
        Limit a = limit(low, body.tables);
        Limit b = limit(high, body.tables);
        yield a == null || b == null
            ? null
            : new Interval(a.value(), inclusive ? b.value() : b.value().subtract(BigInteger.ONE));
      }
      case TypedPattern.Any _,
          TypedPattern.Bind _,
          TypedPattern.Null _,
          TypedPattern.NotNull _,
          TypedPattern.Tuple _,
          TypedPattern.Outcome _,
          TypedPattern.Object _,
          TypedPattern.Variant _,
          TypedPattern.Entry _,
          TypedPattern.Data _ ->
          null;
    };
  }

  private @Nullable Interval point(TypedExpression value) {
    Limit limit = limit(value, body.tables);
    return limit == null ? null : new Interval(limit.value(), limit.value());
  }

  /// What identifies a pattern that is no number: its text, or the path of its constant.
  private @Nullable String text(TypedPattern pattern) {
    return switch (pattern) {
      case TypedPattern.Literal(TypedExpression value) -> literalText(value);
      case TypedPattern.Constant(TypedExpression.ConstantUse use) -> {
        TypedExpression value = body.tables.constantValue(use.constant());
        String known = value == null ? null : literalText(value);
        yield known != null ? known : "constant " + use.constant().path();
      }
      case TypedPattern.Any _,
          TypedPattern.Bind _,
          TypedPattern.Null _,
          TypedPattern.NotNull _,
          TypedPattern.Range _,
          TypedPattern.Tuple _,
          TypedPattern.Outcome _,
          TypedPattern.Object _,
          TypedPattern.Variant _,
          TypedPattern.Entry _,
          TypedPattern.Data _ ->
          null;
    };
  }

  private @Nullable String literalText(TypedExpression value) {
    return switch (value) {
      case TypedExpression.TextLiteral(String text, _, _) -> "text " + text;
      case TypedExpression.FloatLiteral(double number, _, _) -> "float " + number;
      case TypedExpression.IntegerLiteral(long bits, Type of, _) when of.isFloat() ->
          "float " + (double) bits;
      case TypedExpression.Negate(TypedExpression operand, _) -> {
        String inner = literalText(operand);
        yield inner == null ? null : "-" + inner;
      }
      default -> null;
    };
  }

  private List<List<TypedPattern>> specialiseAll(
      List<List<TypedPattern>> rows, Shape shape, Type of) {
    List<List<TypedPattern>> result = new ArrayList<>();
    for (List<TypedPattern> row : rows) {
      List<TypedPattern> special = specialise(row, shape, of);
      if (special != null) {
        result.add(special);
      }
    }
    return result;
  }

  /// The rows that take any first part, without it.
  private List<List<TypedPattern>> rest(List<List<TypedPattern>> rows, Type of) {
    List<List<TypedPattern>> result = new ArrayList<>();
    for (List<TypedPattern> row : rows) {
      if (shapeOf(row.getFirst(), of) == null) {
        result.add(row.subList(1, row.size()));
      }
    }
    return result;
  }

  private boolean isUseful(
      List<List<TypedPattern>> rows, List<TypedPattern> row, List<Type> types) {
    if (row.isEmpty()) {
      return rows.isEmpty();
    }
    if (rows.isEmpty()) {
      return true;
    }
    Type first = types.getFirst();
    Shape asked = shapeOf(row.getFirst(), first);
    if (asked != null) {
      List<TypedPattern> special = specialise(row, asked, first);
      return special != null
          && isUseful(specialiseAll(rows, asked, first), special, types(asked, types));
    }
    List<Shape> shapes = shapes(first);
    if (shapes != null && anyAsks(rows, first)) {
      for (Shape shape : shapes) {
        List<TypedPattern> special = specialise(row, shape, first);
        if (special != null
            && isUseful(specialiseAll(rows, shape, first), special, types(shape, types))) {
          return true;
        }
      }
      return false;
    }
    return isUseful(rest(rows, first), row.subList(1, row.size()), types.subList(1, types.size()));
  }

  private boolean anyAsks(List<List<TypedPattern>> rows, Type of) {
    for (List<TypedPattern> row : rows) {
      if (shapeOf(row.getFirst(), of) != null) {
        return true;
      }
    }
    return false;
  }

  private static List<Type> types(Shape shape, List<Type> types) {
    List<Type> result = new ArrayList<>(parts(shape));
    result.addAll(types.subList(1, types.size()));
    return result;
  }

  /// Examples of what no row takes, one text for each column; a few are enough.
  private List<List<String>> missing(List<List<TypedPattern>> rows, List<Type> types) {
    if (types.isEmpty()) {
      return rows.isEmpty() ? List.of(List.of()) : List.of();
    }
    Type first = types.getFirst();
    List<Shape> shapes = shapes(first);
    List<List<String>> result = new ArrayList<>();
    if (shapes != null && anyAsks(rows, first)) {
      for (Shape shape : shapes) {
        int count = parts(shape).size();
        for (List<String> witness :
            missing(specialiseAll(rows, shape, first), types(shape, types))) {
          List<String> line = new ArrayList<>();
          line.add(words(shape, witness.subList(0, count)));
          line.addAll(witness.subList(count, witness.size()));
          result.add(line);
          if (result.size() > SHOWN) {
            return result;
          }
        }
      }
      return result;
    }
    for (List<String> witness : missing(rest(rows, first), types.subList(1, types.size()))) {
      List<String> line = new ArrayList<>();
      line.add("_");
      line.addAll(witness);
      result.add(line);
      if (result.size() > SHOWN) {
        return result;
      }
    }
    return result;
  }

  /// A pattern as a person would write it.
  private static String words(Shape shape, List<String> parts) {
    return switch (shape) {
      case Shape.Truth(boolean value) -> value ? "true" : "false";
      case Shape.Null _ -> "null";
      // A name or `_` at this place takes `null` too, but the case of `null` is listed apart.
      case Shape.NotNull _ -> parts.getFirst();
      case Shape.Tuple _ -> "(" + String.join(", ", parts) + ")";
      case Shape.Outcome(boolean ok, _) -> (ok ? "Ok(" : "Err(") + parts.getFirst() + ")";
      case Shape.Data(ClassInfo info, _) -> {
        if (parts.stream().allMatch(part -> part.equals("_"))) {
          yield info.symbol().name();
        }
        List<String> named = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
          if (!parts.get(i).equals("_")) {
            named.add(info.fields().get(i).name() + " = " + parts.get(i));
          }
        }
        yield info.symbol().name() + "(" + String.join(", ", named) + ")";
      }
      // The part of a variant is its class.
      case Shape.Variant(UnionInfo.Variant of) ->
          parts.getFirst().equals("_") ? of.of().name() : parts.getFirst();
      case Shape.Entry(Symbol.EnumClass of, int index) ->
          of.declaration().entries().get(index).name().text();
      case Shape.Part _ -> "_";
    };
  }
}
