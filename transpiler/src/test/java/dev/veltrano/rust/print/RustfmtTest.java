package dev.veltrano.rust.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds the printer against the real rustfmt: it must leave random files as they are.
///
/// The short run takes a few seconds. A longer one: `mvn -q -pl transpiler test -Dtest=RustfmtTest
/// -Dveltrano.rustfmt.files=20000 -Dveltrano.rustfmt.first=1000`; it keeps what rustfmt complains
/// about in `target/rustfmt`.
final class RustfmtTest {
  private static final int FILES = Integer.getInteger("veltrano.rustfmt.files", 120);
  private static final long FIRST = Long.getLong("veltrano.rustfmt.first", 1);

  @Test
  void randomFilesStayAsTheyAre(@TempDir Path folder) throws IOException, InterruptedException {
    assumeTrue(hasRustfmt(), "rustfmt is not installed");
    var complaints = new ArrayList<String>();
    var batch = new ArrayList<Path>();
    for (long seed = FIRST; seed < FIRST + FILES; seed++) {
      Path file = folder.resolve("r" + seed + ".rs");
      Files.write(file, new RandomRust(seed, seed % 2 == 0, 1 + (int) (seed % 3)).print().bytes());
      batch.add(file);
      if (batch.size() == 200) {
        complaints.addAll(complaints(batch));
        batch.clear();
      }
    }
    complaints.addAll(complaints(batch));
    assertThat(complaints).isEmpty();
  }

  private static boolean hasRustfmt() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("rustfmt", "--version").start();
      return process.waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static List<String> complaints(List<Path> files)
      throws IOException, InterruptedException {
    List<String> complaints = RustfmtRun.complaints(files);
    for (String complaint : complaints) {
      Path file = Path.of(complaint);
      if (complaint.endsWith(".rs") && Files.exists(file)) {
        Path kept = Path.of("target", "rustfmt").resolve(file.getFileName());
        Files.createDirectories(kept.getParent());
        Files.write(kept, Files.readAllBytes(file));
      }
    }
    return complaints;
  }
}
