package dev.veltrano.cli;

import dev.veltrano.build.BuildException;
import dev.veltrano.build.Built;
import dev.veltrano.build.Session;
import dev.veltrano.build.Subject;
import java.nio.file.Path;

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
    if (status != ExitStatus.FINE || program == null) {
      return status;
    }
    task.terminal()
        .say("Running", subject.project() == null ? subject.shown() : subject.shownFrom(program));
    task.terminal().flush();
    return session.run(program, task.arguments().program());
  }
}
