package dev.veltrano.tests.random;

import dev.veltrano.build.Transpiled;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.tests.Execution;
import dev.veltrano.tests.Program;
import dev.veltrano.tests.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A row of random programs: made, transpiled, and given to Cargo together.
///
/// Programs that Veltrano refuses are counted by the first thing that is wrong with them: some are
/// the fault of the generator, which knows less than the checker, a new kind may be the checker's.
final class RandomRun {
  private static final int SHOWN = 20_000;

  private final Workspace workspace;
  private final Map<String, List<Long>> refused = new TreeMap<>();
  private final List<String> crashes = new ArrayList<>();
  private int accepted;

  RandomRun(String name) {
    workspace = new Workspace(name);
  }

  /// The program of a seed, called after it.
  static Program program(long seed) {
    String name = "r" + seed;
    Map<String, String> files = RandomProgram.of(seed);
    return new Program(
        name, files.size() == 1 ? Map.of(name + ".vl", files.getOrDefault("main.vl", "")) : files);
  }

  void add(long seed) {
    Program program = program(seed);
    Transpiled transpiled;
    try {
      transpiled = program.transpile();
    } catch (RuntimeException | Error bug) {
      crashes.add("seed " + seed + " crashes the transpiler: " + bug);
      return;
    }
    for (Diagnostic diagnostic : transpiled.diagnostics()) {
      if (diagnostic.isError()) {
        String what = diagnostic.code() + " " + diagnostic.message().replaceAll("`[^`]*`", "_");
        refused.computeIfAbsent(what, _ -> new ArrayList<>()).add(seed);
        return;
      }
    }
    accepted++;
    workspace.add(program, transpiled);
  }

  int accepted() {
    return accepted;
  }

  Map<String, List<Long>> refused() {
    return refused;
  }

  /// Everything that somebody complains about; empty if all is well.
  String complaints() throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    crashes.forEach(crash -> all.append(crash).append('\n'));
    workspace.write();
    complaints(all, "fmt", "--all", "--check");
    complaints(
        all,
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--keep-going",
        "--",
        "-D",
        "warnings");
    return all.toString();
  }

  private void complaints(StringBuilder all, String... arguments)
      throws IOException, InterruptedException {
    Execution cargo = workspace.cargo(arguments);
    if (cargo.status() != 0) {
      String said = cargo.out() + cargo.err();
      all.append("cargo ").append(String.join(" ", arguments)).append('\n');
      all.append(said, 0, Math.min(said.length(), SHOWN)).append('\n');
    }
  }
}
