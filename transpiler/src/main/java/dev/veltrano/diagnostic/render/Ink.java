package dev.veltrano.diagnostic.render;

/// What a piece of text means, and with it its colour on a terminal.
public enum Ink {
  PLAIN(""),
  STRONG("1"),
  ERROR("1;31"),
  WARNING("1;33"),
  /// Line numbers, frames and places that are not the primary one.
  FRAME("1;34"),
  HELP("1;36"),
  ADDED("32"),
  REMOVED("31");

  private final String sgr;

  Ink(String sgr) {
    this.sgr = sgr;
  }

  /// The parameters of the terminal's "select graphic rendition" command; empty for the default.
  String sgr() {
    return sgr;
  }
}
