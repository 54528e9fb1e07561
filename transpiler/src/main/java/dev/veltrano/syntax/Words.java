package dev.veltrano.syntax;

/// The words that mean something to the parser, each with a fixed number in every [NameTable].
///
/// The keywords come first, in the order of their kinds; then the contextual ones, which stay
/// usable as names; then words of other languages, which are answered with the Veltrano form.
final class Words {
  private Words() {}

  private static final String TEXT =
      "fun val var class if else match case while for in is return break continue defer try true"
          + " false null self import export const requires"
          // contextual
          + " default data enum type test step hot module extern has satisfies forward downTo as"
          + " requirement rust Alloc Lifetime Static"
          // habits
          + " fn func function def let mut struct interface trait protocol object impl record"
          + " switch when loop do unless until elif elseif elsif and or not new public private"
          + " protected internal static pub override open abstract final sealed inline suspend"
          + " async use from package typealias namespace mod void throw catch finally foreach of"
          + " then xor shl shr auto move lambda extends implements init constructor instanceof"
          + " companion await union where ref";

  static final int DEFAULT = 25;
  static final int DATA = 26;
  static final int ENUM = 27;
  static final int TYPE = 28;
  static final int TEST = 29;
  static final int STEP = 30;
  static final int HOT = 31;
  static final int MODULE = 32;
  static final int EXTERN = 33;
  static final int HAS = 34;
  static final int SATISFIES = 35;
  static final int FORWARD = 36;
  static final int DOWN_TO = 37;
  static final int AS = 38;
  static final int REQUIREMENT = 39;
  static final int RUST = 40;
  static final int ALLOC = 41;
  static final int LIFETIME = 42;
  static final int STATIC_LIFETIME = 43;

  static final int FN = 44;
  static final int FUNC = 45;
  static final int FUNCTION = 46;
  static final int DEF = 47;
  static final int LET = 48;
  static final int MUT = 49;
  static final int STRUCT = 50;
  static final int INTERFACE = 51;
  static final int TRAIT = 52;
  static final int PROTOCOL = 53;
  static final int OBJECT = 54;
  static final int IMPL = 55;
  static final int RECORD = 56;
  static final int SWITCH = 57;
  static final int WHEN = 58;
  static final int LOOP = 59;
  static final int DO = 60;
  static final int UNLESS = 61;
  static final int UNTIL = 62;
  static final int ELIF = 63;
  static final int ELSEIF = 64;
  static final int ELSIF = 65;
  static final int AND = 66;
  static final int OR = 67;
  static final int NOT = 68;
  static final int NEW = 69;
  static final int PUBLIC = 70;
  static final int PRIVATE = 71;
  static final int PROTECTED = 72;
  static final int INTERNAL = 73;
  static final int STATIC = 74;
  static final int PUB = 75;
  static final int OVERRIDE = 76;
  static final int OPEN = 77;
  static final int ABSTRACT = 78;
  static final int FINAL = 79;
  static final int SEALED = 80;
  static final int INLINE = 81;
  static final int SUSPEND = 82;
  static final int ASYNC = 83;
  static final int USE = 84;
  static final int FROM = 85;
  static final int PACKAGE = 86;
  static final int TYPEALIAS = 87;
  static final int NAMESPACE = 88;
  static final int MOD = 89;
  static final int VOID = 90;
  static final int THROW = 91;
  static final int CATCH = 92;
  static final int FINALLY = 93;
  static final int FOREACH = 94;
  static final int OF = 95;
  static final int THEN = 96;
  static final int XOR = 97;
  static final int SHL = 98;
  static final int SHR = 99;
  static final int AUTO = 100;
  static final int MOVE = 101;
  static final int LAMBDA = 102;
  static final int EXTENDS = 103;
  static final int IMPLEMENTS = 104;
  static final int INIT = 105;
  static final int CONSTRUCTOR = 106;
  static final int INSTANCEOF = 107;
  static final int COMPANION = 108;
  static final int AWAIT = 109;
  static final int UNION = 110;
  static final int WHERE = 111;
  static final int REF = 112;

  private static final String[] ALL = TEXT.split(" ");

  /// How many words have a fixed number.
  static final int COUNT = ALL.length;

  static String text(int word) {
    return ALL[word];
  }
}
