package dev.veltrano.cli;

import dev.veltrano.build.BuildException;
import dev.veltrano.build.Subject;
import dev.veltrano.build.Upkeep;
import dev.veltrano.project.ProjectFolder;
import dev.veltrano.project.Removed;

/// `veltrano clean`: removes what can be made again.
final class CleanCommand {
  private CleanCommand() {}

  static int run(Task task) throws UsageException, BuildException {
    Upkeep upkeep = new Upkeep(task.environment());
    if (task.arguments().has(Option.CACHE)) {
      if (task.arguments().operand(0) != null) {
        throw new UsageException(
            "`clean --cache` is about all single files and takes no folder",
            "leave out `--cache` to clean a project");
      }
      say(task, upkeep.cleanCache());
      return ExitStatus.FINE;
    }
    Subject subject = task.subject();
    ProjectFolder project = subject.project();
    if (project == null) {
      throw new UsageException(
          "a single file leaves nothing beside it",
          "what it left in the cache is removed with `veltrano clean --cache`");
    }
    say(task, upkeep.clean(project));
    return ExitStatus.FINE;
  }

  private static void say(Task task, Removed removed) {
    task.terminal()
        .say(
            "Removed",
            removed.files() == 0
                ? "nothing, it was clean already"
                : removed.files()
                    + (removed.files() == 1 ? " file, " : " files, ")
                    + size(removed.bytes()));
  }

  private static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    long tenths = bytes * 10 / 1024;
    String unit = "KiB";
    if (tenths >= 10_240) {
      tenths /= 1024;
      unit = "MiB";
    }
    if (tenths >= 10_240) {
      tenths /= 1024;
      unit = "GiB";
    }
    return tenths / 10 + "." + tenths % 10 + " " + unit;
  }
}
