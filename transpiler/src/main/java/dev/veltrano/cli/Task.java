package dev.veltrano.cli;

import dev.veltrano.build.Environment;
import dev.veltrano.build.Session;
import dev.veltrano.build.Subject;
import dev.veltrano.build.Version;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.DiagnosticOrder;
import dev.veltrano.diagnostic.render.HumanRenderer;
import dev.veltrano.diagnostic.render.JsonRenderer;
import dev.veltrano.diagnostic.render.Renderer;
import dev.veltrano.diagnostic.render.SarifRenderer;
import dev.veltrano.diagnostic.render.ShortRenderer;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// One command that is being carried out: what was asked for, and where answers go.
record Task(Arguments arguments, InputStream in, Terminal terminal, Environment environment) {
  /// More errors than these are only counted: nobody reads further, and the first ones often
  /// explain the rest. Formats for programs get them all.
  private static final int SHOWN_ERRORS = 50;

  Session session() {
    return new Session(environment, terminal);
  }

  /// The project or file that the first operand names, or the project around the current folder.
  Subject subject() throws UsageException {
    return subject(arguments.operand(0));
  }

  Subject subject(@org.jspecify.annotations.Nullable String written) throws UsageException {
    try {
      return Subject.find(written, environment);
    } catch (Subject.NotFoundException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e.help());
    }
  }

  private String format() {
    String format = arguments.value(Option.MESSAGE_FORMAT);
    return format == null ? "human" : format;
  }

  int show(Diagnostic diagnostic) {
    return show(List.of(diagnostic));
  }

  /// Shows diagnostics in the form that was asked for, once for a whole command, and gives the exit
  /// status that they call for.
  int show(List<Diagnostic> found) {
    List<Diagnostic> ordered = found.size() < 2 ? found : DiagnosticOrder.ordered(found);
    switch (format()) {
      case "json" -> terminal.print(new JsonRenderer().render(ordered));
      case "sarif" -> terminal.print(new SarifRenderer(Version.NUMBER).render(ordered));
      case "short" -> showText(ordered, new ShortRenderer(terminal.errIsColoured()));
      default -> {
        if (!ordered.isEmpty()) {
          showText(ordered, new HumanRenderer(terminal.errIsColoured(), terminal.columns()));
        }
      }
    }
    return ExitStatus.of(ordered);
  }

  private void showText(List<Diagnostic> ordered, Renderer renderer) {
    int errors = 0;
    int warnings = 0;
    int inFiles = 0;
    List<Diagnostic> shown = new ArrayList<>(ordered.size());
    for (Diagnostic diagnostic : ordered) {
      if (diagnostic.isError()) {
        errors++;
        if (!diagnostic.labels().isEmpty()) {
          inFiles++;
        }
      } else {
        warnings++;
      }
      if (!diagnostic.isError() || errors <= SHOWN_ERRORS) {
        shown.add(diagnostic);
      }
    }
    terminal.tell(renderer.render(shown));
    if (errors > 0 && inFiles > 0) {
      terminal.error(counted(errors, warnings));
    } else if (errors == 0 && warnings > 0) {
      terminal.say("Found", count(warnings, "warning"));
    }
  }

  private static String counted(int errors, int warnings) {
    String text = count(errors, "error");
    if (errors > SHOWN_ERRORS) {
      text += " (the first " + SHOWN_ERRORS + " are shown)";
    }
    return warnings == 0 ? text : text + ", " + count(warnings, "warning");
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
