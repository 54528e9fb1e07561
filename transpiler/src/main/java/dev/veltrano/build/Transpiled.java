package dev.veltrano.build;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a program became: everything there is to say about it, in order, and, unless there are
/// errors, its Rust modules.
public record Transpiled(List<Diagnostic> diagnostics, List<RustModule> modules) {

  /// The Rust of one module: its path in the crate, its text, and where each piece came from.
  public interface RustModule {
    String path();

    SourceFile file();

    byte[] bytes();

    /// The piece of the source that the bytes `[start, end)` of the Rust came from, if any.
    @Nullable Span source(int start, int end);

    /// How messages call the source.
    default String shown() {
      return file().name();
    }
  }

  public boolean hasErrors() {
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.isError()) {
        return true;
      }
    }
    return false;
  }
}
