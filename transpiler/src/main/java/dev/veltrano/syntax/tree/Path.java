package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;

/// Names joined by dots, at least one.
public record Path(List<Name> names, Span span) implements Node {

  public Name last() {
    return names.getLast();
  }

  /// The path with dots, as written.
  public String text() {
    if (names.size() == 1) {
      return names.getFirst().text();
    }
    StringBuilder out = new StringBuilder();
    for (Name name : names) {
      if (!out.isEmpty()) {
        out.append('.');
      }
      out.append(name.text());
    }
    return out.toString();
  }
}
