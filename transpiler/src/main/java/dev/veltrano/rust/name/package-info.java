/// The one place where names of Veltrano become names of Rust.
@org.jspecify.annotations.NullMarked
package dev.veltrano.rust.name;
