package dev.veltrano.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleSetTest {
  @TempDir Path root;

  @Test
  void pathsAreNamesOfModules() throws Exception {
    sources("main.vl", "geometry/shapes.vl", "geometry.vl", "größe.vl", "match.vl", "a/b/c.vl");
    Files.writeString(root.resolve("src/notes.txt"), "");
    Files.createDirectories(root.resolve("src/test data"));
    Files.createDirectories(root.resolve("src/.hidden"));
    Files.writeString(root.resolve("src/.hidden/x.vl"), "");
    ModuleSet set = modules();
    assertThat(set.diagnostics()).isEmpty();
    assertThat(set.kind()).isEqualTo(CrateKind.BINARY);
    assertThat(set.modules())
        .extracting(SourceModule::name)
        .containsExactly("a.b.c", "geometry", "geometry.shapes", "größe", "main", "match");
    SourceModule shapes = set.modules().get(2);
    assertThat(shapes.path()).isEqualTo("src/geometry/shapes.vl");
    assertThat(shapes.shown()).isEqualTo(Path.of("src/geometry/shapes.vl").toString());
    assertThat(shapes.file()).isEqualTo(root.resolve("src/geometry/shapes.vl"));
  }

  @Test
  void messagesCallFilesAsSeenFromTheCurrentFolder() throws Exception {
    sources("main.vl");
    Path parent = Objects.requireNonNull(root.getParent());
    ModuleSet set = ModuleSet.ofProject(ProjectFolder.of(root, parent));
    assertThat(set.modules().getFirst().shown())
        .isEqualTo(parent.relativize(root).resolve("src").resolve("main.vl").toString());
    Path elsewhere = root.resolve("elsewhere");
    set = ModuleSet.ofProject(ProjectFolder.of(root, elsewhere));
    assertThat(set.modules().getFirst().shown()).isEqualTo(root.resolve("src/main.vl").toString());
  }

  @Test
  void accentsAreStoredInManyWays() throws Exception {
    sources("main.vl", "gro\u0308sse.vl");
    assertThat(modules().modules()).extracting(SourceModule::name).contains("grösse");
  }

  @Test
  void aLibraryBeginsInItsOwnFile() throws Exception {
    sources("lib.vl", "parts.vl");
    assertThat(modules().kind()).isEqualTo(CrateKind.LIBRARY);
    sources("main.vl");
    assertThat(modules().diagnostics())
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .contains("not both");
  }

  @Test
  void someNamesCannotBeModules() throws Exception {
    sources(
        "main.vl",
        "crate.vl",
        "self.vl",
        "super/x.vl",
        "con.vl",
        "NUL.vl",
        "a b.vl",
        "1st.vl",
        "x-y.vl",
        "str.vl",
        "std.vl",
        "_.vl",
        "a.b.vl");
    List<Diagnostic> found = modules().diagnostics();
    assertThat(found).extracting(Diagnostic::code).containsOnly(Code.BAD_MODULE_NAME);
    assertThat(found)
        .extracting(diagnostic ->
            diagnostic.message().substring(0, diagnostic.message().indexOf(" cannot")))
        .containsExactlyInAnyOrder(
            "`crate`", "`self`", "`super`", "`con`", "`NUL`", "`a b`", "`1st`", "`x-y`", "`str`",
            "`std`", "`_`", "`a.b`");
    assertThat(found)
        .filteredOn(diagnostic -> diagnostic.message().startsWith("`a b`"))
        .singleElement()
        .satisfies(diagnostic -> {
          assertThat(diagnostic.message()).endsWith("it has a space in it");
          assertThat(diagnostic.fixes().getFirst().message()).isEqualTo("call it `a_b`");
        });
    assertThat(modules().modules())
        .extracting(SourceModule::name)
        .containsExactly("main", "super.x");
  }

  @Test
  void modulesThatAreOneInRustClash() throws Exception {
    sources("main.vl", "myShapes.vl", "my_shapes.vl");
    assertThat(modules().diagnostics())
        .singleElement()
        .satisfies(clash -> {
          assertThat(clash.code()).isEqualTo(Code.RUST_NAME_CLASH);
          assertThat(clash.message())
              .contains("myShapes.vl")
              .contains("my_shapes.vl")
              .endsWith("`my_shapes`");
        });
  }

  @Test
  void foldersClashAsFilesDo() throws Exception {
    sources("main.vl", "myShapes/a.vl", "my_shapes/b.vl");
    assertThat(modules().diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.RUST_NAME_CLASH);
    Files.delete(root.resolve("src/my_shapes/b.vl"));
    sources("my_shapes.vl");
    assertThat(modules().diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.RUST_NAME_CLASH);
  }

  @Test
  void aProjectNeedsABeginning() throws Exception {
    assertThatThrownBy(this::modules).hasMessageContaining("has no `src/main.vl`");
    sources("Main.vl");
    assertThatThrownBy(this::modules)
        .isInstanceOfSatisfying(
            ProjectException.class,
            found -> {
              assertThat(found.diagnostic().code()).isEqualTo(Code.NO_MAIN);
              assertThat(found.diagnostic().fixes().getFirst().message()).contains("rename `src");
            });
  }

  @Test
  void aSingleFileMayBeCalledAnything() {
    ModuleSet set = ModuleSet.ofFile(Path.of("my dir", "größe ü.vl"), root);
    assertThat(set.modules())
        .containsExactly(
            new SourceModule(
                "main",
                root.resolve("my dir/größe ü.vl"),
                Path.of("my dir", "größe ü.vl").toString(),
                "größe ü.vl"));
  }

  @Test
  void linksThatLeadBackAreReported() throws Exception {
    sources("main.vl", "a/x.vl");
    Files.createSymbolicLink(root.resolve("src/a/again"), root.resolve("src"));
    assertThatThrownBy(this::modules)
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("symbolic link");
  }

  private ModuleSet modules() throws ProjectException {
    return ModuleSet.ofProject(ProjectFolder.of(root, root));
  }

  private void sources(String... paths) throws IOException {
    for (String path : paths) {
      Path file = root.resolve("src").resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "fun f() {}\n");
    }
  }
}
