package dev.veltrano.syntax.tree;

/// Operators that stand before their operand.
public enum UnaryOperator {
  NEGATE("-"),
  NOT("!"),
  BIT_NOT("~"),
  TRY("try");

  private final String text;

  UnaryOperator(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
