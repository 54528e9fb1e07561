package dev.veltrano.cli;

import dev.veltrano.build.Environment;
import java.io.InputStream;
import java.io.OutputStream;

/// What a run of the command line has around it: its streams, which of them are terminals, how wide
/// the terminal is (0 if nobody knows), and the environment. A test hands in its own.
record Surroundings(
    InputStream in,
    OutputStream out,
    OutputStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int columns,
    Environment environment) {}
