package dev.veltrano.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.build.ModuleSource;
import dev.veltrano.build.Transpile;
import dev.veltrano.build.Workers;
import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Files that no Markdown file can hold, or that nobody would like to read.
final class OddFilesTest {
  private static final String BEFORE = "fun main() {\n    println(";
  private static final String BEHIND = ")\n}\n";

  private static List<Diagnostic> found(byte[] bytes) {
    return Transpile.run(
            List.of(new ModuleSource("main", new SourceFile("odd.vl", bytes), "odd.vl")),
            new Transpile.Options(false, true, new Workers(1)))
        .diagnostics();
  }

  private static List<Diagnostic> found(String text) {
    return found(text.getBytes(UTF_8));
  }

  private static List<Code> codes(String text) {
    return found(text).stream().map(Diagnostic::code).toList();
  }

  @Test
  void anotherEncoding() {
    List<Diagnostic> found = found((BEFORE + "\"gr\u00fc\u00dfe\"" + BEHIND).getBytes(ISO_8859_1));
    assertThat(found).extracting(Diagnostic::code).containsOnly(Code.NOT_UTF8);
    assertThat(found).hasSize(1);
  }

  @Test
  void aByteOrderMark() {
    assertThat(codes("\uFEFF" + BEFORE + "1" + BEHIND)).isEmpty();
  }

  @Test
  void lineEndsOfOtherSystems() {
    assertThat(codes((BEFORE + "1" + BEHIND).replace("\n", "\r\n"))).isEmpty();
    assertThat(codes((BEFORE + "1" + BEHIND).replace('\n', '\r'))).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void bytesOfZero() {
    assertThat(codes(BEFORE + "1\0\0\0" + BEHIND)).containsOnly(Code.UNKNOWN_CHARACTER);
    assertThat(codes("\0".repeat(1000))).hasSizeBetween(1, 2);
  }

  @Test
  void aLineOfAMillionCharacters() {
    assertThat(codes(BEFORE + "\"" + "x".repeat(1_000_000) + "\"" + BEHIND)).isEmpty();
    assertThat(codes(BEFORE + "1 $ 2" + " ".repeat(1_000_000) + BEHIND)).isNotEmpty();
  }

  @Test
  void deepNesting() {
    for (String open : List.of("(", "[", "{", "-", "!", "if (", "f(", "a[", "f\"{")) {
      assertThat(codes(BEFORE + open.repeat(10_000) + BEHIND)).as(open).hasSizeBetween(1, 3);
    }
    String deep = "(".repeat(10_000) + "1" + ")".repeat(10_000);
    assertThat(codes(BEFORE + deep + BEHIND)).containsExactly(Code.NESTING_TOO_DEEP);
  }

  @Test
  void longChains() {
    for (String step : List.of("+ 1", "&& true", "?: 1", ".abs()", "| 1")) {
      assertThat(codes(BEFORE + "1" + (" " + step).repeat(5_000) + BEHIND))
          .as(step)
          .contains(Code.NESTING_TOO_DEEP);
    }
  }

  @Test
  void manyElseIfs() {
    StringBuilder text = new StringBuilder("fun f(n: Int): Int {\n    if (n == 0) return 0\n");
    for (int i = 1; i < 500; i++) {
      text.append("    else if (n == ").append(i).append(") return ").append(i).append('\n');
    }
    text.append("    return -1\n}\n").append(BEFORE).append("f(3)").append(BEHIND);
    assertThat(codes(text.toString())).isEmpty();
  }

  @Test
  void nothingAtAll() {
    for (String text : List.of("", " ", "\n\n\n", "// only a comment", "\uFEFF")) {
      assertThat(codes(text)).as(text).containsExactly(Code.NO_MAIN);
    }
  }
}
