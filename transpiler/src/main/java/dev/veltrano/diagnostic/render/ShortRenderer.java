package dev.veltrano.diagnostic.render;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Label;
import dev.veltrano.diagnostic.Severity;
import dev.veltrano.source.LineMap;
import java.util.List;

/// One line for each diagnostic, in the form that editors and `grep` understand: `file:line:column:
/// error[VL0302]: message`.
public record ShortRenderer(boolean colour) implements Renderer {

  @Override
  public String render(List<Diagnostic> diagnostics) {
    Sheet sheet = new Sheet(colour);
    for (Diagnostic diagnostic : diagnostics) {
      if (!diagnostic.labels().isEmpty()) {
        Label label = diagnostic.labels().getFirst();
        LineMap lines = label.file().lines();
        int start = Math.clamp(label.span().start(), 0, label.file().length());
        sheet.put(TextWrap.visible(label.file().name()));
        sheet.put(":" + lines.line(start) + ":" + lines.column(start) + ": ");
      }
      Ink ink = diagnostic.severity() == Severity.ERROR ? Ink.ERROR : Ink.WARNING;
      sheet.put(ink, Words.of(diagnostic.severity()) + "[" + diagnostic.code().id() + "]");
      sheet.put(Ink.STRONG, ": ");
      sheet.put(Ink.STRONG, TextWrap.visible(diagnostic.message().replace('\n', ' '))).end();
    }
    return sheet.toString();
  }
}
