package dev.veltrano.project;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.SourceFile;
import java.util.List;
import java.util.Optional;

/// What `veltrano.toml` says about a package. Only names and versions that Cargo takes are in here.
public record Manifest(SourceFile file, About about, Switches switches) {

  /// The section `[package]`, which Cargo gets to see as well.
  public record About(
      String name,
      String version,
      Optional<String> description,
      List<String> authors,
      Optional<String> license,
      Optional<String> repository) {

    static final String FIRST_VERSION = "0.1.0";

    /// A package of which nothing but the name is known.
    public static About named(String name) {
      return new About(
          name, FIRST_VERSION, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }
  }

  /// The section `[build]`. `overflowChecks` makes release builds check arithmetic, as dev builds
  /// always do.
  public record Switches(boolean overflowChecks) {
    public static final Switches DEFAULT = new Switches(false);
  }

  /// What reading gave: a manifest, unless there are errors, and all that is to be said about it.
  public record Reading(Optional<Manifest> manifest, List<Diagnostic> diagnostics) {}

  /// Reads a manifest and reports everything that is wrong with it.
  public static Reading read(SourceFile file) {
    return new ManifestReader(file).read();
  }
}
