package dev.veltrano.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The lines in which two texts differ, as `diff -u` shows them.
///
/// After Eugene W. Myers, *An O(ND) Difference Algorithm and Its Variations* (1986). Stretches that
/// are too different to be compared line by line are shown as replaced as a whole.
final class LineDiff {
  private static final int AROUND = 2;

  /// How many lines may differ for a stretch to be compared line by line.
  private static final int MOST_EDITS = 1500;

  private final String[] before;
  private final String[] after;

  /// Pairs of the numbers of equal lines.
  private final List<int[]> common = new ArrayList<>();

  private LineDiff(String before, String after) {
    this.before = lines(before);
    this.after = lines(after);
  }

  private static String[] lines(String text) {
    String[] lines = text.split("\n", -1);
    return lines[lines.length - 1].isEmpty() ? Arrays.copyOf(lines, lines.length - 1) : lines;
  }

  /// The hunks that lead from one text to the other, each line with `-`, `+` or a space in front.
  static List<String> of(String before, String after) {
    LineDiff diff = new LineDiff(before, after);
    diff.compare();
    return diff.hunks();
  }

  private void compare() {
    int start = 0;
    int shorter = Math.min(before.length, after.length);
    while (start < shorter && before[start].equals(after[start])) {
      common.add(new int[] {start, start});
      start++;
    }
    int tail = 0;
    while (tail < shorter - start
        && before[before.length - 1 - tail].equals(after[after.length - 1 - tail])) {
      tail++;
    }
    middle(start, before.length - tail, after.length - tail);
    for (int i = tail; i > 0; i--) {
      common.add(new int[] {before.length - i, after.length - i});
    }
  }

  private void middle(int start, int beforeEnd, int afterEnd) {
    int n = beforeEnd - start;
    int m = afterEnd - start;
    int most = Math.min(n + m, MOST_EDITS);
    int[] furthest = new int[2 * most + 3];
    List<int[]> trace = new ArrayList<>();
    for (int d = 0; d <= most; d++) {
      trace.add(Arrays.copyOfRange(furthest, most + 1 - d - 1, most + 1 + d + 2));
      for (int k = -d; k <= d; k += 2) {
        int at = most + 1 + k;
        boolean down = k == -d || (k != d && furthest[at - 1] < furthest[at + 1]);
        int x = down ? furthest[at + 1] : furthest[at - 1] + 1;
        int y = x - k;
        while (x < n && y < m && before[start + x].equals(after[start + y])) {
          x++;
          y++;
        }
        furthest[at] = x;
        if (x >= n && y >= m) {
          walkBack(trace, start, n, m);
          return;
        }
      }
    }
  }

  private void walkBack(List<int[]> trace, int start, int n, int m) {
    List<int[]> pairs = new ArrayList<>();
    int x = n;
    int y = m;
    for (int d = trace.size() - 1; d >= 0; d--) {
      int[] furthest = trace.get(d);
      int k = x - y;
      int at = k + d + 1;
      boolean down = k == -d || (k != d && furthest[at - 1] < furthest[at + 1]);
      int fromX = down ? furthest[at + 1] : furthest[at - 1];
      int fromY = fromX - (down ? k + 1 : k - 1);
      // equal lines behind the edit, or from the beginning on
      int stop = d == 0 ? 0 : down ? fromX : fromX + 1;
      while (x > stop) {
        x--;
        y--;
        pairs.add(new int[] {start + x, start + y});
      }
      x = fromX;
      y = fromY;
    }
    common.addAll(pairs.reversed());
  }

  private List<String> hunks() {
    List<String> shown = new ArrayList<>();
    int pair = 0;
    int i = 0;
    int j = 0;
    int shownTo = 0;
    while (i < before.length || j < after.length) {
      if (pair < common.size() && common.get(pair)[0] == i && common.get(pair)[1] == j) {
        pair++;
        i++;
        j++;
        continue;
      }
      int from = Math.max(shownTo, i - AROUND);
      if (shown.isEmpty() || from > shownTo) {
        shown.add("@@ line " + (from + 1) + " @@");
      }
      for (int k = from; k < i; k++) {
        shown.add(" " + before[k]);
      }
      int nextI = pair < common.size() ? common.get(pair)[0] : before.length;
      int nextJ = pair < common.size() ? common.get(pair)[1] : after.length;
      while (i < nextI) {
        shown.add("-" + before[i++]);
      }
      while (j < nextJ) {
        shown.add("+" + after[j++]);
      }
      shownTo = i;
      int stop = Math.min(before.length, i + AROUND);
      while (shownTo < stop
          && pair < common.size()
          && common.get(pair)[0] == shownTo
          && common.get(pair)[1] == j) {
        shown.add(" " + before[shownTo++]);
        pair++;
        i++;
        j++;
      }
    }
    return shown;
  }
}
