package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Origin;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Writes settled texts and notes where what comes from the Veltrano file comes to stand.
final class Output {
  private byte[] bytes;
  private int length;
  private int line = 1;
  private int column = 1;
  private final SourceMap map = new SourceMap();
  private final PanicSites sites = new PanicSites();

  /// The one-line marks that are open, innermost last: index in the map and end in the characters.
  private final Deque<int[]> open = new ArrayDeque<>();

  private boolean skipsBreak;

  Output(int expected) {
    bytes = new byte[Math.max(256, expected)];
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
    } else if (text.marks.length == 0) {
      characters(text.characters, 0, text.characters.length());
    } else {
      marked(text);
    }
    if (stretch >= 0) {
      map.close(stretch, length);
    }
  }

  private void marked(Text text) {
    int position = 0;
    for (Text.Mark mark : text.marks) {
      position = closeUpTo(text.characters, position, mark.start());
      characters(text.characters, position, mark.start());
      position = mark.start();
      if (mark.site()) {
        sites.add(line, column, mark.origin().start());
      }
      open.addLast(new int[] {map.open(length, mark.origin()), mark.end()});
    }
    position = closeUpTo(text.characters, position, text.characters.length());
    characters(text.characters, position, text.characters.length());
  }

  /// Writes and closes the marks that end at or before a position.
  private int closeUpTo(String characters, int from, int end) {
    int position = from;
    while (!open.isEmpty() && open.getLast()[1] <= end) {
      int[] mark = open.removeLast();
      characters(characters, position, mark[1]);
      position = Math.max(position, mark[1]);
      map.close(mark[0], length);
    }
    return position;
  }

  private void characters(String s, int from, int to) {
    if (to <= from) {
      return;
    }
    if (skipsBreak && s.charAt(from) == '\n') {
      skipsBreak = false;
      characters(s, from + 1, to);
      return;
    }
    skipsBreak = false;
    int most = (to - from) * 3;
    if (length + most > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + most));
    }
    boolean plain = true;
    for (int i = from; i < to; i++) {
      char c = s.charAt(i);
      if (c >= 0x80) {
        plain = false;
        break;
      }
      bytes[length++] = (byte) c;
      if (c == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    if (!plain) {
      wide(s, from, to);
    }
  }

  /// Starts over at the first character of a stretch that is not ASCII.
  private void wide(String s, int from, int to) {
    int i = from;
    while (s.charAt(i) < 0x80) {
      i++;
    }
    while (i < to) {
      int c = s.codePointAt(i);
      int next = i + Character.charCount(c);
      if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else if (c < 0x800) {
        bytes[length++] = (byte) (0xc0 | c >> 6);
        bytes[length++] = (byte) (0x80 | c & 0x3f);
      } else if (c < 0x10000) {
        bytes[length++] = (byte) (0xe0 | c >> 12);
        bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
        bytes[length++] = (byte) (0x80 | c & 0x3f);
      } else {
        bytes[length++] = (byte) (0xf0 | c >> 18);
        bytes[length++] = (byte) (0x80 | c >> 12 & 0x3f);
        bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
        bytes[length++] = (byte) (0x80 | c & 0x3f);
      }
      if (c == '\n') {
        line++;
        column = 1;
      } else {
        column += Widths.of(s.substring(i, next));
      }
      i = next;
    }
  }
}
