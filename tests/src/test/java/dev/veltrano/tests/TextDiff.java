package dev.veltrano.tests;

import java.util.List;

/// The lines in which two texts differ, with some of the common ones around them.
final class TextDiff {
  private static final int AROUND = 3;

  private TextDiff() {}

  /// Lines of `expected` that are missing in `actual` begin with `-`, the others with `+`.
  static String of(String expected, String actual) {
    List<String> before = expected.lines().toList();
    List<String> after = actual.lines().toList();
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    StringBuilder all = new StringBuilder();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        all.append("  ").append(before.get(i)).append('\n');
        i++;
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        all.append("- ").append(before.get(i++)).append('\n');
      } else {
        all.append("+ ").append(after.get(j++)).append('\n');
      }
    }
    return shortened(all.toString().lines().toList());
  }

  private static String shortened(List<String> lines) {
    StringBuilder text = new StringBuilder();
    boolean left = false;
    for (int i = 0; i < lines.size(); i++) {
      boolean near = false;
      for (int k = Math.max(0, i - AROUND); k < Math.min(lines.size(), i + AROUND + 1); k++) {
        near |= !lines.get(k).startsWith("  ");
      }
      if (near) {
        text.append(lines.get(i)).append('\n');
      } else if (!left) {
        text.append("  ...\n");
      }
      left = !near;
    }
    return text.toString();
  }
}
