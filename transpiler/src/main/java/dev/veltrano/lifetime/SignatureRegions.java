package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The regions of a signature: who they belong to and how they got their numbers, which start at 1
/// and are the first in the graph of the body.
final class SignatureRegions {
  static final int SELF = -1;
  static final int RESULT = -2;
  static final int LABEL = -3;

  /// What a region of a signature is for: the parameter that it belongs to (or [#SELF], [#RESULT],
  /// [#LABEL]), its name as a lifetime, how it is spoken of, whether it is a place
  /// (`Lifetime(&x)`), and whether the class fixes its name.
  record Origin(int owner, String name, String words, boolean place, boolean fixed) {}

  private final ClassTable classes;
  private final RegionGraph graph;
  final List<Origin> origins = new ArrayList<>();
  final Map<Label, Integer> labels = new HashMap<>();
  final List<RegionType> parameters = new ArrayList<>();
  @Nullable RegionType self;
  RegionType result = RegionType.Plain.PLAIN;
  final List<int[]> given = new ArrayList<>();

  /// What the types of function parameters need, which has to be written.
  final List<int[]> asked = new ArrayList<>();

  private SignatureRegions(ClassTable classes, RegionGraph graph) {
    this.classes = classes;
    this.graph = graph;
    origins.add(new Origin(LABEL, "static", "`@static`", false, true));
  }

  int count() {
    return origins.size() - 1;
  }

  private int region(Origin origin) {
    origins.add(origin);
    int region = graph.newRegion();
    if (region != origins.size() - 1) {
      throw new IllegalStateException("a region before the signature was complete");
    }
    return region;
  }

  /// Of a function or method.
  static SignatureRegions of(Signature signature, ClassTable classes, RegionGraph graph) {
    SignatureRegions regions = new SignatureRegions(classes, graph);
    Symbol.Function symbol = signature.symbol();
    Symbol.Class owner = symbol.owner();
    Local self = signature.self();
    if (owner != null && self != null) {
      regions.receiver(owner);
    }
    for (Label.Declared label : signature.labels()) {
      String words = "`@" + label.name() + "`";
      regions.labels.put(
          label,
          regions.region(
              new Origin(LABEL, LifetimeNames.usable(label.name()), words, false, false)));
    }
    List<ParameterInfo> infos = signature.parameters();
    TypeRegions types = new TypeRegions(classes);
    for (int i = 0; i < infos.size(); i++) {
      ParameterInfo info = infos.get(i);
      int owned = i;
      TypeRegions.Source source =
          (path, place) ->
              regions.region(
                  new Origin(
                      owned,
                      LifetimeNames.usable(nameOf(info) + path),
                      words(info.name(), path, place),
                      place,
                      false));
      RegionType type = types.parameter(info.type(), info.labels(), regions::label, source);
      regions.parameters.add(type);
      if (type instanceof RegionType.Arena(int at)) {
        regions.labels.put(new Label.Arena(info.local()), at);
      }
    }
    regions.result =
        types.complete(
            signature.result(),
            signature.resultLabels(),
            regions::label,
            (_, place) ->
                regions.region(
                    new Origin(RESULT, "out", "the lifetime of the result", place, false)));
    regions.implied();
    return regions;
  }

  /// Of the constructor of a class: its regions are the lifetimes of the class.
  static SignatureRegions ofConstructor(
      TypedClass declared, ClassTable classes, RegionGraph graph) {
    SignatureRegions regions = new SignatureRegions(classes, graph);
    ClassRegions own = classes.of(declared.info().symbol());
    for (String name : own.parameters()) {
      regions.region(
          new Origin(RESULT, name, "the lifetime `@" + name + "` of the class", false, true));
    }
    for (var field : declared.info().fields()) {
      RegionType type = own.fields().get(field.index()).map(region -> region + 1);
      if (field.inConstructor()) {
        regions.parameters.add(type);
      }
    }
    regions.classLabels(declared.info().symbol(), own, 0);
    int[] arguments = new int[own.count()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i + 1;
    }
    regions.result = new RegionType.Value(declared.info().symbol(), arguments);
    regions.implied();
    return regions;
  }

  /// The lifetime of `outArena: Arena` is called `out`.
  private static String nameOf(ParameterInfo info) {
    String name = info.name().equals("self") ? "this" : info.name();
    boolean arena =
        info.type() == dev.veltrano.type.Type.Primitive.ARENA
            && name.endsWith("Arena")
            && name.length() > 5;
    return arena ? name.substring(0, name.length() - 5) : name;
  }

  /// How a region of a parameter is spoken of.
  private static String words(String name, String path, boolean place) {
    if (path.startsWith("_takes")) {
      return "the lifetime of what `" + name + "` is given";
    }
    if (path.startsWith("_gives")) {
      return "the lifetime of what `" + name + "` gives";
    }
    if (path.startsWith("_item")) {
      return "the lifetime of the elements of `" + name + "`";
    }
    return (place ? "the place of `" : "the lifetime of `") + name + "`";
  }

  private void receiver(Symbol.Class owner) {
    ClassRegions own = classes.of(owner);
    boolean object = ClassTable.isObject(owner);
    int at = object ? region(new Origin(SELF, "this", "the place of the object", true, false)) : 0;
    int[] arguments = new int[own.count()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          region(
              new Origin(SELF, own.parameters().get(i), "the lifetime of the object", false, true));
    }
    self =
        object
            ? new RegionType.Object(at, owner, arguments)
            : own.count() == 0 ? RegionType.Plain.PLAIN : new RegionType.Value(owner, arguments);
    classLabels(owner, own, object ? 1 : 0);
  }

  private void classLabels(Symbol.Class owner, ClassRegions own, int before) {
    for (var parameter : owner.declaration().typeParameters()) {
      if (parameter instanceof dev.veltrano.syntax.tree.TypeParameter.Label(var name, var _)) {
        int index = own.parameters().indexOf(name.text());
        if (index >= 0) {
          labels.put(new Label.Declared(owner, name.text()), before + index + 1);
        }
      }
    }
  }

  private int label(Label label) {
    return label == Label.Static.STATIC ? RegionGraph.STATIC : labels.getOrDefault(label, -1);
  }

  private void implied() {
    if (self != null) {
      classes.implied(self, this::give);
    }
    for (RegionType parameter : parameters) {
      if (parameter.notNull() instanceof RegionType.Function) {
        // Rust takes nothing for granted of the types in a bound.
        classes.implied(parameter, (longer, shorter) -> asked.add(new int[] {longer, shorter}));
      } else {
        classes.implied(parameter, this::give);
      }
    }
    classes.implied(result, this::give);
  }

  private void give(int longer, int shorter) {
    if (longer != shorter) {
      given.add(new int[] {longer, shorter});
    }
  }
}
