package dev.veltrano.type.check;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import org.jspecify.annotations.Nullable;

/// The type that a place asks for, and the reason, so that a mismatch can say where the expectation
/// came from. `where` is the place of the reason, if there is one to show.
///
/// There is one for each argument of each call, and most are never needed: the reason is put in
/// words only when it is asked for. For a parameter `reason` is what is called and `parameter` the
/// name of the parameter; otherwise `reason` says it all.
record Expectation(
    Type type,
    String reason,
    @Nullable String parameter,
    @Nullable SourceFile file,
    @Nullable Span where) {

  static Expectation of(Type type, String why) {
    return new Expectation(type, why, null, null, null);
  }

  static Expectation at(Type type, String why, SourceFile file, Span where) {
    return new Expectation(type, why, null, file, where);
  }

  /// The same reason for a part of the type.
  Expectation part(Type part) {
    return new Expectation(part, reason, parameter, file, where);
  }

  /// The reason in words.
  String why() {
    return parameter == null
        ? reason
        : "the type of parameter `" + parameter + "` of `" + reason + "`";
  }
}
