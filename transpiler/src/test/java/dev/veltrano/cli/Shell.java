package dev.veltrano.cli;

import dev.veltrano.build.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A user at a shell, for tests: a current folder, variables, and a memory of what was said.
final class Shell {
  final Map<String, String> variables = new HashMap<>();
  private final Path folder;
  boolean terminal;
  String in = "";
  int columns;

  Shell(Path folder) {
    this.folder = folder;
    variables.put("HOME", folder.resolve("home").toString());
    variables.put("VELTRANO_CACHE", folder.resolve("cache").toString());
    variables.put("PATH", String.valueOf(System.getenv("PATH")));
    for (String name : new String[] {"CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"}) {
      String value = System.getenv(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    String home = System.getenv("HOME");
    if (home != null) {
      variables.putIfAbsent("CARGO_HOME", home + "/.cargo");
      variables.putIfAbsent("RUSTUP_HOME", home + "/.rustup");
    }
  }

  /// What one command came to.
  record Result(int status, String out, String err) {}

  Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = new Cli(around(out, err)).run(arguments);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Surroundings around(OutputStream out, OutputStream err) {
    return new Surroundings(
        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
        out,
        err,
        terminal,
        terminal,
        columns,
        new Environment(variables, folder));
  }
}
