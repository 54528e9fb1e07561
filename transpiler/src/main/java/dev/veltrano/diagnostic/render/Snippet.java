package dev.veltrano.diagnostic.render;

import dev.veltrano.source.LineMap;
import dev.veltrano.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The lines of one file that labels speak of, with the labels drawn below them.
///
/// Lines between them are left out where that saves something. The drawing follows rustc's: marks
/// under the text, a bracket in the margin for what covers several lines.
final class Snippet {
  /// A bracket over more lines than this shows only the first and the last ones of them.
  private static final int LONGEST_BRACKET = 8;

  private static final int SHOWN_AT_START = 4;
  private static final int SHOWN_AT_END = 2;

  private final SourceFile file;
  private final List<Mark> marks;
  private final int depth;

  Snippet(SourceFile file, List<Mark> marks) {
    this.file = file;
    this.marks = withDepths(marks);
    int deepest = 0;
    for (Mark mark : this.marks) {
      deepest = Math.max(deepest, mark.depth());
    }
    this.depth = deepest;
  }

  /// Gives each bracket the leftmost column of the margin that no bracket around or beside it has.
  private static List<Mark> withDepths(List<Mark> marks) {
    List<Mark> ordered = new ArrayList<>(marks);
    ordered.sort((left, right) -> {
      int result = Integer.compare(left.firstLine(), right.firstLine());
      return result != 0 ? result : Integer.compare(right.lastLine(), left.lastLine());
    });
    List<Mark> placed = new ArrayList<>(ordered.size());
    for (Mark mark : ordered) {
      placed.add(mark.isBracket() ? mark.at(freeDepth(mark, placed)) : mark);
    }
    return placed;
  }

  private static int freeDepth(Mark mark, List<Mark> placed) {
    int depth = 1;
    boolean taken = true;
    while (taken) {
      taken = false;
      for (Mark other : placed) {
        taken |= other.depth() == depth && other.meets(mark);
      }
      if (taken) {
        depth++;
      }
    }
    return depth;
  }

  void draw(Sheet sheet, Gutter gutter, int width) {
    gutter.empty(sheet).end();
    int before = 0;
    for (int line : shownLines()) {
      if (before != 0 && line > before + 1) {
        elide(sheet, gutter, before);
      }
      new AnnotatedLine(file, line, marks, depth, width - gutter.columns()).draw(sheet, gutter);
      before = line;
    }
  }

  private SortedSet<Integer> shownLines() {
    SortedSet<Integer> lines = new TreeSet<>();
    for (Mark mark : marks) {
      lines.add(mark.firstLine());
      lines.add(mark.lastLine());
      if (mark.isBracket()) {
        boolean whole = mark.lastLine() - mark.firstLine() < LONGEST_BRACKET;
        int head = whole ? mark.lastLine() : mark.firstLine() + SHOWN_AT_START - 1;
        for (int line = mark.firstLine(); line <= head; line++) {
          lines.add(line);
        }
        for (int line = mark.lastLine() - SHOWN_AT_END + 1; line <= mark.lastLine(); line++) {
          lines.add(line);
        }
      }
    }
    // A mark of elision takes a line as well: better show a single line than leave it out.
    LineMap map = file.lines();
    for (int line : new ArrayList<>(lines)) {
      if (lines.contains(line + 2) && line + 1 <= map.lineCount()) {
        lines.add(line + 1);
      }
    }
    return lines;
  }

  private void elide(Sheet sheet, Gutter gutter, int after) {
    gutter.elision(sheet);
    Grid margin = new Grid();
    for (Mark mark : marks) {
      if (mark.isBracket() && mark.firstLine() <= after && mark.lastLine() > after) {
        margin.put(0, mark.depth() - 1, mark.ink(), "|", 1);
      }
    }
    margin.write(0, sheet);
    sheet.end();
  }
}
