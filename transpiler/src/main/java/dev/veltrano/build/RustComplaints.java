package dev.veltrano.build;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Severity;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What rustc has to say about generated code, told at the place of the Veltrano source.
///
/// Rust that is generated must be accepted without a word, so each of these is a bug of ours: the
/// diagnostics say so, and where rustc's own text is kept. An error stops the build, a warning does
/// not: the program is built and right as far as anybody knows.
final class RustComplaints {
  private final List<Transpiled.RustModule> modules;
  private final @Nullable String kept;

  /// `kept` names the file with rustc's own words.
  RustComplaints(List<Transpiled.RustModule> modules, @Nullable String kept) {
    this.modules = modules;
    this.kept = kept;
  }

  /// Whether a message is about code and not a count of messages or a hint about them.
  static boolean isComplaint(RustMessage message) {
    return (message.isError() || message.isWarning())
        && !message.message().startsWith("aborting due to")
        && !message.message().endsWith(" emitted");
  }

  List<Diagnostic> told(List<RustMessage> messages) {
    // A crate is compiled twice for its tests and says everything twice.
    Set<RustMessage> once = new LinkedHashSet<>(messages);
    List<Diagnostic> diagnostics = new ArrayList<>();
    boolean errors = false;
    for (RustMessage message : once) {
      errors |= isComplaint(message) && message.isError();
    }
    for (RustMessage message : once) {
      // Next to an error, warnings are but noise in the report of a bug.
      if (isComplaint(message) && (message.isError() || !errors)) {
        diagnostics.add(told(message));
      }
    }
    return diagnostics;
  }

  private Diagnostic told(RustMessage message) {
    String code = message.code().isEmpty() ? "" : " (" + message.code() + ")";
    String words =
        "this is a bug in veltrano "
            + Version.NUMBER
            + ": Rust "
            + (message.isError() ? "does not accept" : "warns about")
            + " what it generated: "
            + message.message()
            + code;
    Diagnostic.Builder builder = null;
    RustMessage.Place rust = null;
    for (RustMessage.Place place : message.places()) {
      Transpiled.RustModule module = module(place);
      Span span = module == null ? null : module.source(place.start(), place.end());
      if (rust == null && place.primary()) {
        rust = place;
      }
      if (module == null || span == null) {
        continue;
      }
      SourceFile file = module.file();
      if (builder == null && place.primary()) {
        builder = Diagnostic.at(Code.GENERATED_RUST, file, span, words);
        builder.here(place.label().isEmpty() ? "from here" : "rustc: " + place.label());
      }
    }
    if (builder == null) {
      builder = Diagnostic.of(Code.GENERATED_RUST, words);
    }
    if (rust != null) {
      builder.note("in the Rust: " + rust.file() + ":" + rust.line() + ":" + rust.column());
    }
    for (String remark : message.remarks()) {
      if (message.isError() && !remark.startsWith("`#[")) {
        builder.note("rustc: " + remark);
      }
    }
    if (kept != null) {
      builder.note("rustc's own words are in " + kept);
    }
    builder.help("please report it with this file; the program is not at fault");
    return withSeverity(builder.build(), message.isError());
  }

  private static Diagnostic withSeverity(Diagnostic diagnostic, boolean error) {
    return new Diagnostic(
        diagnostic.code(),
        error ? Severity.ERROR : Severity.WARNING,
        diagnostic.message(),
        diagnostic.labels(),
        diagnostic.causes(),
        diagnostic.notes(),
        diagnostic.fixes());
  }

  private Transpiled.@Nullable RustModule module(RustMessage.Place place) {
    for (Transpiled.RustModule module : modules) {
      if (module.path().equals(place.file())) {
        return module;
      }
    }
    return null;
  }
}
