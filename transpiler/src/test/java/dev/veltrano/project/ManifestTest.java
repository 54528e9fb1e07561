package dev.veltrano.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestTest {

  @Test
  void readsAllThatThereIs() {
    Manifest manifest =
        valid(
            """
            [package]
            name = "word-count"
            version = "1.2.3-beta.1+5"
            description = "Counts \\"words\\""
            authors = ["Ada", 'Bob <b@example.org>'] # two
            license = "MIT"
            repository = "https://example.org"

            [build]
            overflow-checks = true

            [rust-dependencies]
            """);
    assertThat(manifest.about())
        .isEqualTo(
            new Manifest.About(
                "word-count",
                "1.2.3-beta.1+5",
                Optional.of("Counts \"words\""),
                List.of("Ada", "Bob <b@example.org>"),
                Optional.of("MIT"),
                Optional.of("https://example.org")));
    assertThat(manifest.switches().overflowChecks()).isTrue();
  }

  @Test
  void aNameIsEnough() {
    Manifest manifest = valid("package.name = \"a\"");
    assertThat(manifest.about()).isEqualTo(Manifest.About.named("a"));
    assertThat(manifest.switches()).isEqualTo(Manifest.Switches.DEFAULT);
  }

  @Test
  void takesByteOrderMarksAndWindowsLineEnds() {
    assertThat(valid("\uFEFF[package]\r\nname = \"a\"\r\n").about().name()).isEqualTo("a");
  }

  @Test
  void pointsAtUnknownKeysAndSections() {
    assertThat(problems("[package]\nname = \"a\"\nverison = \"1.0.0\"\n"))
        .containsExactly("verison | `[package]` has no key `verison` | did you mean `version`?");
    assertThat(problems("[package]\nname = \"a\"\n[built]\n"))
        .containsExactly("built | a manifest has no section `built` | did you mean `build`?");
    assertThat(problems("[package]\nname = \"a\"\n[dependencies]\nfoo = \"1\"\n"))
        .containsExactly(
            "dependencies | a manifest has no section `dependencies` |"
                + " did you mean `rust-dependencies`?");
    assertThat(problems("[package]\nname = \"a\"\nedition = \"2024\"\n"))
        .containsExactly("edition | `[package]` has no key `edition`");
    assertThat(problems("[package]\nname = \"a\"\n[build]\n\"overflow checks\" = true\n"))
        .containsExactly(
            "\"overflow checks\" | `[build]` has no key `overflow checks` |"
                + " did you mean `overflow-checks`?");
    assertThat(problems("package.name = \"a\"\nbuild . over = 1\n"))
        .containsExactly("over | `[build]` has no key `over`");
  }

  @Test
  void aKeyAboveTheSectionsBelongsIntoThePackage() {
    assertThat(problems("name = \"a\"\n"))
        .containsExactly(
            "name | `name` belongs into the section `[package]` | write `[package]` on a line above"
                + " it");
  }

  @Test
  void pointsAtValuesOfTheWrongKind() {
    assertThat(problems("[package]\nname = \"ä\"\nversion = 1.0 # one\n"))
        .anyMatch(text -> text.startsWith("1.0 | `version` must be text"));
    assertThat(problems("[package]\nname = \"a\"\nversion = 1\n"))
        .containsExactly("1 | `version` must be text | put it in quotes");
    assertThat(problems("[package]\nname = \"a\"\n[build]\noverflow-checks = \"true\"\n"))
        .containsExactly(
            "\"true\" | `overflow-checks` must be `true` or `false` | leave the quotes out");
    assertThat(problems("[package]\nname = \"a\"\nauthors = \"Ada\"\n"))
        .containsExactly("\"Ada\" | `authors` must be a list of texts | put it in brackets");
    assertThat(problems("[package]\nname = \"a\"\nauthors = [\n  \"Ada\", # ]\n  7,\n]\n"))
        .containsExactly("7 | `authors` must be a list of texts");
    assertThat(problems("package = 3\n")).containsExactly("3 | `package` must be a section");
    assertThat(problems("[package]\nname = [\"a\", '''\n]''']\n"))
        .containsExactly("[\"a\", '''\n]'''] | `name` must be text");
    assertThat(problems("[[package]]\nname = \"a\"\n"))
        .containsExactly("[[package]] | `package` must be a section");
  }

  @Test
  void mistakesShareOneCode() {
    assertThat(diagnostics("[package]\nname = 1\nverison = 2\n[built]\n"))
        .hasSizeGreaterThan(1)
        .extracting(Diagnostic::code)
        .containsOnly(Code.BAD_MANIFEST);
  }

  @Test
  void theFixOfAValueIsItsText() {
    Fix fix = diagnostics("[package]\nname = \"a\"\nversion = 1\n").getFirst().fixes().getFirst();
    assertThat(fix.edits().getFirst().text()).isEqualTo("\"1\"");
    assertThat(fix.applicability()).isEqualTo(Fix.Applicability.EXACT);
  }

  @Test
  void namesAndVersionsAreThoseOfCargo() {
    assertThat(problems("[package]\nname = \"my app\"\n"))
        .containsExactly(
            "\"my app\" | `my app` cannot be the name of a package | call it `my-app`");
    assertThat(problems("[package]\nname = \"\"\n"))
        .containsExactly("\"\" | `` cannot be the name of a package");
    assertThat(problems("[package]\nname = \"a\"\nversion = \"1.0\"\n"))
        .containsExactly("\"1.0\" | `1.0` is not a version");
    for (String version :
        List.of("1.0.0", "0.0.0", "10.20.30", "1.0.0-a.1", "1.0.0+01", "1.0.0-x-y")) {
      assertThat(ManifestReader.isVersion(version)).as(version).isTrue();
    }
    for (String version :
        List.of(
            "",
            "1",
            "1.0",
            "01.0.0",
            "1.0.0-",
            "1.0.0-01",
            "1.0.0.0",
            "v1.0.0",
            "1.0.x",
            "1.0.0+ä")) {
      assertThat(ManifestReader.isVersion(version)).as(version).isFalse();
    }
  }

  @Test
  void aPackageNeedsAName() {
    assertThat(problems(""))
        .containsExactly(" | the package has no name | write `name = \"…\"` below `[package]`");
    assertThat(problems("[build]\n[package]\nversion = \"1.0.0\"\n"))
        .containsExactly(
            "package | the package has no name | write `name = \"…\"` below `[package]`");
  }

  @Test
  void cratesAreNotSupportedYet() {
    List<Diagnostic> found =
        diagnostics(
            """
            [package]
            name = "a"
            [rust-dependencies]
            foo = { version = "1" }
            bar = "2"
            """);
    assertThat(found).extracting(Diagnostic::code).containsOnly(Code.NOT_SUPPORTED_YET);
    assertThat(found).extracting(ManifestTest::place).containsExactlyInAnyOrder("foo", "bar");
  }

  @Test
  void pointsAtBrokenToml() {
    assertThat(diagnostics("[package]\nname = \n"))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.message()).startsWith("the manifest is not valid TOML: unexpected end");
          assertThat(found.labels().getFirst().span().start()).isEqualTo(17);
        });
    assertThat(problems("[package]\nname = \"a\"\nname = \"b\"\n"))
        .singleElement()
        .asString()
        .contains("name");
    assertThat(diagnostics("[package\nname = 'a'\n")).isNotEmpty();
    assertThat(diagnostics("name \"a\"")).isNotEmpty();
  }

  @Test
  void bytesThatAreNoTextAreSaidSo() {
    byte[] bytes = "[package]\nname = \"?\"\n".getBytes(StandardCharsets.UTF_8);
    bytes[18] = (byte) 0xFF;
    Manifest.Reading reading = Manifest.read(new SourceFile("veltrano.toml", bytes));
    assertThat(reading.manifest()).isEmpty();
    assertThat(reading.diagnostics())
        .singleElement()
        .satisfies(found -> assertThat(found.labels().getFirst().span().start()).isEqualTo(18));
  }

  @Test
  void noPrefixAndNoMutationBreaksTheReader() {
    String sample =
        "[package]\nname = \"wörd\"\nversion = '1.0.0'\nauthors = [\"\"\"a\"\"\", 'b']\n"
            + "[build]\noverflow-checks = false\n[rust-dependencies.x]\nversion = { a = 1 }\n";
    byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
    for (int end = 0; end <= bytes.length; end++) {
      check(java.util.Arrays.copyOf(bytes, end));
    }
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] mutant = bytes.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        mutant[random.nextInt(mutant.length)] =
            (byte) "[]{}=\"'.#\n a1\\".charAt(random.nextInt(14));
      }
      check(mutant);
    }
  }

  private static void check(byte[] bytes) {
    Manifest.Reading reading = Manifest.read(new SourceFile("veltrano.toml", bytes));
    assertThat(reading.manifest().isPresent()).isEqualTo(reading.diagnostics().isEmpty());
    for (Diagnostic diagnostic : reading.diagnostics()) {
      assertThat(diagnostic.labels())
          .allSatisfy(label ->
              assertThat(label.span().end()).isBetween(label.span().start(), bytes.length));
    }
  }

  private static Manifest valid(String text) {
    Manifest.Reading reading = Manifest.read(SourceFile.of("veltrano.toml", text));
    assertThat(reading.diagnostics()).isEmpty();
    return reading.manifest().orElseThrow();
  }

  private static List<Diagnostic> diagnostics(String text) {
    return Manifest.read(SourceFile.of("veltrano.toml", text)).diagnostics();
  }

  private static String place(Diagnostic diagnostic) {
    return diagnostic.labels().getFirst().file().text(diagnostic.labels().getFirst().span());
  }

  /// What each problem points at, says, and advises.
  private static List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics(text)) {
      StringBuilder line =
          new StringBuilder(place(diagnostic)).append(" | ").append(diagnostic.message());
      diagnostic.fixes().forEach(fix -> line.append(" | ").append(fix.message()));
      problems.add(line.toString());
    }
    return problems;
  }
}
