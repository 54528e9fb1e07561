/// Sessions: reading a program, checking it, writing its Cargo project, running Cargo, and saying
/// what happened in terms of the Veltrano source.
@org.jspecify.annotations.NullMarked
package dev.veltrano.build;
