package dev.veltrano.type.check;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Argument;
import dev.veltrano.syntax.tree.AssignOperator;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Labels;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.Texts;
import dev.veltrano.type.tree.TypeRequirement;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedExpression.TextPiece;
import dev.veltrano.type.tree.TypedStatement;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks what makes new text, and what keeps text and values in an arena.
final class TextChecker {
  private final Body body;

  TextChecker(Body body) {
    this.body = body;
  }

  /// `f"…"` as a value.
  TypedExpression format(Expression.FormatText text) {
    List<TextPiece> pieces = body.calls.formatPieces(text);
    return pieces == null
        ? body.error(text.span())
        : new TypedExpression.NewText(pieces, text.span());
  }

  /// `x.toString()`.
  TypedExpression toText(Expression.Call call, TypedExpression receiver, Name name) {
    TypedExpression value = ExpressionChecker.dereferenced(receiver);
    if (!call.arguments().isEmpty() || call.trailing() != null) {
      body.report(
          new TypeProblem.ArgumentCount(
              body.file, call.argumentsSpan(), name.text(), 0, call.arguments().size()));
      return body.error(call.span());
    }
    if (StatementChecker.isUnknownNull(value.type())
        || !body.abilities().isPrintable(value.type())) {
      if (body.reportUnpromised(value.type(), TypeRequirement.BuiltIn.PRINTABLE, receiver.span())) {
        return body.error(call.span());
      }
      body.report(new TypeProblem.NotPrintable(body.file, receiver.span(), value.type()));
      return body.error(call.span());
    }
    if (value.type() == Type.Primitive.STR) {
      return value;
    }
    return new TypedExpression.NewText(List.of(new TextPiece.Value(value, "")), call.span());
  }

  /// `left + right` where one of them is text.
  TypedExpression join(TypedExpression left, TypedExpression right, Span span) {
    if (!requireText(left, false) || !requireText(right, true)) {
      return body.error(span);
    }
    List<TextPiece> pieces = new ArrayList<>();
    addPieces(left, pieces);
    addPieces(right, pieces);
    return new TypedExpression.NewText(pieces, span);
  }

  /// Whether an operand can be part of new text; reports it if not.
  boolean requireText(TypedExpression operand, boolean charToo) {
    Type type = operand.type();
    if (type == Type.Primitive.STR || charToo && type == Type.Primitive.CHAR) {
      return true;
    }
    body.report(
        new TextProblem.NoText(
            body.file,
            operand.span(),
            type,
            !StatementChecker.isUnknownNull(type)
                && type != Type.Primitive.NOTHING
                && body.abilities().isPrintable(type),
            isCompound(operand)));
    return false;
  }

  /// Whether a member behind the operand would belong to a part of it only.
  private static boolean isCompound(TypedExpression operand) {
    return switch (operand) {
      case TypedExpression.Binary _,
          TypedExpression.Negate _,
          TypedExpression.Not _,
          TypedExpression.Elvis _,
          TypedExpression.Try _,
          TypedExpression.NullTest _,
          TypedExpression.IsTest _,
          TypedExpression.Same _,
          TypedExpression.InRange _,
          TypedExpression.If _,
          TypedExpression.Match _ ->
          true;
      default -> false;
    };
  }

  private static void addPieces(TypedExpression operand, List<TextPiece> pieces) {
    switch (operand) {
      case TypedExpression.NewText(List<TextPiece> inner, _) -> {
        for (TextPiece piece : inner) {
          add(piece, pieces);
        }
      }
      case TypedExpression.Parenthesised(TypedExpression inner) -> addPieces(inner, pieces);
      case TypedExpression.TextLiteral(String value, _, _) ->
          add(new TextPiece.Plain(value), pieces);
      default -> add(new TextPiece.Value(operand, ""), pieces);
    }
  }

  private static void add(TextPiece piece, List<TextPiece> pieces) {
    if (piece instanceof TextPiece.Plain(String text)
        && !pieces.isEmpty()
        && pieces.getLast() instanceof TextPiece.Plain(String before)) {
      pieces.removeLast();
      pieces.add(new TextPiece.Plain(before + text));
    } else {
      pieces.add(piece);
    }
  }

  /// `text += value`, which is `text = text + value`. What stands in the place is evaluated once,
  /// and the value before the place is read.
  TypedStatement grow(TypedExpression place, TypedExpression value, Statement.Assign statement) {
    List<TypedStatement> before = new ArrayList<>();
    TypedExpression stable = stable(place, before);
    boolean own = place instanceof TypedExpression.LocalUse(Local local, _) && !local.isCaptured();
    TypedExpression added = own || isPure(value) ? value : kept(value, "__added", before);
    List<TextPiece> pieces = new ArrayList<>();
    pieces.add(new TextPiece.Value(stable, ""));
    addPieces(added, pieces);
    TypedStatement assign =
        new TypedStatement.Assign(
            stable,
            AssignOperator.SET,
            new TypedExpression.NewText(pieces, statement.span()),
            statement.span());
    if (before.isEmpty()) {
      return assign;
    }
    before.add(assign);
    return new TypedStatement.Block(
        null,
        new TypedBlock(before, null, Type.Primitive.UNIT, true, statement.span()),
        statement.span());
  }

  /// The place with what has effects in it kept in locals.
  private static TypedExpression stable(TypedExpression place, List<TypedStatement> before) {
    return switch (place) {
      case TypedExpression.Parenthesised(TypedExpression inner) -> stable(inner, before);
      case TypedExpression.FieldGet(
              TypedExpression receiver,
              FieldInfo field,
              Span nameSpan,
              Span span) -> {
        TypedExpression on =
            !ExpressionChecker.isObject(receiver.type())
                ? stable(receiver, before)
                : isPure(receiver) ? receiver : kept(receiver, "__object", before);
        yield new TypedExpression.FieldGet(on, field, nameSpan, span);
      }
      case TypedExpression.Element(
              TypedExpression buffer,
              TypedExpression index,
              Type type,
              Span span) ->
          new TypedExpression.Element(
              isPure(buffer) ? buffer : kept(buffer, "__buffer", before),
              isPure(index) ? index : kept(index, "__index", before),
              type,
              span);
      default -> place;
    };
  }

  private static TypedExpression kept(
      TypedExpression value, String name, List<TypedStatement> before) {
    Local local = new Local(Local.Kind.VAL, name, value.type(), value.span());
    local.countRead();
    before.add(
        new TypedStatement.Let(
            new TypedBinder.Name(local), null, Labels.NONE, value, value.span()));
    return new TypedExpression.LocalUse(local, value.span());
  }

  /// Whether to evaluate an expression changes nothing that another one reads.
  private static boolean isPure(TypedExpression expression) {
    return switch (expression) {
      case TypedExpression.IntegerLiteral _,
          TypedExpression.CharLiteral _,
          TypedExpression.TextLiteral _,
          TypedExpression.LocalUse _,
          TypedExpression.ConstantUse _ ->
          true;
      case TypedExpression.Parenthesised(TypedExpression inner) -> isPure(inner);
      case TypedExpression.Dereference(TypedExpression inner, _) -> isPure(inner);
      case TypedExpression.FieldGet(TypedExpression receiver, _, _, _) -> isPure(receiver);
      case TypedExpression.TupleGet(TypedExpression receiver, _, _, _) -> isPure(receiver);
      case TypedExpression.Element(TypedExpression buffer, TypedExpression index, _, _) ->
          isPure(buffer) && isPure(index);
      case TypedExpression.Binary binary -> isPure(binary.left()) && isPure(binary.right());
      case TypedExpression.NewText(List<TextPiece> pieces, _) -> {
        boolean pure = true;
        for (TextPiece piece : pieces) {
          pure &=
              switch (piece) {
                case TextPiece.Plain _ -> true;
                case TextPiece.Value(TypedExpression value, _) -> isPure(value);
              };
        }
        yield pure;
      }
      default -> false;
    };
  }

  /// `x.bumpRef()`, `x.bumpRef(@a)`, `x.clone(arena)`.
  TypedExpression keep(
      Expression.Call call, TypedExpression receiver, Name name, @Nullable Expectation hint) {
    boolean clone = name.text().equals("clone");
    Where where = where(call, clone);
    if (where == null) {
      return body.error(call.span());
    }
    TypedExpression value = ExpressionChecker.dereferenced(receiver);
    Type type = value.type();
    boolean possible =
        switch (type) {
          case Type.Primitive primitive ->
              primitive != Type.Primitive.UNIT
                  && primitive != Type.Primitive.NOTHING
                  && primitive != Type.Primitive.ARENA;
          case Type.Named _ -> clone || !ExpressionChecker.isObject(type);
          case Type.Buffer _ -> clone;
          case Type.Tuple _, Type.Result _, Type.Nullable _, Type.Parameter _ -> true;
          case Type.Range _, Type.Sequence _, Type.Reference _, Type.Function _, Type.Error _ ->
              false;
        };
    if (!possible) {
      body.report(new ReferenceProblem.NothingToKeep(body.file, name.span(), type, name.text()));
      return body.error(call.span());
    }
    if (type == Type.Primitive.STR) {
      Type wanted =
          !clone
                  && hint != null
                  && hint.type().notNull() instanceof Type.Reference(Type of)
                  && of == Type.Primitive.STR
              ? new Type.Reference(type)
              : type;
      return new TypedExpression.Keep(value, where.place, wanted, call.span());
    }
    if (clone) {
      if (reachesObjects(type, new HashSet<>())) {
        body.report(
            new TypeProblem.NotSupported(
                body.file, name.span(), "cloning objects and what refers to them"));
        return body.error(call.span());
      }
      if (Texts.carries(type, body.tables)) {
        if (!isPlace(value)) {
          body.report(new ReferenceProblem.NotNamed(body.file, value.span(), type));
          return body.error(call.span());
        }
        value = new ValueClone(body, where.place, call.span()).of(value);
      }
    }
    return new TypedExpression.Keep(value, where.place, new Type.Reference(type), call.span());
  }

  /// Where something is to be kept; without a place where it is needed.
  private record Where(@Nullable Label place) {}

  /// Whether a value can be read several times.
  private static boolean isPlace(TypedExpression value) {
    return switch (value) {
      case TypedExpression.LocalUse _ -> true;
      case TypedExpression.Parenthesised(TypedExpression inner) -> isPlace(inner);
      case TypedExpression.FieldGet get -> isPlace(get.receiver());
      case TypedExpression.TupleGet get -> isPlace(get.receiver());
      case TypedExpression.Dereference(TypedExpression reference, _) -> isPlace(reference);
      default -> false;
    };
  }

  private @Nullable Where where(Expression.Call call, boolean clone) {
    List<Argument> arguments = call.arguments();
    if (call.trailing() == null) {
      if (arguments.isEmpty()) {
        return new Where(null);
      }
      if (arguments.size() == 1) {
        switch (arguments.getFirst()) {
          case Argument.Label(LabelName label, _) when !clone -> {
            Label place = body.labels.find(label);
            return place == null ? null : new Where(place);
          }
          case Argument.Positional(Expression.NameUse use, _) when clone -> {
            Local local = body.local(use.name().text());
            if (local != null && local.type() == Type.Primitive.ARENA) {
              body.read(local);
              return new Where(new Label.Arena(local));
            }
          }
          case Argument.Positional _, Argument.Named _, Argument.Shorthand _, Argument.Label _ -> {}
        }
      }
    }
    Span span = call.argumentsSpan().length() == 0 ? call.span() : call.argumentsSpan();
    body.report(new ReferenceProblem.WrongPlace(body.file, span, clone ? "clone" : "bumpRef"));
    return null;
  }

  private boolean reachesObjects(Type type, Set<Symbol> seen) {
    return switch (type) {
      case Type.Buffer _, Type.Reference _ -> true;
      case Type.Named(Symbol.Class declared, _) -> {
        if (!declared.declaration().isData()) {
          yield true;
        }
        boolean reaches = false;
        if (seen.add(declared)) {
          for (FieldInfo field : body.tables.classInfo(declared).fields()) {
            reaches |= reachesObjects(field.type(), seen);
          }
        }
        yield reaches;
      }
      case Type.Named(Symbol.Union union, _) -> {
        boolean reaches = false;
        if (seen.add(union)) {
          for (UnionInfo.Variant variant : body.tables.unionInfo(union).variants()) {
            reaches |= reachesObjects(variant.type(), seen);
          }
        }
        yield reaches;
      }
      case Type.Nullable(Type of) -> reachesObjects(of, seen);
      case Type.Tuple(List<Type> elements) -> {
        boolean reaches = false;
        for (Type element : elements) {
          reaches |= reachesObjects(element, seen);
        }
        yield reaches;
      }
      case Type.Result(Type ok, Type error) ->
          reachesObjects(ok, seen) || reachesObjects(error, seen);
      case Type.Primitive _,
          Type.Named _,
          Type.Range _,
          Type.Sequence _,
          Type.Function _,
          Type.Parameter _,
          Type.Error _ ->
          false;
    };
  }
}
