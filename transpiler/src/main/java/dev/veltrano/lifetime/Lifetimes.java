package dev.veltrano.lifetime;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Parallel;
import dev.veltrano.source.SourceFile;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedProgram;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds out where everything lives and which contract every function has.
///
/// Contracts begin empty and grow: a function is solved against the contracts of what it calls,
/// each instantiated afresh at each call, and again when one of them has grown, until nothing
/// changes. They are finite, so this ends; callees come first, so that without recursion one visit
/// each is enough. What callers do not have to know is found out once, when the contracts of a
/// group stand. Polymorphic recursion in this sense is after Mycroft; contracts with regions after
/// Tofte and Talpin.
public final class Lifetimes {
  /// With fewer groups it is not worth while to share a level among threads.
  private static final int SHARED = 16;

  private final TypedProgram program;
  private final Parallel parallel;
  private final boolean explain;
  private final ClassTable classes;
  private final Map<Symbol.Function, FunctionState> states;
  private final Contracts contracts;
  private final Map<Symbol.Class, ClassLifetimes> declared = new IdentityHashMap<>();
  private final Map<Symbol.Class, List<Diagnostic>> classProblems = new LinkedHashMap<>();

  private Lifetimes(TypedProgram program, boolean explain, Parallel parallel) {
    this.program = program;
    this.parallel = parallel;
    this.explain = explain;
    this.classes = ClassTable.of(program);
    this.states = new LinkedHashMap<>();
    for (TypedFunction function : program.functions().values()) {
      states.put(function.signature().symbol(), new FunctionState(function));
    }
    this.contracts = new Contracts(program, classes, states);
  }

  /// The lifetimes of a program, what is wrong with them and, where it was asked for, what there is
  /// to tell of each function.
  public record Analysed(
      ProgramLifetimes lifetimes, List<Diagnostic> diagnostics, List<Explained> explained) {}

  /// Analyses a checked program without errors.
  public static Analysed analyse(TypedProgram program, Parallel parallel) {
    return new Lifetimes(program, false, parallel).run();
  }

  /// Analyses a checked program and tells of every function what was found out.
  public static Analysed explain(TypedProgram program, Parallel parallel) {
    return new Lifetimes(program, true, parallel).run();
  }

  private Analysed run() {
    CallOrder order = CallOrder.of(states);
    boolean again = initialValuesCall();
    boolean first = true;
    boolean changed;
    do {
      changed = false;
      for (TypedClass each : program.classes().values()) {
        changed |= constructor(each);
      }
      if (changed || first) {
        functions(order);
      }
      first = false;
    } while (changed && again);
    Map<Symbol.Function, FunctionLifetimes> functions = new IdentityHashMap<>(states.size());
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<Explained> explained = new ArrayList<>();
    classProblems.values().forEach(diagnostics::addAll);
    for (FunctionState state : order.calleesFirst()) {
      FunctionLifetimes found = state.lifetimes;
      if (found != null) {
        functions.put(state.function.signature().symbol(), found);
      }
      diagnostics.addAll(state.problems);
      Explained told = state.explained;
      if (told != null) {
        explained.add(told);
      }
    }
    return new Analysed(
        new ProgramLifetimes(functions, declared, unions(), requirements()),
        diagnostics,
        explained);
  }

  /// Whether the initial value of a field calls a function, whose contract then counts for the
  /// constructor, which counts for functions again.
  private boolean initialValuesCall() {
    boolean[] found = {false};
    for (TypedClass each : program.classes().values()) {
      for (FieldInfo field : each.info().fields()) {
        var value = each.values().get(field.index());
        if (!field.inConstructor() && value != null) {
          Walk.expressions(
              value,
              e ->
                  found[0] |=
                      e instanceof dev.veltrano.type.tree.TypedExpression.Call
                          || e instanceof dev.veltrano.type.tree.TypedExpression.MethodCall
                          || e instanceof dev.veltrano.type.tree.TypedExpression.Construct);
        }
      }
    }
    return found[0];
  }

  private void functions(CallOrder order) {
    for (List<List<FunctionState>> level : order.levels()) {
      if (level.size() < SHARED) {
        for (List<FunctionState> group : level) {
          group(group);
        }
      } else {
        parallel.map(level, this::group);
      }
    }
  }

  /// Solves the functions of a group until no contract changes, and finishes them.
  private int group(List<FunctionState> group) {
    Deque<FunctionState> work = new ArrayDeque<>(group);
    for (FunctionState state : group) {
      state.waiting = true;
    }
    while (!work.isEmpty()) {
      FunctionState state = work.remove();
      state.waiting = false;
      if (solve(state)) {
        for (FunctionState caller : state.callers) {
          if (!caller.waiting) {
            caller.waiting = true;
            work.add(caller);
          }
        }
      }
    }
    for (FunctionState state : group) {
      finish(state);
    }
    return group.size();
  }

  /// Solves one function; whether its contract has changed.
  private boolean solve(FunctionState state) {
    TypedFunction function = state.function;
    Signature signature = function.signature();
    Symbol.Function symbol = signature.symbol();
    boolean[] quantified = new boolean[signature.parameters().size()];
    BodyWalk walk;
    Solver solver;
    // Again only where a function parameter turns out to be given something new.
    do {
      walk =
          walk(
              symbol.name(),
              Body.of(function),
              graph -> SignatureRegions.of(signature, classes, graph),
              quantified);
      walk.function(function);
      solver = new Solver(walk, symbol.file(), quantified);
      solver.solve(signature.relations());
    } while (solver.mustWalkAgain());
    int[] allocations = hidden(walk, solver);
    state.visit = new FunctionState.Visit(walk, solver, allocations, quantified);
    List<Contract.Strict> strict = Strictness.of(walk, solver, signature).asked();
    Contract contract = contract(walk, solver, allocations, quantified, strict);
    Contract before = state.contract;
    state.contract = contract;
    return !contract.sameAs(before);
  }

  /// Does what no caller has to know: names the lifetimes and places what stays inside.
  private void finish(FunctionState state) {
    FunctionState.Visit visit = state.visit;
    if (visit == null) {
      throw new IllegalStateException("finished before it was solved");
    }
    state.visit = null;
    TypedFunction function = state.function;
    BodyWalk walk = visit.walk();
    Solver solver = visit.solver();
    SignatureNaming naming =
        new SignatureNaming(
            classes,
            function.signature(),
            walk.signature,
            solver,
            visit.allocations(),
            visit.quantified(),
            function.changesSelf(),
            walk.givenToFunction.keySet());
    solver.placeInside(function.body());
    Strictness strictness = Strictness.of(walk, solver, function.signature());
    FunctionLifetimes found = naming.name(walk.results);
    state.lifetimes = found;
    settle(walk, solver, region -> naming.allocator(region, found));
    List<Diagnostic> said =
        new ArrayList<>(problems(walk, solver, function.signature().symbol().file()));
    said.addAll(strictness.problems());
    state.problems = said;
    if (explain) {
      state.explained =
          new Explainer(function.signature().symbol(), walk, solver, strictness.asked()).explain();
    }
  }

  private static List<Diagnostic> problems(BodyWalk walk, Solver solver, SourceFile file) {
    List<Diagnostic> all = new ArrayList<>(solver.problems());
    for (BodyWalk.Unsatisfied each : walk.unsatisfied) {
      all.add(LifetimeProblem.notPromised(file, each));
    }
    return all;
  }

  private BodyWalk walk(
      String name,
      Body body,
      Function<RegionGraph, SignatureRegions> signature,
      boolean[] quantified) {
    return new BodyWalk(classes, contracts, name, body, signature, quantified);
  }

  /// The regions that need a hidden parameter: those that something is put into, arenas that are
  /// parameters anyway excepted.
  private static int[] hidden(BodyWalk walk, Solver solver) {
    List<Integer> all = new ArrayList<>();
    for (int region : solver.allocations()) {
      if (arenaOf(walk, region) == null) {
        all.add(region);
      }
    }
    // Equal regions share a parameter.
    List<Integer> distinct = new ArrayList<>();
    for (int region : all) {
      boolean known = false;
      for (int other : distinct) {
        known |= solver.reach()[region].get(other) && solver.reach()[other].get(region);
      }
      if (!known) {
        distinct.add(region);
      }
    }
    int[] result = new int[distinct.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = distinct.get(i);
    }
    return result;
  }

  private static dev.veltrano.type.tree.@Nullable Local arenaOf(BodyWalk walk, int region) {
    for (var entry : walk.signature.labels.entrySet()) {
      if (entry.getValue() == region
          && entry.getKey() instanceof dev.veltrano.type.tree.Label.Arena(var local)) {
        return local;
      }
    }
    return null;
  }

  /// Writes the decisions into the sites.
  private static void settle(BodyWalk walk, Solver solver, Function<Integer, String> allocator) {
    Map<dev.veltrano.type.tree.TypedExpression, List<Site>> byNode = new IdentityHashMap<>();
    for (Site site : walk.sites) {
      Integer region = solver.chosen(site);
      if (region != null) {
        var arena = arenaOf(walk, region);
        site.place =
            arena != null
                ? new Place.Variable(arena)
                : new Place.Parameter(allocator.apply(region));
      }
      if (!site.named && site.place instanceof Place.Variable(var arena)) {
        site.sites.putUnnamed(arena);
      }
      byNode.computeIfAbsent(site.node, _ -> new ArrayList<>()).add(site);
    }
    byNode.forEach((node, sites) -> {
      List<Place> places = new ArrayList<>();
      for (Site site : sites) {
        if (site.place != null && site.sites == sites.getFirst().sites) {
          places.add(site.place);
        }
      }
      sites.getFirst().sites.put(node, places);
    });
  }

  private static Contract contract(
      BodyWalk walk,
      Solver solver,
      int[] allocations,
      boolean[] quantified,
      List<Contract.Strict> strict) {
    return new Contract(
        walk.signature.count(),
        walk.signature.self,
        walk.signature.parameters,
        walk.signature.result,
        edges(solver, walk.signature.count()),
        allocations,
        quantified.clone(),
        walk.signature.types,
        walk.signature.homes,
        strict);
  }

  /// What the types do not imply, without what follows from the rest.
  private static List<int[]> edges(Solver solver, int count) {
    List<int[]> edges = new ArrayList<>();
    for (int from = 1; from <= count; from++) {
      for (int to = solver.reach()[from].nextSetBit(0);
          to >= 0 && to <= count;
          to = solver.reach()[from].nextSetBit(to + 1)) {
        if (to == from || solver.given()[from].get(to)) {
          continue;
        }
        boolean through = false;
        for (int via = 1; via <= count && !through; via++) {
          through =
              via != from
                  && via != to
                  && solver.reach()[from].get(via)
                  && solver.reach()[via].get(to)
                  && !solver.reach()[via].get(from)
                  && !(to != 0 && solver.reach()[to].get(via));
        }
        if (!through) {
          edges.add(new int[] {from, to});
        }
      }
    }
    return edges;
  }

  // Requirements

  /// Where a type is declared, so that the order of types does not depend on threads.
  private static String place(Type type) {
    return type instanceof Type.Named(Symbol symbol, _) ? symbol.path() : "";
  }

  /// The Rust of each requirement, and of each type that is used as one that satisfies it.
  private Map<Symbol.Requirement, RequirementLifetimes> requirements() {
    Map<Symbol.Requirement, RequirementLifetimes> all = new IdentityHashMap<>();
    for (var info : program.requirements().values()) {
      List<RequirementLifetimes.Implementation> implementations = new ArrayList<>();
      List<Type> types = new ArrayList<>(contracts.used().getOrDefault(info.symbol(), Set.of()));
      types.sort(Comparator.comparing(Lifetimes::place).thenComparing(Type::toString));
      for (Type type : types) {
        Satisfied satisfied = Satisfied.of(type, info, classes, contracts);
        if (satisfied.failure() == null) {
          implementations.add(satisfied.implementation());
        }
      }
      all.put(info.symbol(), classes.requirements().lifetimes(info, implementations));
    }
    return all;
  }

  // Classes

  private Map<Symbol.Union, ClassLifetimes> unions() {
    Map<Symbol.Union, ClassLifetimes> all = new IdentityHashMap<>();
    for (UnionInfo union : program.unions().values()) {
      ClassRegions regions = classes.of(union.symbol());
      List<LifetimeType> variants = new ArrayList<>();
      for (UnionInfo.Variant variant : union.variants()) {
        variants.add(
            LifetimeTypes.of(
                variant.type(),
                regions.fields().get(variant.index()),
                region -> regions.parameters().get(region),
                false));
      }
      all.put(
          union.symbol(),
          new ClassLifetimes(
              regions.parameters(), null, variants, false, Sites.NONE, exact(regions)));
    }
    return all;
  }

  private static List<Boolean> exact(ClassRegions regions) {
    List<Boolean> exact = new ArrayList<>();
    for (boolean each : regions.exact()) {
      exact.add(each);
    }
    return exact;
  }

  private boolean constructor(TypedClass of) {
    Symbol.Class symbol = of.info().symbol();
    ClassRegions regions = classes.of(symbol);
    List<LifetimeType> fields = new ArrayList<>();
    for (FieldInfo field : of.info().fields()) {
      fields.add(
          LifetimeTypes.of(
              field.type(),
              regions.fields().get(field.index()),
              region -> regions.parameters().get(region),
              false));
    }
    Sites initial = Sites.NONE;
    boolean allocates = false;
    boolean changed = false;
    if (of.info().hasComputedFields()) {
      BodyWalk walk =
          walk(
              symbol.name(),
              new Body(of),
              graph -> SignatureRegions.ofConstructor(of, classes, graph),
              new boolean[0]);
      walk.constructor(of);
      Solver solver = new Solver(walk, symbol.file(), new boolean[0]);
      solver.solve(List.of());
      int[] allocations = hidden(walk, solver);
      solver.placeInside((TypedBlock) null);
      settle(walk, solver, region -> regions.parameters().get(region - 1));
      classProblems.put(symbol, problems(walk, solver, symbol.file()));
      Contract contract =
          new Contract(
              walk.signature.count(),
              null,
              walk.signature.parameters,
              walk.signature.result,
              edges(solver, walk.signature.count()),
              allocations,
              new boolean[walk.signature.parameters.size()],
              walk.signature.types,
              walk.signature.homes,
              List.of());
      changed = !contract.sameAs(contracts.put(symbol, contract));
      initial = walk.results;
      allocates = allocations.length > 0;
    }
    declared.put(
        symbol,
        new ClassLifetimes(
            regions.parameters(),
            regions.home() < 0 ? null : regions.parameters().get(regions.home()),
            fields,
            allocates,
            initial,
            exact(regions)));
    return changed;
  }
}
