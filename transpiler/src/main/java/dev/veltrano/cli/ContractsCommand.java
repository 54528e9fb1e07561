package dev.veltrano.cli;

import dev.veltrano.build.BuildException;
import dev.veltrano.build.Subject;
import dev.veltrano.build.Transpile;
import dev.veltrano.lifetime.Explained;
import dev.veltrano.source.LineMap;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `veltrano contracts`: what the analysis of lifetimes found out, for people and for programs.
final class ContractsCommand {
  private ContractsCommand() {}

  static int run(Task task) throws UsageException, BuildException {
    String first = task.arguments().operand(0);
    String second = task.arguments().operand(1);
    boolean isProgram =
        first == null || second != null || Files.exists(task.environment().resolve(first));
    Subject subject = task.subject(isProgram ? first : null);
    String wanted = isProgram ? second : first;
    Transpile.Explanation found = task.session().explain(subject);
    int status = task.show(found.diagnostics());
    List<Explained> selected = new ArrayList<>();
    for (Explained each : found.functions()) {
      if (isWanted(each, wanted) && subject.selects(each.function().file().name())) {
        selected.add(each);
      }
    }
    if (selected.isEmpty() && status == ExitStatus.FINE && wanted != null) {
      throw new UsageException(
          "there is no function `" + wanted + "` in " + subject.shown(),
          "`veltrano contracts` without a name shows all of them");
    }
    String format = task.arguments().value(Option.FORMAT);
    if ("json".equals(format)) {
      task.terminal().print(ContractsJson.of(selected));
      return status;
    }
    StringBuilder text = new StringBuilder();
    String why = task.arguments().value(Option.WHY);
    for (Explained each : selected) {
      show(each, task.arguments().has(Option.ALLOCATIONS), why, text);
    }
    task.terminal().print(text.toString());
    return status;
  }

  private static boolean isWanted(Explained each, @Nullable String wanted) {
    return wanted == null
        || each.function().name().equals(wanted)
        || each.function().path().equals(wanted)
        || each.function().path().endsWith("." + wanted);
  }

  private static void show(
      Explained each, boolean allocations, @Nullable String why, StringBuilder out) {
    SourceFile file = each.function().file();
    if (!out.isEmpty()) {
      out.append('\n');
    }
    out.append(head(each)).append("    // ").append(at(file, each.function().nameSpan()));
    out.append('\n');
    if (each.contract().isEmpty()) {
      out.append("    asks for nothing\n");
    }
    for (String line : each.contract()) {
      out.append("    ").append(line).append('\n');
    }
    if (allocations) {
      for (Explained.Allocation allocation : each.allocations()) {
        out.append("    ").append(at(file, allocation.span())).append(": ");
        out.append(allocation.what()).append(" is put into ").append(allocation.place());
        out.append('\n');
        if (allocation.warning() != null) {
          out.append("        warning: ").append(allocation.warning()).append('\n');
        }
      }
    }
    if (why != null) {
      why(each, why, file, out);
    }
  }

  private static void why(Explained each, String name, SourceFile file, StringBuilder out) {
    for (Explained.Variable variable : each.variables()) {
      if (!variable.name().equals(name)) {
        continue;
      }
      out.append("    `").append(name).append("` (").append(at(file, variable.span()));
      if (variable.lives().isEmpty()) {
        out.append(") need not outlive anything of the caller\n");
        continue;
      }
      out.append(") must live as long as ").append(String.join(", ", variable.lives()));
      out.append(":\n");
      for (Explained.Step step : variable.path()) {
        out.append("        ").append(at(file, step.span())).append(": ").append(step.words());
        out.append('\n');
      }
    }
  }

  private static String head(Explained each) {
    Span span = each.function().declaration().headSpan();
    SourceFile file = each.function().file();
    return new String(file.bytes(), span.start(), span.length(), StandardCharsets.UTF_8)
        .replaceAll("\\s+", " ");
  }

  private static String at(SourceFile file, Span span) {
    LineMap lines = file.lines();
    return file.name() + ":" + lines.line(span.start()) + ":" + lines.column(span.start());
  }
}
