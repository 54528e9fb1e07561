package dev.veltrano.syntax.tree;

import org.jspecify.annotations.Nullable;

/// `=` and the operators that change a place.
public enum AssignOperator {
  SET("=", null),
  ADD("+=", BinaryOperator.ADD),
  SUBTRACT("-=", BinaryOperator.SUBTRACT),
  MULTIPLY("*=", BinaryOperator.MULTIPLY),
  DIVIDE("/=", BinaryOperator.DIVIDE),
  REMAINDER("%=", BinaryOperator.REMAINDER),
  BIT_AND("&=", BinaryOperator.BIT_AND),
  BIT_OR("|=", BinaryOperator.BIT_OR),
  BIT_XOR("^=", BinaryOperator.BIT_XOR),
  SHIFT_LEFT("<<=", BinaryOperator.SHIFT_LEFT),
  SHIFT_RIGHT(">>=", BinaryOperator.SHIFT_RIGHT);

  private final String text;
  private final @Nullable BinaryOperator operator;

  AssignOperator(String text, @Nullable BinaryOperator operator) {
    this.text = text;
    this.operator = operator;
  }

  public String text() {
    return text;
  }

  /// What is computed from the old value and the right side; `null` for `=`.
  public @Nullable BinaryOperator operator() {
    return operator;
  }
}
