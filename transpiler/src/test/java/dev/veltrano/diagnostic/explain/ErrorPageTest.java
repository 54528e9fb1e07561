package dev.veltrano.diagnostic.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.veltrano.diagnostic.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ErrorPageTest {
  private static final String TEXT =
      """
      # VL0302: a value has another type

      One paragraph of text that goes on
      over two lines.
      - first item
      - second item, which is longer
        than a line

      ```kotlin wrong
      val a: Int = "x"

        // indented
      ```

      ## A heading
      The end.
      """;

  @Test
  void parts() {
    ErrorPage page = ErrorPage.parse(TEXT);
    assertThat(page.code()).isEqualTo("VL0302");
    assertThat(page.title()).isEqualTo("a value has another type");
    assertThat(page.blocks())
        .containsExactly(
            new ErrorPage.Paragraph("One paragraph of text that goes on over two lines."),
            new ErrorPage.Item("first item"),
            new ErrorPage.Item("second item, which is longer than a line"),
            new ErrorPage.Fence("kotlin wrong", List.of("val a: Int = \"x\"", "", "  // indented")),
            new ErrorPage.Heading("A heading"),
            new ErrorPage.Paragraph("The end."));
    assertThatThrownBy(() -> ErrorPage.parse("no title")).isInstanceOf(RuntimeException.class);
  }

  @Test
  void onATerminal() {
    ErrorPages pages = new ErrorPages(name -> name.equals("errors/VL0302.md") ? TEXT : null);
    assertThat(pages.render(Code.TYPE_MISMATCH, false, 40))
        .isEqualTo(
            """
            VL0302: a value has another type

            One paragraph of text that goes on over
            two lines.

            - first item
            - second item, which is longer than a
              line

                val a: Int = "x"

                  // indented

            A heading

            The end.
            """);
    assertThat(pages.render(Code.TYPE_MISMATCH, true, 40))
        .startsWith("\u001b[1;31mVL0302\u001b[0m\u001b[1m: a value has another type\u001b[0m\n")
        .contains("\u001b[1mA heading\u001b[0m\n");
  }

  @Test
  void codesAsPeopleWriteThem() {
    assertThat(ErrorPages.find("VL0302")).contains(Code.TYPE_MISMATCH);
    assertThat(ErrorPages.find(" vl0302 ")).contains(Code.TYPE_MISMATCH);
    assertThat(ErrorPages.find("0302")).contains(Code.TYPE_MISMATCH);
    assertThat(ErrorPages.find("302")).contains(Code.TYPE_MISMATCH);
    assertThat(ErrorPages.find("")).isEmpty();
    assertThat(ErrorPages.find("E0302")).isEmpty();
    assertThat(ErrorPages.find("9999")).isEmpty();
  }

  @Test
  void codesThatAreClose() {
    assertThat(ErrorPages.nearest("VL0803")).contains(Code.CANNOT_WRITE, Code.UNKNOWN_TYPE);
    assertThat(ErrorPages.nearest("VL0032")).contains(Code.TYPE_MISMATCH);
    assertThat(ErrorPages.nearest("hello")).isEmpty();
  }
}
