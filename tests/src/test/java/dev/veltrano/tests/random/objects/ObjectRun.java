package dev.veltrano.tests.random.objects;

import dev.veltrano.build.Transpiled;
import dev.veltrano.build.Workers;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.tests.Execution;
import dev.veltrano.tests.Program;
import dev.veltrano.tests.Workspace;
import dev.veltrano.tests.random.Dice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// A batch of random programs: made and transpiled, given to Cargo as the modules of one crate, and
/// run.
final class ObjectRun {
  /// A place of which rustc says that there is an error, or rustfmt that it is to be different.
  private static final Pattern PLACE = Pattern.compile("\\bo(\\d+)\\.rs:\\d+:(\\d+: error|$)");

  /// Starting a process with the sanitizers takes longer than most programs run.
  private static final int IN_A_PROCESS = 12;

  /// Rounds in which what somebody complains about is taken out.
  private static final int ROUNDS = 8;

  /// What went wrong with the program of a seed.
  record Failure(long seed, String kind, String text) {}

  /// What Veltrano made of the program of a seed: Rust, if `why` is empty.
  private record Answer(long seed, Program program, Transpiled transpiled, String why) {}

  private final String name;
  private final Map<Long, List<Piece>> pieces = new TreeMap<>();
  private final Map<Long, Answer> accepted = new TreeMap<>();
  private final Map<Long, Answer> refused = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private int compared;

  /// Makes the programs of the seeds from `first` to before `end`, and transpiles them.
  ObjectRun(String name, long first, long end) {
    this.name = name;
    for (long seed = first; seed < end; seed++) {
      pieces.put(seed, Maker.program(seed));
    }
    List<Long> seeds = LongStream.range(first, end).boxed().toList();
    for (Object answer : Workers.ofProcessors().map(seeds, this::transpile)) {
      switch (answer) {
        case Answer good when good.why.isEmpty() -> accepted.put(good.seed, good);
        case Answer bad -> refused.put(bad.seed, bad);
        default -> failures.add((Failure) answer);
      }
    }
  }

  static Program program(long seed, List<Piece> pieces) {
    String file = "o" + seed + ".vl";
    Program program = new Program("o" + seed, Map.of(file, Piece.vl(pieces)));
    return Maker.level(seed) == Maker.REQUIRES
        ? Requires.written(program, file, new Dice(seed))
        : program;
  }

  private Object transpile(long seed) {
    try {
      Program program = program(seed, pieces.getOrDefault(seed, List.of()));
      Transpiled transpiled = program.transpile();
      return new Answer(seed, program, transpiled, refusal(transpiled));
    } catch (RuntimeException | Error bug) {
      return new Failure(seed, "exception", crash(bug));
    }
  }

  /// The first thing that is wrong with a program; empty if nothing is.
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

  /// Why Veltrano refuses a program; empty if it does not.
  String refusal(long seed) {
    Answer answer = refused.get(seed);
    return answer == null ? "" : answer.why;
  }

  int accepted() {
    return accepted.size();
  }

  List<Failure> failures() {
    return failures;
  }

  /// How many programs printed what their twins print.
  int compared() {
    return compared;
  }

  /// Lets clippy and rustfmt look. A program that one of them does not like is taken out.
  void lint() throws IOException, InterruptedException {
    takeOut(
        "rustc", Map.of(), "clippy", "--quiet", "--message-format", "short", "--", "-Dwarnings");
    takeOut("rustfmt", Map.of(), "fmt", "--all", "--check");
  }

  /// Lets rustc look, and no more: that takes a fifth of the time of a build.
  void check() throws IOException, InterruptedException {
    takeOut("rustc", Map.of(), "check", "--quiet", "--message-format", "short");
  }

  /// Builds all programs that are accepted. One that rustc does not like is taken out.
  void build(List<String> cargo, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(cargo);
    arguments.addAll(List.of("build", "--quiet", "--message-format", "short"));
    takeOut("rustc", environment, arguments.toArray(String[]::new));
  }

  private void takeOut(String kind, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    for (int i = 0; i < ROUNDS; i++) {
      List<Failure> found = complaints(workspace(accepted).cargo(environment, arguments), kind);
      failures.addAll(found);
      found.forEach(failure -> accepted.remove(failure.seed()));
      if (found.isEmpty()) {
        return;
      }
    }
    throw new AssertionError("there is no end of what cargo says");
  }

  private Workspace workspace(Map<Long, Answer> answers) throws IOException {
    Workspace workspace = new Workspace(name);
    answers.values().forEach(a -> workspace.add(a.program, a.transpiled));
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

  /// Compares what the programs that were built print with what their twins print.
  void compare(Map<String, String> environment) throws IOException, InterruptedException {
    Map<Long, List<Piece>> programs = new TreeMap<>(pieces);
    programs.keySet().retainAll(accepted.keySet());
    Twins twins = new Twins(programs);
    if (!twins.complaints().isEmpty()) {
      twins.complaints().forEach((seed, text) -> failures.add(new Failure(seed, "twin", text)));
      programs.keySet().removeAll(twins.complaints().keySet());
      twins = new Twins(programs);
    }
    Map<Long, String> expected = new TreeMap<>();
    for (long seed : programs.keySet()) {
      try {
        String output = twins.output(seed);
        if (output != null) {
          expected.put(seed, output);
        }
      } catch (AssertionError twin) {
        failures.add(new Failure(seed, "twin", String.valueOf(twin.getCause())));
      }
    }
    Workspace workspace = workspace(accepted);
    List<Long> seeds = List.copyOf(expected.keySet());
    for (int i = 0; i < seeds.size(); i += IN_A_PROCESS) {
      List<Long> some = seeds.subList(i, Math.min(i + IN_A_PROCESS, seeds.size()));
      StringBuilder all = new StringBuilder();
      some.forEach(seed -> all.append(expected.get(seed)).append(Workspace.END));
      Execution together = workspace.run(some.stream().map(s -> "o" + s).toList(), environment);
      if (some.size() > 1 && together.status() == 0 && together.out().contentEquals(all)) {
        compared += some.size();
      } else {
        for (long seed : some) {
          compare(seed, expected.getOrDefault(seed, ""), workspace, environment);
        }
      }
    }
  }

  private void compare(
      long seed, String expected, Workspace workspace, Map<String, String> environment)
      throws IOException, InterruptedException {
    Execution run = workspace.run(List.of("o" + seed), environment);
    if (run.status() != 0) {
      failures.add(new Failure(seed, "run", "status " + run.status() + "\n" + run.err()));
    } else if (!run.out().equals(expected)) {
      failures.add(
          new Failure(seed, "output", "expected\n" + expected + "\nprinted\n" + run.out()));
    } else {
      compared++;
    }
  }

  /// Makes Rust of the programs that are refused for their lifetimes, and asks rustc: what it said
  /// to each of them, which is nothing where Veltrano stands alone.
  Map<Long, String> askRustAboutRefused() throws IOException, InterruptedException {
    Map<Long, String> said = new TreeMap<>();
    Map<Long, Answer> open = new TreeMap<>();
    for (Answer answer : refused.values()) {
      if (answer.why.startsWith("VL04") || answer.why.startsWith("VL05")) {
        try {
          Transpiled rust = answer.program.transpileDespiteLifetimes();
          if (rust.layout() != null) {
            open.put(answer.seed, new Answer(answer.seed, answer.program, rust, answer.why));
          }
        } catch (RuntimeException | Error bug) {
          failures.add(new Failure(answer.seed, "exception despite lifetimes", crash(bug)));
        }
      }
    }
    while (!open.isEmpty()) {
      Execution check = workspace(open).cargo("check", "--quiet", "--message-format", "short");
      List<Failure> found = complaints(check, "rustc");
      if (found.isEmpty()) {
        break;
      }
      for (Failure failure : found) {
        said.put(failure.seed(), failure.text());
        open.remove(failure.seed());
      }
    }
    open.keySet().forEach(seed -> said.put(seed, ""));
    return said;
  }
}
