package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import java.util.List;

/// Checks default values: they are evaluated where the call stands, so those of exported functions
/// and classes may use exported names only.
final class Defaults {
  private Defaults() {}

  static void requireExported(TypedExpression value, SourceFile file, List<Diagnostic> problems) {
    switch (value) {
      case TypedExpression.ConstantUse(Symbol.Constant constant, _, Span span) ->
          require(constant, span, file, problems);
      case TypedExpression.Call call -> {
        require(call.function(), call.nameSpan(), file, problems);
        for (TypedExpression.Argument argument : call.arguments()) {
          requireExported(argument.value(), file, problems);
        }
      }
      case TypedExpression.Construct construct -> {
        require(construct.of(), construct.span(), file, problems);
        for (TypedExpression.Argument argument : construct.arguments()) {
          requireExported(argument.value(), file, problems);
        }
      }
      case TypedExpression.Parenthesised(TypedExpression inner) ->
          requireExported(inner, file, problems);
      case TypedExpression.Some(TypedExpression inner, _) -> requireExported(inner, file, problems);
      case TypedExpression.ToUnion union -> requireExported(union.value(), file, problems);
      case TypedExpression.IsTest test -> requireExported(test.subject(), file, problems);
      case TypedExpression.EnumEntry entry -> require(entry.of(), entry.span(), file, problems);
      case TypedExpression.EnumEntries entries ->
          require(entries.of(), entries.span(), file, problems);
      case TypedExpression.Negate(TypedExpression inner, _) ->
          requireExported(inner, file, problems);
      case TypedExpression.Not(TypedExpression inner, _) -> requireExported(inner, file, problems);
      case TypedExpression.Binary binary -> {
        requireExported(binary.left(), file, problems);
        requireExported(binary.right(), file, problems);
      }
      case TypedExpression.Tuple tuple -> {
        requireAll(tuple.elements(), file, problems);
      }
      case TypedExpression.MethodCall call -> {
        requireExported(call.receiver(), file, problems);
        for (TypedExpression.Argument argument : call.arguments()) {
          requireExported(argument.value(), file, problems);
        }
      }
      case TypedExpression.Required call -> {
        requireExported(call.receiver(), file, problems);
        for (TypedExpression.Argument argument : call.arguments()) {
          requireExported(argument.value(), file, problems);
        }
      }
      case TypedExpression.BuiltinCall call -> {
        requireAll(call.operands(), file, problems);
      }
      case TypedExpression.Copy copy -> {
        requireExported(copy.receiver(), file, problems);
        for (TypedExpression.Argument argument : copy.arguments()) {
          requireExported(argument.value(), file, problems);
        }
      }
      case TypedExpression.FieldGet get -> requireExported(get.receiver(), file, problems);
      case TypedExpression.TupleGet get -> requireExported(get.receiver(), file, problems);
      case TypedExpression.Outcome outcome -> requireExported(outcome.value(), file, problems);
      case TypedExpression.NotNull notNull -> requireExported(notNull.operand(), file, problems);
      case TypedExpression.Elvis elvis -> {
        requireExported(elvis.left(), file, problems);
        requireExported(elvis.right(), file, problems);
      }
      case TypedExpression.SafeAccess access -> {
        requireExported(access.receiver(), file, problems);
        requireExported(access.body(), file, problems);
      }
      case TypedExpression.NullTest test -> requireExported(test.subject(), file, problems);
      case TypedExpression.InRange in -> {
        requireExported(in.value(), file, problems);
        requireExported(in.range(), file, problems);
      }
      case TypedExpression.Range range -> {
        requireExported(range.first(), file, problems);
        requireExported(range.last(), file, problems);
      }
      case TypedExpression.TextIndex index -> {
        requireExported(index.text(), file, problems);
        requireExported(index.index(), file, problems);
      }
      case TypedExpression.TextSlice slice -> {
        requireExported(slice.text(), file, problems);
        requireExported(slice.range(), file, problems);
      }
      case TypedExpression.If conditional -> {
        requireExported(conditional.condition(), file, problems);
        requireExported(conditional.then(), file, problems);
        if (conditional.otherwise() != null) {
          requireExported(conditional.otherwise(), file, problems);
        }
      }
      case TypedExpression.Match match -> {
        requireExported(match.subject(), file, problems);
        for (TypedExpression.TypedArm arm : match.arms()) {
          requireExported(arm.body(), file, problems);
        }
      }
      case TypedExpression.IntegerLiteral _,
          TypedExpression.FloatLiteral _,
          TypedExpression.CharLiteral _,
          TypedExpression.TextLiteral _,
          TypedExpression.BoolLiteral _,
          TypedExpression.NullLiteral _,
          TypedExpression.UnitLiteral _,
          TypedExpression.LocalUse _,
          TypedExpression.TypeConstant _,
          TypedExpression.Try _,
          TypedExpression.Return _,
          TypedExpression.Break _,
          TypedExpression.Continue _,
          TypedExpression.Print _,
          TypedExpression.Assert _,
          TypedExpression.AssertEqual _,
          TypedExpression.Error _ -> {}
      case TypedExpression.NewBuffer buffer -> requireAll(buffer.operands(), file, problems);
      case TypedExpression.Element element -> {
        requireExported(element.buffer(), file, problems);
        requireExported(element.index(), file, problems);
      }
      case TypedExpression.Dereference dereference ->
          requireExported(dereference.reference(), file, problems);
      case TypedExpression.NewText text -> {
        for (TypedExpression.TextPiece piece : text.pieces()) {
          if (piece instanceof TypedExpression.TextPiece.Value(TypedExpression inner, _)) {
            requireExported(inner, file, problems);
          }
        }
      }
      case TypedExpression.Keep keep -> requireExported(keep.value(), file, problems);
      case TypedExpression.Lambda lambda -> requireExported(lambda.body(), file, problems);
      case TypedExpression.CallValue call -> requireAll(call.arguments(), file, problems);
      case TypedExpression.Same same -> {
        requireExported(same.left(), file, problems);
        requireExported(same.right(), file, problems);
      }
    }
  }

  private static void requireAll(
      List<TypedExpression> values, SourceFile file, List<Diagnostic> problems) {
    for (TypedExpression value : values) {
      requireExported(value, file, problems);
    }
  }

  private static void requireExported(
      TypedBlock block, SourceFile file, List<Diagnostic> problems) {
    if (block.value() != null) {
      requireExported(block.value(), file, problems);
    }
  }

  private static void require(
      Symbol symbol, Span span, SourceFile file, List<Diagnostic> problems) {
    if (!symbol.exported() && symbol.module().file() == file) {
      problems.add(new TypeProblem.DefaultNotExported(file, span, symbol).diagnostic());
    }
  }
}
