package dev.veltrano.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What a process did: its status and what it wrote.
public record Execution(int status, String out, String err) {
  private static final long SECONDS = 600;

  /// Runs a command to its end. Its output goes through files, so that no pipe can fill up.
  public static Execution of(
      List<String> command, Path folder, Map<String, String> environment, byte[] in)
      throws IOException, InterruptedException {
    Path input = Files.createTempFile("in", null);
    Path out = Files.createTempFile("out", null);
    Path err = Files.createTempFile("err", null);
    try {
      Files.write(input, in);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(input.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end");
      }
      return new Execution(process.exitValue(), text(out), text(err));
    } finally {
      Files.delete(input);
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
