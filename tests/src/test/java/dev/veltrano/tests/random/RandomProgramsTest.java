package dev.veltrano.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What Veltrano accepts, rustc, clippy and rustfmt take without a word. `tests/random` runs as
/// many programs as one likes.
final class RandomProgramsTest {
  private static final int FEW = 60;
  private static final int BATCH = 250;

  @Test
  void aFew() throws Exception {
    RandomRun run = new RandomRun("random");
    for (long seed = 1; seed <= FEW; seed++) {
      run.add(seed);
    }
    assertThat(run.complaints()).isEmpty();
    // A generator whose programs are refused tests nothing.
    assertThat(run.accepted()).isGreaterThan(FEW * 3 / 4);
  }

  @Test
  void theSameSeedGivesTheSameProgram() {
    assertThat(RandomProgram.of(7)).isEqualTo(RandomProgram.of(7));
  }

  @Test
  @EnabledIfSystemProperty(named = "random.count", matches = "\\d+")
  void many() throws Exception {
    long first = Long.getLong("random.seed", 1);
    long end = first + Long.getLong("random.count", 0);
    StringBuilder complaints = new StringBuilder();
    for (long seed = first; seed < end; seed += BATCH) {
      RandomRun run = new RandomRun("random-many");
      for (long one = seed; one < Math.min(seed + BATCH, end); one++) {
        run.add(one);
      }
      String found = run.complaints();
      complaints.append(found);
      System.out.printf(
          "seeds from %d: %d accepted, refused: %s%n%s",
          seed, run.accepted(), run.refused(), found);
    }
    assertThat(complaints.toString()).isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = "random.show", matches = "\\d+")
  void show() throws IOException {
    Path folder = Files.createTempDirectory("random");
    for (Map.Entry<String, String> file :
        RandomRun.program(Long.getLong("random.show", 0)).files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
    }
    System.out.println("written to " + folder);
  }
}
