package dev.veltrano.syntax;

import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.tree.FileTree;

/// Turns a file into its tree.
///
/// Any bytes give a tree and all mistakes that are independent of each other; nothing is thrown.
/// What could not be read is an `Error` node and has been reported.
///
/// Limits, each reported where it is passed: a file has at most 64 MiB; brackets, blocks and types
/// nest at most 256 deep, `f"…"` in holes of each other 32; an expression chains at most 1,000
/// operators, calls or `else if`s (later phases walk its tree with recursion). After 1,000 problems
/// in one file the rest is not reported.
///
/// The order of work: bytes to tokens ([Lexer]), brackets given partners ([Brackets]), then
/// recursive descent in layers, each of which knows the ones below: [TokenCursor], [TypeGrammar],
/// [PatternGrammar], [ExpressionGrammar], [ControlGrammar], [StatementGrammar],
/// [DeclarationGrammar], [FileGrammar].
public final class Parser {
  private Parser() {}

  public static ParsedFile parse(SourceFile file) {
    Problems problems = new Problems();
    Tokens tokens = Lexer.lex(file, problems);
    Tokens balanced = Brackets.repair(tokens, problems);
    FileTree tree = new FileGrammar(balanced, problems).parse();
    return new ParsedFile(file, tree, tokens.comments(), tokens, problems.diagnostics());
  }
}
