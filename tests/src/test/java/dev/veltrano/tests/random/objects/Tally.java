package dev.veltrano.tests.random.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts what became of random programs, by level and by code.
///
/// Bold programs ask for what cannot always be had; they are counted apart, and so are those with
/// arenas by hand and with labels, in the share of what has to be accepted.
final class Tally {
  private static final int UNLABELLED = 7;

  private final int[] all = new int[Maker.LEVELS + 1];
  private final int[] refused = new int[Maker.LEVELS + 1];
  private int allBold;
  private int refusedBold;
  private int compared;
  private final Map<String, List<Long>> reasons = new TreeMap<>();
  private int alsoByRust;
  private final Map<String, List<Long>> onlyHere = new TreeMap<>();

  void add(ObjectRun run) {
    compared += run.compared();
    for (long seed : run.seeds()) {
      String why = run.refusal(seed);
      boolean bold = Maker.isBold(seed);
      if (!why.isEmpty()) {
        reasons.computeIfAbsent((bold ? "bold " : "") + why, _ -> new ArrayList<>()).add(seed);
      }
      if (bold) {
        allBold++;
        refusedBold += why.isEmpty() ? 0 : 1;
      } else {
        all[Maker.level(seed)]++;
        refused[Maker.level(seed)] += why.isEmpty() ? 0 : 1;
      }
    }
  }

  /// What rustc says to the programs that a run refuses for their lifetimes.
  void addRust(ObjectRun run, Map<Long, String> said) {
    said.forEach((seed, text) -> {
      if (text.isEmpty()) {
        onlyHere.computeIfAbsent(run.refusal(seed), _ -> new ArrayList<>()).add(seed);
      } else {
        alsoByRust++;
      }
    });
  }

  /// What is accepted of the programs without labels and arenas by hand.
  double share() {
    int made = 0;
    int not = 0;
    for (int level = 1; level <= UNLABELLED; level++) {
      made += all[level];
      not += refused[level];
    }
    return made == 0 ? 1 : 1 - (double) not / made;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int level = 1; level <= Maker.LEVELS; level++) {
      text.append(
          "level %d: %d of %d accepted%n"
              .formatted(level, all[level] - refused[level], all[level]));
    }
    text.append("bold: %d of %d accepted%n".formatted(allBold - refusedBold, allBold));
    text.append("without labels and arenas by hand: %.2f %% accepted%n".formatted(100 * share()));
    text.append("outputs compared: %d%n".formatted(compared));
    list(text, "", reasons);
    int only = onlyHere.values().stream().mapToInt(List::size).sum();
    text.append(
        "refused for lifetimes and asked about: %d, by rustc, too: %d%n"
            .formatted(alsoByRust + only, alsoByRust));
    list(text, "only here: ", onlyHere);
    return text.toString();
  }

  private static void list(StringBuilder text, String what, Map<String, List<Long>> found) {
    found.forEach((why, seeds) ->
        text.append(
            "%s%d %s, seeds %s%n"
                .formatted(what, seeds.size(), why, seeds.subList(0, Math.min(8, seeds.size())))));
  }
}
