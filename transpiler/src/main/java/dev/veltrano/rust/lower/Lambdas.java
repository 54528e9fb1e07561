package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.Body;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lowers lambdas, which become closures, and `defer`, which becomes a value that runs one when it
/// goes out of scope.
///
/// The types of a closure's parameters are left to the function that takes it: written in the
/// closure they would be less general. What a closure assigns is a `Cell` (see
/// [dev.veltrano.rust.lower.Body#isCell]), so it captures by shared reference only and can be
/// copied.
final class Lambdas {
  private final dev.veltrano.rust.lower.Body body;

  Lambdas(dev.veltrano.rust.lower.Body body) {
    this.body = body;
  }

  /// A closure; `ask` is what the place of the closure tells of the type of its result.
  Expr lambda(TypedExpression.Lambda e, Ask ask) {
    return closure(e, ask, false);
  }

  /// A closure with the result `Bool` whose only parameter Rust hands over by reference.
  Expr byReference(TypedExpression.Lambda e) {
    return closure(e, Ask.PINNED, true);
  }

  private Expr closure(TypedExpression.Lambda e, Ask ask, boolean byReference) {
    Origin origin = body.user(e.span());
    int mark = body.scope.mark();
    Arenas.Entered arena = body.arenas.enter(Body.of(e), "lambda", "inner");
    List<Expr.ClosureParameter> parameters = new ArrayList<>();
    for (TypedBinder parameter : e.parameters()) {
      Pattern pattern = body.inClosure(() -> body.matches.binder(parameter));
      boolean behind = byReference && !(pattern instanceof Pattern.Wild);
      parameters.add(
          new Expr.ClosureParameter(
              behind ? new Pattern.Reference(false, pattern) : pattern, Optional.empty()));
    }
    boolean unit = e.type().result() == Type.Primitive.UNIT;
    Block block =
        body.inClosure(() -> body.statements.block(e.body(), unit ? Tail.UNIT : Tail.VALUE, ask));
    body.scope.release(mark);
    body.arenas.leave(arena);
    Block whole = body.statements.with(body.statements.first(arena), block);
    Expr inside =
        body.file.hasComment(e.body().span()) ? new Expr.BlockExpr(whole) : single(whole, unit);
    return new Expr.Closure(false, parameters, Optional.empty(), inside, origin);
  }

  /// The body of a closure: an expression where it is one.
  private static Expr single(Block block, boolean unit) {
    return block.statements().size() == 1
            && block.statements().getFirst() instanceof Stmt.Expression(Expr only, boolean end, _)
            && (!end || unit && isCall(only))
        ? only
        : new Expr.BlockExpr(block);
  }

  private static boolean isCall(Expr e) {
    return e instanceof Expr.Call || e instanceof Expr.MethodCall || e instanceof Expr.Macro;
  }

  /// The block that is all of some statements.
  private static @Nullable Block onlyBlock(List<Stmt> statements) {
    return statements.size() == 1
            && statements.getFirst() instanceof Stmt.Expression(Expr.BlockExpr only, _, _)
            && only.label().isEmpty()
        ? only.block()
        : null;
  }

  /// `defer statement`. An arena that is freed at the end of its scope is freed by itself.
  void defer(TypedStatement.Defer s, List<Stmt> to) {
    if (s.body() instanceof TypedStatement.EndArena(var arena, boolean free, _, _) && free) {
      return;
    }
    Origin origin = body.user(s.span());
    int mark = body.scope.mark();
    Arenas.Entered arena = body.arenas.enter(Body.of(s), "defer", "inner");
    List<Stmt> statements = new ArrayList<>();
    body.inClosure(() -> {
      body.statements.statement(s.body(), false, statements);
      return statements;
    });
    body.scope.release(mark);
    body.arenas.leave(arena);
    Walk.any(
        s.body(),
        e -> {
          if (e instanceof TypedExpression.LocalUse(Local local, _)
              && body.isCell(local)
              && body.scope.nameOf(local) != null) {
            body.scope.lend(local);
          }
          return false;
        });
    Block written = onlyBlock(statements);
    Block inner = written == null ? new Block(statements, body.user(s.body().span())) : written;
    Block block = body.statements.with(body.statements.first(arena), inner);
    Expr closure =
        Make.closure(written == null ? single(block, true) : new Expr.BlockExpr(block), origin);
    to.add(
        new Stmt.Let(
            Pattern.name("__defer"),
            Make.call(body.builtins.function("defer"), List.of(closure), origin),
            origin));
  }
}
