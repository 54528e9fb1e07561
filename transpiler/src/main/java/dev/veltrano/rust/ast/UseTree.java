package dev.veltrano.rust.ast;

import java.util.List;
import java.util.Optional;

/// What a `use` brings into scope.
public sealed interface UseTree {

  /// One path, possibly under another name; `self` as the last name means the module itself.
  record Leaf(List<String> path, Optional<String> alias) implements UseTree {
    public Leaf {
      path = List.copyOf(path);
    }
  }

  /// `path::{a, b}`. The printer sorts the members.
  record Group(List<String> path, List<UseTree> members) implements UseTree {
    public Group {
      path = List.copyOf(path);
      members = List.copyOf(members);
    }
  }

  /// `path::*`.
  record Glob(List<String> path) implements UseTree {
    public Glob {
      path = List.copyOf(path);
    }
  }

  static UseTree path(String text) {
    return new Leaf(List.of(text.split("::", -1)), Optional.empty());
  }

  static UseTree group(String text, List<String> names) {
    return new Group(List.of(text.split("::", -1)), names.stream().map(UseTree::path).toList());
  }
}
