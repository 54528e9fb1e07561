package dev.veltrano.tests.random.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What Veltrano accepts of random programs with objects, rustc, clippy and rustfmt take without a
/// word, and it prints what its twin in Java prints.
final class ObjectProgramsTest {
  private static final int BATCH = 150;
  private static final Path FOLDER = Checkout.ROOT.resolve("tests/target/random");

  @Test
  void theTwinsCompile() throws Exception {
    Map<Long, List<Piece>> programs = new TreeMap<>();
    for (long seed = 0; seed < 90; seed++) {
      programs.put(seed, Maker.program(seed));
    }
    assertThat(new Twins(programs).complaints()).isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = "objects.count", matches = "\\d+")
  void many() throws Exception {
    long first = Long.getLong("objects.seed", 1);
    long end = first + Long.getLong("objects.count", 0);
    List<ObjectRun.Failure> failures = new ArrayList<>();
    for (long seed = first; seed < end; seed += BATCH) {
      ObjectRun run = new ObjectRun("objects-many");
      for (long one = seed; one < Math.min(seed + BATCH, end); one++) {
        run.add(one);
      }
      run.check();
      run.runAll(Map.of(), "build", "--quiet", "--workspace");
      failures.addAll(run.failures());
    }
    for (ObjectRun.Failure failure : failures) {
      write(failure);
    }
    assertThat(failures).isEmpty();
  }

  private static void write(ObjectRun.Failure failure) throws IOException {
    Files.createDirectories(FOLDER);
    Path file = FOLDER.resolve("o" + failure.seed() + ".vl");
    Files.writeString(file, Piece.vl(Maker.program(failure.seed())));
  }
}
