package dev.veltrano.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.veltrano.build.Transpiled;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Fixes;
import dev.veltrano.format.Formatter;
import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.Parser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Holds each case of `tests/cases` to its messages and its Rust, and the exact fixes in the
/// messages to their promise. What the programs do is the business of [CorpusTest].
final class CasesTest {
  @TestFactory
  Stream<DynamicTest> messagesAndRust() {
    return CaseFile.paths().stream().map(path -> dynamicTest(CaseFile.id(path), () -> check(path)));
  }

  @TestFactory
  Stream<DynamicTest> exactFixes() {
    return CaseFile.all().stream()
        .filter(file -> file.has(Section.Kind.MESSAGES))
        .map(file -> dynamicTest(file.id(), () -> fix(Program.of(file))));
  }

  private static void check(Path path) {
    try {
      check(CaseFile.read(path));
    } catch (RuntimeException bug) {
      // A report of tests made at run time gives their numbers, not their names.
      throw new AssertionError(path.toString(), bug);
    }
  }

  private static void check(CaseFile file) {
    Program program = Program.of(file);
    for (Section formatted : file.all(Section.Kind.FORMATTED)) {
      expect(file, Section.Kind.FORMATTED, formatted.argument(), formatted(file, formatted));
    }
    if (file.has(Section.Kind.FORMATTED) && !file.isProgram()) {
      assertThat(file.flaws()).as(file.id()).isEmpty();
      return;
    }
    Transpiled transpiled = program.transpile();
    expect(file, Section.Kind.MESSAGES, "", Program.render(transpiled.diagnostics()));
    for (Section rust : file.all(Section.Kind.RUST)) {
      expect(file, Section.Kind.RUST, rust.argument(), rust(program, transpiled, rust.argument()));
    }
    if (file.runs() && (transpiled.hasErrors() || program.isLibrary())) {
      fail("it expects a run, and its program cannot run");
    }
    // At the end, because an update can bring what was missing.
    assertThat(file.flaws()).as(file.id()).isEmpty();
  }

  private static String formatted(CaseFile file, Section wanted) {
    for (Section source : file.all(Section.Kind.SOURCE)) {
      if (source.argument().equals(wanted.argument())) {
        ParsedFile parsed = Parser.parse(SourceFile.of(file.name() + ".vl", source.text()));
        return parsed.hasErrors()
            ? Program.render(parsed.diagnostics())
            : new String(Formatter.format(parsed), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private static String rust(Program program, Transpiled transpiled, String argument) {
    String wanted = argument.isEmpty() ? program.files().keySet().iterator().next() : argument;
    for (Transpiled.RustModule module : transpiled.modules()) {
      if (module.shown().equals(wanted)) {
        String text = new String(module.bytes(), StandardCharsets.UTF_8);
        return text.substring(text.indexOf('\n') + 1).stripLeading();
      }
    }
    return "";
  }

  /// Compares one expectation with what came out, or takes what came out for the expectation.
  static void expect(CaseFile file, Section.Kind kind, String argument, String actual) {
    String expected =
        file.all(kind).stream()
            .filter(section -> section.argument().equals(argument))
            .map(Section::text)
            .findFirst()
            .orElse("");
    if (Checkout.UPDATE) {
      file.expect(kind, argument, actual);
      file.write();
    } else if (!expected.equals(actual)) {
      fail(
          "`## %s` of tests/cases/%s.md differs (UPDATE=1 takes the new one):%n%s"
              .formatted(kind.text(), file.id(), TextDiff.of(expected, actual)));
    } else if (actual.isEmpty() && file.has(kind) && kind != Section.Kind.OUTPUT) {
      fail("`## %s` of tests/cases/%s.md expects nothing".formatted(kind.text(), file.id()));
    }
  }

  private static void fix(Program program) {
    List<Diagnostic> before = program.transpile().diagnostics();
    for (Diagnostic diagnostic : before) {
      for (Fix fix : diagnostic.fixes()) {
        if (fix.applicability() == Fix.Applicability.EXACT) {
          fix(program, before, diagnostic, fix);
        }
      }
    }
  }

  private static void fix(
      Program program, List<Diagnostic> before, Diagnostic diagnostic, Fix fix) {
    Program fixed = program;
    for (Edit edit : fix.edits()) {
      fixed = fixed.with(edit.file().name(), Fixes.apply(edit.file(), fix.edits()));
    }
    List<Diagnostic> after = fixed.transpile().diagnostics();
    // Once the text is right, types are looked at, and more may be found.
    if (count(after, diagnostic) >= count(before, diagnostic)
        || countOfText(after) > countOfText(before)) {
      fail(
          "the fix \"%s\" of \"%s\" gives%n%s%nand what is said about that is%n%s"
              .formatted(
                  fix.message(),
                  diagnostic.message(),
                  String.join("\n", fixed.files().values()),
                  Program.render(after)));
    }
  }

  private static long countOfText(List<Diagnostic> diagnostics) {
    return diagnostics.stream().filter(d -> d.code().id().startsWith("VL01")).count();
  }

  private static long count(List<Diagnostic> diagnostics, Diagnostic like) {
    return diagnostics.stream()
        .filter(d -> d.code() == like.code() && d.message().equals(like.message()))
        .count();
  }
}
