package dev.veltrano.rust.print;

import java.util.Arrays;

/// The places in a Rust file that panics are reported at, with the offsets in the Veltrano file
/// that they stand for.
///
/// Rust reports a method call at the method's name, an operator and an index at the start of the
/// whole expression, a function call and a macro at their start. Lines and columns count from 1;
/// columns are those of a terminal, as Rust counts them. The places are in strictly increasing
/// order.
public final class PanicSites {
  private int[] numbers = new int[96];
  private int size;

  PanicSites() {}

  void add(int line, int column, int offset) {
    if (size > 0 && line(size - 1) == line && column(size - 1) >= column) {
      return;
    }
    if (size * 3 == numbers.length) {
      numbers = Arrays.copyOf(numbers, numbers.length * 2);
    }
    numbers[size * 3] = line;
    numbers[size * 3 + 1] = column;
    numbers[size * 3 + 2] = offset;
    size++;
  }

  void trim() {
    numbers = Arrays.copyOf(numbers, size * 3);
  }

  public int size() {
    return size;
  }

  public int line(int index) {
    return numbers[index * 3];
  }

  public int column(int index) {
    return numbers[index * 3 + 1];
  }

  /// The byte offset in the Veltrano file.
  public int offset(int index) {
    return numbers[index * 3 + 2];
  }
}
