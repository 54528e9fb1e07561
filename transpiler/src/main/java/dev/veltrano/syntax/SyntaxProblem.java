package dev.veltrano.syntax;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What can be wrong with the text of a file, one record per kind of problem.
public sealed interface SyntaxProblem extends Problem {

  private static Fix fix(boolean exact, String message, List<Edit> edits) {
    return new Fix(message, exact ? Fix.Applicability.EXACT : Fix.Applicability.MAYBE, edits);
  }

  private static Edit replace(SourceFile file, Span span, String text) {
    return new Edit(file, span, text);
  }

  // ---- the file

  record FileTooLarge(SourceFile file, int size) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.FILE_TOO_LARGE, file, new Span(0, 0), "this file is too large to be source text")
          .note(
              "it has "
                  + (size >> 20)
                  + " MiB, a source file may have "
                  + (Lexer.MAX_BYTES >> 20)
                  + " MiB")
          .help("split it into several modules, or let the program read the data when it runs")
          .build();
    }
  }

  record NotUtf8(SourceFile file, Span span, int value, int count) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      String hex = Integer.toHexString(value).toUpperCase(Locale.ROOT);
      Diagnostic.Builder builder =
          Diagnostic.at(Code.NOT_UTF8, file, span, "this file is not UTF-8")
              .here("byte " + span.start() + " of the file is 0x" + hex);
      if (count > 1) {
        builder.note(count + " bytes of the file cannot be read");
      }
      return builder.help("save the file as UTF-8").build();
    }
  }

  record Utf16(SourceFile file) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_UTF8, file, new Span(0, 0), "this file is UTF-16, source text is UTF-8")
          .help("save the file as UTF-8")
          .build();
    }
  }

  record UnknownCharacter(SourceFile file, Span span, int codePoint, int count)
      implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      String meant = Lookalikes.ascii(codePoint);
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.UNKNOWN_CHARACTER,
                  file,
                  span,
                  Lookalikes.describe(codePoint) + " means nothing in Veltrano")
              .here(count > 1 ? count + " of them" : "");
      if (meant != null) {
        String text = meant.repeat(count);
        builder.fix(
            fix(
                false,
                meant.isBlank() ? "use a plain space" : "write `" + meant + "`",
                List.of(replace(file, span, text))));
      } else if (codePoint == '\\') {
        builder.note("a line goes on by itself where it is not complete");
      } else if (codePoint == '$') {
        builder.note("values in text are written `f\"{name}\"`");
      } else {
        builder.fix(fix(false, "remove it", List.of(replace(file, span, ""))));
      }
      return builder.build();
    }
  }

  // ---- literals and comments

  /// What a quote began.
  enum Literal {
    TEXT("text", "\""),
    RAW_TEXT("raw text", "\"\"\""),
    CHARACTER("character", "'"),
    NAME("quoted name", "`");

    private final String words;
    private final String quote;

    Literal(String words, String quote) {
      this.words = words;
      this.quote = quote;
    }
  }

  record UnterminatedLiteral(SourceFile file, Span span, Literal literal, int end)
      implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.UNTERMINATED_LITERAL,
              file,
              span,
              "this " + literal.words + " has no closing `" + literal.quote + "`");
      if (literal == Literal.TEXT) {
        builder.note(
            "text ends on its line; a line break in it is written `\\n`, longer text stands in"
                + " `\"\"\"`");
      } else if (literal == Literal.RAW_TEXT) {
        builder.here("it runs to the end of the file");
      }
      if (literal == Literal.RAW_TEXT || (literal == Literal.CHARACTER && span.length() > 2)) {
        return builder.build();
      }
      return builder
          .fix(fix(false, "close it", List.of(replace(file, new Span(end, 0), literal.quote))))
          .build();
    }
  }

  record UnterminatedComment(SourceFile file, Span span, int depth) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.UNTERMINATED_COMMENT, file, span, "this comment has no closing `*/`")
              .here("it runs to the end of the file");
      if (depth > 1) {
        builder.note("comments nest: " + depth + " `/*` are open");
      }
      return builder.build();
    }
  }

  record BadEscape(SourceFile file, Span span, String reason, @Nullable String replacement)
      implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.BAD_ESCAPE,
                  file,
                  span,
                  "`" + Lookalikes.visible(file.text(span)) + "` is no escape")
              .note(reason);
      if (replacement != null) {
        builder.fix(
            fix(true, "write `" + replacement + "`", List.of(replace(file, span, replacement))));
      } else {
        builder.fix(
            fix(
                false,
                "a backslash itself is written twice",
                List.of(replace(file, new Span(span.start(), 0), "\\"))));
      }
      return builder.build();
    }
  }

  record BadNumber(
      SourceFile file, Span span, String reason, String advice, @Nullable String replacement)
      implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.BAD_NUMBER, file, span, "`" + file.text(span) + "` is no number here")
              .here(reason);
      if (replacement != null) {
        builder.fix(fix(true, advice, List.of(replace(file, span, replacement))));
      }
      return builder.build();
    }
  }

  record EmptyCharacter(SourceFile file, Span span) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_CHAR_LITERAL, file, span, "there is no character between these quotes")
          .fix(fix(false, "empty text is `\"\"`", List.of(replace(file, span, "\"\""))))
          .build();
    }
  }

  record EmptyName(SourceFile file, Span span) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.EXPECTED, file, span, "expected a name between the backquotes")
          .build();
    }
  }

  record LoneBrace(SourceFile file, Span span) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_FORMAT_TEXT, file, span, "this `}` closes no hole of the `f\"…\"`")
          .fix(
              fix(true, "a brace in `f\"…\"` is written twice", List.of(replace(file, span, "}}"))))
          .build();
    }
  }

  record EmptyHole(SourceFile file, Span span) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.BAD_FORMAT_TEXT, file, span, "this hole has no value")
          .here("expected an expression between the braces")
          .note("in `f\"…\"` the value stands in the hole: `f\"{name}\"`; braces are `{{` and `}}`")
          .build();
    }
  }

  record UnclosedHole(SourceFile file, Span open, int end) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_FORMAT_TEXT, file, open, "this hole of the `f\"…\"` has no closing `}`")
          .label(file, new Span(end, 0), "expected `}`")
          .fix(fix(false, "close it", List.of(replace(file, new Span(end, 0), "}"))))
          .note("a brace as text is written `{{`")
          .build();
    }
  }

  record LineBreakInHole(SourceFile file, Span open, int at) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_FORMAT_TEXT, file, open, "a hole of an `f\"…\"` stays on one line")
          .label(file, new Span(at, 0), "the line ends here")
          .help("give the value a name first")
          .build();
    }
  }

  // ---- structure

  /// Something is missing. `what` says what and what for, `found` what stands there instead.
  record Expected(
      SourceFile file,
      Span span,
      String what,
      String found,
      String note,
      List<Edit> edits,
      boolean exact)
      implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.EXPECTED, file, span, "expected " + what + ", found " + found);
      if (!note.isEmpty()) {
        builder.note(note);
      }
      if (!edits.isEmpty()) {
        builder.fix(fix(exact, "write it", edits));
      }
      return builder.build();
    }
  }

  /// Brackets that are open where `end` says that they should have been closed.
  record Unclosed(SourceFile file, List<Span> openers, String opener, String closer, int end)
      implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      Span place = new Span(end, 0);
      int more = openers.size() - 1;
      boolean block = opener.equals("{");
      String message =
          more == 0
              ? "this `" + opener + "` is never closed"
              : (more + 1) + " brackets are not closed here";
      Diagnostic.Builder builder;
      if (block) {
        builder =
            Diagnostic.at(Code.UNCLOSED, file, openers.getFirst(), message)
                .label(file, place, "expected `" + closer + "` here");
      } else {
        builder =
            Diagnostic.at(Code.UNCLOSED, file, place, message)
                .here("expected `" + closer + "` here")
                .label(file, openers.getFirst(), "opened here");
      }
      for (int i = 1; i < Math.min(openers.size(), 4); i++) {
        builder.label(file, openers.get(i), "opened here");
      }
      return builder.build();
    }
  }

  record UnexpectedCloser(SourceFile file, Span span, String text) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.UNEXPECTED_CLOSER, file, span, "this `" + text + "` closes nothing")
          .fix(fix(false, "remove it", List.of(replace(file, span, ""))))
          .build();
    }
  }

  /// A closer whose opener seems to be missing at `at`.
  record Unopened(SourceFile file, Span span, String closer, String opener, int at)
      implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      Span place = new Span(at, 0);
      return Diagnostic.at(
              Code.UNEXPECTED_CLOSER, file, span, "this `" + closer + "` has no `" + opener + "`")
          .label(file, place, "expected `" + opener + "` here")
          .fix(
              fix(
                  false,
                  "write it",
                  List.of(replace(file, place, opener.equals("{") ? " {" : opener))))
          .build();
    }
  }

  record MissingStatementEnd(SourceFile file, Span span, String found, int previousEnd)
      implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.MISSING_STATEMENT_END,
                  file,
                  span,
                  "expected the end of the statement, found " + found)
              .label(file, new Span(previousEnd, 0), "the statement could end here");
      if (found.equals("`=`")) {
        builder.note("an assignment is a statement, it has no value");
      } else {
        builder.note("statements stand on lines of their own, or have `;` between them");
      }
      return builder.build();
    }
  }

  record ForeignHabit(
      SourceFile file, Span span, Habit habit, String detail, List<Edit> edits, boolean exact)
      implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.FOREIGN_HABIT, file, span, habit.message(detail));
      if (!edits.isEmpty()) {
        builder.fix(fix(exact, habit.advice(detail), edits));
      } else if (!habit.advice(detail).isEmpty()) {
        builder.help(habit.advice(detail));
      }
      return builder.build();
    }
  }

  record NestingTooDeep(SourceFile file, Span span, int limit) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NESTING_TOO_DEEP, file, span, "this is nested more than " + limit + " deep")
          .help("give the inner parts names of their own, or move them into functions")
          .build();
    }
  }

  /// An expression whose operators make a tree higher than the later phases walk.
  record ExpressionTooLong(SourceFile file, Span span, int limit) implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NESTING_TOO_DEEP,
              file,
              span,
              "this expression chains more than " + limit + " operators")
          .help("give parts of it names of their own, or compute it in a loop")
          .build();
    }
  }

  record ChainedComparison(
      SourceFile file, Span operator, String first, String second, String middle, Span place)
      implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.CHAINED_COMPARISON,
                  file,
                  operator,
                  "`" + second + "` cannot compare the result of `" + first + "`")
              .note("comparisons are not chained");
      if (!middle.isEmpty()) {
        builder.fix(
            fix(true, "compare twice", List.of(replace(file, place, " && " + middle + " "))));
      } else {
        builder.help("compare twice and join with `&&`");
      }
      return builder.build();
    }
  }

  /// Something that is right elsewhere.
  record Misplaced(SourceFile file, Span span, String message, String advice, List<Edit> edits)
      implements SyntaxProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder = Diagnostic.at(Code.MISPLACED, file, span, message);
      if (!edits.isEmpty()) {
        builder.fix(fix(false, advice, edits));
      } else if (!advice.isEmpty()) {
        builder.help(advice);
      }
      return builder.build();
    }
  }
}
