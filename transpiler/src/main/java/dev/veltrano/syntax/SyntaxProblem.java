package dev.veltrano.syntax;

import dev.veltrano.diagnostic.Problem;

/// What can be wrong with the text of a file, one record per kind of problem.
public interface SyntaxProblem extends Problem {}
