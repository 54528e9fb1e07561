package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Path;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.ast.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Short ways to make nodes of the Rust tree.
final class Make {
  private Make() {}

  static Path path(String text) {
    return path(text, List.of());
  }

  /// A path whose last name has arguments.
  static Path path(String text, List<GenericArg> arguments) {
    int cut = text.indexOf("::");
    if (cut < 0) {
      return new Path(List.of(new Path.Segment(text, arguments)));
    }
    List<Path.Segment> segments = new ArrayList<>();
    int from = 0;
    while (cut >= 0) {
      segments.add(new Path.Segment(text.substring(from, cut), List.of()));
      from = cut + 2;
      cut = text.indexOf("::", from);
    }
    segments.add(new Path.Segment(text.substring(from), arguments));
    return new Path(segments);
  }

  /// A named type with generic arguments.
  static Type type(String path, List<GenericArg> arguments) {
    return new Type.Named(path(path, arguments));
  }

  static Type type(String path) {
    return type(path, List.of());
  }

  static Expr name(String text, Origin origin) {
    return new Expr.Name(path(text), origin);
  }

  static Expr call(String path, List<Expr> arguments, Origin origin) {
    return new Expr.Call(name(path, origin), arguments, origin);
  }

  static Expr method(Expr receiver, String name, List<Expr> arguments, Origin origin) {
    return new Expr.MethodCall(receiver, name, arguments, origin);
  }

  static Expr method(Expr receiver, String name, List<Expr> arguments, Origin site, Origin origin) {
    return new Expr.MethodCall(receiver, name, List.of(), arguments, site, origin);
  }

  /// Reads a `Cell`.
  static Expr get(Expr cell, Origin origin) {
    return method(cell, "get", List.of(), origin);
  }

  /// Writes a `Cell`.
  static Expr set(Expr cell, Expr value, Origin origin) {
    return method(cell, "set", List.of(value), origin);
  }

  static Expr not(Expr operand, Origin origin) {
    return new Expr.Unary(Expr.UnaryOperator.NOT, operand, origin);
  }

  static Expr borrow(Expr operand, Origin origin) {
    return new Expr.Borrow(false, operand, origin);
  }

  static Expr closure(String parameter, Expr body, Origin origin) {
    return new Expr.Closure(
        false,
        List.of(new Expr.ClosureParameter(Pattern.name(parameter), Optional.empty())),
        Optional.empty(),
        body,
        origin);
  }

  static Expr closure(Expr body, Origin origin) {
    return new Expr.Closure(false, List.of(), Optional.empty(), body, origin);
  }

  static Pattern some(String some, Pattern inner) {
    return new Pattern.TupleStruct(path(some), List.of(inner));
  }

  static Pattern binding(String name, boolean mutable) {
    return new Pattern.Binding(false, mutable, name, Optional.empty());
  }

  static Stmt statement(Expr e, Origin origin) {
    return new Stmt.Expression(e, true, origin);
  }

  static Stmt value(Expr e, Origin origin) {
    return new Stmt.Expression(e, false, origin);
  }

  static Stmt let(Pattern pattern, Optional<Type> type, Expr value, Origin origin) {
    return new Stmt.Let(List.of(), pattern, type, Optional.of(value), Optional.empty(), origin);
  }

  static Stmt letElse(Pattern pattern, Expr value, Block otherwise, Origin origin) {
    return new Stmt.Let(
        List.of(), pattern, Optional.empty(), Optional.of(value), Optional.of(otherwise), origin);
  }

  static Expr and(List<Expr> parts, Origin origin) {
    Expr all = parts.getFirst();
    for (Expr part : parts.subList(1, parts.size())) {
      all = new Expr.Binary(Expr.BinaryOperator.AND, all, part, origin);
    }
    return all;
  }

  static Expr block(List<Stmt> statements, Origin origin) {
    return new Expr.BlockExpr(new Block(statements, origin));
  }
}
