package dev.veltrano.cli;

import dev.veltrano.build.BuildException;
import dev.veltrano.build.Formatting;
import dev.veltrano.build.Subject;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `veltrano fmt`: sources in the one style that there is.
final class FmtCommand {
  /// How many lines of the differences of one file are shown.
  private static final int SHOWN_LINES = 40;

  private FmtCommand() {}

  static int run(Task task) throws UsageException, BuildException {
    Arguments arguments = task.arguments();
    boolean stdin = arguments.has(Option.STDIN) || arguments.operands().contains("-");
    if (!stdin) {
      return files(task);
    }
    List<String> others = new ArrayList<>(arguments.operands());
    others.remove("-");
    if (!others.isEmpty()) {
      throw new UsageException(
          "standard input is formatted alone, not together with `" + others.getFirst() + "`",
          "leave out one of them");
    }
    return text(task);
  }

  private static int text(Task task) throws UsageException {
    byte[] bytes;
    try {
      bytes = task.in().readAllBytes();
    } catch (IOException e) {
      throw new UsageException(
          "standard input cannot be read: " + e.getMessage(), "`veltrano fmt - < file.vl`");
    }
    Formatting formatting = Formatting.of(new SourceFile("<stdin>", bytes));
    byte[] after = formatting.after();
    if (after == null) {
      return task.show(formatting.diagnostics());
    }
    if (!task.arguments().has(Option.CHECK)) {
      task.terminal().print(after);
      return ExitStatus.FINE;
    }
    if (formatting.differs()) {
      difference(task, formatting);
      task.terminal().error("standard input is not formatted");
      return ExitStatus.PROGRAM;
    }
    return ExitStatus.FINE;
  }

  private static int files(Task task) throws UsageException, BuildException {
    List<Formatting.Target> targets;
    try {
      targets = Formatting.targets(task.arguments().operands(), task.environment());
    } catch (Subject.NotFoundException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e.help());
    }
    boolean check = task.arguments().has(Option.CHECK);
    task.terminal().working(check ? "Checking" : "Formatting", count(targets.size()));
    List<Formatting> all = Formatting.of(targets);
    List<Diagnostic> diagnostics = new ArrayList<>();
    int differing = 0;
    for (Formatting each : all) {
      if (each.after() == null) {
        diagnostics.addAll(each.diagnostics());
      } else if (each.differs()) {
        differing++;
        if (check) {
          difference(task, each);
        } else {
          try {
            each.write();
            task.terminal().say("Formatted", name(each));
          } catch (BuildException e) {
            diagnostics.add(e.diagnostic());
          }
        }
      }
    }
    int status = task.show(diagnostics);
    if (check && differing > 0) {
      task.terminal()
          .error(
              differing
                  + " of "
                  + count(all.size())
                  + (differing == 1 ? " is" : " are")
                  + " not formatted",
              "`veltrano fmt` formats " + (differing == 1 ? "it" : "them"));
      return Math.max(status, ExitStatus.PROGRAM);
    }
    if (differing == 0 && status == ExitStatus.FINE) {
      task.terminal()
          .say(check ? "Checked" : "Formatted", count(all.size()) + ", nothing to change");
    }
    return status;
  }

  private static String name(Formatting formatting) {
    SourceFile before = formatting.before();
    return before == null ? formatting.path().toString() : before.name();
  }

  private static String count(int files) {
    return files + (files == 1 ? " file" : " files");
  }

  /// Shows a file that is not formatted: its name, and what would change in it.
  private static void difference(Task task, Formatting formatting) {
    String name = name(formatting);
    Arguments arguments = task.arguments();
    String format = arguments.value(Option.MESSAGE_FORMAT);
    if ("json".equals(format) || "sarif".equals(format)) {
      task.terminal().tell(name + "\n");
      return;
    }
    SourceFile before = formatting.before();
    byte[] after = formatting.after();
    if (before == null || after == null || arguments.has(Option.QUIET) || "short".equals(format)) {
      task.terminal().print(name + "\n");
      return;
    }
    String left = before.text(0, before.length());
    List<String> lines = LineDiff.of(left, new String(after, StandardCharsets.UTF_8));
    StringBuilder text = new StringBuilder("--- " + name + "\n+++ " + name + ", formatted\n");
    int shown = lines.size() <= SHOWN_LINES + 5 ? lines.size() : SHOWN_LINES;
    for (String line : lines.subList(0, shown)) {
      text.append(line.endsWith("\r") ? line.substring(0, line.length() - 1) + "␍" : line)
          .append('\n');
    }
    if (shown < lines.size()) {
      text.append("… and ").append(lines.size() - shown).append(" more lines\n");
    }
    task.terminal().print(text.toString());
  }
}
