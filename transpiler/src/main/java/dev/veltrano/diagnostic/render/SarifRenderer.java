package dev.veltrano.diagnostic.render;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Label;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One SARIF 2.1.0 log for all diagnostics, for tools that collect the findings of many checkers.
///
/// The log has one run, a rule for each code that occurs, and one result for each diagnostic: the
/// primary label is its location, the others are related locations, reasons and notes follow the
/// message. Paths become URI references; relative ones stay relative.
///
/// @param version the version of Veltrano that the log names as its tool
public record SarifRenderer(String version) implements Renderer {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  @Override
  public String render(List<Diagnostic> diagnostics) {
    List<Code> codes = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      addOnce(codes, diagnostic.code());
      for (Label label : diagnostic.labels()) {
        addOnce(files, label.file().name());
      }
      for (Fix fix : diagnostic.fixes()) {
        for (Edit edit : fix.edits()) {
          addOnce(files, edit.file().name());
        }
      }
    }
    JsonText json = new JsonText();
    json.open('{').key("$schema").value(SCHEMA).key("version").value("2.1.0");
    json.key("runs").open('[').open('{');
    tool(json, codes);
    json.key("columnKind").value("unicodeCodePoints");
    json.key("artifacts").open('[');
    for (String file : files) {
      json.open('{').key("location").open('{').key("uri").value(uri(file)).close('}');
      json.key("encoding").value("UTF-8").key("sourceLanguage").value("veltrano").close('}');
    }
    json.close(']').key("results").open('[');
    for (Diagnostic diagnostic : diagnostics) {
      result(json, diagnostic, codes.indexOf(diagnostic.code()), files);
    }
    return json.close(']').close('}').close(']').close('}').end().toString();
  }

  private void tool(JsonText json, List<Code> codes) {
    json.key("tool").open('{').key("driver").open('{');
    json.key("name").value("veltrano").key("version").value(version);
    json.key("rules").open('[');
    for (Code code : codes) {
      json.open('{').key("id").value(code.id()).key("name").value(title(code));
      json.key("help").open('{').key("text").value("veltrano explain " + code.id()).close('}');
      json.key("defaultConfiguration").open('{');
      json.key("level").value(Words.of(code.severity())).close('}').close('}');
    }
    json.close(']').close('}').close('}');
  }

  private static void result(JsonText json, Diagnostic diagnostic, int rule, List<String> files) {
    json.open('{').key("ruleId").value(diagnostic.code().id()).key("ruleIndex").value(rule);
    json.key("level").value(Words.of(diagnostic.severity()));
    message(json, "message", text(diagnostic));
    json.key("locations").open('[');
    if (!diagnostic.labels().isEmpty()) {
      location(json.open('{'), diagnostic.labels().getFirst(), files);
      json.close('}');
    }
    json.close(']');
    if (diagnostic.labels().size() > 1) {
      json.key("relatedLocations").open('[');
      int id = 1;
      for (Label label : diagnostic.labels().subList(1, diagnostic.labels().size())) {
        json.open('{').key("id").value(id++);
        location(json, label, files);
        json.close('}');
      }
      json.close(']');
    }
    fixes(json, diagnostic, files);
    json.close('}');
  }

  private static void location(JsonText json, Label label, List<String> files) {
    if (!label.message().isEmpty()) {
      message(json, "message", label.message());
    }
    json.key("physicalLocation").open('{');
    artifact(json, label.file(), files);
    json.key("region");
    region(json, label.file(), label.span());
    json.close('}');
  }

  private static void fixes(JsonText json, Diagnostic diagnostic, List<String> files) {
    boolean any = false;
    for (Fix fix : diagnostic.fixes()) {
      if (fix.edits().isEmpty()) {
        continue;
      }
      if (!any) {
        json.key("fixes").open('[');
        any = true;
      }
      fix(json.open('{'), fix, files);
      json.close('}');
    }
    if (any) {
      json.close(']');
    }
  }

  private static void fix(JsonText json, Fix fix, List<String> files) {
    message(json, "description", fix.message());
    json.key("artifactChanges").open('[');
    List<String> changed = new ArrayList<>();
    for (Edit edit : fix.edits()) {
      if (changed.contains(edit.file().name())) {
        continue;
      }
      changed.add(edit.file().name());
      artifact(json.open('{'), edit.file(), files);
      json.key("replacements").open('[');
      for (Edit other : fix.edits()) {
        if (other.file().name().equals(edit.file().name())) {
          json.open('{').key("deletedRegion");
          region(json, other.file(), other.span());
          message(json, "insertedContent", other.text());
          json.close('}');
        }
      }
      json.close(']').close('}');
    }
    json.close(']');
    json.key("properties").open('{').key("applicability");
    json.value(Words.of(fix.applicability())).close('}');
  }

  private static void artifact(JsonText json, SourceFile file, List<String> files) {
    json.key("artifactLocation").open('{').key("uri").value(uri(file.name()));
    json.key("index").value(files.indexOf(file.name())).close('}');
  }

  private static void region(JsonText json, SourceFile file, Span span) {
    Region region = Region.of(file, span);
    json.open('{').key("startLine").value(region.line());
    json.key("startColumn").value(region.column());
    json.key("endLine").value(region.endLine());
    json.key("endColumn").value(region.endColumn()).close('}');
  }

  private static void message(JsonText json, String key, String text) {
    json.key(key).open('{').key("text").value(text).close('}');
  }

  /// Everything that is said in words.
  private static String text(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder(diagnostic.message());
    for (String cause : diagnostic.causes()) {
      text.append("\nbecause: ").append(cause);
    }
    for (String note : diagnostic.notes()) {
      text.append("\nnote: ").append(note);
    }
    for (Fix fix : diagnostic.fixes()) {
      if (fix.edits().isEmpty()) {
        text.append("\nhelp: ").append(fix.message());
      }
    }
    return text.toString();
  }

  /// `TYPE_MISMATCH` as SARIF likes names: `TypeMismatch`.
  private static String title(Code code) {
    StringBuilder title = new StringBuilder();
    for (String word : code.name().split("_", -1)) {
      title.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return title.toString();
  }

  /// The path as a URI reference (RFC 3986).
  static String uri(String path) {
    String slashed = path.replace('\\', '/');
    StringBuilder uri = new StringBuilder();
    boolean drive = slashed.length() > 1 && slashed.charAt(1) == ':' && slashed.indexOf('/') == 2;
    if (drive) {
      uri.append("file:///");
    } else if (slashed.startsWith("/")) {
      uri.append("file://");
    }
    for (byte b : slashed.getBytes(StandardCharsets.UTF_8)) {
      boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (letter || "-._~/!$&'()*+,;=@".indexOf(b) >= 0 || (b == ':' && drive)) {
        uri.append((char) b);
      } else {
        uri.append('%').append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)));
        uri.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
      }
    }
    return uri.toString();
  }

  private static <T> void addOnce(List<T> list, T element) {
    if (!list.contains(element)) {
      list.add(element);
    }
  }
}
