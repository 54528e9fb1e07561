/// From the typed tree and the places of the lifetime analysis to the tree of the Rust that a
/// person would have written.
@org.jspecify.annotations.NullMarked
package dev.veltrano.rust.lower;
