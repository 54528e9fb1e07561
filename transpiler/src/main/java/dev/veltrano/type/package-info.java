/// The type checker and the typed tree that it yields.
@org.jspecify.annotations.NullMarked
package dev.veltrano.type;
