package dev.veltrano.tests.random.objects;

import dev.veltrano.build.Transpiled;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.tests.Checkout;
import dev.veltrano.tests.Execution;
import dev.veltrano.tests.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What goes wrong with one program, in one line; asked many times while it is made smaller. Uses
/// what Cargo has built before.
final class RustLook {
  private static final Path TARGET = Checkout.ROOT.resolve("tests/target");

  private final Path folder;
  private final List<String> command = new ArrayList<>();

  RustLook() throws IOException {
    folder = Files.createTempDirectory("look");
    Path deps = TARGET.resolve("cargo/debug/deps");
    Path runtime;
    try (Stream<Path> all = Files.list(deps)) {
      runtime =
          all.filter(p -> p.getFileName().toString().matches("libveltrano_runtime-\\w+\\.rmeta"))
              .max(Comparator.comparingLong(p -> p.toFile().lastModified()))
              .orElseThrow();
    }
    command.addAll(
        List.of(
            "clippy-driver",
            "--edition",
            "2024",
            "--emit=metadata",
            "--error-format",
            "short",
            "-Dwarnings",
            "-L",
            "dependency=" + deps,
            "--extern",
            "veltrano_runtime=" + runtime));
    String group = "";
    for (String line : Files.readAllLines(TARGET.resolve("objects-many/Cargo.toml"))) {
      if (line.startsWith("[workspace.lints.")) {
        group = line.contains("clippy") ? "clippy::" : "";
      } else if (line.endsWith("= \"allow\"")) {
        command.add("-A" + group + line.substring(0, line.indexOf(' ')));
      }
    }
    command.add("main.rs");
  }

  /// The first complaint, without names and places; empty if there is none.
  String complaint(String text) {
    Transpiled transpiled;
    try {
      transpiled = new Program("p", Map.of("p.vl", text)).transpile();
    } catch (RuntimeException | Error bug) {
      return "exception " + ObjectRun.crash(bug);
    }
    if (transpiled.diagnostics().stream().anyMatch(Diagnostic::isError)) {
      return "refused " + ObjectRun.refusal(transpiled);
    }
    return complaint(transpiled);
  }

  private String complaint(Transpiled transpiled) {
    try {
      Files.write(folder.resolve("p.rs"), transpiled.modules().getFirst().bytes());
      Files.writeString(
          folder.resolve("main.rs"), "#![forbid(unsafe_code)]\nmod p;\nfn main() { p::main(); }\n");
      Execution look = Execution.of(command, folder, Map.of(), new byte[0]);
      for (String line : look.err().split("\n")) {
        if (look.status() != 0 && line.contains(": error")) {
          return general(line);
        }
      }
      Execution format =
          Execution.of(
              List.of("rustfmt", "--edition", "2024", "--check", "p.rs"),
              folder,
              Map.of(),
              new byte[0]);
      return format.status() == 0 ? "" : "rustfmt";
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String general(String line) {
    return line.replaceFirst("^.*?\\.rs:\\d+:\\d+: ", "").replaceAll("`[^`]*`", "_");
  }
}
