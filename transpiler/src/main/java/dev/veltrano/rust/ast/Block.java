package dev.veltrano.rust.ast;

import java.util.List;

/// Statements in braces. If the last is an expression without semicolon, it is the block's value.
///
/// The origin spans the Veltrano block from brace to brace, or the statement that stands in its
/// place. The comments inside that span are printed inside the block.
public record Block(List<Stmt> statements, Origin origin) {
  public Block {
    statements = List.copyOf(statements);
  }
}
