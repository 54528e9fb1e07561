package dev.veltrano.lifetime;

import java.util.BitSet;

/// For each region of a body, which regions of the signature (and whether for ever) it must
/// outlive. The regions of the signature are the first of the graph.
final class SignatureReach {
  private final Components components;

  /// By the number of the region of the signature, 64 at a time, then by component.
  private final long[][] reached;

  private SignatureReach(Components components, long[][] reached) {
    this.components = components;
    this.reached = reached;
  }

  static SignatureReach of(RegionGraph graph, int universals) {
    Components components = Components.of(graph);
    long[][] reached = new long[universals / 64 + 1][components.count()];
    for (int i = 0; i <= universals; i++) {
      reached[i / 64][components.of(i)] |= 1L << i;
    }
    for (long[] block : reached) {
      components.spread(block);
    }
    return new SignatureReach(components, reached);
  }

  /// Whether a region must outlive one of the signature.
  boolean reaches(int region, int universal) {
    return (reached[universal / 64][components.of(region)] >>> universal & 1) != 0;
  }

  /// The regions of the signature that a region must outlive.
  BitSet of(int region) {
    int component = components.of(region);
    long[] words = new long[reached.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = reached[i][component];
    }
    return BitSet.valueOf(words);
  }

  /// Follows an edge that was added between two regions of the signature.
  void add(int longer, int shorter) {
    int from = components.of(longer);
    int to = components.of(shorter);
    long[] more = new long[reached.length];
    for (int i = 0; i < more.length; i++) {
      more[i] = reached[i][to];
    }
    long[] block = reached[longer / 64];
    for (int component = 0; component < components.count(); component++) {
      if (component == from || (block[component] >>> longer & 1) != 0) {
        for (int i = 0; i < more.length; i++) {
          reached[i][component] |= more[i];
        }
      }
    }
  }
}
