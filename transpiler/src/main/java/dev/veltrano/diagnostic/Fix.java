package dev.veltrano.diagnostic;

import java.util.List;

/// A change that would help. An exact fix compiles when it is applied as it stands (a test applies
/// them all); a `MAYBE` fix needs a look. A fix without edits is advice in words.
public record Fix(String message, Applicability applicability, List<Edit> edits) {

  /// How far a fix can be trusted.
  public enum Applicability {
    EXACT,
    MAYBE
  }

  public static Fix exact(String message, Edit... edits) {
    return new Fix(message, Applicability.EXACT, List.of(edits));
  }

  public static Fix maybe(String message, Edit... edits) {
    return new Fix(message, Applicability.MAYBE, List.of(edits));
  }
}
