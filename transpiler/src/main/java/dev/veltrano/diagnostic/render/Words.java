package dev.veltrano.diagnostic.render;

import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Severity;

/// The words that all renderings share.
final class Words {
  private Words() {}

  static String of(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
    };
  }

  static String of(Fix.Applicability applicability) {
    return switch (applicability) {
      case EXACT -> "exact";
      case MAYBE -> "maybe";
    };
  }
}
