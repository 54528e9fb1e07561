package dev.veltrano.type.tree;

import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import org.jspecify.annotations.Nullable;

/// A name with a value inside one function: a parameter, a `val` or `var`, a loop variable, what a
/// pattern binds, or the copy of a nullable place that a check proved not to be null.
///
/// Locals are compared by identity. The checker counts reads and writes while it walks the
/// function; once the function is checked, nothing changes any more.
public final class Local {

  /// Where the local comes from.
  public enum Kind {
    SELF,
    PARAMETER,
    VAL,
    VAR,
    LOOP,
    PATTERN,
    /// The not-null copy of another place: bound by the null test that proves it.
    NARROWED
  }

  private final Kind kind;
  private final String name;
  private final Type type;
  private final Span nameSpan;
  private final @Nullable TypedExpression narrowedFrom;
  private int reads;
  private int writes;
  private boolean deferredStart;
  private boolean originalWritten;
  private boolean captured;
  private boolean writtenByCapture;

  public Local(Kind kind, String name, Type type, Span nameSpan) {
    this(kind, name, type, nameSpan, null);
  }

  public Local(
      Kind kind, String name, Type type, Span nameSpan, @Nullable TypedExpression narrowedFrom) {
    this.kind = kind;
    this.name = name;
    this.type = type;
    this.nameSpan = nameSpan;
    this.narrowedFrom = narrowedFrom;
  }

  public Kind kind() {
    return kind;
  }

  /// The name as written; for a narrowed copy, the last name of the place that it copies.
  public String name() {
    return name;
  }

  public Type type() {
    return type;
  }

  public Span nameSpan() {
    return nameSpan;
  }

  /// The nullable place that a narrowed local is the copy of.
  public @Nullable TypedExpression narrowedFrom() {
    return narrowedFrom;
  }

  /// How many uses read it (for a narrowed copy: how many uses rely on the proof).
  public int reads() {
    return reads;
  }

  /// How many times it is assigned after its declaration, places inside of it included.
  public int writes() {
    return writes;
  }

  /// Whether it is declared without a value and assigned later on every path.
  public boolean deferredStart() {
    return deferredStart;
  }

  /// For a narrowed copy: whether the `var` that it copies is assigned while the copy is known, so
  /// that the two need different names in Rust.
  public boolean originalWritten() {
    return originalWritten;
  }

  /// Whether a lambda or a `defer` inside of which it is not declared uses it, so that a `var` is
  /// shared between the two.
  public boolean isCaptured() {
    return captured;
  }

  /// Whether such a lambda or `defer` assigns it, or a place inside of it.
  public boolean isWrittenByCapture() {
    return writtenByCapture;
  }

  public void countRead() {
    reads++;
  }

  public void countWrite() {
    writes++;
  }

  public void markDeferredStart() {
    deferredStart = true;
  }

  public void markOriginalWritten() {
    originalWritten = true;
  }

  public void markCaptured() {
    captured = true;
  }

  public void markWrittenByCapture() {
    captured = true;
    writtenByCapture = true;
  }

  @Override
  public String toString() {
    return name;
  }
}
