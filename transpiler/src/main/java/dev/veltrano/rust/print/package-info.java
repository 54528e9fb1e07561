/// Prints the Rust tree as rustfmt would leave it, and notes while it prints where everything came
/// from.
@NullMarked
package dev.veltrano.rust.print;

import org.jspecify.annotations.NullMarked;
