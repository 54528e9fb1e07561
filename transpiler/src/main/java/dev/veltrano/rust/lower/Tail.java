package dev.veltrano.rust.lower;

/// What becomes of the value at the end of a block.
enum Tail {
  /// It is thrown away.
  UNIT,
  /// It is the value of the block.
  VALUE,
  /// It is the result of the function, whose end this is: `return x` is just `x` here.
  RETURN
}
