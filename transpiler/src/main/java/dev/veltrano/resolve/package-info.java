/// From names to what they mean.
@org.jspecify.annotations.NullMarked
package dev.veltrano.resolve;
