package dev.veltrano.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DiagnosticOrderTest {
  private final SourceFile first = SourceFile.of("a.vl", "val a = 1\n");
  private final SourceFile second = SourceFile.of("b.vl", "val b = 1\n");

  @Test
  void fileThenPlaceThenCodeThenWords() {
    List<Diagnostic> expected =
        List.of(
            Diagnostic.of(Code.NO_CARGO, "no cargo").build(),
            at(Code.UNKNOWN_NAME, first, 0, 3, "x"),
            at(Code.UNUSED_VARIABLE, first, 0, 3, "a"),
            at(Code.UNUSED_VARIABLE, first, 0, 3, "b"),
            at(Code.UNKNOWN_NAME, first, 0, 4, "x"),
            at(Code.UNKNOWN_NAME, first, 4, 1, "x"),
            at(Code.EXPECTED, second, 0, 1, "x"));
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      List<Diagnostic> shuffled = new ArrayList<>(expected);
      Collections.shuffle(shuffled, random);
      assertThat(words(DiagnosticOrder.ordered(shuffled))).isEqualTo(words(expected));
    }
  }

  @Test
  void theSameIsSaidOnce() {
    Diagnostic error = at(Code.UNKNOWN_NAME, first, 4, 1, "unknown name `a`");
    Diagnostic elsewhere = at(Code.UNKNOWN_NAME, first, 8, 1, "unknown name `a`");
    Diagnostic noPlace = Diagnostic.of(Code.NO_CARGO, "no cargo").build();
    assertThat(
            DiagnosticOrder.ordered(
                List.of(error, noPlace, elsewhere, error, noPlace, elsewhere, error)))
        .hasSize(3);
  }

  private static Diagnostic at(Code code, SourceFile file, int start, int length, String message) {
    return Diagnostic.at(code, file, new Span(start, length), message).build();
  }

  /// Spans are all equal to each other, so the places are compared as text.
  private static List<String> words(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::toString).toList();
  }
}
