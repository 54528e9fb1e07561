package dev.veltrano.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.veltrano.project.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line as a process among others: what goes in and out, what it ends with, and what
/// becomes of its children. One cache serves all tests, so that the runtime is compiled once.
final class CommandLineTest {
  private static final Path ROOT =
      Path.of(System.getProperty("veltrano.root", "..")).toAbsolutePath().normalize();
  private static final Path JAR = ROOT.resolve("transpiler/target/veltrano.jar");

  @TempDir private static Path home;
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeAll
  static void unpack() throws IOException {
    assumeTrue(Files.exists(JAR), "the jar is made by `mvn verify`");
    Files.copy(JAR, home.resolve("veltrano.jar"));
    assertThat(Files.copy(ROOT.resolve("veltrano"), home.resolve("veltrano")).toFile())
        .matches(launcher -> launcher.setExecutable(true));
  }

  private record Result(int status, String out, String err) {}

  private ProcessBuilder shell(String script) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script);
    builder.directory(folder.toFile());
    builder.environment().put("VELTRANO_CACHE", home.resolve("cache").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().compute("PATH", (_, path) -> home + (path == null ? "" : ":" + path));
    builder.environment().putAll(environment);
    builder.redirectOutput(folder.resolve("out.txt").toFile());
    builder.redirectError(folder.resolve("err.txt").toFile());
    return builder;
  }

  /// Runs a line of shell.
  private Result run(String script) throws Exception {
    Process process = shell(script).start();
    process.getOutputStream().close();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return result(process);
  }

  private Result result(Process process) throws IOException {
    return new Result(
        process.exitValue(),
        Files.readString(folder.resolve("out.txt"), UTF_8),
        Files.readString(folder.resolve("err.txt"), UTF_8));
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static final String SHOUT =
      """
      fun main(): Result<Unit, Str> {
          for (line in stdinLines()) {
              if (line == "stop") {
                  return Err("stopped")
              }
              println(f"{line}!")
          }
          return Ok(())
      }
      """;

  @Test
  void aProgramHasOurStreamsAndWeHaveItsStatus() throws Exception {
    file("mit raum/größe.vl", SHOUT);
    Result good = run("printf 'a\\nb\\n' | veltrano run 'mit raum/größe.vl'");
    assertThat(good.out()).isEqualTo("a!\nb!\n");
    assertThat(good.err()).contains("Running mit raum/größe.vl");
    assertThat(good.status()).isZero();

    Result bad = run("printf 'a\\nstop\\n' | veltrano -q run 'mit raum/größe.vl'");
    assertThat(bad).isEqualTo(new Result(1, "a!\n", "stopped\n"));
  }

  @Test
  void aPanicIsToldAtItsPlaceInTheSource() throws Exception {
    file("p/veltrano.toml", "[package]\nname = \"p\"\n");
    file(
        "p/src/main.vl",
        "fun main() {\n    val zero = 0\n    println(\"before\")\n    println(1 / zero)\n}\n");
    Result result = run("veltrano -q run p");
    assertThat(result.status()).isEqualTo(101);
    assertThat(result.out()).isEqualTo("before\n");
    assertThat(result.err()).contains("src/main.vl:4:").contains("divide by zero");
  }

  @Test
  void testsAreToldInOurWords() throws Exception {
    file(
        "t.vl",
        """
        fun twice(x: Int): Int = x + x

        test "twice two is four" {
            assertEq(twice(2), 4)
        }

        test "twice three is seven" {
            assertEq(twice(3), 7)
        }

        fun main() {
            println(twice(1))
        }
        """);
    Result all = run("veltrano test t.vl");
    assertThat(all.status()).isEqualTo(1);
    assertThat(all.out())
        .contains("ok  twice two is four\n")
        .contains("FAILED  twice three is seven")
        .contains("t.vl:8:")
        .contains("1 passed, 1 failed");
    Result one = run("veltrano test t.vl four");
    assertThat(one.status()).isZero();
    assertThat(one.out()).contains("1 passed, 0 failed");
  }

  @Test
  void aReaderWhoLeavesEndsUsQuietly() throws Exception {
    Result result = run("veltrano explain --list | head -1");
    assertThat(result.status()).isZero();
    assertThat(result.out()).hasLineCount(1);
    assertThat(result.err()).isEmpty();
    Result full = run("veltrano --help > /dev/full");
    assertThat(full.status()).isEqualTo(3);
    assertThat(full.err()).contains("No space left on device");
  }

  @Test
  void anInterruptEndsTheProgramToo() throws Exception {
    file("forever.vl", "fun main() {\n    println(\"up\")\n    while (true) {}\n}\n");
    assertThat(run("veltrano -q build forever.vl -o forever").status()).isZero();
    Process process = shell("exec veltrano -q run forever.vl").start();
    List<ProcessHandle> children = new ArrayList<>();
    for (int i = 0; i < 600 && children.isEmpty(); i++) {
      Thread.sleep(50);
      process
          .descendants()
          .filter(child -> child.info().command().orElse("").contains("/cache/"))
          .forEach(children::add);
    }
    assertThat(children).hasSize(1);
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    for (int i = 0; i < 100 && isRunning(children.getFirst()); i++) {
      Thread.sleep(50);
    }
    assertThat(isRunning(children.getFirst())).isFalse();
    assertThat(result(process).err()).isEmpty();
  }

  /// A process that has ended but whom nobody has asked for its status still counts as alive for
  /// Java; in a container there may be nobody who asks.
  private static boolean isRunning(ProcessHandle process) throws IOException {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    return process.isAlive() && !(Files.exists(stat) && Files.readString(stat).contains(") Z "));
  }

  @Test
  void twoRunsOfOneProjectAtOnceAreSafe() throws Exception {
    file("p/veltrano.toml", "[package]\nname = \"both\"\n");
    file("p/src/main.vl", "fun main() {\n    println(\"one\")\n}\n");
    Result result = run("veltrano -q run p & veltrano -q run p & wait");
    assertThat(result).isEqualTo(new Result(0, "one\none\n", ""));
  }

  @Test
  void whoComesSecondWaits() throws Exception {
    file("p/veltrano.toml", "[package]\nname = \"second\"\n");
    file("p/src/main.vl", "fun main() {\n    println(\"two\")\n}\n");
    Process process;
    try (FolderLock _ =
        FolderLock.acquire(folder.resolve("p/target/rust"), "p", Duration.ZERO, () -> {})) {
      process = shell("exec veltrano run p").start();
      for (int i = 0; i < 1200 && !waits(); i++) {
        Thread.sleep(50);
      }
      assertThat(waits()).isTrue();
      assertThat(process.isAlive()).isTrue();
    }
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(result(process).out()).isEqualTo("two\n");
  }

  private boolean waits() throws IOException {
    return Files.readString(folder.resolve("err.txt"), UTF_8)
        .contains("Waiting for another veltrano");
  }

  @Test
  void withoutCargoThereIsOneMessage() throws Exception {
    file("a.vl", "fun main() {\n    println(1)\n}\n");
    environment.put("CARGO", "/nowhere/cargo");
    Result result = run("veltrano run a.vl");
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err()).contains("error[VL0904]").contains("/nowhere/cargo").contains("help");
    assertThat(run("veltrano check a.vl").status()).isZero();
  }
}
