package dev.veltrano.syntax;

/// What people write out of habit from Kotlin, Rust, Java, TypeScript and their kin, and what
/// Veltrano says instead. `{}` in the words is the detail of the case.
public enum Habit {
  // text
  ATTRIBUTE("Veltrano has no attributes and no annotations", "remove it"),
  HASH_COMMENT("a comment begins with `//`", "write `//`"),
  TEMPLATE_TEXT("text with values in it is written `f\"…\"`", "write it so"),
  RUST_LIFETIME("a lifetime label is written with `@`", "write `@`"),
  SINGLE_QUOTES(
      "text stands in double quotes, single quotes hold one character", "use double quotes"),
  RAW_TEXT("raw text stands in three double quotes", "write it so"),
  CURLY_QUOTES("text stands in straight quotes", "use straight quotes"),

  // declarations
  FUNCTION_KEYWORD("a function is declared with `fun`, not with `{}`", "write `fun`"),
  FUNCTION_WITHOUT_KEYWORD("a function is declared with `fun`", "write `fun`"),
  TYPED_FUNCTION(
      "a function begins with `fun`, and its result type stands behind its parameters",
      "write it so"),
  ARROW_RESULT("the result type of a function stands behind `:`", "write `:`"),
  ARROW_BODY("a body that is one expression stands behind `=`", "write `=`"),
  LATE_TYPE_PARAMETERS("type parameters stand before the name of a function", "move them"),
  SELF_PARAMETER("a method has `self` without declaring it", "remove it"),
  PARAMETER_KEYWORD("a parameter takes no `{}`: it cannot be assigned", "remove it"),
  TYPE_FIRST("the type stands behind the name", "write `{}`"),
  VARARGS("a parameter takes one value", "take a `List` or an `Array`"),
  STRUCT(
      "a plain value is declared with `data class`, not with `{}`",
      "the fields stand in parentheses: `data class Point(val x: Int, val y: Int)`"),
  TRAIT(
      "what types must offer is declared with `requirement`, not with `{}`",
      "each member begins with `has`"),
  OBJECT("there are no objects without a class", "declare functions and `const val`s in the file"),
  IMPL("methods stand in the class, not in an `impl`", "move them into the body of the class"),
  ENUM("an enumeration is declared with `enum class`", "write `enum class`"),
  ENUM_PAYLOAD(
      "a value of an `enum class` carries nothing",
      "declare each case as a `data class` and join them: `type Shape = Circle | Square`"),
  MODIFIER("`{}` means nothing here", "remove it"),
  PRIVATE("`{}` is the rule: other modules see only what is marked with `export`", "remove it"),
  PUBLIC("what other modules may use is marked with `export`, not with `{}`", "write `export`"),
  SEALED("there is no inheritance", "join types with `type Shape = Circle | Square`"),
  INHERITANCE(
      "a class inherits nothing",
      "share with a `forward fun`, or join types with `type Shape = Circle | Square`"),
  CONSTRUCTOR(
      "a class is made from the parameters behind its name",
      "write `class Name(val field: Type)`, and initialise other fields where they are declared"),
  TYPE_ALIAS("a type has one name", "`type` declares a union: `type Shape = Circle | Square`"),
  CONSTANT("a constant is declared with `const val`", "write `const val`"),
  PACKAGE("the path of a file is the name of its module", "remove the line"),
  IMPORT("a module is brought in with `import path.of.module`", "write `import {}`"),
  IMPORT_LIST("one `import` brings in one module or one name", "import them one by one"),
  IMPORT_ALL(
      "a module is brought in by its name, and its last part qualifies what is in it",
      "import the module itself"),
  UNION_TYPE("a union of types has a name", "declare it: `type Name = A | B`"),
  REFERENCE_TYPE("a type needs no `{}`: names of classes are references already", "remove it"),
  ARRAY_TYPE("an array type is written `Array<…>`", "write `Array<…>`"),
  FUNCTION_TYPE("a function type is written `(A) -> B`", "write it so"),
  VOID("a function without a result has none, or `Unit`", "write `Unit`"),

  // statements
  LET("a local is declared with `val`, or `var` if it changes, not with `{}`", "write `{}`"),
  LET_MUT("a local that changes is declared with `var`", "write `var`"),
  DECLARATION_WITHOUT_KEYWORD(
      "a local is declared with `val`, or `var` if it changes", "write `{}`"),
  WALRUS("a local is declared with `val`, or `var` if it changes, and `=`", "write `{}`"),
  SEVERAL_LOCALS("one `val` declares one name", "declare each on its own"),
  INCREMENT("there is no `{}`", "write `{}= 1`"),
  INCREMENT_VALUE("there is no `{}`", "change the variable in a statement of its own: `x += 1`"),
  LOOP("an endless loop is written `while (true)`", "write `while (true)`"),
  DO_WHILE("there is no `do` loop", "write `while (true) { …; if (!condition) break }`"),
  UNLESS("there is no `{}`", "negate the condition of an `if` or a `while`"),
  FOR_EACH("a loop over values is written `for (x in xs)`", "write it so"),
  FOR_PARENTHESES("what a `for` walks over stands in parentheses", "add them"),
  FOR_THREE("there is no `for` with three parts", "write it so"),
  FOR_THREE_OTHER("there is no `for` with three parts", "use `while`"),
  FOR_KEYWORD("the name in a `for` takes no `{}`", "remove it"),
  CONDITION_PARENTHESES("the condition of `{}` stands in parentheses", "add them"),
  CONDITION_ASSIGNS("`=` assigns, `==` compares", "write `==`"),
  CONDITION_PATTERN(
      "a condition cannot declare a name",
      "declare it first and compare it with `null` or ask with `is`, or use `match`"),
  ELSE_IF("`{}` is written `else if`", "write `else if`"),
  COLON_BLOCK("a block stands in braces", "remove the `:` and write `{ … }`"),
  THEN("the body of an `if` stands directly behind the condition", "remove `then`"),
  SWITCH("a choice is written `match`, not `{}`", "write `match (x) { case 1 -> … default -> … }`"),
  CONDITIONS("a choice between conditions is written with `if`", "write `if`, `else if`, `else`"),
  MATCH_ARMS("the arms of a `match` are written `case … -> …` and `default -> …`", "write it so"),
  JUMP_LABEL("a label is used with `@`, touching", "write `{}`"),
  LABEL_COLON("a label is defined with `@`", "write `{}@`"),
  RETURN_LABEL_EARLY(
      "a lambda has no `return`: its last expression is its value",
      "choose the value with `if` and `else`, or write a `for` loop"),
  RETURN_LABEL("a lambda has no `return`: its last expression is its value", "remove `{}`"),
  TRY_BLOCK(
      "there are no exceptions",
      "what can fail returns a `Result`: use `try` before it, or `match` it with `Ok` and `Err`"),
  THROW("there are no exceptions", "return an `Err`, or call `panic(\"…\")`"),

  // expressions
  WORD_OPERATOR("`{}` is no operator", "write `{}`"),
  NOT_EQUAL("unequal is written `!=`", "write `!=`"),
  NULLISH("a value in place of `null` is written `?:`", "write `?:`"),
  TERNARY("a choice between two values is an `if` with `else`", "write it so"),
  QUESTION_MARK("an `Err` is passed on with `try` before the expression", "write `try`"),
  UNARY_PLUS("there is no `+` before a value", "remove it"),
  POWER("there is no power operator", "call `pow`"),
  UNSIGNED_SHIFT("there is no `>>>`", "an unsigned type shifts in zeros: `x.wrapToU64() >> n`"),
  RANGE_INCLUSIVE("a range with its end is written `..`", "write `..`"),
  SPREAD("there is no spreading of values", "pass a `List` or an `Array`"),
  REFERENCE("a value needs no `{}`", "remove it"),
  NEW("an object is made by calling its class", "remove `new`"),
  MACRO("there are no macros: functions are called without `!`", "write it so"),
  PATH_SEPARATOR("names are joined with `.`", "write `.`"),
  TURBOFISH("type arguments follow the name directly", "remove `::`"),
  CAST("a number is converted by a call", "write `{}`"),
  TYPE_CAST("there are no casts", "ask with `is`: inside the branch the value has that type"),
  INSTANCE_OF("the type of a value is asked with `is`", "write `is`"),
  LAMBDA_ARROW("the parameters of a lambda end with `->`", "write `->`"),
  ARROW_LAMBDA("a lambda stands in braces", "write `{ {} -> … }`"),
  ANONYMOUS_FUNCTION("a function without a name is a lambda", "write `{ x -> … }`"),
  MOVE("a lambda captures without `{}`", "remove it"),
  AWAIT("there is no `{}`", "threads and channels are plain calls: `Thread.spawn(worker)`"),
  NAMED_ARGUMENT("a named argument is written with `=`", "write `=`"),
  STRUCT_LITERAL("a value is made by a call with named arguments", "write it so"),
  IS_EITHER("`is` takes one type", "ask for each"),
  SLICE("a part is taken with a range", "write `..<`");

  private final String message;
  private final String advice;

  Habit(String message, String advice) {
    this.message = message;
    this.advice = advice;
  }

  String message(String detail) {
    int slash = detail.indexOf(SEPARATOR);
    return message.replace("{}", slash < 0 ? detail : detail.substring(0, slash));
  }

  String advice(String detail) {
    return advice.replace("{}", detail.substring(detail.indexOf(SEPARATOR) + 1));
  }

  /// Stands between the two words of a case whose message and advice speak of different ones.
  static final char SEPARATOR = '\n';
}
