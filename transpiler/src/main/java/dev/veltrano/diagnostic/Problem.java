package dev.veltrano.diagnostic;

/// A fact that a phase found: one record per kind of problem, which knows its code and its words,
/// so that each message is written in exactly one place. The idea is aya's and turbine's.
public interface Problem {

  /// The problem in words, with its places and fixes.
  Diagnostic diagnostic();
}
