package dev.veltrano.rust.ast;

import java.util.List;
import java.util.Optional;

/// A statement of a block.
public sealed interface Stmt {
  Origin origin();

  /// `let pattern: type = value else { … };`.
  record Let(
      List<Attr> attributes,
      Pattern pattern,
      Optional<Type> type,
      Optional<Expr> value,
      Optional<Block> otherwise,
      Origin origin)
      implements Stmt {
    public Let {
      attributes = List.copyOf(attributes);
    }

    public Let(Pattern pattern, Expr value, Origin origin) {
      this(List.of(), pattern, Optional.empty(), Optional.of(value), Optional.empty(), origin);
    }

    public Let(Pattern pattern, Type type, Expr value, Origin origin) {
      this(List.of(), pattern, Optional.of(type), Optional.of(value), Optional.empty(), origin);
    }
  }

  /// An expression; with a semicolon unless it is the block's value. The printer leaves the
  /// semicolon out where rustfmt does (`if`, `match`, loops and blocks in the middle of a block).
  record Expression(Expr expression, boolean semicolon, Origin origin) implements Stmt {}

  /// A local item.
  record Local(Item item) implements Stmt {
    @Override
    public Origin origin() {
      return item.origin();
    }
  }
}
