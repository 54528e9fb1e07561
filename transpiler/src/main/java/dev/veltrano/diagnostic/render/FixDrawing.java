package dev.veltrano.diagnostic.render;

import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Fixes;
import dev.veltrano.source.LineMap;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.ArrayList;
import java.util.List;

/// A fix: what to do, and the lines as they would be.
///
/// A line that only gains text is shown once with the new text underlined by `+`; other changes are
/// shown as lines that go (`-`) and lines that come (`+`).
final class FixDrawing {
  /// Of more lines than this in one change the middle is left out.
  private static final int LONGEST = 8;

  private static final int SHOWN_AT_START = 5;
  private static final int SHOWN_AT_END = 2;

  private final Fix fix;
  private final String knownFile;
  private final int width;

  /// @param knownFile the name of the file that a reader takes for granted
  FixDrawing(Fix fix, String knownFile, int width) {
    this.fix = fix;
    this.knownFile = knownFile;
    this.width = width;
  }

  void draw(Sheet sheet, Gutter gutter) {
    sheet.put(Ink.HELP, "help").put(Ink.STRONG, ": ");
    sheet.wrapped(Ink.PLAIN, fix.message(), "help: ".length(), width);
    List<String> drawn = new ArrayList<>();
    for (Edit edit : fix.edits()) {
      SourceFile file = edit.file();
      if (!drawn.contains(file.name())) {
        drawn.add(file.name());
        drawFile(sheet, gutter, file);
      }
    }
  }

  private void drawFile(Sheet sheet, Gutter gutter, SourceFile file) {
    List<Edit> edits = Fixes.ordered(file, fix.edits());
    LineMap lines = file.lines();
    if (!file.name().equals(knownFile)) {
      int line = lines.line(edits.getFirst().span().start());
      gutter.place(sheet, "-->", TextWrap.visible(file.name()) + ":" + line);
    }
    gutter.empty(sheet).end();
    int from = 0;
    while (from < edits.size()) {
      int to = from + 1;
      while (to < edits.size()
          && lines.line(edits.get(to).span().start())
              <= lines.line(edits.get(to - 1).span().end()) + 1) {
        to++;
      }
      if (from > 0) {
        gutter.elision(sheet).end();
      }
      drawChange(sheet, gutter, file, edits.subList(from, to));
      from = to;
    }
  }

  /// Draws edits that lie close together.
  private void drawChange(Sheet sheet, Gutter gutter, SourceFile file, List<Edit> edits) {
    LineMap lines = file.lines();
    int firstLine = lines.line(edits.getFirst().span().start());
    int lastLine = lines.line(edits.getLast().span().end());
    int start = lines.start(firstLine);
    int end = lines.end(lastLine);
    if (firstLine == lastLine && onlyInserts(edits)) {
      drawInsertion(sheet, gutter, file, firstLine, edits);
      return;
    }
    List<String> before = lines(file.text(start, Math.max(end, edits.getLast().span().end())));
    List<String> after = lines(changed(file, start, end, edits));
    int same = 0;
    int shorter = Math.min(before.size(), after.size());
    while (same < shorter && before.get(same).equals(after.get(same))) {
      same++;
    }
    int sameEnd = 0;
    while (sameEnd < shorter - same
        && before.get(before.size() - 1 - sameEnd).equals(after.get(after.size() - 1 - sameEnd))) {
      sameEnd++;
    }
    List<String> gone = before.subList(same, before.size() - sameEnd);
    List<String> come = after.subList(same, after.size() - sameEnd);
    int line = firstLine + same;
    // Lines that are put between others are told apart by the line before them.
    if (gone.isEmpty() && line > 1) {
      String context = file.text(lines.start(line - 1), lines.end(line - 1));
      drawLine(sheet, gutter, line - 1, "|", Ink.FRAME, context, Ink.PLAIN, 0, 1);
    }
    int[] place = differing(gone, come);
    drawLines(sheet, gutter, line, "-", Ink.REMOVED, gone, place[0], place[1]);
    drawLines(sheet, gutter, line, "+", Ink.ADDED, come, place[0], place[2]);
  }

  private static boolean onlyInserts(List<Edit> edits) {
    for (Edit edit : edits) {
      if (edit.span().length() > 0 || edit.text().indexOf('\n') >= 0) {
        return false;
      }
    }
    return true;
  }

  private static String changed(SourceFile file, int start, int end, List<Edit> edits) {
    StringBuilder text = new StringBuilder();
    int done = start;
    for (Edit edit : edits) {
      text.append(file.text(done, edit.span().start())).append(edit.text());
      done = edit.span().end();
    }
    return text.append(file.text(done, Math.max(done, end))).toString();
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    SourceFile file = SourceFile.of("", text);
    for (int line = 1; line <= file.lines().lineCount(); line++) {
      lines.add(file.text(file.lines().start(line), file.lines().end(line)));
    }
    return lines;
  }

  /// Where the first lines of both begin to differ, and where each of them ends to do so: bytes.
  private static int[] differing(List<String> gone, List<String> come) {
    byte[] before = SourceFile.of("", gone.isEmpty() ? "" : gone.getFirst()).bytes();
    byte[] after = SourceFile.of("", come.isEmpty() ? "" : come.getFirst()).bytes();
    int shorter = Math.min(before.length, after.length);
    int start = 0;
    while (start < shorter && before[start] == after[start]) {
      start++;
    }
    int same = 0;
    while (same < shorter - start
        && before[before.length - 1 - same] == after[after.length - 1 - same]) {
      same++;
    }
    return new int[] {start, before.length - same, after.length - same};
  }

  private void drawLines(
      Sheet sheet,
      Gutter gutter,
      int firstLine,
      String sign,
      Ink ink,
      List<String> lines,
      int from,
      int to) {
    for (int i = 0; i < lines.size(); i++) {
      boolean leftOut =
          lines.size() > LONGEST && i >= SHOWN_AT_START && i < lines.size() - SHOWN_AT_END;
      if (!leftOut) {
        drawLine(sheet, gutter, firstLine + i, sign, ink, lines.get(i), ink, from, to);
      } else if (i == SHOWN_AT_START) {
        gutter.elision(sheet).end();
      }
    }
  }

  /// Draws one line; if it is too long, the part around the bytes from `from` to `to`.
  private void drawLine(
      Sheet sheet,
      Gutter gutter,
      int number,
      String sign,
      Ink signInk,
      String text,
      Ink ink,
      int from,
      int to) {
    SourceLine line = new SourceLine(SourceFile.of("", text), 1);
    int first = line.column(from);
    int last = Math.max(first + 1, line.endColumn(to));
    Window window = Window.onto(line.width(), first, last, width - gutter.columns());
    Grid grid = new Grid();
    line.draw(grid, 0, 0, window, ink);
    gutter.number(sheet, number, signInk, sign);
    grid.write(0, sheet);
    sheet.end();
  }

  private void drawInsertion(
      Sheet sheet, Gutter gutter, SourceFile file, int number, List<Edit> edits) {
    int start = file.lines().start(number);
    SourceFile changed = SourceFile.of("", changed(file, start, file.lines().end(number), edits));
    SourceLine line = new SourceLine(changed, 1);
    List<Span> places = places(edits, start);
    int first = line.column(places.getFirst().start());
    int last = Math.max(first + 1, line.endColumn(places.getLast().end()));
    Window window = Window.onto(line.width(), first, last, width - gutter.columns());
    Grid grid = new Grid();
    line.draw(grid, 0, 0, window, Ink.PLAIN);
    for (Span place : places) {
      int from = window.place(line.column(place.start()));
      int to = window.place(line.endColumn(place.end()) - 1) + 1;
      grid.fill(1, from, Math.max(from + 1, to), Ink.ADDED, "+");
    }
    gutter.number(sheet, number, Ink.FRAME, "|");
    grid.write(0, sheet);
    sheet.end();
    gutter.empty(sheet);
    grid.write(1, sheet);
    sheet.end();
  }

  /// Where the inserted texts are in the changed line that began at byte `start`.
  private static List<Span> places(List<Edit> edits, int start) {
    List<Span> places = new ArrayList<>();
    int moved = -start;
    for (Edit edit : edits) {
      int length = SourceFile.of("", edit.text()).length();
      places.add(new Span(edit.span().start() + moved, length));
      moved += length;
    }
    return places;
  }
}
