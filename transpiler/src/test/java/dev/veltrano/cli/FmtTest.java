package dev.veltrano.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtTest {
  private static final String UGLY = "fun  main( ) {println( \"a\" )}";
  private static final String NEAT = "fun main() {\n    println(\"a\")\n}\n";

  @TempDir Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void theExamplesAreFormatted() {
    Path root = Path.of(System.getProperty("veltrano.root", "..")).toAbsolutePath().normalize();
    Shell.Result result =
        shell.run(
            "fmt",
            "--check",
            root.resolve("examples").toString(),
            root.resolve("bench/programs").toString(),
            root.resolve("cargo-template").toString());
    assertThat(result.out()).isEmpty();
    assertThat(result.status()).isZero();
  }

  @Test
  void filesFoldersAndProjectsAreFormatted() throws IOException {
    Path first = file("p/src/main.vl", UGLY);
    Path second = file("p/src/a/b.vl", UGLY);
    Path built = file("p/target/x.vl", UGLY);
    Path hidden = file("p/.git/x.vl", UGLY);
    Path other = file("p/src/notes.txt", UGLY);
    file("p/veltrano.toml", "[package]\nname = \"p\"\n");
    Shell inside = new Shell(folder.resolve("p/src/a"));
    Shell.Result result = inside.run("fmt");
    assertThat(result.status()).isZero();
    assertThat(result.err()).contains("Formatted").contains("b.vl").contains("main.vl");
    assertThat(first).hasContent(NEAT);
    assertThat(second).hasContent(NEAT);
    for (Path each : List.of(built, hidden, other)) {
      assertThat(each).hasContent(UGLY);
    }
    assertThat(inside.run("fmt").err()).contains("2 files, nothing to change");

    Path alone = file("alone.vl", UGLY);
    Path within = file("q/within.vl", UGLY);
    assertThat(shell.run("fmt", "alone.vl", "q", "alone.vl").status()).isZero();
    assertThat(alone).hasContent(NEAT);
    assertThat(within).hasContent(NEAT);
  }

  @Test
  void whatIsFormattedIsNotTouched() throws IOException {
    Path neat = file("neat.vl", NEAT);
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(neat, old);
    assertThat(shell.run("fmt", "neat.vl").status()).isZero();
    assertThat(Files.getLastModifiedTime(neat)).isEqualTo(old);
  }

  @Test
  void permissionsAndLinksStay() throws IOException {
    Path real = file("real.vl", UGLY);
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwxr-x---"));
    Path link = Files.createSymbolicLink(folder.resolve("link.vl"), Path.of("real.vl"));
    assertThat(shell.run("fmt", "link.vl").status()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent(NEAT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rwxr-x---");
    try (var entries = Files.list(folder)) {
      assertThat(entries).hasSize(2);
    }
    // A folder does not lead out of itself.
    Path outside = file("x/outside.vl", UGLY);
    Files.createDirectories(folder.resolve("y"));
    file("y/inside.vl", UGLY);
    Files.createSymbolicLink(folder.resolve("y/out"), Path.of("../x"));
    assertThat(shell.run("fmt", "y").status()).isZero();
    assertThat(outside).hasContent(UGLY);
  }

  @Test
  void readOnlyFilesAreLeftAlone() throws IOException {
    Path locked = file("locked.vl", UGLY);
    Path free = file("free.vl", UGLY);
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r--r--r--"));
    Shell.Result result = shell.run("fmt", ".");
    assertThat(result.status()).isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(result.err()).contains("cannot write `locked.vl`: it is read-only");
    assertThat(locked).hasContent(UGLY);
    assertThat(free).hasContent(NEAT);
    assertThat(shell.run("fmt", "--check", "locked.vl").status()).isEqualTo(1);
  }

  @Test
  void filesWithMistakesAreLeftAlone() throws IOException {
    Path wrong = file("a.vl", "fun  main( {}");
    Path right = file("b.vl", UGLY);
    Shell.Result result = shell.run("fmt", "a.vl", "b.vl");
    assertThat(result.status()).isEqualTo(ExitStatus.PROGRAM);
    assertThat(result.err()).contains("error[VL0111]").contains("a.vl:1:11");
    assertThat(wrong).hasContent("fun  main( {}");
    assertThat(right).hasContent(NEAT);
    Files.write(wrong, new byte[] {'f', 'u', 'n', ' ', (byte) 0xFF});
    assertThat(shell.run("fmt", "a.vl").err()).contains("VL0107").contains("UTF-8");
    file("a.vl", "fun main() { f" + "(".repeat(10_000) + ")".repeat(10_000) + " }");
    assertThat(shell.run("fmt", "a.vl").status()).isEqualTo(ExitStatus.PROGRAM);
  }

  @Test
  void checkingShowsDifferencesAndChangesNothing() throws IOException {
    Path ugly = file("ugly.vl", "// one\n// two\n// three\n" + UGLY + "\n");
    file("neat.vl", NEAT);
    Shell.Result result = shell.run("fmt", "--check", ".");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .isEqualTo(
            """
            --- ugly.vl
            +++ ugly.vl, formatted
            @@ line 2 @@
             // two
             // three
            -fun  main( ) {println( "a" )}
            +fun main() {
            +    println("a")
            +}
            """);
    assertThat(result.err()).contains("1 of 2 files is not formatted").contains("veltrano fmt");
    assertThat(Files.readString(ugly)).contains(UGLY);
    assertThat(shell.run("fmt", "--check", "-q", ".").out()).isEqualTo("ugly.vl\n");
    assertThat(shell.run("fmt", "--check", "neat.vl").status()).isZero();
  }

  @Test
  void standardInputGoesToStandardOutput() {
    shell.in = UGLY;
    for (String how : List.of("-", "--stdin")) {
      Shell.Result result = shell.run("fmt", how);
      assertThat(result.out()).isEqualTo(NEAT);
      assertThat(result.err()).isEmpty();
      assertThat(result.status()).isZero();
    }
    assertThat(shell.run("fmt", "--check", "-").status()).isEqualTo(1);
    shell.in = NEAT;
    assertThat(shell.run("fmt", "--check", "-").status()).isZero();
    shell.in = "";
    assertThat(shell.run("fmt", "-").out()).isEmpty();
    shell.in = "fun main( {}";
    Shell.Result wrong = shell.run("fmt", "-");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).contains("<stdin>:1:10");
    assertThat(shell.run("fmt", "-", "a.vl").status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void lineEndsAndMarksAreOurs() {
    shell.in =
        "\uFEFF// a\r\n"
            + "fun main() {\r\n"
            + "    /* b\r\n"
            + "       c */\r\n"
            + "    f(\"\"\"x\r\n"
            + "y\"\"\")\r\n"
            + "}\r\n";
    assertThat(shell.run("fmt", "-").out())
        .isEqualTo("// a\nfun main() {\n    /* b\n       c */\n    f(\"\"\"x\r\ny\"\"\")\n}\n");
  }

  @Test
  void whatIsNotThereIsWrongUsage() throws IOException {
    Path ugly = file("ugly.vl", UGLY);
    Files.createDirectories(folder.resolve("empty"));
    file("notes.txt", "");
    for (String wrong : List.of("missing.vl", "empty", "notes.txt", "missing/")) {
      Shell.Result result = shell.run("fmt", "ugly.vl", wrong);
      assertThat(result.status()).as(wrong).isEqualTo(ExitStatus.USAGE);
      assertThat(result.err()).contains(wrong);
    }
    assertThat(shell.run("fmt").status()).isEqualTo(ExitStatus.USAGE);
    assertThat(ugly).hasContent(UGLY);
  }

  @Test
  void differencesLeadFromOneTextToTheOther() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      String before = lines(random);
      String after = lines(random);
      assertThat(patched(before, LineDiff.of(before, after))).isEqualTo(after);
    }
    String many = "a\nb\n".repeat(4000);
    String others = "c\nd\n".repeat(4000);
    assertThat(patched(many, LineDiff.of(many, others))).isEqualTo(others);
  }

  private static String lines(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(4))).append('\n');
    }
    return text.toString();
  }

  private static String patched(String before, List<String> hunks) {
    List<String> lines = before.lines().toList();
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (String line : hunks) {
      if (line.startsWith("@@")) {
        int start = Integer.parseInt(line.split(" ", -1)[2]) - 1;
        while (at < start) {
          text.append(lines.get(at++)).append('\n');
        }
      } else if (line.startsWith("+")) {
        text.append(line, 1, line.length()).append('\n');
      } else {
        assertThat(lines.get(at++)).isEqualTo(line.substring(1));
        text.append(line.startsWith(" ") ? line.substring(1) + "\n" : "");
      }
    }
    while (at < lines.size()) {
      text.append(lines.get(at++)).append('\n');
    }
    return text.toString();
  }
}
