package dev.veltrano.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.veltrano.diagnostic.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CargoTest {
  @TempDir Path folder;

  private Environment environment(Map<String, String> variables) {
    return new Environment(variables, folder);
  }

  private static void fails(Environment environment, Path memory, String words, String help) {
    assertThatThrownBy(() -> Cargo.find(environment, memory))
        .isInstanceOfSatisfying(
            BuildException.class,
            e -> {
              assertThat(e.diagnostic().code()).isEqualTo(Code.NO_CARGO);
              assertThat(e).hasMessageContaining(words);
              assertThat(e.diagnostic().fixes().getFirst().message()).contains(help);
            });
  }

  @Test
  void versionsAreReadAndCompared() {
    assertThat(CargoVersion.parse("cargo 1.95.0 (f2d3ce0bd 2026-03-21)"))
        .isEqualTo(new CargoVersion(1, 95, 0));
    assertThat(CargoVersion.parse("cargo 1.97.0-nightly (x)"))
        .isEqualTo(new CargoVersion(1, 97, 0));
    assertThat(CargoVersion.parse("warning: odd\ncargo 1.88.1\n"))
        .isEqualTo(new CargoVersion(1, 88, 1));
    assertThat(CargoVersion.parse("no such command")).isNull();
    assertThat(CargoVersion.parse("cargo 99999999999999.1"))
        .isEqualTo(new CargoVersion(1_000_000, 1, 0));
    assertThat(new CargoVersion(1, 9, 0)).isLessThan(new CargoVersion(1, 10, 0));
  }

  @Test
  void theFirstOnThePathIsTaken() throws Exception {
    Path first = FakeCargo.answering(folder.resolve("a b"), "1.90.0", "");
    FakeCargo.answering(folder.resolve("second"), "1.95.0", "");
    String path = "/nowhere:" + folder.resolve("a b") + ":" + folder.resolve("second");
    Cargo cargo = Cargo.find(environment(Map.of("PATH", path)), null);
    assertThat(cargo.program()).isEqualTo(first);
    assertThat(cargo.version()).isEqualTo(new CargoVersion(1, 90, 0));
  }

  @Test
  void rustupsFolderIsLookedIntoLast() throws Exception {
    FakeCargo.answering(folder.resolve("home/.cargo/bin"), "1.91.0", "");
    Map<String, String> variables =
        Map.of("PATH", "/nowhere", "HOME", folder.resolve("home").toString());
    assertThat(Cargo.find(environment(variables), null).version())
        .isEqualTo(new CargoVersion(1, 91, 0));
  }

  @Test
  void withoutCargoThereIsOneClearMessage() {
    fails(environment(Map.of("PATH", "/nowhere")), folder, "cargo was not found", "rustup.rs");
    fails(
        environment(Map.of("CARGO", "/nowhere/cargo")),
        folder,
        "CARGO names `/nowhere/cargo`",
        "unset it");
  }

  @Test
  void anOldCargoIsRefusedAndNotRemembered() throws IOException {
    Path cargo = FakeCargo.answering(folder.resolve("bin"), "1.70.0", "");
    Environment environment = environment(Map.of("CARGO", cargo.toString()));
    fails(environment, folder, "Cargo 1.70.0 is too old", "rustup update");
    fails(environment, folder, "1.88.0 or newer", "rustup update");
    assertThat(FakeCargo.calls(folder.resolve("bin"))).isEqualTo(2);
  }

  @Test
  void oneThatDoesNotRunSaysSo() throws IOException {
    Path cargo = FakeCargo.script(folder.resolve("bin"), "echo 'no default toolchain' >&2; exit 1");
    Environment environment = environment(Map.of("CARGO", cargo.toString()));
    fails(environment, folder, "--version` does not work", "rustup.rs");
  }

  @Test
  void theAnswerIsRememberedUntilTheProgramChanges() throws Exception {
    Path bin = folder.resolve("bin");
    Path cargo = FakeCargo.answering(bin, "1.90.0", "");
    Environment environment = environment(Map.of("CARGO", cargo.toString()));
    Cargo.find(environment, folder);
    Cargo.find(environment, folder);
    assertThat(FakeCargo.calls(bin)).isEqualTo(1);

    FakeCargo.answering(bin, "1.91.0", "");
    Files.setLastModifiedTime(cargo, FileTime.fromMillis(1));
    assertThat(Cargo.find(environment, folder).version()).isEqualTo(new CargoVersion(1, 91, 0));
    assertThat(FakeCargo.calls(bin)).isEqualTo(2);
  }

  @Test
  void garbageInTheMemoryIsNotBelieved() throws Exception {
    Path cargo = FakeCargo.answering(folder.resolve("bin"), "1.90.0", "");
    Files.write(folder.resolve("cargo-version"), new byte[] {(byte) 0xff, 0, 10, 1});
    Environment environment = environment(Map.of("CARGO", cargo.toString()));
    assertThat(Cargo.find(environment, folder).version()).isEqualTo(new CargoVersion(1, 90, 0));
  }
}
