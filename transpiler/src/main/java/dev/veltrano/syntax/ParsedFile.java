package dev.veltrano.syntax;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.tree.FileTree;
import java.util.List;

/// Everything that one file says: its tree, its comments in order, its tokens, and what is wrong
/// with its text. The diagnostics are sorted by position.
public record ParsedFile(
    SourceFile file,
    FileTree tree,
    List<Comment> comments,
    Tokens tokens,
    List<Diagnostic> diagnostics) {

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
