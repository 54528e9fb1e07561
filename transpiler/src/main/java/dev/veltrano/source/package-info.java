/// Files, positions in them, and lines.
@org.jspecify.annotations.NullMarked
package dev.veltrano.source;
