package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression with its type. Conversions that the language does by itself are nodes of their own
/// ([Some]), so that a node's operands always have exactly the types that the node asks for.
public sealed interface TypedExpression {

  Type type();

  Span span();

  /// A whole number, as written at the span (maybe of a float type, where a fraction must be added
  /// in Rust). `bits` is its value, unsigned.
  record IntegerLiteral(long bits, Type type, Span span) implements TypedExpression {}

  /// A number with a fraction or exponent, as written at the span.
  record FloatLiteral(double value, Type type, Span span) implements TypedExpression {}

  /// A character; of type `U8` where a byte was expected.
  record CharLiteral(int codePoint, Type type, Span span) implements TypedExpression {}

  record TextLiteral(String value, boolean raw, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.STR;
    }
  }

  record BoolLiteral(boolean value, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.BOOL;
    }
  }

  record NullLiteral(Type type, Span span) implements TypedExpression {}

  record UnitLiteral(Span span) implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.UNIT;
    }
  }

  /// The value of a local; a narrowed local where a check proved more than the declaration says.
  record LocalUse(Local local, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return local.type();
    }
  }

  record ConstantUse(Symbol.Constant constant, Type type, Span span) implements TypedExpression {}

  /// `I64.MAX`, `F64.PI`: a constant of a number type.
  record TypeConstant(Type.Primitive of, String name, Type type, Span span)
      implements TypedExpression {}

  /// Parentheses that the user wrote.
  record Parenthesised(TypedExpression inner) implements TypedExpression {
    @Override
    public Type type() {
      return inner.type();
    }

    @Override
    public Span span() {
      return inner.span();
    }
  }

  record Tuple(List<TypedExpression> elements, Type type, Span span) implements TypedExpression {}

  /// The value as a `T?`: the conversion that the language does by itself.
  record Some(TypedExpression value, Type type) implements TypedExpression {
    @Override
    public Span span() {
      return value.span();
    }
  }

  /// A value of a variant as a value of its union: the conversion that the language does by itself.
  record ToUnion(TypedExpression value, UnionInfo.Variant variant, Type type)
      implements TypedExpression {
    @Override
    public Span span() {
      return value.span();
    }
  }

  /// `Color.Red`.
  record EnumEntry(Symbol.EnumClass of, int index, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return new Type.Named(of, List.of());
    }
  }

  /// `Color.entries()`: all values of an enum class, in order.
  record EnumEntries(Symbol.EnumClass of, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return new Type.Buffer(Type.BufferKind.SLICE, new Type.Named(of, List.of()));
    }
  }

  /// `Ok(value)` or `Err(value)`; without a value it is `Ok` of unit.
  record Outcome(boolean ok, TypedExpression value, Type type, Span span)
      implements TypedExpression {}

  /// `try operand`. `widening` makes the error that is returned of the operand's, where the two are
  /// of different types.
  record Try(TypedExpression operand, @Nullable Widening widening, Type type, Span span)
      implements TypedExpression {}

  /// How an error becomes one of a union: `from` is a variant of it, or a union whose variants are
  /// all among its own. `variants` are the ones of `to` that may come.
  record Widening(Type from, Type to, List<UnionInfo.Variant> variants) {}

  /// `receiver.field` of a data class, an object, or the value behind a `Ref`.
  record FieldGet(TypedExpression receiver, FieldInfo field, Span nameSpan, Span span)
      implements TypedExpression {
    @Override
    public Type type() {
      return Substitution.of(receiver.type()).apply(field.type());
    }
  }

  record TupleGet(TypedExpression receiver, int index, Type type, Span span)
      implements TypedExpression {}

  /// A value for one parameter, in the order written. `parameter` is its index.
  record Argument(int parameter, TypedExpression value) {}

  /// A call of a declared function. Arguments stand in written order; parameters without one take
  /// their default values. `typeArguments` stand for the type parameters of the function.
  record Call(
      Symbol.Function function,
      List<Type> typeArguments,
      List<Argument> arguments,
      Type type,
      Span nameSpan,
      Span span)
      implements TypedExpression {}

  /// A call of a method on a receiver. `typeArguments` stand for the type parameters of the method
  /// itself; those of its class are the receiver's.
  record MethodCall(
      TypedExpression receiver,
      Symbol.Function method,
      List<Type> typeArguments,
      List<Argument> arguments,
      Type type,
      Span nameSpan,
      Span span)
      implements TypedExpression {}

  /// A member of a value of a type parameter, which a requirement promises.
  record Required(
      TypedExpression receiver,
      RequiredMember member,
      List<Argument> arguments,
      Type type,
      Span nameSpan,
      Span span)
      implements TypedExpression {}

  /// A member or function that the language brings along. For a member the receiver is the first
  /// operand.
  record BuiltinCall(
      Builtin builtin, List<TypedExpression> operands, Type type, Span nameSpan, Span span)
      implements TypedExpression {}

  /// `P(x = 1)`: a value of a data class, or a new object of a class, which is put into an arena.
  /// `place` is the label of `Node@a(…)`.
  record Construct(
      Symbol.Class of, @Nullable Label place, List<Argument> arguments, Type type, Span span)
      implements TypedExpression {}

  /// `List<T>()`, `List(1, 2)`, `[1, 2]`, `Array(n, value)`, `Array(n) { i -> … }`: a new buffer.
  /// The operands are the elements; for [BufferForm#FILLED] the length and the value, for
  /// [BufferForm#COMPUTED] the length and a [Lambda]. `place` is the label of `List@a<T>()`,
  /// `labels` are those of its type (of `List<Str@a>()`).
  record NewBuffer(
      BufferForm form,
      @Nullable Label place,
      Labels labels,
      List<TypedExpression> operands,
      Type.Buffer type,
      Span span)
      implements TypedExpression {}

  /// How a new buffer gets its elements.
  enum BufferForm {
    ELEMENTS,
    FILLED,
    COMPUTED
  }

  /// `buffer[index]`, of type `element`.
  record Element(TypedExpression buffer, TypedExpression index, Type type, Span span)
      implements TypedExpression {}

  /// The value behind a `Ref<P>` where a `P` is asked for: a copy.
  record Dereference(TypedExpression reference, Type type) implements TypedExpression {
    @Override
    public Span span() {
      return reference.span();
    }
  }

  /// New text: `f"…"` as a value, `a + b`, `x.toString()`. A temporary, unless it is the value of a
  /// [Keep].
  record NewText(List<TextPiece> pieces, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.STR;
    }
  }

  /// `value.bumpRef()`, `value.bumpRef(@a)`, `value.clone(arena)`: a copy of text or of a value in
  /// the arena of `place`, or of the lifetime that it flows to. The type is `Str` for text, else
  /// the `Ref` of the value's.
  record Keep(TypedExpression value, @Nullable Label place, Type type, Span span)
      implements TypedExpression {}

  /// `{ x -> … }` as an argument. `implicit` is true where the parameter is `it`; `labels` are
  /// those of the parameters' types.
  record Lambda(
      List<TypedBinder> parameters,
      List<Labels> labels,
      boolean implicit,
      TypedBlock body,
      Type.Function type,
      Span span)
      implements TypedExpression {}

  /// A call of a parameter that is a function.
  record CallValue(LocalUse callee, List<TypedExpression> arguments, Type type, Span span)
      implements TypedExpression {}

  /// `a === b`, and `a == b` of class references: whether both are the same object. Either may be
  /// nullable.
  record Same(boolean negated, TypedExpression left, TypedExpression right, Span span)
      implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.BOOL;
    }
  }

  /// `p.copy(x = 5)`; the arguments index the constructor's parameters.
  record Copy(
      TypedExpression receiver, Symbol.Class of, List<Argument> arguments, Type type, Span span)
      implements TypedExpression {}

  /// `receiver?.…`: where the receiver is not null, `bound` is its value and `body` what is done
  /// with it; otherwise `null`. With `flatten` the body is nullable itself. The type is nullable,
  /// or `Unit` where the body's is.
  record SafeAccess(
      TypedExpression receiver,
      Local bound,
      TypedExpression body,
      boolean flatten,
      Type type,
      Span span)
      implements TypedExpression {}

  /// `left ?: right`; `right` may be of type `Nothing`, or nullable as the whole is.
  record Elvis(TypedExpression left, TypedExpression right, Type type, Span span)
      implements TypedExpression {}

  /// `operand!!`.
  record NotNull(TypedExpression operand, Type type, Span span) implements TypedExpression {}

  /// `subject == null` (`isNull`) or `subject != null`. `bound` is the copy that is known not to be
  /// null where the test says so; `null` where the subject is no stable place.
  record NullTest(TypedExpression subject, boolean isNull, @Nullable Local bound, Span span)
      implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.BOOL;
    }
  }

  /// `subject is Player`, `subject !is Player`. `bound` is the copy of the subject that is known to
  /// be of the variant where the test says so; `null` where the subject is no stable place. The
  /// subject's type is the union, or the nullable union.
  record IsTest(
      TypedExpression subject,
      UnionInfo.Variant variant,
      boolean negated,
      @Nullable Local bound,
      Span span)
      implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.BOOL;
    }
  }

  /// Arithmetic, bit operations, comparisons, `&&`, `||`. Both operands have the same type, shifts
  /// excepted.
  record Binary(
      BinaryOperator operator, TypedExpression left, TypedExpression right, Type type, Span span)
      implements TypedExpression {}

  record Negate(TypedExpression operand, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return operand.type();
    }
  }

  /// `!b`, or `~n` of an integer.
  record Not(TypedExpression operand, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return operand.type();
    }
  }

  /// `low..high`, `low..<high`, `high downTo low`, with a step; only where the form may stand.
  record Range(
      RangeKind kind,
      TypedExpression first,
      TypedExpression last,
      @Nullable TypedExpression step,
      Type type,
      Span span)
      implements TypedExpression {}

  enum RangeKind {
    INCLUSIVE,
    UNTIL,
    DOWN_TO
  }

  /// `value in low..high`.
  record InRange(boolean negated, TypedExpression value, Range range, Span span)
      implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.BOOL;
    }
  }

  /// `text[i]`, a byte.
  record TextIndex(TypedExpression text, TypedExpression index, Span span)
      implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.U8;
    }
  }

  /// `text[a..<b]`, a part of the same text.
  record TextSlice(TypedExpression text, Range range, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.STR;
    }
  }

  /// `if`; without `otherwise` its type is `Unit`.
  record If(
      TypedExpression condition,
      TypedBlock then,
      @Nullable TypedBlock otherwise,
      Type type,
      Span span)
      implements TypedExpression {}

  /// `match`, proved exhaustive.
  record Match(TypedExpression subject, List<TypedArm> arms, Type type, Span span)
      implements TypedExpression {}

  /// One arm; several patterns bind nothing.
  record TypedArm(
      List<TypedPattern> patterns,
      @Nullable TypedExpression guard,
      TypedBlock body,
      Span headSpan,
      Span span) {}

  record Return(@Nullable TypedExpression value, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.NOTHING;
    }
  }

  record Break(@Nullable String label, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.NOTHING;
    }
  }

  record Continue(@Nullable String label, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.NOTHING;
    }
  }

  /// `print`, `println`, `eprintln`, and `panic` (whose type is `Nothing`).
  record Print(Target target, List<TextPiece> pieces, Span span) implements TypedExpression {
    @Override
    public Type type() {
      return target == Target.PANIC ? Type.Primitive.NOTHING : Type.Primitive.UNIT;
    }
  }

  enum Target {
    PRINT,
    PRINTLN,
    EPRINT,
    EPRINTLN,
    PANIC
  }

  /// A piece of formatted text.
  sealed interface TextPiece {
    /// Plain text, escapes resolved.
    record Plain(String value) implements TextPiece {}

    /// A value with Rust's format specification (`>8`, `?`), empty where there is none.
    record Value(TypedExpression value, String spec) implements TextPiece {}
  }

  /// `assert(condition)` with an optional message.
  record Assert(TypedExpression condition, @Nullable List<TextPiece> message, Span span)
      implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.UNIT;
    }
  }

  /// `assertEq(left, right)`.
  record AssertEqual(TypedExpression left, TypedExpression right, Span span)
      implements TypedExpression {
    @Override
    public Type type() {
      return Type.Primitive.UNIT;
    }
  }

  /// Something wrong that has been reported. Never reaches the Rust back end.
  record Error(Span span) implements TypedExpression {
    @Override
    public Type type() {
      return Type.Error.ERROR;
    }
  }
}
