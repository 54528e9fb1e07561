package dev.veltrano.diagnostic;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.ArrayList;
import java.util.List;

/// One thing that the compiler has to say: a code, a sentence, places, causes, notes and fixes.
///
/// The first label is the primary one. A diagnostic about no file at all has no labels. The shape
/// follows rustc's diagnostics; all renderings come from this one structure.
public record Diagnostic(
    Code code,
    Severity severity,
    String message,
    List<Label> labels,
    List<String> causes,
    List<String> notes,
    List<Fix> fixes) {

  /// Starts a diagnostic whose primary label covers `span`.
  public static Builder at(Code code, SourceFile file, Span span, String message) {
    return new Builder(code, message).primary(file, span, "");
  }

  /// Starts a diagnostic about no particular place.
  public static Builder of(Code code, String message) {
    return new Builder(code, message);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// Collects the parts of a diagnostic.
  public static final class Builder {
    private final Code code;
    private final String message;
    private final List<Label> labels = new ArrayList<>();
    private final List<String> causes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Fix> fixes = new ArrayList<>();

    private Builder(Code code, String message) {
      this.code = code;
      this.message = message;
    }

    private Builder primary(SourceFile file, Span span, String text) {
      labels.add(0, new Label(file, span, text, true));
      return this;
    }

    /// What the primary label says.
    public Builder here(String text) {
      Label first = labels.getFirst();
      labels.set(0, new Label(first.file(), first.span(), text, true));
      return this;
    }

    /// A further place and what is to be said about it.
    public Builder label(SourceFile file, Span span, String text) {
      labels.add(new Label(file, span, text, false));
      return this;
    }

    /// A reason, shown as `= because: …`.
    public Builder because(String text) {
      causes.add(text);
      return this;
    }

    /// Background, shown as `= note: …`.
    public Builder note(String text) {
      notes.add(text);
      return this;
    }

    public Builder fix(Fix fix) {
      fixes.add(fix);
      return this;
    }

    /// Advice in words, without an edit.
    public Builder help(String text) {
      return fix(Fix.maybe(text));
    }

    public Diagnostic build() {
      return new Diagnostic(
          code,
          code.severity(),
          message,
          List.copyOf(labels),
          List.copyOf(causes),
          List.copyOf(notes),
          List.copyOf(fixes));
    }
  }
}
