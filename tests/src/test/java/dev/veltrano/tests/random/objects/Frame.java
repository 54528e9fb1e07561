package dev.veltrano.tests.random.objects;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known at a place of a function.
final class Frame {
  static final class Local {
    final String name;
    final Ex ex;
    final boolean isVar;
    Type type;
    boolean captures = true;

    Local(String name, Ex ex, Type type, boolean isVar) {
      this.name = name;
      this.ex = ex;
      this.type = type;
      this.isVar = isVar;
    }
  }

  record Pair(Home one, Home other) {}

  final Fun fun;
  final boolean bold;
  final boolean twice;
  final List<Local> locals = new ArrayList<>();
  final List<Pair> loose = new ArrayList<>();
  final List<Home> parameters = new ArrayList<>();
  final Home result;
  Home.@Nullable Open arena;
  int loops;
  int lambdas;
  int times = 1;
  int cost = 1;
  boolean recursed;

  /// In a lambda that a list calls no list may grow.
  boolean quiet;

  /// In a loop that goes from link to link at its end, so that nothing may continue before.
  boolean following;

  Frame(Fun fun, boolean bold, boolean twice) {
    this.fun = fun;
    this.bold = bold;
    this.twice = twice;
    result = Home.parameter(false);
  }

  boolean relate(@Nullable Home a, @Nullable Home b, boolean exact) {
    return switch (Home.relate(a, b, exact, bold, twice)) {
      case DONE -> true;
      case LOOSE -> {
        if (a != null && b != null) {
          loose.add(new Pair(a, b));
        }
        yield true;
      }
      case REFUSED -> false;
    };
  }

  Home fresh() {
    return Home.fresh(arena);
  }

  /// Tells callers what the body made of the parameters.
  void finish() {
    List<Home> all = new ArrayList<>(parameters);
    all.add(result);
    List<Home> done = new ArrayList<>();
    for (Home home : all) {
      if (done.contains(home.root())) {
        continue;
      }
      done.add(home.root());
      List<Integer> equal = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).root() == home.root()) {
          equal.add(i == all.size() - 1 ? -1 : i);
        }
      }
      fun.relations.add(new Fun.Relation(equal, home.isFresh()));
    }
    for (Pair pair : loose) {
      List<Integer> two = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        Home root = all.get(i).root();
        if (root == pair.one.root() || root == pair.other.root()) {
          two.add(i == all.size() - 1 ? -1 : i);
        }
      }
      if (two.size() > 1) {
        fun.loose.add(two);
      }
    }
    fun.cost = cost;
    fun.finished = true;
  }
}
