package dev.veltrano.diagnostic.render;

/// Walks over the bytes of one line and says, glyph by glyph, what is shown in which column.
///
/// A glyph is a character with everything that is drawn onto it. Tabs are blanks up to the next tab
/// stop; bytes that are not UTF-8 are shown as U+FFFD; what cannot be seen is shown as a picture.
/// Memory does not depend on the length of the line.
final class Glyphs {
  static final int TAB_STOP = 4;

  private final byte[] bytes;
  private final int limit;

  /// The bytes of the glyph, and its columns counted from 0.
  private int start;

  private int end;
  private int column;
  private int width;
  private int character;

  Glyphs(byte[] bytes, int start, int limit) {
    this.bytes = bytes;
    this.limit = limit;
    this.start = start;
    this.end = start;
  }

  /// Moves on to the next glyph, if there is one.
  boolean next() {
    column += width;
    start = end;
    width = 0;
    if (start >= limit) {
      return false;
    }
    character = bytes[start];
    if (character >= 0x20 && character < 0x7F && (start + 1 == limit || bytes[start + 1] >= 0)) {
      end = start + 1;
      width = 1;
      return true;
    }
    end = start + lengthAt(start);
    character = decode(start, end);
    if (character == '\t') {
      width = TAB_STOP - column % TAB_STOP;
    } else if (CharacterWidth.isInvisible(character)) {
      width = CharacterWidth.picture(character).length();
    } else {
      width = Math.max(1, CharacterWidth.of(character));
      join();
    }
    return true;
  }

  /// Takes in what is drawn onto the character. A joiner takes in the character after it, too.
  private void join() {
    boolean joined = false;
    while (end < limit && bytes[end] < 0) {
      int length = lengthAt(end);
      int further = decode(end, end + length);
      if (further == CharacterWidth.EMOJI_VARIATION) {
        width = 2;
      } else if (!CharacterWidth.joins(further)
          && !(joined && Character.isExtendedPictographic(further))) {
        return;
      }
      joined = further == CharacterWidth.ZERO_WIDTH_JOINER;
      end += length;
    }
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  int column() {
    return column;
  }

  int width() {
    return width;
  }

  /// What is shown; as wide as [#width()], for a tab blanks.
  String text() {
    if (character == '\t') {
      return " ".repeat(width);
    }
    if (CharacterWidth.isInvisible(character)) {
      return CharacterWidth.picture(character);
    }
    if (end - start == 1) {
      return String.valueOf((char) character);
    }
    StringBuilder text = new StringBuilder();
    for (int i = start; i < end; ) {
      int length = lengthAt(i);
      text.appendCodePoint(decode(i, i + length));
      i += length;
    }
    return text.toString();
  }

  /// The length of the character at `offset`; 1 for a byte that begins none.
  private int lengthAt(int offset) {
    int lead = bytes[offset] & 0xFF;
    int length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
    if (offset + length > limit) {
      return 1;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[offset + i] & 0xC0) != 0x80) {
        return 1;
      }
    }
    return length;
  }

  private int decode(int from, int to) {
    int lead = bytes[from] & 0xFF;
    if (to - from == 1) {
      return lead < 0x80 ? lead : 0xFFFD;
    }
    int value = lead & (0xFF >> (to - from + 1));
    for (int i = from + 1; i < to; i++) {
      value = value << 6 | (bytes[i] & 0x3F);
    }
    boolean valid = value <= Character.MAX_CODE_POINT && (value < 0xD800 || value > 0xDFFF);
    return valid ? value : 0xFFFD;
  }
}
