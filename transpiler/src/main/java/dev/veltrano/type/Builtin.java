package dev.veltrano.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The members and functions that the language brings along for its own types, as data: on what,
/// with which parameters, with what result. What each becomes in Rust is the business of
/// `dev.veltrano.rust`.
public enum Builtin {
  // text
  TEXT_LENGTH(On.TEXT, "length", true, Result.INT),
  TEXT_IS_EMPTY(On.TEXT, "isEmpty", false, Result.BOOL),
  TEXT_TRIM(On.TEXT, "trim", false, Result.TEXT),
  TEXT_TRIM_START(On.TEXT, "trimStart", false, Result.TEXT),
  TEXT_TRIM_END(On.TEXT, "trimEnd", false, Result.TEXT),
  TEXT_STRIP_PREFIX(On.TEXT, "stripPrefix", false, Result.TEXT_OR_NULL, Param.TEXT_OR_CHAR),
  TEXT_STRIP_SUFFIX(On.TEXT, "stripSuffix", false, Result.TEXT_OR_NULL, Param.TEXT_OR_CHAR),
  TEXT_STARTS_WITH(On.TEXT, "startsWith", false, Result.BOOL, Param.TEXT_OR_CHAR),
  TEXT_ENDS_WITH(On.TEXT, "endsWith", false, Result.BOOL, Param.TEXT_OR_CHAR),
  TEXT_CONTAINS(On.TEXT, "contains", false, Result.BOOL, Param.TEXT_OR_CHAR),
  TEXT_FIND(On.TEXT, "find", false, Result.INT_OR_NULL, Param.TEXT_OR_CHAR),
  TEXT_FIND_LAST(On.TEXT, "findLast", false, Result.INT_OR_NULL, Param.TEXT_OR_CHAR),
  TEXT_CHAR_COUNT(On.TEXT, "charCount", false, Result.INT),
  TEXT_PARSE_INT(On.TEXT, "parseInt", false, Result.INT_OR_NULL),
  TEXT_PARSE_FLOAT(On.TEXT, "parseFloat", false, Result.FLOAT_OR_NULL),
  TEXT_SPLIT_ONCE(On.TEXT, "splitOnce", false, Result.TEXT_PAIR_OR_NULL, Param.TEXT_OR_CHAR),
  TEXT_CHARS(On.TEXT, "chars", false, Result.CHARS),
  TEXT_BYTES(On.TEXT, "bytes", false, Result.BYTES),
  TEXT_LINES(On.TEXT, "lines", false, Result.TEXTS),
  TEXT_SPLIT(On.TEXT, "split", false, Result.TEXTS, Param.TEXT_OR_CHAR),
  TEXT_SPLIT_WHITESPACE(On.TEXT, "splitWhitespace", false, Result.TEXTS),
  // new text: temporaries, unless they are kept at once
  TEXT_REPLACE(On.TEXT, "replace", false, Result.TEXT, Param.TEXT_OR_CHAR, Param.TEXT_OR_CHAR),
  TEXT_REPEAT(On.TEXT, "repeat", false, Result.TEXT, Param.INT),
  TEXT_TO_UPPER(On.TEXT, "toUpper", false, Result.TEXT),
  TEXT_TO_LOWER(On.TEXT, "toLower", false, Result.TEXT),
  TEXT_PAD_START(On.TEXT, "padStart", false, Result.TEXT, Param.INT, Param.CHAR),
  TEXT_PAD_END(On.TEXT, "padEnd", false, Result.TEXT, Param.INT, Param.CHAR),
  TEXT_REVERSED(On.TEXT, "reversed", false, Result.TEXT),
  JOIN(On.BUFFER, "join", false, Result.TEXT, Param.TEXT),
  // every buffer
  LENGTH(On.BUFFER, "length", true, Result.INT),
  IS_EMPTY(On.BUFFER, "isEmpty", false, Result.BOOL),
  FIRST(On.BUFFER, "first", false, Result.ELEMENT_OR_NULL),
  LAST(On.BUFFER, "last", false, Result.ELEMENT_OR_NULL),
  CONTAINS(On.BUFFER, "contains", false, Result.BOOL, Param.ELEMENT),
  INDEX_OF(On.BUFFER, "indexOf", false, Result.INT_OR_NULL, Param.ELEMENT),
  FOR_EACH(On.BUFFER, "forEach", false, Result.UNIT, Param.ACTION),
  MAP(On.BUFFER, "map", false, Result.LIST_OF_RESULTS, Param.TRANSFORM),
  FILTER(On.BUFFER, "filter", false, Result.LIST, Param.PREDICATE),
  ANY(On.BUFFER, "any", false, Result.BOOL, Param.PREDICATE),
  ALL(On.BUFFER, "all", false, Result.BOOL, Param.PREDICATE),
  COUNT(On.BUFFER, "count", false, Result.INT, Param.PREDICATE),
  FIND_ELEMENT(On.BUFFER, "find", false, Result.ELEMENT_OR_NULL, Param.PREDICATE),
  FOLD(On.BUFFER, "fold", false, Result.INITIAL, Param.INITIAL, Param.STEP),
  /// Of numbers only.
  SUM(On.BUFFER, "sum", false, Result.ELEMENT),
  /// Of what has a natural order only; so are the next ones.
  SMALLEST(On.BUFFER, "min", false, Result.ELEMENT_OR_NULL),
  LARGEST(On.BUFFER, "max", false, Result.ELEMENT_OR_NULL),
  TO_LIST(On.BUFFER, "toList", false, Result.LIST),
  TO_ARRAY(On.BUFFER, "toArray", false, Result.ARRAY),
  TO_SLICE(On.BUFFER, "toSlice", false, Result.SLICE),
  // buffers whose elements can be assigned
  REVERSE(On.MUTABLE_BUFFER, "reverse", false, Result.UNIT),
  SWAP(On.MUTABLE_BUFFER, "swap", false, Result.UNIT, Param.INT, Param.INT),
  FILL(On.MUTABLE_BUFFER, "fill", false, Result.UNIT, Param.ELEMENT),
  SORT(On.MUTABLE_BUFFER, "sort", false, Result.UNIT),
  SORT_BY(On.MUTABLE_BUFFER, "sortBy", false, Result.UNIT, Param.KEY),
  SORT_WITH(On.MUTABLE_BUFFER, "sortWith", false, Result.UNIT, Param.LESS),
  // lists
  PUSH(On.LIST, "push", false, Result.UNIT, Param.ELEMENT),
  POP(On.LIST, "pop", false, Result.ELEMENT_OR_NULL),
  INSERT(On.LIST, "insert", false, Result.UNIT, Param.INT, Param.ELEMENT),
  REMOVE_AT(On.LIST, "removeAt", false, Result.ELEMENT, Param.INT),
  SWAP_REMOVE(On.LIST, "swapRemove", false, Result.ELEMENT, Param.INT),
  CLEAR(On.LIST, "clear", false, Result.UNIT),
  TRUNCATE(On.LIST, "truncate", false, Result.UNIT, Param.INT),
  ADD_ALL(On.LIST, "addAll", false, Result.UNIT, Param.BUFFER),
  // characters
  CHAR_CODE(On.CHAR, "code", true, Result.U32),
  CHAR_IS_DIGIT(On.CHAR, "isDigit", false, Result.BOOL),
  CHAR_IS_LETTER(On.CHAR, "isLetter", false, Result.BOOL),
  CHAR_IS_WHITESPACE(On.CHAR, "isWhitespace", false, Result.BOOL),
  CHAR_IS_UPPER(On.CHAR, "isUpper", false, Result.BOOL),
  CHAR_IS_LOWER(On.CHAR, "isLower", false, Result.BOOL),
  // entries of an enum class
  ENUM_NAME(On.ENUM, "name", false, Result.TEXT),
  ENUM_ORDINAL(On.ENUM, "ordinal", false, Result.INT),
  // every number
  ABS(On.SIGNED_OR_FLOAT, "abs", false, Result.SAME),
  MIN(On.NUMBER, "min", false, Result.SAME, Param.SAME),
  MAX(On.NUMBER, "max", false, Result.SAME, Param.SAME),
  CLAMP(On.NUMBER, "clamp", false, Result.SAME, Param.SAME, Param.SAME),
  INTEGER_POW(On.INTEGER, "pow", false, Result.SAME, Param.INT),
  TO_I8(On.NUMBER, "toI8", false, Result.I8),
  TO_I16(On.NUMBER, "toI16", false, Result.I16),
  TO_I32(On.NUMBER, "toI32", false, Result.I32),
  TO_I64(On.NUMBER, "toI64", false, Result.INT),
  TO_ISIZE(On.NUMBER, "toISize", false, Result.ISIZE),
  TO_U8(On.NUMBER, "toU8", false, Result.U8),
  TO_U16(On.NUMBER, "toU16", false, Result.U16),
  TO_U32(On.NUMBER, "toU32", false, Result.U32),
  TO_U64(On.NUMBER, "toU64", false, Result.U64),
  TO_USIZE(On.NUMBER, "toUSize", false, Result.USIZE),
  TO_F32(On.NUMBER, "toF32", false, Result.F32),
  TO_F64(On.NUMBER, "toF64", false, Result.FLOAT),
  TO_INT(On.NUMBER, "toInt", false, Result.INT),
  TO_FLOAT(On.NUMBER, "toFloat", false, Result.FLOAT),
  WRAP_TO_I8(On.NUMBER, "wrapToI8", false, Result.I8),
  WRAP_TO_I16(On.NUMBER, "wrapToI16", false, Result.I16),
  WRAP_TO_I32(On.NUMBER, "wrapToI32", false, Result.I32),
  WRAP_TO_I64(On.NUMBER, "wrapToI64", false, Result.INT),
  WRAP_TO_ISIZE(On.NUMBER, "wrapToISize", false, Result.ISIZE),
  WRAP_TO_U8(On.NUMBER, "wrapToU8", false, Result.U8),
  WRAP_TO_U16(On.NUMBER, "wrapToU16", false, Result.U16),
  WRAP_TO_U32(On.NUMBER, "wrapToU32", false, Result.U32),
  WRAP_TO_U64(On.NUMBER, "wrapToU64", false, Result.U64),
  WRAP_TO_USIZE(On.NUMBER, "wrapToUSize", false, Result.USIZE),
  // integers
  COUNT_ONES(On.INTEGER, "countOnes", false, Result.INT),
  LEADING_ZEROS(On.INTEGER, "leadingZeros", false, Result.INT),
  TRAILING_ZEROS(On.INTEGER, "trailingZeros", false, Result.INT),
  ROTATE_LEFT(On.INTEGER, "rotateLeft", false, Result.SAME, Param.INT),
  ROTATE_RIGHT(On.INTEGER, "rotateRight", false, Result.SAME, Param.INT),
  WRAPPING_ADD(On.INTEGER, "wrappingAdd", false, Result.SAME, Param.SAME),
  WRAPPING_SUB(On.INTEGER, "wrappingSub", false, Result.SAME, Param.SAME),
  WRAPPING_MUL(On.INTEGER, "wrappingMul", false, Result.SAME, Param.SAME),
  CHECKED_ADD(On.INTEGER, "checkedAdd", false, Result.SAME_OR_NULL, Param.SAME),
  CHECKED_SUB(On.INTEGER, "checkedSub", false, Result.SAME_OR_NULL, Param.SAME),
  CHECKED_MUL(On.INTEGER, "checkedMul", false, Result.SAME_OR_NULL, Param.SAME),
  CHECKED_DIV(On.INTEGER, "checkedDiv", false, Result.SAME_OR_NULL, Param.SAME),
  // floats
  FLOAT_POW(On.FLOAT, "pow", false, Result.SAME, Param.SAME),
  SQRT(On.FLOAT, "sqrt", false, Result.SAME),
  EXP(On.FLOAT, "exp", false, Result.SAME),
  LN(On.FLOAT, "ln", false, Result.SAME),
  LOG10(On.FLOAT, "log10", false, Result.SAME),
  SIN(On.FLOAT, "sin", false, Result.SAME),
  COS(On.FLOAT, "cos", false, Result.SAME),
  TAN(On.FLOAT, "tan", false, Result.SAME),
  ASIN(On.FLOAT, "asin", false, Result.SAME),
  ACOS(On.FLOAT, "acos", false, Result.SAME),
  ATAN(On.FLOAT, "atan", false, Result.SAME),
  ATAN2(On.FLOAT, "atan2", false, Result.SAME, Param.SAME),
  FLOOR(On.FLOAT, "floor", false, Result.SAME),
  CEIL(On.FLOAT, "ceil", false, Result.SAME),
  ROUND(On.FLOAT, "round", false, Result.SAME),
  TRUNC(On.FLOAT, "trunc", false, Result.SAME),
  IS_NAN(On.FLOAT, "isNaN", false, Result.BOOL),
  // functions
  READ_LINE(On.NOTHING, "readLine", false, Result.TEXT_OR_NULL),
  STDIN_TEXT(On.NOTHING, "stdinText", false, Result.TEXT),
  /// A form of `for`, not a value.
  STDIN_LINES(On.NOTHING, "stdinLines", false, Result.TEXTS),
  EXIT(On.NOTHING, "exit", false, Result.NOTHING, Param.INT),
  /// `Char.of(code)`.
  CHAR_OF(On.CHAR_TYPE, "of", false, Result.CHAR_OR_NULL, Param.U32);

  /// What a member belongs to.
  public enum On {
    TEXT,
    CHAR,
    NUMBER,
    SIGNED_OR_FLOAT,
    INTEGER,
    FLOAT,
    BUFFER,
    /// Arrays and lists.
    MUTABLE_BUFFER,
    LIST,
    ENUM,
    /// A function of its own.
    NOTHING,
    /// The name of the type `Char`.
    CHAR_TYPE;

    /// Whether a value of this type has the members of this group.
    boolean covers(Type type) {
      return switch (this) {
        case TEXT -> type == Type.Primitive.STR;
        case CHAR -> type == Type.Primitive.CHAR;
        case NUMBER -> type.isNumber();
        case SIGNED_OR_FLOAT ->
            type instanceof Type.Primitive p && (p.isFloat() || p.isInteger() && p.isSigned());
        case INTEGER -> type.isInteger();
        case FLOAT -> type.isFloat();
        case BUFFER -> type instanceof Type.Buffer;
        case MUTABLE_BUFFER -> type instanceof Type.Buffer b && b.kind().isMutable();
        case LIST -> type instanceof Type.Buffer b && b.kind() == Type.BufferKind.LIST;
        case ENUM ->
            type instanceof Type.Named(var symbol, _)
                && symbol instanceof dev.veltrano.resolve.Symbol.EnumClass;
        case NOTHING, CHAR_TYPE -> false;
      };
    }
  }

  /// What a parameter takes.
  public enum Param {
    /// The type of the receiver.
    SAME,
    INT,
    U32,
    CHAR,
    TEXT,
    TEXT_OR_CHAR,
    /// An element of the receiver.
    ELEMENT,
    /// A buffer of any kind with the receiver's elements.
    BUFFER,
    /// A lambda `(T) -> Unit`.
    ACTION,
    /// A lambda `(T) -> Bool`.
    PREDICATE,
    /// A lambda `(T) -> U`.
    TRANSFORM,
    /// A lambda `(T) -> K` whose result has a natural order.
    KEY,
    /// A lambda `(T, T) -> Bool`.
    LESS,
    /// The first value of a fold, which is the type of its result.
    INITIAL,
    /// A lambda `(U, T) -> U`, where `U` is the type of the initial value.
    STEP
  }

  /// What comes out.
  public enum Result {
    /// The type of the receiver.
    SAME,
    SAME_OR_NULL,
    BOOL,
    INT,
    INT_OR_NULL,
    FLOAT,
    FLOAT_OR_NULL,
    I8,
    I16,
    I32,
    ISIZE,
    U8,
    U16,
    U32,
    U64,
    USIZE,
    F32,
    CHAR_OR_NULL,
    TEXT,
    TEXT_OR_NULL,
    TEXT_PAIR_OR_NULL,
    CHARS,
    BYTES,
    TEXTS,
    UNIT,
    ELEMENT,
    ELEMENT_OR_NULL,
    LIST,
    ARRAY,
    SLICE,
    /// A list of what the lambda gives.
    LIST_OF_RESULTS,
    /// The type of the initial value.
    INITIAL,
    NOTHING
  }

  private static final Map<String, List<Builtin>> BY_NAME = index();

  private final On on;
  private final String text;
  private final boolean property;
  private final Result result;
  private final List<Param> parameters;

  Builtin(On on, String text, boolean property, Result result, Param... parameters) {
    this.on = on;
    this.text = text;
    this.property = property;
    this.result = result;
    this.parameters = List.of(parameters);
  }

  private static Map<String, List<Builtin>> index() {
    Map<String, List<Builtin>> map = new HashMap<>();
    for (Builtin builtin : values()) {
      map.computeIfAbsent(builtin.text, _ -> new ArrayList<>()).add(builtin);
    }
    return Map.copyOf(map);
  }

  /// The member `name` of a value of type `type`, or `null`.
  public static @org.jspecify.annotations.Nullable Builtin member(Type type, String name) {
    for (Builtin builtin : BY_NAME.getOrDefault(name, List.of())) {
      if (builtin.on.covers(type)) {
        return builtin;
      }
    }
    return null;
  }

  /// The function `name` that belongs to `on` ([On#NOTHING] or a type name), or `null`.
  public static @org.jspecify.annotations.Nullable Builtin function(On on, String name) {
    for (Builtin builtin : BY_NAME.getOrDefault(name, List.of())) {
      if (builtin.on == on) {
        return builtin;
      }
    }
    return null;
  }

  /// The names of all members of a value of this type, for suggestions.
  public static List<String> memberNames(Type type) {
    List<String> names = new ArrayList<>();
    for (Builtin builtin : values()) {
      if (builtin.on.covers(type)) {
        names.add(builtin.text);
      }
    }
    return names;
  }

  public On on() {
    return on;
  }

  /// The name in Veltrano.
  public String text() {
    return text;
  }

  /// Whether it is read without parentheses.
  public boolean isProperty() {
    return property;
  }

  public List<Param> parameters() {
    return parameters;
  }

  /// The type of the result for a receiver of type `receiver`.
  public Type resultType(Type receiver) {
    return switch (result) {
      case SAME -> receiver;
      case SAME_OR_NULL -> receiver.orNull();
      case BOOL -> Type.Primitive.BOOL;
      case INT -> Type.Primitive.I64;
      case INT_OR_NULL -> Type.Primitive.I64.orNull();
      case FLOAT -> Type.Primitive.F64;
      case FLOAT_OR_NULL -> Type.Primitive.F64.orNull();
      case I8 -> Type.Primitive.I8;
      case I16 -> Type.Primitive.I16;
      case I32 -> Type.Primitive.I32;
      case ISIZE -> Type.Primitive.ISIZE;
      case U8 -> Type.Primitive.U8;
      case U16 -> Type.Primitive.U16;
      case U32 -> Type.Primitive.U32;
      case U64 -> Type.Primitive.U64;
      case USIZE -> Type.Primitive.USIZE;
      case F32 -> Type.Primitive.F32;
      case CHAR_OR_NULL -> Type.Primitive.CHAR.orNull();
      case TEXT -> Type.Primitive.STR;
      case TEXT_OR_NULL -> Type.Primitive.STR.orNull();
      case TEXT_PAIR_OR_NULL ->
          new Type.Tuple(List.of(Type.Primitive.STR, Type.Primitive.STR)).orNull();
      case CHARS -> new Type.Sequence(Type.Primitive.CHAR);
      case BYTES -> new Type.Sequence(Type.Primitive.U8);
      case TEXTS -> new Type.Sequence(Type.Primitive.STR);
      case UNIT -> Type.Primitive.UNIT;
      case ELEMENT -> element(receiver);
      case ELEMENT_OR_NULL -> element(receiver).orNull();
      case LIST -> new Type.Buffer(Type.BufferKind.LIST, element(receiver));
      case ARRAY -> new Type.Buffer(Type.BufferKind.ARRAY, element(receiver));
      case SLICE -> new Type.Buffer(Type.BufferKind.SLICE, element(receiver));
      case LIST_OF_RESULTS, INITIAL ->
          throw new IllegalArgumentException("the arguments of `" + text + "` give its type");
      case NOTHING -> Type.Primitive.NOTHING;
    };
  }

  private static Type element(Type receiver) {
    return receiver instanceof Type.Buffer(_, Type element) ? element : Type.Error.ERROR;
  }

  /// Whether a call makes text that must be put somewhere: text from outside.
  public boolean allocates() {
    return this == READ_LINE || this == STDIN_TEXT || this == STDIN_LINES;
  }

  /// Whether a call makes new text, a temporary.
  public boolean makesText() {
    return switch (this) {
      case TEXT_REPLACE,
          TEXT_REPEAT,
          TEXT_TO_UPPER,
          TEXT_TO_LOWER,
          TEXT_PAD_START,
          TEXT_PAD_END,
          TEXT_REVERSED,
          JOIN ->
          true;
      default -> false;
    };
  }

  /// Whether a call makes a new buffer.
  public boolean makesBuffer() {
    return switch (this) {
      case MAP, FILTER, TO_LIST, TO_ARRAY, TO_SLICE -> true;
      default -> false;
    };
  }
}
