package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An item with a name that others can use. Its span starts at `export` where that is written.
public sealed interface Declaration extends Item {

  Name name();

  boolean exported();

  /// `const val MAX: Int = 100`.
  record Constant(Name name, @Nullable TypeTree type, Expression value, boolean exported, Span span)
      implements Declaration {}

  /// `type Entity = Player | Monster`.
  record Union(
      Name name,
      List<TypeParameter> typeParameters,
      List<TypeTree> variants,
      boolean exported,
      Span span)
      implements Declaration {}

  /// `enum class Color { Red, Green }`.
  record EnumClass(Name name, List<EnumEntry> entries, boolean exported, Span span)
      implements Declaration {}

  /// `requirement Shape<T> { has area(): Float }`.
  record Requirement(
      Name name, List<TypeParameter> typeParameters, List<Has> members, boolean exported, Span span)
      implements Declaration {}

  /// `class` or `data class`. `hasFieldList` tells `class A` from `class A()`; `hasBody` tells
  /// `class A()` from `class A() {}`.
  record ClassDeclaration(
      boolean isData,
      Name name,
      List<TypeParameter> typeParameters,
      boolean hasFieldList,
      List<Field> fields,
      boolean hasBody,
      List<Member> members,
      boolean exported,
      Span span)
      implements Declaration {}

  /// A function: a declaration of a file, a member of a class, a statement in a body, or a
  /// signature of `extern rust` (then the body is `null`). `headSpan` runs from `fun` to the end of
  /// the signature.
  record Function(
      List<TypeParameter> typeParameters,
      @Nullable Receiver receiver,
      Name name,
      List<Parameter> parameters,
      @Nullable TypeTree result,
      @Nullable Requires requires,
      @Nullable FunctionBody body,
      boolean exported,
      Span headSpan,
      Span span)
      implements Declaration {}
}
