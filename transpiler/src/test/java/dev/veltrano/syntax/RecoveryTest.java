package dev.veltrano.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.LineMap;
import dev.veltrano.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One thing missing or too much anywhere in a correct file is one message, near the place.
final class RecoveryTest {
  private static final String PROGRAM =
      """
      import shapes

      /// A point.
      data class Point(val x: Int, val y: Int) {
          fun length(): Float {
              val sum = self.x * self.x + self.y * self.y
              return sum.toF64().sqrt()
          }

          fun scale(by: Int): Point = Point(x * by, y * by)
      }

      fun classify(n: Int): Str {
          if (n < 0) {
              return "negative"
          } else if (n == 0) {
              return "zero"
          }
          val kind = match n % 3 {
              case 0 -> "fizz"
              case 1, 2 -> "other"
              default -> panic("never")
          }
          return kind
      }

      fun main() {
          var total = 0
          outer@ for (i in 0..<10) {
              while (total < 100 && i > 2) {
                  total += i
                  if (total == 50) break@outer
              }
              println("{} {}", i, classify(i))
          }
          val names = ["a", "b"]
          names.each { name ->
              println(f"hello {name}")
          }
          println(total)
      }
      """;

  private record Outcome(String change, int line, List<Diagnostic> problems) {}

  private static Outcome without(int start, int end) {
    String text = PROGRAM.substring(0, start) + " " + PROGRAM.substring(end);
    SourceFile file = SourceFile.of("test.vl", text);
    int line = (int) PROGRAM.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    return new Outcome(
        "line " + line + " without `" + PROGRAM.substring(start, end) + "`",
        line,
        Parser.parse(file).diagnostics());
  }

  private static int distance(Outcome outcome) {
    int nearest = Integer.MAX_VALUE;
    for (Diagnostic problem : outcome.problems()) {
      for (var label : problem.labels()) {
        LineMap lines = label.file().lines();
        nearest = Math.min(nearest, Math.abs(lines.line(label.span().start()) - outcome.line()));
      }
    }
    return nearest;
  }

  @Test
  void theProgramIsCorrect() {
    assertThat(Parser.parse(SourceFile.of("test.vl", PROGRAM)).diagnostics()).isEmpty();
  }

  @Test
  void aMissingBracketIsOneMessageAtItsPlace() {
    List<String> bad = new ArrayList<>();
    Tokens tokens = Parser.parse(SourceFile.of("test.vl", PROGRAM)).tokens();
    for (int i = 0; i < tokens.count(); i++) {
      if (Kind.isOpener(tokens.kind(i)) || Kind.isCloser(tokens.kind(i))) {
        Outcome outcome = without(tokens.start(i), tokens.end(i));
        if (outcome.problems().size() != 1 || distance(outcome) > 2) {
          bad.add(describe(outcome));
        }
      }
    }
    assertThat(bad).hasSizeLessThanOrEqualTo(BRACKETS_NOT_GUESSED);
  }

  /// Some guesses of indentation and counting cannot be right; this number may only go down.
  private static final int BRACKETS_NOT_GUESSED = 0;

  @Test
  void aMissingQuoteIsOneMessage() {
    List<String> bad = new ArrayList<>();
    for (int i = 0; i < PROGRAM.length(); i++) {
      if (PROGRAM.charAt(i) == '"') {
        Outcome outcome = without(i, i + 1);
        if (outcome.problems().size() != 1 || distance(outcome) > 0) {
          bad.add(describe(outcome));
        }
      }
    }
    assertThat(bad).isEmpty();
  }

  @Test
  void aMissingWordOrSignIsAtMostOneMessage() {
    List<String> bad = new ArrayList<>();
    SourceFile file = SourceFile.of("test.vl", PROGRAM);
    Tokens tokens = Parser.parse(file).tokens();
    for (int i = 0; i < tokens.count() - 1; i++) {
      byte kind = tokens.kind(i);
      if (Kind.isOpener(kind) || Kind.isCloser(kind)) {
        continue;
      }
      if (kind == Kind.FORMAT_OPEN || kind == Kind.FORMAT_CLOSE || kind == Kind.FORMAT_TEXT) {
        continue;
      }
      Outcome outcome = without(tokens.start(i), tokens.end(i));
      if (outcome.problems().size() > 1
          || (outcome.problems().size() == 1 && distance(outcome) > 1)) {
        bad.add(describe(outcome));
      }
    }
    assertThat(bad).isEmpty();
  }

  private static String describe(Outcome outcome) {
    StringBuilder out = new StringBuilder(outcome.change());
    for (Diagnostic problem : outcome.problems()) {
      var label = problem.labels().getFirst();
      out.append("\n    ")
          .append(label.file().lines().line(label.span().start()))
          .append(": ")
          .append(problem.message());
    }
    return out.toString();
  }
}
