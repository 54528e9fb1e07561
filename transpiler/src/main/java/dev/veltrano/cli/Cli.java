package dev.veltrano.cli;

import dev.veltrano.build.BugException;
import dev.veltrano.build.BuildException;
import dev.veltrano.build.Version;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/// The command line as a function: arguments and surroundings in, an exit status out.
///
/// Every failure ends here, in words, with the status that fits it; nothing is thrown.
public final class Cli {
  private final Surroundings around;

  Cli(Surroundings around) {
    this.around = around;
  }

  int run(String[] written) {
    Terminal terminal = new Terminal(around, "auto", false, false);
    try {
      Arguments arguments = PlainArguments.read(written);
      if (arguments == null) {
        Ending ending = lookCloser(written, terminal);
        arguments = ending.arguments;
        if (arguments == null) {
          terminal.flush();
          return ending.status;
        }
      }
      terminal = terminal(arguments);
      int status = follow(arguments, terminal);
      terminal.idle();
      return status;
    } catch (OutputClosedException closed) {
      return closed(closed, terminal);
    }
  }

  private Terminal terminal(Arguments arguments) {
    String colour = arguments.value(Option.COLOR);
    return new Terminal(
        around,
        colour == null ? "auto" : colour,
        arguments.has(Option.QUIET),
        arguments.has(Option.VERBOSE));
  }

  private record Ending(@Nullable Arguments arguments, int status) {}

  /// The colour of help and complaints: the option may stand anywhere, and the line as a whole may
  /// be beyond understanding.
  private Terminal terminalFor(String[] written) {
    String colour = "auto";
    for (int i = 0; i < written.length && !written[i].equals("--"); i++) {
      String value =
          written[i].startsWith("--color=")
              ? written[i].substring(8)
              : written[i].equals("--color") && i + 1 < written.length ? written[i + 1] : "";
      if (Option.COLOR.choices().contains(value)) {
        colour = value;
      }
    }
    return new Terminal(around, colour, false, false);
  }

  private Ending lookCloser(String[] written, Terminal plain) {
    Terminal terminal = written.length == 0 ? plain : terminalFor(written);
    try {
      Ansi ansi = terminal.outIsColoured() ? Ansi.ON : Ansi.OFF;
      CloserLook.Finding finding = new CloserLook().read(written, ansi, around.columns());
      if (finding.arguments() == null) {
        terminal.print(finding.text());
      }
      return new Ending(finding.arguments(), ExitStatus.FINE);
    } catch (UsageException e) {
      terminal.error(String.valueOf(e.getMessage()), e.help());
      return new Ending(null, ExitStatus.USAGE);
    }
  }

  private int follow(Arguments arguments, Terminal terminal) {
    Task task = new Task(arguments, around.in(), terminal, around.environment());
    try {
      return switch (arguments.command()) {
        case NEW -> NewCommand.create(task);
        case INIT -> NewCommand.init(task);
        case CHECK -> CheckCommand.run(task);
        case TRANSPILE -> TranspileCommand.run(task);
        case BUILD -> BuildCommand.run(task);
        case RUN -> RunCommand.run(task);
        case TEST -> TestCommand.run(task);
        case FMT -> FmtCommand.run(task);
        case CONTRACTS -> ContractsCommand.run(task);
        case EXPLAIN -> ExplainCommand.run(task);
        case CLEAN -> CleanCommand.run(task);
        case COMPLETIONS -> CompletionsCommand.run(task);
        case HELP -> throw new IllegalStateException("help is shown where it is read");
      };
    } catch (UsageException e) {
      terminal.error(String.valueOf(e.getMessage()), e.help());
      return ExitStatus.USAGE;
    } catch (BuildException e) {
      return task.show(e.diagnostic());
    } catch (OutputClosedException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      return bug(e, terminal);
    }
  }

  /// Something that cannot happen has happened.
  static int bug(Throwable thrown, Terminal terminal) {
    BugException known = thrown instanceof BugException found ? found : null;
    Throwable cause = known != null && known.getCause() != null ? known.getCause() : thrown;
    String place = known == null ? "" : " while it was " + known.work();
    if (cause instanceof OutOfMemoryError) {
      terminal.error(
          "the memory is used up" + place,
          "give Veltrano more of it: VELTRANO_JAVA_OPTS=-Xmx8g veltrano …");
      return ExitStatus.ENVIRONMENT;
    }
    String what =
        cause instanceof StackOverflowError
            ? "the program is nested more deeply than it can follow"
            : describe(cause);
    terminal.error(
        "this is a bug in veltrano " + Version.NUMBER + place + ": " + what,
        "please report it, with the file and the command"
            + (terminal.isVerbose() ? " and what follows" : "; `-v` shows where it happened"));
    if (terminal.isVerbose()) {
      StringWriter trace = new StringWriter();
      cause.printStackTrace(new PrintWriter(trace));
      terminal.tell(trace.toString());
    }
    return ExitStatus.BUG;
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + message;
  }

  private static int closed(OutputClosedException closed, Terminal terminal) {
    if (closed.isQuiet()) {
      return ExitStatus.CLOSED_PIPE;
    }
    try {
      terminal.error(
          "the output cannot be written: " + closed.getMessage(),
          "make room where it goes, or send it elsewhere");
    } catch (OutputClosedException _) {
      // There is nobody left to tell.
    }
    return ExitStatus.ENVIRONMENT;
  }
}
