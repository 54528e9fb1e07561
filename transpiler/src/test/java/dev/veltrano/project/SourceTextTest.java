package dev.veltrano.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTextTest {
  @TempDir Path folder;

  @Test
  void readsBytesAsTheyAre() throws Exception {
    byte[] bytes = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', 0, (byte) 0xFF, '\r', '\n'};
    Path file = Files.write(folder.resolve("größe ü.vl"), bytes);
    assertThat(SourceText.read(file, "größe ü.vl").bytes()).isEqualTo(bytes);
    assertThat(SourceText.read(Files.createFile(folder.resolve("empty.vl")), "e").bytes())
        .isEmpty();
  }

  @Test
  void aMissingFileMayHaveASimilarOne() throws Exception {
    Files.createFile(folder.resolve("hello.vl"));
    Diagnostic missing = failure(folder.resolve("helo.vl"), "x/helo.vl");
    assertThat(missing.code()).isEqualTo(Code.CANNOT_READ);
    assertThat(missing.message()).isEqualTo("cannot read `x/helo.vl`: there is no such file");
    assertThat(missing.fixes().getFirst().message()).isEqualTo("did you mean `x/hello.vl`?");
    assertThat(failure(folder.resolve("hello"), "hello").fixes().getFirst().message())
        .isEqualTo("did you mean `hello.vl`?");
    assertThat(failure(folder.resolve("other.vl"), "other.vl").fixes().getFirst().message())
        .doesNotContain("mean");
    assertThat(failure(folder.resolve("no/such.vl"), "no/such.vl").message())
        .contains("no such file");
  }

  @Test
  void aFolderIsNoFile() {
    assertThat(failure(folder, "somewhere").message())
        .isEqualTo("cannot read `somewhere`: it is a folder");
  }

  @Test
  void aFileBelowAFileIsSaidSo() throws Exception {
    Files.createFile(folder.resolve("hello.vl"));
    assertThat(failure(folder.resolve("hello.vl/x.vl"), "hello.vl/x.vl").message())
        .isEqualTo("cannot read `hello.vl/x.vl`: not a directory");
  }

  @Test
  void permissionsCount() throws Exception {
    Path file = Files.createFile(folder.resolve("secret.vl"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(file)).as("the super-user reads everything").isFalse();
    assertThat(failure(file, "secret.vl").message())
        .isEqualTo("cannot read `secret.vl`: permission denied");
  }

  @Test
  void hugeFilesAreNotRead() throws Exception {
    Path file = folder.resolve("huge.vl");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    } catch (IOException _) {
      assumeThat(false).as("files with holes").isTrue();
    }
    assertThat(failure(file, "huge.vl").code()).isEqualTo(Code.FILE_TOO_LARGE);
  }

  private static Diagnostic failure(Path file, String shown) {
    ProjectException failure =
        Assertions.catchThrowableOfType(ProjectException.class, () -> SourceText.read(file, shown));
    return failure.diagnostic();
  }
}
