/// Measurements: the transpiler against javac and cargo, never part of a test.
@org.jspecify.annotations.NullMarked
package dev.veltrano.bench;
