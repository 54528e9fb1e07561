package dev.veltrano.syntax;

import dev.veltrano.source.Span;

/// A comment as it stands in the file, its markers included, its line end not.
///
/// `ownLine` tells whether nothing but white space stands before it on its line; `blankLineBefore`
/// whether at least one empty line separates it from the token or comment before it.
public record Comment(Span span, Kind kind, boolean ownLine, boolean blankLineBefore) {

  /// How a comment is written.
  public enum Kind {
    LINE,
    BLOCK,
    DOC_LINE,
    DOC_BLOCK;

    /// Whether it documents the declaration that follows.
    public boolean isDoc() {
      return this == DOC_LINE || this == DOC_BLOCK;
    }
  }
}
