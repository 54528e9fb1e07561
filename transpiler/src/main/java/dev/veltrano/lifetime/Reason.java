package dev.veltrano.lifetime;

import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// Why one region must outlive another: what was done with a value, where, and with which place.
/// `call` is the callee's name where its contract asks for it. Where a class must fit exactly, `by`
/// is that class, and `lifetime` the one of its lifetimes that is exact.
record Reason(
    Verb verb,
    Span span,
    @Nullable String target,
    @Nullable String call,
    @Nullable ClassRegions by,
    int lifetime) {

  Reason(Verb verb, Span span, @Nullable String target, @Nullable String call) {
    this(verb, span, target, call, null, -1);
  }

  /// What was done with the value.
  enum Verb {
    /// Given to a local.
    NAMED,
    /// Put into a field, an element, or another place.
    STORED,
    RETURNED,
    PASSED,
    /// What a callee does with it.
    CALLED,
    /// The value of a lambda.
    YIELDED,
    /// The other way of a flow into something exact.
    EXACT,
    /// What an object is put into.
    PLACED,
    /// What refers to something dies before it.
    IMPLIED,
    /// The user wrote a label.
    LABELLED
  }

  /// The reason for the other direction, where a type must fit exactly.
  Reason exact() {
    return verb == Verb.EXACT ? this : new Reason(Verb.EXACT, span, target, call);
  }

  /// The reason for the other direction, where one lifetime of a class must fit exactly.
  Reason exact(ClassRegions of, int index) {
    return new Reason(Verb.EXACT, span, target, call, of, index);
  }

  static final Reason IMPLIED = new Reason(Verb.IMPLIED, new Span(0, 0), null, null);
}
