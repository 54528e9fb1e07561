package dev.veltrano.diagnostic.render;

import dev.veltrano.diagnostic.Label;
import dev.veltrano.source.LineMap;

/// A label placed on lines of its file. One that covers several lines is drawn as a bracket in
/// column `depth` of the margin (from 1); `depth` is 0 for the others.
record Mark(Label label, int firstLine, int lastLine, int depth, Ink ink) {

  static Mark of(Label label, Ink primaryInk) {
    LineMap lines = label.file().lines();
    int start = start(label);
    int end = end(label);
    int first = lines.line(start);
    int last = end > start ? lines.line(end - 1) : first;
    return new Mark(label, first, last, 0, label.primary() ? primaryInk : Ink.FRAME);
  }

  Mark at(int depth) {
    return new Mark(label, firstLine, lastLine, depth, ink);
  }

  boolean isBracket() {
    return firstLine != lastLine;
  }

  /// Whether both cover some line.
  boolean meets(Mark other) {
    return firstLine <= other.lastLine && other.firstLine <= lastLine;
  }

  /// The first byte, in the file whatever the span says.
  int start() {
    return start(label);
  }

  /// The byte behind the last one, in the file whatever the span says.
  int end() {
    return end(label);
  }

  String sign() {
    return label.primary() ? "^" : "-";
  }

  private static int start(Label label) {
    return Math.clamp(label.span().start(), 0, label.file().length());
  }

  private static int end(Label label) {
    return Math.clamp(label.span().end(), start(label), label.file().length());
  }
}
