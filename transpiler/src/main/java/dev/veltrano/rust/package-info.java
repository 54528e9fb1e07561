/// From typed trees to Rust.
@org.jspecify.annotations.NullMarked
package dev.veltrano.rust;
