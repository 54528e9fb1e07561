package dev.veltrano.build;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.project.CrateFile;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a program became: everything there is to say about it, in order, and, unless there are
/// errors, its Rust modules, the other files that belong to the crate, and its tests.
public record Transpiled(
    List<Diagnostic> diagnostics,
    List<RustModule> modules,
    List<CrateFile> others,
    List<TestPlace> tests) {

  /// A program without Rust, because it has errors or because nobody asked for it.
  static Transpiled found(List<Diagnostic> diagnostics) {
    return new Transpiled(diagnostics, List.of(), List.of(), List.of());
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
