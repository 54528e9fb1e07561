package dev.veltrano.resolve;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Finds the name that somebody probably meant.
///
/// The measure is the optimal string alignment distance (Damerau-Levenshtein without repeated
/// edits), as in rustc and javac; a third of the name may be wrong.
public final class Spelling {
  private Spelling() {}

  /// The nearest of the candidates, or `null` where none is near. Ties go to the one that comes
  /// first in the alphabet, so that the answer does not depend on the order of a hash table.
  public static @Nullable String nearest(String name, Collection<String> candidates) {
    if (name.isEmpty()) {
      return null;
    }
    String best = null;
    int bestDistance = Math.max(1, name.length() / 3) + 1;
    for (String candidate : candidates) {
      if (candidate.isEmpty() || candidate.equals(name)) {
        continue;
      }
      int distance = distance(name, candidate, bestDistance);
      if (distance < bestDistance
          || (distance == bestDistance && best != null && candidate.compareTo(best) < 0)) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static int distance(String a, String b, int limit) {
    if (a.equalsIgnoreCase(b)) {
      return 0;
    }
    if (Math.abs(a.length() - b.length()) > limit) {
      return Integer.MAX_VALUE;
    }
    if (a.length() == 1 || b.length() == 1) {
      return Integer.MAX_VALUE;
    }
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
