package dev.veltrano.cli;

import dev.veltrano.build.Environment;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Where the program starts. The launcher tells by system properties which of the standard streams
/// are terminals, how wide the terminal is, and which locale the user has: Java itself runs in one
/// that can name every file.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its status.
  public static void main(String[] arguments) {
    String terminals = System.getProperty("veltrano.tty", "");
    Surroundings around =
        new Surroundings(
            new FileInputStream(FileDescriptor.in),
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 14),
            new FileOutputStream(FileDescriptor.err),
            terminals.contains("stdout"),
            terminals.contains("stderr"),
            Integer.getInteger("veltrano.columns", 0),
            new Environment(userVariables(), Path.of("").toAbsolutePath()));
    // Not by returning: worker threads of a run that failed in the middle may still be alive.
    Runtime.getRuntime().exit(new Cli(around).run(arguments));
  }

  private static Map<String, String> userVariables() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    String locale = System.getProperty("veltrano.lc_all");
    if (locale != null) {
      if (locale.isEmpty()) {
        variables.remove("LC_ALL");
      } else {
        variables.put("LC_ALL", locale);
      }
    }
    return variables;
  }
}
