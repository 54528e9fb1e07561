/// The Cargo project on disk.
@org.jspecify.annotations.NullMarked
package dev.veltrano.project;
