package dev.veltrano.cli;

import dev.veltrano.build.BuildException;

final class TestCommand {
  private TestCommand() {}

  static int run(Task task) throws UsageException, BuildException {
    return 3;
  }
}
