package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.tree.Local;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts a solved function into words.
final class Explainer {
  private final Symbol.Function function;
  private final BodyWalk walk;
  private final Solver solver;
  private final int count;
  private final BitSet[] reach;
  private final List<Contract.Strict> strict;

  Explainer(Symbol.Function function, BodyWalk walk, Solver solver, List<Contract.Strict> strict) {
    this.strict = strict;
    this.function = function;
    this.walk = walk;
    this.solver = solver;
    this.count = walk.signature.count();
    this.reach = solver.reach();
  }

  Explained explain() {
    return new Explained(function, contract(), allocations(), variables());
  }

  // The contract

  /// The contract in canonical order: equal lifetimes, then what must outlive what, then what is
  /// put where.
  private List<String> contract() {
    List<String> relations = new ArrayList<>();
    List<String> equations = new ArrayList<>();
    int[] group = new int[count + 1];
    for (int i = 1; i <= count; i++) {
      group[i] = i;
      for (int j = 1; j < i; j++) {
        if (equal(i, j)) {
          group[i] = group[j];
          boolean known = solver.given()[i].get(j) && solver.given()[j].get(i);
          if (!known && !(isResult(i) && isResult(group[j]))) {
            equations.add(name(i) + " = " + name(group[j]));
          }
          break;
        }
      }
    }
    int[] lasts = new int[count + 1];
    for (int i = 1; i <= count; i++) {
      if (group[i] == i && isResult(i)) {
        lasts[i] = least(i, group);
        if (lasts[i] > 0) {
          equations.add(name(i) + " = " + name(lasts[i]));
        }
      }
    }
    for (int i = 1; i <= count; i++) {
      for (int j = 0; j <= count; j++) {
        boolean firsts = group[i] == i && (j == 0 || group[j] == j);
        if (i != j
            && firsts
            && lasts[j] == 0
            && reach[i].get(j)
            && !given(i, j, group)
            && !through(i, j, group)) {
          relations.add(name(i) + order(i, j) + (j == 0 ? "Static" : name(j)));
        }
      }
    }
    for (Contract.Strict each : strict) {
      add(relations, name(each.longer()) + " > " + name(each.shorter()));
    }
    relations.addAll(equations);
    for (int region : solver.allocations()) {
      add(relations, "Alloc(" + name(contents(region)) + ")");
    }
    for (int region : solver.writtenAllocations()) {
      add(relations, "Alloc(" + name(contents(region)) + ")");
    }
    return relations;
  }

  private static void add(List<String> to, String line) {
    if (!to.contains(line)) {
      to.add(line);
    }
  }

  private String order(int longer, int shorter) {
    for (Contract.Strict each : strict) {
      if (equal(longer, each.longer()) && equal(shorter, each.shorter())) {
        return " > ";
      }
    }
    return " >= ";
  }

  private boolean isResult(int region) {
    return walk.signature.origins.get(region).owner() == SignatureRegions.RESULT;
  }

  /// The shortest-lived of what flows into a region of the result, which is how long it lives; 0
  /// where there is none, or something new is put there.
  private int least(int result, int[] group) {
    for (int region : solver.allocations()) {
      if (equal(region, result)) {
        return 0;
      }
    }
    for (int candidate = 1; candidate <= count; candidate++) {
      boolean least =
          candidate != result && group[candidate] == candidate && reach[candidate].get(result);
      for (int other = 1; least && other <= count; other++) {
        least =
            group[other] != other
                || other == result
                || !reach[other].get(result)
                || reach[other].get(candidate);
      }
      if (least && !solver.given()[candidate].get(result)) {
        return candidate;
      }
    }
    return 0;
  }

  /// Of equal regions the one that is spoken of as contents.
  private int contents(int region) {
    int owner = walk.signature.origins.get(region).owner();
    for (int other = 1; other <= count; other++) {
      if (equal(region, other)
          && walk.signature.origins.get(other).owner() == owner
          && !walk.signature.origins.get(other).place()) {
        return other;
      }
    }
    return region;
  }

  private boolean equal(int a, int b) {
    return a == b || reach[a].get(b) && reach[b].get(a);
  }

  private boolean given(int from, int to, int[] group) {
    for (int i = 1; i <= count; i++) {
      for (int j = 0; j <= count; j++) {
        if (group[i] == from && (j == 0 ? to == 0 : group[j] == to) && solver.given()[i].get(j)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean through(int from, int to, int[] group) {
    for (int via = 1; via <= count; via++) {
      if (group[via] == via
          && via != from
          && via != to
          && reach[from].get(via)
          && reach[via].get(to)) {
        return true;
      }
    }
    return false;
  }

  /// A region in the words of `requires`.
  private String name(int region) {
    SignatureRegions.Origin origin = walk.signature.origins.get(region);
    String place = origin.place() ? "&" : "";
    return switch (origin.owner()) {
      case SignatureRegions.LABEL -> "@" + origin.name();
      case SignatureRegions.TYPE, SignatureRegions.HOME -> typeName(region);
      case SignatureRegions.RESULT -> "Lifetime(" + place + "Return)";
      case SignatureRegions.SELF ->
          origin.place() || isHome(origin.name())
              ? "Lifetime(" + place + "self)"
              : "Lifetime(self." + path(origin.name()) + ")";
      default -> {
        Local parameter =
            walk.contracts.function(function).signature().parameters().get(origin.owner()).local();
        String inner = inner(parameter.name(), origin);
        yield "Lifetime(" + place + parameter.name() + inner + ")";
      }
    };
  }

  private String typeName(int region) {
    for (var entry : walk.signature.homes.entrySet()) {
      if (entry.getValue() == region) {
        return "Lifetime(" + entry.getKey().name() + ")";
      }
    }
    return "Lifetime(" + walk.signature.origins.get(region).name() + ")";
  }

  private boolean isHome(String name) {
    Symbol.Class owner = function.owner();
    return owner == null || walk.classes.of(owner).count() == 1 || name.equals(ClassTable.HOME);
  }

  /// The part of a parameter that a region belongs to, as a path behind its name.
  private static String inner(String parameter, SignatureRegions.Origin origin) {
    String whole = LifetimeNames.usable(parameter);
    String rest = origin.name().startsWith(whole) ? origin.name().substring(whole.length()) : "";
    rest = rest.endsWith("_ref") ? rest.substring(0, rest.length() - 4) : rest;
    return path(rest);
  }

  /// A name that would be a keyword in Rust ends in a `_`, which is not part of the path.
  private static String path(String name) {
    String plain = name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
    return plain.replace("__", ".").replace('_', '.');
  }

  // Allocations

  private List<Explained.Allocation> allocations() {
    List<Explained.Allocation> all = new ArrayList<>();
    for (Site site : walk.sites) {
      if (site.place != null) {
        all.add(
            new Explained.Allocation(
                site.span, site.what, place(site, site.place), warning(site, site.place)));
      }
    }
    all.sort(Comparator.comparingInt(a -> a.span().start()));
    return all;
  }

  private String place(Site site, Place place) {
    return switch (place) {
      case Place.Parameter _ -> {
        Integer region = solver.chosen(site);
        yield region == null ? "the caller's arena" : "the caller's arena for " + name(region);
      }
      case Place.Own(Body body) -> arena(body);
      case Place.Variable(Local arena) -> "the arena `" + arena.name() + "`";
      case Place.Temporary(Body body) -> "temporary text of " + scope(body);
    };
  }

  private String arena(Body body) {
    return "the arena of " + scope(body);
  }

  private String scope(Body body) {
    for (ScopeNode scope : walk.scopes) {
      if (scope.body.equals(body)) {
        return switch (scope.kind) {
          case FUNCTION -> "`" + function.name() + "`";
          case LOOP ->
              scope.label == null ? "the loop around it" : "the loop `" + scope.label + "`";
          case LAMBDA -> "the lambda";
          case BLOCK -> "the block `" + scope.label + "`";
          case USE_ARENA -> "`useArena`";
        };
      }
    }
    return "`" + function.name() + "`";
  }

  /// What a reader should know about a place: that memory grows there, or that only a reference
  /// back makes it the caller's.
  private @Nullable String warning(Site site, Place place) {
    boolean inLoop = false;
    for (ScopeNode at = site.scope; at != null; at = at.parent) {
      if (place instanceof Place.Own(Body body) && at.body.equals(body)
          || place instanceof Place.Temporary(Body frame) && at.body.equals(frame)) {
        break;
      }
      inLoop |= at.kind == ScopeNode.Kind.LOOP;
    }
    if (place instanceof Place.Parameter && !site.named && onlyThroughExactness(site)) {
      return "it is the caller's only because something exact refers back to it: memory grows"
          + " there with each call";
    }
    if (inLoop && !(place instanceof Place.Variable)) {
      return "each iteration adds to it, since something keeps it from one iteration to the next";
    }
    return null;
  }

  private boolean onlyThroughExactness(Site site) {
    BitSet reached = walk.graph.reachWithout(site.region, Reason.Verb.EXACT);
    int first = reached.nextSetBit(0);
    return first < 0 || first > count;
  }

  // Variables

  private List<Explained.Variable> variables() {
    List<Explained.Variable> all = new ArrayList<>();
    for (int i = 0; i < walk.locals.size(); i++) {
      Local local = walk.locals.get(i);
      Set<String> lives = new LinkedHashSet<>();
      List<Explained.Step> path = List.of();
      int[] own = regions(walk.typeOf(local));
      for (int region : own) {
        BitSet reached = walk.graph.reach(region);
        for (int at = reached.nextSetBit(0);
            at >= 0 && at <= count;
            at = reached.nextSetBit(at + 1)) {
          if (at != region && lives.add(at == 0 ? "Static" : name(at)) && path.isEmpty()) {
            path = steps(walk.graph.path(region, at));
          }
        }
      }
      all.add(new Explained.Variable(local.name(), local.nameSpan(), List.copyOf(lives), path));
    }
    return all;
  }

  private static int[] regions(RegionType type) {
    List<Integer> all = new ArrayList<>();
    type.each(all::add);
    int[] result = new int[all.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = all.get(i);
    }
    return result;
  }

  private static List<Explained.Step> steps(List<RegionGraph.Step> path) {
    List<Explained.Step> steps = new ArrayList<>();
    for (RegionGraph.Step step : path) {
      if (step.reason().verb() != Reason.Verb.IMPLIED) {
        steps.add(new Explained.Step(step.reason().span(), LifetimeProblem.deed(step.reason())));
      }
    }
    return steps;
  }
}
