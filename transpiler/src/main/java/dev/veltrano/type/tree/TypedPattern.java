package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pattern whose names are bound and whose types fit.
public sealed interface TypedPattern {

  /// `_` or `default`.
  record Any() implements TypedPattern {}

  record Bind(Local local) implements TypedPattern {}

  record Null() implements TypedPattern {}

  /// The value inside of a `T?`. `bound` is the copy of it that the arm uses because the subject is
  /// known not to be null there; `null` where no use relies on that.
  record NotNull(TypedPattern inner, @Nullable Local bound) implements TypedPattern {}

  /// A number (maybe negated), character, text or `Bool`.
  record Literal(TypedExpression value) implements TypedPattern {}

  record Constant(TypedExpression.ConstantUse use) implements TypedPattern {}

  /// Limits are literals or constants.
  record Range(TypedExpression low, TypedExpression high, boolean inclusive)
      implements TypedPattern {}

  record Tuple(List<TypedPattern> elements) implements TypedPattern {}

  /// `Ok(inner)` or `Err(inner)`.
  record Outcome(boolean ok, TypedPattern inner) implements TypedPattern {}

  /// A data class; fields that are not listed may be anything.
  record Data(Symbol.Class of, List<FieldPattern> fields) implements TypedPattern {}

  /// An object of a class; fields that are not listed may be anything. What is bound is what the
  /// fields hold when the pattern is tried.
  record Object(Symbol.Class of, List<FieldPattern> fields) implements TypedPattern {}

  /// A variant of a union. `bound` is the copy of the subject that the arm uses because it is known
  /// to be of the variant there; `null` where no use relies on that.
  record Variant(UnionInfo.Variant of, Type union, TypedPattern inner, @Nullable Local bound)
      implements TypedPattern {}

  /// `Red` or `Color.Red`.
  record Entry(Symbol.EnumClass of, int index) implements TypedPattern {}

  record FieldPattern(FieldInfo field, TypedPattern pattern) {}
}
