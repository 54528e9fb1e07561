package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.Place;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What each member and function of the language is in Rust. This is the one table of them.
final class Builtins {
  private static final String NUMBER = "veltrano_runtime::Number";
  private static final String INTEGER = "veltrano_runtime::Integer";
  private static final String TEXT = "veltrano_runtime::Text";
  private static final String TEXT_ARENA = "veltrano_runtime::TextArena";

  private final Body body;

  Builtins(Body body) {
    this.body = body;
  }

  Expr call(TypedExpression.BuiltinCall e, Ask ask) {
    return switch (e.builtin()) {
      case TEXT_LENGTH -> text(e, "length");
      case TEXT_IS_EMPTY -> std(e, "is_empty");
      case TEXT_TRIM -> std(e, "trim");
      case TEXT_TRIM_START -> std(e, "trim_start");
      case TEXT_TRIM_END -> std(e, "trim_end");
      case TEXT_STRIP_PREFIX -> std(e, "strip_prefix");
      case TEXT_STRIP_SUFFIX -> std(e, "strip_suffix");
      case TEXT_STARTS_WITH -> std(e, "starts_with");
      case TEXT_ENDS_WITH -> std(e, "ends_with");
      case TEXT_CONTAINS -> std(e, "contains");
      case TEXT_FIND -> text(e, "index_of");
      case TEXT_FIND_LAST -> text(e, "last_index_of");
      case TEXT_CHAR_COUNT -> text(e, "char_count");
      case TEXT_PARSE_INT -> text(e, "parse_int");
      case TEXT_PARSE_FLOAT -> text(e, "parse_float");
      case TEXT_SPLIT_ONCE -> std(e, "split_once");
      case TEXT_CHARS -> std(e, "chars");
      case TEXT_BYTES -> std(e, "bytes");
      case TEXT_LINES -> std(e, "lines");
      case TEXT_SPLIT -> std(e, "split");
      case TEXT_SPLIT_WHITESPACE -> std(e, "split_whitespace");
      case ENUM_NAME -> std(e, "name");
      case ENUM_ORDINAL -> cast(e, Type.Primitive.I64);
      case CHAR_CODE -> cast(e, Type.Primitive.U32);
      case CHAR_IS_DIGIT -> std(e, "is_ascii_digit");
      case CHAR_IS_LETTER -> std(e, "is_alphabetic");
      case CHAR_IS_WHITESPACE -> std(e, "is_whitespace");
      case CHAR_IS_UPPER -> std(e, "is_uppercase");
      case CHAR_IS_LOWER -> std(e, "is_lowercase");
      case ABS -> std(e, "abs");
      case MIN -> std(e, "min");
      case MAX -> std(e, "max");
      case CLAMP -> std(e, "clamp");
      case INTEGER_POW -> {
        body.file.trait(INTEGER);
        yield method(e, "power", Ask.ANY_INTEGER);
      }
      case TO_I8 -> number(e, "to_i8");
      case TO_I16 -> number(e, "to_i16");
      case TO_I32 -> number(e, "to_i32");
      case TO_I64, TO_INT -> number(e, "to_i64");
      case TO_ISIZE -> number(e, "to_isize");
      case TO_U8 -> number(e, "to_u8");
      case TO_U16 -> number(e, "to_u16");
      case TO_U32 -> number(e, "to_u32");
      case TO_U64 -> number(e, "to_u64");
      case TO_USIZE -> number(e, "to_usize");
      case TO_F32 -> number(e, "to_f32");
      case TO_F64, TO_FLOAT -> number(e, "to_f64");
      case WRAP_TO_I8 -> cast(e, Type.Primitive.I8);
      case WRAP_TO_I16 -> cast(e, Type.Primitive.I16);
      case WRAP_TO_I32 -> cast(e, Type.Primitive.I32);
      case WRAP_TO_I64 -> cast(e, Type.Primitive.I64);
      case WRAP_TO_ISIZE -> cast(e, Type.Primitive.ISIZE);
      case WRAP_TO_U8 -> cast(e, Type.Primitive.U8);
      case WRAP_TO_U16 -> cast(e, Type.Primitive.U16);
      case WRAP_TO_U32 -> cast(e, Type.Primitive.U32);
      case WRAP_TO_U64 -> cast(e, Type.Primitive.U64);
      case WRAP_TO_USIZE -> cast(e, Type.Primitive.USIZE);
      case COUNT_ONES -> count(e, "count_ones");
      case LEADING_ZEROS -> count(e, "leading_zeros");
      case TRAILING_ZEROS -> count(e, "trailing_zeros");
      case ROTATE_LEFT -> rotate(e, "rotate_left");
      case ROTATE_RIGHT -> rotate(e, "rotate_right");
      case WRAPPING_ADD -> std(e, "wrapping_add");
      case WRAPPING_SUB -> std(e, "wrapping_sub");
      case WRAPPING_MUL -> std(e, "wrapping_mul");
      case CHECKED_ADD -> std(e, "checked_add");
      case CHECKED_SUB -> std(e, "checked_sub");
      case CHECKED_MUL -> std(e, "checked_mul");
      case CHECKED_DIV -> std(e, "checked_div");
      case FLOAT_POW -> std(e, "powf");
      case SQRT -> std(e, "sqrt");
      case EXP -> std(e, "exp");
      case LN -> std(e, "ln");
      case LOG10 -> std(e, "log10");
      case SIN -> std(e, "sin");
      case COS -> std(e, "cos");
      case TAN -> std(e, "tan");
      case ASIN -> std(e, "asin");
      case ACOS -> std(e, "acos");
      case ATAN -> std(e, "atan");
      case ATAN2 -> std(e, "atan2");
      case FLOOR -> std(e, "floor");
      case CEIL -> std(e, "ceil");
      case ROUND -> std(e, "round");
      case TRUNC -> std(e, "trunc");
      case IS_NAN -> std(e, "is_nan");
      case READ_LINE -> input(e, "read_line");
      case STDIN_TEXT -> input(e, "stdin_text");
      case EXIT -> Make.call(function("exit"), arguments(e, 0, Ask.PINNED), body.user(e.span()));
      case CHAR_OF ->
          Make.call(function("char_of"), arguments(e, 0, Ask.ANY_INTEGER), body.user(e.span()));
      case STDIN_LINES -> throw new IllegalStateException("stdinLines() outside of a `for`");
      case TEXT_REPLACE,
          TEXT_REPEAT,
          TEXT_TO_UPPER,
          TEXT_TO_LOWER,
          TEXT_PAD_START,
          TEXT_PAD_END,
          TEXT_REVERSED,
          JOIN ->
          text(e, body.arenas.placeOf(e));
      case LENGTH,
          IS_EMPTY,
          FIRST,
          LAST,
          CONTAINS,
          INDEX_OF,
          FOR_EACH,
          MAP,
          FILTER,
          ANY,
          ALL,
          COUNT,
          FIND_ELEMENT,
          FOLD,
          SUM,
          SMALLEST,
          LARGEST,
          TO_LIST,
          TO_ARRAY,
          TO_SLICE,
          REVERSE,
          SWAP,
          FILL,
          SORT,
          SORT_BY,
          SORT_WITH,
          PUSH,
          POP,
          INSERT,
          REMOVE_AT,
          SWAP_REMOVE,
          CLEAR,
          TRUNCATE,
          ADD_ALL ->
          body.buffers.member(e, ask);
    };
  }

  private Expr input(TypedExpression.BuiltinCall e, String name) {
    return Make.call(
        function(name), body.allocations.arguments(e, e.nameSpan()), body.user(e.span()));
  }

  /// A call that makes new text in a place.
  Expr text(TypedExpression.BuiltinCall e, Place place) {
    body.file.trait(TEXT_ARENA);
    Expr arena = body.allocations.receiver(place, e.nameSpan());
    TypedExpression receiver = e.operands().getFirst();
    String name =
        switch (e.builtin()) {
          case TEXT_REPLACE -> "replace";
          case TEXT_REPEAT -> "repeat";
          case TEXT_TO_UPPER -> "to_upper";
          case TEXT_TO_LOWER -> "to_lower";
          case TEXT_PAD_START -> "pad_start";
          case TEXT_PAD_END -> "pad_end";
          case TEXT_REVERSED -> "reversed";
          case JOIN -> "join";
          default -> throw new IllegalStateException("makes no text: " + e.builtin());
        };
    List<Expr> arguments = new ArrayList<>();
    if (e.builtin() == Builtin.JOIN) {
      if (receiver.type() instanceof Type.Buffer(_, Type element)) {
        body.prints.note(element);
      }
      arguments.add(body.buffers.sequence(receiver, Ask.KNOWN));
    } else {
      arguments.add(body.lower(receiver, Ask.PINNED));
    }
    for (int i = 1; i < e.operands().size(); i++) {
      boolean integer = e.builtin().parameters().get(i - 1) == Builtin.Param.INT;
      arguments.add(body.lower(e.operands().get(i), integer ? Ask.ANY_INTEGER : Ask.PINNED));
    }
    return Make.method(arena, name, arguments, body.user(e.nameSpan()), body.user(e.span()));
  }

  /// A function of the runtime.
  String function(String name) {
    String path = "veltrano_runtime::" + name;
    return body.scope.isVisible(name) ? path : body.file.item(path);
  }

  private Expr text(TypedExpression.BuiltinCall e, String name) {
    body.file.trait(TEXT);
    return std(e, name);
  }

  private Expr number(TypedExpression.BuiltinCall e, String name) {
    body.file.trait(NUMBER);
    return std(e, name);
  }

  private Expr std(TypedExpression.BuiltinCall e, String name) {
    return method(e, name, Ask.PINNED);
  }

  private Expr method(TypedExpression.BuiltinCall e, String name, Ask ask) {
    return Make.method(
        body.lower(e.operands().getFirst(), Ask.KNOWN),
        name,
        arguments(e, 1, ask),
        body.user(e.nameSpan()),
        body.user(e.span()));
  }

  private List<Expr> arguments(TypedExpression.BuiltinCall e, int from, Ask ask) {
    List<Expr> lowered = new ArrayList<>();
    for (TypedExpression operand : e.operands().subList(from, e.operands().size())) {
      lowered.add(body.lower(operand, ask));
    }
    return lowered;
  }

  private Expr cast(TypedExpression.BuiltinCall e, Type.Primitive to) {
    Expr operand = body.lower(e.operands().getFirst(), Ask.KNOWN);
    return e.operands().getFirst().type() == to
        ? operand
        : new Expr.Cast(operand, body.elided(to), body.user(e.span()));
  }

  private Expr count(TypedExpression.BuiltinCall e, String name) {
    return Make.call(
        body.file.primitive("i64") + "::from", List.of(std(e, name)), body.user(e.span()));
  }

  private Expr rotate(TypedExpression.BuiltinCall e, String name) {
    TypedExpression by = e.operands().get(1);
    Origin origin = body.user(e.span());
    Expr amount =
        Nature.bare(by) instanceof TypedExpression.IntegerLiteral literal
            ? body.lower(literal, Ask.PINNED)
            : new Expr.Cast(
                body.lower(by, Ask.KNOWN),
                body.elided(Type.Primitive.U32),
                body.derived(by.span()));
    return Make.method(
        body.lower(e.operands().getFirst(), Ask.KNOWN),
        name,
        List.of(amount),
        body.user(e.nameSpan()),
        origin);
  }

  /// `text[i]`.
  Expr index(TypedExpression.TextIndex e) {
    body.file.trait(TEXT);
    return Make.method(
        body.lower(e.text(), Ask.KNOWN),
        "byte_at",
        List.of(body.lower(e.index(), Ask.ANY_INTEGER)),
        body.user(e.span()));
  }

  /// `text[a..<b]`.
  Expr slice(TypedExpression.TextSlice e) {
    body.file.trait(TEXT);
    TypedExpression.Range range = e.range();
    boolean firm = body.nature.hasOwnType(range.first()) || body.nature.hasOwnType(range.last());
    Ask ask = firm ? Ask.JOINED : Ask.ANY_INTEGER;
    Expr bounds =
        new Expr.Range(
            Optional.of(body.lower(range.first(), ask)),
            Optional.of(body.lower(range.last(), ask)),
            range.kind() == TypedExpression.RangeKind.INCLUSIVE,
            body.user(range.span()));
    return Make.method(
        body.lower(e.text(), Ask.KNOWN), "slice", List.of(bounds), body.user(e.span()));
  }

  /// `.step_by(…)` for the step of a range.
  Expr stepBy(Expr range, TypedExpression step, Origin origin) {
    TypedExpression bare = Nature.bare(step);
    Expr amount;
    if (bare instanceof TypedExpression.IntegerLiteral literal && literal.bits() > 0) {
      amount = body.lower(literal, Ask.PINNED);
    } else {
      body.file.trait(INTEGER);
      amount =
          Make.method(body.lower(step, Ask.KNOWN), "to_step", List.of(), body.user(step.span()));
    }
    return Make.method(range, "step_by", List.of(amount), origin);
  }

  /// Whether throwing the result away would make Rust wonder.
  static boolean isMustUse(Builtin builtin) {
    return builtin != Builtin.EXIT;
  }
}
