/// Sessions: reading a program, checking it, running Cargo.
@org.jspecify.annotations.NullMarked
package dev.veltrano.build;
