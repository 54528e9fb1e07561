package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What buffers and their members are in Rust. Lists have std's names; arrays and slices, which are
/// Rust's own, have what the runtime's traits add to those.
///
/// What is only walked through is never made: a chain of `map` and `filter` is one of iterators.
final class Buffers {
  private static final String ARRAY = "veltrano_runtime::Array";
  private static final String SLICE = "veltrano_runtime::Slice";
  private static final String ORDER = "veltrano_runtime::Order";

  private final Body body;

  Buffers(Body body) {
    this.body = body;
  }

  // ---- new ones

  Expr make(TypedExpression.NewBuffer e, Ask ask) {
    Origin origin = body.user(e.span());
    Expr arena = body.allocations.receiver(body.arenas.placeOf(e), e.span());
    return switch (e.form()) {
      case ELEMENTS -> {
        if (e.operands().isEmpty() && e.type().kind() == Type.BufferKind.LIST) {
          List<GenericArg> type =
              ask == Ask.FREE || ask == Ask.KNOWN
                  ? List.of(body.elided(e.type().element()))
                  : List.of();
          yield new Expr.MethodCall(arena, "list", type, List.of(), origin, origin);
        }
        String name =
            switch (e.type().kind()) {
              case LIST -> "list_of";
              case ARRAY -> "array";
              case SLICE -> "slice";
            };
        boolean unknown = e.operands().isEmpty() && (ask == Ask.FREE || ask == Ask.KNOWN);
        yield new Expr.MethodCall(
            arena,
            name,
            unknown ? List.of(body.elided(e.type().element())) : List.of(),
            List.of(Make.borrow(elements(e, ask), origin)),
            origin,
            origin);
      }
      case FILLED ->
          Make.method(
              arena,
              "array_filled",
              List.of(
                  body.lower(e.operands().getFirst(), Ask.PINNED),
                  body.lower(e.operands().getLast(), ask)),
              origin);
      case COMPUTED ->
          Make.method(
              arena,
              "array_with",
              List.of(
                  body.lower(e.operands().getFirst(), Ask.PINNED),
                  closure(e.operands().getLast(), ask)),
              origin);
    };
  }

  /// The elements as an array of Rust.
  private Expr elements(TypedExpression.NewBuffer e, Ask ask) {
    boolean typed = e.operands().stream().anyMatch(body.nature::hasOwnType);
    List<Expr> elements = new ArrayList<>();
    for (TypedExpression element : e.operands()) {
      Ask own = ask == Ask.PINNED ? ask : typed || !elements.isEmpty() ? Ask.JOINED : Ask.KNOWN;
      elements.add(body.lower(element, own));
    }
    return new Expr.Array(elements, body.user(e.span()));
  }

  // ---- elements

  /// `buffer[index]`.
  Expr element(TypedExpression.Element e) {
    use(e.buffer());
    return Make.method(
        body.lower(e.buffer(), Ask.KNOWN),
        "at",
        List.of(body.lower(e.index(), Ask.ANY_INTEGER)),
        body.user(e.span()));
  }

  /// Imports what the members of a buffer need.
  void use(TypedExpression buffer) {
    switch (kind(buffer)) {
      case LIST -> {}
      case ARRAY -> body.file.trait(ARRAY);
      case SLICE -> body.file.trait(SLICE);
    }
  }

  private static Type.BufferKind kind(TypedExpression buffer) {
    if (buffer.type() instanceof Type.Buffer(var kind, _)) {
      return kind;
    }
    throw new IllegalStateException("no buffer: " + buffer.type());
  }

  private static Type elementType(TypedExpression buffer) {
    if (buffer.type() instanceof Type.Buffer(_, Type element)) {
      return element;
    }
    throw new IllegalStateException("no buffer: " + buffer.type());
  }

  // ---- walks

  /// The elements, one by one, as an iterator.
  Expr walk(TypedExpression e) {
    TypedExpression bare = Nature.bare(e);
    Origin origin = body.user(e.span());
    return switch (bare) {
      case TypedExpression.BuiltinCall call when call.builtin() == Builtin.MAP ->
          Make.method(
              walk(call.operands().getFirst()),
              "map",
              List.of(closure(call.operands().get(1), Ask.KNOWN)),
              origin);
      case TypedExpression.BuiltinCall call when call.builtin() == Builtin.FILTER -> filtered(call);
      case TypedExpression.NewBuffer b
          when b.form() == TypedExpression.BufferForm.ELEMENTS && !b.operands().isEmpty() ->
          Make.method(elements(b, Ask.KNOWN), "into_iter", List.of(), origin);
      default -> {
        use(bare);
        String name = kind(bare) == Type.BufferKind.LIST ? "iter" : "values";
        yield Make.method(body.lower(bare, Ask.KNOWN), name, List.of(), origin);
      }
    };
  }

  /// What a `for` walks over, or anybody who takes whatever can be walked through.
  Expr sequence(TypedExpression e, Ask ask) {
    return Nature.bare(e) instanceof TypedExpression.NewBuffer b
            && b.form() == TypedExpression.BufferForm.ELEMENTS
            && !b.operands().isEmpty()
        ? elements(b, ask)
        : walk(e);
  }

  private Expr filtered(TypedExpression.BuiltinCall call) {
    return Make.method(
        walk(call.operands().getFirst()),
        "filter",
        List.of(test(call.operands().get(1))),
        body.user(call.nameSpan()),
        body.user(call.span()));
  }

  // ---- functions as arguments

  private Expr closure(TypedExpression function, Ask result) {
    return function instanceof TypedExpression.Lambda lambda
        ? body.lambdas.lambda(lambda, result)
        : body.lower(function, Ask.KNOWN);
  }

  /// A condition on an element that Rust hands over by reference.
  private Expr test(TypedExpression function) {
    if (function instanceof TypedExpression.Lambda lambda) {
      return body.lambdas.byReference(lambda);
    }
    Origin origin = body.derived(function.span());
    String name = body.fresh("element", "__element");
    return new Expr.Closure(
        false,
        List.of(
            new Expr.ClosureParameter(
                new Pattern.Reference(false, Pattern.name(name)), Optional.empty())),
        Optional.empty(),
        new Expr.Call(body.lower(function, Ask.KNOWN), List.of(Make.name(name, origin)), origin),
        origin);
  }

  // ---- members

  Expr member(TypedExpression.BuiltinCall e, Ask ask) {
    return switch (e.builtin()) {
      case LENGTH -> call(e, "length");
      case IS_EMPTY -> call(e, "is_empty");
      case FIRST -> flat(e, named(e, "first", "first_value"));
      case LAST -> flat(e, named(e, "last", "last_value"));
      case CONTAINS -> compared(e, named(e, "contains", "has"));
      case INDEX_OF -> compared(e, call(e, "index_of"));
      case FOR_EACH -> walked(e, "for_each", closure(e.operands().get(1), Ask.PINNED));
      case MAP, FILTER -> collected(e, walk(e));
      case TO_LIST, TO_ARRAY, TO_SLICE ->
          collected(e, sequence(e.operands().getFirst(), Ask.KNOWN));
      case ANY -> walked(e, "any", closure(e.operands().get(1), Ask.PINNED));
      case ALL -> walked(e, "all", closure(e.operands().get(1), Ask.PINNED));
      case COUNT ->
          new Expr.Cast(
              Make.method(filtered(e), "count", List.of(), body.user(e.span())),
              body.elided(Type.Primitive.I64),
              body.user(e.span()));
      case FIND_ELEMENT -> flat(e, walked(e, "find", test(e.operands().get(1))));
      case FOLD -> fold(e, ask);
      case SUM -> sum(e);
      case SMALLEST -> extreme(e, "min");
      case LARGEST -> extreme(e, "max");
      case REVERSE -> named(e, "reverse", "reverse_values");
      case SWAP -> named(e, "swap", "swap_values");
      case FILL -> named(e, "fill", "fill_values");
      case SORT -> named(e, "sort", "sort_values");
      case SORT_BY -> sorted(e, "sort_by_key", "sort_values_by_key", Ask.KNOWN);
      case SORT_WITH -> sorted(e, "sort_with", "sort_values_with", Ask.PINNED);
      case PUSH -> call(e, "push");
      case POP -> flat(e, call(e, "pop"));
      case INSERT -> call(e, "insert");
      case REMOVE_AT -> call(e, "remove_at");
      case SWAP_REMOVE -> call(e, "swap_remove");
      case CLEAR -> call(e, "clear");
      case TRUNCATE -> call(e, "truncate");
      case ADD_ALL ->
          kind(e.operands().get(1)) == Type.BufferKind.LIST
              ? call(e, "add_all")
              : onReceiver(e, "add_each", List.of(sequence(e.operands().get(1), Ask.PINNED)));
      default -> throw new IllegalStateException("no member of buffers: " + e.builtin());
    };
  }

  /// A call with the operands as they are.
  private Expr call(TypedExpression.BuiltinCall e, String name) {
    List<Expr> arguments = new ArrayList<>();
    List<Builtin.Param> parameters = e.builtin().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Ask ask = parameters.get(i) == Builtin.Param.INT ? Ask.ANY_INTEGER : Ask.PINNED;
      arguments.add(body.lower(e.operands().get(i + 1), ask));
    }
    return onReceiver(e, name, arguments);
  }

  /// An element or nothing. An element that may be nothing itself is an `Option` in an `Option`,
  /// which is one in Veltrano.
  private Expr flat(TypedExpression.BuiltinCall e, Expr found) {
    return elementType(e.operands().getFirst()) instanceof Type.Nullable
        ? Make.method(found, "flatten", List.of(), body.user(e.span()))
        : found;
  }

  private Expr onReceiver(TypedExpression.BuiltinCall e, String name, List<Expr> arguments) {
    TypedExpression receiver = e.operands().getFirst();
    // `is_empty` is there without a trait.
    if (e.builtin() != Builtin.IS_EMPTY) {
      use(receiver);
    }
    return Make.method(
        body.lower(receiver, Ask.KNOWN),
        name,
        arguments,
        body.user(e.nameSpan()),
        body.user(e.span()));
  }

  private static String of(TypedExpression.BuiltinCall e, String list, String other) {
    return kind(e.operands().getFirst()) == Type.BufferKind.LIST ? list : other;
  }

  private Expr named(TypedExpression.BuiltinCall e, String list, String other) {
    return call(e, of(e, list, other));
  }

  private Expr compared(TypedExpression.BuiltinCall e, Expr call) {
    ProgramFacts.objects(elementType(e.operands().getFirst()), body.compared);
    return call;
  }

  private Expr walked(TypedExpression.BuiltinCall e, String name, Expr argument) {
    return Make.method(
        walk(e.operands().getFirst()),
        name,
        List.of(argument),
        body.user(e.nameSpan()),
        body.user(e.span()));
  }

  /// Puts the elements of a walk into a new buffer.
  private Expr collected(TypedExpression.BuiltinCall e, Expr walk) {
    String name =
        switch (e.builtin()) {
          case TO_ARRAY -> "array_from";
          case TO_SLICE -> "slice_from";
          default -> "list_from";
        };
    return Make.method(
        body.allocations.receiver(body.arenas.placeOf(e), e.nameSpan()),
        name,
        List.of(walk),
        body.user(e.span()));
  }

  private Expr fold(TypedExpression.BuiltinCall e, Ask ask) {
    TypedExpression first = e.operands().get(1);
    boolean typed = body.nature.hasOwnType(first) || ask == Ask.PINNED;
    return Make.method(
        walk(e.operands().getFirst()),
        "fold",
        List.of(
            body.lower(first, typed ? ask : Ask.KNOWN), closure(e.operands().get(2), Ask.JOINED)),
        body.user(e.nameSpan()),
        body.user(e.span()));
  }

  private Expr sum(TypedExpression.BuiltinCall e) {
    Expr walk = walk(e.operands().getFirst());
    Origin origin = body.user(e.span());
    if (e.type().isFloat()) {
      // Rust's sum of no floats is -0.
      Expr plus =
          new Expr.Closure(
              false,
              List.of(
                  new Expr.ClosureParameter(Pattern.name("sum"), Optional.empty()),
                  new Expr.ClosureParameter(Pattern.name("x"), Optional.empty())),
              Optional.empty(),
              new Expr.Binary(
                  Expr.BinaryOperator.ADD,
                  Make.name("sum", origin),
                  Make.name("x", origin),
                  origin),
              origin);
      return Make.method(walk, "fold", List.of(new Expr.Literal("0.0", origin), plus), origin);
    }
    return new Expr.MethodCall(
        walk, "sum", List.of(body.elided(e.type())), List.of(), body.user(e.nameSpan()), origin);
  }

  private Expr extreme(TypedExpression.BuiltinCall e, String name) {
    Expr walk = walk(e.operands().getFirst());
    Origin origin = body.user(e.span());
    Type element = elementType(e.operands().getFirst());
    if (body.program.isHashable(element) && !element.isOpen()) {
      return Make.method(walk, name, List.of(), origin);
    }
    return Make.method(
        walk, name + "_by", List.of(Make.name(body.file.item(ORDER) + "::order", origin)), origin);
  }

  private Expr sorted(TypedExpression.BuiltinCall e, String list, String other, Ask result) {
    return onReceiver(e, of(e, list, other), List.of(closure(e.operands().get(1), result)));
  }
}
