package dev.veltrano.project;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the word that was meant among the words there are: the one that takes the fewest inserted,
/// deleted, replaced or swapped letters, if it takes few enough for its length.
final class Spelling {
  private final String wanted;
  private @Nullable String best;
  private int distance;

  Spelling(String wanted) {
    this.wanted = wanted.toLowerCase(Locale.ROOT).replace('_', '-');
    this.distance = Math.max(1, wanted.length() / 3) + 1;
  }

  /// Offers a word; of equally near ones the first in the alphabet wins.
  void offer(String word) {
    int steps = distance(wanted, word.toLowerCase(Locale.ROOT).replace('_', '-'));
    boolean nearer = steps < distance;
    boolean earlier = steps == distance && best != null && word.compareTo(best) < 0;
    if (nearer || earlier) {
      distance = steps;
      best = word;
    }
  }

  Optional<String> best() {
    return Optional.ofNullable(best);
  }

  /// The distance of Damerau and Levenshtein, without moving a letter twice.
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = above;
      above = row;
      row = spare;
    }
    return above[b.length()];
  }
}
