package dev.veltrano.project;

import dev.veltrano.source.Span;
import java.nio.charset.StandardCharsets;

/// Finds the extent of a key or a value in a TOML file from where it starts, which is all that the
/// TOML parser tells. The file has been parsed, so what is looked at is well-formed; on anything
/// else the spans are merely short.
final class TomlPlaces {
  private final byte[] bytes;

  TomlPlaces(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The part of a dotted key that is called `name`; the whole key if none is. A section's header
  /// is a key in brackets.
  Span key(int start, String name) {
    int at = start;
    while (is(at, '[')) {
      at++;
    }
    Span found = null;
    int end = at;
    while (true) {
      int from = blanks(at);
      end = keyPart(from);
      Span part = Span.of(from, end);
      if (text(part).equals(name)) {
        found = part;
      }
      at = blanks(end);
      if (!is(at, '.')) {
        break;
      }
      at++;
    }
    return found != null ? found : Span.of(start, Math.max(start, end));
  }

  /// The value that belongs to the key that starts at `start`. For a section it is the header.
  Span valueOfKey(int start) {
    if (is(start, '[')) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '#') {
        end++;
      }
      return Span.of(start, trimmed(start, end));
    }
    int at = start;
    while (true) {
      at = blanks(keyPart(blanks(at)));
      if (!is(at, '.')) {
        break;
      }
      at++;
    }
    return is(at, '=') ? value(blanks(at + 1)) : Span.of(start, at);
  }

  /// The value that starts at `start`.
  Span value(int start) {
    return Span.of(start, valueEnd(start));
  }

  /// An element of the array that starts at `start`. The parser's own positions of elements are
  /// those of the commas before them.
  Span element(int start, int index) {
    int at = between(start + 1);
    for (int i = 0; i < index && at < bytes.length; i++) {
      at = between(valueEnd(at));
    }
    return value(at);
  }

  /// The next byte that is neither blank nor line end nor comma nor comment.
  private int between(int start) {
    int at = start;
    while (at < bytes.length) {
      if (is(at, '#')) {
        while (at < bytes.length && bytes[at] != '\n') {
          at++;
        }
      } else if (" \t\r\n,".indexOf(bytes[at]) >= 0) {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  /// The word at `at`, at least one character long unless the line ends there.
  Span word(int at) {
    int end = at;
    while (end < bytes.length && isBare(bytes[end])) {
      end++;
    }
    if (end == at && at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
      end++;
      while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
        end++;
      }
    }
    return Span.of(at, end);
  }

  private int valueEnd(int start) {
    if (start >= bytes.length) {
      return bytes.length;
    }
    return switch (bytes[start]) {
      case '"', '\'' -> stringEnd(start);
      case '[', '{' -> bracketEnd(start);
      default -> {
        int end = start;
        while (end < bytes.length && "\n\r#,]}".indexOf(bytes[end]) < 0) {
          end++;
        }
        yield trimmed(start, end);
      }
    };
  }

  private int bracketEnd(int start) {
    int depth = 0;
    int at = start;
    while (at < bytes.length) {
      switch (bytes[at]) {
        case '"', '\'' -> at = stringEnd(at);
        case '#' -> {
          while (at < bytes.length && bytes[at] != '\n') {
            at++;
          }
        }
        case '[', '{' -> {
          depth++;
          at++;
        }
        case ']', '}' -> {
          at++;
          if (--depth == 0) {
            return at;
          }
        }
        default -> at++;
      }
    }
    return at;
  }

  private int stringEnd(int start) {
    byte quote = bytes[start];
    boolean triple = is(start + 1, quote) && is(start + 2, quote);
    int at = start + (triple ? 3 : 1);
    while (at < bytes.length) {
      if (bytes[at] == '\\' && quote == '"') {
        at += 2;
      } else if (bytes[at] == quote && !triple) {
        return at + 1;
      } else if (bytes[at] == quote && is(at + 1, quote) && is(at + 2, quote)) {
        at += 3;
        // Up to two quotes may stand directly before the closing three.
        while (is(at, quote)) {
          at++;
        }
        return at;
      } else if (bytes[at] == '\n' && !triple) {
        return at;
      } else {
        at++;
      }
    }
    return bytes.length;
  }

  private int keyPart(int start) {
    if (is(start, '"') || is(start, '\'')) {
      return stringEnd(start);
    }
    int end = start;
    while (end < bytes.length && isBare(bytes[end])) {
      end++;
    }
    return end;
  }

  private String text(Span part) {
    String text = new String(bytes, part.start(), part.length(), StandardCharsets.UTF_8);
    boolean quoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private int blanks(int at) {
    int end = at;
    while (is(end, ' ') || is(end, '\t')) {
      end++;
    }
    return end;
  }

  private int trimmed(int start, int end) {
    int at = end;
    while (at > start && bytes[at - 1] <= ' ' && bytes[at - 1] >= 0) {
      at--;
    }
    return at;
  }

  private boolean is(int at, int wanted) {
    return at < bytes.length && bytes[at] == wanted;
  }

  private static boolean isBare(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '_'
        || b == '-'
        || b < 0;
  }
}
