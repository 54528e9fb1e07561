package dev.veltrano.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.veltrano.diagnostic.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  private static final ContentKey KEY = ContentKey.of("key");

  @TempDir Path temporary;
  private Path root;
  private Cache cache;

  @BeforeEach
  void locate() {
    root = temporary.resolve("cache");
    cache = Cache.locate(Map.of("VELTRANO_CACHE", root.toString()));
  }

  @Test
  void theEnvironmentSaysWhere() {
    assertThat(cache.root()).isEqualTo(root);
    assertThat(Cache.locate(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h")).root())
        .isEqualTo(Path.of("/x/veltrano"));
    assertThat(Cache.locate(Map.of("HOME", "/h")).root()).isEqualTo(Path.of("/h/.cache/veltrano"));
    assertThat(
            Cache.locate(Map.of("XDG_CACHE_HOME", "relative", "VELTRANO_CACHE", "", "HOME", "/h"))
                .root())
        .isEqualTo(Path.of("/h/.cache/veltrano"));
  }

  @Test
  void everyFileHasItsOwnCrate() {
    CachedCrate crate = cache.crateFor(Path.of("/x/größe ü.vl"));
    assertThat(crate).isEqualTo(cache.crateFor(Path.of("/x/y/../größe ü.vl")));
    assertThat(crate.folder()).startsWithRaw(root);
    assertThat(crate.name()).startsWith("grosse-u-");
    assertThat(crate.name()).isNotEqualTo(cache.crateFor(Path.of("/y/größe ü.vl")).name());
    for (String name :
        List.of("日本.vl", "match.vl", "x".repeat(90) + ".vl", "con.vl", ".vl", "1.vl")) {
      assertThat(PackageName.flaw(cache.crateFor(Path.of("/x", name)).name())).as(name).isEmpty();
    }
  }

  @Test
  void keysTellWhatIsDifferent() {
    byte[] a = {1, 2};
    byte[] b = {3};
    assertThat(ContentKey.of(List.of(a, b))).isEqualTo(ContentKey.of(List.of(a.clone(), b)));
    assertThat(ContentKey.of(List.of(a, b))).isNotEqualTo(ContentKey.of(List.of(b, a)));
    assertThat(ContentKey.of(List.of(new byte[] {1}, new byte[] {2, 3})))
        .isNotEqualTo(ContentKey.of(List.of(a, b)));
  }

  @Test
  void programsAreKeptByContent() throws Exception {
    assertThat(cache.program(KEY, "hello")).isEmpty();
    Path kept = cache.keep(KEY, "hello", built("one"));
    assertThat(cache.program(KEY, "hello")).contains(kept);
    assertThat(kept).hasContent("one").isExecutable();
    assertThat(cache.program(ContentKey.of("other"), "hello")).isEmpty();
    assertThat(cache.program(KEY, "other")).isEmpty();
    assertThat(cache.keep(KEY, "hello", built("two!"))).hasContent("two!");
    assertThat(cache.program(KEY, "hello")).isPresent();
  }

  @Test
  void theProgramsUsedLastAreKept() throws Exception {
    Path built = built("x");
    Instant start = Instant.now().minus(Duration.ofDays(1));
    for (int i = 0; i < 70; i++) {
      Path kept = cache.keep(ContentKey.of("program " + i), "hello", built);
      Files.setLastModifiedTime(kept.getParent(), FileTime.from(start.plusSeconds(i)));
    }
    assertThat(cache.program(ContentKey.of("program 6"), "hello")).isPresent();
    cache.keep(ContentKey.of("one more"), "hello", built);
    assertThat(cache.program(ContentKey.of("program 5"), "hello")).isEmpty();
    assertThat(cache.program(ContentKey.of("program 6"), "hello")).as("used just now").isPresent();
    assertThat(cache.program(ContentKey.of("program 7"), "hello")).isEmpty();
    assertThat(cache.program(ContentKey.of("one more"), "hello")).isPresent();
    assertThat(root.resolve("programs").toFile().list()).hasSize(64);
  }

  @Test
  void brokenProgramsAreNotFoundAndReplaced() throws Exception {
    Path kept = cache.keep(KEY, "hello", built("one"));
    Files.writeString(kept, "on");
    assertThat(cache.program(KEY, "hello")).isEmpty();
    cache.keep(KEY, "hello", built("one"));
    Files.writeString(kept.resolveSibling("hello.size"), "\0garbage");
    assertThat(cache.program(KEY, "hello")).isEmpty();
    Files.delete(kept.resolveSibling("hello.size"));
    Files.delete(kept);
    Files.delete(kept.getParent());
    Files.writeString(kept.getParent(), "a file where a folder belongs");
    assertThat(cache.program(KEY, "hello")).isEmpty();
    assertThat(cache.keep(KEY, "hello", built("one"))).hasContent("one");
  }

  @Test
  void theRuntimeIsThereOnceAndRepaired() throws Exception {
    cache.prepare();
    Path runtime = cache.runtime().folder();
    assertThat(runtime.resolve("Cargo.toml"))
        .content()
        .contains("veltrano-runtime")
        .doesNotContain("[[test]]");
    FileTime first = Files.getLastModifiedTime(runtime.resolve("src/lib.rs"));
    assertThat(cache.runtime().folder()).isEqualTo(runtime);
    assertThat(Files.getLastModifiedTime(runtime.resolve("src/lib.rs"))).isEqualTo(first);

    byte[] right = Files.readAllBytes(runtime.resolve("src/lib.rs"));
    Files.writeString(runtime.resolve("src/lib.rs"), "garbage");
    Files.delete(runtime.resolve("Cargo.toml"));
    cache.runtime();
    assertThat(Files.readAllBytes(runtime.resolve("src/lib.rs"))).isEqualTo(right);
    assertThat(runtime.resolve("Cargo.toml")).exists();

    Files.delete(runtime.resolve(FileRecord.NAME));
    Files.writeString(runtime.resolve("src/lib.rs"), "garbage");
    cache.runtime();
    assertThat(Files.readAllBytes(runtime.resolve("src/lib.rs"))).isEqualTo(right);

    Trees.remove(runtime.resolve("src"));
    Files.writeString(runtime.resolve("src"), "a file where a folder belongs");
    cache.runtime();
    assertThat(Files.readAllBytes(runtime.resolve("src/lib.rs"))).isEqualTo(right);

    Trees.remove(root.resolve("runtime"));
    Files.writeString(root.resolve("runtime"), "a file where a folder belongs");
    cache.runtime();
    assertThat(Files.readAllBytes(runtime.resolve("src/lib.rs"))).isEqualTo(right);
  }

  @Test
  void cratesAreRepairedAndNotDefended() throws Exception {
    cache.prepare();
    Path crate = cache.crateFor(Path.of("/x/hello.vl")).folder();
    List<CrateFile> files =
        List.of(
            new CrateFile("src/main.rs", new byte[] {1}),
            new CrateFile("Cargo.lock", new byte[] {2}, true));
    write(crate, files);
    Files.writeString(crate.resolve(FileRecord.NAME), "garbage");
    Files.writeString(crate.resolve("src/main.rs"), "garbage");
    Files.writeString(crate.resolve("Cargo.lock"), "garbage");
    assertThat(write(crate, files).keptEdits()).isEmpty();
    assertThat(crate.resolve("src/main.rs")).hasBinaryContent(new byte[] {1});
    assertThat(crate.resolve("Cargo.lock")).hasBinaryContent(new byte[] {2});

    Trees.remove(crate.resolve("src"));
    Files.writeString(crate.resolve("src"), "a file where a folder belongs");
    Files.delete(crate.resolve("Cargo.lock"));
    Files.createDirectories(crate.resolve("Cargo.lock/x"));
    Files.delete(crate.resolve(FileRecord.NAME));
    Files.createDirectories(crate.resolve(FileRecord.NAME));
    write(crate, files);
    assertThat(crate.resolve("src/main.rs")).hasBinaryContent(new byte[] {1});
    assertThat(crate.resolve("Cargo.lock")).hasBinaryContent(new byte[] {2});
    assertThat(write(crate, files).changed()).isEmpty();
  }

  private static Written write(Path crate, List<CrateFile> files) throws ProjectException {
    try (FolderLock lock = FolderLock.acquire(crate, "crate", Duration.ZERO, () -> {})) {
      return CrateWriter.write(lock, files);
    }
  }

  @Test
  void filesWhereFoldersBelongAreCleared() throws Exception {
    cache.prepare();
    Files.writeString(root.resolve("target"), "a file");
    Files.writeString(root.resolve("crates"), "a file");
    cache.prepare();
    assertThat(root.resolve("target")).doesNotExist();
    assertThat(root.resolve("crates")).doesNotExist();
  }

  @Test
  void aCacheThatLostItsTagIsCleanedPartByPart() throws Exception {
    cache.prepare();
    cache.keep(KEY, "hello", built("one"));
    Files.delete(root.resolve("CACHEDIR.TAG"));
    Files.writeString(root.resolve("other.txt"), "somebody else's");
    cache.clean(Duration.ZERO);
    assertThat(root.resolve("programs")).isEmptyDirectory();
    assertThat(root.resolve("other.txt")).exists();
  }

  @Test
  void aCacheThatCannotBeIsSaidSo() throws Exception {
    Files.writeString(root, "a file");
    ProjectException refused = catchThrowableOfType(ProjectException.class, cache::prepare);
    assertThat(refused.diagnostic().code()).isEqualTo(Code.CANNOT_WRITE);
    assertThat(refused.isEnvironment()).isTrue();
  }

  @Test
  void whatIsOldIsCleaned() throws Exception {
    cache.prepare();
    Path kept = cache.keep(KEY, "hello", built("one"));
    Path old = cache.keep(ContentKey.of("old"), "hello", built("12345"));
    Path crate = cache.crateFor(Path.of("/x/hello.vl")).folder();
    Files.createDirectories(crate);
    Files.createDirectories(cache.cargoTarget());
    Instant then = Instant.now().minus(Duration.ofDays(40));
    Files.setLastModifiedTime(old.getParent(), FileTime.from(then));
    Files.setLastModifiedTime(crate, FileTime.from(then));
    FolderLock.acquire(crate, "crate", Duration.ZERO, () -> {}).close();
    Files.setLastModifiedTime(crate, FileTime.from(then));

    assertThat(cache.clean(Duration.ofDays(30))).isEqualTo(new Removed(2, 6));
    assertThat(old).doesNotExist();
    assertThat(kept).exists();
    assertThat(crate).as("locked lately").exists();
    assertThat(cache.cargoTarget()).exists();

    Files.setLastModifiedTime(crate.resolve(FolderLock.NAME), FileTime.from(then));
    cache.clean(Duration.ofDays(30));
    assertThat(crate).doesNotExist();
    assertThat(cache.cargoTarget()).doesNotExist();
    cache.clean(Duration.ZERO);
    assertThat(root).doesNotExist();
    assertThat(cache.clean(Duration.ofDays(1))).isEqualTo(new Removed(0, 0));
  }

  @Test
  void onlyFoldersOfOursAreRemoved() throws Exception {
    Files.createDirectories(root.resolve("programs"));
    for (Duration duration : List.of(Duration.ZERO, Duration.ofDays(1))) {
      ProjectException refused =
          catchThrowableOfType(ProjectException.class, () -> cache.clean(duration));
      assertThat(refused.diagnostic().code()).isEqualTo(Code.FOREIGN_FILE);
    }
    assertThat(root.resolve("programs")).exists();
    Path target = temporary.resolve("target");
    OutputFolder.create(target);
    Files.createSymbolicLink(target.resolve("link"), root);
    OutputFolder.remove(target);
    assertThat(target).doesNotExist();
    assertThat(root.resolve("programs")).exists();
    Path link = Files.createSymbolicLink(temporary.resolve("target2"), root);
    assertThat(catchThrowableOfType(ProjectException.class, () -> OutputFolder.remove(link)))
        .isNotNull();
  }

  private Path built(String content) throws IOException {
    Path file = temporary.resolve("built");
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }
}
