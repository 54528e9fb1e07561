package dev.veltrano.lifetime;

import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where a body puts what it makes: for each expression that allocates, the places in the order in
/// which its Rust takes them. An expression that makes something itself has one; a call has one for
/// each hidden parameter of its callee; the construction of an object has that of the object and
/// then, if the class makes something itself, that of the class's own lifetime.
///
/// The default values that a call leaves to its callee are evaluated where the call stands, so they
/// have sites of their own for each call.
public final class Sites {
  /// Of something that makes nothing.
  public static final Sites NONE = new Sites();

  // Most bodies make little, so the maps begin small.
  private final Map<TypedExpression, List<Place>> places = new IdentityHashMap<>(4);
  private final Map<TypedExpression, Sites> defaults = new IdentityHashMap<>(1);
  private final Set<Body> arenas = new LinkedHashSet<>();
  private final Set<Body> frames = new LinkedHashSet<>();
  private final Set<Local> unnamed = Collections.newSetFromMap(new IdentityHashMap<>(2));

  Sites() {}

  void put(TypedExpression at, List<Place> where) {
    places.put(at, List.copyOf(where));
    for (Place place : where) {
      switch (place) {
        case Place.Own(Body body) -> arenas.add(body);
        case Place.Temporary(Body body) -> frames.add(body);
        case Place.Parameter _, Place.Variable _ -> {}
      }
    }
  }

  /// Notes that something goes into an arena that the user handles, and does not name there.
  void putUnnamed(Local arena) {
    unnamed.add(arena);
  }

  /// Whether something goes into an arena that the user handles where the user does not name it, so
  /// that it may stand where another variable has the arena's name.
  public boolean isUsedUnnamed(Local arena) {
    boolean used = unnamed.contains(arena);
    for (Sites each : defaults.values()) {
      used |= each.isUsedUnnamed(arena);
    }
    return used;
  }

  Sites forDefaults(TypedExpression call) {
    return defaults.computeIfAbsent(call, _ -> new Sites());
  }

  /// The places of an expression; empty where it puts nothing anywhere.
  public List<Place> at(TypedExpression expression) {
    return places.getOrDefault(expression, List.of());
  }

  /// The sites of the default values that are put in at a call.
  public Sites defaultsOf(TypedExpression call) {
    return defaults.getOrDefault(call, NONE);
  }

  /// The bodies that need an arena of their own.
  public Set<Body> arenas() {
    if (defaults.isEmpty()) {
      return arenas;
    }
    Set<Body> all = new LinkedHashSet<>(arenas);
    defaults.values().forEach(each -> all.addAll(each.arenas()));
    return all;
  }

  /// The bodies that need a frame for temporary text.
  public Set<Body> frames() {
    if (defaults.isEmpty()) {
      return frames;
    }
    Set<Body> all = new LinkedHashSet<>(frames);
    defaults.values().forEach(each -> all.addAll(each.frames()));
    return all;
  }

  /// All expressions that put something somewhere, in no order.
  public List<TypedExpression> expressions() {
    return new ArrayList<>(places.keySet());
  }
}
