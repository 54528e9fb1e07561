package dev.veltrano.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.veltrano.build.Transpiled;
import dev.veltrano.format.Formatter;
import dev.veltrano.format.Sameness;
import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What holds for the formatter whatever the program: it keeps what the program says, formatting
/// twice is formatting once, and how the blanks were makes no difference. What it makes of each
/// construct is shown by the cases with `## formatted`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FormatTest {
  private final Map<String, ParsedFile> files = new LinkedHashMap<>();

  /// All sources without mistakes in their text: of cases, of the documentation, and the examples.
  @BeforeAll
  void read() throws IOException {
    for (CaseFile each : CaseFile.all()) {
      add(each.id(), Program.of(each));
    }
    for (Program program : DocumentedPrograms.all()) {
      add(program.name(), program);
    }
    for (Path example : folders(Checkout.ROOT.resolve("examples"))) {
      add(example.toString(), Program.of(example));
    }
  }

  private void add(String name, Program program) {
    program
        .files()
        .forEach((file, text) -> {
          ParsedFile parsed = Parser.parse(SourceFile.of(file, text));
          if (!parsed.hasErrors()) {
            files.put(name + "/" + file, parsed);
          }
        });
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  @Test
  void formattingChangesOnlyTheLook() {
    assertThat(files.size()).isGreaterThan(300);
    files.forEach((name, parsed) -> formatted(name, parsed));
  }

  @Test
  void blanksMakeNoDifference() {
    files.forEach((name, parsed) -> {
      String expected = formatted(name, parsed);
      Random random = new Random(name.hashCode());
      for (int i = 0; i < ROUNDS; i++) {
        String mangled = new Mangler(parsed).blanks(random);
        String found = formatted(name + " from\n" + mangled, parse(mangled));
        if (parsed.comments().isEmpty()) {
          assertThat(found).as(name + " from\n" + mangled).isEqualTo(expected);
        }
      }
    });
  }

  @Test
  void commentsMayStandAnywhere() {
    files.forEach((name, parsed) -> {
      Random random = new Random(name.hashCode());
      for (int i = 0; i < ROUNDS; i++) {
        String mangled = new Mangler(parsed).comments(random, 2 + random.nextInt(40));
        formatted(name + " from\n" + mangled, parse(mangled));
      }
    });
  }

  @Test
  void documentedProgramsAreFormatted() {
    for (Program program : DocumentedPrograms.all()) {
      program
          .files()
          .forEach((file, text) -> {
            ParsedFile parsed = parse(text);
            if (!parsed.hasErrors()) {
              String found = new String(Formatter.format(parsed), StandardCharsets.UTF_8);
              if (!found.equals(text)) {
                fail(
                    program.name()
                        + " is not formatted; `veltrano fmt` makes of it\n"
                        + TextDiff.of(text, found));
              }
            }
          });
    }
  }

  @Test
  void theRustIsTheSame() throws IOException {
    for (Path folder : folders(Checkout.ROOT.resolve("examples"))) {
      Program program = Program.of(folder);
      Program mangled = program;
      for (Map.Entry<String, String> file : program.files().entrySet()) {
        ParsedFile parsed = parse(file.getValue());
        Mangler mangler = new Mangler(parsed);
        String ugly = mangler.blanks(new Random(file.getValue().hashCode()));
        assertThat(ugly).isNotEqualTo(file.getValue());
        String text = new String(Formatter.format(parse(ugly)), StandardCharsets.UTF_8);
        mangled = mangled.with(file.getKey(), text);
      }
      assertThat(rust(mangled)).as(folder.toString()).isEqualTo(rust(program));
    }
  }

  private static String rust(Program program) {
    StringBuilder all = new StringBuilder();
    for (Transpiled.RustModule module : program.transpile().modules()) {
      all.append(new String(module.bytes(), StandardCharsets.UTF_8));
    }
    assertThat(all).isNotEmpty();
    return all.toString();
  }

  @Test
  void whatIsAsDeepAsCanBeIsFormatted() {
    for (String deep :
        List.of(
            "(".repeat(250) + "1" + ")".repeat(250),
            "[".repeat(250) + "]".repeat(250),
            "f(".repeat(250) + ")".repeat(250),
            "{ ".repeat(250) + "}".repeat(250),
            "x" + " + x".repeat(990),
            "x" + " && x".repeat(990),
            "x" + " ?: x".repeat(990),
            "x" + ".f()".repeat(490),
            "if (x) 1" + " else if (x) 2".repeat(900) + " else 3",
            "- ".repeat(900) + "x")) {
      ParsedFile parsed = parse("fun main() { val y = " + deep + " }");
      assertThat(parsed.diagnostics()).as(deep).isEmpty();
      formatted(deep, parsed);
    }
  }

  @Test
  void longFilesTakeTimeInProportion() {
    // Not a measurement: anything that grew with the square would not end.
    String line = "    val x = f(1, 2).g { it + 1 } // why\n";
    formatted("long", parse("fun main() {\n" + line.repeat(100_000) + "}"));
    formatted("wide", parse("fun main() { f(" + "g(1, x), /* y */ ".repeat(100_000) + ") }"));
  }

  private static final int ROUNDS = Integer.getInteger("rounds", 1);

  private static ParsedFile parse(String text) {
    return Parser.parse(SourceFile.of("x.vl", text));
  }

  /// Formats, and holds that the result says the same and is formatted.
  private static String formatted(String name, ParsedFile parsed) {
    byte[] first;
    try {
      first = Formatter.format(parsed);
    } catch (RuntimeException bug) {
      throw new AssertionError(name, bug);
    }
    ParsedFile again = Parser.parse(new SourceFile("x.vl", first));
    String text = new String(first, StandardCharsets.UTF_8);
    String difference = Sameness.difference(parsed, again);
    if (difference != null) {
      fail(name + "\nbecame\n" + text + "\n" + difference);
    }
    String second = new String(Formatter.format(again), StandardCharsets.UTF_8);
    if (!second.equals(text)) {
      fail(name + "\nis not left alone the second time:\n" + TextDiff.of(text, second));
    }
    for (String line : text.split("\n", -1)) {
      if (line.endsWith(" ") && !text.contains("\"\"\"")) {
        fail(name + "\nhas blanks at the end of a line:\n" + text);
      }
    }
    return text;
  }
}
