package dev.veltrano.cli;

import dev.veltrano.build.BuildException;
import dev.veltrano.build.Session;
import dev.veltrano.build.Subject;
import dev.veltrano.build.TestOutcome;
import dev.veltrano.build.TestRun;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `veltrano test`: runs the test blocks of a program and tells what became of them.
final class TestCommand {
  private TestCommand() {}

  static int run(Task task) throws UsageException, BuildException {
    String first = task.arguments().operand(0);
    String second = task.arguments().operand(1);
    boolean named = first != null && (second != null || isSubject(task, first));
    Subject subject = task.subject(named ? first : null);
    String filter = named ? second : first;
    Session session = task.session();
    long start = System.nanoTime();
    Session.Tests tests = session.buildTests(subject, task.arguments().has(Option.RELEASE));
    Terminal terminal = task.terminal();
    terminal.idle();
    int status = task.show(tests.diagnostics());
    if (status != ExitStatus.FINE) {
      return status;
    }
    TestRun run = new TestRun(tests.transpiled(), filter);
    if (run.selected().isEmpty() || tests.harness() == null) {
      terminal.say("Tested", nothing(subject, filter, tests.transpiled().tests().size()));
      return ExitStatus.FINE;
    }
    terminal.verbose("built in " + Duration.since(start));
    terminal.say("Testing", subject.shown());
    terminal.working("Testing", subject.shown());
    long tested = System.nanoTime();
    List<TestOutcome> outcomes = session.runTests(tests, run, outcome -> show(terminal, outcome));
    terminal.idle();
    return summary(terminal, outcomes, Duration.since(tested));
  }

  private static String nothing(Subject subject, @Nullable String filter, int all) {
    if (filter == null || all == 0) {
      return subject.shown() + ", which has no test blocks";
    }
    return "nothing: none of the " + all + " tests has `" + filter + "` in its name";
  }

  /// Whether a single operand names a program; else it selects tests of the project around us.
  private static boolean isSubject(Task task, String word) {
    try {
      return word.endsWith(".vl")
          || Files.isRegularFile(task.environment().resolve(word))
          || (word.indexOf('/') >= 0 || word.equals(".") || word.equals(".."))
              && Files.isDirectory(task.environment().resolve(word))
          || Files.isRegularFile(task.environment().resolve(word).resolve("veltrano.toml"));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static void show(Terminal terminal, TestOutcome outcome) {
    terminal.print(
        terminal.outMark(outcome.passed() ? "ok" : "FAILED", outcome.passed())
            + "  "
            + outcome.name()
            + (outcome.passed() ? "" : "  (" + outcome.place() + ")")
            + "\n");
  }

  private static int summary(Terminal terminal, List<TestOutcome> outcomes, String time) {
    int failed = 0;
    StringBuilder text = new StringBuilder();
    for (TestOutcome outcome : outcomes) {
      if (!outcome.passed()) {
        failed++;
        text.append('\n')
            .append(terminal.outMark("FAILED", false))
            .append("  ")
            .append(outcome.name())
            .append("\n  at ")
            .append(outcome.place())
            .append('\n');
        for (String line : outcome.output().lines().toList()) {
          text.append(line.isEmpty() ? "" : "    ").append(line).append('\n');
        }
      }
    }
    int passed = outcomes.size() - failed;
    text.append(failed > 0 ? "\n" : "")
        .append(passed)
        .append(" passed, ")
        .append(failed)
        .append(" failed, in ")
        .append(time)
        .append('\n');
    terminal.print(text.toString());
    return failed == 0 ? ExitStatus.FINE : ExitStatus.PROGRAM;
  }
}
