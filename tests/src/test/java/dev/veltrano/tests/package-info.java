/// Tests that see the transpiler from outside: programs in, messages, Rust and running programs
/// out.
@NullMarked
package dev.veltrano.tests;

import org.jspecify.annotations.NullMarked;
