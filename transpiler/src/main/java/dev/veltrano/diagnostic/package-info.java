/// What the compiler has to say to people: facts with positions, causes and fixes, and how they are
/// shown.
@org.jspecify.annotations.NullMarked
package dev.veltrano.diagnostic;
