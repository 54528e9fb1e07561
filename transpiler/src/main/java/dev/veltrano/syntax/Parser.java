package dev.veltrano.syntax;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.FileTree;
import java.util.List;

/// Turns a file into its tree.
public final class Parser {
  private Parser() {}

  public static ParsedFile parse(SourceFile file) {
    Tokens tokens = Lexer.lex(file, _ -> {});
    FileTree tree = new FileTree(null, List.of(), List.of(), new Span(0, file.length()));
    return new ParsedFile(file, tree, tokens.comments(), tokens, List.of());
  }
}
