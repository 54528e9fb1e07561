package dev.veltrano.diagnostic;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;

/// Replaces a stretch of a file by a text; an empty stretch inserts, an empty text deletes.
public record Edit(SourceFile file, Span span, String text) {}
