package dev.veltrano.lifetime;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Places what stays inside of a body in which the user names no arena: into the innermost scope at
/// whose end nothing that can hold it is live.
///
/// A scope marks the regions of whatever is still needed at its end; marks are spread to everything
/// that must outlive these, for 64 scopes at once; a site with the mark of its scope belongs
/// further outside. Scopes are numbered as they are entered, so that going through them from the
/// last to the first comes to each before those around it.
final class Innermost {
  private final BodyWalk walk;
  private final Liveness liveness;
  private final Components components;

  private Innermost(BodyWalk walk, Liveness liveness) {
    this.walk = walk;
    this.liveness = liveness;
    this.components = Components.of(walk.graph);
  }

  static void place(BodyWalk walk, List<Site> sites, Liveness liveness) {
    ScopeNode[] scopes = new ScopeNode[sites.size()];
    int deepest = 0;
    for (int i = 0; i < scopes.length; i++) {
      scopes[i] = sites.get(i).scope;
      deepest = Math.max(deepest, scopes[i].number);
    }
    if (deepest > 0) {
      new Innermost(walk, liveness).widen(sites, scopes, deepest);
    }
    for (int i = 0; i < scopes.length; i++) {
      Site site = sites.get(i);
      site.place =
          site.temporary ? new Place.Temporary(scopes[i].body) : new Place.Own(scopes[i].body);
    }
  }

  /// Goes outwards with each site as far as it must.
  private void widen(List<Site> sites, ScopeNode[] scopes, int deepest) {
    long[] marks = new long[components.count()];
    for (int from = deepest / 64 * 64; from >= 0; from -= 64) {
      boolean needed = false;
      for (ScopeNode scope : scopes) {
        needed |= scope.number >= from && scope.number < from + 64 && scope.parent != null;
      }
      if (!needed) {
        continue;
      }
      mark(from, marks);
      components.spread(marks);
      for (int i = 0; i < scopes.length; i++) {
        long mark = marks[components.of(sites.get(i).region)];
        ScopeNode scope = scopes[i];
        while (scope.number >= from
            && scope.number < from + 64
            && scope.parent != null
            && (!Solver.canHaveArena(scope) || (mark >>> scope.number & 1) != 0)) {
          scope = scope.parent;
        }
        scopes[i] = scope;
      }
    }
  }

  /// Marks what is needed at the ends of the 64 scopes from `from` on.
  private void mark(int from, long[] marks) {
    Arrays.fill(marks, 0);
    long[] locals = new long[walk.locals.size()];
    for (int i = from; i < Math.min(from + 64, walk.scopes.size()); i++) {
      ScopeNode scope = walk.scopes.get(i);
      if (scope.parent == null || !Solver.canHaveArena(scope)) {
        continue;
      }
      long mark = 1L << i;
      scope.gives.each(region -> marks[components.of(region)] |= mark);
      for (RegionType each : scope.held) {
        each.each(region -> marks[components.of(region)] |= mark);
      }
      BitSet live = liveness.atEnd(scope.body.node());
      for (int local = live.nextSetBit(0); local >= 0; local = live.nextSetBit(local + 1)) {
        locals[local] |= mark;
      }
      if (scope.kind == ScopeNode.Kind.LAMBDA) {
        for (int local = 0; local < locals.length; local++) {
          markOutside(local, scope, locals);
        }
      } else {
        for (int local = walk.captured.nextSetBit(0);
            local >= 0;
            local = walk.captured.nextSetBit(local + 1)) {
          markOutside(local, scope, locals);
        }
      }
    }
    for (int region = 0; region < walk.graph.size(); region++) {
      int owner = walk.owner(region);
      if (owner >= 0) {
        marks[components.of(region)] |= locals[owner];
      }
    }
  }

  private void markOutside(int local, ScopeNode scope, long[] locals) {
    if (!walk.localScopes.get(local).isWithin(scope)) {
      locals[local] |= 1L << scope.number;
    }
  }
}
