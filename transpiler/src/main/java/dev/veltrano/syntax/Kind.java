package dev.veltrano.syntax;

/// The kinds of tokens, as small numbers: tokens live in arrays, and the parser switches over them.
///
/// Words that are only sometimes keywords (`data`, `step`, …) are [#NAME]s; see [Words].
public final class Kind {
  private Kind() {}

  public static final byte EOF = 0;
  public static final byte NAME = 1;

  /// `@name`; the value is the name after the `@`.
  public static final byte LABEL = 2;

  /// An `@` that no name follows.
  public static final byte AT = 3;

  public static final byte NUMBER = 4;
  public static final byte CHAR = 5;
  public static final byte STRING = 6;

  /// `f"` or `f"""`.
  public static final byte FORMAT_OPEN = 7;

  /// Plain text inside an `f"…"`.
  public static final byte FORMAT_TEXT = 8;

  /// The quotes that end an `f"…"`; empty where they are missing.
  public static final byte FORMAT_CLOSE = 9;

  /// `:` and the specification of a hole.
  public static final byte HOLE_SPEC = 10;

  // keywords, in the order of Words
  public static final byte FUN = 11;
  public static final byte VAL = 12;
  public static final byte VAR = 13;
  public static final byte CLASS = 14;
  public static final byte IF = 15;
  public static final byte ELSE = 16;
  public static final byte MATCH = 17;
  public static final byte CASE = 18;
  public static final byte WHILE = 19;
  public static final byte FOR = 20;
  public static final byte IN = 21;
  public static final byte IS = 22;
  public static final byte RETURN = 23;
  public static final byte BREAK = 24;
  public static final byte CONTINUE = 25;
  public static final byte DEFER = 26;
  public static final byte TRY = 27;
  public static final byte TRUE = 28;
  public static final byte FALSE = 29;
  public static final byte NULL = 30;
  public static final byte SELF = 31;
  public static final byte IMPORT = 32;
  public static final byte EXPORT = 33;
  public static final byte CONST = 34;
  public static final byte REQUIRES = 35;

  // brackets; an opener is followed by its closer
  public static final byte LPAREN = 36;
  public static final byte RPAREN = 37;
  public static final byte LBRACKET = 38;
  public static final byte RBRACKET = 39;
  public static final byte LBRACE = 40;
  public static final byte RBRACE = 41;
  public static final byte HOLE_OPEN = 42;
  public static final byte HOLE_CLOSE = 43;

  // operators
  public static final byte COMMA = 44;
  public static final byte SEMICOLON = 45;
  public static final byte COLON = 46;
  public static final byte COLON_COLON = 47;
  public static final byte DOT = 48;
  public static final byte SAFE_DOT = 49;
  public static final byte QUESTION = 50;
  public static final byte ELVIS = 51;
  public static final byte ARROW = 52;
  public static final byte ASSIGN = 53;
  public static final byte ADD_ASSIGN = 54;
  public static final byte SUBTRACT_ASSIGN = 55;
  public static final byte MULTIPLY_ASSIGN = 56;
  public static final byte DIVIDE_ASSIGN = 57;
  public static final byte REMAINDER_ASSIGN = 58;
  public static final byte AND_ASSIGN = 59;
  public static final byte OR_ASSIGN = 60;
  public static final byte XOR_ASSIGN = 61;
  public static final byte SHIFT_LEFT_ASSIGN = 62;
  public static final byte OR_OR = 63;
  public static final byte AND_AND = 64;
  public static final byte EQUAL = 65;
  public static final byte NOT_EQUAL = 66;
  public static final byte IDENTICAL = 67;
  public static final byte NOT_IDENTICAL = 68;
  public static final byte LESS = 69;
  public static final byte LESS_EQUAL = 70;

  /// Always one character; the parser joins `>>`, `>=` and `>>=`.
  public static final byte GREATER = 71;

  public static final byte RANGE = 72;
  public static final byte RANGE_UNTIL = 73;
  public static final byte BAR = 74;
  public static final byte CARET = 75;
  public static final byte AMPERSAND = 76;
  public static final byte SHIFT_LEFT = 77;
  public static final byte PLUS = 78;
  public static final byte MINUS = 79;
  public static final byte STAR = 80;
  public static final byte SLASH = 81;
  public static final byte PERCENT = 82;
  public static final byte BANG = 83;
  public static final byte BANG_BANG = 84;
  public static final byte TILDE = 85;

  // what other languages have and Veltrano has not
  public static final byte FAT_ARROW = 86;
  public static final byte COLON_ASSIGN = 87;
  public static final byte ELLIPSIS = 88;

  /// A `}` that closes nothing; only the bracket repair makes it.
  static final byte STRAY_BRACE = 89;

  static final int COUNT = 90;

  /// How many kinds are keywords, from [#FUN] on.
  static final int KEYWORDS = REQUIRES - FUN + 1;

  static boolean isOpener(int kind) {
    return kind >= LPAREN && kind <= HOLE_OPEN && (kind & 1) == 0;
  }

  static boolean isCloser(int kind) {
    return kind >= RPAREN && kind <= HOLE_CLOSE && (kind & 1) == 1;
  }

  static boolean isKeyword(int kind) {
    return kind >= FUN && kind <= REQUIRES;
  }
}
