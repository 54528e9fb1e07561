package dev.veltrano.rust.ast;

import java.util.List;

/// What may stand before the keyword of any item: documentation, attributes, visibility.
public record Head(Docs docs, List<Attr> attributes, Visibility visibility) {
  public static final Head PRIVATE = new Head(Docs.NONE, List.of(), Visibility.PRIVATE);
  public static final Head PUBLIC = new Head(Docs.NONE, List.of(), Visibility.PUBLIC);

  public Head {
    attributes = List.copyOf(attributes);
  }

  public Head with(Attr... added) {
    var all = new java.util.ArrayList<>(attributes);
    all.addAll(List.of(added));
    return new Head(docs, all, visibility);
  }
}
