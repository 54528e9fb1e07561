package dev.veltrano.rust.ast;

import java.util.List;

/// The documentation of an item, field or variant: its lines without the comment signs.
///
/// The origin is where the documentation comment stands, so that what comes before it stays before.
public record Docs(List<String> lines, Origin origin) {
  public static final Docs NONE = new Docs(List.of(), Origin.GLUE);

  public Docs {
    lines = List.copyOf(lines);
  }
}
