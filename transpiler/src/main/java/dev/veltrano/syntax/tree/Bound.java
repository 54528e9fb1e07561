package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;

/// A lifetime as a `requires` names it.
public sealed interface Bound extends Node {

  /// `@a`.
  record Label(LabelName label, Span span) implements Bound {}

  /// `Static`.
  record Static(Span span) implements Bound {}

  /// `Lifetime(x.f)` or, with `place`, `Lifetime(&x)`. The first name may be `self` or `Return`.
  record Lifetime(boolean place, List<Name> path, Span span) implements Bound {}
}
