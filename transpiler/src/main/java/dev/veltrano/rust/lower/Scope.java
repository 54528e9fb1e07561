package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Expr;
import dev.veltrano.type.tree.Local;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables that are visible at the place that is being lowered, by their Rust names.
final class Scope {
  private final Map<String, Local> visible = new HashMap<>();
  private final Map<Local, String> names = new HashMap<>();
  private final Map<Local, Substitute> substitutes = new HashMap<>(2);
  private final List<String> bound = new ArrayList<>();
  private final List<@Nullable Local> hidden = new ArrayList<>();

  /// Remembers the present state for [#release].
  int mark() {
    return bound.size();
  }

  /// Forgets what was bound since the mark.
  void release(int mark) {
    for (int i = bound.size() - 1; i >= mark; i--) {
      String name = bound.removeLast();
      Local before = hidden.removeLast();
      if (before == null) {
        visible.remove(name);
      } else {
        visible.put(name, before);
      }
    }
  }

  void bind(Local local, String name) {
    bound.add(name);
    hidden.add(visible.put(name, local));
    names.put(local, name);
  }

  /// Notes that a closure which lives until the present scope is released sees a local.
  void lend(Local local) {
    String key = " " + names.get(local);
    bound.add(key);
    hidden.add(visible.put(key, local));
  }

  /// Whether a closure that is still alive sees a local.
  boolean isLent(Local local) {
    return visible.get(" " + names.get(local)) == local;
  }

  /// What has this name.
  @Nullable Local at(String name) {
    return visible.get(name);
  }

  boolean isVisible(String name) {
    return visible.containsKey(name);
  }

  /// The name of a local, or `null` where it cannot be reached.
  @Nullable String nameOf(Local local) {
    String name = names.get(local);
    return name != null && visible.get(name) == local ? name : null;
  }

  /// What stands for a parameter, and whether Rust sees its type without help.
  record Substitute(Expr value, boolean typed) {}

  /// Lets an expression stand for a parameter whose default values are put in at a call.
  void substitute(Local local, Substitute substitute) {
    substitutes.put(local, substitute);
  }

  void endSubstitute(Local local) {
    substitutes.remove(local);
  }

  @Nullable Substitute substitute(Local local) {
    return substitutes.isEmpty() ? null : substitutes.get(local);
  }
}
