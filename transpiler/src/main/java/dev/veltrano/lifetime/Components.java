package dev.veltrano.lifetime;

import java.util.Arrays;

/// The regions of a graph, those that must outlive each other taken together, as the graph was at
/// one moment: the strongly connected components (after Tarjan, without recursion).
///
/// Which component reaches which of some sets of regions is then found for 64 sets at once, in one
/// pass over the edges. That is what keeps questions about many regions of a long function cheap.
final class Components {
  private final RegionGraph graph;
  private final int[] of;
  private final int[] members;
  private final int[] ends;
  private int count;

  private Components(RegionGraph graph) {
    this.graph = graph;
    int regions = graph.size();
    this.of = new int[regions];
    this.members = new int[regions];
    this.ends = new int[regions];
  }

  static Components of(RegionGraph graph) {
    Components components = new Components(graph);
    components.find();
    return components;
  }

  int count() {
    return count;
  }

  /// The component of a region. A component reaches only those with smaller numbers.
  int of(int region) {
    return of[region];
  }

  private void find() {
    int regions = of.length;
    int[] number = new int[regions];
    int[] lowest = new int[regions];
    int[] edge = new int[regions];
    int[] path = new int[regions];
    // Those that are in no component yet.
    int[] open = new int[regions];
    int opened = 0;
    int numbered = 0;
    int placed = 0;
    Arrays.fill(of, -1);
    for (int start = 0; start < regions; start++) {
      if (number[start] > 0) {
        continue;
      }
      int depth = 0;
      path[depth++] = start;
      number[start] = lowest[start] = ++numbered;
      edge[start] = graph.firstEdge(start);
      open[opened++] = start;
      while (depth > 0) {
        int region = path[depth - 1];
        int at = edge[region];
        if (at >= 0) {
          edge[region] = graph.nextEdge(at);
          int target = graph.target(at);
          if (number[target] == 0) {
            path[depth++] = target;
            number[target] = lowest[target] = ++numbered;
            edge[target] = graph.firstEdge(target);
            open[opened++] = target;
          } else if (of[target] < 0) {
            lowest[region] = Math.min(lowest[region], number[target]);
          }
          continue;
        }
        depth--;
        if (depth > 0) {
          int before = path[depth - 1];
          lowest[before] = Math.min(lowest[before], lowest[region]);
        }
        if (lowest[region] == number[region]) {
          int member;
          do {
            member = open[--opened];
            of[member] = count;
            members[placed++] = member;
          } while (member != region);
          ends[count++] = placed;
        }
      }
    }
  }

  /// Spreads marks against the direction of the edges: afterwards each component has those of all
  /// components that it reaches, too.
  void spread(long[] marks) {
    int at = 0;
    for (int component = 0; component < count; component++) {
      long mark = marks[component];
      for (; at < ends[component]; at++) {
        for (int edge = graph.firstEdge(members[at]); edge >= 0; edge = graph.nextEdge(edge)) {
          mark |= marks[of[graph.target(edge)]];
        }
      }
      marks[component] = mark;
    }
  }
}
