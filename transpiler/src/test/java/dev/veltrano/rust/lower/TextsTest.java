package dev.veltrano.rust.lower;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

  private static String format(String text) {
    StringBuilder out = new StringBuilder();
    Texts.format(text, out);
    return out.toString();
  }

  @Test
  void escapesAreThoseOfRust() {
    assertThat(Texts.quoted("a\"b\\c\n\t\0é\u202e\u0001"))
        .isEqualTo("\"a\\\"b\\\\c\\n\\t\\0é\\u{202e}\\u{1}\"");
    assertThat(Texts.character('\'')).isEqualTo("'\\''");
    assertThat(Texts.byteCharacter('\'')).isEqualTo("b'\\''");
    assertThat(Texts.byteCharacter(200)).isEqualTo("b'\\xc8'");
  }

  @Test
  void bracesOfFormatsAreDoubled() {
    assertThat(format("{x} }")).isEqualTo("{{x}} }}");
    assertThat(format("\u0001{")).isEqualTo("\\u{1}{{");
    assertThat(format("\\u{1}")).isEqualTo("\\\\u{{1}}");
  }

  @Test
  void rawTextStaysRawWhereItHelps() {
    assertThat(Texts.raw("plain")).isEqualTo("\"plain\"");
    assertThat(Texts.raw("C:\\x")).isEqualTo("r\"C:\\x\"");
    assertThat(Texts.raw("say \"x\"#")).isEqualTo("r##\"say \"x\"#\"##");
    assertThat(Texts.raw("a\n\"b\"")).isEqualTo("\"a\\n\\\"b\\\"\"");
  }
}
