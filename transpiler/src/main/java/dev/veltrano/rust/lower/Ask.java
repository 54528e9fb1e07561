package dev.veltrano.rust.lower;

/// What the place of an expression tells Rust about its type.
///
/// Rust gives a literal that nothing pins the type `i32` or `f64`; Veltrano's literal has the type
/// that its checker found. So every place says how much it pins, and a literal makes up for the
/// rest with a suffix.
enum Ask {
  /// The place has a written type: a parameter, a field, a result, a `let` with a type.
  PINNED,
  /// The expression has the type of a neighbour, whatever that is.
  JOINED,
  /// Any integer type will do.
  ANY_INTEGER,
  /// Nothing is known and the type matters in the end: an argument of a format.
  FREE,
  /// The type must be known at once: the receiver of a method, the start value of a `let`.
  KNOWN
}
