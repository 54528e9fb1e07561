package dev.veltrano.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkeletonTest {
  private static final Optional<String> NONE = Optional.empty();

  @TempDir Path temporary;

  @Test
  void aNewProjectHasAllItNeeds() throws Exception {
    Skeleton.Created created = Skeleton.create(Path.of("word-count"), NONE, temporary);
    Path folder = temporary.resolve("word-count");
    assertThat(created.folder()).isEqualTo(folder);
    assertThat(created.name()).isEqualTo("word-count");
    assertThat(created.files()).contains("veltrano.toml", "src/main.vl", ".gitignore");
    assertThat(folder.resolve(".gitignore")).hasContent("/target");
    assertThat(folder.resolve("src/main.vl")).content().contains("word-count").doesNotContain("{{");
    ProjectFolder project = ProjectFolder.of(folder, temporary);
    Manifest.Reading manifest = Manifest.read(SourceText.read(project.manifest(), "veltrano.toml"));
    assertThat(manifest.diagnostics()).isEmpty();
    assertThat(manifest.manifest().orElseThrow().about().name()).isEqualTo("word-count");
    assertThat(ModuleSet.ofProject(project).diagnostics()).isEmpty();
  }

  @Test
  void theNameComesFromTheFolder() throws Exception {
    assertThat(Skeleton.create(Path.of("a/b/My Größe"), NONE, temporary).name())
        .isEqualTo("my-grosse");
    assertThat(Skeleton.create(Path.of("c"), Optional.of("other"), temporary).name())
        .isEqualTo("other");
    assertThat(refusal(Path.of("match"), NONE).message()).contains("keyword of Rust");
    assertThat(refusal(Path.of("2048"), NONE).fixes().getFirst().message())
        .contains("--name app-2048");
    assertThat(refusal(Path.of("日本"), NONE).message())
        .startsWith("`日本` cannot be the name of a package");
    assertThat(refusal(Path.of("d"), Optional.of("a b")).message()).contains("`a b`");
    assertThat(temporary.resolve("match")).doesNotExist();
    assertThat(temporary.resolve("d")).doesNotExist();
  }

  @Test
  void aFolderWithSomethingInItIsLeftAlone() throws Exception {
    Files.createDirectories(temporary.resolve("full"));
    Files.createFile(temporary.resolve("full/x"));
    assertThat(refusal(Path.of("full"), NONE).code()).isEqualTo(Code.FOREIGN_FILE);
    assertThat(refusal(Path.of("full/x"), NONE).code()).isEqualTo(Code.FOREIGN_FILE);
    Files.createDirectories(temporary.resolve("empty"));
    assertThat(Skeleton.create(Path.of("empty"), NONE, temporary).kept()).isEmpty();
  }

  @Test
  void initKeepsWhatIsThere() throws Exception {
    Path folder = Files.createDirectories(temporary.resolve("old"));
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/main.vl"), "mine");
    Files.writeString(folder.resolve(".gitignore"), "mine");
    Skeleton.Created created = Skeleton.init(folder, NONE, temporary);
    assertThat(created.kept()).containsExactlyInAnyOrder("src/main.vl", ".gitignore");
    assertThat(created.files()).contains("veltrano.toml");
    assertThat(folder.resolve("src/main.vl")).hasContent("mine");
    assertThat(folder.resolve(".gitignore")).hasContent("mine");
    ProjectException again =
        catchThrowableOfType(ProjectException.class, () -> Skeleton.init(folder, NONE, folder));
    assertThat(again.getMessage()).isEqualTo("`.` is a Veltrano project already");
  }

  @Test
  void whatCannotBeFinishedIsTakenBack() throws Exception {
    Path folder = Files.createDirectories(temporary.resolve("odd"));
    Files.writeString(folder.resolve("src"), "a file where a folder belongs");
    ProjectException refused =
        catchThrowableOfType(ProjectException.class, () -> Skeleton.init(folder, NONE, temporary));
    assertThat(refused.diagnostic().code()).isEqualTo(Code.CANNOT_WRITE);
    assertThat(folder.toFile().list()).containsExactly("src");
  }

  private Diagnostic refusal(Path folder, Optional<String> name) {
    return catchThrowableOfType(
            ProjectException.class, () -> Skeleton.create(folder, name, temporary))
        .diagnostic();
  }
}
