package dev.veltrano.rust.lower;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedPattern;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lowers `match`, and what gives names to parts of values.
final class Matches {
  private final Body body;

  Matches(Body body) {
    this.body = body;
  }

  Expr match(TypedExpression.Match e, Tail tail, Ask ask) {
    Ask arms = tail == Tail.VALUE && ask != Ask.PINNED && body.nature.isFirm(e) ? Ask.JOINED : ask;
    Expr subject = body.lower(Nature.bare(e.subject()), Ask.KNOWN);
    List<Expr.Arm> lowered = new ArrayList<>();
    for (TypedExpression.TypedArm arm : e.arms()) {
      int mark = body.scope.mark();
      List<Pattern> patterns = new ArrayList<>();
      for (TypedPattern pattern : arm.patterns()) {
        patterns.add(pattern(pattern));
      }
      List<Local> cells = cells(arm);
      cells.forEach(this::readInGuard);
      Optional<Expr> guard =
          arm.guard() == null ? Optional.empty() : Optional.of(body.conditions.head(arm.guard()));
      boolean still = isStill(arm.body());
      if (!still) {
        cells.forEach(body.scope::endSubstitute);
      }
      Expr value = body.statements.arm(arm.body(), tail, arms);
      if (still) {
        cells.forEach(body.scope::endSubstitute);
      } else {
        value = read(cells, value);
      }
      body.scope.release(mark);
      arms = Conditions.second(arm.body(), arms);
      lowered.add(
          new Expr.Arm(
              patterns.size() == 1 ? patterns.getFirst() : new Pattern.Or(patterns),
              guard,
              value,
              body.user(arm.span())));
    }
    return new Expr.Match(subject, lowered, body.user(e.span()));
  }

  /// What the patterns of an arm bind to `var` fields of objects: a pattern gives the cell.
  private static List<Local> cells(TypedExpression.TypedArm arm) {
    List<Local> cells = new ArrayList<>();
    arm.patterns().forEach(pattern -> cells(pattern, cells));
    return cells;
  }

  private static void cells(TypedPattern pattern, List<Local> to) {
    switch (pattern) {
      case TypedPattern.Object(_, List<TypedPattern.FieldPattern> fields) -> {
        for (TypedPattern.FieldPattern field : fields) {
          if (field.field().isVar() && field.pattern() instanceof TypedPattern.Bind(Local local)) {
            if (local.reads() > 0) {
              to.add(local);
            }
          } else {
            cells(field.pattern(), to);
          }
        }
      }
      case TypedPattern.Data(_, List<TypedPattern.FieldPattern> fields) ->
          fields.forEach(field -> cells(field.pattern(), to));
      case TypedPattern.NotNull(TypedPattern inner, _) -> cells(inner, to);
      case TypedPattern.Variant variant -> cells(variant.inner(), to);
      case TypedPattern.Outcome(_, TypedPattern inner) -> cells(inner, to);
      case TypedPattern.Tuple(List<TypedPattern> elements) -> elements.forEach(e -> cells(e, to));
      case TypedPattern.Any _,
          TypedPattern.Bind _,
          TypedPattern.Null _,
          TypedPattern.Literal _,
          TypedPattern.Constant _,
          TypedPattern.Entry _,
          TypedPattern.Range _ -> {}
    }
  }

  /// Whether nothing can change a field while the arm runs, so that it may be read where it is
  /// used.
  private boolean isStill(TypedBlock arm) {
    TypedExpression value = arm.value();
    return arm.statements().isEmpty()
        && value != null
        && !Nature.acts(value)
        && !body.nature.mutates(value);
  }

  private void readInGuard(Local cell) {
    Origin origin = body.derived(cell.nameSpan());
    String name = java.util.Objects.requireNonNull(body.scope.nameOf(cell));
    body.scope.substitute(
        cell, new Scope.Substitute(Make.get(Make.name(name, origin), origin), true));
  }

  /// Reads the fields at the start of the arm: what happens to them afterwards is not seen.
  private Expr read(List<Local> cells, Expr value) {
    List<Stmt> statements = new ArrayList<>();
    for (Local cell : cells) {
      Origin origin = body.derived(cell.nameSpan());
      String name = java.util.Objects.requireNonNull(body.scope.nameOf(cell));
      statements.add(
          new Stmt.Let(Pattern.name(name), Make.get(Make.name(name, origin), origin), origin));
    }
    if (statements.isEmpty()) {
      return value;
    }
    if (value instanceof Expr.BlockExpr(var label, Block block) && label.isEmpty()) {
      statements.addAll(block.statements());
      return new Expr.BlockExpr(new Block(statements, block.origin()));
    }
    statements.add(Make.value(value, value.origin()));
    return Make.block(statements, value.origin());
  }

  Pattern pattern(TypedPattern pattern) {
    return switch (pattern) {
      case TypedPattern.Variant(
              UnionInfo.Variant of,
              Type union,
              TypedPattern inner,
              Local bound) ->
          body.variants.pattern(union, of, present(inner, bound));
      case TypedPattern.Entry(var of, int index) ->
          new Pattern.Constant(Make.path(body.types.entry(of, index)));
      case TypedPattern.Object(var of, List<TypedPattern.FieldPattern> fields) ->
          object(of, fields);
      case TypedPattern.Any _ -> Pattern.WILD;
      case TypedPattern.Bind(Local local) ->
          Make.binding(
              local.kind() == Local.Kind.NARROWED ? body.declareCopy(local) : body.declare(local),
              local.writes() > 0);
      case TypedPattern.Null _ -> new Pattern.Constant(Make.path(body.file.prelude("None")));
      case TypedPattern.NotNull(TypedPattern inner, Local bound) ->
          Make.some(body.file.prelude("Some"), present(inner, bound));
      case TypedPattern.Literal(TypedExpression value) -> limit(value);
      case TypedPattern.Constant(TypedExpression.ConstantUse use) ->
          new Pattern.Constant(Make.path(body.expressions.constant(use)));
      case TypedPattern.Range(TypedExpression low, TypedExpression high, boolean inclusive) ->
          new Pattern.Range(Optional.of(limit(low)), Optional.of(limit(high)), inclusive);
      case TypedPattern.Tuple(List<TypedPattern> elements) ->
          new Pattern.Tuple(elements.stream().map(this::pattern).toList());
      case TypedPattern.Outcome(boolean ok, TypedPattern inner) ->
          new Pattern.TupleStruct(
              Make.path(body.file.prelude(ok ? "Ok" : "Err")), List.of(pattern(inner)));
      case TypedPattern.Data(var of, List<TypedPattern.FieldPattern> fields) -> {
        ClassInfo info = body.program.info(of);
        String type = body.types.item(of);
        if (body.program.isUnitStruct(of)) {
          yield new Pattern.Constant(Make.path(type));
        }
        List<Pattern.FieldPattern> lowered = new ArrayList<>();
        for (TypedPattern.FieldPattern field : fields) {
          if (!(field.pattern() instanceof TypedPattern.Any)) {
            lowered.add(
                new Pattern.FieldPattern(
                    RustName.value(field.field().name()), pattern(field.pattern())));
          }
        }
        yield new Pattern.Struct(Make.path(type), lowered, lowered.size() < info.fields().size());
      }
    };
  }

  /// An object is matched through its reference; what its fields hold is copied.
  private Pattern object(Symbol.Class of, List<TypedPattern.FieldPattern> fields) {
    List<Pattern.FieldPattern> lowered = new ArrayList<>();
    boolean copies = false;
    for (TypedPattern.FieldPattern field : fields) {
      copies |= !isCell(field) && binds(field.pattern());
    }
    for (TypedPattern.FieldPattern field : fields) {
      String name = RustName.value(field.field().name());
      if (field.pattern() instanceof TypedPattern.Bind(Local local) && isCell(field)) {
        if (local.reads() > 0) {
          lowered.add(
              new Pattern.FieldPattern(
                  name, new Pattern.Binding(copies, false, body.declare(local), Optional.empty())));
        }
      } else if (!(field.pattern() instanceof TypedPattern.Any)) {
        lowered.add(new Pattern.FieldPattern(name, pattern(field.pattern())));
      }
    }
    if (lowered.isEmpty()) {
      return Pattern.WILD;
    }
    Pattern struct =
        new Pattern.Struct(
            Make.path(body.types.item(of)),
            lowered,
            lowered.size() < body.program.info(of).fields().size());
    // Without copies, Rust goes through the reference by itself.
    return copies ? new Pattern.Reference(false, struct) : struct;
  }

  private static boolean isCell(TypedPattern.FieldPattern field) {
    return field.field().isVar() && field.pattern() instanceof TypedPattern.Bind;
  }

  /// Whether a pattern gives a name to anything.
  private static boolean binds(TypedPattern pattern) {
    boolean[] found = {false};
    Walk.pattern(pattern, _ -> found[0] = true);
    return found[0];
  }

  /// What stands in a `Some(…)`; `copy` is the not-null copy of the subject that the arm uses.
  private Pattern present(TypedPattern inner, @Nullable Local copy) {
    boolean whole = inner instanceof TypedPattern.Data(_, var fields) && fields.isEmpty();
    if (copy == null || copy.reads() == 0) {
      return whole ? Pattern.WILD : pattern(inner);
    }
    if (inner instanceof TypedPattern.Bind(Local local)) {
      Pattern bound = pattern(inner);
      String name = java.util.Objects.requireNonNull(body.scope.nameOf(local));
      body.scope.substitute(
          copy, new Scope.Substitute(Make.name(name, body.derived(local.nameSpan())), true));
      return bound;
    }
    Optional<Pattern> sub =
        inner instanceof TypedPattern.Any || whole ? Optional.empty() : Optional.of(pattern(inner));
    return new Pattern.Binding(false, false, body.declareCopy(copy), sub);
  }

  /// A literal, constant or negative number as a pattern.
  private Pattern limit(TypedExpression e) {
    return switch (body.lower(Nature.bare(e), Ask.PINNED)) {
      case Expr.Literal literal -> new Pattern.Literal(literal.text());
      case Expr.Unary(_, Expr.Literal literal, _) -> new Pattern.Literal("-" + literal.text());
      case Expr.Name name -> new Pattern.Constant(name.path());
      case Expr other -> throw new IllegalStateException("no pattern: " + other);
    };
  }

  /// What a `val`, `var` or `for` gives names to. `start` says whether a value comes with it, so
  /// that any later assignment needs `mut`.
  Pattern binder(TypedBinder binder) {
    return switch (binder) {
      case TypedBinder.Name(Local local) ->
          Make.binding(body.declare(local), !body.isCell(local) && isMutable(local));
      case TypedBinder.Ignore _ -> Pattern.WILD;
      case TypedBinder.Tuple(List<TypedBinder> elements) ->
          new Pattern.Tuple(elements.stream().map(this::binder).toList());
      case TypedBinder.Data(var of, List<TypedBinder> elements) -> {
        ClassInfo info = body.program.info(of);
        List<Pattern.FieldPattern> fields = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
          if (!(elements.get(i) instanceof TypedBinder.Ignore)) {
            fields.add(
                new Pattern.FieldPattern(
                    RustName.value(info.fields().get(i).name()), binder(elements.get(i))));
          }
        }
        yield new Pattern.Struct(
            Make.path(body.types.item(of)), fields, fields.size() < info.fields().size());
      }
    };
  }

  private static boolean isMutable(Local local) {
    return local.writes() > 0 && (!local.deferredStart() || local.kind() == Local.Kind.VAR);
  }

  /// The type of all that a binder names, for a `let` that must write it.
  @Nullable
  static Local single(TypedBinder binder) {
    return binder instanceof TypedBinder.Name(Local local) ? local : null;
  }
}
