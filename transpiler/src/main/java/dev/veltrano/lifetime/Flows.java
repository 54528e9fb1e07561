package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.List;

/// Writes down what follows for the regions when a value of one type goes where another is wanted:
/// what is given must live longer, and both must be equal where something could be written through
/// it.
final class Flows {
  private final ClassTable classes;
  private final RegionGraph graph;

  Flows(ClassTable classes, RegionGraph graph) {
    this.classes = classes;
    this.graph = graph;
  }

  void flow(RegionType from, RegionType to, Reason why) {
    switch (to) {
      case RegionType.OrNull(RegionType of) -> flow(from.notNull(), of, why);
      case RegionType.Plain _ -> {}
      case RegionType.Text(int at) -> {
        if (from.notNull() instanceof RegionType.Text(int its)) {
          graph.outlives(its, at, why);
        }
      }
      case RegionType.Arena(int at) -> {
        if (from.notNull() instanceof RegionType.Arena(int its)) {
          graph.outlives(its, at, why);
        }
      }
      // Two values of one type parameter have the same type, lifetimes included.
      case RegionType.Parameter _ -> {}
      case RegionType.Object(int at, Symbol.Class of, int[] arguments, List<RegionType> types) -> {
        if (from.notNull()
            instanceof RegionType.Object(int its, _, int[] given, List<RegionType> itsTypes)) {
          graph.outlives(its, at, why);
          arguments(of, given, arguments, why);
          types(of, itsTypes, types, why);
        }
      }
      case RegionType.Value(Symbol of, int[] arguments, List<RegionType> types) -> {
        if (from.notNull() instanceof RegionType.Value(_, int[] given, List<RegionType> itsTypes)) {
          arguments(of, given, arguments, why);
          types(of, itsTypes, types, why);
        }
      }
      case RegionType.Reference(int at, _, RegionType of) -> {
        if (from.notNull() instanceof RegionType.Reference(int its, _, RegionType referred)) {
          graph.outlives(its, at, why);
          flow(referred, of, why);
        }
      }
      case RegionType.Buffer(int at, Type.BufferKind kind, _, RegionType element) -> {
        if (from.notNull() instanceof RegionType.Buffer(int its, _, _, RegionType given)) {
          graph.outlives(its, at, why);
          flow(given, element, why);
          if (kind.isMutable()) {
            flow(element, given, why.exact());
          }
        }
      }
      case RegionType.Tuple(List<RegionType> elements) -> {
        if (from.notNull() instanceof RegionType.Tuple(List<RegionType> given)) {
          for (int i = 0; i < elements.size(); i++) {
            flow(given.get(i), elements.get(i), why);
          }
        }
      }
      case RegionType.Result(RegionType ok, RegionType error) -> {
        if (from.notNull() instanceof RegionType.Result(RegionType its, RegionType failed)) {
          flow(its, ok, why);
          flow(failed, error, why);
        }
      }
      case RegionType.Function(List<RegionType> takes, RegionType gives) -> {
        if (from.notNull()
            instanceof RegionType.Function(List<RegionType> given, RegionType result)) {
          for (int i = 0; i < takes.size(); i++) {
            flow(takes.get(i), given.get(i), why);
          }
          flow(result, gives, why);
        }
      }
    }
  }

  private void types(Symbol of, List<RegionType> from, List<RegionType> to, Reason why) {
    for (int i = 0; i < to.size(); i++) {
      flow(from.get(i), to.get(i), why);
      if (classes.of(of).exactTypes()[i]) {
        flow(to.get(i), from.get(i), why.exact());
      }
    }
  }

  private void arguments(Symbol of, int[] from, int[] to, Reason why) {
    ClassRegions regions = classes.of(of);
    for (int i = 0; i < to.length; i++) {
      graph.outlives(from[i], to[i], why);
      if (regions.exact()[i]) {
        graph.outlives(to[i], from[i], why.exact(regions, i));
      }
    }
  }
}
