package dev.veltrano.lifetime;

import dev.veltrano.lifetime.Reason.Verb;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Labels;
import dev.veltrano.type.tree.RequiredMember;
import dev.veltrano.type.tree.RequirementInfo;
import dev.veltrano.type.tree.TypedFunction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one type satisfies one requirement, as far as lifetimes go. Region 1 is the home of the
/// requirement (where it has one), then come those of the type, in the order in which it hands them
/// over: `count` in all. `conditions` are pairs (longer, shorter) that a use of the type as such
/// needs; `failure` says what a member needs that the requirement does not promise it.
record Satisfied(
    Type type,
    RegionType self,
    boolean hasHome,
    int count,
    List<int[]> conditions,
    @Nullable Failure failure) {

  /// What a member needs that is not promised, and advice.
  record Failure(String words, @Nullable String help) {}

  private static final Reason WHY = new Reason(Verb.CALLED, new Span(0, 0), null, null);

  /// The region of a use that one of these stands for: `own` are those of the type, `home` that of
  /// the requirement; -1 where there is none.
  int actual(int region, List<Integer> own, int home) {
    if (region == 0) {
      return RegionGraph.STATIC;
    }
    if (hasHome && region == 1) {
      return home;
    }
    int index = region - (hasHome ? 2 : 1);
    return index < own.size() ? own.get(index) : -1;
  }

  /// The members are checked one by one, each with lifetimes of its own for its parameters.
  static Satisfied of(Type type, RequirementInfo info, ClassTable classes, Contracts contracts) {
    boolean hasHome = classes.requirements().hasHome(info.symbol());
    RegionGraph graph = new RegionGraph();
    RegionGraph facts = new RegionGraph();
    int home = hasHome ? fresh(graph, facts) : -1;
    RegionType self =
        new TypeRegions(classes, Map.of())
            .complete(type, Labels.NONE, _ -> -1, (_, _) -> fresh(graph, facts));
    int count = graph.size() - 1;
    classes.implied(self, (longer, shorter) -> facts.outlives(longer, shorter, Reason.IMPLIED));
    Check check = new Check(type, info, self, home, classes, contracts, graph, facts);
    Failure failure = null;
    List<int[]> conditions = new ArrayList<>();
    for (RequiredMember member : info.members()) {
      Failure lack = check.member(member, count);
      failure = failure == null ? lack : failure;
    }
    for (int from = 1; from <= count; from++) {
      BitSet reached = graph.reach(from);
      BitSet known = facts.reach(from);
      for (int to = reached.nextSetBit(0);
          to >= 0 && to <= count;
          to = reached.nextSetBit(to + 1)) {
        if (to != from && !known.get(to)) {
          conditions.add(new int[] {from, to});
        }
      }
    }
    return new Satisfied(type, self, hasHome, count, conditions, failure);
  }

  private static int fresh(RegionGraph graph, RegionGraph facts) {
    facts.newRegion();
    return graph.newRegion();
  }

  /// The check of one type against one requirement.
  private record Check(
      Type type,
      RequirementInfo info,
      RegionType self,
      int home,
      ClassTable classes,
      Contracts contracts,
      RegionGraph graph,
      RegionGraph facts) {

    /// What a member needs too much, `null` where it needs nothing. The first `shared` regions are
    /// those of the type and the home.
    @Nullable Failure member(RequiredMember member, int shared) {
      Contract promised = classes.requirements().contract(member);
      Map<Type.Parameter, RegionType> types = Map.of(info.self(), self);
      int[] instance = new int[promised.regions() + 1];
      int first = graph.size();
      for (int i = 1; i < instance.length; i++) {
        Integer its = promised.homes().get(info.self());
        instance[i] = its != null && its == i ? home : fresh(graph, facts);
      }
      int last = graph.size();
      List<RegionType> parameters = new ArrayList<>();
      for (RegionType parameter : promised.parameters()) {
        RegionType made = parameter.with(at -> instance[at], types);
        classes.implied(made, (longer, shorter) -> know(longer, shorter));
        parameters.add(made);
      }
      for (int[] edge : promised.edges()) {
        know(instance[edge[0]], instance[edge[1]]);
      }
      RegionType wanted = promised.result().with(at -> instance[at], types);
      Flows flows = new Flows(classes, graph);
      Failure lack = null;
      if (type instanceof Type.Named(Symbol.Class declared, _)) {
        ClassInfo its = contracts.info(declared);
        Symbol.Function method = its.methods().get(member.name());
        if (member.property()) {
          for (FieldInfo field : its.fields()) {
            if (field.name().equals(member.name())) {
              flows.flow(classes.field(self, field.index()), wanted, WHY);
            }
          }
        } else if (method != null) {
          lack = method(method, member, promised, instance, parameters, wanted, flows);
        }
      } else if (self instanceof RegionType.Text(int at)) {
        // What text gives out is part of it, and a copy goes where it is wanted.
        if (member.property() || !member.name().equals("clone")) {
          flows.flow(new RegionType.Text(at), wanted, WHY);
        } else if (home >= 0) {
          graph.outlives(home, at, WHY);
          graph.outlives(at, home, WHY);
        }
      }
      return lack != null ? lack : unpromised(member, shared, first, last);
    }

    private void know(int longer, int shorter) {
      facts.outlives(longer, shorter, Reason.IMPLIED);
      graph.outlives(longer, shorter, Reason.IMPLIED);
    }

    private @Nullable Failure method(
        Symbol.Function method,
        RequiredMember member,
        Contract promised,
        int[] outer,
        List<RegionType> parameters,
        RegionType wanted,
        Flows flows) {
      TypedFunction function = contracts.function(method);
      Contract contract = contracts.of(method);
      Symbol.Class owner = method.owner();
      if (function.changesSelf() && owner != null && !ClassTable.isObject(owner)) {
        return new Failure(
            "`" + member.name() + "` changes the value that it is called on",
            "a class can: its values are objects, which all see changed");
      }
      int[] instance = new int[contract.regions() + 1];
      for (int i = 1; i < instance.length; i++) {
        instance[i] = fresh(graph, facts);
      }
      Map<Type.Parameter, RegionType> types = classes.typesOf(self);
      for (int[] edge : contract.edges()) {
        if (!isType(contract, edge[0]) && !isType(contract, edge[1])) {
          graph.outlives(instance[edge[0]], instance[edge[1]], WHY);
        }
      }
      RegionType receiver = contract.self();
      if (receiver != null) {
        RegionType asked = receiver.with(at -> instance[at], types);
        classes.implied(asked, (longer, shorter) -> graph.outlives(longer, shorter, WHY));
        flows.flow(self, asked, WHY);
      }
      for (int i = 0; i < parameters.size(); i++) {
        flows.flow(
            parameters.get(i), contract.parameters().get(i).with(at -> instance[at], types), WHY);
      }
      flows.flow(contract.result().with(at -> instance[at], types), wanted, WHY);
      if (contract.allocations().length > 0 && promised.allocations().length == 0) {
        return new Failure(
            "`" + member.name() + "` makes something new, and there is no place for it",
            "a method has a place for new things where its result refers to something");
      }
      for (int allocation : contract.allocations()) {
        int place = outer[promised.allocations()[0]];
        graph.outlives(place, instance[allocation], WHY);
        graph.outlives(instance[allocation], place, WHY);
      }
      return null;
    }

    private static boolean isType(Contract contract, int region) {
      for (RegionType type : contract.types().values()) {
        if (type instanceof RegionType.Parameter(int at, _) && at == region) {
          return true;
        }
      }
      return false;
    }

    /// Whether it follows from something between the type and the home, which the uses of the type
    /// then see to: what is promised to outlive the home may be kept if the home outlives the
    /// keeper.
    private boolean follows(int from, int to, int shared) {
      for (int via = 1; via <= shared; via++) {
        if (to <= shared && from > shared && facts.reaches(from, via)) {
          graph.outlives(via, to, WHY);
          return true;
        }
        if (from <= shared && to > shared && facts.reaches(via, to)) {
          graph.outlives(from, via, WHY);
          return true;
        }
      }
      return false;
    }

    /// Whether something between the lifetimes of the member itself is needed that nobody promises.
    private @Nullable Failure unpromised(RequiredMember member, int shared, int first, int last) {
      for (int from = 1; from < last; from++) {
        if (from > shared && from < first) {
          continue;
        }
        BitSet reached = graph.reach(from);
        BitSet known = facts.reach(from);
        for (int to = reached.nextSetBit(0);
            to >= 0 && to < last;
            to = reached.nextSetBit(to + 1)) {
          boolean own = from >= first || to >= first;
          if (own
              && (to <= shared || to >= first)
              && to != from
              && !known.get(to)
              && !follows(from, to, shared)) {
            return to >= first && from <= shared
                ? new Failure(
                    "what `" + member.name() + "` gives out does not live as long as is promised",
                    "put a copy there, `.bumpRef()`, or promise less: a result without a label"
                        + " lives as long as what gives it")
                : new Failure(
                    "`" + member.name() + "` needs more of its parameters than is promised",
                    "promise it in the requirement: `requires Lifetime(x) >= Lifetime(T)`");
          }
        }
      }
      return null;
    }
  }

  // Rust

  /// The type as Rust implements the trait for it: lifetimes that are equal have one name, those
  /// that nothing is said of have none.
  RequirementLifetimes.Implementation implementation() {
    int[] group = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      group[i] = i;
    }
    for (int[] edge : conditions) {
      for (int[] back : conditions) {
        if (edge[0] == back[1] && edge[1] == back[0]) {
          int low = Math.min(find(group, edge[0]), find(group, edge[1]));
          int high = Math.max(find(group, edge[0]), find(group, edge[1]));
          group[high] = low;
        }
      }
    }
    boolean[] named = new boolean[count + 1];
    for (int[] edge : conditions) {
      named[find(group, edge[0])] = true;
      named[find(group, edge[1])] = true;
    }
    @Nullable String[] names = new String[count + 1];
    List<String> generics = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      int root = find(group, i);
      if (hasHome && root == 1) {
        names[i] = Requirements.HOME;
      } else if (root == 0) {
        names[i] = "static";
      } else if (named[root]) {
        if (root == i) {
          names[i] = generics.isEmpty() ? "a" : String.valueOf((char) ('a' + generics.size()));
          generics.add(names[i]);
        } else {
          names[i] = names[root];
        }
      }
    }
    List<FunctionLifetimes.Bound> bounds = new ArrayList<>();
    for (int[] edge : conditions) {
      String longer = edge[0] == 0 ? "static" : names[edge[0]];
      String shorter = edge[1] == 0 ? "static" : names[edge[1]];
      if (longer != null && shorter != null && !longer.equals(shorter)) {
        FunctionLifetimes.Bound bound = new FunctionLifetimes.Bound(longer, shorter);
        if (!bounds.contains(bound)) {
          bounds.add(bound);
        }
      }
    }
    return new RequirementLifetimes.Implementation(
        type,
        LifetimeTypes.of(type, self, region -> region == 0 ? "static" : names[region], false),
        generics,
        bounds);
  }

  private static int find(int[] group, int region) {
    int at = region;
    while (group[at] != at) {
      at = group[at];
    }
    return at;
  }
}
