package dev.veltrano.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.veltrano.build.Transpiled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/// What rustfmt, clippy and rustc say about the Rust of all cases, examples and documented
/// programs, and what they do when they run.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CorpusTest {
  private static final Path EXAMPLES = Checkout.ROOT.resolve("examples");
  private static final Workspace WORKSPACE = new Workspace("workspace");

  @BeforeAll
  static void write() throws IOException {
    for (CaseFile file : CaseFile.all()) {
      if (file.isProgram()) {
        add(Program.of(file));
      }
    }
    for (Path example : examples()) {
      add(Program.of(example));
    }
    for (Program program : DocumentedPrograms.all()) {
      add(program);
    }
    WORKSPACE.write();
  }

  private static void add(Program program) {
    Transpiled transpiled;
    try {
      transpiled = program.transpile();
    } catch (RuntimeException bug) {
      // The test of the case says so.
      return;
    }
    if (!transpiled.hasErrors()) {
      WORKSPACE.add(program, transpiled);
    }
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @Test
  @Order(1)
  void builds() throws Exception {
    clean("build", "--quiet", "--workspace");
  }

  @Test
  @Order(2)
  void isFormatted() throws Exception {
    clean("fmt", "--all", "--check");
  }

  @Test
  @Order(3)
  void hasNothingForClippy() throws Exception {
    clean("clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings");
  }

  @Test
  @Order(4)
  void passesItsOwnTests() throws Exception {
    clean("test", "--quiet", "--workspace");
  }

  private static void clean(String... arguments) throws Exception {
    Execution cargo = WORKSPACE.cargo(arguments);
    if (cargo.status() != 0) {
      fail("cargo " + String.join(" ", arguments) + "\n" + cargo.out() + cargo.err());
    }
  }

  @TestFactory
  @Order(5)
  Stream<DynamicTest> casesDoWhatTheyShould() {
    return CaseFile.all().stream()
        .filter(CaseFile::runs)
        .map(file -> dynamicTest(file.id(), () -> run(file)));
  }

  private static void run(CaseFile file) throws Exception {
    Execution run = WORKSPACE.run(file.name(), file.text(Section.Kind.INPUT));
    if (!run.out().isEmpty() || file.has(Section.Kind.OUTPUT)) {
      CasesTest.expect(file, Section.Kind.OUTPUT, "", ended(run.out()));
    }
    CasesTest.expect(file, Section.Kind.STDERR, "", ended(run.err()));
    String status = run.status() == 0 ? "" : run.status() + "\n";
    CasesTest.expect(file, Section.Kind.STATUS, "", status);
  }

  private static String ended(String text) {
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }

  @TestFactory
  @Order(6)
  Stream<DynamicTest> documentedProgramsAreAccepted() {
    return DocumentedPrograms.all().stream()
        .map(program ->
            dynamicTest(
                program.name(),
                () -> assertThat(Program.render(program.transpile().diagnostics())).isEmpty()));
  }

  @TestFactory
  @Order(7)
  Stream<DynamicTest> theGuidePrintsWhatItSays() {
    return GuideTest.snippets().stream()
        .filter(snippet -> !snippet.wrong())
        .map(snippet -> dynamicTest(snippet.program().name(), () -> runSnippet(snippet)));
  }

  private static void runSnippet(GuideTest.Snippet snippet) throws Exception {
    Execution run = WORKSPACE.run(snippet.program().name(), "");
    assertThat(run).isEqualTo(new Execution(0, snippet.text(), ""));
  }

  @TestFactory
  @Order(8)
  Stream<DynamicTest> examplesDoWhatTheyShould() throws IOException {
    return examples().stream()
        .map(path -> dynamicTest(path.getFileName().toString(), () -> runExample(path)));
  }

  private static void runExample(Path folder) throws Exception {
    assertThat(Program.render(Program.of(folder).transpile().diagnostics())).isEmpty();
    Path input = folder.resolve("input.txt");
    Path expected = folder.resolve("expected.txt");
    String name = folder.getFileName().toString();
    Execution run = WORKSPACE.run(name, Files.exists(input) ? Files.readString(input) : "");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    if (Checkout.UPDATE) {
      Files.writeString(expected, run.out());
    } else if (!Files.readString(expected).equals(run.out())) {
      fail(
          "%s differs%n%s".formatted(expected, TextDiff.of(Files.readString(expected), run.out())));
    }
  }
}
