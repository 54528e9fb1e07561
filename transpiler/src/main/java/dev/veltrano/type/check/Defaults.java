package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
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
      case TypedExpression.Negate(TypedExpression inner, _) ->
          requireExported(inner, file, problems);
      case TypedExpression.Not(TypedExpression inner, _) -> requireExported(inner, file, problems);
      case TypedExpression.Binary binary -> {
        requireExported(binary.left(), file, problems);
        requireExported(binary.right(), file, problems);
      }
      case TypedExpression.Tuple tuple -> {
        for (TypedExpression element : tuple.elements()) {
          requireExported(element, file, problems);
        }
      }
      default -> {}
    }
  }

  private static void require(
      Symbol symbol, Span span, SourceFile file, List<Diagnostic> problems) {
    if (!symbol.exported() && symbol.module().file() == file) {
      problems.add(new TypeProblem.DefaultNotExported(file, span, symbol).diagnostic());
    }
  }
}
