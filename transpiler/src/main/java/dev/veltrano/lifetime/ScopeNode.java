package dev.veltrano.lifetime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that is entered and left while a function runs, and whose arena, if it has one, ends
/// when it is left (for a loop: with each iteration).
final class ScopeNode {

  enum Kind {
    FUNCTION,
    LOOP,
    LAMBDA,
    /// A labelled block; it has an arena only if its label is used for one.
    BLOCK,
    /// The block of `useArena`, whose arena the user names.
    USE_ARENA
  }

  final Kind kind;

  /// Its place among the scopes of the body, in the order in which they are entered.
  final int number;

  /// The number of the first scope that is entered after it is left.
  int end = Integer.MAX_VALUE;

  final Body body;
  final @Nullable ScopeNode parent;
  final @Nullable String label;

  /// The operands that wait while the scope runs, the sequence of a `for` among them.
  final List<RegionType> held;

  /// What the scope gives to the outside: the result of a lambda.
  RegionType gives = RegionType.Plain.PLAIN;

  /// The region of its arena where the user names it; -1 until then.
  int region = -1;

  ScopeNode(
      Kind kind,
      int number,
      Body body,
      @Nullable ScopeNode parent,
      @Nullable String label,
      List<RegionType> held) {
    this.kind = kind;
    this.number = number;
    this.body = body;
    this.parent = parent;
    this.label = label;
    this.held = held.isEmpty() ? List.of() : new ArrayList<>(held);
  }

  /// Whether this is `other` or inside of it.
  boolean isWithin(ScopeNode other) {
    return number >= other.number && number < other.end;
  }
}
