/// How diagnostics are shown: for people at a terminal, in one line each, as JSON lines, as SARIF.
///
/// Everything here is a pure function from diagnostics to text.
@org.jspecify.annotations.NullMarked
package dev.veltrano.diagnostic.render;
