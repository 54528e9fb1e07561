package dev.veltrano.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.project.CrateFile;
import dev.veltrano.project.CrateKind;
import dev.veltrano.project.CrateLayout;
import dev.veltrano.project.ModuleSet;
import dev.veltrano.project.PositionTable;
import dev.veltrano.project.RuntimeSource;
import dev.veltrano.project.SourceModule;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What sessions do with files and Cargo; what the phases in between make is given here.
class SessionTest {
  /// Shared by all tests, so that the crates that every program needs are compiled once.
  @TempDir static Path sharedCache;

  @TempDir Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void asTheUser() {
    variables.put("PATH", String.valueOf(System.getenv("PATH")));
    variables.put("HOME", String.valueOf(System.getenv("HOME")));
    for (String name : List.of("CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN")) {
      String value = System.getenv(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    variables.put("VELTRANO_CACHE", sharedCache.resolve("cache").toString());
  }

  private final Progress progress =
      new Progress() {
        @Override
        public void say(String verb, String text) {
          said.add(verb + " " + text);
        }

        @Override
        public void detail(String verb, String text) {}

        @Override
        public void working(String verb, String text) {}

        @Override
        public void idle() {}

        @Override
        public void verbose(String text) {}
      };

  /// One module whose Rust is given; every byte of it stands for the byte in the same relative
  /// place of the source's only line.
  private record Module(String path, SourceFile file, byte[] bytes)
      implements Transpiled.RustModule {

    @Override
    public @Nullable Span source(int start, int end) {
      return Span.of(0, Math.min(4, file.length()));
    }

    @Override
    public int panicSite(int line, int column) {
      return line == 4 ? 2 : -1;
    }

    @Override
    public @Nullable CrateFile map() {
      return null;
    }

    @Override
    public void addTo(PositionTable table) {
      table.add(path);
    }
  }

  private Session generating(String rust) {
    return new Session(
        new Environment(variables, folder), progress, (modules, _) -> generated(modules, rust));
  }

  private static Transpiled generated(List<ModuleSource> modules, String rust) {
    ModuleSource main = modules.getFirst();
    SourceFile source = main.file();
    SourceModule place = new SourceModule("main", Path.of("app.vl"), source.name(), "app.vl");
    CrateLayout layout = CrateLayout.of(new ModuleSet(List.of(place), CrateKind.BINARY, List.of()));
    byte[] bytes = rust.getBytes(StandardCharsets.UTF_8);
    return new Transpiled(
        List.of(),
        List.of(new Module("src/app.rs", source, bytes)),
        List.of(
            new Transpiled.TestPlace("app::adds", "adds numbers", source, Span.of(0, 1)),
            new Transpiled.TestPlace("app::fails", "fails", source, Span.of(5, 1))),
        layout);
  }

  private Subject file(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
    return Subject.find(name, new Environment(variables, folder));
  }

  private static final String RUST =
      """
      pub fn main() {
          std::process::exit(7);
      }
      """;

  @Test
  void aFileBecomesAProgramOnce() throws Exception {
    Path bin = folder.resolve("bin");
    Path cargo = FakeCargo.script(bin, "exec cargo \"$@\"");
    variables.put("CARGO", cargo.toString());
    Subject subject = file("größe mit raum.vl", "main\nmain\n");

    Built first = generating(RUST).build(subject, false);
    assertThat(first.diagnostics()).isEmpty();
    Path program = there(first.program());
    assertThat(generating(RUST).run(program, List.of("a", "b c"))).isEqualTo(7);
    assertThat(said).contains("Transpiling größe mit raum.vl");

    long calls = FakeCargo.calls(bin);
    said.clear();
    Built second = generating(RUST).build(subject, false);
    assertThat(second.program()).isEqualTo(program);
    assertThat(FakeCargo.calls(bin)).isEqualTo(calls);
    assertThat(said).isEmpty();

    // A program that is damaged is made again.
    Files.writeString(program, "no program");
    Built third = generating(RUST).build(subject, false);
    assertThat(generating(RUST).run(there(third.program()), List.of())).isEqualTo(7);
    assertThat(FakeCargo.calls(bin)).isGreaterThan(calls);
  }

  @Test
  void aProjectIsBuiltInItsOwnTarget() throws Exception {
    Files.createDirectories(folder.resolve("p/src"));
    Files.writeString(folder.resolve("p/veltrano.toml"), "[package]\nname = \"tool\"\n");
    Files.writeString(folder.resolve("p/src/main.vl"), "main\n");
    Subject subject = Subject.find("p/src", new Environment(variables, folder));
    // What Cargo has compiled for another test will do.
    variables.put("CARGO_INCREMENTAL", "0");

    Built first = generating(RUST).build(subject, false);
    Path program = there(first.program());
    assertThat(program).isEqualTo(folder.resolve("p/target/debug/tool"));
    assertThat(folder.resolve("p/target/rust/Cargo.toml")).exists();
    said.clear();
    assertThat(generating(RUST).build(subject, false).program()).isEqualTo(program);
    assertThat(said).isEmpty();
    Files.writeString(program, "no program");
    said.clear();
    Built again = generating(RUST).build(subject, false);
    assertThat(said).isNotEmpty();
    assertThat(generating(RUST).run(there(again.program()), List.of())).isEqualTo(7);
  }

  @Test
  void whatRustRefusesIsOurBugAtThePlaceOfTheSource() throws Exception {
    Subject subject = file("bad.vl", "main\n");
    Built built =
        generating("pub fn main() {\n    let x: i64 = \"no\";\n}\n").build(subject, false);
    assertThat(built.program()).isNull();
    Diagnostic told = built.diagnostics().getFirst();
    assertThat(told.code()).isEqualTo(Code.GENERATED_RUST);
    assertThat(told.isError()).isTrue();
    assertThat(told.message()).contains("bug in veltrano").contains("mismatched types (E0308)");
    assertThat(told.labels().getFirst().file().name()).isEqualTo("bad.vl");
    assertThat(told.notes()).contains("in the Rust: src/app.rs:2:18");
    String kept =
        told.notes().stream().filter(note -> note.contains("own words")).findFirst().orElseThrow();
    assertThat(Path.of(kept.substring(kept.indexOf('/')))).content().contains("expected `i64`");
  }

  @Test
  void aWarningOfRustIsToldAndTheProgramBuilt() throws Exception {
    Subject subject = file("warned.vl", "main\n");
    String rust =
        "pub fn main() {\n    let x: u8 = { 1 };;\n    std::process::exit(x as i32);\n}\n";
    Built built = generating(rust).build(subject, false);
    assertThat(built.diagnostics()).hasSize(1);
    assertThat(built.diagnostics().getFirst().isError()).isFalse();
    assertThat(built.diagnostics().getFirst().message()).contains("warns about");
    assertThat(generating(rust).run(there(built.program()), List.of())).isEqualTo(1);
    // It is told again, for it is not mended.
    assertThat(generating(rust).build(subject, false).diagnostics()).hasSize(1);
  }

  @Test
  void testsAreRunAndToldOfTheSource() throws Exception {
    Subject subject = file("tested.vl", "main\nfails\n");
    String rust =
        """
        pub fn main() {}
        #[test] fn adds() { assert_eq!(1 + 1, 2); }
        #[test] fn fails() {
            assert_eq!(1 + 1, 3, "sums");
        }
        """;
    Session session = generating(rust);
    Session.Tests tests = session.buildTests(subject, false);
    List<TestOutcome> live = new ArrayList<>();
    List<TestOutcome> outcomes =
        session.runTests(tests, new TestRun(tests.transpiled(), null), live::add);
    assertThat(live).hasSize(2);
    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.get(0)).isEqualTo(new TestOutcome("adds numbers", "tested.vl:1", true, ""));
    assertThat(outcomes.get(1).name()).isEqualTo("fails");
    assertThat(outcomes.get(1).place()).isEqualTo("tested.vl:2");
    assertThat(outcomes.get(1).output())
        .startsWith("panicked at tested.vl:1:3:\n")
        .contains("sums")
        .doesNotContain("RUST_BACKTRACE");

    TestRun one = new TestRun(tests.transpiled(), "numbers");
    assertThat(session.runTests(tests, one, outcome -> {})).hasSize(1);
    assertThat(new TestRun(tests.transpiled(), "nothing like it").selected()).isEmpty();
  }

  @Test
  void withoutNetworkAndCratesThereIsOneMessage() throws Exception {
    variables.put("CARGO_HOME", folder.resolve("empty").toString());
    variables.put("CARGO_NET_OFFLINE", "true");
    variables.put("VELTRANO_CACHE", folder.resolve("cache").toString());
    Subject subject = file("a.vl", "main\n");
    assertThatThrownBy(() -> generating(RUST).build(subject, false))
        .isInstanceOfSatisfying(
            BuildException.class,
            e -> {
              assertThat(e.diagnostic().code()).isEqualTo(Code.CARGO_FAILED);
              assertThat(e).hasMessageContaining("cannot be fetched");
              assertThat(e.diagnostic().fixes()).hasSize(1);
            });
  }

  @Test
  void withoutCargoNothingIsWritten() throws Exception {
    variables.put("CARGO", "/nowhere/cargo");
    variables.put("VELTRANO_CACHE", folder.resolve("cache").toString());
    Subject subject = file("a.vl", "main\n");
    assertThatThrownBy(() -> generating(RUST).build(subject, false))
        .isInstanceOf(BuildException.class);
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void whateverElseStopsCargoIsSaid() throws Exception {
    variables.put(
        "CARGO",
        FakeCargo.answering(
                folder.resolve("bin"), "1.95.0", "echo 'error: the moon is full' >&2; exit 101")
            .toString());
    Subject subject = file("a.vl", "main\n");
    assertThatThrownBy(() -> generating(RUST).build(subject, false))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("cargo failed: the moon is full");
    variables.put(
        "CARGO",
        FakeCargo.answering(
                folder.resolve("bin"),
                "1.95.0",
                "echo 'error: failed to write x' >&2; echo >&2; echo 'Caused by:' >&2;"
                    + " echo '  No space left on device (os error 28)' >&2; exit 101")
            .toString());
    assertThatThrownBy(() -> generating(RUST).build(subject, false))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("the disk is full");
  }

  @Test
  void aCargoProjectIsWrittenWhereItIsWanted() throws Exception {
    Subject subject = file("a.vl", "main\n");
    Session session = generating(RUST);
    Path out = folder.resolve("out dir");
    session.write(subject, session.transpile(subject), out, RuntimeSource.PACKED);
    assertThat(out.resolve("src/app.rs")).hasContent(RUST);
    assertThat(out.resolve("veltrano-runtime/Cargo.toml")).exists();
    assertThat(out.resolve("Cargo.lock")).exists();
    assertThat(Files.readString(out.resolve("Cargo.toml"))).contains("name = \"a\"");
  }

  @Test
  void aProgramIsCopiedToWhereItIsWanted() throws IOException, BuildException {
    Path program = Files.writeString(folder.resolve("made"), "x");
    Files.createDirectories(folder.resolve("d"));
    assertThat(
            new Upkeep(new Environment(variables, folder))
                .copyProgram(program, folder.resolve("d")))
        .isEqualTo(folder.resolve("d/made"))
        .hasContent("x");
    assertThatThrownBy(() ->
            new Upkeep(new Environment(variables, folder))
                .copyProgram(program, folder.resolve("no/such")))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("cannot be copied");
  }

  private static Path there(@Nullable Path path) {
    if (path == null) {
      throw new AssertionError("no program");
    }
    return path;
  }
}
