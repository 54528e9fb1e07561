/// The command line: arguments in, words and an exit status out. Everything it shows goes through
/// [dev.veltrano.cli.Terminal]; what it does is done by the sessions of `build`.
@org.jspecify.annotations.NullMarked
package dev.veltrano.cli;
