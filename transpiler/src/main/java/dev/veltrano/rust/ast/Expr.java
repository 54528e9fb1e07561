package dev.veltrano.rust.ast;

import java.util.List;
import java.util.Optional;

/// A Rust expression.
///
/// The tree says what is meant: the printer adds the parentheses that precedence asks for. [Paren]
/// is for the ones that the user wrote. The origin of an expression is also the place that a panic
/// in it is reported at, except for [MethodCall], which has a place of its own for that.
public sealed interface Expr {
  Origin origin();

  static Expr name(String name, Origin origin) {
    return new Name(Path.of(name), origin);
  }

  /// A literal token as Rust spells it: `1i64`, `"text\n"`, `'c'`, `true`. Not negative: see
  /// [Unary].
  record Literal(String text, Origin origin) implements Expr {}

  /// A variable, function, constant or unit struct.
  record Name(Path path, Origin origin) implements Expr {}

  /// `<Type>::rest` or `<Type as Trait>::rest`.
  record Qualified(Type type, Optional<Path> trait, Path rest, Origin origin) implements Expr {}

  /// Parentheses that the user wrote.
  record Paren(Expr inner, Origin origin) implements Expr {}

  enum UnaryOperator {
    NEGATE("-"),
    NOT("!"),
    DEREFERENCE("*");

    private final String text;

    UnaryOperator(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  record Unary(UnaryOperator operator, Expr operand, Origin origin) implements Expr {}

  /// `&operand` or `&mut operand`.
  record Borrow(boolean mutable, Expr operand, Origin origin) implements Expr {}

  /// The operators with two operands; a higher level binds tighter.
  enum BinaryOperator {
    MULTIPLY("*", 11),
    DIVIDE("/", 11),
    REMAINDER("%", 11),
    ADD("+", 10),
    SUBTRACT("-", 10),
    SHIFT_LEFT("<<", 9),
    SHIFT_RIGHT(">>", 9),
    BIT_AND("&", 8),
    BIT_XOR("^", 7),
    BIT_OR("|", 6),
    EQUAL("==", 5),
    NOT_EQUAL("!=", 5),
    LESS("<", 5),
    LESS_EQUAL("<=", 5),
    GREATER(">", 5),
    GREATER_EQUAL(">=", 5),
    AND("&&", 4),
    OR("||", 3);

    private final String text;
    private final int level;

    BinaryOperator(String text, int level) {
      this.text = text;
      this.level = level;
    }

    public String text() {
      return text;
    }

    public int level() {
      return level;
    }

    public boolean isComparison() {
      return level == 5;
    }
  }

  record Binary(BinaryOperator operator, Expr left, Expr right, Origin origin) implements Expr {}

  record Assign(Expr place, Expr value, Origin origin) implements Expr {}

  /// `place += value`; the operator is an arithmetic or bit operator.
  record CompoundAssign(BinaryOperator operator, Expr place, Expr value, Origin origin)
      implements Expr {}

  record Cast(Expr operand, Type type, Origin origin) implements Expr {}

  /// `low..high` or `low..=high`, either side may be missing.
  record Range(Optional<Expr> low, Optional<Expr> high, boolean inclusive, Origin origin)
      implements Expr {}

  record Call(Expr function, List<Expr> arguments, Origin origin) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// `receiver.method::<T>(arguments)`. `site` is the Veltrano place that a panic in this call is
  /// reported at; in Rust that is the name of the method.
  record MethodCall(
      Expr receiver,
      String method,
      List<GenericArg> typeArguments,
      List<Expr> arguments,
      Origin site,
      Origin origin)
      implements Expr {
    public MethodCall {
      typeArguments = List.copyOf(typeArguments);
      arguments = List.copyOf(arguments);
    }

    public MethodCall(Expr receiver, String method, List<Expr> arguments, Origin origin) {
      this(receiver, method, List.of(), arguments, origin, origin);
    }
  }

  /// `target.name`; of a tuple the name is a number.
  record Field(Expr target, String name, Origin origin) implements Expr {}

  record Index(Expr target, Expr index, Origin origin) implements Expr {}

  /// `operand?`.
  record Try(Expr operand, Origin origin) implements Expr {}

  record Tuple(List<Expr> elements, Origin origin) implements Expr {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  record Array(List<Expr> elements, Origin origin) implements Expr {
    public Array {
      elements = List.copyOf(elements);
    }
  }

  /// `[element; length]`.
  record Repeat(Expr element, Expr length, Origin origin) implements Expr {}

  /// `Path { a, b: value, ..base }`; a field whose value is the variable of its name is written
  /// short.
  record Struct(Path path, List<FieldValue> fields, Optional<Expr> base, Origin origin)
      implements Expr {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  record FieldValue(String name, Expr value, Origin origin) {}

  /// `'label: { … }`; labels are written without the tick.
  record BlockExpr(Optional<String> label, Block block) implements Expr {
    public BlockExpr(Block block) {
      this(Optional.empty(), block);
    }

    @Override
    public Origin origin() {
      return block.origin();
    }
  }

  /// `if condition { … } else …`, where the other branch is an [If] or a [BlockExpr] without label.
  record If(Expr condition, Block then, Optional<Expr> otherwise, Origin origin) implements Expr {}

  /// `let pattern = value` as a condition or as an operand of `&&` in one.
  record LetCondition(Pattern pattern, Expr value, Origin origin) implements Expr {}

  record Match(Expr subject, List<Arm> arms, Origin origin) implements Expr {
    public Match {
      arms = List.copyOf(arms);
    }
  }

  record Arm(Pattern pattern, Optional<Expr> guard, Expr body, Origin origin) {}

  record Loop(Optional<String> label, Block body, Origin origin) implements Expr {}

  record While(Optional<String> label, Expr condition, Block body, Origin origin) implements Expr {}

  record For(Optional<String> label, Pattern pattern, Expr iterated, Block body, Origin origin)
      implements Expr {}

  record Break(Optional<String> label, Optional<Expr> value, Origin origin) implements Expr {}

  record Continue(Optional<String> label, Origin origin) implements Expr {}

  record Return(Optional<Expr> value, Origin origin) implements Expr {}

  /// `move |a, b: T| -> R body`. With a result type the body must be a [BlockExpr].
  record Closure(
      boolean move,
      List<ClosureParameter> parameters,
      Optional<Type> result,
      Expr body,
      Origin origin)
      implements Expr {
    public Closure {
      parameters = List.copyOf(parameters);
    }
  }

  record ClosureParameter(Pattern pattern, Optional<Type> type) {}

  enum Delimiter {
    PAREN,
    BRACKET
  }

  /// `path!(arguments)` or `path![arguments]`.
  record Macro(Path path, Delimiter delimiter, List<Expr> arguments, Origin origin)
      implements Expr {
    public Macro {
      arguments = List.copyOf(arguments);
    }

    public Macro(String path, List<Expr> arguments, Origin origin) {
      this(Path.of(path), Delimiter.PAREN, arguments, origin);
    }
  }

  /// `matches!(subject, pattern if guard)`.
  record Matches(Expr subject, Pattern pattern, Optional<Expr> guard, Origin origin)
      implements Expr {}
}
