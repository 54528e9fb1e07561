package dev.veltrano.build;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs Cargo until there is a result that means something.
///
/// Crates that are on this machine are used without asking the network; only if one is missing it
/// is asked. A failure that is about the machine and not about the generated code becomes a
/// [BuildException] here, with the one thing to do about it.
final class CargoBuild {
  private final Environment environment;
  private final Progress progress;
  private final @Nullable Path memory;

  CargoBuild(Environment environment, Progress progress, @Nullable Path memory) {
    this.environment = environment;
    this.progress = progress;
    this.memory = memory;
  }

  CargoRun run(CargoRun.Order order) throws BuildException {
    Cargo cargo = Cargo.find(environment, memory);
    try {
      CargoRun run = CargoRun.start(cargo, order, true, environment, progress);
      if (run.missesCrates()) {
        progress.say("Fetching", "the crates that are not on this machine yet");
        progress.working("Fetching", "crates");
        run = CargoRun.start(cargo, order, false, environment, progress);
      }
      progress.idle();
      if (!run.succeeded()) {
        explain(run);
      }
      return run;
    } catch (IOException e) {
      throw new BuildException(
          Diagnostic.of(
                  Code.CARGO_FAILED, "`" + cargo.program() + "` cannot be run: " + e.getMessage())
              .help("see whether `cargo --version` works in this shell")
              .build());
    }
  }

  /// Throws what stopped Cargo, unless it was the generated code.
  private void explain(CargoRun run) throws BuildException {
    if (run.missesNetwork()) {
      throw new BuildException(
          Diagnostic.of(
                  Code.CARGO_FAILED,
                  "a crate that every program needs is not on this machine and cannot be fetched")
              .note("cargo says: " + essence(run.said()))
              .help("try again with a network; it is needed once only")
              .build());
    }
    for (RustMessage message : run.messages()) {
      if (message.isError() && message.message().startsWith("linker `")) {
        throw new BuildException(
            Diagnostic.of(Code.CARGO_FAILED, "Rust has no linker: " + message.message())
                .help("install a C toolchain, such as the package gcc or build-essential")
                .build());
      }
    }
    String words = words(run);
    if (words.contains("No space left on device") || words.contains("os error 28")) {
      throw new BuildException(
          Diagnostic.of(Code.CARGO_FAILED, "the disk is full: Rust cannot write what it makes")
              .help("make room; `veltrano clean --cache` removes what older builds left")
              .build());
    }
    if (words.contains("Permission denied") || words.contains("Read-only file system")) {
      throw new BuildException(
          Diagnostic.of(Code.CARGO_FAILED, "Cargo may not write where it builds")
              .note("cargo says: " + essence(words))
              .help("make the folder writable, or name another for the cache: VELTRANO_CACHE=DIR")
              .build());
    }
    for (RustMessage message : run.messages()) {
      if (message.isError() && !message.places().isEmpty()) {
        return;
      }
    }
    // rustup may have another default now; then the version that is remembered is wrong.
    Cargo.forget(memory);
    Cargo.find(environment, memory);
    throw new BuildException(
        Diagnostic.of(Code.CARGO_FAILED, "cargo failed: " + essence(words))
            .note("all that it said:\n" + words.strip())
            .help("if this is not about your machine, it is a bug in veltrano: please report it")
            .build());
  }

  private static String words(CargoRun run) {
    StringBuilder text = new StringBuilder(run.said());
    for (RustMessage message : run.messages()) {
      if (message.isError()) {
        text.append(message.rendered().isEmpty() ? message.message() : message.rendered());
        text.append('\n');
      }
    }
    return text.toString();
  }

  /// The line that says the most: the innermost cause, or the first error.
  private static String essence(String said) {
    List<String> lines = said.lines().toList();
    String first = "";
    String last = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (first.isEmpty() && line.startsWith("error")) {
        int colon = line.indexOf(": ");
        first = colon < 0 ? line : line.substring(colon + 2);
      }
      if (line.equals("Caused by:") && i + 1 < lines.size()) {
        last = lines.get(i + 1).strip();
      }
    }
    return last.isEmpty() ? (first.isEmpty() ? "nothing" : first) : last;
  }
}
