package dev.veltrano.bench;

import dev.veltrano.build.ModuleSource;
import dev.veltrano.build.Transpile;
import dev.veltrano.build.Transpiled;
import dev.veltrano.build.Workers;
import dev.veltrano.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/// The whole way from source text to Rust text, warm, on all processors.
final class WholeSpeed {
  private static final int WARM_UP = 15;
  private static final int ROUNDS = 15;

  private WholeSpeed() {}

  public static void main(String[] args) {
    int wanted = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    List<ModuleSource> modules = new ArrayList<>();
    long lines = 0;
    for (Corpus.Twin file : Corpus.generate(42, wanted, 2_000)) {
      String path = "src/" + file.name() + ".vl";
      modules.add(new ModuleSource(file.name(), SourceFile.of(path, file.veltrano()), path));
      lines += file.veltrano().lines().count();
    }
    double[] all = new double[ROUNDS];
    double[] checks = new double[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      double check = seconds(modules, false);
      double whole = seconds(modules, true);
      if (round >= 0) {
        checks[round] = lines / check;
        all[round] = lines / whole;
      }
    }
    System.out.printf("whole transpile: %,d lines in %d modules%n", lines, modules.size());
    System.out.printf(
        "  check only               %,12.0f lines/s (median)%n", FrontEndSpeed.median(checks));
    System.out.printf(
        "  to Rust text             %,12.0f lines/s (median; wanted: 300,000 or more)%n",
        FrontEndSpeed.median(all));
  }

  private static double seconds(List<ModuleSource> modules, boolean rust) {
    long start = System.nanoTime();
    Transpiled result =
        Transpile.run(modules, new Transpile.Options(false, rust, Workers.ofProcessors()));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (result.hasErrors()) {
      throw new IllegalStateException("the corpus has errors: " + result.diagnostics().getFirst());
    }
    return seconds;
  }
}
