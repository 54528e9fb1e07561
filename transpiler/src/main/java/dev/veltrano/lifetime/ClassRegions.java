package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lifetimes of one class or union as the analysis sees them: `parameters` are their names,
/// `home` the index of the one of what the class owns (-1 where there is none), `place` that of the
/// place of the objects that a union refers to (-1 where there are none), `fields` the types of the
/// fields, or of the variants, in terms of them. `exact` tells for each whether a reference must
/// fit it exactly, and `exactField` which field makes it so (-1 where none does). `implied` are
/// pairs (longer, shorter) that the types of the fields imply.
///
/// `types` are the type parameters. In the types of the fields their regions are numbered behind
/// the lifetimes. `exactTypes` tells of each whether it must fit exactly; `impliedTypes` are pairs
/// (index of a type parameter, lifetime that everything in it outlives).
record ClassRegions(
    Symbol of,
    List<String> parameters,
    int home,
    int place,
    List<RegionType> fields,
    boolean[] exact,
    int[] exactField,
    List<int[]> implied,
    List<Type.Parameter> types,
    boolean[] exactTypes,
    List<int[]> impliedTypes) {

  int count() {
    return parameters.size();
  }

  /// The type of a field of an object or value with these lifetimes and type arguments.
  RegionType field(int index, int[] arguments, List<RegionType> given) {
    RegionType field = fields.get(index);
    if (types.isEmpty()) {
      return field.map(region -> arguments[region]);
    }
    return field.with(region -> arguments[region], named(given));
  }

  /// Which type argument stands for which type parameter.
  Map<Type.Parameter, RegionType> named(List<RegionType> given) {
    Map<Type.Parameter, RegionType> all = new HashMap<>();
    for (int i = 0; i < types.size(); i++) {
      all.put(types.get(i), given.get(i));
    }
    return all;
  }
}
