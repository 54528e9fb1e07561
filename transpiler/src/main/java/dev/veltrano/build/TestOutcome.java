package dev.veltrano.build;

/// What became of one test block: its name as it was written, where it stands (`file:line`), and
/// what it printed if it failed, with positions in the Veltrano source.
public record TestOutcome(String name, String place, boolean passed, String output) {}
