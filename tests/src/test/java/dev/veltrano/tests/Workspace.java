package dev.veltrano.tests;

import dev.veltrano.build.Transpiled;
import dev.veltrano.build.Version;
import dev.veltrano.project.CrateFile;
import dev.veltrano.project.CrateKind;
import dev.veltrano.project.CrateLayout;
import dev.veltrano.project.GeneratedCrate;
import dev.veltrano.project.Manifest;
import dev.veltrano.project.PositionTable;
import dev.veltrano.project.RuntimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The Rust of all cases and examples in one Cargo workspace, so that one run of each tool sees all
/// of it.
///
/// Programs of one file are modules of one crate, whose `main` runs those that its arguments name:
/// linking a program costs more than compiling one. Programs of several files are crates of their
/// own. The tables of lints are those of generated projects.
public final class Workspace {
  private static final Path TARGET = Checkout.ROOT.resolve("tests/target/cargo");
  private static final String TOGETHER = "together";

  /// What follows the output of one of several programs.
  public static final String END = "\u001e\n";

  private final Map<String, Transpiled> modules = new TreeMap<>();
  private final Map<String, Transpiled> crates = new TreeMap<>();
  private final Set<Path> written = new HashSet<>();
  private final Path folder;

  /// A workspace of that name below `tests/target`.
  public Workspace(String name) {
    folder = Checkout.ROOT.resolve("tests/target").resolve(name);
  }

  /// Adds a program without errors. Its name is its own.
  public void add(Program program, Transpiled transpiled) {
    boolean single = transpiled.modules().size() == 1 && !program.files().containsKey("main.vl");
    Map<String, Transpiled> place = single ? modules : crates;
    if (place.put(program.name(), transpiled) != null) {
      throw new AssertionError("two cases whose programs run are called " + program.name());
    }
  }

  /// Writes what is not there yet, and removes what no longer belongs there.
  public void write() throws IOException {
    List<String> members = new ArrayList<>(crates.keySet());
    members.add(TOGETHER);
    for (String member : members) {
      file(
          member + "/Cargo.toml",
          """
          [package]
          name = "%s"
          version = "0.1.0"
          edition = "2024"

          [dependencies]
          veltrano-runtime = { path = "%s" }

          [lints]
          workspace = true
          """
              .formatted(member, Checkout.ROOT.resolve("rust-runtime")));
    }
    for (Map.Entry<String, Transpiled> crate : crates.entrySet()) {
      crate(crate.getKey(), crate.getValue());
    }
    together();
    StringBuilder manifest = new StringBuilder("[workspace]\nresolver = \"3\"\nmembers = [");
    for (String member : members) {
      manifest.append('"').append(member).append("\", ");
    }
    manifest.append("]\n\n[profile.dev]\ndebug = false\nincremental = false\n\n").append(lints());
    file("Cargo.toml", manifest.toString());
    Path lock = folder.resolve("Cargo.lock");
    if (!Files.exists(lock)) {
      Files.copy(Checkout.ROOT.resolve("rust-runtime/Cargo.lock"), lock);
    }
    written.add(lock);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!written.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  /// The table of lints that a generated `Cargo.toml` has, for a whole workspace.
  private static String lints() {
    GeneratedCrate crate =
        new GeneratedCrate(
            Version.NUMBER,
            "veltrano.toml",
            Manifest.About.named("lints"),
            CrateKind.BINARY,
            Manifest.Switches.DEFAULT,
            new RuntimeSource.Version("0.1"),
            List.of());
    for (CrateFile file : crate.files()) {
      if (file.path().equals("Cargo.toml")) {
        String text = new String(file.bytes(), StandardCharsets.UTF_8);
        return text.substring(text.indexOf("[lints.")).replace("[lints.", "[workspace.lints.");
      }
    }
    throw new AssertionError("a generated crate has no Cargo.toml");
  }

  private void crate(String name, Transpiled transpiled) throws IOException {
    CrateLayout layout = layout(transpiled);
    PositionTable positions = new PositionTable();
    positions.add(layout.rootPath());
    for (Transpiled.RustModule module : transpiled.modules()) {
      module.addTo(positions);
      file(name + "/" + module.path(), module.bytes());
    }
    file(name + "/" + layout.rootPath(), layout.root(Version.NUMBER, "veltrano.toml").bytes());
    file(name + "/src/positions.bin", positions.bytes());
  }

  private void together() throws IOException {
    PositionTable positions = new PositionTable();
    positions.add("src/main.rs");
    StringBuilder declarations = new StringBuilder();
    StringBuilder arms = new StringBuilder();
    for (Map.Entry<String, Transpiled> entry : modules.entrySet()) {
      Transpiled.RustModule module = entry.getValue().modules().getFirst();
      module.addTo(positions);
      file(TOGETHER + "/" + module.path(), module.bytes());
      CrateLayout layout = layout(entry.getValue());
      String rust = layout.places().values().iterator().next().path().getFirst();
      declarations.append("mod ").append(rust).append(";\n");
      if (layout.rootPath().endsWith("main.rs")) {
        arms.append(
            "\"%s\" => veltrano_runtime::run(POSITIONS, %s::main),\n"
                .formatted(entry.getKey(), rust));
      }
    }
    file(TOGETHER + "/src/positions.bin", positions.bytes());
    // Only the modules are of interest here; this file is not looked at for its form.
    file(
        TOGETHER + "/src/main.rs",
        """
        #![forbid(unsafe_code)]

        %s
        static POSITIONS: &[u8] = include_bytes!("positions.bin");

        #[rustfmt::skip]
        fn main() -> std::process::ExitCode {
        let names: Vec<String> = std::env::args().skip(1).collect();
        let mut code = std::process::ExitCode::SUCCESS;
        for name in &names {
        code = match name.as_str() {
        %s_ => panic!("no such program"),
        };
        if names.len() > 1 { println!("\\u{1e}"); }
        }
        code
        }
        """
            .formatted(declarations, arms));
  }

  private static CrateLayout layout(Transpiled transpiled) {
    CrateLayout layout = transpiled.layout();
    if (layout == null) {
      throw new AssertionError("a program without errors has a layout");
    }
    return layout;
  }

  private void file(String name, String text) throws IOException {
    file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Cargo goes by the times of files, so what is right already is left alone.
  private void file(String name, byte[] bytes) throws IOException {
    Path path = folder.resolve(name);
    written.add(path);
    if (!Files.exists(path) || !Arrays.equals(Files.readAllBytes(path), bytes)) {
      Files.createDirectories(path.getParent());
      Files.write(path, bytes);
    }
  }

  /// Runs `cargo` on the workspace.
  public Execution cargo(String... arguments) throws IOException, InterruptedException {
    return cargo(folder, arguments);
  }

  /// Runs `cargo` on the workspace, with more environment. With `RUSTFLAGS` it builds elsewhere.
  public Execution cargo(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("cargo"));
    command.addAll(List.of(arguments));
    Map<String, String> all = new TreeMap<>(environment);
    all.putIfAbsent("CARGO_TARGET_DIR", TARGET.toString());
    all.put("CARGO_TERM_COLOR", "never");
    return Execution.of(command, folder, all, new byte[0]);
  }

  /// Runs `cargo` in a folder, without the network if that will do.
  static Execution cargo(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("cargo"));
    command.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of("CARGO_TARGET_DIR", TARGET.toString(), "CARGO_TERM_COLOR", "never");
    return Execution.of(command, folder, environment, new byte[0]);
  }

  /// Runs programs of one file that were built with such an environment, one after the other in one
  /// process. If they are several, a line with `END` follows the output of each.
  public Execution run(List<String> names, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path target = Path.of(environment.getOrDefault("CARGO_TARGET_DIR", TARGET.toString()));
    String triple = environment.getOrDefault("CARGO_BUILD_TARGET", "");
    List<String> command = new ArrayList<>();
    command.add(target.resolve(triple).resolve("debug").resolve(TOGETHER).toString());
    command.addAll(names);
    return Execution.of(command, folder, environment, new byte[0]);
  }

  /// Runs a program of the workspace that was built, with an input.
  public Execution run(String name, String input) throws IOException, InterruptedException {
    Path debug = TARGET.resolve("debug");
    List<String> command =
        modules.containsKey(name)
            ? List.of(debug.resolve(TOGETHER).toString(), name)
            : List.of(debug.resolve(name).toString());
    return Execution.of(command, folder, Map.of(), input.getBytes(StandardCharsets.UTF_8));
  }
}
