/// Random programs that are well typed, made from a seed: Veltrano takes them, so rustc, clippy and
/// rustfmt must take their Rust, and running it must do what the typed tree says.
@org.jspecify.annotations.NullMarked
package dev.veltrano.tests.random;
