package dev.veltrano.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What people wait for: transpiling a large project with a cold JVM against `cargo check` of the
/// Rust that comes out, and the start of `veltrano check` against that of an empty Java program.
final class ColdSpeed {
  private static final int ROUNDS = 5;
  private static final int STARTS = 21;

  private final Path root;
  private final Path work;

  private ColdSpeed(Path root, Path work) {
    this.root = root;
    this.work = work;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0]);
    Path work = Files.createTempDirectory("veltrano-bench");
    try {
      ColdSpeed speed = new ColdSpeed(root, work);
      speed.start();
      speed.large(args.length > 1 ? Integer.parseInt(args[1]) : 100_000);
    } finally {
      delete(work);
    }
  }

  /// How long a command took, in seconds, and the most memory it held, in MiB.
  private record Run(double seconds, double peak) {}

  private Run run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    long start = System.nanoTime();
    Process process = builder.start();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    double peak = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, peakOf(status));
      Thread.sleep(1);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " ended with " + process.exitValue());
    }
    return new Run(seconds, peak);
  }

  private static double peakOf(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException _) {
      // The process has just ended.
      return 0;
    }
  }

  private void start() throws IOException, InterruptedException {
    Path hello = work.resolve("hello.vl");
    Files.writeString(hello, "fun main() {\n    println(\"hello\")\n}\n");
    Path empty = work.resolve("Empty.java");
    Files.writeString(empty, "class Empty { public static void main(String[] a) {} }\n");
    Path java = Path.of(System.getProperty("java.home"), "bin");
    run(work, Map.of(), java.resolve("javac").toString(), "-d", work.toString(), empty.toString());
    String launcher = root.resolve("veltrano").toString();
    String[] check = {launcher, "check", hello.toString()};
    String[] nothing = {
      java.resolve("java").toString(),
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      "-Xshare:auto",
      "-cp",
      work.toString(),
      "Empty"
    };
    run(work, Map.of(), check);
    run(work, Map.of(), check);
    double[] ours = new double[STARTS];
    double[] theirs = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      ours[i] = wall(check);
      theirs[i] = wall(nothing);
    }
    double a = FrontEndSpeed.median(ours);
    double b = FrontEndSpeed.median(theirs);
    System.out.println("start, everything warm on disk");
    System.out.printf("  veltrano check hello.vl  %12.0f ms (median)%n", a * 1000);
    System.out.printf("  an empty Java program    %12.0f ms (median)%n", b * 1000);
    System.out.printf("  ratio                    %12.2f   (wanted: 2.50 or less)%n", a / b);
  }

  private double wall(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    long start = System.nanoTime();
    builder.start().waitFor();
    return (System.nanoTime() - start) / 1e9;
  }

  private void large(int lines) throws IOException, InterruptedException {
    Path project = work.resolve("large");
    Path sources = Files.createDirectories(project.resolve("src"));
    Files.writeString(
        project.resolve("veltrano.toml"), "[package]\nname = \"large\"\nversion = \"0.1.0\"\n");
    long written = 0;
    for (Corpus.Twin file : Corpus.generate(42, lines, 2_000)) {
      Files.writeString(sources.resolve(file.name() + ".vl"), file.veltrano());
      written += file.veltrano().lines().count();
    }
    String launcher = root.resolve("veltrano").toString();
    List<Double> transpiles = new ArrayList<>();
    List<Double> checks = new ArrayList<>();
    double peak = 0;
    double withDependencies = 0;
    Path target = work.resolve("cargo-target");
    for (int round = 0; round < ROUNDS; round++) {
      Path out = work.resolve("out" + round);
      Run transpile = run(project, Map.of(), launcher, "transpile", "-o", out.toString());
      peak = Math.max(peak, transpile.peak);
      transpiles.add(transpile.seconds);
      if (round == 0) {
        // The crates it depends on are checked once and not counted below.
        withDependencies = cargoCheck(out, target).seconds;
      }
      Files.writeString(
          out.resolve("src/main.rs"), Files.readString(out.resolve("src/main.rs")) + "\n");
      checks.add(cargoCheck(out, target).seconds);
    }
    double a = median(transpiles);
    double b = median(checks);
    System.out.printf("large project: %,d lines, cold JVM%n", written);
    System.out.printf("  veltrano transpile       %12.2f s (median)%n", a);
    System.out.printf("  cargo check of the Rust  %12.2f s (median; this crate, all of it)%n", b);
    System.out.printf(
        "  with what it depends on  %12.2f s (once, into an empty folder)%n", withDependencies);
    System.out.printf("  ratio                    %12.3f   (wanted: 0.100 or less)%n", a / b);
    System.out.printf("  peak memory              %12.0f MiB (wanted: 512 or less)%n", peak);
  }

  private Run cargoCheck(Path crate, Path target) throws IOException, InterruptedException {
    return run(
        crate,
        Map.of("CARGO_TARGET_DIR", target.toString(), "CARGO_INCREMENTAL", "0"),
        "cargo",
        "check",
        "--quiet");
  }

  private static double median(List<Double> values) {
    return FrontEndSpeed.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
