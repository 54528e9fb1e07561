package dev.veltrano.rust.ast;

import dev.veltrano.source.Span;

/// Where in the Veltrano file a node of the Rust tree comes from.
///
/// Any two origins are equal. So the equality of the nodes that carry them, which are plain
/// records, is the equality of what they say and not of where they stand.
public record Origin(Span span, Kind kind) {

  /// How the generated code relates to what the user wrote.
  public enum Kind {
    /// The user wrote exactly this.
    USER,
    /// It follows from what stands at the span, but does not stand there.
    DERIVED,
    /// It belongs to the way programs are built and to no place in the file.
    GLUE
  }

  /// The origin of glue, which has no place in the file.
  public static final Origin GLUE = new Origin(new Span(0, 0), Kind.GLUE);

  public static Origin user(Span span) {
    return new Origin(span, Kind.USER);
  }

  public static Origin derived(Span span) {
    return new Origin(span, Kind.DERIVED);
  }

  /// Whether this names a place in the file.
  public boolean isPlaced() {
    return kind != Kind.GLUE;
  }

  public int start() {
    return span.start();
  }

  public int end() {
    return span.start() + span.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Origin;
  }

  @Override
  public int hashCode() {
    return 1;
  }
}
