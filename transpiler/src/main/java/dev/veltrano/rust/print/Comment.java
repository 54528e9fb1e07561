package dev.veltrano.rust.print;

import dev.veltrano.source.Span;

/// A comment of the Veltrano file.
///
/// `text` is all of it, with its signs. `alone` says that nothing but blanks stands before it on
/// its line, `blankBefore` that an empty line stands above it.
public record Comment(Span span, String text, Kind kind, boolean alone, boolean blankBefore) {

  /// How a comment is written.
  public enum Kind {
    /// `// …` up to the end of its line.
    LINE,
    /// `/* … */`, possibly nested.
    BLOCK,
    /// `/// …` or `/** … */` that documents nothing. What documents an item belongs to the item.
    DOC
  }
}
