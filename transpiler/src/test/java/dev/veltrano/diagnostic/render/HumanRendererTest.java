package dev.veltrano.diagnostic.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people see, drawing by drawing.
final class HumanRendererTest {
  private static final HumanRenderer PLAIN = new HumanRenderer(false, 100);
  private static final HumanRenderer NARROW = new HumanRenderer(false, 60);
  private static final HumanRenderer COLOURED = new HumanRenderer(true, 100);

  private SourceFile file = SourceFile.of("main.vl", "");
  private final SourceFile other = SourceFile.of("other.vl", "fun b() = 1\n");
  private final SourceFile broken =
      new SourceFile(
          "main.vl", new byte[] {'v', 'a', 'l', ' ', 'a', ' ', '=', ' ', '"', (byte) 0xFF, '"'});

  private void source(String text) {
    file = SourceFile.of("main.vl", text);
  }

  /// The first place where the file says `text`.
  private Span span(String text) {
    String all = file.text(0, file.length());
    int at = all.indexOf(text);
    assertThat(at).as(text).isNotNegative();
    return Span.of(length(all.substring(0, at)), length(all.substring(0, at + text.length())));
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Diagnostic.Builder at(String text, String message) {
    return Diagnostic.at(Code.TYPE_MISMATCH, file, span(text), message);
  }

  @Test
  void labelsOnOneLineDoNotTouch() {
    source("fun main() {\n    val x: Int = \"five\"\n    println(x)\n}\n");
    Diagnostic diagnostic =
        at("\"five\"", "expected `Int`, found `Str`")
            .here("this is a `Str`")
            .label(file, span("Int"), "`x` is declared as `Int` here")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: expected `Int`, found `Str`
             --> main.vl:2:18
              |
            2 |     val x: Int = "five"
              |            ---   ^^^^^^ this is a `Str`
              |            |
              |            `x` is declared as `Int` here

            """);
  }

  @Test
  void threeLabelsOnOneLineFindRowsOfTheirOwn() {
    source("val y = foo(first, second)\n");
    Diagnostic diagnostic =
        at("foo", "wrong arguments")
            .here("this function takes one argument")
            .label(file, span("first"), "the first argument")
            .label(file, span("second"), "one too many")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: wrong arguments
             --> main.vl:1:9
              |
            1 | val y = foo(first, second)
              |         ^^^ -----  ------ one too many
              |         |   |
              |         |   the first argument
              |         this function takes one argument

            """);
  }

  @Test
  void labelsThatLieInEachOtherHangBelow() {
    source("val y = a + b * c\n");
    Diagnostic diagnostic =
        at("b * c", "too much")
            .here("the product")
            .label(file, span("a + b * c"), "the sum")
            .label(file, span("c"), "the factor")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: too much
             --> main.vl:1:13
              |
            1 | val y = a + b * c
              |         ----^^^^^
              |         |   |   |
              |         |   |   the factor
              |         |   the product
              |         the sum

            """);
  }

  @Test
  void labelsAtOnePlaceAreStacked() {
    source("val y = total\n");
    Diagnostic diagnostic =
        at("total", "unclear")
            .here("first reason")
            .label(file, span("total"), "second reason")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: unclear
             --> main.vl:1:9
              |
            1 | val y = total
              |         ^^^^^
              |         |
              |         first reason
              |         second reason

            """);
  }

  @Test
  void aLabelWithoutWordsIsOnlyAMark() {
    source("val y = total + 1\n");
    Diagnostic diagnostic = at("total", "unknown name `total`").label(file, span("1"), "").build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: unknown name `total`
             --> main.vl:1:9
              |
            1 | val y = total + 1
              |         ^^^^^   -

            """);
  }

  /// One line between two others is shown: a mark of elision would take a line, too.
  @Test
  void linesFarApartAreLeftOut() {
    source(
        """
        val a = 1
        val b0 = 2
        val b1 = 2
        val b2 = 2
        val b3 = 2
        val b4 = 2
        val b5 = 2
        val b6 = 2
        val b7 = 2
        val b8 = 2
        val b9 = 2
        val c = a
        val d = a
        val e = a
        """);
    Diagnostic diagnostic =
        at("c = a", "used here")
            .here("here")
            .label(file, span("a = 1"), "declared here")
            .label(file, span("e = a"), "and here")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: used here
              --> main.vl:12:5
               |
             1 | val a = 1
               |     ----- declared here
            ...
            12 | val c = a
               |     ^^^^^ here
            13 | val d = a
            14 | val e = a
               |     ----- and here

            """);
  }

  @Test
  void aLabelOverLinesIsABracket() {
    source("fun f() {\n    if (x) {\n        1\n    } else {\n        2\n    }\n}\n");
    Diagnostic diagnostic =
        at("if (x) {\n        1\n    } else {\n        2\n    }", "no value")
            .here("this `if` is a statement")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: no value
             --> main.vl:2:5
              |
            2 | /     if (x) {
            3 | |         1
            4 | |     } else {
            5 | |         2
            6 | |     }
              | |_____^ this `if` is a statement

            """);
  }

  @Test
  void aBracketThatBeginsInsideALine() {
    source("fun f() {\n    val y = if (x) {\n        1\n    } else { 2 }\n}\n");
    Diagnostic diagnostic =
        at("if (x) {\n        1\n    } else { 2 }", "types differ").here("in this `if`").build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: types differ
             --> main.vl:2:13
              |
            2 |       val y = if (x) {
              |  _____________^
            3 | |         1
            4 | |     } else { 2 }
              | |________________^ in this `if`

            """);
  }

  @Test
  void aBracketBesideOtherLabels() {
    source("val y: Int = if (x) {\n    1\n} else { 2.0 }\n");
    Diagnostic diagnostic =
        at("if (x) {\n    1\n} else { 2.0 }", "types differ")
            .here("this `if` has no type")
            .label(file, span("Int"), "expected because of this")
            .label(file, span("2.0"), "this is a `Float`")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: types differ
             --> main.vl:1:14
              |
            1 |   val y: Int = if (x) {
              |          ---   ^
              |  ________|_____|
              | |        expected because of this
            2 | |     1
            3 | | } else { 2.0 }
              | |          --- ^
              | |          |   |
              | |          this is a `Float`
              | |______________this `if` has no type

            """);
  }

  @Test
  void bracketsInBrackets() {
    source("fun f() {\n    while (a) {\n        b()\n    }\n    c()\n}\n");
    Diagnostic diagnostic =
        at("while (a) {\n        b()\n    }", "never ends")
            .here("this loop")
            .label(file, span("{\n    while (a) {\n        b()\n    }\n    c()\n}"), "in this body")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: never ends
             --> main.vl:2:5
              |
            1 |    fun f() {
              |  __________-
            2 | |/     while (a) {
            3 | ||         b()
            4 | ||     }
              | ||_____^ this loop
            5 | |      c()
            6 | |  }
              | |__- in this body

            """);
  }

  @Test
  void aLongBracketShowsItsEnds() {
    source(
        """
        fun f() {
            step0()
            step1()
            step2()
            step3()
            step4()
            step5()
            step6()
            step7()
            step8()
            step9()
            step10()
            step11()
            step12()
            step13()
            step14()
            step15()
            step16()
            step17()
            step18()
            step19()
        }
        """);
    Diagnostic diagnostic =
        Diagnostic.at(Code.TYPE_MISMATCH, file, new Span(8, file.length() - 9), "too long")
            .here("this body")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: too long
              --> main.vl:1:9
               |
             1 |   fun f() {
               |  _________^
             2 | |     step0()
             3 | |     step1()
             4 | |     step2()
            ...  |
            21 | |     step19()
            22 | | }
               | |_^ this body

            """);
  }

  @Test
  void labelsInTwoFiles() {
    source("val a = 1\n");
    Diagnostic diagnostic =
        at("a", "declared twice")
            .here("again here")
            .label(other, new Span(4, 1), "first declared here")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: declared twice
             --> main.vl:1:2
              |
            1 | val a = 1
              |  ^ again here
              |
             ::: other.vl:1:5
              |
            1 | fun b() = 1
              |     - first declared here

            """);
  }

  @Test
  void tabsAreColumns() {
    source("\tval\tx = 1\t+ y\n");
    Diagnostic diagnostic = at("x", "about x").here("x").label(file, span("y"), "y").build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: about x
             --> main.vl:1:6
              |
            1 |     val x = 1   + y
              |         ^         - y
              |         |
              |         x

            """);
  }

  @Test
  void wideAndCombiningCharactersKeepTheirColumns() {
    source("val 世界 = \"e\u0301👩\u200d👧\" + x\n");
    Diagnostic diagnostic =
        at("x", "unknown name `x`").here("not found").label(file, span("世界"), "世界").build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: unknown name `x`
             --> main.vl:1:20
              |
            1 | val 世界 = "e\u0301👩\u200d👧" + x
              |     ----           ^ not found
              |     |
              |     世界

            """);
  }

  @Test
  void charactersWithoutAShapeAreShown() {
    source("val a\u200b = \u0007b\u202e\n");
    Diagnostic diagnostic = at("b", "odd text").here("here").build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: odd text
             --> main.vl:1:11
              |
            1 | val a\\u{200b} = ␇b\\u{202e}
              |                  ^ here

            """);
  }

  @Test
  void bytesThatAreNoTextAreShown() {
    Diagnostic diagnostic =
        Diagnostic.at(Code.NOT_UTF8, broken, new Span(9, 1), "not UTF-8").here("this byte").build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0107]: not UTF-8
             --> main.vl:1:10
              |
            1 | val a = "\ufffd"
              |          ^ this byte

            """);
  }

  @Test
  void lineEndsOfWindowsAreNotShown() {
    source("val a = 1\r\nval b = c\r\n");
    Diagnostic diagnostic = at("c\r\n", "unknown name `c`").here("not found").build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: unknown name `c`
             --> main.vl:2:9
              |
            2 | val b = c
              |         ^ not found

            """);
  }

  @Test
  void theEndOfTheFile() {
    source("fun f() {\n    g()\n");
    Diagnostic diagnostic =
        Diagnostic.at(Code.UNCLOSED, file, new Span(file.length(), 0), "`{` is never closed")
            .here("a `}` is missing")
            .label(file, span("{"), "opened here")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0111]: `{` is never closed
             --> main.vl:3:1
              |
            1 | fun f() {
              |         - opened here
            2 |     g()
            3 |
              | ^ a `}` is missing

            """);
  }

  @Test
  void theEndOfAFileWithoutALineEnd() {
    source("val a = ");
    Diagnostic diagnostic =
        Diagnostic.at(Code.EXPECTED, file, new Span(file.length(), 0), "a value is missing")
            .here("after this `=`")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0110]: a value is missing
             --> main.vl:1:9
              |
            1 | val a =
              |         ^ after this `=`

            """);
  }

  @Test
  void anEmptyFile() {
    source("");
    Diagnostic diagnostic =
        Diagnostic.at(Code.NO_MAIN, file, new Span(0, 0), "there is no `main`").build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0211]: there is no `main`
             --> main.vl:1:1
              |
            1 |
              | ^

            """);
  }

  @Test
  void aSpanBehindTheEndIsPulledBack() {
    source("val a");
    Diagnostic diagnostic =
        Diagnostic.at(Code.EXPECTED, file, new Span(90, 7), "a value is missing")
            .here("here")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0110]: a value is missing
             --> main.vl:1:6
              |
            1 | val a
              |      ^ here

            """);
  }

  @Test
  void aPlaceWithoutWidth() {
    source("foo(a b)\n");
    Diagnostic diagnostic =
        Diagnostic.at(Code.EXPECTED, file, new Span(5, 0), "expected `,`")
            .here("a `,` is missing here")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0110]: expected `,`
             --> main.vl:1:6
              |
            1 | foo(a b)
              |      ^ a `,` is missing here

            """);
  }

  @Test
  void longTextsAreBrokenAtTheWidth() {
    source("val x: Int = \"five\"\n");
    Diagnostic diagnostic =
        at(
                "\"five\"",
                "this message has so many words in it that it cannot be shown in one line of a"
                    + " narrow terminal")
            .here("and so has this label, which tells more than it should")
            .label(file, span("Int"), "this one stands below and is broken as well")
            .because("a reason that is too long for one line")
            .note("a note\nwith a line end in it")
            .build();
    assertThat(NARROW.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: this message has so many words in it that it
                           cannot be shown in one line of a narrow
                           terminal
             --> main.vl:1:14
              |
            1 | val x: Int = "five"
              |        ---   ^^^^^^ and so has this label, which tells
              |        |            more than it should
              |        this one stands below and is broken as well
              = because: a reason that is too long for one line
              = note: a note
                      with a line end in it

            """);
  }

  @Test
  void aLongLineIsCutAroundItsLabels() {
    source(
        "val total = value + value + value + value + value + value + value + value + value + value"
            + " + value + value + value + value + value + value + value + value + value + value +"
            + " value + value + value + value + value + value + value + value + value + value +"
            + " wrong + value + value + value + value + value + value + value + value + value +"
            + " value + value + value + value + value + value + value + value + value + value +"
            + " value + value + value + value + value + value + value + value + value + value +"
            + " value + last\n");
    Diagnostic diagnostic =
        at("wrong", "unknown name `wrong`")
            .here("not found")
            .label(file, span("total"), "for this")
            .build();
    assertThat(NARROW.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: unknown name `wrong`
             --> main.vl:1:253
              |
            1 | …e + value + value + value + wrong + value + value + va…
              | -                            ^^^^^ not found
              | |
              | for this

            """);
  }

  @Test
  void theEndOfALongLine() {
    source(
        "val total = value + value + value + value + value + value + value + value + value + value"
            + " + value + value + value + value + value + value + value + value + value + value +"
            + " value + value + value + value + value + value + value + value + value + value +"
            + " wrong\n");
    Diagnostic diagnostic = at("wrong", "unknown name `wrong`").here("not found").build();
    assertThat(NARROW.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: unknown name `wrong`
             --> main.vl:1:253
              |
            1 | …value + value + value + value + value + wrong
              |                                          ^^^^^ not found

            """);
  }

  @Test
  void reasonsNotesAndAdvice() {
    source("val a = b\n");
    Diagnostic diagnostic =
        at("b", "unknown name `b`")
            .because("nothing of this name is in scope")
            .note("names are looked up from the inside to the outside")
            .help("declare it first")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: unknown name `b`
             --> main.vl:1:9
              |
            1 | val a = b
              |         ^
              = because: nothing of this name is in scope
              = note: names are looked up from the inside to the outside
              = help: declare it first

            """);
  }

  @Test
  void adviceKeepsItsPlaceAmongFixes() {
    source("val a = b\n");
    Diagnostic diagnostic =
        at("b", "this may be `null`")
            .help("first")
            .fix(Fix.exact("write `c`", new Edit(file, span("b"), "c")))
            .help("or check it")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: this may be `null`
             --> main.vl:1:9
              |
            1 | val a = b
              |         ^
              = help: first
            help: write `c`
              |
            1 - val a = b
            1 + val a = c
            help: or check it

            """);
  }

  @Test
  void nothingToPointAt() {
    Diagnostic diagnostic =
        Diagnostic.of(Code.NO_CARGO, "`cargo` was not found")
            .note("programs are built by Cargo")
            .help("install Rust from https://rustup.rs")
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0904]: `cargo` was not found
              = note: programs are built by Cargo
              = help: install Rust from https://rustup.rs

            """);
  }

  @Test
  void warningsSaySo() {
    source("val a = 1\n");
    Diagnostic diagnostic =
        Diagnostic.at(Code.UNUSED_VARIABLE, file, span("a"), "`a` is never used").build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            warning[VL0207]: `a` is never used
             --> main.vl:1:2
              |
            1 | val a = 1
              |  ^

            """);
  }

  @Test
  void anInsertionIsUnderlined() {
    source("val x: Int = \"5\"\n");
    Diagnostic diagnostic =
        at("\"5\"", "expected `Int`, found `Str`")
            .fix(Fix.exact("read the number", new Edit(file, new Span(16, 0), ".parseInt()")))
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: expected `Int`, found `Str`
             --> main.vl:1:14
              |
            1 | val x: Int = "5"
              |              ^^^
            help: read the number
              |
            1 | val x: Int = "5".parseInt()
              |                 +++++++++++

            """);
  }

  @Test
  void aReplacementShowsBothLines() {
    source("let x = 5\n");
    Diagnostic diagnostic =
        at("let", "`let` is `val` in Veltrano")
            .fix(Fix.exact("write `val`", new Edit(file, span("let"), "val")))
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: `let` is `val` in Veltrano
             --> main.vl:1:1
              |
            1 | let x = 5
              | ^^^
            help: write `val`
              |
            1 - let x = 5
            1 + val x = 5

            """);
  }

  @Test
  void aDeletionShowsBothLines() {
    source("val x = 5;;\n");
    Diagnostic diagnostic =
        at(";;", "too many")
            .fix(Fix.exact("leave one out", new Edit(file, new Span(10, 1), "")))
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: too many
             --> main.vl:1:10
              |
            1 | val x = 5;;
              |          ^^
            help: leave one out
              |
            1 - val x = 5;;
            1 + val x = 5;

            """);
  }

  @Test
  void insertedLinesStandBehindTheLineBefore() {
    source("match c {\n    case Red -> 1\n}\n");
    Diagnostic diagnostic =
        at("match", "`Blue` is missing")
            .fix(Fix.maybe("add the case", new Edit(file, new Span(28, 0), "    case Blue -> 0\n")))
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: `Blue` is missing
             --> main.vl:1:1
              |
            1 | match c {
              | ^^^^^
            help: add the case
              |
            2 |     case Red -> 1
            3 +     case Blue -> 0

            """);
  }

  @Test
  void aLineThatGoes() {
    source("val a = 1\nval b = 2\nval c = 3\n");
    Diagnostic diagnostic =
        at("b", "`b` is never used")
            .fix(Fix.exact("remove it", new Edit(file, new Span(10, 10), "")))
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: `b` is never used
             --> main.vl:2:5
              |
            2 | val b = 2
              |     ^
            help: remove it
              |
            2 - val b = 2

            """);
  }

  @Test
  void editsFarApart() {
    source("val a = 1\n\n\n\nuse(a)\n");
    Diagnostic diagnostic =
        at("a", "a better name")
            .fix(
                Fix.maybe(
                    "rename it",
                    new Edit(file, new Span(4, 1), "count"),
                    new Edit(file, span("a)"), "count)")))
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: a better name
             --> main.vl:1:2
              |
            1 | val a = 1
              |  ^
            help: rename it
              |
            1 - val a = 1
            1 + val count = 1
            ...
            5 - use(a)
            5 + use(count)

            """);
  }

  @Test
  void aFixInAnotherFile() {
    source("val a = b\n");
    Diagnostic diagnostic =
        at("b", "`b` is not exported")
            .fix(Fix.exact("export it", new Edit(other, new Span(0, 0), "export ")))
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: `b` is not exported
             --> main.vl:1:9
              |
            1 | val a = b
              |         ^
            help: export it
             --> other.vl:1
              |
            1 | export fun b() = 1
              | +++++++

            """);
  }

  @Test
  void longChangesAreShortened() {
    source(
        """
        {
            step0()
            step1()
            step2()
            step3()
            step4()
            step5()
            step6()
            step7()
            step8()
            step9()
            step10()
            step11()
        }
        """);
    Diagnostic diagnostic =
        at("step0", "dead code")
            .fix(Fix.maybe("remove it", new Edit(file, new Span(2, file.length() - 4), "")))
            .build();
    assertThat(PLAIN.render(List.of(diagnostic)))
        .isEqualTo(
            """
            error[VL0302]: dead code
              --> main.vl:2:5
               |
             2 |     step0()
               |     ^^^^^
            help: remove it
               |
             2 -     step0()
             3 -     step1()
             4 -     step2()
             5 -     step3()
             6 -     step4()
            ...
            12 -     step10()
            13 -     step11()

            """);
  }

  @Test
  void coloursOnDemand() {
    source("val a = b\n");
    Diagnostic diagnostic =
        at("b", "unknown name `b`")
            .here("not found")
            .label(file, span("a"), "for this")
            .note("a note")
            .fix(Fix.exact("write `c`", new Edit(file, span("b"), "c")))
            .build();
    assertThat(COLOURED.render(List.of(diagnostic)))
        .isEqualTo(
            """
            \u001b[1;31merror[VL0302]\u001b[0m\u001b[1m: unknown name `b`\u001b[0m
             \u001b[1;34m--> \u001b[0mmain.vl:1:9
              \u001b[1;34m|\u001b[0m
            \u001b[1;34m1 | \u001b[0mval a = b
              \u001b[1;34m|  -      \u001b[0m\u001b[1;31m^ not found\u001b[0m
              \u001b[1;34m|  |\u001b[0m
              \u001b[1;34m|  for this\u001b[0m
              \u001b[1;34m= \u001b[0m\u001b[1mnote: \u001b[0ma note
            \u001b[1;36mhelp\u001b[0m\u001b[1m: \u001b[0mwrite `c`
              \u001b[1;34m|\u001b[0m
            \u001b[1;34m1 \u001b[0m\u001b[31m- val a = b\u001b[0m
            \u001b[1;34m1 \u001b[0m\u001b[32m+ val a = c\u001b[0m

            """);
  }

  @Test
  void aMillionCharactersInOneLineAreNoTrouble() {
    source("x = " + "a + ".repeat(250_000) + "b");
    Diagnostic diagnostic =
        Diagnostic.at(Code.UNKNOWN_NAME, file, new Span(file.length() - 1, 1), "unknown name `b`")
            .here("not found")
            .label(file, new Span(0, 1), "for this")
            .fix(Fix.exact("write `c`", new Edit(file, new Span(file.length() - 1, 1), "c")))
            .build();
    String drawing = NARROW.render(List.of(diagnostic));
    assertThat(drawing).hasLineCount(12).contains("main.vl:1:1000005", "^ not found");
    assertThat(drawing.lines()).allMatch(line -> line.length() <= 60);
  }

  @Test
  void nothingIsNothing() {
    assertThat(PLAIN.render(List.of())).isEmpty();
  }
}
