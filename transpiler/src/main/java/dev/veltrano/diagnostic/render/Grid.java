package dev.veltrano.diagnostic.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A drawing in character cells that grows as it is drawn on; what is drawn later covers what was
/// there.
///
/// A cell holds a glyph, nothing, or the rest of the wide glyph to its left.
final class Grid {
  private static final String REST = "";

  private static final class Row {
    private @Nullable String[] glyphs = new @Nullable String[32];
    private Ink[] inks = new Ink[32];
    private int length;

    private void set(int column, @Nullable String glyph, Ink ink) {
      if (column >= glyphs.length) {
        glyphs = Arrays.copyOf(glyphs, Math.max(column + 1, glyphs.length * 2));
        inks = Arrays.copyOf(inks, glyphs.length);
      }
      glyphs[column] = glyph;
      inks[column] = ink;
      length = Math.max(length, column + 1);
    }
  }

  private final List<Row> rows = new ArrayList<>();

  int height() {
    return rows.size();
  }

  /// Draws one glyph of the given width.
  void put(int row, int column, Ink ink, String glyph, int width) {
    Row into = row(row);
    // What is left of a wide glyph that is covered in part is blank.
    if (isRest(into, column)) {
      into.set(column - 1, null, ink);
    }
    if (isRest(into, column + width)) {
      into.set(column + width, null, ink);
    }
    into.set(column, glyph, ink);
    for (int i = 1; i < width; i++) {
      into.set(column + i, REST, ink);
    }
  }

  private static boolean isRest(Row row, int column) {
    return column < row.length && REST.equals(row.glyphs[column]);
  }

  /// Draws a text from left to right.
  void text(int row, int column, Ink ink, String text) {
    int at = column;
    for (int i = 0; i < text.length(); ) {
      int end = i + Character.charCount(text.codePointAt(i));
      int width = CharacterWidth.of(text.codePointAt(i));
      while (end < text.length() && CharacterWidth.joins(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      put(row, at, ink, text.substring(i, end), Math.max(1, width));
      at += Math.max(1, width);
      i = end;
    }
  }

  /// Draws the same narrow glyph from one column up to another.
  void fill(int row, int from, int to, Ink ink, String glyph) {
    for (int column = from; column < to; column++) {
      put(row, column, ink, glyph, 1);
    }
  }

  /// Draws the same narrow glyph downwards from one row up to another.
  void column(int from, int to, int column, Ink ink, String glyph) {
    for (int row = from; row < to; row++) {
      put(row, column, ink, glyph, 1);
    }
  }

  /// Whether nothing is drawn in the cell.
  boolean isFree(int row, int column) {
    return row >= rows.size()
        || column >= rows.get(row).length
        || rows.get(row).glyphs[column] == null;
  }

  /// Appends a row to a sheet, without ending the line.
  void write(int row, Sheet sheet) {
    if (row >= rows.size()) {
      return;
    }
    Row from = rows.get(row);
    StringBuilder run = new StringBuilder();
    Ink ink = Ink.PLAIN;
    for (int column = 0; column < from.length; column++) {
      String glyph = from.glyphs[column];
      if (glyph != null && from.inks[column] != ink) {
        sheet.put(ink, run.toString());
        run.setLength(0);
        ink = from.inks[column];
      }
      run.append(glyph == null ? " " : glyph);
    }
    sheet.put(ink, run.toString());
  }

  private Row row(int row) {
    while (rows.size() <= row) {
      rows.add(new Row());
    }
    return rows.get(row);
  }
}
