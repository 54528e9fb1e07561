package dev.veltrano.cli;

import dev.veltrano.build.BuildException;
import dev.veltrano.build.Session;
import dev.veltrano.build.Subject;
import dev.veltrano.build.Transpiled;
import dev.veltrano.project.RuntimeSource;
import java.nio.file.Files;
import java.nio.file.Path;

/// `veltrano transpile`: the Rust of a program, as a Cargo project or on stdout.
final class TranspileCommand {
  private TranspileCommand() {}

  static int run(Task task) throws UsageException, BuildException {
    Arguments arguments = task.arguments();
    boolean print = arguments.has(Option.STDOUT);
    String folder = arguments.value(Option.OUTPUT_FOLDER);
    if (print && folder != null) {
      throw new UsageException(
          "`--stdout` and `--output` exclude each other", "leave out one of them");
    }
    Subject subject = task.subject();
    if (!print && folder == null && subject.project() == null) {
      throw new UsageException(
          "where shall the Cargo project of `" + subject.shown() + "` go?",
          "name a folder with `-o DIR`, or print the Rust with `--stdout`");
    }
    RuntimeSource runtime = runtime(task);
    task.terminal().working("Transpiling", subject.shown());
    Session session = task.session();
    Transpiled transpiled = session.transpile(subject);
    int status = task.show(transpiled.diagnostics());
    if (status != ExitStatus.FINE) {
      return status;
    }
    if (print) {
      for (Transpiled.RustModule module : transpiled.modules()) {
        if (subject.selects(module.shown())) {
          task.terminal().print(module.bytes());
        }
      }
      return status;
    }
    Path target = folder == null ? null : task.environment().resolve(folder);
    Path written = session.write(subject, transpiled, target, runtime);
    String name = folder == null ? subject.shownFrom(written) : folder;
    task.terminal().say("Transpiled", subject.shown() + " to " + name);
    return status;
  }

  private static RuntimeSource runtime(Task task) throws UsageException {
    String text = task.arguments().value(Option.RUNTIME);
    if (text == null) {
      return RuntimeSource.PACKED;
    }
    if (text.startsWith("path=") && text.length() > 5) {
      Path folder = task.environment().resolve(text.substring(5)).normalize();
      if (!Files.isRegularFile(folder.resolve("Cargo.toml"))) {
        throw new UsageException(
            "there is no crate in `" + text.substring(5) + "`",
            "`--runtime path=DIR` names a folder with the Cargo.toml of veltrano-runtime");
      }
      return new RuntimeSource.AtPath(folder);
    }
    if (text.startsWith("version=") && text.length() > 8) {
      return new RuntimeSource.Version(text.substring(8));
    }
    throw new UsageException(
        "`--runtime` does not know `" + text + "`", "write `path=DIR` or `version=X.Y.Z`");
  }
}
