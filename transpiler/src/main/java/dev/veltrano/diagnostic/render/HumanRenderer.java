package dev.veltrano.diagnostic.render;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Label;
import dev.veltrano.diagnostic.Severity;
import dev.veltrano.source.LineMap;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.ArrayList;
import java.util.List;

/// Shows diagnostics to people: the sentence, the source with the labels drawn into it, reasons,
/// notes and fixes with the lines as they would be.
///
/// Lines are at most `width` columns wide, words longer than that aside. The shape is rustc's,
/// which readers of the generated code know anyway. An empty line follows each diagnostic.
public record HumanRenderer(boolean colour, int width) implements Renderer {
  /// The width where there is no terminal to ask.
  public static final int DEFAULT_WIDTH = 100;

  private static final int NARROWEST = 40;

  public HumanRenderer {
    width = Math.max(NARROWEST, width);
  }

  @Override
  public String render(List<Diagnostic> diagnostics) {
    Sheet sheet = new Sheet(colour);
    for (Diagnostic diagnostic : diagnostics) {
      draw(sheet, diagnostic);
      sheet.end();
    }
    return sheet.toString();
  }

  private void draw(Sheet sheet, Diagnostic diagnostic) {
    Ink ink = diagnostic.severity() == Severity.ERROR ? Ink.ERROR : Ink.WARNING;
    String head = Words.of(diagnostic.severity()) + "[" + diagnostic.code().id() + "]";
    sheet.put(ink, head).put(Ink.STRONG, ": ");
    sheet.wrapped(Ink.STRONG, diagnostic.message(), head.length() + 2, width);
    Gutter gutter = new Gutter(Integer.toString(highestLine(diagnostic)).length());
    drawSnippets(sheet, diagnostic, ink, gutter);
    for (String cause : diagnostic.causes()) {
      drawRemark(sheet, gutter, "because: ", cause);
    }
    for (String note : diagnostic.notes()) {
      drawRemark(sheet, gutter, "note: ", note);
    }
    drawFixes(sheet, diagnostic, gutter);
  }

  /// Advice in words joins the remarks, unless a fix with lines of its own stands before it.
  private void drawFixes(Sheet sheet, Diagnostic diagnostic, Gutter gutter) {
    String known = diagnostic.labels().isEmpty() ? "" : primaryFile(diagnostic).name();
    boolean amongRemarks = true;
    for (Fix fix : diagnostic.fixes()) {
      if (fix.edits().isEmpty() && amongRemarks) {
        drawRemark(sheet, gutter, "help: ", fix.message());
      } else {
        amongRemarks = false;
        new FixDrawing(fix, known, width).draw(sheet, gutter);
      }
    }
  }

  private void drawSnippets(Sheet sheet, Diagnostic diagnostic, Ink ink, Gutter gutter) {
    List<SourceFile> files = new ArrayList<>();
    for (Label label : diagnostic.labels()) {
      if (!files.contains(label.file())) {
        files.add(label.file());
      }
    }
    for (SourceFile file : files) {
      List<Mark> marks = new ArrayList<>();
      for (Label label : diagnostic.labels()) {
        if (label.file().equals(file)) {
          marks.add(Mark.of(label, ink));
        }
      }
      boolean first = file.equals(files.getFirst());
      if (!first) {
        gutter.empty(sheet).end();
      }
      gutter.place(sheet, first ? "-->" : ":::", place(file, marks.getFirst().start()));
      new Snippet(file, marks).draw(sheet, gutter, width);
    }
  }

  private static String place(SourceFile file, int offset) {
    LineMap lines = file.lines();
    String name = TextWrap.visible(file.name());
    return name + ":" + lines.line(offset) + ":" + lines.column(offset);
  }

  private void drawRemark(Sheet sheet, Gutter gutter, String kind, String text) {
    int indent = gutter.width() + 3 + kind.length();
    sheet.blanks(gutter.width() + 1).put(Ink.FRAME, "=").blanks(1).put(Ink.STRONG, kind);
    sheet.wrapped(Ink.PLAIN, text, indent, width);
  }

  private static SourceFile primaryFile(Diagnostic diagnostic) {
    return diagnostic.labels().getFirst().file();
  }

  /// The highest line number that is going to be shown.
  private static int highestLine(Diagnostic diagnostic) {
    int highest = 1;
    for (Label label : diagnostic.labels()) {
      highest = Math.max(highest, lastLine(label.file(), label.span()));
    }
    for (Fix fix : diagnostic.fixes()) {
      for (Edit edit : fix.edits()) {
        int added = SourceFile.of("", edit.text()).lines().lineCount() - 1;
        int end = Math.clamp(edit.span().end(), 0, edit.file().length());
        highest = Math.max(highest, edit.file().lines().line(end) + added);
      }
    }
    return highest;
  }

  private static int lastLine(SourceFile file, Span span) {
    int start = Math.clamp(span.start(), 0, file.length());
    int end = Math.clamp(span.end(), start, file.length());
    return file.lines().line(Math.max(start, end - 1));
  }
}
