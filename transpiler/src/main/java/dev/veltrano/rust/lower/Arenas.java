package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.Body;
import dev.veltrano.lifetime.Place;
import dev.veltrano.lifetime.Sites;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedExpression;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where a function puts what it makes, in the names of Rust: the hidden parameters, the arenas and
/// frames of temporary text of its bodies, the arenas that the user handles.
///
/// A body is entered before what stands in it is lowered. Only when it is left it is known whether
/// anything was put into its arena, and one that nobody used is not written.
final class Arenas {
  private static final String FRAME = "__temp";

  private final Set<Body> arenas;
  private final Set<Body> frames;
  private final Map<Body, Entered> entered = new HashMap<>(2);
  private final Set<String> open = new HashSet<>(2);
  private final Set<Local> owned = new HashSet<>(2);
  private Sites sites;
  private @Nullable Home home;

  Arenas(Sites sites) {
    this.sites = sites;
    this.arenas = sites.arenas();
    this.frames = sites.frames();
  }

  /// What a class calls its own lifetime, and the place that it is at a construction.
  private record Home(String lifetime, Place place) {}

  /// A body that is being lowered, with the names of its arena and frame if it has them.
  static final class Entered {
    private final Body body;
    private final @Nullable String arena;
    private final @Nullable String frame;
    private boolean arenaUsed;
    private boolean frameUsed;

    private Entered(Body body, @Nullable String arena, @Nullable String frame) {
      this.body = body;
      this.arena = arena;
      this.frame = frame;
    }

    /// Whether something was put into the arena or the frame so far.
    boolean isUsed() {
      return arenaUsed || frameUsed;
    }

    /// The name of the arena, if something was put into it.
    @Nullable String arena() {
      return arenaUsed ? arena : null;
    }

    /// The name of the frame, if something was put into it.
    @Nullable String frame() {
      return frameUsed ? frame : null;
    }
  }

  /// The name of the hidden parameter for the allocator of a lifetime.
  static String parameter(String lifetime) {
    return "__bump_" + RustName.plain(lifetime);
  }

  /// Enters a body; `hint` tells its arena from that of a body of the same name around it.
  Entered enter(Body body, String base, String hint) {
    String arena = arenas.contains(body) ? name("__bump_" + base, hint) : null;
    String frame = null;
    if (frames.contains(body)) {
      frame = open.add(FRAME) ? FRAME : name(FRAME + "_" + base, hint);
    }
    Entered now = new Entered(body, arena, frame);
    entered.put(body, now);
    return now;
  }

  private String name(String wanted, String hint) {
    String name = wanted;
    if (!open.add(name)) {
      name += "_" + hint;
      while (!open.add(name)) {
        name += "_inner";
      }
    }
    return name;
  }

  void leave(Entered body) {
    entered.remove(body.body);
    if (body.arena != null) {
      open.remove(body.arena);
    }
    if (body.frame != null) {
      open.remove(body.frame);
    }
  }

  /// Notes that a local is an arena itself and no reference to one.
  void own(Local arena) {
    owned.add(arena);
  }

  /// Whether a local is an arena itself.
  boolean isOwned(Local local) {
    return owned.contains(local);
  }

  /// Whether an arena that the user handles must stay visible, since something goes there where the
  /// user does not name it.
  boolean mustStayVisible(Local local) {
    return sites.isUsedUnnamed(local);
  }

  /// The places of an expression, in the order of the hidden arguments.
  List<Place> at(TypedExpression e) {
    List<Place> places = sites.at(e);
    return switch (places.size()) {
      case 0 -> places;
      case 1 -> List.of(here(places.getFirst()));
      default -> places.stream().map(this::here).toList();
    };
  }

  /// The only place of an expression that makes something.
  Place placeOf(TypedExpression e) {
    List<Place> places = at(e);
    if (places.isEmpty()) {
      throw new IllegalStateException("no place for " + e);
    }
    return places.getFirst();
  }

  private Place here(Place place) {
    Home home = this.home;
    return home != null
            && place instanceof Place.Parameter(String lifetime)
            && lifetime.equals(home.lifetime())
        ? home.place()
        : place;
  }

  /// Lowers the default values that a call leaves to its callee.
  Expr inDefaults(TypedExpression call, Supplier<Expr> lowering) {
    return with(sites.defaultsOf(call), home, lowering);
  }

  /// Lowers the initial value of a field where an object is made whose own lifetime is `place`.
  Expr inHome(Sites initial, @Nullable String lifetime, Place place, Supplier<Expr> lowering) {
    return with(initial, lifetime == null ? null : new Home(lifetime, place), lowering);
  }

  private Expr with(Sites sites, @Nullable Home home, Supplier<Expr> lowering) {
    Sites sitesBefore = this.sites;
    Home homeBefore = this.home;
    this.sites = sites;
    this.home = home;
    Expr lowered = lowering.get();
    this.sites = sitesBefore;
    this.home = homeBefore;
    return lowered;
  }

  /// An arena or frame as the receiver of a call that puts something there.
  Expr receiver(Place place, Scope scope, Origin origin) {
    return Make.name(name(place, scope), origin);
  }

  /// An arena or frame as an argument.
  Expr argument(Place place, Scope scope, Origin origin) {
    Expr name = receiver(place, scope, origin);
    boolean reference =
        switch (place) {
          case Place.Parameter _ -> true;
          case Place.Variable(Local arena) -> !owned.contains(arena);
          case Place.Own _, Place.Temporary _ -> false;
        };
    return reference ? name : Make.borrow(name, origin);
  }

  private String name(Place place, Scope scope) {
    return switch (place) {
      case Place.Parameter(String lifetime) -> parameter(lifetime);
      case Place.Variable(Local arena) -> {
        String name = scope.nameOf(arena);
        if (name == null) {
          throw new IllegalStateException("`" + arena.name() + "` is not visible in the Rust code");
        }
        yield name;
      }
      case Place.Own(Body body) -> {
        Entered found = entered(body);
        found.arenaUsed = true;
        yield java.util.Objects.requireNonNull(found.arena);
      }
      case Place.Temporary(Body body) -> {
        Entered found = entered(body);
        found.frameUsed = true;
        yield java.util.Objects.requireNonNull(found.frame);
      }
    };
  }

  private Entered entered(Body body) {
    Entered found = entered.get(body);
    if (found == null) {
      throw new IllegalStateException("something is put into a body that is not around it");
    }
    return found;
  }
}
