package dev.veltrano.syntax;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Characters that look like one of ours and are not, and how a character is shown in a message.
final class Lookalikes {
  private Lookalikes() {}

  /// What was probably meant; `null` where nothing comes to mind.
  static @Nullable String ascii(int codePoint) {
    return switch (codePoint) {
      case 0xA0,
          0x1680,
          0x2000,
          0x2001,
          0x2002,
          0x2003,
          0x2004,
          0x2005,
          0x2006,
          0x2007,
          0x2008,
          0x2009,
          0x200A,
          0x202F,
          0x205F,
          0x3000 ->
          " ";
      case 0x2018, 0x2019, 0x201A, 0x2032 -> "'";
      case 0x201C, 0x201D, 0x201E, 0x2033 -> "\"";
      case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212 -> "-";
      case 0xD7, 0x2217 -> "*";
      case 0xF7, 0x2215 -> "/";
      case 0x2260 -> "!=";
      case 0x2264 -> "<=";
      case 0x2265 -> ">=";
      case 0x2026 -> "..";
      case 0x2192 -> "->";
      case 0xFF08 -> "(";
      case 0xFF09 -> ")";
      case 0xFF0C -> ",";
      case 0xFF1A -> ":";
      case 0xFF1B, 0x37E -> ";";
      case 0xFF5B -> "{";
      case 0xFF5D -> "}";
      case 0xFF1D -> "=";
      default -> null;
    };
  }

  /// The character in words, as in "the character `§`".
  static String describe(int codePoint) {
    if (codePoint == 0) {
      return "a NUL byte";
    }
    String number =
        "U+"
            + "0".repeat(Math.max(0, 4 - Integer.toHexString(codePoint).length()))
            + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
    if (codePoint < 0x20 || codePoint == 0x7F) {
      return "the control character " + number;
    }
    if (isInvisible(codePoint)) {
      String name = Character.getName(codePoint);
      return "the invisible character "
          + number
          + (name == null ? "" : " (" + name.toLowerCase(Locale.ROOT) + ")");
    }
    String shown = "the character `" + Character.toString(codePoint) + "`";
    return codePoint < 0x80 ? shown : shown + " (" + number + ")";
  }

  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.SPACE_SEPARATOR
        || type == Character.FORMAT
        || type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.UNASSIGNED;
  }

  /// The text without control characters.
  static String visible(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (c < 0x20 || c == 0x7F || isInvisible(c) && c != ' ') {
            out.append('?');
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }
}
