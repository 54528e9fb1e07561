package dev.veltrano.tests.random.objects;

import java.io.IOException;
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
  private static final int SAMPLE = 60;

  private final int[] all = new int[Maker.LEVELS + 1];
  private final int[] refused = new int[Maker.LEVELS + 1];
  private int allBold;
  private int refusedBold;
  int compared;
  private final Map<String, List<Long>> reasons = new TreeMap<>();
  private final List<Long> forRust = new ArrayList<>();

  void add(ObjectRun run) {
    for (long seed : run.seeds()) {
      String why = run.refused().get(seed);
      boolean bold = Maker.isBold(seed);
      if (why != null) {
        reasons.computeIfAbsent((bold ? "bold " : "") + why, _ -> new ArrayList<>()).add(seed);
        if (why.startsWith("VL04") || why.startsWith("VL05")) {
          forRust.add(seed);
        }
      }
      if (bold) {
        allBold++;
        refusedBold += why == null ? 0 : 1;
      } else {
        all[Maker.level(seed)]++;
        refused[Maker.level(seed)] += why == null ? 0 : 1;
      }
    }
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

  /// How many of the programs that Veltrano refuses rustc refuses, too.
  String refusedByRust() throws IOException {
    RustLook look = new RustLook();
    int agreed = 0;
    int without = 0;
    List<Long> alone = new ArrayList<>();
    for (long seed : forRust.subList(0, Math.min(SAMPLE, forRust.size()))) {
      String said = look.complaintOfRefused(Piece.vl(Maker.program(seed)));
      if (said == null) {
        without++;
      } else if (said.isEmpty()) {
        alone.add(seed);
      } else {
        agreed++;
      }
    }
    return "refused by rustc, too: %d; only by Veltrano: %s; no Rust: %d"
        .formatted(agreed, alone, without);
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
    reasons.forEach((why, seeds) ->
        text.append(
            "%d %s, seeds %s%n"
                .formatted(seeds.size(), why, seeds.subList(0, Math.min(8, seeds.size())))));
    return text.toString();
  }
}
