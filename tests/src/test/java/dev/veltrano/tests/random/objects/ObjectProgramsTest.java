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
/// word, and it prints what its twin in Java prints. `tests/random objects` runs as many as one
/// likes.
final class ObjectProgramsTest {
  private static final int FEW = 77;
  private static final int BATCH = 150;
  private static final Path FOLDER = Checkout.ROOT.resolve("tests/target/random");

  @Test
  void aFew() throws Exception {
    ObjectRun run = new ObjectRun("objects", 0, FEW);
    run.lint();
    run.build(List.of(), Map.of());
    run.compare(Map.of());
    assertThat(run.failures()).isEmpty();
    // Where nobody writes a label, everything has a place.
    Tally tally = new Tally();
    tally.add(run);
    assertThat(tally.share()).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void theTwinsCompile() throws Exception {
    Map<Long, List<Piece>> programs = new TreeMap<>();
    for (long seed = 0; seed < FEW; seed++) {
      programs.put(seed, Maker.program(seed));
    }
    assertThat(new Twins(programs).complaints()).isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = "objects.count", matches = "\\d+")
  void many() throws Exception {
    long first = Long.getLong("objects.seed", 1);
    long end = first + Long.getLong("objects.count", 0);
    boolean sanitize = Boolean.getBoolean("objects.sanitize");
    List<ObjectRun.Failure> failures = new ArrayList<>();
    Tally tally = new Tally();
    for (long seed = first; seed < end; seed += BATCH) {
      long began = System.nanoTime();
      ObjectRun run = new ObjectRun("objects-many", seed, Math.min(seed + BATCH, end));
      boolean check = Boolean.getBoolean("objects.check");
      if (seed == first && !check) {
        // Neither clippy nor rustfmt has to do with lifetimes, and they take as long as rustc.
        run.lint();
      }
      Map<String, String> environment = sanitize ? sanitizers() : Map.of();
      if (check) {
        run.check();
      } else {
        run.build(sanitize ? List.of("+nightly") : List.of(), environment);
        run.compare(environment);
      }
      tally.add(run);
      if (Boolean.getBoolean("objects.refused")) {
        tally.addRust(run, run.askRustAboutRefused());
      }
      failures.addAll(run.failures());
      System.out.printf(
          "seeds from %d: %d accepted, %.1f programs a second%n",
          seed, run.accepted(), run.seeds().size() * 1e9 / (System.nanoTime() - began));
      for (ObjectRun.Failure failure : run.failures()) {
        System.out.println(write(failure));
      }
    }
    System.out.println(tally);
    if (Boolean.getBoolean("objects.shrink")) {
      shrink(failures);
    }
    assertThat(failures).isEmpty();
  }

  /// Memory that is given back is not used again, so that whoever reads it is found. The stack is
  /// the business of rustc. Checks that are calls take less time to compile.
  private static Map<String, String> sanitizers() {
    return Map.of(
        "RUSTFLAGS",
        "-Zsanitizer=address --cfg veltrano_no_reuse -Cllvm-args=-asan-stack=0"
            + " -Cllvm-args=-asan-instrumentation-with-call-threshold=0",
        "ASAN_OPTIONS",
        "detect_leaks=1",
        "CARGO_BUILD_TARGET",
        "x86_64-unknown-linux-gnu",
        "CARGO_TARGET_DIR",
        Checkout.ROOT.resolve("tests/target/cargo-sanitized").toString());
  }

  private static String write(ObjectRun.Failure failure) throws IOException {
    Files.createDirectories(FOLDER);
    Path file = FOLDER.resolve("o" + failure.seed() + ".vl");
    Files.writeString(file, text(failure.seed(), Maker.program(failure.seed())));
    return "seed " + failure.seed() + ", " + file + ", " + failure.kind() + "\n" + failure.text();
  }

  private static String text(long seed, List<Piece> pieces) {
    return ObjectRun.program(seed, pieces).files().getOrDefault("o" + seed + ".vl", "");
  }

  /// Makes what rustc, clippy, rustfmt or the transpiler itself does not like small.
  private static void shrink(List<ObjectRun.Failure> failures) throws IOException {
    RustLook look = new RustLook();
    for (ObjectRun.Failure failure : failures) {
      List<Piece> program = Maker.program(failure.seed());
      String wanted = look.complaint(text(failure.seed(), program));
      if (wanted.isEmpty()) {
        continue;
      }
      List<Piece> few =
          Shrinker.pieces(program, p -> look.complaint(text(failure.seed(), p)).equals(wanted));
      String small =
          Shrinker.text(text(failure.seed(), few), t -> look.complaint(t).equals(wanted));
      Path file = FOLDER.resolve("shrunk-" + failure.seed() + ".vl");
      Files.writeString(file, "// " + wanted.replace("\n", " ") + "\n" + small);
      System.out.println("small: " + file);
    }
  }
}
