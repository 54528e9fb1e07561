package dev.veltrano.diagnostic.render;

import org.jspecify.annotations.Nullable;

/// Writes JSON (RFC 8259) into memory, on one line.
///
/// The pure rooms touch no `java.io`, which the generators of JSON libraries write to. Calls are
/// made in the order of the text; the caller pairs `open` and `close`. Lone surrogates become
/// U+FFFD, so the text can always be encoded.
public final class JsonText {
  private final StringBuilder out = new StringBuilder();
  private boolean comma;

  public JsonText open(char bracket) {
    separate();
    out.append(bracket);
    comma = false;
    return this;
  }

  public JsonText close(char bracket) {
    out.append(bracket);
    comma = true;
    return this;
  }

  public JsonText key(String name) {
    separate();
    quote(name);
    out.append(':');
    comma = false;
    return this;
  }

  public JsonText value(@Nullable String text) {
    separate();
    if (text == null) {
      out.append("null");
    } else {
      quote(text);
    }
    return this;
  }

  public JsonText value(int number) {
    separate();
    out.append(number);
    return this;
  }

  public JsonText value(boolean truth) {
    separate();
    out.append(truth);
    return this;
  }

  public JsonText nothing() {
    return value(null);
  }

  /// Ends the line.
  public JsonText end() {
    out.append('\n');
    comma = false;
    return this;
  }

  private void separate() {
    if (comma) {
      out.append(',');
    }
    comma = true;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029) {
        out.append("\\u").append(Character.forDigit(c >> 12, 16));
        out.append(Character.forDigit(c >> 8 & 15, 16)).append(Character.forDigit(c >> 4 & 15, 16));
        out.append(Character.forDigit(c & 15, 16));
      } else if (Character.isSurrogate(c)) {
        int character = text.codePointAt(i);
        boolean lone = !Character.isSupplementaryCodePoint(character);
        out.appendCodePoint(lone ? 0xFFFD : character);
        i += lone ? 0 : 1;
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
