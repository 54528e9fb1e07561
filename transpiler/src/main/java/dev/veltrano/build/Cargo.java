package dev.veltrano.build;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A Cargo that is there and new enough.
///
/// It is the one that the variable `CARGO` names, else the first on `PATH`, else rustup's. Asking
/// it for its version takes longer than starting Veltrano, so the answer is remembered in a file
/// and believed as long as the program at that path was not replaced.
public record Cargo(Path program, CargoVersion version) {
  private static final String INSTALL =
      "install Rust with the installer of https://rustup.rs, or name the program in the"
          + " environment variable CARGO";

  private static final String UPDATE =
      "bring it up to date with `rustup update`, or name a newer one in the environment variable"
          + " CARGO";

  private static final String MEMORY = "cargo-version";

  /// Finds Cargo; `memory` is the folder where answers are remembered, if there is one.
  public static Cargo find(Environment environment, @Nullable Path memory) throws BuildException {
    Path program = locate(environment);
    String key = key(program, environment);
    CargoVersion version = remembered(memory, key);
    if (version == null) {
      version = ask(program, environment);
      remember(memory, key, version);
    }
    if (version.compareTo(CargoVersion.NEEDED) < 0) {
      forget(memory);
      throw tooOld(program, version);
    }
    return new Cargo(program, version);
  }

  /// Forgets what was remembered: a Cargo that fails may have been changed behind our back, as
  /// rustup does when another toolchain becomes the default.
  public static void forget(@Nullable Path memory) {
    if (memory != null) {
      try {
        Files.deleteIfExists(memory.resolve(MEMORY));
      } catch (IOException ignored) {
        // Then it is asked again next time, or believed once more.
      }
    }
  }

  /// Which Cargo would be used, without asking it anything.
  static String identity(Environment environment) throws BuildException {
    return key(locate(environment), environment);
  }

  private static Path locate(Environment environment) throws BuildException {
    String named = environment.get("CARGO");
    if (named != null) {
      Path program =
          named.indexOf('/') >= 0 ? path(environment, named) : search(environment, named);
      if (program == null || !isProgram(program)) {
        throw new BuildException(
            Diagnostic.of(
                    Code.NO_CARGO,
                    "the environment variable CARGO names `" + named + "`, which is no program")
                .help("let it name Cargo " + CargoVersion.NEEDED + " or newer, or unset it")
                .build());
      }
      return program;
    }
    Path found = search(environment, "cargo");
    if (found == null) {
      String home = environment.get("CARGO_HOME");
      String user = environment.get("HOME");
      Path rustup =
          home != null
              ? path(environment, home + "/bin/cargo")
              : user != null ? path(environment, user + "/.cargo/bin/cargo") : null;
      found = rustup != null && isProgram(rustup) ? rustup : null;
    }
    if (found == null) {
      throw new BuildException(
          Diagnostic.of(
                  Code.NO_CARGO,
                  "cargo was not found; programs are built with Cargo "
                      + CargoVersion.NEEDED
                      + " or newer")
              .help(INSTALL)
              .build());
    }
    return found;
  }

  private static @Nullable Path search(Environment environment, String name) {
    String folders = environment.get("PATH");
    if (folders == null) {
      return null;
    }
    int start = 0;
    while (start <= folders.length()) {
      int end = folders.indexOf(':', start);
      if (end < 0) {
        end = folders.length();
      }
      if (end > start) {
        Path candidate = path(environment, folders.substring(start, end) + "/" + name);
        if (candidate != null && isProgram(candidate)) {
          return candidate;
        }
      }
      start = end + 1;
    }
    return null;
  }

  private static @Nullable Path path(Environment environment, String text) {
    try {
      return environment.resolve(text);
    } catch (InvalidPathException unnameable) {
      return null;
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private static CargoVersion ask(Path program, Environment environment) throws BuildException {
    String printed;
    int status;
    try {
      Process process =
          Processes.builder(environment, program.toString(), "--version")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      printed = new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      status = process.waitFor();
    } catch (IOException e) {
      throw doesNotRun(program, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw doesNotRun(program, "interrupted");
    }
    CargoVersion version = status == 0 ? CargoVersion.parse(printed) : null;
    if (version == null) {
      throw doesNotRun(program, printed.strip());
    }
    return version;
  }

  private static BuildException doesNotRun(Path program, String said) {
    Diagnostic.Builder builder =
        Diagnostic.of(Code.NO_CARGO, "`" + program + " --version` does not work");
    if (!said.isEmpty()) {
      // The first line is for people; after it some print how they came to it.
      builder.note("it says: " + said.lines().findFirst().orElse(said));
    }
    return new BuildException(builder.help(INSTALL).build());
  }

  private static BuildException tooOld(Path program, CargoVersion version) {
    return new BuildException(
        Diagnostic.of(
                Code.NO_CARGO,
                "Cargo "
                    + version
                    + " is too old; programs are built with Cargo "
                    + CargoVersion.NEEDED
                    + " or newer")
            .note("it was found at " + program)
            .help(UPDATE)
            .build());
  }

  /// What must be unchanged for a remembered version to hold.
  private static String key(Path program, Environment environment) {
    try {
      String toolchain = environment.get("RUSTUP_TOOLCHAIN");
      return program
          + "\t"
          + Files.getLastModifiedTime(program).toMillis()
          + "\t"
          + Files.size(program)
          + "\t"
          + (toolchain == null ? "" : toolchain);
    } catch (IOException e) {
      return "";
    }
  }

  private static @Nullable CargoVersion remembered(@Nullable Path memory, String key) {
    if (memory == null || key.isEmpty()) {
      return null;
    }
    try {
      String text = Files.readString(memory.resolve(MEMORY));
      int line = text.indexOf('\n');
      return line > 0 && text.substring(0, line).equals(key)
          ? CargoVersion.parse(text.substring(line + 1))
          : null;
    } catch (IOException nothing) {
      return null;
    }
  }

  private static void remember(@Nullable Path memory, String key, CargoVersion version) {
    // The folder is the cache's to make, which marks what it makes.
    if (memory == null || key.isEmpty() || !Files.isDirectory(memory)) {
      return;
    }
    try {
      Path fresh = Files.createTempFile(memory, MEMORY, null);
      Files.writeString(fresh, key + "\ncargo " + version + "\n");
      Files.move(fresh, memory.resolve(MEMORY), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException ignored) {
      // Remembering is a convenience: a full or read-only disk shows itself where it matters.
    }
  }
}
