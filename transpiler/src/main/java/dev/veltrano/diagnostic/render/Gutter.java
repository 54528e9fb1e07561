package dev.veltrano.diagnostic.render;

/// The strip at the left of a snippet that holds the line numbers, `width` digits wide.
record Gutter(int width) {
  /// The columns that the gutter takes, with the frame and a blank.
  int columns() {
    return width + 3;
  }

  /// Begins a line with a number.
  Sheet number(Sheet sheet, int line, Ink ink, String frame) {
    String number = Integer.toString(line);
    return sheet
        .blanks(Math.max(0, width - number.length()))
        .put(Ink.FRAME, number)
        .blanks(1)
        .put(ink, frame)
        .blanks(1);
  }

  /// Begins a line without a number.
  Sheet empty(Sheet sheet) {
    return sheet.blanks(width + 1).put(Ink.FRAME, "|").blanks(1);
  }

  /// A line that stands for lines left out, to be followed by the brackets that pass them.
  Sheet elision(Sheet sheet) {
    return sheet.put(Ink.FRAME, "...").blanks(Math.max(0, width));
  }

  /// A line that points at a file.
  void place(Sheet sheet, String arrow, String place) {
    sheet.blanks(width).put(Ink.FRAME, arrow).blanks(1).put(place).end();
  }
}
