package dev.veltrano.lifetime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/// Regions and which must outlive which: an edge from `a` to `b` says that `a` outlives `b`, which
/// is the way that values flow. Region 0 is for ever.
final class RegionGraph {
  static final int STATIC = 0;

  private int regions = 1;
  private int edges;
  private int[] first = new int[8];
  private int[] next = new int[16];
  private int[] to = new int[16];
  private Reason[] reasons = new Reason[16];

  RegionGraph() {
    Arrays.fill(first, -1);
  }

  int size() {
    return regions;
  }

  int newRegion() {
    if (regions == first.length) {
      int old = first.length;
      first = Arrays.copyOf(first, old * 2);
      Arrays.fill(first, old, old * 2, -1);
    }
    return regions++;
  }

  /// Says that `longer` outlives `shorter`; whether an edge came of it.
  boolean outlives(int longer, int shorter, Reason reason) {
    if (longer == shorter || longer == STATIC) {
      return false;
    }
    // Most repetitions follow closely; a region with many edges is not searched to the end.
    int looked = 0;
    for (int edge = first[longer]; edge >= 0 && looked < 8; edge = next[edge], looked++) {
      if (to[edge] == shorter) {
        return false;
      }
    }
    if (edges == to.length) {
      to = Arrays.copyOf(to, edges * 2);
      next = Arrays.copyOf(next, edges * 2);
      reasons = Arrays.copyOf(reasons, edges * 2);
    }
    to[edges] = shorter;
    reasons[edges] = reason;
    next[edges] = first[longer];
    first[longer] = edges++;
    return true;
  }

  /// The first of the edges from a region, -1 where there is none.
  int firstEdge(int from) {
    return first[from];
  }

  /// The next edge from the same region, -1 after the last one.
  int nextEdge(int edge) {
    return next[edge];
  }

  /// The region that an edge leads to.
  int target(int edge) {
    return to[edge];
  }

  /// Everything that a region must outlive, itself included.
  BitSet reach(int from) {
    BitSet seen = new BitSet(regions);
    reach(from, seen);
    return seen;
  }

  void reach(int from, BitSet seen) {
    if (seen.get(from)) {
      return;
    }
    int[] work = new int[16];
    int count = 1;
    work[0] = from;
    seen.set(from);
    while (count > 0) {
      int region = work[--count];
      for (int edge = first[region]; edge >= 0; edge = next[edge]) {
        int target = to[edge];
        if (!seen.get(target)) {
          seen.set(target);
          if (count == work.length) {
            work = Arrays.copyOf(work, count * 2);
          }
          work[count++] = target;
        }
      }
    }
  }

  /// Everything that a region must outlive for other reasons than one.
  BitSet reachWithout(int from, Reason.Verb without) {
    BitSet seen = new BitSet(regions);
    int[] work = new int[regions];
    int count = 1;
    work[0] = from;
    seen.set(from);
    while (count > 0) {
      int region = work[--count];
      for (int edge = first[region]; edge >= 0; edge = next[edge]) {
        if (reasons[edge].verb() != without && !seen.get(to[edge])) {
          seen.set(to[edge]);
          work[count++] = to[edge];
        }
      }
    }
    return seen;
  }

  boolean reaches(int from, int target) {
    return reach(from).get(target);
  }

  /// A step of a [#path].
  record Step(int from, int to, Reason reason) {}

  /// A shortest way from one region to another; empty where there is none.
  List<Step> path(int from, int target) {
    int[] via = new int[regions];
    int[] before = new int[regions];
    Arrays.fill(via, -2);
    int[] queue = new int[regions];
    int head = 0;
    int tail = 0;
    queue[tail++] = from;
    via[from] = -1;
    while (head < tail) {
      int region = queue[head++];
      if (region == target) {
        List<Step> steps = new ArrayList<>();
        for (int at = target; at != from; at = before[at]) {
          steps.add(new Step(before[at], at, reasons[via[at]]));
        }
        Collections.reverse(steps);
        return steps;
      }
      // The latest edges come first; the earliest reason is the one to tell.
      for (int edge = first[region]; edge >= 0; edge = next[edge]) {
        if (via[to[edge]] == -2) {
          via[to[edge]] = edge;
          before[to[edge]] = region;
          queue[tail++] = to[edge];
        }
      }
    }
    return List.of();
  }
}
