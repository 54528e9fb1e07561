package dev.veltrano.diagnostic.render;

import java.util.ArrayList;
import java.util.List;

/// Breaks messages into lines that fit.
///
/// Lines break at blanks only: a name that is longer than a line stays in one piece, so that it can
/// be copied. Characters that a terminal would obey are replaced by pictures of them.
public final class TextWrap {
  private static final int NARROWEST = 16;

  private TextWrap() {}

  /// The text in lines of at most `width` columns, at least one line; line ends in the text stay.
  public static List<String> wrap(String text, int width) {
    int room = Math.max(NARROWEST, width);
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      wrapParagraph(visible(text.substring(start, end)), room, lines);
      start = end + 1;
    }
    return lines;
  }

  /// The columns that a text takes.
  public static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      width += CharacterWidth.of(character);
      i += Character.charCount(character);
    }
    return width;
  }

  /// The text with pictures in place of characters that cannot be seen.
  public static String visible(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = c >= 0x20 && c < 0x7F;
    }
    if (plain) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      if (CharacterWidth.isInvisible(character)) {
        shown.append(CharacterWidth.picture(character));
      } else {
        shown.appendCodePoint(character);
      }
      i += Character.charCount(character);
    }
    return shown.toString();
  }

  private static void wrapParagraph(String text, int room, List<String> lines) {
    StringBuilder line = new StringBuilder();
    int column = 0;
    int at = 0;
    while (at < text.length()) {
      int word = at;
      while (word < text.length() && text.charAt(word) == ' ') {
        word++;
      }
      int end = word;
      while (end < text.length() && text.charAt(end) != ' ') {
        end++;
      }
      int width = width(text.substring(word, end));
      if (column > 0 && column + (word - at) + width > room) {
        lines.add(line.toString());
        line.setLength(0);
        column = 0;
      } else {
        line.append(text, at, word);
        column += word - at;
      }
      line.append(text, word, end);
      column += width;
      at = end;
    }
    lines.add(line.toString().stripTrailing());
  }
}
