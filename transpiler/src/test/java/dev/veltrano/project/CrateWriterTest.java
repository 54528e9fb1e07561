package dev.veltrano.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrateWriterTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.ofEpochSecond(1_000_000_000));

  @TempDir Path temporary;

  private Path folder() {
    return temporary.resolve("crate");
  }

  @Test
  void writesWhatIsNewAndTouchesNothingElse() throws Exception {
    assertThat(write("Cargo.toml", "a", "src/main.rs", "b", "src/x/y.rs", "c"))
        .isEqualTo(
            new Written(
                List.of("Cargo.toml", "src/main.rs", "src/x/y.rs"), 0, List.of(), List.of()));
    assertThat(content())
        .containsExactly(
            Map.entry("Cargo.toml", "a"),
            Map.entry("src/main.rs", "b"),
            Map.entry("src/x/y.rs", "c"));
    age();
    assertThat(write("Cargo.toml", "a", "src/main.rs", "B", "src/x/y.rs", "c"))
        .isEqualTo(new Written(List.of("src/main.rs"), 2, List.of(), List.of()));
    assertThat(content()).containsEntry("src/main.rs", "B");
    assertThat(modified("Cargo.toml")).isEqualTo(LONG_AGO);
    assertThat(modified("src/x/y.rs")).isEqualTo(LONG_AGO);
    assertThat(modified("src/main.rs")).isNotEqualTo(LONG_AGO);
  }

  @Test
  void anUnchangedCrateIsNotWrittenAtAll() throws Exception {
    write("a", "1", "b/c", "2");
    age();
    assertThat(write("b/c", "2", "a", "1"))
        .isEqualTo(new Written(List.of(), 2, List.of(), List.of()));
    assertThat(modified("a")).isEqualTo(LONG_AGO);
    assertThat(modified(FileRecord.NAME)).isEqualTo(LONG_AGO);
  }

  @Test
  void removesWhatIsNoLongerMadeWithItsFolders() throws Exception {
    write("a", "1", "src/x/y/z.rs", "2", "src/x/k.rs", "3", "src/p/q.rs", "4");
    Files.writeString(folder().resolve("src/x/mine.txt"), "keep");
    assertThat(write("a", "1").removed())
        .containsExactly("src/p/q.rs", "src/x/k.rs", "src/x/y/z.rs");
    assertThat(content()).containsOnlyKeys("a", "src/x/mine.txt");
    assertThat(folder().resolve("src/p")).doesNotExist();
    assertThat(folder().resolve("src/x/y")).doesNotExist();
  }

  @Test
  void foreignFilesStopEverything() throws Exception {
    place("src/main.rs", "fn main() {}");
    place("Cargo.toml", "[package]");
    Diagnostic refusal = refusal("Cargo.toml", "a", "new.rs", "x", "src/main.rs", "b");
    assertThat(refusal.code()).isEqualTo(Code.FOREIGN_FILE);
    assertThat(refusal.message())
        .isEqualTo(
            "`"
                + Path.of("shown", "Cargo.toml")
                + "` and 1 other file are in the way: they were not made by veltrano");
    assertThat(refusal.notes()).anyMatch(note -> note.contains("main.rs"));
    assertThat(content())
        .containsExactly(
            Map.entry("Cargo.toml", "[package]"), Map.entry("src/main.rs", "fn main() {}"));
  }

  @Test
  void foreignFilesElsewhereAreNoneOfOurBusiness() throws Exception {
    place("notes.txt", "mine");
    place("src/other.rs", "mine");
    write("src/main.rs", "1");
    write("src/main.rs", "2");
    write("src/app.rs", "2");
    assertThat(content())
        .containsExactly(
            Map.entry("notes.txt", "mine"),
            Map.entry("src/app.rs", "2"),
            Map.entry("src/other.rs", "mine"));
  }

  @Test
  void whatIsRightAlreadyIsAdopted() throws Exception {
    place("src/main.rs", "same");
    assertThat(write("src/main.rs", "same").changed()).isEmpty();
    assertThat(write("src/main.rs", "new").changed()).containsExactly("src/main.rs");
  }

  @Test
  void editsByHandAreSetAside() throws Exception {
    write("a", "1", "b", "1");
    place("a", "edited");
    Written written = write("a", "2", "b", "1");
    assertThat(written.changed()).containsExactly("a");
    assertThat(written.keptEdits()).containsExactly("a.orig");
    assertThat(content())
        .containsExactly(Map.entry("a", "2"), Map.entry("a.orig", "edited"), Map.entry("b", "1"));
    place("a", "again");
    assertThat(write("b", "1").keptEdits()).containsExactly("a.orig.2");
    assertThat(content())
        .containsExactly(
            Map.entry("a.orig", "edited"), Map.entry("a.orig.2", "again"), Map.entry("b", "1"));
  }

  @Test
  void aFileThatIsGoneIsWrittenAgain() throws Exception {
    write("a", "1", "b", "1");
    Files.delete(folder().resolve("a"));
    Files.delete(folder().resolve("b"));
    assertThat(write("a", "1").changed()).containsExactly("a");
    assertThat(content()).containsOnlyKeys("a");
  }

  @Test
  void cargoMayChangeASeed() throws Exception {
    write(seed("1"), file("a", "1"));
    place("Cargo.lock", "changed by cargo");
    assertThat(write(seed("1"), file("a", "2")).changed()).containsExactly("a");
    assertThat(content()).containsEntry("Cargo.lock", "changed by cargo");
    assertThat(write(seed("2"), file("a", "2")).changed()).containsExactly("Cargo.lock");
    place("Cargo.lock", "changed by cargo");
    Written written = write(file("a", "2"));
    assertThat(written.removed()).isEmpty();
    assertThat(content())
        .containsOnlyKeys("Cargo.lock", "a")
        .containsEntry("Cargo.lock", "changed by cargo");
  }

  @Test
  void linksAndFoldersInTheWayAreForeign() throws Exception {
    Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "precious");
    Files.createDirectories(folder());
    Files.createSymbolicLink(folder().resolve("a"), elsewhere);
    assertThat(refusal("a", "1").code()).isEqualTo(Code.FOREIGN_FILE);
    assertThat(elsewhere).hasContent("precious");

    Files.createDirectories(folder().resolve("b"));
    assertThat(refusal("b", "1").code()).isEqualTo(Code.FOREIGN_FILE);
    place("c", "a file");
    assertThat(refusal("c/d", "1").message()).contains("`" + Path.of("shown", "c") + "`");
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.createSymbolicLink(folder().resolve("src"), outside);
    assertThat(refusal("src/d", "1").message()).contains("`" + Path.of("shown", "src") + "`");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aRecordThatIsLostIsFoundAgain() throws Exception {
    write(
        "src/main.rs",
        "// @generated by veltrano 0.1.0 from src/main.vl. Do not edit.\n1\n",
        "x",
        "1");
    Files.delete(folder().resolve(FileRecord.NAME));
    Written written =
        write(
            "src/main.rs",
            "// @generated by veltrano 0.1.0 from src/main.vl. Do not edit.\n2\n",
            "x",
            "1");
    assertThat(written.changed()).containsExactly("src/main.rs");
    // Whether somebody edited it cannot be known any more.
    assertThat(written.keptEdits()).containsExactly("src/main.rs.orig");
    Files.delete(folder().resolve(FileRecord.NAME));
    assertThat(refusal("x", "2").code()).isEqualTo(Code.FOREIGN_FILE);
  }

  @Test
  void aRecordThatIsGarbageHarmsNobody() throws Exception {
    write("a", "1");
    Path victim = Files.writeString(temporary.resolve("victim"), "1");
    String print = Fingerprint.of("1".getBytes(StandardCharsets.UTF_8)).text();
    String garbage =
        "garbage\n\0\n"
            + print
            + " file ../victim\n"
            + print
            + " file "
            + victim
            + "\n"
            + print
            + " file b/../../victim\n,, file a\nx\n"
            + print;
    Files.writeString(folder().resolve(FileRecord.NAME), garbage);
    write("c", "2");
    assertThat(victim).hasContent("1");
    Files.delete(folder().resolve(FileRecord.NAME));
    Files.createDirectory(folder().resolve(FileRecord.NAME));
    assertThat(refusal("c", "3").code()).isIn(Code.FOREIGN_FILE, Code.CANNOT_WRITE);
  }

  @Test
  void aReadOnlyTargetIsSaidSo() throws Exception {
    write("a", "1", "src/b", "1");
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeThat(Files.isWritable(folder())).as("the super-user writes everything").isFalse();
      Diagnostic refusal = refusal("a", "2");
      assertThat(refusal.message()).isEqualTo("cannot write `shown`: permission denied");
      assertThat(content()).containsEntry("a", "1");
    } finally {
      Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void aTargetThatCannotBeIsSaidSo() throws Exception {
    Files.writeString(temporary.resolve("crate"), "a file");
    assertThat(refusal("a", "2").code()).isEqualTo(Code.CANNOT_WRITE);
    assertThat(temporary.resolve("crate")).hasContent("a file");
  }

  /// A limit on the size of files stands for a full disk: writing fails in the middle of a file.
  @Test
  void aDiskThatIsFullChangesNothing() throws Exception {
    assumeThat(Path.of("/bin/sh")).exists();
    write("a", "1", "b", "1", "c", "1");
    age();
    Process child = child("ulimit -f 64; exec \"$@\"", "large", folder().toString());
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    assertThat(said)
        .contains("CANNOT_WRITE")
        .contains("cannot write `" + Path.of("shown", "b") + "`: file too large");
    assertThat(content())
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "1"), Map.entry("c", "1"));
    assertThat(modified("a")).isEqualTo(LONG_AGO);
    assertThat(write("a", "2", "b", "2").keptEdits()).isEmpty();
  }

  /// Runs that are killed at any moment leave whole files, and a folder that the next run
  /// understands.
  @Test
  void aRunThatIsKilledLeavesNothingHalf() throws Exception {
    assumeThat(Path.of("/bin/sh")).exists();
    for (int round = 0; round < 6; round++) {
      Process child = child("exec \"$@\"", "forever", folder().toString());
      assertThat(child.getInputStream().read()).isEqualTo('.');
      Thread.sleep(20 + 13L * round);
      child.destroyForcibly().waitFor();
      TreeSet<Character> versions = new TreeSet<>();
      content()
          .forEach((path, text) -> {
            if (!path.startsWith(".")) {
              assertThat(text).as(path).isEqualTo(WritingChild.text(text.charAt(0)));
              versions.add(text.charAt(0));
            }
          });
      assertThat(versions).isNotEmpty();
      Written written = write(WritingChild.files('z').toArray(CrateFile[]::new));
      assertThat(written.keptEdits()).isEmpty();
      assertThat(content())
          .hasSize(WritingChild.files('z').size())
          .doesNotContainKey("src/extra.rs");
    }
  }

  @Test
  void pathsThatLeadOutAreOurMistake() {
    for (String path : List.of("../x", "/x", "a//b", "a/./b", "", "a\\b", "c:x")) {
      assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> write(path, "1")))
          .as(path)
          .isNotNull();
    }
  }

  private static Process child(String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(WritingChild.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private Written write(String... pathsAndTexts) throws ProjectException {
    List<CrateFile> files = new ArrayList<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.add(file(pathsAndTexts[i], pathsAndTexts[i + 1]));
    }
    return write(files.toArray(CrateFile[]::new));
  }

  private Written write(CrateFile... files) throws ProjectException {
    try (FolderLock lock =
        FolderLock.acquire(folder(), "shown", Duration.ofSeconds(10), () -> {})) {
      return CrateWriter.write(lock, List.of(files));
    }
  }

  private Diagnostic refusal(String... pathsAndTexts) {
    return catchThrowableOfType(ProjectException.class, () -> write(pathsAndTexts)).diagnostic();
  }

  private static CrateFile file(String path, String text) {
    return new CrateFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static CrateFile seed(String text) {
    return new CrateFile("Cargo.lock", text.getBytes(StandardCharsets.UTF_8), true);
  }

  private void place(String path, String text) throws IOException {
    Path file = folder().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private FileTime modified(String path) throws IOException {
    return Files.getLastModifiedTime(folder().resolve(path));
  }

  /// Makes everything look old.
  private void age() throws IOException {
    try (var files = Files.walk(folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, LONG_AGO);
      }
    }
  }

  /// What is in the folder, without what the writer keeps for itself.
  private Map<String, String> content() throws IOException {
    TreeMap<String, String> content = new TreeMap<>();
    try (var files = Files.walk(folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = folder().relativize(file).toString().replace('\\', '/');
        if (!path.startsWith(".veltrano")) {
          content.put(path, Files.readString(file));
        }
      }
    }
    return content;
  }
}
