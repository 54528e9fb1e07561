package dev.veltrano.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what somebody meant who wrote something else: the candidate that needs the fewest letters
/// inserted, removed, replaced or swapped (the distance of Damerau), if those are few.
final class Nearest {
  private Nearest() {}

  static @Nullable String of(String written, List<String> candidates) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int distance =
          candidate.startsWith(written) && written.length() > 2 ? 1 : distance(written, candidate);
      int allowed = Math.max(1, Math.max(written.length(), candidate.length()) / 3);
      if (distance <= allowed && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1);
        least = Math.min(least, table[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, table[i - 2][j - 2] + 1);
        }
        table[i][j] = least;
      }
    }
    return table[a.length()][b.length()];
  }
}
