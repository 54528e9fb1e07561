package dev.veltrano.diagnostic;

import dev.veltrano.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The order in which diagnostics are shown: those about no file first, then by file name, place,
/// code and words, each only once.
///
/// The order depends on nothing else, so a run on many threads says the same as a run on one. Two
/// diagnostics are the same when code, primary place and message agree; the first one found stays.
public final class DiagnosticOrder implements Comparator<Diagnostic> {
  private DiagnosticOrder() {}

  /// The diagnostics in the order of this class, without repetitions.
  public static List<Diagnostic> ordered(List<Diagnostic> diagnostics) {
    if (diagnostics.size() < 2) {
      return List.copyOf(diagnostics);
    }
    DiagnosticOrder order = new DiagnosticOrder();
    List<Diagnostic> sorted = new ArrayList<>(diagnostics);
    sorted.sort(order);
    List<Diagnostic> once = new ArrayList<>(sorted.size());
    for (Diagnostic diagnostic : sorted) {
      if (once.isEmpty() || order.compare(once.getLast(), diagnostic) != 0) {
        once.add(diagnostic);
      }
    }
    return List.copyOf(once);
  }

  @Override
  public int compare(Diagnostic left, Diagnostic right) {
    if (left.labels().isEmpty() || right.labels().isEmpty()) {
      int placeless = Boolean.compare(!left.labels().isEmpty(), !right.labels().isEmpty());
      return placeless != 0 ? placeless : compareWords(left, right);
    }
    Label first = left.labels().getFirst();
    Label second = right.labels().getFirst();
    int result = first.file().name().compareTo(second.file().name());
    if (result == 0) {
      result = comparePlaces(first.span(), second.span());
    }
    return result != 0 ? result : compareWords(left, right);
  }

  private static int comparePlaces(Span left, Span right) {
    int result = Integer.compare(left.start(), right.start());
    return result != 0 ? result : Integer.compare(left.length(), right.length());
  }

  private static int compareWords(Diagnostic left, Diagnostic right) {
    int result = left.code().id().compareTo(right.code().id());
    return result != 0 ? result : left.message().compareTo(right.message());
  }
}
