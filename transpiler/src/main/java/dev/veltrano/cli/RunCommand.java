package dev.veltrano.cli;

import dev.veltrano.build.BuildException;
import dev.veltrano.build.Built;
import dev.veltrano.build.Session;
import dev.veltrano.build.Subject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `veltrano run`: build if need be, then the program itself, with our streams and its status.
final class RunCommand {
  private RunCommand() {}

  static int run(Task task) throws UsageException, BuildException {
    Subject subject = task.subject();
    Session session = task.session();
    Built built = session.build(subject, task.arguments().has(Option.RELEASE));
    task.terminal().idle();
    int status = task.show(built.diagnostics());
    Path program = built.program();
    if (status != ExitStatus.FINE) {
      return status;
    }
    if (program == null) {
      throw new UsageException(
          "`" + subject.shown() + "` is a library, there is nothing to run",
          "`veltrano test` runs its tests; a program begins in src/main.vl");
    }
    task.terminal()
        .say("Running", subject.project() == null ? subject.shown() : subject.shownFrom(program));
    task.terminal().flush();
    int ended = session.run(program, task.arguments().program());
    String signal = signal(ended);
    if (signal != null) {
      task.terminal().sayFailed("Ended", "by the signal " + signal);
    }
    return ended;
  }

  /// The signal that a status tells of, if it is one that comes from a fault of the program.
  private static @Nullable String signal(int status) {
    return switch (status) {
      case 128 + 4 -> "SIGILL";
      case 128 + 6 -> "SIGABRT";
      case 128 + 7 -> "SIGBUS";
      case 128 + 8 -> "SIGFPE";
      case 128 + 9 -> "SIGKILL: often too little memory";
      case 128 + 11 -> "SIGSEGV";
      default -> null;
    };
  }
}
