package dev.veltrano.lifetime;

import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// Why one region must outlive another: what was done with a value, where, and with which place.
/// `call` is the callee's name where its contract asks for it.
record Reason(Verb verb, Span span, @Nullable String target, @Nullable String call) {

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

  static final Reason IMPLIED = new Reason(Verb.IMPLIED, new Span(0, 0), null, null);
}
