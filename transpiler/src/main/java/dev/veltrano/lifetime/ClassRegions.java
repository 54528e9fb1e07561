package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import java.util.List;

/// The lifetimes of one class or union as the analysis sees them: `parameters` are their names,
/// `home` the index of the one of what the class owns (-1 where there is none), `place` that of the
/// place of the objects that a union refers to (-1 where there are none), `fields` the types of the
/// fields, or of the variants, in terms of them. `exact` tells for each whether a reference must
/// fit it exactly, and `exactField` which field makes it so (-1 where none does). `implied` are
/// pairs (longer, shorter) that the types of the fields imply.
record ClassRegions(
    Symbol of,
    List<String> parameters,
    int home,
    int place,
    List<RegionType> fields,
    boolean[] exact,
    int[] exactField,
    List<int[]> implied) {

  int count() {
    return parameters.size();
  }
}
