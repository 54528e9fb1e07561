package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.syntax.tree.TypeParameter;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Gives the references of a type their regions: those that labels name, new ones elsewhere.
final class TypeRegions {
  private final ClassTable classes;
  private final Map<Type.Parameter, RegionType> parameters;

  /// `parameters` are the types that type parameters stand for; they may change.
  TypeRegions(ClassTable classes, Map<Type.Parameter, RegionType> parameters) {
    this.classes = classes;
    this.parameters = parameters;
  }

  /// Makes a region. `path` tells where in the type it stands, in words that can follow a name;
  /// `place` whether it is where an object or buffer is.
  interface Source {
    int region(String path, boolean place);
  }

  /// Of a local, result or field: a label on an object means its place and its contents.
  RegionType complete(Type type, Labels labels, ToIntFunction<Label> label, Source source) {
    return make(type, labels, label, source, "", false);
  }

  /// Of a parameter: a label on an object means its contents only.
  RegionType parameter(Type type, Labels labels, ToIntFunction<Label> label, Source source) {
    return make(type, labels, label, source, "", true);
  }

  private RegionType make(
      Type type,
      Labels labels,
      ToIntFunction<Label> label,
      Source source,
      String path,
      boolean placeIsFree) {
    if (!classes.carries(type)) {
      return RegionType.Plain.PLAIN;
    }
    Label written = labels.place();
    int at = written == null ? -1 : label.applyAsInt(written);
    return switch (type) {
      case Type.Primitive p -> {
        int region = at >= 0 ? at : source.region(path, false);
        yield p == Type.Primitive.ARENA
            ? new RegionType.Arena(region)
            : new RegionType.Text(region);
      }
      case Type.Parameter parameter -> {
        RegionType known = parameters.get(parameter);
        if (known == null) {
          throw new IllegalStateException("no such type parameter here: " + parameter);
        }
        yield known;
      }
      case Type.Named(Symbol named, List<Type> given) -> {
        boolean object = ClassTable.isObject(named);
        int place = 0;
        if (object) {
          place = at >= 0 && !placeIsFree ? at : source.region(path + "_ref", true);
        }
        ClassRegions its = classes.of(named);
        int[] arguments = new int[its.count()];
        int next = 0;
        boolean declares = declaresLabels(named);
        for (int i = 0; i < arguments.length; i++) {
          boolean isDeclared = isDeclared(named, its.parameters().get(i));
          boolean isPlace = i == its.place();
          int region = -1;
          if ((isDeclared || !declares) && next < labels.arguments().size()) {
            region = label.applyAsInt(labels.arguments().get(next));
            if (declares) {
              next++;
            }
          }
          if (region < 0 && !(isPlace && placeIsFree)) {
            region = at;
          }
          if (region < 0 && isPlace) {
            region = source.region(path + "_ref", true);
          }
          if (region < 0) {
            String name = its.parameters().get(i);
            region =
                source.region(
                    i == its.home() || arguments.length == (its.place() < 0 ? 1 : 2)
                        ? path
                        : path + "_" + name,
                    false);
          }
          arguments[i] = region;
        }
        List<RegionType> types = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
          types.add(
              make(
                  given.get(i),
                  labels.part(i),
                  label,
                  source,
                  path + "_" + LifetimeNames.usable(its.types().get(i).name()),
                  placeIsFree));
        }
        yield object && named instanceof Symbol.Class declared
            ? new RegionType.Object(place, declared, arguments, types)
            : RegionType.value(named, arguments, types);
      }
      case Type.Nullable(Type of) ->
          make(of, labels.part(0), label, source, path, placeIsFree).orNull();
      case Type.Sequence(Type element) ->
          make(element, labels.part(0), label, source, path, placeIsFree);
      case Type.Reference(Type of) -> {
        int place = at >= 0 ? at : source.region(path + "_ref", true);
        yield new RegionType.Reference(
            place, of, make(of, labels.part(0), label, source, path, placeIsFree));
      }
      case Type.Buffer(Type.BufferKind kind, Type element) -> {
        int place = at >= 0 ? at : source.region(path, true);
        yield new RegionType.Buffer(
            place,
            kind,
            element,
            make(element, labels.part(0), label, source, path + "_item", placeIsFree));
      }
      case Type.Tuple(List<Type> elements) -> {
        List<RegionType> all = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
          all.add(
              make(elements.get(i), labels.part(i), label, source, path + "_" + i, placeIsFree));
        }
        yield RegionType.tuple(all);
      }
      case Type.Result(Type ok, Type error) ->
          RegionType.result(
              make(ok, labels.part(0), label, source, path, placeIsFree),
              make(error, labels.part(1), label, source, path + "_error", placeIsFree));
      case Type.Function(List<Type> parameters, Type result) -> {
        List<RegionType> all = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
          all.add(make(parameters.get(i), labels.part(i), label, source, path + "_takes", false));
        }
        yield new RegionType.Function(
            all,
            make(result, labels.part(parameters.size()), label, source, path + "_gives", false));
      }
      case Type.Range _, Type.Error _ -> RegionType.Plain.PLAIN;
    };
  }

  private static boolean declaresLabels(Symbol named) {
    for (TypeParameter parameter : named.typeParameters()) {
      if (parameter instanceof TypeParameter.Label) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDeclared(Symbol named, String lifetime) {
    for (TypeParameter parameter : named.typeParameters()) {
      if (parameter instanceof TypeParameter.Label(var name, _) && name.text().equals(lifetime)) {
        return true;
      }
    }
    return false;
  }
}
