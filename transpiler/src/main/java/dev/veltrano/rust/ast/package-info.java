/// The Rust that the transpiler generates, as a tree of sealed interfaces and records.
@NullMarked
package dev.veltrano.rust.ast;

import org.jspecify.annotations.NullMarked;
