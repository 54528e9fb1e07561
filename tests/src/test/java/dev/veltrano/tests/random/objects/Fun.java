package dev.veltrano.tests.random.objects;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function or method, as callers see it.
final class Fun {
  /// `keeps` if text that is given may be kept. `depth` if it bounds a recursion.
  record Parameter(String name, Type type, boolean keeps, boolean depth, @Nullable String omitted) {
    Parameter(String name, Type type, boolean keeps) {
      this(name, type, keeps, false, null);
    }
  }

  /// What a call relates: parameters by number; -1 is the result.
  record Relation(List<Integer> equal, boolean fresh) {}

  final String name;
  final Type.@Nullable Cls owner;
  final List<Parameter> parameters;
  final Type result;

  /// Those that call each other; of others, only what was made before is called.
  final int group;

  final List<Relation> relations = new ArrayList<>();
  final List<List<Integer>> loose = new ArrayList<>();
  boolean finished;
  boolean changesLists;
  int cost = 1;

  Fun(String name, Type.@Nullable Cls owner, List<Parameter> parameters, Type result, int group) {
    this.name = name;
    this.owner = owner;
    this.parameters = parameters;
    this.result = result;
    this.group = group;
  }
}
