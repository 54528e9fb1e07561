package dev.veltrano.diagnostic.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random labels and fixes on random text: whatever a phase hands over can be shown.
final class DrawingFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "val x = ", "{", "}", "\n", "\r\n", "\t", "    ", "世", "e\u0301", "foo(a, b)", "\u0007");

  @Test
  void nothingBreaksTheDrawing() {
    for (int seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      SourceFile file = SourceFile.of("main.vl", text(random));
      int width = 40 + random.nextInt(80);
      Diagnostic.Builder builder =
          Diagnostic.at(Code.EXPECTED, file, span(file, random), "message " + seed).here("primary");
      for (int i = random.nextInt(5); i > 0; i--) {
        builder.label(file, span(file, random), words(random));
      }
      builder.fix(Fix.maybe("do it", new Edit(file, span(file, random), text(random))));
      List<Diagnostic> diagnostics = List.of(builder.build());
      String plain = new HumanRenderer(false, width).render(diagnostics);
      assertThat(plain).as("seed %d", seed).endsWith("\n\n").contains("primary", "help: do it");
      assertThat(plain.lines())
          .as("seed %d", seed)
          .allMatch(line -> TextWrap.width(line) <= width)
          .noneMatch(line -> line.endsWith(" ") || line.indexOf('\t') >= 0);
      String coloured = new HumanRenderer(true, width).render(diagnostics);
      assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(plain);
      new JsonRenderer().render(diagnostics);
      new SarifRenderer("").render(diagnostics);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /// Any stretch of bytes that does not cut a character.
  private static Span span(SourceFile file, Random random) {
    int start = random.nextInt(file.length() + 1);
    int end = start + random.nextInt(file.length() - start + 1);
    while (start > 0 && start < file.length() && isInside(file, start)) {
      start--;
    }
    while (end < file.length() && isInside(file, end)) {
      end++;
    }
    return Span.of(start, end);
  }

  private static boolean isInside(SourceFile file, int offset) {
    return (file.bytes()[offset] & 0xC0) == 0x80;
  }

  private static String words(Random random) {
    return "some words ".repeat(random.nextInt(5)).strip();
  }
}
