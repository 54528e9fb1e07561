package dev.veltrano.cli;

import dev.veltrano.build.BuildException;
import dev.veltrano.build.Session;
import dev.veltrano.build.Subject;
import dev.veltrano.build.Transpiled;

/// `veltrano check`: everything that can be found without Cargo.
final class CheckCommand {
  private CheckCommand() {}

  static int run(Task task) throws UsageException, BuildException {
    Subject subject = task.subject();
    task.terminal().working("Checking", subject.shown());
    Session session = task.session();
    Transpiled found = session.check(subject);
    int status = task.show(found.diagnostics());
    if (status == ExitStatus.FINE) {
      task.terminal().say("Checked", subject.shown());
    }
    return status;
  }
}
