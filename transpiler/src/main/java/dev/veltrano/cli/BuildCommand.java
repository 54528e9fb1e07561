package dev.veltrano.cli;

import dev.veltrano.build.BuildException;
import dev.veltrano.build.Built;
import dev.veltrano.build.Session;
import dev.veltrano.build.Subject;
import dev.veltrano.build.Upkeep;
import java.nio.file.Path;

/// `veltrano build`: a native program.
final class BuildCommand {
  private BuildCommand() {}

  static int run(Task task) throws UsageException, BuildException {
    Subject subject = task.subject();
    boolean release = task.arguments().has(Option.RELEASE);
    long start = System.nanoTime();
    Session session = task.session();
    Built built = session.build(subject, release);
    task.terminal().idle();
    int status = task.show(built.diagnostics());
    Path program = built.program();
    if (status != ExitStatus.FINE) {
      return status;
    }
    if (program == null) {
      task.terminal().say("Finished", "library in " + Duration.since(start));
      return status;
    }
    String output = task.arguments().value(Option.OUTPUT_FILE);
    Path place = program;
    if (output != null) {
      place =
          new Upkeep(task.environment()).copyProgram(program, task.environment().resolve(output));
    }
    task.terminal()
        .say(
            "Finished",
            (release ? "release" : "dev")
                + " program in "
                + Duration.since(start)
                + ": "
                + subject.shownFrom(place));
    return status;
  }
}
