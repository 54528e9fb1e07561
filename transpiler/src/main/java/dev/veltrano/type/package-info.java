/// Types, what they have, and what the language brings along for its own.
@org.jspecify.annotations.NullMarked
package dev.veltrano.type;
