package dev.veltrano.syntax;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// UTF-8 as the Unicode standard defines it: shortest forms, no surrogates, up to U+10FFFF.
final class Encoding {
  private Encoding() {}

  /// What keeps the bytes of `file` from being source text at all, if anything does.
  static @Nullable SyntaxProblem check(SourceFile file) {
    byte[] bytes = file.bytes();
    if (bytes.length > Lexer.MAX_BYTES) {
      return new SyntaxProblem.FileTooLarge(file, bytes.length);
    }
    int all = 0;
    for (byte b : bytes) {
      all |= b;
    }
    if (all >= 0) {
      return null;
    }
    if (bytes.length >= 2) {
      int mark = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
      if (mark == 0xFFFE || mark == 0xFEFF) {
        return new SyntaxProblem.Utf16(file);
      }
    }
    int first = -1;
    int wrong = 0;
    int i = 0;
    while (i < bytes.length) {
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int size = size(bytes, i, bytes.length);
      if (size == 0) {
        first = first < 0 ? i : first;
        wrong++;
        i++;
      } else {
        i += size;
      }
    }
    return first < 0
        ? null
        : new SyntaxProblem.NotUtf8(file, Span.of(first, first + 1), bytes[first] & 0xFF, wrong);
  }

  /// The code point at `p`, -1 where there is none.
  static int codePoint(byte[] b, int p, int limit) {
    int c = b[p];
    if (c >= 0) {
      return c;
    }
    return switch (size(b, p, limit)) {
      case 2 -> (c & 0x1F) << 6 | (b[p + 1] & 0x3F);
      case 3 -> (c & 0x0F) << 12 | (b[p + 1] & 0x3F) << 6 | (b[p + 2] & 0x3F);
      case 4 ->
          (c & 0x07) << 18 | (b[p + 1] & 0x3F) << 12 | (b[p + 2] & 0x3F) << 6 | (b[p + 3] & 0x3F);
      default -> -1;
    };
  }

  /// How many bytes the character outside ASCII at `p` takes; 0 where the bytes are wrong.
  private static int size(byte[] b, int p, int limit) {
    int c = b[p] & 0xFF;
    int size = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c < 0xC2 || c > 0xF4 || p + size > limit) {
      return 0;
    }
    for (int i = 1; i < size; i++) {
      if ((b[p + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = b[p + 1] & 0xFF;
    boolean wrong =
        (c == 0xE0 && second < 0xA0)
            || (c == 0xED && second > 0x9F)
            || (c == 0xF0 && second < 0x90)
            || (c == 0xF4 && second > 0x8F);
    return wrong ? 0 : size;
  }
}
