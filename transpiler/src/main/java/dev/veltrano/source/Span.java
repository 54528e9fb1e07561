package dev.veltrano.source;

/// A stretch of one source file: `length` bytes from byte `start` on.
///
/// All spans are equal to each other on purpose. Syntax trees are records that carry spans, and the
/// position of a node is not part of what the node is: two trees of the same text at different
/// places compare equal. Use [#same(Span)] to compare positions.
public record Span(int start, int length) {

  /// The stretch from the first byte of `first` to the last byte of `last`.
  public static Span between(Span first, Span last) {
    return new Span(first.start, last.end() - first.start);
  }

  /// The stretch of bytes `[start, end)`.
  public static Span of(int start, int end) {
    return new Span(start, end - start);
  }

  /// The first byte after the stretch.
  public int end() {
    return start + length;
  }

  /// Whether both cover exactly the same bytes.
  public boolean same(Span other) {
    return start == other.start && length == other.length;
  }

  /// Whether the byte at `offset` lies inside.
  public boolean contains(int offset) {
    return start <= offset && offset < end();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Span;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
