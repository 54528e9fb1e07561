package dev.veltrano.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher beside a finished jar, as people have it who unpack an archive: in a folder whose
/// name has spaces and letters of other alphabets, with a cache of its own.
final class LauncherTest {
  private static final Path ROOT =
      Path.of(System.getProperty("veltrano.root", "..")).toAbsolutePath().normalize();
  private static final Path JAR = ROOT.resolve("transpiler/target/veltrano.jar");

  @TempDir private Path temporary;
  private Path home;
  private Path launcher;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void unpack() throws IOException {
    assumeTrue(Files.exists(JAR), "the jar is made by `mvn verify`");
    home = Files.createDirectories(temporary.resolve("Grüße an alle"));
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    launcher = Files.copy(ROOT.resolve("veltrano"), home.resolve("bin/veltrano"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Files.copy(JAR, home.resolve("lib/veltrano.jar"));
    environment.put("VELTRANO_CACHE", temporary.resolve("cache").toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  @Test
  void startsFromAnyFolderAndThroughLinks() throws Exception {
    Path first = Files.createSymbolicLink(temporary.resolve("first"), launcher);
    Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
    Files.createSymbolicLink(elsewhere.resolve("second"), Path.of("../first"));

    assertThat(run(temporary, first.toString(), "--version").out()).startsWith("veltrano ");
    assertThat(run(elsewhere, "./second", "--version").out()).startsWith("veltrano ");
    assertThat(run(home, "bin/veltrano", "--version").out()).startsWith("veltrano ");
    environment.put("PATH", elsewhere + ":" + System.getenv("PATH"));
    assertThat(run(temporary, "env", "second", "--version").out()).startsWith("veltrano ");
  }

  @Test
  void handsOnArgumentsAndStatus() throws Exception {
    Files.writeString(
        temporary.resolve("größe 1.vl"), "fun main() {\n  println(\"x\")\n}\n", UTF_8);
    environment.put("LC_ALL", "C");
    assertThat(run(temporary, launcher.toString(), "check", "größe 1.vl").status()).isZero();
    assertThat(run(temporary, launcher.toString(), "no-such-command").status()).isEqualTo(2);
  }

  @Test
  void makesOneArchiveForManyAtOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(start(temporary, launcher.toString(), "--version"));
    }
    for (Process process : processes) {
      Result result = finished(process);
      assertThat(result.out()).startsWith("veltrano ");
      assertThat(result.err()).isEmpty();
    }
    assertThat(archives()).hasSize(1);
  }

  @Test
  void makesTheArchiveAnewForANewJar() throws Exception {
    run(temporary, launcher.toString(), "--version");
    Instant before = Files.getLastModifiedTime(archives().getFirst()).toInstant();
    Files.setLastModifiedTime(
        home.resolve("lib/veltrano.jar"), FileTime.from(before.minusSeconds(100)));

    assertThat(run(temporary, launcher.toString(), "--version").err()).isEmpty();
    assertThat(Files.getLastModifiedTime(archives().getFirst()).toInstant())
        .isEqualTo(before.minusSeconds(100));
  }

  @Test
  void worksWhereNothingCanBeKept() throws Exception {
    environment.put("VELTRANO_CACHE", "/proc/no/such/folder");
    Result result = run(temporary, launcher.toString(), "--version");
    assertThat(result.out()).startsWith("veltrano ");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void saysInOneSentenceWhatIsMissing() throws Exception {
    environment.put("VELTRANO_JAVA_HOME", "/no/such/jdk");
    Result noJava = run(temporary, launcher.toString(), "--version");
    assertThat(noJava.status()).isEqualTo(3);
    assertThat(noJava.err()).contains("JDK 25").hasLineCount(1);

    environment.remove("VELTRANO_JAVA_HOME");
    Files.delete(home.resolve("lib/veltrano.jar"));
    Result noJar = run(temporary, launcher.toString(), "--version");
    assertThat(noJar.status()).isEqualTo(3);
    assertThat(noJar.err()).contains("veltrano.jar").hasLineCount(1);
  }

  private record Result(int status, String out, String err) {}

  private Result run(Path folder, String... command) throws Exception {
    return finished(start(folder, command));
  }

  private Process start(Path folder, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("VELTRANO_JAVA_OPTS");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static Result finished(Process process) throws Exception {
    // Neither stream is ever longer than what a pipe holds.
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Result(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), UTF_8),
        new String(process.getErrorStream().readAllBytes(), UTF_8));
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(temporary.resolve("cache/cds"))) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }
}
