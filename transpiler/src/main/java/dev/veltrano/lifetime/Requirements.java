package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.LifetimeRelation;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.RequiredMember;
import dev.veltrano.type.tree.RequirementInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypeBound;
import dev.veltrano.type.tree.TypeRequirement;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedProgram;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What requirements promise of lifetimes.
///
/// A requirement has one lifetime of its own, its *home*, if its members give out anything that
/// refers to something: what is not labelled lives there, and what a method makes is put there.
final class Requirements {
  /// How the home is called in Rust.
  static final String HOME = "t";

  private final TypedProgram program;
  private final ClassTable classes;
  private final Map<RequiredMember, SignatureRegions> regions = new IdentityHashMap<>();
  private final Map<RequiredMember, Contract> contracts = new IdentityHashMap<>();
  private final Map<Symbol.Requirement, Boolean> homes = new IdentityHashMap<>();

  Requirements(TypedProgram program, ClassTable classes) {
    this.program = program;
    this.classes = classes;
  }

  RequirementInfo info(Symbol.Requirement symbol) {
    RequirementInfo found = program.requirements().get(symbol);
    if (found == null) {
      throw new IllegalStateException("not checked: " + symbol.path());
    }
    return found;
  }

  /// What is asked of the type parameters that a function can speak of.
  List<TypeBound> bounds(Signature signature) {
    Symbol.Class owner = signature.symbol().owner();
    TypedClass of = owner == null ? null : program.classes().get(owner);
    if (of == null || of.info().bounds().isEmpty()) {
      return signature.bounds();
    }
    List<TypeBound> all = new ArrayList<>(of.info().bounds());
    all.addAll(signature.bounds());
    return all;
  }

  /// Whether the members of what stands for a type parameter give out what refers to something.
  boolean hasHome(Type.Parameter parameter, List<TypeBound> bounds) {
    for (TypeBound bound : bounds) {
      if (bound.parameter().equals(parameter)
          && bound.requirement() instanceof TypeRequirement.Declared(Symbol.Requirement symbol)
          && hasHome(symbol)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a requirement has a home.
  synchronized boolean hasHome(Symbol.Requirement symbol) {
    Boolean known = homes.get(symbol);
    if (known != null) {
      return known;
    }
    boolean found = false;
    for (RequiredMember member : info(symbol).members()) {
      boolean[] unlabelled = {false};
      if (classes.carries(member.result())) {
        new TypeRegions(classes, Map.of(info(symbol).self(), RegionType.Plain.PLAIN))
            .complete(
                member.result(),
                member.resultLabels(),
                label -> label == Label.Static.STATIC ? 0 : 1,
                (_, _) -> {
                  unlabelled[0] = true;
                  return 1;
                });
        found |= unlabelled[0] || !member.property() && label(member) == null;
      }
      for (LifetimeRelation relation : member.relations()) {
        found |=
            relation instanceof LifetimeRelation.Compare(var left, _, var right, _)
                && (left instanceof LifetimeRelation.Bound.OfType
                    || right instanceof LifetimeRelation.Bound.OfType);
      }
    }
    homes.put(symbol, found);
    return found;
  }

  /// The label of the member's own that its result lives in, `null` where there is none.
  private static Label.@Nullable Declared label(RequiredMember member) {
    return member.resultLabels().place() instanceof Label.Declared declared ? declared : null;
  }

  /// What a member promises and asks.
  synchronized Contract contract(RequiredMember member) {
    Contract known = contracts.get(member);
    if (known == null) {
      SignatureRegions its = regions(member);
      known =
          new Contract(
              its.count(),
              null,
              its.parameters,
              its.result,
              edges(member, its),
              allocations(member, its),
              new boolean[its.parameters.size()],
              its.types,
              its.homes,
              List.of());
      contracts.put(member, known);
    }
    return known;
  }

  private SignatureRegions regions(RequiredMember member) {
    return regions.computeIfAbsent(
        member,
        _ ->
            SignatureRegions.ofMember(
                info(member.of()), member, hasHome(member.of()), classes, new RegionGraph()));
  }

  private int[] allocations(RequiredMember member, SignatureRegions its) {
    if (member.property() || !classes.carries(member.result())) {
      return new int[0];
    }
    Label.Declared label = label(member);
    Integer at = label != null ? its.labels.get(label) : its.homes.get(info(member.of()).self());
    return at == null ? new int[0] : new int[] {at};
  }

  private List<int[]> edges(RequiredMember member, SignatureRegions its) {
    List<int[]> edges = new ArrayList<>();
    for (LifetimeRelation relation : member.relations()) {
      if (relation instanceof LifetimeRelation.Compare(var left, var order, var right, _)) {
        switch (order) {
          case AT_LEAST, AROUND -> add(member, its, left, right, edges);
          case AT_MOST, INSIDE -> add(member, its, right, left, edges);
          case EQUAL -> {
            add(member, its, left, right, edges);
            add(member, its, right, left, edges);
          }
        }
      }
    }
    return edges;
  }

  private void add(
      RequiredMember member,
      SignatureRegions its,
      LifetimeRelation.Bound longer,
      LifetimeRelation.Bound shorter,
      List<int[]> to) {
    int from = region(member, its, longer, true);
    int target = region(member, its, shorter, false);
    if (from > 0 && target >= 0) {
      to.add(new int[] {from, target});
      if (target > 0 && !isText(member, longer)) {
        // What is no text is named alike in Rust, so both are the same lifetime.
        to.add(new int[] {target, from});
      }
    }
  }

  private static boolean isText(RequiredMember member, LifetimeRelation.Bound bound) {
    return bound instanceof LifetimeRelation.Bound.OfValue(_, var root, var path)
            && root != null
            && path.isEmpty()
            && root.type().notNull() == Type.Primitive.STR
        || bound instanceof LifetimeRelation.Bound.OfLabel
        || bound instanceof LifetimeRelation.Bound.OfType && member != null;
  }

  private int region(
      RequiredMember member, SignatureRegions its, LifetimeRelation.Bound bound, boolean longer) {
    return switch (bound) {
      case LifetimeRelation.Bound.OfLabel(Label label) ->
          label == Label.Static.STATIC ? 0 : its.labels.getOrDefault(label, -1);
      case LifetimeRelation.Bound.OfType(Type.Parameter parameter) ->
          longer && its.types.get(parameter) instanceof RegionType.Parameter(int at, _)
              ? at
              : its.homes.getOrDefault(parameter, -1);
      case LifetimeRelation.Bound.OfValue(boolean place, var root, var path) -> {
        if (!path.isEmpty()) {
          yield -1;
        }
        RegionType type = its.result;
        for (int i = 0; i < member.parameters().size(); i++) {
          if (root != null && member.parameters().get(i).local() == root) {
            type = its.parameters.get(i);
          }
        }
        yield Solver.region(type.notNull(), place, classes);
      }
    };
  }

  // Rust

  /// A requirement as a trait.
  RequirementLifetimes lifetimes(
      RequirementInfo info, List<RequirementLifetimes.Implementation> implementations) {
    List<RequirementLifetimes.Member> members = new ArrayList<>();
    for (RequiredMember member : info.members()) {
      members.add(lifetimes(info, member));
    }
    return new RequirementLifetimes(hasHome(info.symbol()) ? HOME : null, members, implementations);
  }

  private RequirementLifetimes.Member lifetimes(RequirementInfo info, RequiredMember member) {
    SignatureRegions its = regions(member);
    Contract contract = contract(member);
    @Nullable String[] names = new String[its.count() + 1];
    names[0] = "static";
    Integer home = its.homes.get(info.self());
    if (home != null) {
      names[home] = HOME;
    }
    List<String> generics = new ArrayList<>();
    its.labels.forEach((label, at) -> {
      String name = LifetimeNames.usable(label.toString().substring(1));
      name = name.equals(HOME) ? name + "_" : name;
      names[at] = name;
      generics.add(name);
    });
    for (int[] edge : contract.edges()) {
      if (names[edge[0]] == null && names[edge[1]] != null && !its.isType(edge[0])) {
        names[edge[0]] = names[edge[1]];
      }
    }
    int[] allocations = contract.allocations();
    String allocator = allocations.length == 0 ? null : names[allocations[0]];
    elide(its, allocations, names, generics);
    List<LifetimeType> parameters = new ArrayList<>();
    for (int i = 0; i < member.parameters().size(); i++) {
      ParameterInfo parameter = member.parameters().get(i);
      parameters.add(
          LifetimeTypes.of(parameter.type(), its.parameters.get(i), at -> names[at], false));
    }
    return new RequirementLifetimes.Member(
        generics,
        parameters,
        LifetimeTypes.of(member.result(), its.result, at -> names[at], false),
        allocator == null
            ? null
            : new FunctionLifetimes.Allocator(allocator, names[allocations[0]] != null));
  }

  /// Takes the names from lifetimes that Rust finds itself: one that stands at a single place of
  /// the parameters and not in the result, or that is all there is.
  private static void elide(
      SignatureRegions its, int[] allocations, @Nullable String[] names, List<String> generics) {
    List<Integer> inputs = new ArrayList<>();
    List<Integer> outputs = new ArrayList<>();
    for (RegionType parameter : its.parameters) {
      parameter.each(inputs::add);
    }
    for (int allocation : allocations) {
      inputs.add(allocation);
    }
    its.result.each(outputs::add);
    inputs.removeIf(its::isType);
    outputs.removeIf(its::isType);
    for (String generic : List.copyOf(generics)) {
      int given = 0;
      int gives = 0;
      for (int region : inputs) {
        given += generic.equals(names[region]) ? 1 : 0;
      }
      for (int region : outputs) {
        gives += generic.equals(names[region]) ? 1 : 0;
      }
      boolean only = inputs.size() == 1 && gives == outputs.size();
      if (given == 1 && (gives == 0 || only)) {
        generics.remove(generic);
        for (int i = 1; i < names.length; i++) {
          names[i] = generic.equals(names[i]) ? null : names[i];
        }
      }
    }
  }
}
