package dev.veltrano.diagnostic.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GlyphsTest {

  @Test
  void widths() {
    assertThat(shown("ab")).isEqualTo("a/1 b/1 ");
    assertThat(shown("世é")).isEqualTo("世/2 é/1 ");
    assertThat(shown("e\u0301x")).isEqualTo("e\u0301/1 x/1 ");
    assertThat(shown("가\u1100\u1161\u11A8ｱＡ")).isEqualTo("가/2 \u1100\u1161\u11A8/2 ｱ/1 Ａ/2 ");
    assertThat(shown("\u2764\u2764\uFE0F")).isEqualTo("\u2764/1 \u2764\uFE0F/2 ");
  }

  /// A family, a hand with a skin colour and a flag.
  @Test
  void emojiThatBelongTogether() {
    String family = "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
    String hand = "\uD83D\uDC4B\uD83C\uDFFD";
    assertThat(shown(family + hand + "x")).isEqualTo(family + "/2 " + hand + "/2 x/1 ");
    assertThat(shown("\uD83C\uDDE9\uD83C\uDDEA")).isEqualTo("\uD83C\uDDE9/1 \uD83C\uDDEA/1 ");
  }

  @Test
  void tabsGoToTheNextStop() {
    assertThat(shown("\ta\t")).isEqualTo("    /4 a/1    /3 ");
    assertThat(shown("abcd\t")).endsWith("    /4 ");
  }

  @Test
  void whatHasNoShapeIsNamed() {
    assertThat(shown("\0\u0007\u001B\u007F")).isEqualTo("␀/1 ␇/1 ␛/1 ␡/1 ");
    assertThat(shown("\u202E\uFEFF")).isEqualTo("\\u{202e}/8 \\u{feff}/8 ");
  }

  @Test
  void bytesThatAreNotText() {
    assertThat(shown((byte) 0xFF, (byte) 'a', (byte) 0xC3)).isEqualTo("\uFFFD/1 a/1 \uFFFD/1 ");
    assertThat(shown((byte) 0xED, (byte) 0xA0, (byte) 0x80)).startsWith("\uFFFD/1 ");
    assertThat(shown((byte) 0x80, (byte) 0x80)).isEqualTo("\uFFFD/1 \uFFFD/1 ");
  }

  @Test
  void anyBytesAreWalkedOnceFromEndToEnd() {
    Random random = new Random(42);
    for (int run = 0; run < 2_000; run++) {
      byte[] bytes = new byte[random.nextInt(24)];
      random.nextBytes(bytes);
      Glyphs glyphs = new Glyphs(bytes, 0, bytes.length);
      int offset = 0;
      int column = 0;
      while (glyphs.next()) {
        assertThat(glyphs.start()).isEqualTo(offset);
        assertThat(glyphs.column()).isEqualTo(column);
        assertThat(glyphs.end()).isGreaterThan(glyphs.start());
        assertThat(glyphs.text()).isNotEmpty();
        offset = glyphs.end();
        column += glyphs.width();
      }
      assertThat(offset).isEqualTo(bytes.length);
      assertThat(glyphs.column()).isEqualTo(column);
    }
  }

  private static String shown(String text) {
    return shown(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String shown(byte... bytes) {
    Glyphs glyphs = new Glyphs(bytes, 0, bytes.length);
    StringBuilder shown = new StringBuilder();
    while (glyphs.next()) {
      shown.append(glyphs.text()).append('/').append(glyphs.width()).append(' ');
    }
    return shown.toString();
  }
}
