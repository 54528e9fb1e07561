package dev.veltrano.lifetime;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.SourceFile;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.LifetimeRelation;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides for one walked body where everything is put, and which contract follows.
///
/// A site that must outlive regions of the signature is put into the one of them that outlives the
/// others. Where none does, regions that belong together become equal; where nothing belongs
/// together, the user has to say. Everything else stays inside: in the innermost loop, lambda or
/// function at whose end nothing that can hold it is live.
final class Solver {
  private final BodyWalk walk;
  private final SignatureRegions signature;
  private final SourceFile file;
  private final boolean[] quantified;
  private final int universals;
  private BitSet[] reach = new BitSet[0];

  /// The same as it is after each new edge between regions of the signature. What is put into one
  /// of them changes nothing here, for that one outlives all that the site must outlive.
  private SignatureReach now;

  private final BitSet[] given;
  private final BitSet[] assumed;
  private final Map<String, Diagnostic> problems = new LinkedHashMap<>();
  private final Map<Site, Integer> chosen = new LinkedHashMap<>();
  private final List<Integer> writtenAllocations = new ArrayList<>();
  private final List<Contract.Strict> strict = new ArrayList<>();
  private boolean more;

  Solver(BodyWalk walk, SourceFile file, boolean[] quantified) {
    this.walk = walk;
    this.signature = walk.signature;
    this.file = file;
    this.quantified = quantified;
    this.universals = signature.count();
    this.given = new BitSet[universals + 1];
    this.assumed = new BitSet[universals + 1];
    this.now = SignatureReach.of(walk.graph, universals);
  }

  /// Whether a function parameter turned out to be given something of the function's own, so that
  /// the body has to be walked again with that parameter quantified.
  boolean mustWalkAgain() {
    return more;
  }

  List<Diagnostic> problems() {
    return List.copyOf(problems.values());
  }

  /// The regions of the signature that something is put into.
  int[] allocations() {
    BitSet all = new BitSet(universals + 1);
    for (int region : chosen.values()) {
      all.set(region);
    }
    int[] result = new int[all.cardinality()];
    int count = 0;
    for (int region = all.nextSetBit(0); region >= 0; region = all.nextSetBit(region + 1)) {
      result[count++] = region;
    }
    return result;
  }

  /// For each region of the signature, those that it must outlive; itself included.
  BitSet[] reach() {
    return reach;
  }

  /// The part of [#reach] that the types give by themselves.
  BitSet[] given() {
    return given;
  }

  /// Runs to the end, except for what depends on when things are needed.
  void solve(List<LifetimeRelation> relations) {
    RegionGraph facts = new RegionGraph();
    for (int i = 0; i < universals; i++) {
      facts.newRegion();
    }
    for (int[] pair : signature.given) {
      facts.outlives(pair[0], pair[1], Reason.IMPLIED);
    }
    for (int i = 0; i <= universals; i++) {
      given[i] = facts.reach(i);
    }
    List<int[]> written = new ArrayList<>();
    for (LifetimeRelation relation : relations) {
      assume(relation, written);
    }
    if (written.isEmpty()) {
      System.arraycopy(given, 0, assumed, 0, assumed.length);
    } else {
      for (int[] pair : written) {
        facts.outlives(pair[0], pair[1], Reason.IMPLIED);
        walk.graph.outlives(pair[0], pair[1], Reason.IMPLIED);
      }
      for (int i = 0; i <= universals; i++) {
        assumed[i] = facts.reach(i);
      }
      now = SignatureReach.of(walk.graph, universals);
    }
    boolean changed = true;
    while (changed && !more) {
      close();
      changed = false;
      for (Site site : walk.sites) {
        changed |= decide(site);
      }
      if (!changed) {
        changed = mergeResults();
      }
    }
    close();
    if (more) {
      return;
    }
    checkLabels(!relations.isEmpty());
    checkAllocations();
    checkArenas();
    checkOpaque();
  }

  private void close() {
    reach = new BitSet[universals + 1];
    reach[0] = new BitSet();
    for (int i = 1; i <= universals; i++) {
      reach[i] = now.of(i);
    }
  }

  private boolean outlives(int longer, int shorter) {
    return longer == shorter || longer == 0 || reach[longer].get(shorter);
  }

  // Written clauses

  private void assume(LifetimeRelation relation, List<int[]> to) {
    if (relation instanceof LifetimeRelation.Alloc(var bound, _)) {
      int region = bound(bound, false);
      if (region > 0) {
        writtenAllocations.add(region);
      }
    }
    if (!(relation instanceof LifetimeRelation.Compare compare)) {
      return;
    }
    switch (compare.order()) {
      case AT_MOST -> assume(compare.right(), compare.left(), to);
      case AT_LEAST -> assume(compare.left(), compare.right(), to);
      case INSIDE -> {
        assume(compare.right(), compare.left(), to);
        strict(bound(compare.right(), true), bound(compare.left(), false));
      }
      case AROUND -> {
        assume(compare.left(), compare.right(), to);
        strict(bound(compare.left(), true), bound(compare.right(), false));
      }
      case EQUAL -> {
        assume(compare.left(), compare.right(), to);
        assume(compare.right(), compare.left(), to);
      }
    }
  }

  private void assume(
      LifetimeRelation.Bound longer, LifetimeRelation.Bound shorter, List<int[]> to) {
    int from = bound(longer, true);
    int target = bound(shorter, false);
    if (from >= 0 && target >= 0) {
      to.add(new int[] {from, target});
      if (longer instanceof LifetimeRelation.Bound.OfType(var parameter)
          && signature.homes.get(parameter) instanceof Integer home) {
        // What its members give out is something in it.
        to.add(new int[] {home, target});
      }
    }
  }

  private void strict(int longer, int shorter) {
    if (longer > 0 && shorter > 0) {
      strict.add(
          new Contract.Strict(
              longer,
              shorter,
              LifetimeProblem.words(walk, longer),
              LifetimeProblem.words(walk, shorter)));
    }
  }

  /// The regions of the clauses with `Alloc`.
  List<Integer> writtenAllocations() {
    return writtenAllocations;
  }

  /// The clauses with `<` and `>`.
  List<Contract.Strict> strict() {
    return strict;
  }

  /// `longer` tells on which side the bound stands: everything in a type parameter lives longer
  /// than something, and what lives longer than it lives longer than what its members give out.
  private int bound(LifetimeRelation.Bound bound, boolean longer) {
    return switch (bound) {
      case LifetimeRelation.Bound.OfLabel(Label label) ->
          label == Label.Static.STATIC ? 0 : signature.labels.getOrDefault(label, -1);
      case LifetimeRelation.Bound.OfType(var parameter) ->
          longer && signature.types.get(parameter) instanceof RegionType.Parameter(int at, _)
              ? at
              : signature.homes.containsKey(parameter)
                  ? signature.homes.get(parameter)
                  : signature.types.get(parameter) instanceof RegionType.Parameter(int at, _)
                      ? at
                      : -1;
      case LifetimeRelation.Bound.OfValue(boolean place, Local root, var path) -> {
        RegionType type = root == null ? signature.result : walk.typeOf(root);
        for (var field : path) {
          type = walk.fieldOf(type, field);
        }
        yield region(type.notNull(), place, walk.classes);
      }
    };
  }

  /// The region that a clause about a value of this type speaks of, -1 where there is none.
  static int region(RegionType type, boolean place, ClassTable classes) {
    return switch (type) {
      case RegionType.Text(int at) -> at;
      case RegionType.Arena(int at) -> at;
      case RegionType.Object(int at, var of, int[] arguments, _) -> {
        int home = classes.of(of).home();
        yield place || arguments.length == 0 ? at : arguments[Math.max(home, 0)];
      }
      case RegionType.Value(var of, int[] arguments, _) ->
          arguments.length == 0 ? -1 : arguments[Math.max(classes.of(of).home(), 0)];
      case RegionType.Reference(int at, _, _) -> at;
      case RegionType.Buffer(int at, _, _, _) -> at;
      case RegionType.Parameter(int at, _) -> at;
      case RegionType.Plain _,
          RegionType.OrNull _,
          RegionType.Tuple _,
          RegionType.Result _,
          RegionType.Function _ ->
          -1;
    };
  }

  // Placement in the signature

  private boolean isResultLike(int region) {
    return signature.origins.get(region).owner() == SignatureRegions.RESULT
        || walk.givenToFunction.containsKey(region);
  }

  /// Decides a site that must outlive something of the signature; whether new edges came of it.
  private boolean decide(Site site) {
    if (site.failed) {
      return false;
    }
    if (site.named) {
      if (site.place instanceof Place.Parameter(String region) && !chosen.containsKey(site)) {
        chosen.put(site, Integer.parseInt(region));
      }
      return false;
    }
    BitSet reached = now.of(site.region);
    if (reached.get(RegionGraph.STATIC)) {
      report(site, LifetimeProblem.noAllocator(file, walk, site));
      return false;
    }
    List<Integer> wanted = new ArrayList<>();
    for (int i = reached.nextSetBit(1); i >= 0 && i <= universals; i = reached.nextSetBit(i + 1)) {
      wanted.add(i);
    }
    if (wanted.isEmpty()) {
      chosen.remove(site);
      return false;
    }
    boolean onlyGiven = true;
    for (int region : wanted) {
      onlyGiven &= walk.givenToFunction.containsKey(region);
    }
    if (onlyGiven) {
      for (int region : wanted) {
        Integer parameter = walk.givenToFunction.get(region);
        if (parameter != null && !quantified[parameter]) {
          quantified[parameter] = true;
          more = true;
        }
      }
      return false;
    }
    if (site.temporary) {
      report(
          site, LifetimeProblem.temporaryEscapes(file, walk, site, contents(site.region, wanted)));
      return false;
    }
    int best = dominating(wanted, wanted);
    if (best < 0) {
      List<Integer> all = new ArrayList<>();
      for (int i = 1; i <= universals; i++) {
        all.add(i);
      }
      best = dominating(all, wanted);
      if (best < 0) {
        return join(site, tops(wanted));
      }
    }
    Integer before = chosen.put(site, best);
    if (before != null && before == best) {
      return false;
    }
    walk.graph.outlives(best, site.region, new Reason(Reason.Verb.PLACED, site.span, null, null));
    return true;
  }

  /// Says that one region outlives another; whether that is news.
  private boolean add(int longer, int shorter, Reason why) {
    if (now.reaches(longer, shorter) || !walk.graph.outlives(longer, shorter, why)) {
      return false;
    }
    now.add(longer, shorter);
    return true;
  }

  /// The one of `candidates` that outlives all of `wanted`, -1 where there is none. Of several the
  /// shortest, and of equal ones that of an arena parameter or label.
  private int dominating(List<Integer> candidates, List<Integer> wanted) {
    int best = -1;
    for (int candidate : candidates) {
      boolean all = !walk.givenToFunction.containsKey(candidate) && !signature.isType(candidate);
      for (int region : wanted) {
        all &= outlives(candidate, region);
      }
      if (!all) {
        continue;
      }
      if (best < 0
          || outlives(best, candidate) && !outlives(candidate, best)
          || outlives(best, candidate)
              && signature.labels.containsValue(candidate)
              && !signature.labels.containsValue(best)) {
        best = candidate;
      }
    }
    return best;
  }

  /// Those that no other one of them outlives.
  private List<Integer> tops(List<Integer> wanted) {
    List<Integer> tops = new ArrayList<>();
    for (int region : wanted) {
      boolean top = true;
      for (int other : wanted) {
        if (other != region
            && outlives(other, region)
            && (!outlives(region, other) || other < region)) {
          top = false;
        }
      }
      if (top) {
        tops.add(region);
      }
    }
    return tops;
  }

  /// Makes one of several claims, where they belong together.
  private boolean join(Site site, List<Integer> tops) {
    List<Integer> results = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int region : tops) {
      (isResultLike(region) ? results : others).add(region);
    }
    Reason why = new Reason(Reason.Verb.PLACED, site.span, null, null);
    if (others.isEmpty()) {
      boolean changed = false;
      for (int region : results) {
        changed |= add(results.getFirst(), region, why);
        changed |= add(region, results.getFirst(), why);
      }
      return changed;
    }
    int owner = signature.origins.get(others.getFirst()).owner();
    for (int region : others) {
      if (signature.origins.get(region).owner() != owner || owner == SignatureRegions.LABEL) {
        if (others.size() > 1) {
          report(site, LifetimeProblem.ambiguous(file, walk, site, others));
          return false;
        }
      }
    }
    boolean changed = false;
    for (int region : others) {
      changed |= add(others.getFirst(), region, why);
      changed |= add(region, others.getFirst(), why);
    }
    for (int region : results) {
      changed |= add(others.getFirst(), region, why);
    }
    return changed;
  }

  /// Regions of the result alone become one with those that something is put into, where they are
  /// connected or something is put into both: a result has one arena.
  private boolean mergeResults() {
    boolean changed = false;
    if (chosen.isEmpty()) {
      return false;
    }
    int[] allocations = allocations();
    BitSet pure = new BitSet();
    for (int region = 1; region <= universals; region++) {
      pure.set(region, isPureResult(region));
    }
    for (int region : allocations) {
      if (!pure.get(region)) {
        continue;
      }
      for (int other = pure.nextSetBit(1); other >= 0; other = pure.nextSetBit(other + 1)) {
        boolean both = Arrays.binarySearch(allocations, other) >= 0;
        boolean longer = outlives(region, other);
        boolean shorter = outlives(other, region);
        if (other != region && (longer != shorter || both && !longer && !shorter)) {
          changed |= add(region, other, Reason.IMPLIED);
          changed |= add(other, region, Reason.IMPLIED);
        }
      }
    }
    return changed;
  }

  /// Whether a region is the result's alone: something may flow into it, but it need not outlive
  /// anything of the parameters.
  private boolean isPureResult(int region) {
    if (signature.origins.get(region).owner() != SignatureRegions.RESULT
        || signature.origins.get(region).fixed()) {
      return false;
    }
    for (int other = 1; other <= universals; other++) {
      boolean result = signature.origins.get(other).owner() == SignatureRegions.RESULT;
      if (!result && outlives(region, other)) {
        return false;
      }
    }
    return !reach[region].get(RegionGraph.STATIC);
  }

  // Checks

  private void report(Site site, Diagnostic problem) {
    site.failed = true;
    chosen.remove(site);
    problems.putIfAbsent("site " + System.identityHashCode(site.node) + site.index, problem);
  }

  private void checkLabels(boolean written) {
    for (int from = 1; from <= universals; from++) {
      for (int to = reach[from].nextSetBit(0);
          to >= 0 && to <= universals;
          to = reach[from].nextSetBit(to + 1)) {
        if (to == from || assumed[from].get(to)) {
          continue;
        }
        SignatureRegions.Origin longer = signature.origins.get(from);
        SignatureRegions.Origin shorter = signature.origins.get(to);
        boolean labels = isDeclared(longer) && (isDeclared(shorter) || to == RegionGraph.STATIC);
        boolean frozen =
            written
                && !longer.place()
                && !shorter.place()
                && !walk.givenToFunction.containsKey(from)
                && !walk.givenToFunction.containsKey(to)
                && longer.owner() != SignatureRegions.RESULT;
        if (labels) {
          boolean both = to != RegionGraph.STATIC && reach[to].get(from) && isDeclared(shorter);
          problems.putIfAbsent(
              "labels", LifetimeProblem.unrelatedLabels(file, walk, from, to, both));
        } else if (frozen && !throughMerge(from, to)) {
          problems.putIfAbsent("clauses", LifetimeProblem.notRequired(file, walk, from, to));
        }
      }
    }
  }

  /// Where some clause says what the function puts where, it puts nothing elsewhere.
  private void checkAllocations() {
    if (writtenAllocations.isEmpty()) {
      return;
    }
    chosen.forEach((site, region) -> {
      boolean said = false;
      for (int written : writtenAllocations) {
        said |= outlives(written, region) && outlives(region, written);
      }
      if (!said) {
        problems.putIfAbsent(
            "alloc " + region, LifetimeProblem.putElsewhere(file, walk, site, region));
      }
    });
  }

  private static boolean isDeclared(SignatureRegions.Origin origin) {
    return origin.owner() == SignatureRegions.LABEL;
  }

  /// Results are shorter by nature: what flows into one asks for nothing.
  private boolean throughMerge(int from, int to) {
    if (signature.origins.get(to).owner() != SignatureRegions.RESULT) {
      return false;
    }
    for (int other = 1; other <= universals; other++) {
      if (other != from
          && outlives(to, other)
          && signature.origins.get(other).owner() != SignatureRegions.RESULT
          && !assumed[from].get(other)) {
        return false;
      }
    }
    return true;
  }

  /// Nothing of an arena of the function reaches the signature.
  private void checkArenas() {
    for (ScopeNode scope : walk.scopes) {
      if (scope.region >= 0) {
        int hit = firstUniversal(scope.region);
        if (hit >= 0) {
          problems.putIfAbsent(
              "arena " + scope.region,
              LifetimeProblem.arenaEscapes(file, walk, scope.region, words(scope), hit));
        }
      }
    }
    for (BodyWalk.OwnedArena arena : walk.owned) {
      int hit = firstUniversal(arena.region());
      if (hit >= 0) {
        problems.putIfAbsent(
            "arena " + arena.region(),
            LifetimeProblem.arenaEscapes(
                file, walk, arena.region(), "the arena `" + arena.local().name() + "`", hit));
      }
    }
  }

  /// Where something comes from, in words.
  String words(Strictness.Source source) {
    return switch (source) {
      case Strictness.Source.Forever _ -> "a literal, which lives for ever";
      case Strictness.Source.Outside(int region) -> LifetimeProblem.words(walk, region);
      case Strictness.Source.Inside(ScopeNode scope, boolean temporary) ->
          temporary ? "temporary text" : words(scope);
      case Strictness.Source.Variable(BodyWalk.OwnedArena arena) ->
          "the arena `" + arena.local().name() + "`";
    };
  }

  private String words(ScopeNode scope) {
    return switch (scope.kind) {
      case FUNCTION -> "the arena of `" + walk.functionName() + "`";
      case LOOP ->
          scope.label == null
              ? "the arena of the loop"
              : "the arena of the loop `" + scope.label + "`";
      case BLOCK -> "the arena of the block `" + scope.label + "`";
      case LAMBDA, USE_ARENA -> "this arena";
    };
  }

  private int firstUniversal(int from) {
    BitSet reached = now.of(from);
    List<Integer> all = new ArrayList<>();
    for (int i = reached.nextSetBit(0); i >= 0 && i <= universals; i = reached.nextSetBit(i + 1)) {
      all.add(i);
    }
    return all.isEmpty() ? -1 : contents(from, all);
  }

  /// The first of several regions that is spoken of as contents, else the first that `from` must
  /// outlive by itself, for messages.
  private int contents(int from, List<Integer> regions) {
    for (int region : regions) {
      if (!signature.origins.get(region).place()) {
        return region;
      }
    }
    for (int region : regions) {
      List<RegionGraph.Step> path = walk.graph.path(from, region);
      if (!path.isEmpty() && path.getLast().reason().verb() != Reason.Verb.IMPLIED) {
        return region;
      }
    }
    return regions.getFirst();
  }

  /// What a lambda is given anew at each call stays inside of it.
  private void checkOpaque() {
    walk.opaque.forEach((region, lambda) -> {
      BitSet reached = walk.graph.reach(region);
      for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
        int owner = walk.owner(at);
        boolean outside =
            at <= universals
                || owner >= 0 && !walk.localScopes.get(owner).isWithin(lambda)
                || mentions(lambda.gives, at);
        if (outside) {
          problems.putIfAbsent(
              "opaque " + System.identityHashCode(lambda),
              LifetimeProblem.lambdaKeeps(file, walk, region, at));
          return;
        }
      }
    });
  }

  private static boolean mentions(RegionType type, int region) {
    boolean[] found = {false};
    type.each(each -> found[0] |= each == region);
    return found[0];
  }

  // Placement inside, and the ends of arenas

  /// Places what stays inside and checks that nothing is used after its arena.
  void placeInside(@Nullable TypedBlock body) {
    boolean named = !walk.ends.isEmpty() || !walk.owned.isEmpty();
    for (ScopeNode scope : walk.scopes) {
      named |= scope.region >= 0;
    }
    List<Site> inside = new ArrayList<>();
    boolean nested = named;
    for (Site site : walk.sites) {
      if (!site.failed && !site.named && !chosen.containsKey(site)) {
        inside.add(site);
        nested |= site.scope != walk.root;
      }
    }
    Liveness liveness =
        nested && body != null ? Liveness.of(body, walk.indices) : new Liveness(walk.indices);
    if (named) {
      for (Site site : inside) {
        site.place = inside(site, liveness);
      }
    } else {
      Innermost.place(walk, inside, liveness);
    }
    for (ScopeNode scope : walk.scopes) {
      if (scope.region >= 0
          && scope.kind != ScopeNode.Kind.FUNCTION
          && holdsAtEnd(scope, walk.graph.reach(scope.region), liveness) instanceof Local holder) {
        problems.putIfAbsent(
            "arena " + scope.region,
            LifetimeProblem.outlivesScope(file, walk, scope.region, words(scope), holder, body));
      }
    }
    for (BodyWalk.OwnedArena arena : walk.owned) {
      endOfOwned(arena, liveness, body);
    }
    for (BodyWalk.ArenaEnd end : walk.ends) {
      endByHand(end, liveness, body);
    }
  }

  private @Nullable Place inside(Site site, Liveness liveness) {
    BitSet reached = walk.graph.reach(site.region);
    if (site.temporary) {
      int arena = firstArena(reached);
      if (arena >= 0) {
        report(site, LifetimeProblem.temporaryEscapes(file, walk, site, arena));
        return null;
      }
    }
    BodyWalk.OwnedArena arena = null;
    for (BodyWalk.OwnedArena each : walk.owned) {
      if (reached.get(each.region())) {
        if (arena == null || walk.graph.reaches(each.region(), arena.region())) {
          arena = each;
        } else if (!walk.graph.reaches(arena.region(), each.region())) {
          report(site, LifetimeProblem.twoArenas(file, site, arena.local(), each.local()));
          return null;
        }
      }
    }
    ScopeNode outermost = null;
    for (ScopeNode each : walk.scopes) {
      if (each.region >= 0
          && reached.get(each.region)
          && (outermost == null || outermost.isWithin(each))) {
        outermost = each;
      }
    }
    if (arena != null && outermost == null) {
      walk.graph.outlives(
          arena.region(), site.region, new Reason(Reason.Verb.PLACED, site.span, null, null));
      return new Place.Variable(arena.local());
    }
    ScopeNode scope = site.scope;
    while (scope.parent != null
        && (!canHaveArena(scope)
            || (outermost != null && scope != outermost && scope.isWithin(outermost))
            || holdsAtEnd(scope, reached, liveness) != null)) {
      scope = scope.parent;
    }
    return site.temporary ? new Place.Temporary(scope.body) : new Place.Own(scope.body);
  }

  /// The first region of an arena that the user named, -1 where none is reached.
  private int firstArena(BitSet reached) {
    for (BodyWalk.OwnedArena each : walk.owned) {
      if (reached.get(each.region())) {
        return each.region();
      }
    }
    for (ScopeNode each : walk.scopes) {
      if (each.region >= 0 && reached.get(each.region)) {
        return each.region;
      }
    }
    return -1;
  }

  /// Whether a scope may have an arena of its own.
  static boolean canHaveArena(ScopeNode scope) {
    return switch (scope.kind) {
      case FUNCTION, LOOP, LAMBDA -> true;
      case BLOCK -> scope.region >= 0;
      case USE_ARENA -> false;
    };
  }

  /// A local, or anything else, that is live at the end of a scope and can hold something that has
  /// these regions; `null` where there is none.
  private @Nullable Object holdsAtEnd(ScopeNode scope, BitSet reached, Liveness liveness) {
    if (meets(scope.gives, reached)) {
      return scope;
    }
    for (RegionType each : scope.held) {
      if (meets(each, reached)) {
        return each;
      }
    }
    BitSet live = liveness.atEnd(scope.body.node());
    for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
      int owner = walk.owner(at);
      if (owner < 0) {
        continue;
      }
      boolean outside = !walk.localScopes.get(owner).isWithin(scope);
      boolean later =
          live.get(owner)
              || outside && (scope.kind == ScopeNode.Kind.LAMBDA || walk.captured.get(owner));
      if (later) {
        return walk.locals.get(owner);
      }
    }
    return null;
  }

  private static boolean meets(RegionType type, BitSet reached) {
    boolean[] found = {false};
    type.each(region -> found[0] |= reached.get(region));
    return found[0];
  }

  private void endOfOwned(BodyWalk.OwnedArena arena, Liveness liveness, @Nullable TypedBlock body) {
    BitSet reached = walk.graph.reach(arena.region());
    Object node =
        arena.scope().kind == ScopeNode.Kind.USE_ARENA
            ? arena.scope().body.node()
            : statementOf(arena, body);
    if (node == null) {
      return;
    }
    BitSet live = liveness.atEnd(node);
    for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
      int owner = walk.owner(at);
      if (owner >= 0 && live.get(owner) && walk.locals.get(owner) != arena.local()) {
        problems.putIfAbsent(
            "arena " + arena.region(),
            LifetimeProblem.outlivesScope(
                file,
                walk,
                arena.region(),
                "the arena `" + arena.local().name() + "`",
                walk.locals.get(owner),
                body));
        return;
      }
    }
  }

  private static @Nullable Object statementOf(
      BodyWalk.OwnedArena arena, @Nullable TypedBlock body) {
    return body == null ? null : Uses.ownStatement(body, arena.local());
  }

  private void endByHand(BodyWalk.ArenaEnd end, Liveness liveness, @Nullable TypedBlock body) {
    BitSet live = liveness.atEnd(end.statement());
    BitSet reached = walk.graph.reach(end.region());
    Local arena = end.statement().arena();
    // What lived in the arena says more than the arena itself.
    Local used = null;
    int hit = end.region();
    for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
      int owner = walk.owner(at);
      if (owner < 0 || !live.get(owner)) {
        continue;
      }
      Local local = walk.locals.get(owner);
      if (local != arena) {
        used = local;
        hit = at;
        break;
      }
      if (end.statement().free()) {
        used = local;
      }
    }
    if (used != null) {
      problems.putIfAbsent(
          "end " + end.statement().span().start(),
          LifetimeProblem.usedAfterEnd(file, walk, end, used, hit, body));
      return;
    }
    for (ScopeNode scope = end.scope(); scope != null; scope = scope.parent) {
      for (RegionType each : scope.held) {
        if (meets(each, reached)) {
          problems.putIfAbsent(
              "end " + end.statement().span().start(),
              LifetimeProblem.usedAfterEnd(file, walk, end, arena, end.region(), body));
          return;
        }
      }
    }
  }

  /// The region of the signature that a site was given, `null` where it stays inside.
  @Nullable Integer chosen(Site site) {
    return chosen.get(site);
  }
}
