package dev.veltrano.syntax;

/// Tells where people left empty lines, which the generated code keeps.
public final class BlankLines {
  private BlankLines() {}

  /// Whether an empty line (or one of nothing but white space) stands directly before the line on
  /// which `offset` lies.
  public static boolean before(byte[] source, int offset) {
    int i = Math.min(offset, source.length) - 1;
    while (i >= 0 && !isLineEnd(source[i])) {
      i--;
    }
    if (i < 0) {
      return false;
    }
    i = beforeLineEnd(source, i);
    while (i >= 0 && (source[i] == ' ' || source[i] == '\t')) {
      i--;
    }
    return i >= 0 && isLineEnd(source[i]);
  }

  private static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }

  private static int beforeLineEnd(byte[] source, int i) {
    return source[i] == '\n' && i > 0 && source[i - 1] == '\r' ? i - 2 : i - 1;
  }
}
