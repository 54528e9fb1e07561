package dev.veltrano.source;

import java.util.Arrays;

/// Where the lines of a file begin. Lines and columns count from 1; columns count characters (code
/// points), not bytes. A line ends at `\n`, `\r\n` or a lone `\r`.
public final class LineMap {
  private final byte[] bytes;
  private final int[] starts;

  private LineMap(byte[] bytes, int[] starts) {
    this.bytes = bytes;
    this.starts = starts;
  }

  static LineMap of(byte[] bytes) {
    int[] starts = new int[Math.max(16, bytes.length / 24)];
    int count = 1;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      boolean end = b == '\n' || (b == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n'));
      if (end) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return new LineMap(bytes, Arrays.copyOf(starts, count));
  }

  public int lineCount() {
    return starts.length;
  }

  /// The line that the byte at `offset` belongs to.
  public int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /// The column of `offset` in its line, in characters.
  public int column(int offset) {
    int column = 1;
    int end = Math.min(offset, bytes.length);
    for (int i = starts[line(offset) - 1]; i < end; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        column++;
      }
    }
    return column;
  }

  /// The first byte of a line.
  public int start(int line) {
    return starts[line - 1];
  }

  /// The byte after the last one of a line, its line end not counted.
  public int end(int line) {
    int end = line < starts.length ? starts[line] : bytes.length;
    int start = starts[line - 1];
    while (end > start && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    return end;
  }
}
