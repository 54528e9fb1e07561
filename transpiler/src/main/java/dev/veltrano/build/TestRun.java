package dev.veltrano.build;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which tests of a program are to be run, and how what the harness says is told of the source.
public final class TestRun {
  private final Transpiled transpiled;
  private final List<Transpiled.TestPlace> selected = new ArrayList<>();
  private final boolean all;

  /// Selects the tests whose name contains `filter`, or all.
  public TestRun(Transpiled transpiled, @Nullable String filter) {
    this.transpiled = transpiled;
    this.all = filter == null;
    for (Transpiled.TestPlace test : transpiled.tests()) {
      if (filter == null || test.name().contains(filter) || test.path().contains(filter)) {
        selected.add(test);
      }
    }
  }

  public List<Transpiled.TestPlace> selected() {
    return selected;
  }

  /// The arguments with which the harness runs these tests and no others.
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--color=never");
    if (!all) {
      arguments.add("--exact");
      for (Transpiled.TestPlace test : selected) {
        arguments.add(test.path());
      }
    }
    return arguments;
  }

  /// A result as it is told before the output of the test is known.
  TestOutcome outcome(TestReport.Result result, String output) {
    for (Transpiled.TestPlace test : transpiled.tests()) {
      if (test.path().equals(result.path())) {
        int line = test.file().lines().line(test.span().start());
        String place = test.file().name() + ":" + line;
        return new TestOutcome(test.name(), place, result.passed(), inSource(output));
      }
    }
    return new TestOutcome(result.path(), result.path(), result.passed(), inSource(output));
  }

  /// What a failed test printed, without what is only of interest to those who write Rust, and with
  /// positions in the source.
  private String inSource(String output) {
    StringBuilder text = new StringBuilder();
    for (String line : output.lines().toList()) {
      boolean noise =
          line.startsWith("note: run with `RUST_BACKTRACE")
              || line.startsWith("note: Some details are omitted")
              || line.startsWith("stack backtrace:");
      if (line.startsWith("stack backtrace:")) {
        break;
      }
      if (!noise) {
        text.append(position(line)).append('\n');
      }
    }
    return text.toString().strip();
  }

  /// `thread 'x' panicked at src/app.rs:3:5:` becomes `panicked at src/main.vl:2:5:`.
  private String position(String line) {
    int at = line.indexOf("panicked at ");
    if (at < 0 || !line.startsWith("thread '")) {
      return line;
    }
    if (!line.endsWith(":")) {
      // The runtime's own hook knows the place; which thread a test runs on is of no interest.
      return line.substring(at);
    }
    String where = line.substring(at + "panicked at ".length(), line.length() - 1);
    int second = where.lastIndexOf(':');
    int first = second < 0 ? -1 : where.lastIndexOf(':', second - 1);
    if (first < 0) {
      return line;
    }
    try {
      int rustLine = Integer.parseInt(where, first + 1, second, 10);
      int rustColumn = Integer.parseInt(where, second + 1, where.length(), 10);
      String file = where.substring(0, first);
      for (Transpiled.RustModule module : transpiled.modules()) {
        int offset = module.path().equals(file) ? module.panicSite(rustLine, rustColumn) : -1;
        if (offset >= 0) {
          int vlLine = module.file().lines().line(offset);
          int vlColumn = module.file().lines().column(offset);
          return "panicked at " + module.shown() + ":" + vlLine + ":" + vlColumn + ":";
        }
      }
    } catch (NumberFormatException otherText) {
      return line;
    }
    return line;
  }
}
