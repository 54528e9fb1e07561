package dev.veltrano.project;

import java.util.List;

/// What writing a crate did. Paths are those in the crate.
///
/// `keptEdits` are copies of files that somebody had changed by hand, under the names that they
/// have now: the generated file is the transpiler's, so it was renewed, but nobody's work is thrown
/// away.
public record Written(
    List<String> changed, int unchanged, List<String> removed, List<String> keptEdits) {}
