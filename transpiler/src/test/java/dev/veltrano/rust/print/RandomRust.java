package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Attr;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Bound;
import dev.veltrano.rust.ast.Docs;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Path;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.RustFile;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.ast.Type;
import dev.veltrano.rust.ast.UseTree;
import dev.veltrano.rust.ast.Visibility;
import dev.veltrano.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/// Makes Rust trees from a seed: syntactically valid, without any sense, in all the forms that
/// generated code has. While it goes it writes a make-believe Veltrano file, so that spans,
/// comments and empty lines are as they would be.
final class RandomRust {
  private final Random random;
  private final StringBuilder source = new StringBuilder();
  private final List<Comment> comments = new ArrayList<>();
  private final boolean withComments;

  /// How deep expressions get; 1 makes code that mostly fits on one line.
  private final int depth;

  RandomRust(long seed, boolean withComments, int depth) {
    this.random = new Random(seed);
    this.withComments = withComments;
    this.depth = depth;
  }

  Printed print() {
    RustFile file = file();
    return Printer.print(file, source.toString().getBytes(StandardCharsets.UTF_8), comments);
  }

  List<Comment> comments() {
    return comments;
  }

  // -- chance

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private int below(int n) {
    return random.nextInt(n);
  }

  private <T> List<T> some(int most, Supplier<T> maker) {
    return exactly(below(most + 1), maker);
  }

  private <T> List<T> exactly(int count, Supplier<T> maker) {
    var list = new ArrayList<T>();
    for (int i = 0; i < count; i++) {
      list.add(maker.get());
    }
    return list;
  }

  private <T> Optional<T> maybe(int in, Supplier<T> maker) {
    return one(in) ? Optional.of(maker.get()) : Optional.empty();
  }

  private static final String[] WORDS = {
    "a",
    "b",
    "x",
    "i",
    "n",
    "xs",
    "id",
    "sum",
    "node",
    "name",
    "total",
    "value",
    "index",
    "message",
    "customer",
    "temporary",
    "description",
    "configuration",
    "representation"
  };

  private String name() {
    String name = WORDS[below(WORDS.length)];
    int more = one(3) ? below(4) : 0;
    for (int i = 0; i < more; i++) {
      name += "_" + WORDS[below(WORDS.length)];
    }
    return name;
  }

  private String typeName() {
    var result = new StringBuilder();
    for (String word : name().split("_")) {
      result.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return result.toString();
  }

  private String constant() {
    return name().toUpperCase(java.util.Locale.ROOT);
  }

  private String lifetime() {
    return new String[] {"a", "b", "node", "out", "static"}[below(5)];
  }

  // -- the make-believe file

  private void lineBreak() {
    source.append(one(4) ? "\n\n" : "\n");
    if (one(20)) {
      source.append("\n");
    }
  }

  private void maybeComment() {
    while (withComments && one(7)) {
      comment();
    }
  }

  private void comment() {
    boolean alone = !one(3);
    boolean blank = false;
    if (alone) {
      blank = one(3);
      source.append(blank ? "\n\n" : "\n");
    } else {
      source.append(" ");
    }
    String text =
        switch (below(9)) {
          case 0 -> "/* block " + name() + " */";
          case 1 -> "/* two\n * lines " + name() + "\n */";
          case 2 -> "// a long comment: " + "word ".repeat(below(40)) + "end";
          case 3 -> "/// not documentation";
          case 4 -> "//! also not " + name();
          case 5 -> "//";
          case 6 -> "//no blank";
          default -> "// " + name() + " " + name();
        };
    int start = source.length();
    source.append(text);
    Comment.Kind kind =
        text.startsWith("/*")
            ? Comment.Kind.BLOCK
            : text.startsWith("///") ? Comment.Kind.DOC : Comment.Kind.LINE;
    comments.add(new Comment(Span.of(start, source.length()), text, kind, alone, blank));
    if (kind != Comment.Kind.BLOCK || !alone) {
      source.append("\n");
    }
  }

  /// Something with a span around what is made inside.
  private interface Placed<T> {
    T make(Supplier<Origin> origin);
  }

  private <T> T placed(Placed<T> maker) {
    lineBreak();
    maybeComment();
    int start = source.length();
    source.append('x');
    return maker.make(() -> {
      source.append('y');
      return one(12) ? Origin.GLUE : Origin.user(Span.of(start, source.length()));
    });
  }

  private Origin end(Supplier<Origin> origin) {
    maybeComment();
    return origin.get();
  }

  private Origin here() {
    int start = source.length();
    source.append('e');
    return one(3) ? Origin.GLUE : Origin.user(Span.of(start, source.length()));
  }

  // -- files and items

  RustFile file() {
    var items = new ArrayList<Item>();
    items.addAll(some(5, this::use));
    items.addAll(exactly(1 + below(6), () -> item(0)));
    maybeComment();
    return new RustFile(
        one(3) ? "" : "@generated by veltrano 1.0 from src/main.vl. Do not edit.",
        one(6) ? List.of("Text about it.", "", "More.") : List.of(),
        one(3) ? List.of(Attr.of("forbid", "unsafe_code")) : List.of(),
        items);
  }

  private Docs docs() {
    if (!one(6)) {
      return Docs.NONE;
    }
    int start = source.length();
    source.append("/// doc\n");
    return new Docs(
        one(2)
            ? List.of("Does something.")
            : List.of("Does " + name(), "", "    indented", "- list"),
        Origin.user(Span.of(start, start + 7)));
  }

  private Head fullHead() {
    return new Head(
        docs(),
        one(4)
            ? one(2)
                ? List.of(Attr.of("derive", "Clone", "Copy", "Debug", "PartialEq"))
                : List.of(
                    Attr.of("inline"),
                    Attr.of("allow", "dead_code", "unused_variables", "non_snake_case"))
            : List.of(),
        one(3) ? Visibility.PUBLIC : Visibility.PRIVATE);
  }

  private Item use() {
    return new Item.Use(one(6) ? Head.PUBLIC : Head.PRIVATE, useTree(2), Origin.GLUE);
  }

  private String useName() {
    return switch (below(8)) {
      case 0 -> typeName();
      case 1 -> constant();
      case 2 -> name() + below(20);
      case 3 -> typeName() + below(200);
      default -> name();
    };
  }

  private UseTree useTree(int depth) {
    var path = new ArrayList<String>();
    if (depth == 2 && one(3)) {
      path.add(one(2) ? "crate" : "super");
    }
    path.addAll(exactly(1 + below(3), this::useName));
    if (depth > 0 && one(3)) {
      var names = new java.util.LinkedHashMap<String, UseTree>();
      for (UseTree tree : exactly(2 + below(8), () -> useTree(one(4) ? depth - 1 : 0))) {
        names.put(first(tree), tree);
      }
      if (one(6)) {
        names.put("self", UseTree.path("self"));
      }
      if (names.size() < 2) {
        return new UseTree.Leaf(path, Optional.empty());
      }
      return new UseTree.Group(path, List.copyOf(names.values()));
    }
    if (one(10)) {
      return new UseTree.Glob(path);
    }
    return new UseTree.Leaf(path, maybe(8, () -> name() + "_alias"));
  }

  private static String first(UseTree tree) {
    return switch (tree) {
      case UseTree.Leaf l -> l.path().getFirst();
      case UseTree.Glob g -> g.path().getFirst();
      case UseTree.Group g -> g.path().getFirst();
    };
  }

  private Item item(int level) {
    return placed(origin -> {
      Head head = fullHead();
      return switch (below(level == 0 ? 12 : 3)) {
        case 0 -> new Item.Const(head, constant(), type(2), Optional.of(expr(depth)), origin.get());
        case 1 -> {
          var fields = some(6, this::field);
          yield new Item.Struct(
              head, typeName(), generics(), new Item.Body.Named(fields), end(origin));
        }
        case 2, 3, 4, 5 -> function(head, false, origin);
        case 6 ->
            new Item.Struct(
                head,
                typeName(),
                generics(),
                one(3)
                    ? Item.Body.UNIT
                    : new Item.Body.Tuple(exactly(1 + below(4), this::tupleField)),
                origin.get());
        case 7 -> {
          Generics generics = generics();
          yield new Item.Enum(head, typeName(), generics, some(5, this::variant), origin.get());
        }
        case 8 -> {
          Generics generics = generics();
          var items = some(3, () -> placed(o -> (Item) function(fullHead(), true, o)));
          maybeComment();
          yield new Item.Impl(
              new Head(docs(), List.of(), Visibility.PRIVATE),
              generics,
              maybe(2, () -> path(2)),
              type(2),
              List.copyOf(items),
              origin.get());
        }
        case 9 -> {
          var items = some(3, () -> placed(o -> signature(o)));
          yield new Item.Trait(
              head, typeName(), generics(), one(2) ? bounds() : List.of(), items, origin.get());
        }
        case 10 ->
            new Item.TypeAlias(
                head, typeName(), plainGenerics(), List.of(), Optional.of(type(3)), origin.get());
        default -> new Item.Static(head, constant(), type(3), expr(depth), origin.get());
      };
    });
  }

  private Item signature(Supplier<Origin> origin) {
    return new Item.Function(
        new Head(docs(), List.of(), Visibility.PRIVATE),
        Item.Qualifiers.NONE,
        name(),
        generics(),
        Optional.of(Item.Receiver.SHARED),
        some(4, this::parameter),
        one(3) ? Type.UNIT : type(2),
        Optional.empty(),
        origin.get());
  }

  private Item.Function function(Head head, boolean method, Supplier<Origin> origin) {
    Generics generics = generics();
    var parameters = some(one(3) ? 6 : 3, this::parameter);
    Type result = one(3) ? Type.UNIT : type(2);
    Block body = block(depth, 6);
    return new Item.Function(
        head,
        one(8)
            ? new Item.Qualifiers(one(2), false, one(2) ? Optional.of("C") : Optional.empty())
            : Item.Qualifiers.NONE,
        name(),
        generics,
        method && !one(4)
            ? Optional.of(
                new Item.Receiver(!one(4), one(4) ? Optional.of("a") : Optional.empty(), one(3)))
            : Optional.empty(),
        parameters,
        result,
        Optional.of(body),
        origin.get());
  }

  private Item.Parameter parameter() {
    return new Item.Parameter(
        one(8) ? new Pattern.Tuple(exactly(2, () -> Pattern.name(name()))) : Pattern.name(name()),
        type(2));
  }

  private Item.Field field() {
    return placed(origin -> {
      Head head = new Head(docs(), List.of(), one(2) ? Visibility.PUBLIC : Visibility.PRIVATE);
      String name = name();
      Type type = type(3);
      return new Item.Field(head, name, type, origin.get());
    });
  }

  private Item.TupleField tupleField() {
    return new Item.TupleField(one(2) ? Visibility.PUBLIC : Visibility.PRIVATE, type(2));
  }

  private Item.Variant variant() {
    return placed(origin -> {
      Docs docs = docs();
      String name = typeName();
      Item.Body body =
          switch (below(3)) {
            case 0 -> Item.Body.UNIT;
            case 1 ->
                new Item.Body.Tuple(
                    exactly(1 + below(3), () -> new Item.TupleField(Visibility.PRIVATE, type(2))));
            default ->
                new Item.Body.Named(
                    exactly(
                        1 + below(3),
                        () -> new Item.Field(Head.PRIVATE, name(), type(2), Origin.GLUE)));
          };
      return new Item.Variant(docs, List.of(), name, body, Optional.empty(), origin.get());
    });
  }

  private Generics plainGenerics() {
    return new Generics(
        some(2, () -> new Generics.Parameter.TypeParameter(typeName(), List.of())), List.of());
  }

  private Generics generics() {
    if (!one(3)) {
      return Generics.NONE;
    }
    var parameters = new ArrayList<Generics.Parameter>();
    parameters.addAll(
        some(
            3,
            () ->
                new Generics.Parameter.Lifetime(
                    lifetime(), one(4) ? List.of("a", "b") : List.of())));
    parameters.addAll(
        some(
            2,
            () -> new Generics.Parameter.TypeParameter(typeName(), one(2) ? bounds() : List.of())));
    var where = new ArrayList<Generics.Where>();
    if (one(3)) {
      where.addAll(
          some(
              3,
              () ->
                  one(3)
                      ? new Generics.Where.OfLifetime(lifetime(), List.of("a"))
                      : new Generics.Where.OfType(List.of(), Type.named(typeName()), bounds())));
    }
    return new Generics(parameters, where);
  }

  private List<Bound> bounds() {
    var bounds = new ArrayList<Bound>();
    bounds.addAll(
        exactly(
            1 + below(2),
            () ->
                one(3)
                    ? new Bound.Function(
                        one(4) ? List.of("x") : List.of(),
                        "Fn",
                        some(2, () -> type(1)),
                        one(2) ? Type.UNIT : type(0))
                    : new Bound.Trait(path(1))));
    if (one(3)) {
      bounds.add(new Bound.Outlives(lifetime()));
    }
    return bounds;
  }

  // -- types

  private Path path(int depth) {
    String name = typeName();
    if (one(5)) {
      name = name() + "::" + name;
    }
    if (depth > 0 && one(2)) {
      var arguments = new ArrayList<GenericArg>();
      if (one(3)) {
        arguments.add(new GenericArg.Lifetime(lifetime()));
      }
      arguments.addAll(some(2, () -> (GenericArg) type(depth - 1)));
      return Path.of(name, arguments);
    }
    return Path.of(name);
  }

  private Type type(int depth) {
    if (depth == 0) {
      return Type.named(one(2) ? "i64" : typeName());
    }
    return switch (below(12)) {
      case 0, 1 -> new Type.Named(path(depth));
      case 2, 3 -> new Type.Reference(lifetime(), type(depth - 1));
      case 4 -> new Type.Reference(Optional.empty(), one(3), type(depth - 1));
      case 5 -> new Type.Tuple(some(3, () -> type(depth - 1)));
      case 6 -> new Type.Slice(type(depth - 1));
      case 7 -> new Type.Array(type(0), literal("8"));
      case 8 ->
          new Type.FunctionPointer(
              List.of(),
              one(4) ? Optional.of("C") : Optional.empty(),
              some(2, () -> type(depth - 1)),
              one(2) ? Type.UNIT : type(0));
      case 9 -> new Type.DynTrait(bounds());
      case 10 -> Type.named("Option", List.of(type(depth - 1)));
      default -> Type.named("i64");
    };
  }

  // -- patterns

  private Pattern pattern(int depth) {
    if (depth == 0) {
      return switch (below(5)) {
        case 0 -> Pattern.WILD;
        case 1 -> new Pattern.Literal(one(2) ? "-12" : "\"text\"");
        case 2 ->
            new Pattern.Constant(Path.of(one(2) ? typeName() : typeName() + "::" + typeName()));
        default -> Pattern.name(name());
      };
    }
    return switch (below(9)) {
      case 0 -> new Pattern.Tuple(some(3, () -> pattern(depth - 1)));
      case 1, 2 ->
          new Pattern.TupleStruct(
              Path.of(one(2) ? typeName() : typeName() + "::" + typeName()),
              exactly(1 + below(2), () -> pattern(depth - 1)));
      case 3 -> new Pattern.Struct(Path.of(typeName()), some(4, () -> fieldPattern(depth)), one(2));
      case 4 -> new Pattern.Or(exactly(2 + below(6), () -> pattern(0)));
      case 5 ->
          new Pattern.Range(
              Optional.of(new Pattern.Literal("1")),
              Optional.of(new Pattern.Literal("1_000")),
              true);
      case 6 -> new Pattern.Reference(false, pattern(depth - 1));
      case 7 -> new Pattern.Binding(one(3), one(2), name(), Optional.empty());
      default -> pattern(0);
    };
  }

  private Pattern.FieldPattern fieldPattern(int depth) {
    String name = name();
    return new Pattern.FieldPattern(name, one(2) ? Pattern.name(name) : pattern(depth - 1));
  }

  // -- statements

  private Block block(int depth, int most) {
    int start = source.length();
    source.append("{ ");
    var statements = new ArrayList<Stmt>(some(most, () -> statement(depth)));
    if (one(2)) {
      statements.add(
          placed(origin -> {
            Expr e = expr(depth);
            return new Stmt.Expression(e, false, origin.get());
          }));
    }
    maybeComment();
    source.append("\n}");
    return new Block(statements, Origin.user(Span.of(start, source.length())));
  }

  private Block shortBlock(int depth) {
    return one(3)
        ? new Block(List.of(new Stmt.Expression(expr(Math.min(depth, 1)), false, here())), here())
        : block(depth, 2);
  }

  private Stmt statement(int depth) {
    return placed(origin ->
        switch (below(10)) {
          case 0, 1, 2 -> {
            Pattern pattern = one(6) ? pattern(1) : Pattern.name(name());
            Optional<Type> type = maybe(3, () -> type(2));
            Optional<Expr> value = one(15) ? Optional.empty() : Optional.of(expr(depth));
            yield new Stmt.Let(List.of(), pattern, type, value, Optional.empty(), origin.get());
          }
          case 3 -> {
            Pattern pattern = pattern(1);
            Expr value = expr(Math.min(depth, 2));
            Block otherwise =
                one(2)
                    ? new Block(List.of(new Stmt.Expression(jump(0), one(2), here())), here())
                    : block(1, 2);
            yield new Stmt.Let(
                List.of(),
                pattern,
                Optional.empty(),
                Optional.of(value),
                Optional.of(otherwise),
                origin.get());
          }
          case 4 -> {
            Expr e = assignment(depth);
            yield new Stmt.Expression(e, true, origin.get());
          }
          case 5 -> {
            Expr e = macro(depth);
            yield new Stmt.Expression(e, true, origin.get());
          }
          case 6 -> {
            if (one(6)) {
              Item item = item(1);
              yield new Stmt.Local(item);
            }
            Expr e = jump(depth);
            yield new Stmt.Expression(e, true, origin.get());
          }
          case 7, 8 -> {
            Expr e = depth == 0 ? macro(0) : control(depth);
            yield new Stmt.Expression(e, true, origin.get());
          }
          default -> {
            Expr e = expr(depth);
            yield new Stmt.Expression(e, true, origin.get());
          }
        });
  }

  // -- expressions

  private Expr literal(String text) {
    return new Expr.Literal(text, here());
  }

  private Expr leaf() {
    return switch (below(9)) {
      case 0 -> literal("" + below(100000));
      case 1 -> literal("1.5");
      case 2 -> literal("\"" + "some text ".repeat(one(4) ? below(12) : 1) + "\"");
      case 3 -> literal("true");
      case 4 ->
          new Expr.Name(Path.of(one(2) ? constant() : typeName() + "::" + typeName()), here());
      case 5 -> one(12) ? literal("\"größe → 数字\"") : Expr.name("self", here());
      default -> Expr.name(name(), here());
    };
  }

  private Expr assignment(int depth) {
    Expr place =
        one(3)
            ? new Expr.Field(Expr.name(name(), here()), name(), here())
            : one(4)
                ? new Expr.Index(Expr.name(name(), here()), expr(Math.min(1, depth)), here())
                : Expr.name(name(), here());
    return one(2)
        ? new Expr.Assign(place, expr(depth), here())
        : new Expr.CompoundAssign(
            Expr.BinaryOperator.values()[below(10)], place, expr(depth), here());
  }

  private Expr jump(int depth) {
    return switch (below(3)) {
      case 0 ->
          new Expr.Return(depth == 0 ? Optional.empty() : maybe(2, () -> expr(depth)), here());
      case 1 -> new Expr.Continue(maybe(3, this::name), here());
      default ->
          new Expr.Break(
              maybe(3, this::name),
              depth == 0 ? Optional.empty() : maybe(3, () -> expr(depth)),
              here());
    };
  }

  private Expr macro(int depth) {
    int d = Math.max(0, depth - 1);
    return switch (below(7)) {
      case 0 ->
          new Expr.Macro(
              "println",
              one(2)
                  ? List.of(
                      literal("\"{} and {} " + "x".repeat(below(60)) + "\""), expr(d), expr(d))
                  : List.of(
                      literal("\"{} of {}" + " more".repeat(below(6)) + "\""), leaf(), leaf()),
              here());
      case 1 -> new Expr.Macro("assert", List.of(expr(d), literal("\"it is not so\"")), here());
      case 2 -> new Expr.Macro("assert_eq", List.of(expr(d), expr(d)), here());
      case 3 -> new Expr.Macro("panic", List.of(literal("\"no\"")), here());
      case 4 -> new Expr.Macro("format_args", List.of(literal("\"{a:>8}\"")), here());
      case 5 -> new Expr.Matches(expr(d), pattern(1), maybe(4, this::leaf), here());
      default ->
          new Expr.Macro(
              Path.of(one(3) ? "vec" : "make_list"),
              Expr.Delimiter.BRACKET,
              some(9, one(2) ? this::leaf : () -> expr(d)),
              here());
    };
  }

  private Expr condition(int depth) {
    int d = Math.max(0, depth - 1);
    return switch (below(7)) {
      case 0 -> new Expr.LetCondition(pattern(1), expr(d), here());
      case 1 -> and(new Expr.LetCondition(pattern(1), expr(d), here()), expr(d));
      case 2 ->
          and(
              and(Expr.name(name(), here()), new Expr.LetCondition(pattern(1), expr(d), here())),
              expr(0));
      case 3 -> and(leaf(), new Expr.LetCondition(pattern(1), leaf(), here()));
      default -> expr(d);
    };
  }

  private Expr and(Expr a, Expr b) {
    return new Expr.Binary(Expr.BinaryOperator.AND, a, b, here());
  }

  private Expr control(int depth) {
    int d = depth - 1;
    return switch (below(9)) {
      case 0, 1, 2 -> conditional(depth);
      case 3 -> new Expr.While(maybe(4, this::name), condition(depth), block(d, 3), here());
      case 4 ->
          new Expr.For(
              maybe(4, this::name),
              one(3) ? new Pattern.Tuple(exactly(2, () -> pattern(0))) : Pattern.name(name()),
              expr(d),
              block(d, 3),
              here());
      case 5 -> new Expr.Loop(maybe(3, this::name), block(d, 3), here());
      case 6 -> new Expr.BlockExpr(maybe(3, this::name), block(d, 3));
      default -> match(depth);
    };
  }

  private Expr match(int depth) {
    int start = source.length();
    source.append("match ");
    Expr subject = expr(depth - 1);
    var arms = some(5, () -> arm(depth - 1));
    maybeComment();
    source.append("\n}");
    return new Expr.Match(subject, arms, Origin.user(Span.of(start, source.length())));
  }

  private Expr conditional(int depth) {
    Expr condition = condition(depth);
    Block then = shortBlock(depth - 1);
    Optional<Expr> otherwise =
        one(2)
            ? Optional.empty()
            : Optional.of(
                one(4) && depth > 1
                    ? conditional(depth - 1)
                    : new Expr.BlockExpr(shortBlock(depth - 1)));
    return new Expr.If(condition, then, otherwise, here());
  }

  private Expr.Arm arm(int depth) {
    return placed(origin -> {
      Pattern pattern = pattern(1);
      Optional<Expr> guard = maybe(5, () -> expr(Math.min(1, depth)));
      Expr body =
          one(3) ? new Expr.BlockExpr(shortBlock(depth)) : one(6) ? jump(depth) : expr(depth);
      return new Expr.Arm(pattern, guard, body, origin.get());
    });
  }

  private Expr expr(int depth) {
    if (depth <= 0) {
      return leaf();
    }
    int d = depth - 1;
    return switch (below(26)) {
      case 0 -> new Expr.Call(Expr.name(name(), here()), some(4, () -> expr(d)), here());
      case 1 ->
          new Expr.Call(
              new Expr.Name(Path.of(typeName() + "::new"), here()), some(3, () -> expr(d)), here());
      case 2 -> new Expr.Call(Expr.name(one(2) ? "Some" : "Ok", here()), List.of(expr(d)), here());
      case 3, 4 -> chain(depth);
      case 5 -> new Expr.MethodCall(expr(d), name(), some(3, () -> expr(d)), here());
      case 6 -> new Expr.Field(expr(d), one(4) ? "0" : name(), here());
      case 7 -> new Expr.Try(expr(d), here());
      case 8, 9, 10 -> {
        var operator = Expr.BinaryOperator.values()[below(Expr.BinaryOperator.values().length)];
        yield new Expr.Binary(operator, expr(d), expr(d), here());
      }
      case 11 -> {
        var operator = Expr.BinaryOperator.values()[below(Expr.BinaryOperator.values().length)];
        Expr e = expr(d);
        for (int i = below(6); i > 0; i--) {
          e = new Expr.Binary(operator, e, expr(Math.min(d, 1)), here());
        }
        yield e;
      }
      case 12 -> new Expr.Unary(Expr.UnaryOperator.values()[below(3)], expr(d), here());
      case 13 -> new Expr.Borrow(one(4), expr(d), here());
      case 14 -> new Expr.Cast(expr(d), Type.named(one(2) ? "i64" : "u8"), here());
      case 15 -> new Expr.Index(expr(d), expr(d), here());
      case 16 -> new Expr.Tuple(some(4, () -> expr(d)), here());
      case 17 -> new Expr.Array(some(8, one(2) ? this::leaf : () -> expr(d)), here());
      case 18, 19 -> struct(depth);
      case 20 -> new Expr.Paren(expr(d), here());
      case 21 -> closure(depth);
      case 22 -> control(depth);
      case 23 -> macro(depth);
      case 24 -> {
        Optional<Expr> low = one(5) ? Optional.empty() : Optional.of(expr(Math.min(d, 1)));
        Optional<Expr> high = Optional.of(expr(Math.min(d, 1)));
        yield new Expr.Range(low, high, one(2), here());
      }
      default -> leaf();
    };
  }

  private Expr struct(int depth) {
    return new Expr.Struct(
        one(8) ? Path.of("Self") : Path.of(typeName()),
        some(
            5,
            () -> {
              String name = name();
              return new Expr.FieldValue(
                  name, one(4) ? Expr.name(name, here()) : expr(depth - 1), here());
            }),
        maybe(8, () -> expr(Math.min(1, depth - 1))),
        here());
  }

  private Expr chain(int depth) {
    Expr e = one(2) ? leaf() : expr(Math.min(depth - 1, 2));
    for (int i = 1 + below(5); i > 0; i--) {
      e =
          switch (below(6)) {
            case 0 -> new Expr.Field(e, name(), here());
            case 1 -> new Expr.Try(e, here());
            case 2 ->
                new Expr.MethodCall(
                    e,
                    name(),
                    one(3) ? List.of(type(1)) : List.of(),
                    some(1, () -> expr(depth - 1)),
                    here(),
                    here());
            default -> new Expr.MethodCall(e, name(), some(2, () -> expr(depth - 1)), here());
          };
    }
    return e;
  }

  private Expr closure(int depth) {
    var parameters =
        some(
            3,
            () ->
                new Expr.ClosureParameter(
                    one(5) ? pattern(1) : Pattern.name(name()), maybe(4, () -> type(1))));
    Optional<Type> result = maybe(8, () -> type(1));
    Expr body =
        result.isPresent() || one(2) ? new Expr.BlockExpr(shortBlock(depth - 1)) : expr(depth - 1);
    return new Expr.Closure(one(4), parameters, result, body, here());
  }
}
