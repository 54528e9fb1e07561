package dev.veltrano.tests.random.objects;

import org.jspecify.annotations.Nullable;

/// Where values of a function may have to live, as a class of a union-find.
///
/// Nothing that is made in a function may be claimed by two places of its caller that nothing
/// relates: the answer would be a message that asks for a label. So a home has at most one claim as
/// soon as something fresh is in it. This is stricter than Veltrano is.
final class Home {
  private Home up = this;
  private int claims;
  private boolean fresh;
  private @Nullable Open arena;
  private @Nullable Open born;
  private boolean locked;

  /// An arena while it is open, in others.
  static final class Open {
    private final @Nullable Open outer;

    Open(@Nullable Open outer) {
      this.outer = outer;
    }

    static boolean isIn(@Nullable Open inner, @Nullable Open outer) {
      for (Open at = inner; ; at = at.outer) {
        if (at == outer) {
          return true;
        }
        if (at == null) {
          return false;
        }
      }
    }
  }

  private Home(int claims, boolean fresh, @Nullable Open born) {
    this.claims = claims;
    this.fresh = fresh;
    this.born = born;
  }

  static Home parameter(boolean claims) {
    return new Home(claims ? 1 : 0, false, null);
  }

  static Home fresh(@Nullable Open born) {
    return new Home(0, true, born);
  }

  static Home in(Open arena) {
    Home home = new Home(0, true, arena);
    home.arena = arena;
    return home;
  }

  /// What is lent for the time of a call.
  static Home locked() {
    Home home = new Home(1, false, null);
    home.locked = true;
    return home;
  }

  Home root() {
    while (up != up.up) {
      up = up.up;
    }
    return up;
  }

  boolean isFresh() {
    return root().fresh;
  }

  void freshen() {
    root().fresh = true;
  }

  enum Relation {
    DONE,
    /// Nothing has to be equal, but callers have to know.
    LOOSE,
    REFUSED
  }

  /// One is stored in the other. `exact` if that makes them one. `twice` if two may claim something
  /// fresh.
  static Relation relate(
      @Nullable Home a, @Nullable Home b, boolean exact, boolean bold, boolean twice) {
    if (a == null || b == null) {
      return Relation.DONE;
    }
    Home one = a.root();
    Home two = b.root();
    if (one == two) {
      return Relation.DONE;
    }
    if (!bold) {
      if (one.locked || two.locked) {
        return Relation.REFUSED;
      }
      if (one.arena != two.arena && !joins(one, two) && !joins(two, one)) {
        return Relation.REFUSED;
      }
      if (one.claims + two.claims > 1 && !exact && !twice) {
        return one.fresh || two.fresh ? Relation.REFUSED : Relation.LOOSE;
      }
    }
    two.up = one;
    if (!Open.isIn(two.born, one.born)) {
      one.born = two.born;
    }
    one.claims = Math.min(1, one.claims + two.claims);
    one.fresh |= two.fresh;
    one.locked |= two.locked;
    if (one.arena == null) {
      one.arena = two.arena;
    }
    return Relation.DONE;
  }

  /// What is made while an arena is open may hold what lies in it.
  private static boolean joins(Home free, Home held) {
    return free.arena == null && free.claims == 0 && free.fresh && Open.isIn(free.born, held.arena);
  }
}
