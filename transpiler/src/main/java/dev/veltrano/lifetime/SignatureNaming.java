package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Writes a solved signature with Rust's lifetimes: one for each group of equal regions, merged
/// where a person would use one, left out where Rust finds it itself.
final class SignatureNaming {
  private final ClassTable classes;
  private final Signature signature;
  private final SignatureRegions regions;
  private final BitSet[] reach;
  private final BitSet[] given;
  private final int[] allocations;
  private final boolean[] quantified;
  private final boolean changesReceiver;
  private final int count;
  private final int[] group;

  /// For each root its group, all that members must outlive, that part of it which the types do not
  /// give, and what they give.
  private final BitSet[] members;

  private final BitSet[] reached;
  private final BitSet[] needed;
  private final BitSet[] givenTo;

  private final boolean[] exact;
  private final boolean[] taken;
  private final Set<Integer> allocated = new HashSet<>();
  private final @Nullable String[] names;

  /// The groups that have a hidden parameter, in order.
  private List<Integer> hidden = List.of();

  SignatureNaming(
      ClassTable classes,
      Signature signature,
      SignatureRegions regions,
      Solver solver,
      int[] allocations,
      boolean[] quantified,
      boolean changesReceiver,
      Set<Integer> taken) {
    this.classes = classes;
    this.signature = signature;
    this.regions = regions;
    this.reach = solver.reach();
    this.given = solver.given();
    this.allocations = allocations;
    this.quantified = quantified;
    this.changesReceiver = changesReceiver;
    this.count = regions.count();
    this.group = new int[count + 1];
    this.members = new BitSet[count + 1];
    this.reached = new BitSet[count + 1];
    this.needed = new BitSet[count + 1];
    this.givenTo = new BitSet[count + 1];
    this.exact = new boolean[count + 1];
    this.taken = new boolean[count + 1];
    this.names = new String[count + 1];
    for (int region : taken) {
      this.taken[region] = true;
    }
  }

  private boolean outlives(int longer, int shorter) {
    return longer == shorter || longer == 0 || reach[longer].get(shorter);
  }

  /// Whether a region is that of a type parameter, which has no name as a lifetime.
  private boolean isType(int region) {
    return regions.isType(region);
  }

  /// Hands over the regions of a type that become lifetimes in Rust.
  private void eachLifetime(RegionType type, IntConsumer to) {
    type.each(region -> {
      if (!isType(region)) {
        to.accept(region);
      }
    });
  }

  private SignatureRegions.Origin origin(int region) {
    return regions.origins.get(region);
  }

  FunctionLifetimes name(Sites sites) {
    for (int i = 0; i <= count; i++) {
      group[i] = i;
      members[i] = new BitSet();
      members[i].set(i);
      // For ever outlives everything and needs nothing.
      reached[i] = i == 0 ? new BitSet() : (BitSet) reach[i].clone();
      needed[i] = (BitSet) reached[i].clone();
      needed[i].andNot(given[i]);
      givenTo[i] = i == 0 ? new BitSet() : (BitSet) given[i].clone();
    }
    for (int i = 1; i <= count; i++) {
      for (int j = reach[i].nextSetBit(0); j >= 0 && j < i; j = reach[i].nextSetBit(j + 1)) {
        if (!isType(i) && !isType(j) && outlives(j, i)) {
          unite(j, i);
        }
      }
    }
    if (regions.self != null) {
      markExact(regions.self, false);
    }
    regions.parameters.forEach(type -> markExact(type, false));
    markExact(regions.result, false);
    for (int region : allocations) {
      allocated.add(find(region));
    }
    mergeResults();
    mergeInputs();
    return write(sites);
  }

  private int find(int region) {
    int at = region;
    while (group[at] != at) {
      at = group[at];
    }
    return at;
  }

  /// Puts `b` into the group of `a`.
  private void unite(int a, int b) {
    int first = find(a);
    int second = find(b);
    if (first != second) {
      group[second] = first;
      members[first].or(members[second]);
      reached[first].or(reached[second]);
      needed[first].or(needed[second]);
      givenTo[first].or(givenTo[second]);
      exact[first] |= exact[second];
      if (allocated.remove(second)) {
        allocated.add(first);
      }
    }
  }

  private void markExact(RegionType type, boolean inside) {
    switch (type) {
      case RegionType.Plain _ -> {}
      case RegionType.Text(int at) -> exact[find(at)] |= inside;
      case RegionType.Arena(int at) -> exact[find(at)] |= inside;
      case RegionType.Parameter _ -> {}
      case RegionType.Object(int at, Symbol.Class of, int[] arguments, List<RegionType> types) -> {
        exact[find(at)] |= inside;
        arguments(of, arguments, types, inside);
      }
      case RegionType.Value(Symbol of, int[] arguments, List<RegionType> types) ->
          arguments(of, arguments, types, inside);
      case RegionType.Reference(int at, _, RegionType of) -> {
        exact[find(at)] |= inside;
        markExact(of, inside);
      }
      case RegionType.Buffer(int at, Type.BufferKind kind, _, RegionType element) -> {
        exact[find(at)] |= inside;
        markExact(element, inside || kind.isMutable());
      }
      case RegionType.OrNull(RegionType of) -> markExact(of, inside);
      case RegionType.Tuple(List<RegionType> elements) ->
          elements.forEach(element -> markExact(element, inside));
      case RegionType.Result(RegionType ok, RegionType error) -> {
        markExact(ok, inside);
        markExact(error, inside);
      }
      case RegionType.Function(List<RegionType> parameters, RegionType result) -> {
        parameters.forEach(parameter -> markExact(parameter, inside));
        markExact(result, inside);
      }
    }
  }

  private void arguments(Symbol of, int[] arguments, List<RegionType> types, boolean inside) {
    for (int i = 0; i < types.size(); i++) {
      markExact(types.get(i), inside || classes.of(of).exactTypes()[i]);
    }
    boolean[] its = classes.of(of).exact();
    for (int i = 0; i < arguments.length; i++) {
      exact[find(arguments[i])] |= inside || its[i];
    }
  }

  // Groups

  private List<Integer> groups() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      if (find(i) == i) {
        all.add(i);
      }
    }
    return all;
  }

  private boolean groupOutlives(int longer, int shorter) {
    return members[longer].get(0) || reached[longer].intersects(members[shorter]);
  }

  /// Whether a region of one group must outlive one of another for a reason of its own, not only
  /// because their types say so.
  private boolean groupNeeds(int longer, int shorter) {
    return needed[longer].intersects(members[shorter]);
  }

  /// Whether the types stay well-formed without a new relation when one group becomes another.
  private boolean staysWellFormed(int input, int target) {
    for (int i = 1; i <= count; i++) {
      for (int j = given[i].nextSetBit(1); j >= 0; j = given[i].nextSetBit(j + 1)) {
        if (i == j) {
          continue;
        }
        boolean longer = find(i) == input;
        boolean shorter = find(j) == input;
        if (longer && !shorter && find(j) != target && !groupOutlives(target, find(j))
            || shorter && !longer && find(i) != target && !groupOutlives(find(i), target)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean groupGiven(int longer, int shorter) {
    return givenTo[longer].intersects(members[shorter]);
  }

  private boolean resultOnly(int root) {
    for (int i = members[root].nextSetBit(0); i >= 0; i = members[root].nextSetBit(i + 1)) {
      if (origin(i).owner() != SignatureRegions.RESULT && !taken[i]) {
        return false;
      }
    }
    return root != 0;
  }

  private boolean inputOnly(int root) {
    for (int i = members[root].nextSetBit(0); i >= 0; i = members[root].nextSetBit(i + 1)) {
      if ((i == 0
          || origin(i).owner() == SignatureRegions.RESULT
          || origin(i).owner() == SignatureRegions.LABEL
          || isType(i)
          || origin(i).owner() == SignatureRegions.HOME
          || origin(i).fixed()
          || taken[i])) {
        return false;
      }
    }
    return true;
  }

  /// Whether a group is one lifetime of the class and nothing else, of a receiver that is only
  /// read.
  private boolean isFixedInput(int root) {
    if (changesReceiver || root == 0) {
      return false;
    }
    for (int i = members[root].nextSetBit(0); i >= 0; i = members[root].nextSetBit(i + 1)) {
      if ((!origin(i).fixed() || origin(i).owner() != SignatureRegions.SELF || taken[i])) {
        return false;
      }
    }
    return true;
  }

  /// A region of the result alone lives as long as the shortest-lived of what flows into it, where
  /// one of these is the shortest.
  private void mergeResults() {
    boolean changed = true;
    while (changed) {
      changed = false;
      List<Integer> all = groups();
      for (int result : all) {
        if (!resultOnly(result) || allocated.contains(result)) {
          continue;
        }
        List<Integer> lower = new ArrayList<>();
        boolean holdsType = false;
        for (int other : all) {
          if (other != 0 && other != result && groupOutlives(other, result)) {
            if (isType(other)) {
              holdsType = true;
            } else {
              lower.add(other);
            }
          }
        }
        if (lower.isEmpty()) {
          if (!exact[result] && !isTaken(result) && !holdsType) {
            unite(0, result);
            changed = true;
            break;
          }
          continue;
        }
        if (exact[result]) {
          continue;
        }
        int least = least(lower);
        if (least >= 0) {
          unite(least, result);
          changed = true;
          break;
        }
      }
    }
  }

  private boolean isTaken(int root) {
    for (int i = members[root].nextSetBit(0); i >= 0; i = members[root].nextSetBit(i + 1)) {
      if (taken[i]) {
        return true;
      }
    }
    return false;
  }

  /// The one that all others outlive, -1 where there is none.
  private int least(List<Integer> all) {
    for (int candidate : all) {
      boolean least = true;
      for (int other : all) {
        least &= other == candidate || groupOutlives(other, candidate);
      }
      if (least) {
        return candidate;
      }
    }
    return -1;
  }

  private int greatest(List<Integer> all) {
    for (int candidate : all) {
      boolean greatest = true;
      for (int other : all) {
        greatest &= other == candidate || groupOutlives(candidate, other);
      }
      if (greatest) {
        return candidate;
      }
    }
    return -1;
  }

  /// A covariant region of a parameter that must outlive one other becomes that one: callers may
  /// give what lives longer.
  private void mergeInputs() {
    boolean changed = true;
    while (changed) {
      changed = false;
      List<Integer> all = groups();
      for (int input : all) {
        boolean ofClass = isFixedInput(input);
        if (!ofClass && !inputOnly(input) || exact[input] || allocated.contains(input)) {
          continue;
        }
        boolean isLower = true;
        List<Integer> upper = new ArrayList<>();
        for (int other : all) {
          if (other == input) {
            continue;
          }
          if (other != 0 && groupNeeds(other, input)) {
            isLower = false;
          }
          if (!isType(other) && groupNeeds(input, other)) {
            upper.add(other);
          }
        }
        int target = isLower && !upper.isEmpty() ? greatest(upper) : -1;
        if (target >= 0 && ofClass) {
          // A lifetime of the class keeps its name: a receiver may be seen with a shorter one.
          if (resultOnly(target) && !allocated.contains(target) && staysWellFormed(target, input)) {
            unite(input, target);
            changed = true;
            break;
          }
        } else if (target >= 0 && staysWellFormed(input, target)) {
          unite(target, input);
          changed = true;
          break;
        }
      }
    }
  }

  // Writing

  private FunctionLifetimes write(Sites sites) {
    Set<Integer> inSelf = new LinkedHashSet<>();
    int selfPlace = -1;
    if (regions.self instanceof RegionType.Object(int at, _, int[] arguments, _)) {
      selfPlace = find(at);
      for (int argument : arguments) {
        inSelf.add(find(argument));
      }
    } else if (regions.self instanceof RegionType.Value(_, int[] arguments, _)) {
      for (int argument : arguments) {
        inSelf.add(find(argument));
      }
    }
    int[] inputs = new int[count + 1];
    int positions = regions.self != null || signature.self() != null ? 1 : 0;
    for (int i = 0; i < regions.parameters.size(); i++) {
      RegionType type = regions.parameters.get(i);
      boolean anew = quantified[i];
      int[] here = {0};
      if (type.notNull() instanceof RegionType.Function(List<RegionType> takes, RegionType gives)) {
        if (!anew) {
          takes.forEach(each -> eachLifetime(each, region -> inputs[find(region)] += 2));
        }
        eachLifetime(gives, region -> inputs[find(region)] += 2);
      } else {
        eachLifetime(
            type,
            region -> {
              inputs[find(region)]++;
              here[0]++;
            });
      }
      positions += here[0];
    }
    hidden = hidden();
    for (int region : hidden) {
      inputs[region]++;
      positions++;
    }
    int[] outputs = new int[count + 1];
    eachLifetime(regions.result, region -> outputs[find(region)]++);
    List<int[]> bounds = bounds();
    boolean[] bound = new boolean[count + 1];
    for (int[] pair : bounds) {
      bound[pair[0]] = true;
      bound[pair[1]] = true;
    }
    boolean elideResult = elideResult(outputs, inputs, positions, selfPlace, bound, inSelf);
    boolean[] written = new boolean[count + 1];
    for (int root : groups()) {
      if (root == 0 || isType(root)) {
        continue;
      }
      boolean used = outputs[root] > 0 && !elideResult;
      boolean self = root == selfPlace;
      int all = inputs[root] + (self ? 1 : 0);
      written[root] = used || bound[root] || all > 1 || (inSelf.contains(root) && all > 0);
    }
    regions.homes.values().forEach(home -> written[find(home)] = find(home) > 0);
    List<String> classLifetimes = new ArrayList<>();
    List<String> generics = new ArrayList<>();
    Set<String> used = new HashSet<>();
    Symbol.Class owner = signature.symbol().owner();
    if (owner != null) {
      used.addAll(classes.of(owner).parameters());
    }
    for (int root : order()) {
      if (root == 0) {
        names[0] = "static";
      } else if (written[root]) {
        String fixed = fixedName(root);
        if (fixed != null) {
          names[root] = fixed;
          if (!classLifetimes.contains(fixed)) {
            classLifetimes.add(fixed);
          }
        } else {
          String name = free(nameOf(root), used);
          names[root] = name;
          generics.add(name);
        }
      }
    }
    names[0] = "static";
    List<LifetimeType> parameters = new ArrayList<>();
    for (int i = 0; i < regions.parameters.size(); i++) {
      parameters.add(
          type(signature.parameters().get(i).type(), regions.parameters.get(i), quantified[i]));
    }
    List<FunctionLifetimes.Allocator> allocators = new ArrayList<>();
    for (int region : hidden) {
      String name = names[region];
      allocators.add(
          new FunctionLifetimes.Allocator(
              name != null ? name : free(nameOf(region), new HashSet<>(used)), name != null));
    }
    List<FunctionLifetimes.Bound> relations = new ArrayList<>();
    List<FunctionLifetimes.TypeBound> typeBounds = new ArrayList<>();
    for (int[] pair : bounds) {
      if (isType(pair[0])) {
        typeBounds.add(
            new FunctionLifetimes.TypeBound(
                parameter(pair[0]), Objects.requireNonNull(nameAt(pair[1]))));
        continue;
      }
      String longer = names[pair[0]];
      String shorter = names[pair[1]];
      if (longer != null && shorter != null && !longer.equals("static")) {
        relations.add(new FunctionLifetimes.Bound(longer, shorter));
      }
    }
    equalFixed(relations, classLifetimes);
    classLifetimesOfAllFixed(classLifetimes);
    LifetimeType result =
        elideResult
            ? elided(signature.result(), regions.result)
            : type(signature.result(), regions.result, false);
    return new FunctionLifetimes(
        generics,
        relations,
        typeBounds,
        homes(),
        selfPlace > 0 ? names[selfPlace] : null,
        classLifetimes,
        parameters,
        result,
        allocators,
        sites);
  }

  private Map<Type.Parameter, String> homes() {
    Map<Type.Parameter, String> all = new LinkedHashMap<>();
    regions.homes.forEach(
        (parameter, home) -> all.put(parameter, Objects.requireNonNull(nameAt(home))));
    return all;
  }

  private Type.Parameter parameter(int region) {
    for (Map.Entry<Type.Parameter, RegionType> entry : regions.types.entrySet()) {
      if (entry.getValue() instanceof RegionType.Parameter(int at, _) && at == region) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("no type parameter: " + region);
  }

  /// Lifetimes of the class that must be equal keep their names, so the equation is written.
  private void equalFixed(List<FunctionLifetimes.Bound> relations, List<String> classLifetimes) {
    for (int i = 1; i <= count; i++) {
      if (!origin(i).fixed()) {
        continue;
      }
      for (int j = i + 1; j <= count; j++) {
        if (origin(j).fixed() && find(i) == find(j) && !origin(i).name().equals(origin(j).name())) {
          String a = origin(i).name();
          String b = origin(j).name();
          relations.add(new FunctionLifetimes.Bound(a, b));
          relations.add(new FunctionLifetimes.Bound(b, a));
          for (String each : List.of(a, b)) {
            if (!classLifetimes.contains(each)) {
              classLifetimes.add(each);
            }
          }
        }
      }
    }
  }

  private void classLifetimesOfAllFixed(List<String> classLifetimes) {
    Symbol.Class owner = signature.symbol().owner();
    if (owner == null) {
      return;
    }
    List<String> declared = classes.of(owner).parameters();
    classLifetimes.sort((a, b) -> Integer.compare(declared.indexOf(a), declared.indexOf(b)));
  }

  private LifetimeType elided(Type type, RegionType region) {
    @Nullable String[] before = Arrays.copyOf(names, names.length);
    Arrays.fill(names, null);
    names[0] = "static";
    LifetimeType result = type(type, region, false);
    System.arraycopy(before, 0, names, 0, before.length);
    return result;
  }

  private boolean elideResult(
      int[] outputs,
      int[] inputs,
      int positions,
      int selfPlace,
      boolean[] bound,
      Set<Integer> inSelf) {
    int only = -1;
    // What lives for ever is written, and the others can still be elided.
    for (int root = 1; root <= count; root++) {
      if (outputs[root] > 0) {
        if (only >= 0 || bound[root] || regions.homes.containsValue(root)) {
          return false;
        }
        only = root;
      }
    }
    if (only < 0) {
      return false;
    }
    if (signature.self() != null) {
      return only == selfPlace && inputs[only] == 0 && !inSelf.contains(only);
    }
    return positions == 1 && inputs[only] == 1;
  }

  private List<Integer> hidden() {
    Set<Integer> all = new LinkedHashSet<>();
    for (int region : allocations) {
      all.add(find(region));
    }
    return new ArrayList<>(all);
  }

  /// The groups in the order in which a reader meets them: labels, parameters, result.
  private List<Integer> order() {
    Set<Integer> all = new LinkedHashSet<>();
    for (Label.Declared label : signature.labels()) {
      int region = regions.labels.getOrDefault(label, -1);
      if (region > 0) {
        all.add(find(region));
      }
    }
    for (int i = 1; i <= count; i++) {
      all.add(find(i));
    }
    return new ArrayList<>(all);
  }

  private @Nullable String fixedName(int root) {
    for (int i = members[root].nextSetBit(0); i >= 0; i = members[root].nextSetBit(i + 1)) {
      if (origin(i).fixed()) {
        return origin(i).name();
      }
    }
    return null;
  }

  private String nameOf(int root) {
    for (int i = members[root].nextSetBit(0); i >= 0; i = members[root].nextSetBit(i + 1)) {
      if (origin(i).owner() == SignatureRegions.LABEL) {
        return origin(i).name();
      }
    }
    // The root is what the others were merged into.
    SignatureRegions.Origin anchor = origin(root);
    if (anchor.owner() == SignatureRegions.RESULT) {
      return "out";
    }
    if (!anchor.place()) {
      return anchor.name();
    }
    for (int i = members[root].nextSetBit(0); i >= 0; i = members[root].nextSetBit(i + 1)) {
      if (origin(i).owner() == anchor.owner() && !origin(i).place()) {
        return origin(i).name();
      }
    }
    return anchor.name();
  }

  private static String free(String wanted, Set<String> used) {
    String name = wanted;
    for (int i = 2; !used.add(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  /// The relations that must be written: what the types do not imply, and no more than needed.
  private List<int[]> bounds() {
    List<Integer> all = groups();
    int n = all.size();
    boolean[][] needed = new boolean[n][n];
    boolean[][] known = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j && all.get(i) != 0) {
          needed[i][j] = groupOutlives(all.get(i), all.get(j));
          known[i][j] = groupGiven(all.get(i), all.get(j));
        }
      }
    }
    transitive(needed);
    transitive(known);
    List<int[]> result = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (!needed[i][j]
            || known[i][j]
            || i == j
            || isType(all.get(j))
            || isType(all.get(i)) && isChosenAnew(all.get(j))) {
          continue;
        }
        boolean through = false;
        for (int k = 0; k < n && !through; k++) {
          through = k != i && k != j && needed[i][k] && needed[k][j];
        }
        if (!through) {
          result.add(new int[] {all.get(i), all.get(j)});
        }
      }
    }
    return result;
  }

  /// Whether each call of a function parameter chooses a lifetime, so that no bound can speak of
  /// it.
  private boolean isChosenAnew(int root) {
    BitSet chosen = new BitSet();
    for (int i = 0; i < regions.parameters.size(); i++) {
      if (quantified[i]
          && regions.parameters.get(i).notNull()
              instanceof RegionType.Function(List<RegionType> takes, _)) {
        takes.forEach(each -> each.each(chosen::set));
      }
    }
    BitSet others = (BitSet) members[root].clone();
    others.andNot(chosen);
    return others.isEmpty();
  }

  private static void transitive(boolean[][] relation) {
    int n = relation.length;
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        if (relation[i][k]) {
          for (int j = 0; j < n; j++) {
            relation[i][j] |= relation[k][j];
          }
        }
      }
    }
  }

  /// The name of a hidden allocator for a region, as [FunctionLifetimes.Allocator] has it.
  String allocator(int region, FunctionLifetimes lifetimes) {
    return lifetimes.allocators().get(hidden.indexOf(find(region))).lifetime();
  }

  private @Nullable String nameAt(int region) {
    return region == 0 ? "static" : names[find(region)];
  }

  private LifetimeType type(Type type, RegionType region, boolean anew) {
    return LifetimeTypes.of(type, region, this::nameAt, anew);
  }
}
