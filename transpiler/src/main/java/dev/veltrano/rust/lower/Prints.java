package dev.veltrano.rust.lower;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedExpression;
import java.util.ArrayList;
import java.util.List;

/// Lowers what takes formatted text: printing, `panic`, `assert`.
///
/// A variable stands in the format text itself (`{name}`), everything else is an argument.
final class Prints {
  private final Body body;

  Prints(Body body) {
    this.body = body;
  }

  Expr print(TypedExpression.Print e) {
    String macro =
        switch (e.target()) {
          case PRINT -> body.file.macro("veltrano_runtime::print");
          case PRINTLN -> body.file.macro("veltrano_runtime::println");
          case EPRINT -> body.file.macro("veltrano_runtime::eprint");
          case EPRINTLN -> body.file.macro("veltrano_runtime::eprintln");
          case PANIC -> "panic";
        };
    List<Stmt> before = new ArrayList<>();
    List<Expr> arguments = format(Allocations.flat(e.pieces()), e.span(), before);
    // `println!()` is what people write; the others do not do without a format.
    boolean line =
        e.target() == TypedExpression.Target.PRINTLN
            || e.target() == TypedExpression.Target.EPRINTLN;
    if (line
        && arguments.size() == 1
        && ((Expr.Literal) arguments.getFirst()).text().equals("\"\"")) {
      arguments = List.of();
    }
    return wrap(before, macro, arguments, e.span());
  }

  private Expr wrap(List<Stmt> before, String macro, List<Expr> arguments, Span span) {
    Origin origin = body.user(span);
    Expr call = new Expr.Macro(Make.path(macro), Expr.Delimiter.PAREN, arguments, origin);
    if (before.isEmpty()) {
      return call;
    }
    before.add(Make.statement(call, origin));
    return Make.block(before, origin);
  }

  /// The format text and its arguments. Macros borrow all their arguments before they use any, so
  /// where one changes a variable they are computed before.
  List<Expr> format(List<TypedExpression.TextPiece> pieces, Span span, List<Stmt> before) {
    int last = -1;
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof TypedExpression.TextPiece.Value v
          && body.nature.mutates(v.value())) {
        last = i;
      }
    }
    boolean alone = last >= 0 && values(pieces) == 1;
    StringBuilder text = new StringBuilder("\"");
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      switch (pieces.get(i)) {
        case TypedExpression.TextPiece.Plain(String value) -> Texts.format(value, text);
        case TypedExpression.TextPiece.Value(TypedExpression value, String spec) ->
            hole(value, spec, i <= last && !alone, text, arguments, before);
      }
    }
    text.append('"');
    arguments.addFirst(new Expr.Literal(text.toString(), body.user(span)));
    return arguments;
  }

  private static int values(List<TypedExpression.TextPiece> pieces) {
    int count = 0;
    for (TypedExpression.TextPiece piece : pieces) {
      count += piece instanceof TypedExpression.TextPiece.Value ? 1 : 0;
    }
    return count;
  }

  private void hole(
      TypedExpression value,
      String spec,
      boolean early,
      StringBuilder text,
      List<Expr> arguments,
      List<Stmt> before) {
    TypedExpression bare = Nature.bare(value);
    if (bare instanceof TypedExpression.Dereference d) {
      // References print as what they refer to.
      bare = Nature.bare(d.reference());
      value = bare;
    }
    if (spec.isEmpty() && literal(bare) instanceof String literal) {
      Texts.format(literal, text);
      return;
    }
    boolean debug = spec.endsWith("?");
    if (!debug) {
      note(value.type());
    }
    boolean shown = !debug && needsShow(value.type());
    if (early && !Nature.isConstant(value)) {
      String name = early(value, before);
      Expr argument = Make.name(name, body.derived(value.span()));
      text.append('{').append(shown ? "" : name);
      if (shown) {
        arguments.add(show(argument, value));
      }
    } else if (!shown && name(bare) instanceof String name) {
      body.lower(bare, Ask.FREE);
      text.append('{').append(name);
    } else {
      Expr lowered = body.lower(shown ? value : bare, Ask.FREE);
      text.append('{');
      arguments.add(shown ? show(lowered, value) : lowered);
    }
    if (!spec.isEmpty()) {
      text.append(':').append(spec);
    }
    text.append('}');
  }

  private Expr show(Expr value, TypedExpression written) {
    return Make.call(body.builtins.function("show"), List.of(value), body.derived(written.span()));
  }

  /// Computes an argument before the call; the name of its variable.
  private String early(TypedExpression value, List<Stmt> before) {
    Expr lowered = body.lower(value, Ask.KNOWN);
    String name = "";
    for (String candidate : List.of("first", "second", "third", "fourth", "fifth")) {
      name = body.fresh(candidate);
      if (!isBound(before, name)) {
        break;
      }
    }
    while (isBound(before, name)) {
      name = "__" + name;
    }
    before.add(new Stmt.Let(Pattern.name(name), lowered, body.derived(value.span())));
    return name;
  }

  private static boolean isBound(List<Stmt> before, String name) {
    return before.stream()
        .anyMatch(s -> s instanceof Stmt.Let l && l.pattern().equals(Pattern.name(name)));
  }

  /// What a literal prints.
  private static @org.jspecify.annotations.Nullable String literal(TypedExpression e) {
    return switch (e) {
      case TypedExpression.TextLiteral t -> t.value();
      case TypedExpression.BoolLiteral b -> Boolean.toString(b.value());
      case TypedExpression.CharLiteral c when c.type() == Type.Primitive.CHAR ->
          Character.toString(c.codePoint());
      case TypedExpression.IntegerLiteral i when i.type().isInteger() && i.bits() >= 0 ->
          Long.toString(i.bits());
      default -> null;
    };
  }

  /// The name of a variable that can stand in the format text.
  private @org.jspecify.annotations.Nullable String name(TypedExpression e) {
    if (e instanceof TypedExpression.ConstantUse use) {
      String name = body.expressions.constant(use);
      return name.indexOf(':') < 0 && !name.startsWith("r#") ? name : null;
    }
    if (!(e instanceof TypedExpression.LocalUse(Local local, _))
        || local.kind() == Local.Kind.SELF && !Nature.isObject(local.type())
        || body.isCell(local)
        || body.scope.substitute(local) != null) {
      return null;
    }
    String name = body.scope.nameOf(local);
    return name == null || name.startsWith("r#") ? null : name;
  }

  /// Whether a value prints through the runtime, since Rust has no `Display` for it.
  static boolean needsShow(Type type) {
    return switch (type) {
      case Type.Nullable _, Type.Tuple _, Type.Result _, Type.Buffer _, Type.Parameter _ -> true;
      case Type.Reference(Type of) -> needsShow(of);
      case Type.Primitive p -> p == Type.Primitive.UNIT || p == Type.Primitive.NOTHING;
      case Type.Named _, Type.Range _, Type.Sequence _, Type.Function _, Type.Error _ -> false;
    };
  }

  /// Notes that values of this type are printed, so that what it names gets a `Display`.
  void note(Type type) {
    note(type, body.printed);
  }

  static void note(Type type, java.util.Set<Symbol> printed) {
    switch (type) {
      case Type.Named(Symbol symbol, List<Type> arguments) -> {
        printed.add(symbol);
        if (!(symbol instanceof Symbol.Class c) || c.declaration().isData()) {
          arguments.forEach(t -> note(t, printed));
        }
      }
      case Type.Nullable(Type of) -> note(of, printed);
      case Type.Reference(Type of) -> note(of, printed);
      case Type.Buffer(_, Type element) -> note(element, printed);
      case Type.Tuple(List<Type> elements) -> elements.forEach(t -> note(t, printed));
      case Type.Result(Type ok, Type error) -> {
        note(ok, printed);
        note(error, printed);
      }
      case Type.Primitive _,
          Type.Range _,
          Type.Sequence _,
          Type.Function _,
          Type.Parameter _,
          Type.Error _ -> {}
    }
  }

  Expr assertion(TypedExpression.Assert e) {
    List<Stmt> before = new ArrayList<>();
    List<Expr> arguments = new ArrayList<>();
    arguments.add(body.lower(Nature.bare(e.condition()), Ask.FREE));
    List<TypedExpression.TextPiece> message = e.message();
    if (message != null) {
      arguments.addAll(format(Allocations.flat(message), e.span(), before));
    }
    return wrap(before, "assert", arguments, e.span());
  }

  Expr assertEqual(TypedExpression.AssertEqual e) {
    ProgramFacts.objects(e.left().type(), body.compared);
    boolean leftTyped = body.nature.hasOwnType(e.left());
    boolean rightTyped = body.nature.hasOwnType(e.right());
    Expr left = body.lower(e.left(), leftTyped || !rightTyped ? Ask.FREE : Ask.JOINED);
    Expr right = body.lower(e.right(), leftTyped || !rightTyped ? joined(rightTyped) : Ask.FREE);
    List<Stmt> before = new ArrayList<>();
    boolean rightChanges = body.nature.mutates(e.right());
    if ((rightChanges || body.nature.mutates(e.left())) && !Nature.isConstant(e.left())) {
      left = bind(left, "left", e.left().span(), before);
    }
    if (rightChanges) {
      right = bind(right, "right", e.right().span(), before);
    }
    return wrap(before, "assert_eq", List.of(left, right), e.span());
  }

  private static Ask joined(boolean typed) {
    return typed ? Ask.FREE : Ask.JOINED;
  }

  private Expr bind(Expr value, String name, Span span, List<Stmt> before) {
    String fresh = body.fresh(name, "__" + name);
    before.add(new Stmt.Let(Pattern.name(fresh), value, body.derived(span)));
    return Make.name(fresh, body.derived(span));
  }
}
