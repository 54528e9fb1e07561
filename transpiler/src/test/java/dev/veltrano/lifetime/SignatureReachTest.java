package dev.veltrano.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever [Components] and [SignatureReach] say at once must be what a walk from each region
/// says.
class SignatureReachTest {
  private static final int GRAPHS = 300;

  private static RegionGraph random(Random random, int regions) {
    RegionGraph graph = new RegionGraph();
    while (graph.size() < regions) {
      graph.newRegion();
    }
    for (int i = random.nextInt(regions * 2); i > 0; i--) {
      graph.outlives(random.nextInt(regions), random.nextInt(regions), Reason.IMPLIED);
    }
    return graph;
  }

  private static void requireTheSame(RegionGraph graph, SignatureReach reach, int universals) {
    for (int region = 0; region < graph.size(); region++) {
      BitSet expected = graph.reach(region).get(0, universals + 1);
      assertThat(reach.of(region)).isEqualTo(expected);
      for (int universal = 0; universal <= universals; universal++) {
        assertThat(reach.reaches(region, universal)).isEqualTo(expected.get(universal));
      }
    }
  }

  @Test
  void tellsWhatAWalkFromEachRegionTells() {
    Random random = new Random(1);
    for (int i = 0; i < GRAPHS; i++) {
      int regions = random.nextInt(i < GRAPHS / 2 ? 12 : 200) + 1;
      RegionGraph graph = random(random, regions);
      int universals = random.nextInt(regions);
      requireTheSame(graph, SignatureReach.of(graph, universals), universals);
    }
  }

  @Test
  void followsEdgesThatAreAdded() {
    Random random = new Random(2);
    for (int i = 0; i < GRAPHS; i++) {
      int regions = random.nextInt(150) + 2;
      RegionGraph graph = random(random, regions);
      int universals = random.nextInt(regions - 1) + 1;
      SignatureReach reach = SignatureReach.of(graph, universals);
      for (int j = 0; j < 3; j++) {
        int longer = random.nextInt(universals) + 1;
        int shorter = random.nextInt(universals) + 1;
        if (graph.outlives(longer, shorter, Reason.IMPLIED)) {
          reach.add(longer, shorter);
        }
      }
      requireTheSame(graph, reach, universals);
    }
  }

  @Test
  void doesNotRecurse() {
    RegionGraph graph = new RegionGraph();
    int last = RegionGraph.STATIC;
    for (int i = 0; i < 200_000; i++) {
      int next = graph.newRegion();
      if (last != RegionGraph.STATIC) {
        graph.outlives(last, next, Reason.IMPLIED);
      }
      last = next;
    }
    Components components = Components.of(graph);
    assertThat(components.count()).isEqualTo(graph.size());
    long[] marks = new long[components.count()];
    marks[components.of(last)] = 1;
    components.spread(marks);
    assertThat(marks[components.of(1)]).isEqualTo(1);
  }
}
