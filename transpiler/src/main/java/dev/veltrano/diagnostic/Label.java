package dev.veltrano.diagnostic;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;

/// A place in a file and what is to be said about it there. The primary label is the place that the
/// whole diagnostic is about; its message may be empty.
public record Label(SourceFile file, Span span, String message, boolean primary) {}
