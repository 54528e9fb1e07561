package dev.veltrano.lifetime;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.SourceFile;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.Signature;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks `<` and `>` between the lifetimes of `requires`, for which Rust has no word.
///
/// To the region graph they are `<=` and `>=`. What is strict about them compares the arenas that a
/// call really names: each arena from which something comes for the one side has to lie inside of
/// each for the other side. Where both belong to the signature of the caller, the caller asks its
/// own callers, or has to have said it.
final class Strictness {
  private final BodyWalk walk;
  private final Solver solver;
  private final SourceFile file;
  private final boolean written;
  private final List<Contract.Strict> asked = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  /// Where something that is given to a call comes from.
  sealed interface Source {

    /// A literal, which is nowhere.
    record Forever() implements Source {}

    /// A region of the caller's signature.
    record Outside(int region) implements Source {}

    /// The arena of a loop, lambda, block or function, or the temporary text of one.
    record Inside(ScopeNode scope, boolean temporary) implements Source {}

    record Variable(BodyWalk.OwnedArena arena) implements Source {}
  }

  private Strictness(BodyWalk walk, Solver solver, Signature signature) {
    this.walk = walk;
    this.solver = solver;
    this.file = signature.symbol().file();
    this.written = !signature.relations().isEmpty();
  }

  /// Checks the calls of a solved body. What it asks of its callers is known at once; its problems
  /// count only when everything has its place.
  static Strictness of(BodyWalk walk, Solver solver, Signature signature) {
    Strictness found = new Strictness(walk, solver, signature);
    found.asked.addAll(solver.strict());
    for (BodyWalk.StrictCall call : walk.strictCalls) {
      found.check(call);
    }
    return found;
  }

  /// The strict relations that the function asks of its callers.
  List<Contract.Strict> asked() {
    return asked;
  }

  List<Diagnostic> problems() {
    return problems;
  }

  private void check(BodyWalk.StrictCall call) {
    List<Source> inner = sources(call.shorter());
    List<Source> outer = sources(call.longer());
    List<Source[]> refused = new ArrayList<>();
    for (Source within : inner) {
      for (Source around : outer) {
        if (isInside(within, around)) {
          continue;
        }
        if (within instanceof Source.Outside(int shorter)
            && around instanceof Source.Outside(int longer)
            && !isSame(shorter, longer)
            && !written) {
          ask(longer, shorter);
        } else {
          refused.add(new Source[] {within, around});
        }
      }
    }
    if (!refused.isEmpty()) {
      Source within = refused.getFirst()[0];
      Source around = refused.getFirst()[1];
      problems.add(
          LifetimeProblem.notInside(
              file, call, solver.words(within), solver.words(around), within.equals(around)));
    }
  }

  private void ask(int longer, int shorter) {
    for (Contract.Strict each : asked) {
      if (each.longer() == longer && each.shorter() == shorter) {
        return;
      }
    }
    asked.add(
        new Contract.Strict(
            longer,
            shorter,
            LifetimeProblem.words(walk, longer),
            LifetimeProblem.words(walk, shorter)));
  }

  /// Where what flows into a region comes from.
  private List<Source> sources(int region) {
    List<Source> all = new ArrayList<>();
    for (int each = 1; each <= walk.signature.count(); each++) {
      if (flows(each, region)) {
        all.add(new Source.Outside(each));
      }
    }
    for (Site site : walk.sites) {
      Source source = flows(site.region, region) ? source(site) : null;
      if (source != null && !all.contains(source)) {
        all.add(source);
      }
    }
    return all.isEmpty() ? List.of(new Source.Forever()) : all;
  }

  private boolean flows(int from, int to) {
    BitSet reached = walk.graph.reachWithout(from, Reason.Verb.IMPLIED);
    return reached.get(to);
  }

  private @Nullable Source source(Site site) {
    Integer region = solver.chosen(site);
    if (region != null) {
      return new Source.Outside(region);
    }
    return switch (site.place) {
      case Place.Own(Body body) -> inside(body, false);
      case Place.Temporary(Body body) -> inside(body, true);
      case Place.Variable(Local arena) -> {
        for (BodyWalk.OwnedArena each : walk.owned) {
          if (each.local() == arena) {
            yield new Source.Variable(each);
          }
        }
        yield walk.typeOf(arena) instanceof RegionType.Arena(int at)
            ? new Source.Outside(at)
            : null;
      }
      case Place.Parameter _ -> null;
      case null -> null;
    };
  }

  private @Nullable Source inside(Body body, boolean temporary) {
    for (ScopeNode scope : walk.scopes) {
      if (scope.body.equals(body)) {
        return new Source.Inside(scope, temporary);
      }
    }
    return null;
  }

  private boolean isInside(Source inner, Source outer) {
    return switch (outer) {
      case Source.Forever _ -> !(inner instanceof Source.Forever);
      case Source.Outside(int longer) ->
          switch (inner) {
            case Source.Forever _ -> false;
            case Source.Outside(int shorter) ->
                !isSame(shorter, longer) && isKnown(longer, shorter);
            case Source.Inside _, Source.Variable _ -> true;
          };
      case Source.Inside(ScopeNode around, boolean temporary) ->
          switch (inner) {
            case Source.Forever _, Source.Outside _ -> false;
            case Source.Inside(ScopeNode scope, boolean text) ->
                scope == around ? text && !temporary : scope.isWithin(around);
            // A variable is declared in the scope and dies before its arena.
            case Source.Variable(BodyWalk.OwnedArena arena) ->
                !temporary && arena.scope().isWithin(around);
          };
      case Source.Variable(BodyWalk.OwnedArena around) ->
          switch (inner) {
            case Source.Forever _, Source.Outside _ -> false;
            case Source.Inside(ScopeNode scope, boolean text) ->
                (text || scope != around.scope()) && scope.isWithin(around.scope());
            case Source.Variable(BodyWalk.OwnedArena arena) ->
                arena != around
                    && (walk.graph.reaches(around.region(), arena.region())
                        || arena.scope() != around.scope()
                            && arena.scope().isWithin(around.scope()));
          };
    };
  }

  private boolean isSame(int one, int other) {
    return one == other || solver.reach()[one].get(other) && solver.reach()[other].get(one);
  }

  /// Whether the caller's own clauses say that one region lies inside of another.
  private boolean isKnown(int longer, int shorter) {
    for (Contract.Strict each : solver.strict()) {
      if (solver.reach()[longer].get(each.longer())
          && solver.reach()[each.shorter()].get(shorter)) {
        return true;
      }
    }
    return false;
  }
}
