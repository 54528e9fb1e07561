package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import java.util.List;

/// The lifetimes of one class as the analysis sees them: `parameters` are their names, `home` the
/// index of the one of what the class owns (-1 where there is none), `fields` the types of the
/// fields in terms of them. `exact` tells for each whether a reference must fit it exactly, and
/// `exactField` which field makes it so (-1 where none does). `implied` are pairs (longer, shorter)
/// that the types of the fields imply.
record ClassRegions(
    Symbol.Class of,
    List<String> parameters,
    int home,
    List<RegionType> fields,
    boolean[] exact,
    int[] exactField,
    List<int[]> implied) {

  int count() {
    return parameters.size();
  }
}
