package dev.veltrano.type.check;

import dev.veltrano.type.tree.Local;
import org.jspecify.annotations.Nullable;

/// What is known at a point of a function: whether it can be reached, which nullable places are
/// proved not to be null, and which locals may not have a value yet.
///
/// Immutable; the lists are persistent, so that branches share what they have in common. This is
/// the flow-sensitive half of the checker, after Kotlin's smart casts and Java's definite
/// assignment.
record Flow(boolean dead, @Nullable Fact facts, @Nullable Unset unset) {

  static final Flow START = new Flow(false, null, null);

  /// The place `path` is not null; `bound` is its copy.
  record Fact(Place place, Local bound, @Nullable Fact next) {}

  /// A place that cannot change behind the checker's back: a local and `val` fields of it. `fields`
  /// has the names joined by dots, empty for the local itself.
  record Place(Local root, String fields) {
    boolean same(Place other) {
      return root == other.root && fields.equals(other.fields);
    }
  }

  /// `local` was declared without a value. `certain` tells whether it has none on any path; if not,
  /// some path gave it one.
  record Unset(Local local, boolean certain, @Nullable Unset next) {}

  Flow die() {
    return dead ? this : new Flow(true, facts, unset);
  }

  Flow revive() {
    return dead ? new Flow(false, facts, unset) : this;
  }

  Flow withFact(Place place, Local bound) {
    return new Flow(dead, new Fact(place, bound, facts), unset);
  }

  /// The not-null copy of `place`, or `null` where nothing is known.
  @Nullable Local fact(Place place) {
    for (Fact fact = facts; fact != null; fact = fact.next) {
      if (fact.place.same(place)) {
        return fact.bound;
      }
    }
    return null;
  }

  /// Forgets what is known of `root`, because it is assigned; the copies are marked.
  Flow forget(Local root) {
    boolean found = false;
    for (Fact fact = facts; fact != null; fact = fact.next) {
      if (fact.place.root == root) {
        fact.bound.markOriginalWritten();
        found = true;
      }
    }
    return found ? new Flow(dead, without(facts, root), unset) : this;
  }

  private static @Nullable Fact without(@Nullable Fact facts, Local root) {
    if (facts == null) {
      return null;
    }
    Fact rest = without(facts.next, root);
    if (facts.place.root == root) {
      return rest;
    }
    return rest == facts.next ? facts : new Fact(facts.place, facts.bound, rest);
  }

  /// What is known without what is known of `var`s.
  Flow withoutVariables() {
    Fact rest = withoutVariables(facts);
    return rest == facts ? this : new Flow(dead, rest, unset);
  }

  private static @Nullable Fact withoutVariables(@Nullable Fact facts) {
    if (facts == null) {
      return null;
    }
    Fact rest = withoutVariables(facts.next);
    if (facts.place.root.kind() == Local.Kind.VAR) {
      return rest;
    }
    return rest == facts.next ? facts : new Fact(facts.place, facts.bound, rest);
  }

  Flow declareUnset(Local local) {
    return new Flow(dead, facts, new Unset(local, true, unset));
  }

  @Nullable Unset unset(Local local) {
    for (Unset entry = unset; entry != null; entry = entry.next) {
      if (entry.local == local) {
        return entry;
      }
    }
    return null;
  }

  /// `local` has a value from here on.
  Flow set(Local local) {
    return unset(local) == null ? this : new Flow(dead, facts, without(unset, local));
  }

  private static @Nullable Unset without(@Nullable Unset unset, Local local) {
    if (unset == null) {
      return null;
    }
    if (unset.local == local) {
      return unset.next;
    }
    return new Unset(unset.local, unset.certain, without(unset.next, local));
  }

  /// What is known where two paths meet.
  static Flow join(Flow a, Flow b) {
    if (a == b || b.dead) {
      return a;
    }
    if (a.dead) {
      return b;
    }
    Fact facts = a.facts == b.facts ? a.facts : common(a.facts, b);
    Unset unset = a.unset == b.unset ? a.unset : union(a.unset, b.unset, a, b);
    return new Flow(false, facts, unset);
  }

  private static @Nullable Fact common(@Nullable Fact facts, Flow other) {
    Fact result = null;
    for (Fact fact = facts; fact != null; fact = fact.next) {
      for (Fact there = other.facts; there != null; there = there.next) {
        if (there.bound == fact.bound) {
          result = new Fact(fact.place, fact.bound, result);
        }
      }
    }
    return result;
  }

  private static @Nullable Unset union(
      @Nullable Unset a, @Nullable Unset b, Flow left, Flow right) {
    Unset result = null;
    for (Unset entry = a; entry != null; entry = entry.next) {
      Unset there = right.unset(entry.local);
      boolean certain = entry.certain && there != null && there.certain;
      result = new Unset(entry.local, certain, result);
    }
    for (Unset entry = b; entry != null; entry = entry.next) {
      if (left.unset(entry.local) == null) {
        result = new Unset(entry.local, false, result);
      }
    }
    return result;
  }
}
