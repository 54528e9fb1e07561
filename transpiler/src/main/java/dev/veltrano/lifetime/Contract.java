package dev.veltrano.lifetime;

import dev.veltrano.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a function asks of its callers and promises them, over the regions of its signature. These
/// are numbered from 1 to `regions`; 0 is for ever.
///
/// `edges` are pairs (longer, shorter): what the body needs and, between the regions of one result,
/// what it gives. `allocations` are the regions that something is put into, in the order of the
/// hidden parameters. `quantified` tells for each parameter that is a function whether each call of
/// it chooses its regions anew. `types` are the type parameters with their regions, among them
/// those of the class of a method; `homes` are the lifetimes of what their members give out, for
/// those of which members are asked. `strict` is what must hold on top of the edges.
record Contract(
    int regions,
    @Nullable RegionType self,
    List<RegionType> parameters,
    RegionType result,
    List<int[]> edges,
    int[] allocations,
    boolean[] quantified,
    Map<Type.Parameter, RegionType> types,
    Map<Type.Parameter, Integer> homes,
    List<Strict> strict) {

  /// A region that has to lie strictly inside of another, with the words for both. See
  /// [Strictness].
  record Strict(int longer, int shorter, String longerWords, String shorterWords) {}

  /// Whether callers must look at their calls again when `other` becomes this one.
  boolean sameAs(@Nullable Contract other) {
    if (other == null
        || edges.size() != other.edges.size()
        || !Arrays.equals(allocations, other.allocations)
        || !Arrays.equals(quantified, other.quantified)
        || !strict.equals(other.strict)) {
      return false;
    }
    for (int i = 0; i < edges.size(); i++) {
      if (!Arrays.equals(edges.get(i), other.edges.get(i))) {
        return false;
      }
    }
    return true;
  }
}
