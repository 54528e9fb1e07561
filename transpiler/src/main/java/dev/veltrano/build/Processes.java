package dev.veltrano.build;

import java.util.List;
import java.util.Map;

/// How other programs are started: in the user's folder, with the user's environment.
final class Processes {
  private Processes() {}

  static ProcessBuilder builder(Environment environment, String... command) {
    return builder(environment, List.of(command));
  }

  static ProcessBuilder builder(Environment environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(environment.folder().toFile());
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(environment.variables());
    return builder;
  }
}
