package dev.veltrano.type.check;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import org.jspecify.annotations.Nullable;

/// The type that a place asks for, and the reason in words, so that a mismatch can say where the
/// expectation came from. `where` is the place of the reason, if there is one to show.
record Expectation(Type type, String why, @Nullable SourceFile file, @Nullable Span where) {

  static Expectation of(Type type, String why) {
    return new Expectation(type, why, null, null);
  }

  static Expectation at(Type type, String why, SourceFile file, Span where) {
    return new Expectation(type, why, file, where);
  }

  /// The same reason for a part of the type.
  Expectation part(Type part) {
    return new Expectation(part, why, file, where);
  }
}
