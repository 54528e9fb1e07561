package dev.veltrano.rust.lower;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import org.jspecify.annotations.Nullable;

/// What an expression may do when it is evaluated, and what Rust knows of its type.
final class Nature {
  private final ProgramFacts program;

  /// Loop variables whose range has no type of its own so far.
  private final java.util.Set<Local> open;

  Nature(ProgramFacts program, java.util.Set<Local> open) {
    this.program = program;
    this.open = open;
  }

  static TypedExpression bare(TypedExpression e) {
    while (e instanceof TypedExpression.Parenthesised(TypedExpression inner)) {
      e = inner;
    }
    return e;
  }

  /// Whether it may be written twice, or at another place: nothing can change its value.
  static boolean isConstant(TypedExpression e) {
    return switch (e) {
      case TypedExpression.IntegerLiteral _,
          TypedExpression.FloatLiteral _,
          TypedExpression.CharLiteral _,
          TypedExpression.TextLiteral _,
          TypedExpression.BoolLiteral _,
          TypedExpression.NullLiteral _,
          TypedExpression.UnitLiteral _,
          TypedExpression.ConstantUse _,
          TypedExpression.TypeConstant _,
          TypedExpression.EnumEntry _,
          TypedExpression.EnumEntries _ ->
          true;
      case TypedExpression.LocalUse u ->
          u.local().writes() == 0
              && (u.local().kind() != Local.Kind.SELF || isObject(u.local().type()));
      // Making one does nothing yet.
      case TypedExpression.Lambda _ -> true;
      case TypedExpression.Parenthesised p -> isConstant(p.inner());
      case TypedExpression.Some s -> isConstant(s.value());
      case TypedExpression.ToUnion u -> isConstant(u.value());
      case TypedExpression.Dereference d -> isConstant(d.reference());
      case TypedExpression.FieldGet f -> !isCell(f) && isConstant(f.receiver());
      case TypedExpression.TupleGet t -> isConstant(t.receiver());
      case TypedExpression.Tuple t -> t.elements().stream().allMatch(Nature::isConstant);
      case TypedExpression.Negate(TypedExpression operand, _) ->
          operand instanceof TypedExpression.IntegerLiteral
              || operand instanceof TypedExpression.FloatLiteral;
      default -> false;
    };
  }

  /// Whether values of the type are references to objects of a class.
  static boolean isObject(Type type) {
    return type instanceof Type.Named(Symbol symbol, _)
        && symbol instanceof Symbol.Class c
        && !c.declaration().isData();
  }

  /// Whether it reads a `var` field of an object, which is a `Cell`.
  static boolean isCell(TypedExpression.FieldGet f) {
    return f.field().isVar() && isObject(f.receiver().type());
  }

  /// Whether it reads what somebody else may change meanwhile: a `var` field of an object, or
  /// anything of a buffer.
  static boolean readsShared(TypedExpression e) {
    return Walk.anyNow(
        e,
        inner ->
            switch (inner) {
              case TypedExpression.FieldGet f -> isCell(f);
              case TypedExpression.Element _ -> true;
              case TypedExpression.BuiltinCall b ->
                  !b.operands().isEmpty() && b.operands().getFirst().type() instanceof Type.Buffer;
              case TypedExpression.LocalUse u ->
                  u.local().kind() == Local.Kind.VAR && u.local().writes() > 0;
              default -> false;
            });
  }

  /// Whether it may do something that others see: whatever runs code of the program may.
  static boolean acts(TypedExpression e) {
    return Walk.anyNow(
        e,
        inner ->
            switch (inner) {
              case TypedExpression.Call _,
                  TypedExpression.MethodCall _,
                  TypedExpression.Required _,
                  TypedExpression.CallValue _,
                  TypedExpression.Print _ ->
                  true;
              case TypedExpression.Construct c -> isObject(c.type());
              case TypedExpression.BuiltinCall b ->
                  b.builtin().on() == Builtin.On.NOTHING
                      || b.operands().getFirst().type() instanceof Type.Buffer
                          && (b.type() == Type.Primitive.UNIT
                              || b.builtin().on() == Builtin.On.LIST
                              || b.operands().getLast() instanceof TypedExpression.Lambda);
              default -> Walk.holdsAssignment(inner);
            });
  }

  /// Whether it costs nothing, does nothing and never panics, so that it may be evaluated even
  /// where its value is not needed.
  boolean isEager(TypedExpression e) {
    return switch (e) {
      case TypedExpression.LocalUse _ -> true;
      case TypedExpression.Parenthesised p -> isEager(p.inner());
      case TypedExpression.Some s -> isEager(s.value());
      case TypedExpression.ToUnion u -> isEager(u.value());
      case TypedExpression.Outcome o -> isEager(o.value());
      case TypedExpression.FieldGet f -> isEager(f.receiver());
      case TypedExpression.Dereference d -> isEager(d.reference());
      case TypedExpression.TupleGet t -> isEager(t.receiver());
      case TypedExpression.Tuple t -> t.elements().stream().allMatch(this::isEager);
      case TypedExpression.Same x -> isEager(x.left()) && isEager(x.right());
      case TypedExpression.NullTest n ->
          isEager(n.subject()) && (n.bound() == null || n.bound().reads() == 0);
      case TypedExpression.IsTest i ->
          isEager(i.subject()) && (i.bound() == null || i.bound().reads() == 0);
      case TypedExpression.Not n -> isEager(n.operand());
      case TypedExpression.Construct c ->
          !isObject(c.type())
              && !program.info(c.of()).hasComputedFields()
              && c.arguments().size() == program.info(c.of()).fields().size()
              && c.arguments().stream().allMatch(a -> isEager(a.value()));
      case TypedExpression.Binary b ->
          isPlainOperator(b.operator()) && isEager(b.left()) && isEager(b.right());
      default -> isConstant(e);
    };
  }

  private static boolean isPlainOperator(BinaryOperator operator) {
    return switch (operator) {
      case OR,
          AND,
          EQUAL,
          NOT_EQUAL,
          IDENTICAL,
          NOT_IDENTICAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          BIT_OR,
          BIT_XOR,
          BIT_AND ->
          true;
      case IN,
          NOT_IN,
          ELVIS,
          RANGE,
          RANGE_UNTIL,
          DOWN_TO,
          STEP,
          SHIFT_LEFT,
          SHIFT_RIGHT,
          ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          REMAINDER ->
          false;
    };
  }

  /// Whether evaluating it leaves the function or the loop, or may: such code cannot move into a
  /// closure.
  static boolean jumps(TypedExpression e) {
    return Walk.any(
        e,
        inner ->
            inner instanceof TypedExpression.Return
                || inner instanceof TypedExpression.Break
                || inner instanceof TypedExpression.Continue
                || inner instanceof TypedExpression.Try);
  }

  /// Whether it changes a variable: by an assignment, or by a method that changes its receiver.
  boolean mutates(TypedExpression e) {
    return Walk.anyNow(
        e,
        inner ->
            Walk.holdsAssignment(inner)
                || inner instanceof TypedExpression.MethodCall call && changes(call));
  }

  /// Whether a method is called that assigns fields of the value that it is called on.
  boolean changes(TypedExpression.MethodCall call) {
    return program.changesSelf(call.method());
  }

  /// Whether it can be the body of a closure.
  boolean isClosed(TypedExpression e) {
    return !jumps(e) && !mutates(e);
  }

  static boolean reads(TypedExpression e, Local local) {
    return Walk.any(e, inner -> inner instanceof TypedExpression.LocalUse u && u.local() == local);
  }

  /// Whether Rust knows the type of the expression without help.
  boolean hasOwnType(TypedExpression e) {
    return hasOwnType(e, true);
  }

  /// Whether Rust knows the type, and nothing that is still open takes part in it.
  boolean isFirm(TypedExpression e) {
    return hasOwnType(e, false);
  }

  private boolean hasOwnType(TypedExpression e, boolean openCounts) {
    return switch (e) {
      case TypedExpression.IntegerLiteral _,
          TypedExpression.FloatLiteral _,
          TypedExpression.NullLiteral _,
          TypedExpression.Outcome _,
          TypedExpression.Return _,
          TypedExpression.Break _,
          TypedExpression.Continue _,
          TypedExpression.Range _ ->
          false;
      case TypedExpression.LocalUse u -> openCounts || !open.contains(u.local());
      case TypedExpression.Parenthesised p -> hasOwnType(p.inner(), openCounts);
      case TypedExpression.Tuple t ->
          t.elements().stream().allMatch(x -> hasOwnType(x, openCounts));
      case TypedExpression.Some s -> hasOwnType(s.value(), openCounts);
      case TypedExpression.Try t -> hasOwnType(t.operand(), openCounts);
      case TypedExpression.TupleGet t -> hasOwnType(t.receiver(), openCounts);
      case TypedExpression.SafeAccess s -> hasOwnType(s.body(), openCounts);
      case TypedExpression.Elvis v ->
          hasOwnType(v.left(), openCounts) || hasOwnType(v.right(), openCounts);
      case TypedExpression.NotNull n -> hasOwnType(n.operand(), openCounts);
      case TypedExpression.Negate n -> hasOwnType(n.operand(), openCounts);
      case TypedExpression.Not n -> hasOwnType(n.operand(), openCounts);
      case TypedExpression.Binary b ->
          switch (b.operator()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, BIT_AND, BIT_OR, BIT_XOR ->
                hasOwnType(b.left(), openCounts) || hasOwnType(b.right(), openCounts);
            case SHIFT_LEFT, SHIFT_RIGHT -> hasOwnType(b.left(), openCounts);
            case OR,
                AND,
                EQUAL,
                NOT_EQUAL,
                IDENTICAL,
                NOT_IDENTICAL,
                LESS,
                LESS_OR_EQUAL,
                GREATER,
                GREATER_OR_EQUAL,
                IN,
                NOT_IN,
                ELVIS,
                RANGE,
                RANGE_UNTIL,
                DOWN_TO,
                STEP ->
                true;
          };
      case TypedExpression.If i ->
          i.otherwise() == null
              || valueHasOwnType(i.then(), openCounts)
              || valueHasOwnType(i.otherwise(), openCounts);
      case TypedExpression.Match m ->
          m.arms().stream().anyMatch(a -> valueHasOwnType(a.body(), openCounts));
      case TypedExpression.NewBuffer b -> bufferHasOwnType(b, openCounts);
      case TypedExpression.Keep k -> hasOwnType(k.value(), openCounts);
      case TypedExpression.CharLiteral _,
          TypedExpression.TextLiteral _,
          TypedExpression.BoolLiteral _,
          TypedExpression.UnitLiteral _,
          TypedExpression.ConstantUse _,
          TypedExpression.TypeConstant _,
          TypedExpression.EnumEntry _,
          TypedExpression.EnumEntries _,
          TypedExpression.ToUnion _,
          TypedExpression.IsTest _,
          TypedExpression.Element _,
          TypedExpression.Dereference _,
          TypedExpression.NewText _,
          TypedExpression.Lambda _,
          TypedExpression.CallValue _,
          TypedExpression.Same _,
          TypedExpression.FieldGet _,
          TypedExpression.Call _,
          TypedExpression.MethodCall _,
          TypedExpression.Required _,
          TypedExpression.BuiltinCall _,
          TypedExpression.Construct _,
          TypedExpression.Copy _,
          TypedExpression.NullTest _,
          TypedExpression.InRange _,
          TypedExpression.TextIndex _,
          TypedExpression.TextSlice _,
          TypedExpression.Print _,
          TypedExpression.Assert _,
          TypedExpression.AssertEqual _,
          TypedExpression.Error _ ->
          true;
    };
  }

  private boolean bufferHasOwnType(TypedExpression.NewBuffer b, boolean openCounts) {
    return switch (b.form()) {
      case ELEMENTS -> b.operands().stream().anyMatch(x -> hasOwnType(x, openCounts));
      case FILLED -> hasOwnType(b.operands().getLast(), openCounts);
      case COMPUTED ->
          b.operands().getLast() instanceof TypedExpression.Lambda l
              && valueHasOwnType(l.body(), openCounts);
    };
  }

  private boolean valueHasOwnType(TypedBlock block, boolean openCounts) {
    @Nullable TypedExpression value = block.value();
    return value != null && hasOwnType(value, openCounts);
  }
}
