package dev.veltrano.syntax.tree;

/// Operators with two operands, as written.
public enum BinaryOperator {
  OR("||"),
  AND("&&"),
  EQUAL("=="),
  NOT_EQUAL("!="),
  IDENTICAL("==="),
  NOT_IDENTICAL("!=="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  IN("in"),
  NOT_IN("!in"),
  ELVIS("?:"),
  RANGE(".."),
  RANGE_UNTIL("..<"),
  DOWN_TO("downTo"),
  STEP("step"),
  BIT_OR("|"),
  BIT_XOR("^"),
  BIT_AND("&"),
  SHIFT_LEFT("<<"),
  SHIFT_RIGHT(">>"),
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  REMAINDER("%");

  private final String text;

  BinaryOperator(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
