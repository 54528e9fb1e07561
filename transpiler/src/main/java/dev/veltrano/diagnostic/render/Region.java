package dev.veltrano.diagnostic.render;

import dev.veltrano.source.LineMap;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;

/// A stretch of a file in lines and columns, both from 1; the end is the place behind it.
record Region(int line, int column, int endLine, int endColumn) {

  static Region of(SourceFile file, Span span) {
    LineMap lines = file.lines();
    int start = Math.clamp(span.start(), 0, file.length());
    int end = Math.clamp(span.end(), start, file.length());
    return new Region(lines.line(start), lines.column(start), lines.line(end), lines.column(end));
  }
}
