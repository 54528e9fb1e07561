package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression as written.
public sealed interface Expression extends Node {

  /// A number; its text is what stands at the span. `floating` tells whether it has a fraction or
  /// an exponent.
  record NumberLiteral(boolean floating, Span span) implements Expression {}

  /// `'c'`; -1 where the literal was wrong and has been reported.
  record CharLiteral(int codePoint, Span span) implements Expression {}

  /// `"text"` with its escapes resolved, or raw text.
  record TextLiteral(String value, boolean raw, Span span) implements Expression {}

  /// `f"…"`.
  record FormatText(List<FormatPart> parts, boolean raw, Span span) implements Expression {}

  record BoolLiteral(boolean value, Span span) implements Expression {}

  record NullLiteral(Span span) implements Expression {}

  record Self(Span span) implements Expression {}

  /// A name, with a label and type arguments where it is called with them: `Map@root<Str, Int>`.
  record NameUse(Name name, @Nullable LabelName label, List<TypeArgument> typeArguments, Span span)
      implements Expression {}

  /// `::name`.
  record FunctionReference(Name name, Span span) implements Expression {}

  /// `(inner)`.
  record Parenthesised(Expression inner, Span span) implements Expression {}

  /// `(a, b)`, `(a,)`; without elements it is the unit value.
  record TupleLiteral(List<Expression> elements, Span span) implements Expression {}

  /// `[a, b]`.
  record ArrayLiteral(List<Expression> elements, Span span) implements Expression {}

  /// `{ x -> … }` (with `parameters` `null` where no arrow is written) or `|x| …`.
  record Lambda(
      @Nullable List<LambdaParameter> parameters, List<Statement> body, boolean bars, Span span)
      implements Expression {}

  /// `if (condition) then else otherwise`.
  record If(Expression condition, Statement then, @Nullable Statement otherwise, Span span)
      implements Expression {}

  record Match(Expression subject, List<MatchArm> arms, Span span) implements Expression {}

  record Return(@Nullable Expression value, Span span) implements Expression {}

  record Break(@Nullable LabelName label, Span span) implements Expression {}

  record Continue(@Nullable LabelName label, Span span) implements Expression {}

  record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

  record Binary(
      BinaryOperator operator, Expression left, Expression right, Span operatorSpan, Span span)
      implements Expression {}

  /// `x is T`, `x !is T`.
  record Is(boolean negated, Expression operand, TypeTree type, Span span) implements Expression {}

  /// `receiver.name`, `receiver?.name`, with type arguments where it is called with them.
  record Select(
      Expression receiver, boolean safe, Name name, List<TypeArgument> typeArguments, Span span)
      implements Expression {}

  /// `tuple.0`; the index is -1 where it does not fit.
  record TupleSelect(Expression receiver, boolean safe, int index, Span indexSpan, Span span)
      implements Expression {}

  /// `callee(arguments)`, with a lambda behind the parentheses where one stands there.
  /// `argumentsSpan` covers the parentheses; it is empty where there is only a lambda.
  record Call(
      Expression callee,
      List<Argument> arguments,
      @Nullable Lambda trailing,
      Span argumentsSpan,
      Span span)
      implements Expression {}

  record Index(Expression receiver, Expression index, Span span) implements Expression {}

  /// `operand!!`.
  record NotNull(Expression operand, Span span) implements Expression {}

  /// Input that is no expression; it has been reported.
  record Error(Span span) implements Expression {}
}
