package dev.veltrano.rust.lower;

/// Spells text and characters as Rust does.
final class Texts {
  private Texts() {}

  /// A string literal.
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    escape(text, '"', out);
    return out.append('"').toString();
  }

  /// A raw string literal where the text would need many escapes and has none that only escapes can
  /// spell; otherwise an ordinary one.
  static String raw(String text) {
    boolean wants = text.indexOf('\\') >= 0 || text.indexOf('"') >= 0;
    for (int i = 0; wants && i < text.length(); i++) {
      wants = text.charAt(i) >= ' ' && !isInvisible(text.charAt(i));
    }
    if (!wants) {
      return quoted(text);
    }
    String hashes = "";
    while (text.contains("\"" + hashes)) {
      hashes += "#";
    }
    return "r" + hashes + "\"" + text + "\"" + hashes;
  }

  static String character(int codePoint) {
    StringBuilder out = new StringBuilder("'");
    escape(Character.toString(codePoint), '\'', out);
    return out.append('\'').toString();
  }

  static String byteCharacter(int code) {
    return switch (code) {
      case '\n' -> "b'\\n'";
      case '\r' -> "b'\\r'";
      case '\t' -> "b'\\t'";
      case 0 -> "b'\\0'";
      case '\'' -> "b'\\''";
      case '\\' -> "b'\\\\'";
      default ->
          code >= ' ' && code < 127
              ? "b'" + (char) code + "'"
              : "b'\\x"
                  + Character.forDigit(code >> 4, 16)
                  + Character.forDigit(code & 15, 16)
                  + "'";
    };
  }

  /// Appends text for a format string: braces doubled, no quotes around.
  static void format(String text, StringBuilder out) {
    int from = out.length();
    escape(text, '"', out);
    for (int i = from; i < out.length(); i++) {
      char c = out.charAt(i);
      if (c == '{' || c == '}') {
        // The braces of a Unicode escape belong to it.
        if (c == '{' && isUnicodeEscape(out, i, from)) {
          i = out.indexOf("}", i);
        } else {
          out.insert(i++, c);
        }
      }
    }
  }

  private static boolean isUnicodeEscape(StringBuilder out, int brace, int from) {
    if (brace - 2 < from || out.charAt(brace - 1) != 'u' || out.charAt(brace - 2) != '\\') {
      return false;
    }
    int slashes = 0;
    for (int i = brace - 2; i >= from && out.charAt(i) == '\\'; i--) {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  private static void escape(String text, char quote, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\0' -> out.append("\\0");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c == quote) {
            out.append('\\').append(c);
          } else if (c < ' ' || c == 127 || isInvisible(c)) {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
          } else {
            out.append(c);
          }
        }
      }
    }
  }

  /// Whether a reader could not see it, or would be misled by it; rustc refuses some of these.
  static boolean isInvisible(char c) {
    return c >= 0x80 && c < 0xA0
        || c == 0xAD
        || c >= 0x200B && c <= 0x200F
        || c >= 0x2028 && c <= 0x202E
        || c >= 0x2060 && c <= 0x206F
        || c == 0xFEFF;
  }
}
