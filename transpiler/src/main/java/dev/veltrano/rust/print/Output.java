package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes settled texts and notes where what comes from the Veltrano file comes to stand.
final class Output {
  private byte[] bytes;
  private int length;
  private int line = 1;
  private int column = 1;
  private final SourceMap map;
  private final PanicSites sites = new PanicSites();
  private boolean skipsBreak;

  /// An output for the Rust of a source of so many bytes.
  Output(int sourceLength) {
    // The Rust is about as long as its source, and there is a stretch for each word or so.
    bytes = new byte[sourceLength + sourceLength / 4 + 256];
    map = new SourceMap(sourceLength / 8);
  }

  int length() {
    return length;
  }

  /// Leaves out a line break that would be the first character.
  void skipFirstBreak() {
    skipsBreak = true;
  }

  Printed done() {
    map.trim();
    sites.trim();
    return new Printed(Arrays.copyOf(bytes, length), map, sites);
  }

  void write(Text text) {
    Origin origin = text.origin();
    int stretch = -1;
    if (origin != null && origin.isPlaced()) {
      if (text.isSite()) {
        sites.add(line, column, origin.start());
      }
      stretch = map.open(length, origin);
    }
    if (text.parts != null) {
      for (Text part : text.parts) {
        write(part);
      }
    } else if (text.breaks > 0) {
      lineBreak(text.characters);
    } else if (text.isAscii()) {
      ascii(text);
    } else {
      wide(text);
    }
    if (stretch >= 0) {
      map.close(stretch, length);
    }
  }

  /// Writes a line break and the blanks after it.
  private void lineBreak(String characters) {
    int from = skipsBreak ? 1 : 0;
    skipsBreak = false;
    copy(characters, from);
    if (from == 0) {
      line++;
      column = 1;
    }
    column += characters.length() - 1;
  }

  /// Writes characters that are bytes and columns.
  private void ascii(Text text) {
    int[] marks = text.marks;
    if (marks.length > 0) {
      map.add(marks, length);
      for (int i = 0; i < marks.length; i += Marks.NUMBERS) {
        if ((marks[i + Marks.KIND] & Marks.SITE) != 0) {
          sites.add(line, column + marks[i + Marks.START], marks[i + Marks.SOURCE_START]);
        }
      }
    }
    skipsBreak &= text.isEmpty();
    copy(text.characters, 0);
    column += text.characters.length();
  }

  /// Appends the end of a string that is ASCII.
  @SuppressWarnings("deprecation") // It drops the high halves of characters, which are 0 here.
  private void copy(String characters, int from) {
    int count = characters.length() - from;
    room(count);
    characters.getBytes(from, from + count, bytes, length);
    length += count;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  private void wide(Text text) {
    String characters = text.characters;
    int[] marks = text.marks;
    if (marks.length > 0) {
      int[] moved = marks.clone();
      for (int i = 0; i < marks.length; i += Marks.NUMBERS) {
        String before = characters.substring(0, marks[i + Marks.START]);
        moved[i + Marks.START] = Widths.bytes(before);
        moved[i + Marks.END] = Widths.bytes(characters.substring(0, marks[i + Marks.END]));
        if ((marks[i + Marks.KIND] & Marks.SITE) != 0) {
          sites.add(line, column + Widths.of(before), marks[i + Marks.SOURCE_START]);
        }
      }
      map.add(moved, length);
    }
    skipsBreak = false;
    byte[] encoded = characters.getBytes(StandardCharsets.UTF_8);
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    column += Widths.of(characters);
  }
}
