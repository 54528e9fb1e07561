package dev.veltrano.tests.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What can be named at a place of a random function, and what is known about it there.
final class Scope {
  /// A local. `view` is its type as far as checks have proved; `assigned` counts assignments.
  static final class Var {
    final String name;
    final Ty type;
    final boolean isVar;
    Ty view;
    int assigned;

    /// A field that may be assigned elsewhere, so that checks prove nothing about it.
    boolean field;

    Var(String name, Ty type, boolean isVar) {
      this.name = name;
      this.type = type;
      this.isVar = isVar;
      this.view = type;
    }
  }

  final Ty result;
  final int level;
  final List<Var> vars = new ArrayList<>();
  final List<String> loops = new ArrayList<>();
  final Set<String> names = new HashSet<>();
  int loopDepth;
  boolean input = true;
  boolean jumps = true;
  boolean panics = true;

  Scope(Ty result, int level) {
    this.result = result;
    this.level = level;
  }

  /// What is known now, to be taken up again after a branch.
  Map<Var, Ty> views() {
    Map<Var, Ty> views = new HashMap<>();
    vars.forEach(v -> views.put(v, v.view));
    return views;
  }

  Map<Var, Integer> assignments() {
    Map<Var, Integer> counts = new HashMap<>();
    vars.forEach(v -> counts.put(v, v.assigned));
    return counts;
  }

  /// Goes back to what was known, except about what was assigned since.
  void restore(Map<Var, Ty> views, Map<Var, Integer> counts) {
    vars.removeIf(v -> !views.containsKey(v));
    for (Var v : vars) {
      boolean same = v.assigned == counts.getOrDefault(v, -1);
      v.view = same ? views.getOrDefault(v, v.type) : v.type;
    }
  }

  /// In a loop nothing is known about what it may assign.
  void forgetVars() {
    vars.stream().filter(v -> v.isVar).forEach(v -> v.view = v.type);
  }
}
