package dev.veltrano.bench;

import dev.veltrano.build.ModuleSource;
import dev.veltrano.build.Transpile;
import dev.veltrano.build.Transpiled;
import dev.veltrano.build.Workers;
import dev.veltrano.lifetime.Lifetimes;
import dev.veltrano.resolve.ModuleFile;
import dev.veltrano.resolve.Resolver;
import dev.veltrano.source.Parallel;
import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.Parser;
import dev.veltrano.type.check.Checker;
import dev.veltrano.type.tree.TypedProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What the analysis of lifetimes costs: its share of the whole, whether it grows with the program
/// in proportion, and programs of shapes that are hard for it. Warm.
final class AnalysisSpeed {
  private static final int[] SIZES = {25_000, 50_000, 100_000};

  private AnalysisSpeed() {}

  public static void main(String[] args) {
    double scale = args.length > 0 ? Integer.parseInt(args[0]) / 100_000.0 : 1;
    System.out.println("analysis of lifetimes, warm");
    for (int round = 0; round < 2; round++) {
      for (int size : SIZES) {
        corpus((int) (size * scale), round == 0 ? 8 : 9, round > 0);
      }
    }
    shape("a group of 2,000 functions that call each other", Shapes.cycle(2_000), 1);
    shape("a chain of calls through 10,000 functions", Shapes.chain(10_000), 0);
    shape("one function of 10,000 lines with objects", Shapes.longFunction(10_000), 0);
    shape("one function of 20,000 lines with objects", Shapes.longFunction(20_000), 2);
    shape("a class of 200 fields, functions of 200 parameters", Shapes.wide(200), 0);
  }

  /// Seconds of the analysis and of the whole way to Rust.
  private record Times(double analysis, double whole) {}

  private static void corpus(int wanted, int rounds, boolean print) {
    List<ModuleSource> modules = new ArrayList<>();
    long lines = 0;
    for (Corpus.Twin file : Corpus.generate(42, wanted, 2_000)) {
      String path = "src/" + file.name() + ".vl";
      modules.add(new ModuleSource(file.name(), SourceFile.of(path, file.veltrano()), path));
      lines += file.veltrano().lines().count();
    }
    Times times = measure(modules, rounds);
    if (print) {
      System.out.printf(
          "  %,9d lines  %8.0f ms  %,10.0f lines/s  %3.0f %% of the whole (wanted: 50 or less)%n",
          lines, times.analysis * 1000, lines / times.analysis, times.analysis / times.whole * 100);
    }
  }

  /// `limit` is how many seconds are wanted for the analysis, 0 where nothing is.
  private static void shape(String what, String text, int limit) {
    List<ModuleSource> modules =
        List.of(new ModuleSource("main", SourceFile.of("src/main.vl", text), "src/main.vl"));
    // Each round of a shape is one long method for the JVM as well; a few make it warm.
    measure(modules, 3);
    Times times = measure(modules, 5);
    System.out.printf(
        "  %-52s %8.0f ms of %6.0f ms%s%n",
        what,
        times.analysis * 1000,
        times.whole * 1000,
        limit == 0 ? "" : "   (wanted: less than " + limit * 1000 + ")");
  }

  private static Times measure(List<ModuleSource> modules, int rounds) {
    double[] analyses = new double[rounds];
    double[] wholes = new double[rounds];
    Workers workers = Workers.ofProcessors();
    Parallel parallel = new OnWorkers(workers);
    for (int round = 0; round < rounds; round++) {
      TypedProgram program = Workers.onBigStack(() -> checked(modules));
      long start = System.nanoTime();
      boolean errors =
          Workers.onBigStack(() -> Lifetimes.analyse(program, parallel)).diagnostics().stream()
              .anyMatch(diagnostic -> diagnostic.isError());
      analyses[round] = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      Transpiled result = Transpile.run(modules, new Transpile.Options(false, true, workers));
      wholes[round] = (System.nanoTime() - start) / 1e9;
      if (errors || result.hasErrors()) {
        throw new IllegalStateException("errors: " + result.diagnostics().getFirst());
      }
    }
    return new Times(FrontEndSpeed.median(analyses), FrontEndSpeed.median(wholes));
  }

  private record OnWorkers(Workers workers) implements Parallel {
    @Override
    public <A, B> List<B> map(List<A> inputs, Function<A, B> work) {
      return workers.map(inputs, work);
    }
  }

  private static TypedProgram checked(List<ModuleSource> modules) {
    List<ModuleFile> files = new ArrayList<>();
    for (ModuleSource module : modules) {
      files.add(new ModuleFile(module.name(), Parser.parse(module.file())));
    }
    return Checker.check(Resolver.resolve(files), Parallel.NONE).program();
  }
}
