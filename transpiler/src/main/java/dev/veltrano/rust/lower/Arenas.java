package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.Places;
import dev.veltrano.rust.name.RustName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The arenas that a function uses: its caller's, its own, those of its loops.
final class Arenas {
  private final Places places;
  private final String own;
  private final boolean needsOwn;
  private final Set<Integer> loops = new HashSet<>(2);
  private final Map<Integer, String> names = new HashMap<>(2);
  private final List<String> open = new ArrayList<>(0);
  private final Set<Integer> touched = new HashSet<>(2);

  Arenas(Places places, String function) {
    this.places = places;
    this.own = "__bump_" + RustName.plain(function);
    boolean needsOwn = false;
    for (Places.Place place : places.sites()) {
      switch (place) {
        case Places.Place.Own() -> needsOwn = true;
        case Places.Place.Loop(int start) -> loops.add(start);
        case Places.Place.None _, Places.Place.Caller _ -> {}
      }
    }
    this.needsOwn = needsOwn;
  }

  boolean needsOwn() {
    return needsOwn;
  }

  String own() {
    return own;
  }

  /// The name of the hidden parameter for the allocator of a lifetime.
  static String parameter(String lifetime) {
    return "__bump_" + lifetime;
  }

  boolean hasLoop(int bodyStart) {
    return !loops.isEmpty() && loops.contains(bodyStart);
  }

  /// Opens the arena of a loop; `hint` tells it from that of a loop around it.
  String open(int bodyStart, String base, String hint) {
    String name = "__bump_" + base;
    if (open.contains(name)) {
      name += "_" + hint;
    }
    while (open.contains(name)) {
      name += "_inner";
    }
    open.add(name);
    names.put(bodyStart, name);
    return name;
  }

  void close() {
    open.removeLast();
  }

  /// Whether the arena of the loop was asked for since it was opened.
  boolean isTouched(int bodyStart) {
    return !touched.isEmpty() && touched.contains(bodyStart);
  }

  /// The arena that a numbered site uses; borrowed is whether it needs a `&` before it.
  record Use(String name, boolean borrowed) {}

  Use at(int site) {
    return switch (places.sites().get(site)) {
      case Places.Place.Caller() -> {
        String allocator = places.allocator();
        if (allocator == null) {
          throw new IllegalStateException("no allocator for site " + site);
        }
        yield new Use(parameter(allocator), false);
      }
      case Places.Place.Own() -> new Use(own, true);
      case Places.Place.Loop(int start) -> {
        String name = names.get(start);
        if (name == null) {
          throw new IllegalStateException("no loop around site " + site);
        }
        touched.add(start);
        yield new Use(name, true);
      }
      case Places.Place.None() -> throw new IllegalStateException("no place for site " + site);
    };
  }
}
