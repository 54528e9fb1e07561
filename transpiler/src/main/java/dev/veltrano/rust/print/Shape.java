package dev.veltrano.rust.print;

import org.jspecify.annotations.Nullable;

/// The room that a piece of code has on the page.
///
/// `width` is what is left on its first line; lines after that begin at column `indent` (plus
/// `align`, for the few things that are aligned and not indented). `offset` counts the columns of
/// the first line that are used up beyond `indent`. The notion is rustfmt's, whose decisions depend
/// on all four numbers.
record Shape(int width, int indent, int align, int offset) {
  /// The widest a line may be.
  static final int MAX = 100;

  /// One step of indentation.
  static final int STEP = 4;

  /// What `equals` says, without the detour that a record's takes.
  boolean isSame(Shape other) {
    return width == other.width
        && indent == other.indent
        && align == other.align
        && offset == other.offset;
  }

  /// A fresh line at a column.
  static Shape at(int indent) {
    return new Shape(Math.max(0, MAX - indent), indent, 0, 0);
  }

  /// A piece that begins at a column without anything known of what stood before it.
  static Shape aligned(int width, int indent, int align) {
    return new Shape(width, indent, align, align);
  }

  /// What remains after `columns` were written.
  @Nullable Shape left(int columns) {
    return width < columns ? null : new Shape(width - columns, indent, align, offset + columns);
  }

  /// What remains if `columns` are kept free at the end.
  @Nullable Shape narrow(int columns) {
    return width < columns ? null : new Shape(width - columns, indent, align, offset);
  }

  Shape narrowOrNothing(int columns) {
    return new Shape(Math.max(0, width - columns), indent, align, offset);
  }

  Shape withWidth(int columns) {
    return new Shape(columns, indent, align, offset);
  }

  /// The same place, one step further in, for the lines that follow.
  Shape inner() {
    return deeper(STEP);
  }

  Shape deeper(int columns) {
    return align == 0
        ? new Shape(width, indent + columns, 0, 0)
        : new Shape(width, indent, align + columns, align + columns);
  }

  /// The whole width that lines at this indentation have.
  Shape full() {
    return withWidth(Math.max(0, MAX - indent - align));
  }

  Shape withoutAlignment() {
    return new Shape(width, indent, 0, offset);
  }

  /// Aligns what follows with the current column.
  Shape alignedHere() {
    return new Shape(width, indent, offset, offset);
  }

  int used() {
    return indent + offset;
  }

  /// What is kept free at the end of the line for things that follow.
  int overhead() {
    return Math.max(0, MAX - used() - width);
  }

  /// The column at which following lines begin.
  int column() {
    return indent + align;
  }
}
