package dev.veltrano.diagnostic.render;

import dev.veltrano.source.SourceFile;

/// One line of a source file as it is shown: which byte is in which column, counted from 0.
final class SourceLine {
  private static final String CUT = "…";

  private final byte[] bytes;
  private final int start;
  private final int end;

  SourceLine(SourceFile file, int line) {
    this.bytes = file.bytes();
    this.start = file.lines().start(line);
    this.end = file.lines().end(line);
  }

  /// The first column of the glyph that the byte belongs to; behind the line, its width.
  int column(int offset) {
    Glyphs glyphs = new Glyphs(bytes, start, end);
    while (glyphs.next()) {
      if (offset < glyphs.end()) {
        return glyphs.column();
      }
    }
    return glyphs.column();
  }

  /// The column behind the glyphs that begin before `offset`.
  int endColumn(int offset) {
    Glyphs glyphs = new Glyphs(bytes, start, end);
    while (glyphs.next()) {
      if (offset <= glyphs.start()) {
        return glyphs.column();
      }
    }
    return glyphs.column();
  }

  int width() {
    return column(end);
  }

  /// The first column that is not blank; the width if there is none.
  int indent() {
    int offset = start;
    while (offset < end && (bytes[offset] == ' ' || bytes[offset] == '\t')) {
      offset++;
    }
    return column(offset);
  }

  /// Draws the columns of a window; where it cuts the line an ellipsis takes the first or last one.
  void draw(Grid grid, int row, int left, Window window, Ink ink) {
    Glyphs glyphs = new Glyphs(bytes, start, end);
    while (glyphs.next()) {
      int from = glyphs.column();
      int to = from + glyphs.width();
      if (from >= window.to()) {
        break;
      }
      if (to <= window.from()) {
        continue;
      }
      if (from >= window.from() && to <= window.to()) {
        draw(grid, row, left + from - window.from(), ink, glyphs);
      }
    }
    if (window.cutsLeft()) {
      grid.put(row, left, Ink.FRAME, CUT, 1);
    }
    if (window.cutsRight()) {
      grid.put(row, left + window.to() - window.from() - 1, Ink.FRAME, CUT, 1);
    }
  }

  private static void draw(Grid grid, int row, int column, Ink ink, Glyphs glyphs) {
    String text = glyphs.text();
    if (text.isBlank()) {
      return;
    }
    if (glyphs.width() > 2) {
      grid.text(row, column, ink, text);
    } else {
      grid.put(row, column, ink, text, glyphs.width());
    }
  }
}
