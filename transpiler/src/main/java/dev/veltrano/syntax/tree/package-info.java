/// The syntax tree: what was written, as sealed interfaces and records.
@org.jspecify.annotations.NullMarked
package dev.veltrano.syntax.tree;
