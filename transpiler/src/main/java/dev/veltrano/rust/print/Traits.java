package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Path;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.ast.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What rustfmt's rules ask about the kind of an expression before they look at its width.
final class Traits {
  private Traits() {}

  /// A short operand that may share lines with others of its kind.
  static boolean isSimple(Expr e) {
    return switch (e) {
      case Expr.Literal _ -> true;
      case Expr.Name n -> n.path().segments().size() <= 1;
      case Expr.Borrow b -> isSimple(b.operand());
      case Expr.Cast c -> isSimple(c.operand());
      case Expr.Field f -> isSimple(f.target());
      case Expr.Try t -> isSimple(t.operand());
      case Expr.Unary u -> isSimple(u.operand());
      case Expr.Index i -> isSimple(i.target()) && isSimple(i.index());
      case Expr.Repeat r -> isSimple(r.element()) && isSimple(r.length());
      default -> false;
    };
  }

  static boolean isNestedCall(Expr e) {
    return switch (e) {
      case Expr.Call _, Expr.Macro _, Expr.Matches _ -> true;
      case Expr.Borrow b -> isNestedCall(b.operand());
      case Expr.Try t -> isNestedCall(t.operand());
      case Expr.Unary u -> isNestedCall(u.operand());
      case Expr.Cast c -> isNestedCall(c.operand());
      default -> false;
    };
  }

  static boolean isMethodCall(Expr e) {
    return switch (e) {
      case Expr.MethodCall _ -> true;
      case Expr.Borrow b -> isMethodCall(b.operand());
      case Expr.Try t -> isMethodCall(t.operand());
      case Expr.Unary u -> isMethodCall(u.operand());
      case Expr.Cast c -> isMethodCall(c.operand());
      default -> false;
    };
  }

  /// Whether the last of `count` arguments may begin on the line of the call and go on below.
  static boolean canOverflow(Expr e, int count) {
    return switch (e) {
      case Expr.BlockExpr _, Expr.Closure _ -> true;
      case Expr.Match _,
          Expr.If _,
          Expr.For _,
          Expr.Loop _,
          Expr.While _,
          Expr.Array _,
          Expr.Struct _,
          Expr.Macro _,
          Expr.Matches _,
          Expr.Call _,
          Expr.MethodCall _,
          Expr.Tuple _ ->
          count == 1;
      case Expr.Borrow b -> canOverflow(b.operand(), count);
      case Expr.Try t -> canOverflow(t.operand(), count);
      case Expr.Unary u -> canOverflow(u.operand(), count);
      case Expr.Cast c -> canOverflow(c.operand(), count);
      default -> false;
    };
  }

  static boolean canOverflow(Type type, int count) {
    return switch (type) {
      case Type.Tuple _ -> count == 1;
      case Type.Reference r -> canOverflow(r.target(), count);
      default -> false;
    };
  }

  static boolean canOverflow(Pattern pattern, int count) {
    return switch (pattern) {
      case Pattern.Constant _, Pattern.Tuple _, Pattern.Struct _, Pattern.TupleStruct _ ->
          count == 1;
      case Pattern.Reference r -> canOverflow(r.target(), count);
      default -> false;
    };
  }

  /// Whether a closure with this body gets braces as soon as it takes more than one line.
  static boolean forcesBlock(Expr e) {
    return switch (e) {
      case Expr.If _, Expr.While _, Expr.For _, Expr.Loop _ -> true;
      case Expr.Borrow b -> forcesBlock(b.operand());
      case Expr.Try t -> forcesBlock(t.operand());
      case Expr.Unary u -> forcesBlock(u.operand());
      case Expr.Cast c -> forcesBlock(c.operand());
      default -> false;
    };
  }

  /// Whether a closure's body may take several lines without braces.
  static boolean mayTakeLines(Expr e) {
    return switch (e) {
      case Expr.Match _, Expr.BlockExpr _, Expr.Loop _, Expr.Struct _ -> true;
      case Expr.Borrow b -> mayTakeLines(b.operand());
      case Expr.Try t -> mayTakeLines(t.operand());
      case Expr.Unary u -> mayTakeLines(u.operand());
      case Expr.Cast c -> mayTakeLines(c.operand());
      default -> false;
    };
  }

  /// Whether a match arm's body may begin beside the arrow and go on below.
  static boolean mayExtendArm(Expr e) {
    return switch (e) {
      case Expr.Loop _,
          Expr.Match _,
          Expr.BlockExpr _,
          Expr.Closure _,
          Expr.Array _,
          Expr.Call _,
          Expr.MethodCall _,
          Expr.Macro _,
          Expr.Matches _,
          Expr.Struct _,
          Expr.Tuple _ ->
          true;
      case Expr.Borrow b -> mayExtendArm(b.operand());
      case Expr.Try t -> mayExtendArm(t.operand());
      case Expr.Unary u -> mayExtendArm(u.operand());
      case Expr.Index i -> mayExtendArm(i.target());
      case Expr.Cast c -> mayExtendArm(c.operand());
      default -> false;
    };
  }

  /// Whether a closure with this body may not be given braces, if no block stands leftmost in it.
  static boolean vetoesBlock(Expr e) {
    return switch (e) {
      case Expr.Call _,
          Expr.Binary _,
          Expr.Cast _,
          Expr.Assign _,
          Expr.CompoundAssign _,
          Expr.Field _,
          Expr.Index _,
          Expr.Range _,
          Expr.Try _ ->
          Parentheses.isBlockLike(leftmost(e));
      default -> false;
    };
  }

  private static Expr leftmost(Expr e) {
    return switch (e) {
      case Expr.Call c -> leftmost(c.function());
      case Expr.Binary b -> leftmost(b.left());
      case Expr.Cast c -> leftmost(c.operand());
      case Expr.Assign a -> leftmost(a.place());
      case Expr.CompoundAssign a -> leftmost(a.place());
      case Expr.Field f -> leftmost(f.target());
      case Expr.Index i -> leftmost(i.target());
      case Expr.Range r -> r.low().isPresent() ? leftmost(r.low().get()) : e;
      case Expr.Try t -> leftmost(t.operand());
      default -> e;
    };
  }

  /// Whether the last line of an expression laid out on several is the end of a block or a bracket.
  static boolean endsLikeBlock(Expr e, Text text) {
    return switch (e) {
      case Expr.Macro _,
          Expr.Matches _,
          Expr.Call _,
          Expr.MethodCall _,
          Expr.Array _,
          Expr.Struct _,
          Expr.While _,
          Expr.If _,
          Expr.BlockExpr _,
          Expr.Loop _,
          Expr.For _,
          Expr.Match _ ->
          text.breaks > 0;
      case Expr.Paren p -> endsLikeBlock(p.inner(), text);
      case Expr.Binary b -> endsLikeBlock(b.right(), text);
      case Expr.Index i -> endsLikeBlock(i.index(), text);
      case Expr.Unary u -> endsLikeBlock(u.operand(), text);
      case Expr.Try t -> endsLikeBlock(t.operand(), text);
      case Expr.Closure c -> {
        // The braces that are printed need not be those of the tree.
        Expr only = c.body() instanceof Expr.BlockExpr b ? onlyExpression(b.block()) : null;
        yield text.endsWithBrace()
            ? text.breaks > 0
            : endsLikeBlock(only == null ? c.body() : only, text);
      }
      case Expr.Literal _ -> text.breaks > 0 && text.last <= Shape.STEP;
      default -> false;
    };
  }

  static boolean isJump(Expr e) {
    return switch (e) {
      case Expr.Return _, Expr.Break _, Expr.Continue _ -> true;
      default -> false;
    };
  }

  /// A name or truth value, also behind prefixes.
  static boolean isIdentifier(Expr e) {
    return switch (e) {
      case Expr.Literal l -> l.text().equals("true") || l.text().equals("false");
      case Expr.Name n -> n.path().segments().size() == 1;
      case Expr.Unary u -> isIdentifier(u.operand());
      case Expr.Borrow b -> isIdentifier(b.operand());
      case Expr.Paren p -> isIdentifier(p.inner());
      case Expr.Try t -> isIdentifier(t.operand());
      default -> false;
    };
  }

  /// The one expression that a block consists of, if it does.
  static @Nullable Expr onlyExpression(Block block) {
    List<Stmt> statements = block.statements();
    return statements.size() == 1 && hasNoSemicolon(statements.getFirst(), true)
        ? ((Stmt.Expression) statements.getFirst()).expression()
        : null;
  }

  /// Whether a statement is an expression that is printed without a semicolon.
  static boolean hasNoSemicolon(Stmt statement, boolean isLast) {
    return statement instanceof Stmt.Expression(Expr e, boolean semicolon, _)
        && (Parentheses.isBlockLike(e) || (isLast && !semicolon));
  }

  static boolean isShorthand(Expr.FieldValue field) {
    return field.value() instanceof Expr.Name n && isName(n.path(), field.name());
  }

  private static boolean isName(Path path, String name) {
    return path.segments().size() == 1
        && path.segments().getFirst().arguments().isEmpty()
        && path.segments().getFirst().name().equals(name);
  }

  static boolean isShorthand(Pattern.FieldPattern field) {
    return field.pattern() instanceof Pattern.Binding(_, _, String name, Optional<Pattern> sub)
        && sub.isEmpty()
        && name.equals(field.name());
  }

  /// Whether a type with a `+` in it needs parentheses behind `&` or `->`.
  static boolean needsParentheses(Type type) {
    return switch (type) {
      case Type.ImplTrait i -> i.bounds().size() > 1;
      case Type.DynTrait d -> d.bounds().size() > 1;
      default -> false;
    };
  }
}
