package dev.veltrano.build;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.project.CrateFile;
import dev.veltrano.project.CrateLayout;
import dev.veltrano.project.PositionTable;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a program became: everything there is to say about it, in order, and, unless there are
/// errors, its Rust modules, where they stand in a crate, and its tests. Without modules there is
/// no layout.
public record Transpiled(
    List<Diagnostic> diagnostics,
    List<RustModule> modules,
    List<TestPlace> tests,
    @Nullable CrateLayout layout) {

  /// A program without Rust, because it has errors or because nobody asked for it.
  static Transpiled found(List<Diagnostic> diagnostics) {
    return new Transpiled(diagnostics, List.of(), List.of(), null);
  }

  /// The same with more to say, which comes first.
  Transpiled after(List<Diagnostic> earlier) {
    if (earlier.isEmpty()) {
      return this;
    }
    List<Diagnostic> all = new ArrayList<>(earlier);
    all.addAll(diagnostics);
    return new Transpiled(all, modules, tests, layout);
  }

  /// The Rust of one module: its path in the crate, its text, and where each piece came from.
  public interface RustModule {
    String path();

    SourceFile file();

    byte[] bytes();

    /// The piece of the source that the bytes `[start, end)` of the Rust came from, if any.
    @Nullable Span source(int start, int end);

    /// The byte of the source that a panic at a line and column of the Rust is about, or -1.
    int panicSite(int line, int column);

    /// The map from the Rust to the source, as a file of the crate.
    @Nullable CrateFile map();

    /// Adds what a panic needs to know.
    void addTo(PositionTable table);

    /// How messages call the source.
    default String shown() {
      return file().name();
    }
  }

  /// A test block: the path of its function in the Rust crate, its name, and where it stands.
  public record TestPlace(String path, String name, SourceFile file, Span span) {}

  public boolean hasErrors() {
    return hasErrors(diagnostics);
  }

  static boolean hasErrors(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.isError()) {
        return true;
      }
    }
    return false;
  }
}
