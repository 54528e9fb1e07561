/// The typed tree: what the program means, every name bound, every expression with its type.
@org.jspecify.annotations.NullMarked
package dev.veltrano.type.tree;
