package dev.veltrano.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are large, deep, long or no text at all.
final class LimitsTest {
  private static List<Diagnostic> problems(String text) {
    return TotalityTest.check(text.getBytes(StandardCharsets.UTF_8)).diagnostics();
  }

  private static List<Diagnostic> inFunction(String statements) {
    return Parser.parse(SourceFile.of("test.vl", "fun f() {\n" + statements + "\n}\n"))
        .diagnostics();
  }

  private static void only(List<Diagnostic> problems, Code code) {
    assertThat(problems).extracting(Diagnostic::code).containsExactly(code);
  }

  /// What is between the two halves of a piece is nested in itself.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "val x = (|1|)",
        "val x = [|1|]",
        "f(|1|)",
        "a[|1|]",
        "{||}",
        "f { a -> |1|}",
        "if (a) {||}",
        "if (a) |b()|",
        "while (a) |b()|",
        "defer |b()|",
        "return |1|",
        "match a { case 1 -> |b()|}",
        "fun f() { ||}",
      })
  void nesting(String piece) {
    int first = piece.indexOf('|');
    int second = piece.lastIndexOf('|');
    String open = piece.substring(0, first);
    String inside = piece.substring(first + 1, second);
    String close = piece.substring(second + 1);
    boolean value = open.startsWith("val x = ");
    String repeated = value ? open.substring("val x = ".length()) : open;
    for (int depth : new int[] {10_000, 100}) {
      String text =
          (value ? "val x = " : "") + repeated.repeat(depth) + inside + close.repeat(depth);
      List<Diagnostic> problems = inFunction(text);
      if (depth > 1000 && !repeated.isBlank()) {
        only(problems, Code.NESTING_TOO_DEEP);
      } else {
        assertThat(problems).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " + 1", " && a", "\n || a", " ?: a", ".b", "()", "[0]", "!!", " is T", " { }", " step 1"
      })
  void chains(String link) {
    assertThat(inFunction("val x = a" + link.repeat(900))).isEmpty();
    only(inFunction("val x = a" + link.repeat(5_000)), Code.NESTING_TOO_DEEP);
  }

  @Test
  void prefixes() {
    for (String prefix : List.of("!", "- ", "~", "try ")) {
      assertThat(inFunction("val x = " + prefix.repeat(900) + "a")).isEmpty();
      only(inFunction("val x = " + prefix.repeat(5_000) + "a"), Code.NESTING_TOO_DEEP);
    }
  }

  @Test
  void elseIfs() {
    assertThat(inFunction("if (a) {}" + " else if (a) {}".repeat(900))).isEmpty();
    only(inFunction("if (a) {}" + " else if (a) {}".repeat(5_000)), Code.NESTING_TOO_DEEP);
  }

  @Test
  void types() {
    assertThat(problems("fun f(x: " + "List<".repeat(200) + "Int" + ">".repeat(200) + ") {}"))
        .isEmpty();
    assertThat(problems("fun f(x: " + "List<".repeat(10_000) + "Int" + ">".repeat(10_000) + ") {}"))
        .extracting(Diagnostic::code)
        .contains(Code.NESTING_TOO_DEEP);
  }

  /// Length alone is no limit.
  @Test
  void longLinesAndLists() {
    assertThat(inFunction("val x = \"" + "a".repeat(1_000_000) + "\"")).isEmpty();
    assertThat(inFunction("f(" + "a + b, ".repeat(100_000) + ")")).isEmpty();
    assertThat(inFunction("a();".repeat(100_000))).isEmpty();
    assertThat(problems("fun f() {} ".repeat(20_000))).isEmpty();
  }

  @Test
  void aFewThousandMistakesStayAFew() {
    assertThat(problems("}\n".repeat(5_000))).hasSize(Problems.LIMIT);
  }

  @Test
  void tooLarge() {
    byte[] bytes = new byte[Lexer.MAX_BYTES + 1];
    ParsedFile parsed = Parser.parse(new SourceFile("big.vl", bytes));
    only(parsed.diagnostics(), Code.FILE_TOO_LARGE);
    assertThat(parsed.tree().items()).isEmpty();
  }

  @Test
  void notUtf8() {
    byte[] bytes = "fun f() { val x = \"a?b\" } // ?".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '?') {
        bytes[i] = (byte) 0xE9;
      }
    }
    List<Diagnostic> problems = TotalityTest.check(bytes).diagnostics();
    only(problems, Code.NOT_UTF8);
    assertThat(problems.getFirst().labels().getFirst().message())
        .isEqualTo("byte 20 of the file is 0xE9");
  }

  @Test
  void utf16() {
    byte[] bytes = "\uFEFFfun f() {}".getBytes(StandardCharsets.UTF_16BE);
    only(TotalityTest.check(bytes).diagnostics(), Code.NOT_UTF8);
  }

  @Test
  void lineEndsMarksAndNothing() {
    assertThat(problems("")).isEmpty();
    assertThat(problems("\uFEFF")).isEmpty();
    assertThat(problems("\uFEFFfun f() {}")).isEmpty();
    assertThat(problems("fun f() {\r\n  a()\r\n  b()\r\n}\r\n")).isEmpty();
    assertThat(problems("fun f() {\r  a()\r  b()\r}\r")).isEmpty();
    only(problems("fun f() {\0\0\0}"), Code.UNKNOWN_CHARACTER);
  }

  /// The stack that a thread gets by default is enough, whatever comes.
  @Test
  void ordinaryStack() throws InterruptedException {
    Throwable[] thrown = new Throwable[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              for (String piece :
                  List.of(
                      "(",
                      "[",
                      "{",
                      "f(",
                      "a[",
                      "if (a) {",
                      "match a { case 1 -> ",
                      "{ a -> ",
                      "fun f() { ",
                      "class A { ",
                      "when (a) { ",
                      "else ",
                      "a@ ",
                      "@a ",
                      "new ",
                      "not ",
                      "throw ",
                      "final ",
                      "|a| ",
                      "x ? y : ",
                      "a => ",
                      "f\"{",
                      "&",
                      "List<",
                      "() -> ",
                      "switch (a) { case 1: ",
                      "impl A { fn f() { ",
                      "try { ",
                      "return ",
                      "enum A { fun f() { ")) {
                inFunction(piece.repeat(20_000));
                problems(piece.repeat(300));
              }
            },
            "ordinary stack",
            1 << 20);
    thread.setUncaughtExceptionHandler((_, e) -> thrown[0] = e);
    thread.start();
    thread.join();
    assertThat(thrown[0]).isNull();
  }
}
