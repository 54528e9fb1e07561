package dev.veltrano.cli;

import dev.veltrano.build.BuildException;

final class NewCommand {
  private NewCommand() {}

  static int create(Task task) throws UsageException, BuildException {
    return 3;
  }

  static int init(Task task) throws UsageException, BuildException {
    return 3;
  }
}
