package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;

/// An identifier where it stands. The text of a quoted one comes without its backquotes. A missing
/// name that the parser had to make up is empty.
public record Name(String text, Span span) implements Node {

  /// Whether the parser made it up because nothing stood there.
  public boolean isMissing() {
    return text.isEmpty();
  }
}
