package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.RequiredMember;
import dev.veltrano.type.tree.RequirementInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The regions of a signature: who they belong to and how they got their numbers, which start at 1
/// and are the first in the graph of the body.
final class SignatureRegions {
  static final int SELF = -1;
  static final int RESULT = -2;
  static final int LABEL = -3;
  static final int TYPE = -4;
  static final int HOME = -5;

  /// What a region of a signature is for: the parameter that it belongs to (or [#SELF], [#RESULT],
  /// [#LABEL], [#TYPE] for everything that a type parameter refers to, [#HOME] for what its members
  /// give out), its name as a lifetime, how it is spoken of, whether it is a place
  /// (`Lifetime(&x)`), and whether the class fixes its name.
  record Origin(int owner, String name, String words, boolean place, boolean fixed) {}

  private final ClassTable classes;
  private final RegionGraph graph;
  final List<Origin> origins = new ArrayList<>();
  final Map<Label, Integer> labels = new HashMap<>();

  /// The type parameters that the signature may speak of, each with its region.
  final Map<Type.Parameter, RegionType> types = new LinkedHashMap<>();

  /// For type parameters whose members give out what refers to something: where that lives.
  final Map<Type.Parameter, Integer> homes = new LinkedHashMap<>();

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
    for (Type.Parameter parameter : signature.typeParameters()) {
      regions.type(parameter);
    }
    for (Type.Parameter parameter : regions.types.keySet()) {
      if (classes.requirements().hasHome(parameter, classes.requirements().bounds(signature))) {
        regions.home(parameter, parameter.owner() != symbol);
      }
    }
    List<ParameterInfo> infos = signature.parameters();
    TypeRegions types = new TypeRegions(classes, regions.types);
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
    for (Type.Parameter parameter : own.types()) {
      regions.type(parameter);
    }
    for (Type.Parameter parameter : own.types()) {
      if (classes.requirements().hasHome(parameter, declared.info().bounds())) {
        regions.home(parameter, true);
      }
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
    regions.result =
        new RegionType.Value(
            declared.info().symbol(), arguments, List.copyOf(regions.types.values()));
    regions.implied();
    return regions;
  }

  /// The lifetime of `outArena: Arena` is called `out`.
  private static String nameOf(ParameterInfo info) {
    String name = info.name().equals("self") ? "this" : info.name();
    boolean arena =
        info.type() == Type.Primitive.ARENA && name.endsWith("Arena") && name.length() > 5;
    return arena ? name.substring(0, name.length() - 5) : name;
  }

  private void type(Type.Parameter parameter) {
    String words = "what `" + parameter.name() + "` refers to";
    int region = region(new Origin(TYPE, parameter.name(), words, false, false));
    types.put(parameter, new RegionType.Parameter(region, parameter));
  }

  private void home(Type.Parameter parameter, boolean ofClass) {
    String words = "what the members of `" + parameter.name() + "` give out";
    homes.put(
        parameter,
        region(new Origin(HOME, FunctionLifetimes.homeName(parameter), words, false, ofClass)));
  }

  /// Of a member of a requirement: what is not labelled in its result lives in its home.
  static SignatureRegions ofMember(
      RequirementInfo info,
      RequiredMember member,
      boolean hasHome,
      ClassTable classes,
      RegionGraph graph) {
    SignatureRegions regions = new SignatureRegions(classes, graph);
    regions.type(info.self());
    if (hasHome) {
      regions.home(info.self(), false);
    }
    for (Label.Declared label : member.labels()) {
      String words = "`@" + label.name() + "`";
      regions.labels.put(
          label,
          regions.region(
              new Origin(LABEL, LifetimeNames.usable(label.name()), words, false, false)));
    }
    TypeRegions types = new TypeRegions(classes, regions.types);
    for (int i = 0; i < member.parameters().size(); i++) {
      ParameterInfo parameter = member.parameters().get(i);
      int owned = i;
      String name = LifetimeNames.usable(parameter.name());
      regions.parameters.add(
          types.parameter(
              parameter.type(),
              parameter.labels(),
              regions::label,
              (path, place) ->
                  regions.region(
                      new Origin(
                          owned,
                          name + path,
                          "the lifetime of `" + parameter.name() + "`",
                          place,
                          false))));
    }
    int home = regions.homes.getOrDefault(info.self(), 0);
    regions.result =
        types.complete(member.result(), member.resultLabels(), regions::label, (_, _) -> home);
    return regions;
  }

  /// Whether a region is that of a type parameter.
  boolean isType(int region) {
    return origins.get(region).owner() == TYPE;
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
    for (Type.Parameter parameter : own.types()) {
      type(parameter);
    }
    List<RegionType> given = List.copyOf(types.values());
    self =
        object
            ? new RegionType.Object(at, owner, arguments, given)
            : RegionType.value(owner, arguments, given);
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
