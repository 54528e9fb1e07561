package dev.veltrano.build;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.project.ContentKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The key by which a finished program is found again.
final class ProgramKey {
  /// Variables by which users change what rustc makes.
  private static final List<String> RUST_VARIABLES =
      List.of(
          "RUSTFLAGS",
          "CARGO_ENCODED_RUSTFLAGS",
          "CARGO_BUILD_RUSTFLAGS",
          "CARGO_BUILD_TARGET",
          "RUSTC",
          "RUSTC_WRAPPER",
          "RUSTUP_TOOLCHAIN");

  private ProgramKey() {}

  /// Everything that a finished program depends on.
  static ContentKey of(Sources sources, boolean release, Environment environment)
      throws BuildException {
    List<byte[]> parts = new ArrayList<>();
    parts.add(bytes(Version.identity()));
    parts.add(bytes(Cargo.identity(environment)));
    parts.add(bytes(release ? "release" : "dev"));
    parts.add(bytes(sources.about() + " " + sources.switches() + " " + sources.kind()));
    for (String name : RUST_VARIABLES) {
      String value = environment.get(name);
      parts.add(bytes(value == null ? "" : value));
    }
    for (Diagnostic diagnostic : sources.diagnostics()) {
      // Not to be kept by silence: these are to be told at every run.
      parts.add(bytes(diagnostic.message()));
    }
    for (ModuleSource module : sources.modules()) {
      parts.add(bytes(module.name()));
      parts.add(bytes(module.path()));
      parts.add(module.file().bytes());
    }
    return ContentKey.of(parts);
  }

  /// A key for a variation of what another key is for.
  static ContentKey derived(ContentKey key, String what) {
    return ContentKey.of(List.of(bytes(key.text()), bytes(what)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
