package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Origin;
import dev.veltrano.source.Span;
import java.util.Arrays;

/// Which bytes of a Rust file come from which bytes of the Veltrano file.
///
/// The stretches are ordered by where they start in the Rust file; of two that start together the
/// outer comes first. They nest as the code does, so the last one that contains a byte is the most
/// exact. What no stretch contains is glue.
public final class SourceMap {
  private int[] numbers;
  private int size;

  /// An empty map; it has room for so many stretches before it has to grow.
  SourceMap(int expected) {
    numbers = new int[Math.max(16, expected) * 5];
  }

  /// Adds a stretch whose end is not known yet.
  int open(int rustStart, Origin origin) {
    room(5);
    int i = size * 5;
    numbers[i] = rustStart;
    numbers[i + 1] = rustStart;
    numbers[i + 2] = origin.start();
    numbers[i + 3] = origin.end();
    numbers[i + 4] = origin.kind().ordinal();
    return size++;
  }

  void close(int index, int rustEnd) {
    numbers[index * 5 + 1] = rustEnd;
  }

  /// Adds the [Marks] of a text that was written at `rustStart`, where they begin and end in bytes.
  void add(int[] marks, int rustStart) {
    room(marks.length);
    int at = size * 5;
    for (int i = 0; i < marks.length; i += Marks.NUMBERS) {
      numbers[at] = rustStart + marks[i + Marks.START];
      numbers[at + 1] = rustStart + marks[i + Marks.END];
      numbers[at + 2] = marks[i + Marks.SOURCE_START];
      numbers[at + 3] = marks[i + Marks.SOURCE_END];
      numbers[at + 4] = marks[i + Marks.KIND] & ~Marks.SITE;
      at += 5;
    }
    size += marks.length / Marks.NUMBERS;
  }

  private void room(int more) {
    if (size * 5 + more > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(numbers.length * 2, size * 5 + more));
    }
  }

  void trim() {
    numbers = Arrays.copyOf(numbers, size * 5);
  }

  public int size() {
    return size;
  }

  /// The bytes of the Rust file.
  public Span rust(int index) {
    return Span.of(numbers[index * 5], numbers[index * 5 + 1]);
  }

  public int rustStart(int index) {
    return numbers[index * 5];
  }

  public int rustEnd(int index) {
    return numbers[index * 5 + 1];
  }

  /// The bytes of the Veltrano file.
  public Span source(int index) {
    return Span.of(numbers[index * 5 + 2], numbers[index * 5 + 3]);
  }

  public int sourceStart(int index) {
    return numbers[index * 5 + 2];
  }

  public int sourceEnd(int index) {
    return numbers[index * 5 + 3];
  }

  public Origin.Kind kind(int index) {
    return KINDS[numbers[index * 5 + 4]];
  }

  private static final Origin.Kind[] KINDS = Origin.Kind.values();

  /// The innermost stretch that contains a byte of the Rust file, or -1 if it is glue.
  public int find(int rustOffset) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rustStart(middle) <= rustOffset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low - 1; i >= 0; i--) {
      if (rustOffset < rustEnd(i) || (rustEnd(i) == rustOffset && rustStart(i) == rustOffset)) {
        return i;
      }
    }
    return -1;
  }
}
