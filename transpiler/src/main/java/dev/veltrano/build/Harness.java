package dev.veltrano.build;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs the test harness that Rust made of a program and listens to what it says.
final class Harness {
  private final Environment environment;
  private final Progress progress;

  Harness(Environment environment, Progress progress) {
    this.environment = environment;
    this.progress = progress;
  }

  /// Runs tests, and tells each result when it is known; gives them all in the order of the source,
  /// with what the failed ones printed.
  List<TestOutcome> run(Path harness, TestRun run, Consumer<TestOutcome> onResult)
      throws BuildException {
    List<String> command = new ArrayList<>();
    command.add(harness.toString());
    command.addAll(run.arguments());
    progress.verbose("$ " + String.join(" ", command));
    ProcessBuilder builder = Processes.builder(environment, command).redirectErrorStream(true);
    TestReport report = new TestReport();
    String ended = null;
    try (Child child = Child.start(builder)) {
      child.process().getOutputStream().close();
      StringBuilder other = new StringBuilder();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(child.process().getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          Optional<TestReport.Result> result = report.take(line);
          if (result.isPresent()) {
            onResult.accept(run.outcome(result.get(), ""));
          } else {
            other.append(line).append('\n');
          }
        }
      }
      int status = child.waitFor();
      if (status != 0 && status != 101) {
        ended = "the tests ended here, with status " + status + "\n" + other.toString().strip();
      }
    } catch (IOException e) {
      throw new BuildException(
          Diagnostic.of(Code.CARGO_FAILED, "the tests cannot be run: " + Reason.of(e)).build());
    }
    List<TestOutcome> outcomes = new ArrayList<>();
    for (Transpiled.TestPlace test : run.selected()) {
      TestReport.Result result = report.result(test.path());
      if (result != null) {
        outcomes.add(run.outcome(result, report.output(test.path())));
      } else {
        // One of those without a result took all the others with it: a stack that ran over, an
        // abort.
        String output = ended == null ? "the harness does not speak of it" : ended;
        outcomes.add(run.outcome(new TestReport.Result(test.path(), false), output));
        ended = "not run, or the cause of the end above";
      }
    }
    return outcomes;
  }
}
