package dev.veltrano.tests.random.objects;

import dev.veltrano.build.Transpiled;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.tests.Execution;
import dev.veltrano.tests.Program;
import dev.veltrano.tests.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A batch of random programs: made, transpiled, given to Cargo together, and run.
final class ObjectRun {
  private static final Pattern PLACE = Pattern.compile("\\bo(\\d+)\\.rs:");

  /// What went wrong with the program of a seed.
  record Failure(long seed, String kind, String text) {}

  private record Accepted(Program program, Transpiled transpiled) {}

  private final String name;
  private final Map<Long, List<Piece>> pieces = new TreeMap<>();
  private final Map<Long, Accepted> accepted = new TreeMap<>();
  private final Map<Long, String> refused = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();

  ObjectRun(String name) {
    this.name = name;
  }

  static Program program(long seed, List<Piece> pieces) {
    return new Program("o" + seed, Map.of("o" + seed + ".vl", Piece.vl(pieces)));
  }

  void add(long seed) {
    List<Piece> made = Maker.program(seed);
    Program program = program(seed, made);
    pieces.put(seed, made);
    try {
      Transpiled transpiled = program.transpile();
      if (transpiled.diagnostics().stream().anyMatch(Diagnostic::isError)) {
        refused.put(seed, refusal(transpiled));
      } else {
        accepted.put(seed, new Accepted(program, transpiled));
      }
    } catch (RuntimeException | Error bug) {
      failures.add(new Failure(seed, "exception", crash(bug)));
    }
  }

  /// The first thing that is wrong with a program.
  static String refusal(Transpiled transpiled) {
    for (Diagnostic diagnostic : transpiled.diagnostics()) {
      if (diagnostic.isError()) {
        return diagnostic.code().id() + " " + diagnostic.message().replaceAll("`[^`]*`", "_");
      }
    }
    return "";
  }

  static String crash(Throwable bug) {
    Throwable cause = bug;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    StringBuilder text = new StringBuilder(cause.toString());
    StackTraceElement[] trace = cause.getStackTrace();
    for (int i = 0; i < Math.min(4, trace.length); i++) {
      text.append("\n    at ").append(trace[i]);
    }
    return text.toString();
  }

  Set<Long> seeds() {
    return pieces.keySet();
  }

  Map<Long, String> refused() {
    return refused;
  }

  int accepted() {
    return accepted.size();
  }

  List<Failure> failures() {
    return failures;
  }

  /// Lets rustfmt, clippy and rustc look. A program that one of them does not like is taken out, so
  /// that the others are looked at to the end.
  void check() throws IOException, InterruptedException {
    for (int i = 0; i < 8 && !accepted.isEmpty(); i++) {
      Workspace workspace = workspace();
      List<Failure> found = new ArrayList<>();
      found.addAll(
          complaints(
              workspace.cargo(
                  "clippy",
                  "--quiet",
                  "--workspace",
                  "--message-format",
                  "short",
                  "--",
                  "-D",
                  "warnings"),
              "rustc"));
      if (found.isEmpty()) {
        found.addAll(complaints(workspace.cargo("fmt", "--all", "--check"), "rustfmt"));
      }
      if (found.isEmpty()) {
        return;
      }
      failures.addAll(found);
      found.forEach(failure -> accepted.remove(failure.seed()));
    }
  }

  private Workspace workspace() throws IOException {
    Workspace workspace = new Workspace(name);
    accepted.values().forEach(a -> workspace.add(a.program(), a.transpiled()));
    workspace.write();
    return workspace;
  }

  private static List<Failure> complaints(Execution cargo, String kind) {
    if (cargo.status() == 0) {
      return List.of();
    }
    Map<Long, StringBuilder> texts = new LinkedHashMap<>();
    StringBuilder current = new StringBuilder();
    for (String line : (cargo.out() + cargo.err()).split("\n")) {
      Matcher place = PLACE.matcher(line);
      if (place.find()) {
        current = texts.computeIfAbsent(Long.valueOf(place.group(1)), _ -> new StringBuilder());
      }
      current.append(line).append('\n');
    }
    if (texts.isEmpty()) {
      throw new AssertionError("cargo fails: " + cargo.out() + cargo.err());
    }
    List<Failure> found = new ArrayList<>();
    texts.forEach((seed, text) -> found.add(new Failure(seed, kind, text.toString())));
    return found;
  }

  /// Builds all that is accepted and compares what the programs print with what their twins print.
  int runAll(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Map<Long, List<Piece>> twins = new TreeMap<>();
    accepted.keySet().forEach(seed -> twins.put(seed, pieces.getOrDefault(seed, List.of())));
    Twins compiled = new Twins(twins);
    if (!compiled.complaints().isEmpty()) {
      throw new AssertionError(String.join("\n", compiled.complaints()));
    }
    Workspace workspace = workspace();
    Execution build = workspace.cargo(environment, arguments);
    if (build.status() != 0) {
      throw new AssertionError("cargo build fails: " + build.out() + build.err());
    }
    int compared = 0;
    for (long seed : accepted.keySet()) {
      String expected;
      try {
        expected = compiled.output(seed);
      } catch (AssertionError twin) {
        failures.add(new Failure(seed, "twin", String.valueOf(twin.getCause())));
        continue;
      }
      if (expected == null) {
        continue;
      }
      compared++;
      Execution run = workspace.run("o" + seed, environment);
      if (run.status() != 0) {
        failures.add(new Failure(seed, "run", "status " + run.status() + "\n" + run.err()));
      } else if (!run.out().equals(expected)) {
        failures.add(
            new Failure(seed, "output", "expected\n" + expected + "\nprinted\n" + run.out()));
      }
    }
    return compared;
  }
}
