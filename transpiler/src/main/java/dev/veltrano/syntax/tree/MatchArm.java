package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `case patterns if guard -> body`; no patterns at all is `default -> body`. `headSpan` is what
/// stands before the arrow.
public record MatchArm(
    List<Pattern> patterns, @Nullable Expression guard, Statement body, Span headSpan, Span span)
    implements Node {

  public boolean isDefault() {
    return patterns.isEmpty();
  }
}
