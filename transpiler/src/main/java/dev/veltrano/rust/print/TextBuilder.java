package dev.veltrano.rust.print;

import java.util.Arrays;

/// Puts texts one after the other and keeps their measures.
final class TextBuilder {
  private Text[] parts = new Text[4];
  private int count;
  private int first;
  private int last;
  private int breaks;
  private int widest;
  private int bytes;
  private int lastBlanks;
  private boolean closing = true;
  private char firstCharacter;
  private char firstLineEnd;

  TextBuilder add(String characters) {
    return characters.isEmpty() ? this : add(Text.of(characters));
  }

  TextBuilder line(int column) {
    return add(Text.line(column));
  }

  TextBuilder add(Text text) {
    if (text.bytes == 0) {
      return this;
    }
    if (count == parts.length) {
      parts = Arrays.copyOf(parts, count * 2);
    }
    parts[count++] = text;
    if (bytes == 0) {
      firstCharacter = text.firstCharacter;
    }
    bytes += text.bytes;
    if (breaks == 0) {
      first += text.first;
      if (text.firstLineEnd != '\0') {
        firstLineEnd = text.firstLineEnd;
      }
    } else {
      widest = Math.max(widest, last + text.first);
    }
    if (text.breaks == 0) {
      last += text.last;
      closing &= text.closing;
    } else {
      widest = Math.max(widest, text.widest);
      last = text.last;
      lastBlanks = text.lastBlanks;
      closing = text.closing;
      breaks += text.breaks;
    }
    return this;
  }

  /// The number of bytes so far.
  int bytes() {
    return bytes;
  }

  int last() {
    return last;
  }

  int first() {
    return first;
  }

  int lastBlanks() {
    return lastBlanks;
  }

  int breaks() {
    return breaks;
  }

  Text done() {
    return done(Text.EMPTY);
  }

  /// The text so far; the next one begins where it ends.
  Text take() {
    Text text = done();
    parts = new Text[4];
    count = 0;
    first = 0;
    last = 0;
    breaks = 0;
    widest = 0;
    bytes = 0;
    lastBlanks = 0;
    closing = true;
    firstCharacter = '\0';
    firstLineEnd = '\0';
    return text;
  }

  /// The text, or another one if nothing was added.
  Text done(Text otherwise) {
    if (count == 0) {
      return otherwise;
    }
    if (count == 1) {
      return parts[0];
    }
    return Text.composite(
        Arrays.copyOf(parts, count),
        first,
        last,
        breaks,
        widest,
        bytes,
        lastBlanks,
        closing,
        firstCharacter,
        firstLineEnd);
  }
}
