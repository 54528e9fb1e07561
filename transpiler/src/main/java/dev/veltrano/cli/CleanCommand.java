package dev.veltrano.cli;

import dev.veltrano.build.BuildException;

final class CleanCommand {
  private CleanCommand() {}

  static int run(Task task) throws UsageException, BuildException {
    return 3;
  }
}
