package dev.veltrano.type.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The labels that are written in a type, as a tree beside the [Type]: `place` is the one behind
/// the name (`Node@a`, `Str@a`), `arguments` are those between its `<…>` (`Node@r<@p>`), and
/// `parts` belong to the types that it is made of: the type arguments of a buffer or `Ref`, what is
/// nullable, the elements of a tuple, the parameters and the result of a function type.
///
/// Where no label is written it is [#NONE], whatever the type; its parts are [#NONE] too.
public record Labels(@Nullable Label place, List<Label> arguments, List<Labels> parts) {
  public static final Labels NONE = new Labels(null, List.of(), List.of());

  /// The labels of a part of the type.
  public Labels part(int index) {
    return index < parts.size() ? parts.get(index) : NONE;
  }

  public boolean isEmpty() {
    return this == NONE;
  }

  /// Makes one; [#NONE] where nothing is labelled.
  public static Labels of(@Nullable Label place, List<Label> arguments, List<Labels> parts) {
    boolean bare = place == null && arguments.isEmpty();
    for (Labels part : parts) {
      bare &= part.isEmpty();
    }
    return bare ? NONE : new Labels(place, arguments, parts);
  }
}
