package dev.veltrano.diagnostic.render;

import dev.veltrano.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/// One source line with the marks and texts of the labels on it.
///
/// Row 0 of the drawing is the line itself, row 1 holds the marks, the rows below texts, the lines
/// that lead to them and the horizontal lines of brackets that begin or end here. One text may
/// stand beside the last mark; the others are placed from right to left, each as high as possible
/// without touching another text or line.
final class AnnotatedLine {
  /// A text with less room than this to the right of its mark is moved to the left.
  private static final int NARROW = 28;

  /// How much of a text counts when the window onto a long line is chosen.
  private static final int TEXT_IN_WINDOW = 40;

  private static final int MARKS = 1;

  private enum Part {
    WHOLE,
    BEGIN,
    END
  }

  /// What one label has on this line: its columns in the drawing, the margin not counted.
  private record Item(Mark mark, Part part, int first, int last) {
    /// What is to be said here; a bracket speaks at its end.
    String text() {
      return part == Part.BEGIN ? "" : mark.label().message();
    }

    boolean speaks() {
      return !text().isEmpty();
    }

    /// The column that a text or a horizontal line is joined to.
    int anchor() {
      return part == Part.END ? last - 1 : first;
    }
  }

  /// What an item says, in the drawing: lines, their left upper corner, and whether a line leads
  /// down to them from the mark.
  private record Block(Item item, List<String> lines, int row, int column, boolean hangs) {
    int bottom() {
      return row + lines.size();
    }

    int width() {
      return AnnotatedLine.width(lines);
    }

    boolean touches(int row, int height, int column, int width) {
      return row < bottom()
          && this.row < row + height
          && column <= this.column + width() + 1
          && this.column <= column + width + 1;
    }

    /// Whether a vertical line from the marks down to `bottom` runs through the text.
    boolean isCrossedBy(int column, int bottom) {
      return column >= this.column && column < this.column + width() && bottom > row;
    }

    /// Whether the line that leads to this text runs through a text that begins in `row`.
    boolean crosses(int row, int column, int width) {
      int anchor = item.anchor();
      return hangs && anchor >= column && anchor <= column + width && this.row > row;
    }
  }

  private final SourceFile file;
  private final int line;
  private final List<Mark> marks;
  private final int margin;
  private final int room;
  private final Grid grid = new Grid();
  private final List<Item> items = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();

  /// The rows at which the brackets that begin or end here turn; parallel to `items`, 0 for none.
  private final List<Integer> turns = new ArrayList<>();

  /// The depth of the bracket that begins with the line and is drawn as a slash; 0 for none.
  private int slashed;

  AnnotatedLine(SourceFile file, int line, List<Mark> marks, int depth, int room) {
    this.file = file;
    this.line = line;
    this.marks = marks;
    this.margin = depth == 0 ? 0 : depth + 1;
    this.room = Math.max(20, room - margin);
  }

  void draw(Sheet sheet, Gutter gutter) {
    SourceLine source = new SourceLine(file, line);
    collect(source);
    place();
    for (Item item : items) {
      drawMark(item);
    }
    for (int i = 0; i < items.size(); i++) {
      if (turns.get(i) > 0) {
        drawTurn(items.get(i), turns.get(i));
      }
    }
    drawTexts();
    int height = Math.max(1, grid.height());
    drawBrackets(height);
    for (int row = 0; row < height; row++) {
      if (row == 0) {
        gutter.number(sheet, line, Ink.FRAME, "|");
      } else {
        gutter.empty(sheet);
      }
      grid.write(row, sheet);
      sheet.end();
    }
  }

  // What is on the line.

  private void collect(SourceLine source) {
    List<Mark> here = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark.firstLine() == line || mark.lastLine() == line) {
        here.add(mark);
      }
    }
    Window window = window(here, source);
    source.draw(grid, 0, margin, window, Ink.PLAIN);
    if (here.size() == 1 && isSlash(here.getFirst(), source)) {
      slashed = here.getFirst().depth();
      return;
    }
    for (Mark mark : here) {
      items.add(item(mark, source, window));
    }
    items.sort((left, right) -> {
      int result = Integer.compare(right.anchor(), left.anchor());
      return result != 0 ? result : Integer.compare(left.last(), right.last());
    });
  }

  /// The part of the line to show: the whole line if it fits, else what the primary label marks and
  /// as many of the others as fit beside that.
  private Window window(List<Mark> here, SourceLine source) {
    int width = source.width();
    if (width <= room || here.isEmpty()) {
      return Window.onto(width, 0, 0, room);
    }
    List<Mark> ordered = new ArrayList<>(here);
    ordered.sort((l, r) -> Boolean.compare(r.label().primary(), l.label().primary()));
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (Mark mark : ordered) {
      boolean ends = mark.lastLine() == line;
      int to = ends ? source.endColumn(mark.end()) : 0;
      int from = mark.firstLine() == line ? source.column(mark.start()) : Math.max(0, to - 1);
      int text = ends ? Math.min(TEXT_IN_WINDOW, TextWrap.width(mark.label().message())) + 1 : 0;
      int behind = Math.max(from + 1, to) + text;
      if (last == 0 || Math.max(last, behind) - Math.min(first, from) < room) {
        first = Math.min(first, from);
        last = Math.max(last, behind);
      }
    }
    return Window.onto(width, first, last, room);
  }

  /// A bracket that begins with the line needs no line of its own to say so.
  private boolean isSlash(Mark mark, SourceLine source) {
    return mark.isBracket()
        && mark.firstLine() == line
        && source.column(mark.start()) <= source.indent();
  }

  private Item item(Mark mark, SourceLine source, Window window) {
    if (!mark.isBracket()) {
      int first = window.place(source.column(mark.start()));
      int end = Math.max(source.endColumn(mark.end()) - 1, source.column(mark.start()));
      return new Item(mark, Part.WHOLE, first, window.place(end) + 1);
    }
    if (mark.firstLine() == line) {
      int first = window.place(source.column(mark.start()));
      return new Item(mark, Part.BEGIN, first, first + 1);
    }
    int last = window.place(Math.max(0, source.endColumn(mark.end()) - 1));
    return new Item(mark, Part.END, last, last + 1);
  }

  // Where everything goes.

  private void place() {
    int top = MARKS + 1;
    for (int i = 0; i < items.size(); i++) {
      turns.add(0);
    }
    // Brackets that say nothing here turn first, from left to right, so that they cross no line
    // that
    // leads to a text on their left.
    for (int i = items.size() - 1; i >= 0; i--) {
      Item item = items.get(i);
      if (item.part() != Part.WHOLE && !item.speaks()) {
        turns.set(i, i == items.size() - 1 ? MARKS : top++);
      }
    }
    top = Math.max(top, MARKS + 2);
    int bottom = top;
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (!item.speaks()) {
        continue;
      }
      if (i == 0 && fitsBeside()) {
        bottom = Math.max(bottom, placeBeside(item));
        if (item.part() == Part.END) {
          turns.set(0, MARKS);
        }
      } else if (item.part() == Part.WHOLE) {
        bottom = Math.max(bottom, placeBelow(item, top));
      }
    }
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (item.part() == Part.END && item.speaks() && turns.get(i) == 0) {
        turns.set(i, bottom);
        List<String> lines = wrapped(item, item.anchor());
        blocks.add(new Block(item, lines, bottom, column(item, lines), true));
        bottom += lines.size();
      }
    }
  }

  /// Whether the text may stand to the right of its mark: nothing else reaches there, and for the
  /// end of a bracket nothing is to the left, where its line runs.
  private boolean fitsBeside() {
    Item item = items.getFirst();
    if (item.part() == Part.END && items.size() > 1) {
      return false;
    }
    for (Item other : items.subList(1, items.size())) {
      if (other.last() > item.first() && (other.speaks() || other.last() > item.last())) {
        return false;
      }
    }
    int wanted = Math.min(NARROW, TextWrap.width(item.text()));
    return item.last() + 1 + wanted <= room;
  }

  private int placeBeside(Item item) {
    int column = item.last() + 1;
    Block block = new Block(item, wrapped(item, column), MARKS, column, false);
    blocks.add(block);
    return block.bottom();
  }

  private int placeBelow(Item item, int top) {
    List<String> lines = wrapped(item, item.anchor());
    int width = width(lines);
    int column = column(item, lines);
    int lowest = top;
    for (Block block : blocks) {
      lowest = Math.max(lowest, block.bottom());
    }
    int row = top;
    while (row < lowest && !isFree(row, lines.size(), column, width, item.anchor())) {
      row++;
    }
    blocks.add(new Block(item, lines, row, column, true));
    return row + lines.size();
  }

  private boolean isFree(int row, int height, int column, int width, int anchor) {
    for (Block block : blocks) {
      if (block.touches(row, height, column, width)
          || (block.isCrossedBy(anchor, row) && anchor != block.item().anchor())
          || block.crosses(row, column, width)) {
        return false;
      }
    }
    for (Item item : items) {
      // The line down from the end of a bracket runs past all other texts.
      boolean runs = item.part() == Part.END && item.speaks();
      if (runs && item.anchor() >= column && item.anchor() <= column + width) {
        return false;
      }
    }
    return true;
  }

  /// Where a text below its mark begins: under the mark, or further left where it would not fit.
  private int column(Item item, List<String> lines) {
    return Math.max(0, Math.min(item.anchor(), room - width(lines)));
  }

  private List<String> wrapped(Item item, int column) {
    return TextWrap.wrap(item.text(), Math.min(room, Math.max(NARROW, room - column)));
  }

  private static int width(List<String> lines) {
    int width = 0;
    for (String text : lines) {
      width = Math.max(width, TextWrap.width(text));
    }
    return width;
  }

  // The drawing.

  private void drawMark(Item item) {
    for (int column = item.first(); column < item.last(); column++) {
      boolean covered = !item.mark().label().primary() && !grid.isFree(MARKS, margin + column);
      if (!covered) {
        grid.put(MARKS, margin + column, item.mark().ink(), item.mark().sign(), 1);
      }
    }
  }

  private void drawTurn(Item item, int row) {
    Ink ink = item.mark().ink();
    int column = margin + item.anchor();
    grid.column(MARKS + 1, row + 1, column, ink, "|");
    for (int at = item.mark().depth(); at < column; at++) {
      if (grid.isFree(row, at)) {
        grid.put(row, at, ink, "_", 1);
      }
    }
  }

  private void drawTexts() {
    for (Block block : blocks) {
      if (block.hangs()) {
        Item item = block.item();
        grid.column(MARKS + 1, block.row(), margin + item.anchor(), item.mark().ink(), "|");
      }
    }
    for (Block block : blocks) {
      for (int i = 0; i < block.lines().size(); i++) {
        Ink ink = block.item().mark().ink();
        grid.text(block.row() + i, margin + block.column(), ink, block.lines().get(i));
      }
    }
  }

  /// Draws the upright lines of the brackets that cover this line.
  private void drawBrackets(int height) {
    for (Mark mark : marks) {
      if (!mark.isBracket() || line < mark.firstLine() || line > mark.lastLine()) {
        continue;
      }
      int from = line == mark.firstLine() ? turn(mark) + 1 : 0;
      int to = line == mark.lastLine() ? turn(mark) + 1 : height;
      grid.column(from, to, mark.depth() - 1, mark.ink(), "|");
      if (mark.depth() == slashed) {
        grid.put(0, mark.depth() - 1, mark.ink(), "/", 1);
      }
    }
  }

  private int turn(Mark mark) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).mark().depth() == mark.depth()) {
        return turns.get(i);
      }
    }
    return 0;
  }
}
