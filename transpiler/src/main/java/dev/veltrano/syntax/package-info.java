/// From text to tokens and trees.
@org.jspecify.annotations.NullMarked
package dev.veltrano.syntax;
