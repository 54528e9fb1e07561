package dev.veltrano.diagnostic.render;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Label;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.List;

/// One JSON object a line for each diagnostic.
///
/// All keys are always there; a diagnostic about no file has `null` for its place. Lines and
/// columns count from 1, columns count characters, and an end is the place behind the last
/// character.
public record JsonRenderer() implements Renderer {

  @Override
  public String render(List<Diagnostic> diagnostics) {
    JsonText json = new JsonText();
    for (Diagnostic diagnostic : diagnostics) {
      json.open('{');
      json.key("code").value(diagnostic.code().id());
      json.key("severity").value(Words.of(diagnostic.severity()));
      json.key("message").value(diagnostic.message());
      if (diagnostic.labels().isEmpty()) {
        for (String key : List.of("file", "line", "column", "endLine", "endColumn")) {
          json.key(key).nothing();
        }
      } else {
        Label primary = diagnostic.labels().getFirst();
        place(json, primary.file(), primary.span());
      }
      json.key("labels").open('[');
      for (Label label : diagnostic.labels()) {
        json.open('{');
        place(json, label.file(), label.span());
        json.key("message").value(label.message());
        json.key("primary").value(label.primary());
        json.close('}');
      }
      json.close(']');
      json.key("notes").open('[');
      for (String cause : diagnostic.causes()) {
        json.value("because: " + cause);
      }
      for (String note : diagnostic.notes()) {
        json.value(note);
      }
      json.close(']');
      json.key("fixes").open('[');
      for (Fix fix : diagnostic.fixes()) {
        fix(json, fix);
      }
      json.close(']').close('}').end();
    }
    return json.toString();
  }

  private static void fix(JsonText json, Fix fix) {
    json.open('{').key("message").value(fix.message());
    json.key("applicability").value(Words.of(fix.applicability()));
    json.key("edits").open('[');
    for (Edit edit : fix.edits()) {
      json.open('{');
      place(json, edit.file(), edit.span());
      json.key("text").value(edit.text()).close('}');
    }
    json.close(']').close('}');
  }

  private static void place(JsonText json, SourceFile file, Span span) {
    Region region = Region.of(file, span);
    json.key("file").value(file.name());
    json.key("line").value(region.line());
    json.key("column").value(region.column());
    json.key("endLine").value(region.endLine());
    json.key("endColumn").value(region.endColumn());
  }
}
