package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Origin;
import java.util.Arrays;

/// Collects the marks of a one-line text: the stretches of it that come from places of the Veltrano
/// file, and the points among them that Rust reports panics at.
///
/// A mark is [#NUMBERS] numbers, the first of them where it begins and ends in the text, and the
/// marks of a text are one array of these. There is about one for each word of a program, so an
/// object for each would be much of what printing costs. Marks are in the order in which they
/// begin, outer ones first.
final class Marks {
  static final int[] NONE = {};

  /// Where the numbers of a mark stand, from its first one on.
  static final int START = 0;

  static final int END = 1;
  static final int SOURCE_START = 2;
  static final int SOURCE_END = 3;

  /// The ordinal of the origin's kind, and [#SITE] if panics are reported here.
  static final int KIND = 4;

  static final int NUMBERS = 5;

  static final int SITE = 4;

  private int[] numbers = new int[32 * NUMBERS];
  private int size;

  void clear() {
    size = 0;
  }

  /// Begins a mark; gives what [#close] wants to know it by, for an origin without a place too.
  int open(int start, Origin origin) {
    if (!origin.isPlaced()) {
      return -1;
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    int mark = size;
    numbers[mark + START] = start;
    numbers[mark + SOURCE_START] = origin.start();
    numbers[mark + SOURCE_END] = origin.end();
    numbers[mark + KIND] = origin.kind().ordinal();
    size += NUMBERS;
    return mark;
  }

  void close(int mark, int end, boolean isSite) {
    if (mark >= 0) {
      numbers[mark + END] = end;
      if (isSite) {
        numbers[mark + KIND] |= SITE;
      }
    }
  }

  int[] done() {
    return size == 0 ? NONE : Arrays.copyOf(numbers, size);
  }
}
