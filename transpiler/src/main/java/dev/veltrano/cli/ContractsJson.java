package dev.veltrano.cli;

import dev.veltrano.diagnostic.render.JsonText;
import dev.veltrano.lifetime.Explained;
import dev.veltrano.source.LineMap;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.List;

/// What `veltrano contracts --format json` prints: one object a line for each function.
final class ContractsJson {
  private ContractsJson() {}

  static String of(List<Explained> functions) {
    StringBuilder out = new StringBuilder();
    for (Explained each : functions) {
      SourceFile file = each.function().file();
      JsonText json = new JsonText();
      json.open('{').key("function").value(each.function().path());
      place(json, file, each.function().nameSpan());
      json.key("contract").open('[');
      each.contract().forEach(json::value);
      json.close(']').key("allocations").open('[');
      for (Explained.Allocation allocation : each.allocations()) {
        json.open('{');
        place(json, file, allocation.span());
        json.key("what").value(allocation.what()).key("place").value(allocation.place());
        json.key("warning").value(allocation.warning()).close('}');
      }
      json.close(']').key("variables").open('[');
      for (Explained.Variable variable : each.variables()) {
        json.open('{').key("name").value(variable.name());
        place(json, file, variable.span());
        json.key("outlives").open('[');
        variable.lives().forEach(json::value);
        json.close(']').key("why").open('[');
        for (Explained.Step step : variable.path()) {
          json.open('{');
          place(json, file, step.span());
          json.key("what").value(step.words()).close('}');
        }
        json.close(']').close('}');
      }
      json.close(']').close('}');
      out.append(json).append('\n');
    }
    return out.toString();
  }

  private static void place(JsonText json, SourceFile file, Span span) {
    LineMap lines = file.lines();
    json.key("file").value(file.name());
    json.key("line").value(lines.line(span.start()));
    json.key("column").value(lines.column(span.start()));
  }
}
