package dev.veltrano.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Understands what Rust's test harness prints, line by line.
///
/// The harness has a machine-readable form, but only in nightly builds of Rust; the form for people
/// has been the same for years. `test a::b ... ok` tells a result, `---- a::b stdout ----` begins
/// what a failed test had printed.
final class TestReport {
  /// What became of one test, named by its path in the Rust crate.
  record Result(String path, boolean passed) {}

  private final List<Result> results = new ArrayList<>();
  private final Map<String, StringBuilder> outputs = new LinkedHashMap<>();
  private String current = "";

  /// Takes one line; gives the result that it tells, if any.
  Optional<Result> take(String line) {
    if (!current.isEmpty()) {
      if (line.equals("failures:") || (line.startsWith("---- ") && line.endsWith(" ----"))) {
        current = "";
      } else {
        outputs.computeIfAbsent(current, _ -> new StringBuilder()).append(line).append('\n');
        return Optional.empty();
      }
    }
    if (line.startsWith("---- ") && line.endsWith(" stdout ----")) {
      current = line.substring(5, line.length() - " stdout ----".length());
      return Optional.empty();
    }
    int dots = line.lastIndexOf(" ... ");
    if (line.startsWith("test ") && dots > 0) {
      String path = line.substring(5, dots);
      int mark = path.indexOf(" - should panic");
      String end = line.substring(dots + 5);
      if (end.startsWith("ok") || end.startsWith("FAILED")) {
        Result result = new Result(mark < 0 ? path : path.substring(0, mark), end.startsWith("ok"));
        results.add(result);
        return Optional.of(result);
      }
    }
    return Optional.empty();
  }

  /// The result of a test, if there is one.
  @Nullable Result result(String path) {
    for (Result result : results) {
      if (result.path().equals(path)) {
        return result;
      }
    }
    return null;
  }

  List<Result> results() {
    return results;
  }

  /// What a failed test printed, its panic message included.
  String output(String path) {
    StringBuilder text = outputs.get(path);
    return text == null ? "" : text.toString().strip();
  }
}
