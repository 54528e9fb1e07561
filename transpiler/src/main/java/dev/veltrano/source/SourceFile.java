package dev.veltrano.source;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One file of Veltrano source: a name for people and its bytes, valid UTF-8.
///
/// Immutable; callers never change the array. The line map is computed when the first position is
/// shown and then kept (a race computes it twice, with the same result).
public final class SourceFile {
  private final String name;
  private final byte[] bytes;
  private volatile @Nullable LineMap lines;

  public SourceFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  public static SourceFile of(String name, String text) {
    return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// The path as messages show it.
  public String name() {
    return name;
  }

  /// The content, not to be changed.
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return bytes.length;
  }

  public LineMap lines() {
    LineMap map = lines;
    if (map == null) {
      map = LineMap.of(bytes);
      lines = map;
    }
    return map;
  }

  /// The text of a stretch of this file.
  public String text(Span span) {
    return text(span.start(), span.end());
  }

  /// The text of the bytes `[start, end)`.
  public String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
