package dev.veltrano.diagnostic.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.veltrano.build.ModuleSource;
import dev.veltrano.build.Transpile;
import dev.veltrano.build.Workers;
import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Fixes;
import dev.veltrano.diagnostic.render.HumanRenderer;
import dev.veltrano.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds that the pages of `docs/errors` are there, have one form, and are true: what they call
/// wrong gets exactly their code, and what they call right gets no message at all.
final class ErrorPagesTest {
  private static final String WRONG = "kotlin wrong";
  private static final String RIGHT = "kotlin right";

  /// A line that begins a further file in a fence; what stands before the first one is `main.vl`.
  private static final String FILE = "// file: ";

  private final Path folder = root().resolve("docs/errors");

  @Test
  void eachCodeHasAPageAndEachPageACode() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Code.values()).map(code -> code.id() + ".md").toList());
    }
  }

  @TestFactory
  Stream<DynamicTest> eachPageHasTheForm() {
    return Arrays.stream(Code.values()).map(code -> dynamicTest(code.id(), () -> form(code)));
  }

  private void form(Code code) {
    ErrorPage page = page(code);
    assertThat(page.code()).isEqualTo(code.id());
    assertThat(page.title()).isNotBlank().doesNotEndWith(".");
    assertThat(page.blocks().getFirst()).isInstanceOf(ErrorPage.Paragraph.class);
    List<String> fences = new ArrayList<>();
    for (ErrorPage.Block block : page.blocks()) {
      if (block instanceof ErrorPage.Fence fence) {
        fences.add(fence.info());
        assertThat(fence.lines()).allMatch(line -> line.length() <= 96);
      }
    }
    if (fences.contains(WRONG)) {
      assertThat(fences).containsExactly(WRONG, RIGHT);
    } else {
      assertThat(fences).isNotEmpty().containsOnly("console");
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsCalledWrongGetsTheCode() {
    return examples(
        WRONG,
        code -> {
          List<Diagnostic> diagnostics =
              diagnostics(modules(page(code).fences(WRONG).getFirst().text()));
          assertThat(diagnostics)
              .as(shown(diagnostics))
              .extracting(Diagnostic::code)
              .containsExactly(code);
        });
  }

  @TestFactory
  Stream<DynamicTest> whatIsCalledRightIsAccepted() {
    return examples(
        RIGHT,
        code -> {
          List<Diagnostic> diagnostics =
              diagnostics(modules(page(code).fences(RIGHT).getFirst().text()));
          assertThat(shown(diagnostics)).isEmpty();
        });
  }

  /// What a fix calls exact needs no second look: applied as it stands, it leaves nothing to say.
  @TestFactory
  Stream<DynamicTest> exactFixesMendTheProgram() {
    return examples(
        WRONG,
        code -> {
          List<ModuleSource> modules = modules(page(code).fences(WRONG).getFirst().text());
          for (Diagnostic diagnostic : diagnostics(modules)) {
            for (Fix fix : diagnostic.fixes()) {
              if (fix.applicability() == Fix.Applicability.EXACT && !fix.edits().isEmpty()) {
                assertThat(shown(diagnostics(mended(modules, fix)))).as(fix.message()).isEmpty();
              }
            }
          }
        });
  }

  private static List<ModuleSource> mended(List<ModuleSource> modules, Fix fix) {
    List<ModuleSource> mended = new ArrayList<>();
    for (ModuleSource module : modules) {
      String text = Fixes.apply(module.file(), fix.edits());
      mended.add(module(module.path(), text));
    }
    return mended;
  }

  private static String shown(List<Diagnostic> diagnostics) {
    return new HumanRenderer(false, HumanRenderer.DEFAULT_WIDTH).render(diagnostics);
  }

  @Test
  void allPagesCanBeShown() {
    ErrorPages pages = new ErrorPages(this::load);
    for (Code code : Code.values()) {
      String plain = pages.render(code, false, 80);
      assertThat(plain).startsWith(code.id() + ": ").doesNotContain("```", "\u001B");
      assertThat(plain.lines()).allMatch(line -> line.length() <= 100 && !line.endsWith(" "));
      assertThat(pages.render(code, true, 80).replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(plain);
    }
    assertThat(pages.list(false, 80).lines()).hasSizeGreaterThanOrEqualTo(Code.values().length);
  }

  private interface Check {
    void of(Code code);
  }

  private Stream<DynamicTest> examples(String info, Check check) {
    return Arrays.stream(Code.values())
        .filter(code -> !page(code).fences(info).isEmpty())
        .map(code -> dynamicTest(code.id(), () -> check.of(code)));
  }

  private static List<Diagnostic> diagnostics(List<ModuleSource> modules) {
    Transpile.Options options = new Transpile.Options(false, true, Workers.ofProcessors());
    return Transpile.run(modules, options).diagnostics();
  }

  private static List<ModuleSource> modules(String fence) {
    List<ModuleSource> modules = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String name = "main.vl";
    for (String line : fence.lines().toList()) {
      if (line.startsWith(FILE)) {
        modules.add(module(name, text.toString()));
        name = line.substring(FILE.length());
        text.setLength(0);
      } else {
        text.append(line).append('\n');
      }
    }
    modules.add(module(name, text.toString()));
    return modules;
  }

  private static ModuleSource module(String name, String text) {
    String module = name.substring(0, name.lastIndexOf('.')).replace('/', '.');
    return new ModuleSource(module, SourceFile.of(name, text), name);
  }

  private ErrorPage page(Code code) {
    return new ErrorPages(this::load).page(code);
  }

  private String load(String name) {
    try {
      return Files.readString(folder.resolveSibling(name));
    } catch (IOException e) {
      throw new AssertionError("no page " + name, e);
    }
  }

  private static Path root() {
    String given = System.getProperty("veltrano.root");
    Path start = Path.of(given == null ? "" : given).toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("docs/errors"))) {
        return at;
      }
    }
    throw new AssertionError("no docs/errors above " + start);
  }
}
