package dev.veltrano.syntax;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The escapes of texts and characters, which are Rust's: `\n \r \t \0 \\ \' \" \x41` and the form
/// with `u{…}` for any character..
final class Escapes {
  private Escapes() {}

  /// The end of the escape whose backslash stands at `p`, also of a wrong one.
  static int end(byte[] b, int p, int limit) {
    if (p + 1 >= limit) {
      return limit;
    }
    int q = p + 2;
    switch (b[p + 1]) {
      case 'x' -> q = hexEnd(b, q, Math.min(p + 4, limit));
      case 'u' -> {
        if (q < limit && b[q] == '{') {
          q++;
          while (q < limit && (hex(b[q]) >= 0 || b[q] == '_')) {
            q++;
          }
          if (q < limit && b[q] == '}') {
            q++;
          }
        } else {
          q = hexEnd(b, q, Math.min(p + 6, limit));
        }
      }
      default -> {
        while (q < limit && (b[q] & 0xC0) == 0x80) {
          q++;
        }
      }
    }
    return q;
  }

  private static int hexEnd(byte[] b, int q, int limit) {
    while (q < limit && hex(b[q]) >= 0) {
      q++;
    }
    return q;
  }

  /// What is wrong with the escape `b[p, end)`, if anything is.
  static @Nullable SyntaxProblem check(SourceFile file, byte[] b, int p, int end, boolean format) {
    Span span = Span.of(p, Math.max(end, p + 1));
    return switch (b[p + 1]) {
      case 'n', 'r', 't', '0', '\\', '\'', '"' -> null;
      case 'x' -> {
        if (end != p + 4) {
          yield wrong(file, span, "`\\x` takes two hexadecimal digits", null);
        }
        int value = hex(b[p + 2]) << 4 | hex(b[p + 3]);
        if (value < 0x80) {
          yield null;
        }
        yield wrong(file, span, "`\\x` ends at `\\x7F`", "\\u{" + file.text(p + 2, p + 4) + "}");
      }
      case 'u' -> unicode(file, b, p, end, span);
      case '{', '}' ->
          format
              ? wrong(
                  file, span, "a brace in `f\"…\"` is written twice", b[p + 1] == '{' ? "{{" : "}}")
              : wrong(file, span, "a brace needs no backslash", file.text(p + 1, p + 2));
      case '$', '/', '#', '`', '-', '(', ')', '[', ']' ->
          wrong(file, span, "this character needs no backslash", file.text(p + 1, p + 2));
      case 'a' -> wrong(file, span, "it is written with its number", "\\u{7}");
      case 'b' -> wrong(file, span, "it is written with its number", "\\u{8}");
      case 'v' -> wrong(file, span, "it is written with its number", "\\u{b}");
      case 'f' -> wrong(file, span, "it is written with its number", "\\u{c}");
      case 'e' -> wrong(file, span, "it is written with its number", "\\u{1b}");
      default ->
          wrong(file, span, "the escapes are \\n \\r \\t \\0 \\\\ \\' \\\" \\x41 \\u{1F600}", null);
    };
  }

  private static @Nullable SyntaxProblem unicode(
      SourceFile file, byte[] b, int p, int end, Span span) {
    if (b[p + 2] != '{') {
      return end == p + 6
          ? wrong(
              file,
              span,
              "the number of a character stands in braces",
              "\\u{" + file.text(p + 2, end) + "}")
          : wrong(file, span, "the number of a character stands in braces: `\\u{1F600}`", null);
    }
    if (b[end - 1] != '}' || end == p + 4) {
      return wrong(file, span, "`\\u{…}` takes one to six hexadecimal digits", null);
    }
    int value = value(b, p, end);
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
      return wrong(file, span, "there is no character with this number", null);
    }
    return null;
  }

  private static SyntaxProblem wrong(
      SourceFile file, Span span, String reason, @Nullable String replacement) {
    return new SyntaxProblem.BadEscape(file, span, reason, replacement);
  }

  /// The character that a correct escape stands for.
  static int value(byte[] b, int p, int end) {
    return switch (b[p + 1]) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> 0;
      case 'x' -> end == p + 4 ? hex(b[p + 2]) << 4 | hex(b[p + 3]) : 0xFFFD;
      case 'u' -> {
        int value = 0;
        for (int i = p + 3; i < end - 1; i++) {
          if (b[i] != '_') {
            value = Math.min(value << 4 | hex(b[i]), 0x1000000);
          }
        }
        yield value;
      }
      default -> b[p + 1];
    };
  }

  /// The text in `b[start, end)` with its escapes resolved and, in a format, doubled braces halved.
  /// Wrong escapes, which have been reported, stay as they are.
  static String decode(byte[] b, int start, int end, boolean raw, boolean format) {
    StringBuilder out = new StringBuilder(end - start);
    int chunk = start;
    int p = start;
    while (p < end) {
      int c = b[p];
      if (c == '\\' && !raw && p + 1 < end) {
        int after = Math.min(end(b, p, end), end);
        out.append(utf8(b, chunk, p));
        int value = after > p + 1 ? value(b, p, after) : -1;
        if (isKnown(b[p + 1]) && Character.isValidCodePoint(value)) {
          out.appendCodePoint(value);
        } else {
          out.append(utf8(b, p, after));
        }
        p = after;
        chunk = p;
      } else if (format && (c == '{' || c == '}') && p + 1 < end && b[p + 1] == c) {
        out.append(utf8(b, chunk, p + 1));
        p += 2;
        chunk = p;
      } else {
        p++;
      }
    }
    return out.append(utf8(b, chunk, end)).toString();
  }

  private static boolean isKnown(int c) {
    return switch (c) {
      case 'n', 'r', 't', '0', '\\', '\'', '"', 'x', 'u' -> true;
      default -> false;
    };
  }

  private static String utf8(byte[] b, int start, int end) {
    return new String(b, start, end - start, StandardCharsets.UTF_8);
  }

  static int hex(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
