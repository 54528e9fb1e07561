package dev.veltrano.rust.ast;

/// Who may use an item or field.
public enum Visibility {
  PRIVATE(""),
  CRATE("pub(crate) "),
  PUBLIC("pub ");

  private final String text;

  Visibility(String text) {
    this.text = text;
  }

  /// The words and the space after them, as they are printed.
  public String text() {
    return text;
  }
}
