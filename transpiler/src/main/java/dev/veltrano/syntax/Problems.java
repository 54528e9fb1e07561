package dev.veltrano.syntax;

import dev.veltrano.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Collects what is wrong with one file. After [#LIMIT] problems the rest is dropped: such a file
/// is not Veltrano.
final class Problems implements Consumer<SyntaxProblem> {
  static final int LIMIT = 1000;

  private final List<SyntaxProblem> problems = new ArrayList<>();

  @Override
  public void accept(SyntaxProblem problem) {
    if (problems.size() < LIMIT) {
      problems.add(problem);
    }
  }

  /// All problems in words, by position; those of one place in the order they were found.
  List<Diagnostic> diagnostics() {
    if (problems.isEmpty()) {
      return List.of();
    }
    List<Diagnostic> diagnostics = new ArrayList<>(problems.size());
    for (SyntaxProblem problem : problems) {
      diagnostics.add(problem.diagnostic());
    }
    diagnostics.sort(Comparator.comparingInt(Problems::position));
    return List.copyOf(diagnostics);
  }

  private static int position(Diagnostic diagnostic) {
    return diagnostic.labels().isEmpty() ? 0 : diagnostic.labels().getFirst().span().start();
  }
}
