package dev.veltrano.type.check;

import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Spelling;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.syntax.tree.EnumEntry;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.syntax.tree.UnaryOperator;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.RequiredMember;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks expressions, in both directions: [#infer] finds the type from the expression, with a hint
/// for literals; [#check] asks for a type. After Pierce and Turner's local type inference.
///
/// A condition leaves two flows behind, one for each outcome; every other expression leaves one.
final class ExpressionChecker {
  private final Body body;
  private Flow whenTrue = Flow.START;
  private Flow whenFalse = Flow.START;

  ExpressionChecker(Body body) {
    this.body = body;
  }

  /// What is known where the last condition was true.
  Flow whenTrue() {
    return whenTrue;
  }

  /// What is known where the last condition was false.
  Flow whenFalse() {
    return whenFalse;
  }

  // Asking for a type

  /// Checks an expression against the type that its place asks for.
  TypedExpression check(Expression expression, Expectation expected) {
    TypedExpression typed = infer(expression, expected);
    return coerce(typed, expected, expression.span());
  }

  /// Finds the type of an expression whose value is kept, so that forms like ranges may not stand
  /// there.
  TypedExpression value(Expression expression, @Nullable Expectation hint) {
    TypedExpression typed = infer(expression, hint);
    if (typed.type() instanceof Type.Range || typed.type() instanceof Type.Sequence) {
      body.report(new TypeProblem.NotAValue(body.file, expression.span(), typed.type()));
      return body.error(expression.span());
    }
    return typed;
  }

  /// Makes a checked expression fit the type that is asked for, or reports that it does not.
  TypedExpression coerce(TypedExpression typed, Expectation expected, Span span) {
    return coerce(typed, expected, span, null);
  }

  /// The same with advice for the case that it does not fit.
  TypedExpression coerce(
      TypedExpression typed, Expectation expected, Span span, @Nullable String hint) {
    Type want = expected.type();
    Type found = typed.type();
    if (found instanceof Type.Reference
        && !(want.notNull() instanceof Type.Reference)
        && body.fits(TypeProblem.referred(found), want)) {
      typed = dereferenced(typed);
      found = typed.type();
    }
    if (found.equals(want)
        || found == Type.Error.ERROR
        || want == Type.Error.ERROR
        || found == Type.Primitive.NOTHING) {
      return typed;
    }
    UnionInfo.Variant variant = body.variant(found, want.notNull());
    if (variant != null) {
      typed = new TypedExpression.ToUnion(typed, variant, want.notNull());
      found = typed.type();
      if (found.equals(want)) {
        return typed;
      }
    }
    if (want instanceof Type.Nullable(Type of)) {
      if (found.equals(of)) {
        return new TypedExpression.Some(typed, want);
      }
      if (StatementChecker.isUnknownNull(found)) {
        return retype(typed, want);
      }
      // `Result<Unit, E>` and tuples convert inside only where they are literals.
    }
    String advice = hintFor(typed, want);
    body.report(
        new TypeProblem.Mismatch(
            body.file, span, found, expected, advice != null || hint == null ? advice : hint));
    return body.error(span);
  }

  /// The value itself where a reference to one is given.
  static TypedExpression dereferenced(TypedExpression typed) {
    TypedExpression value = typed;
    while (value.type() instanceof Type.Reference(Type of)) {
      value = new TypedExpression.Dereference(value, of);
    }
    return value;
  }

  /// Whether a type is a class, whose values are references to objects.
  static boolean isObject(Type type) {
    return type instanceof Type.Named(Symbol.Class declared, _) && !declared.declaration().isData();
  }

  /// Gives a `null` of unknown type the type that is asked for, through branches too.
  private TypedExpression retype(TypedExpression typed, Type want) {
    return switch (typed) {
      case TypedExpression.NullLiteral(_, Span span) -> new TypedExpression.NullLiteral(want, span);
      case TypedExpression.Parenthesised(TypedExpression inner) ->
          new TypedExpression.Parenthesised(retype(inner, want));
      case TypedExpression.If(
              TypedExpression condition,
              TypedBlock then,
              TypedBlock otherwise,
              _,
              Span span) ->
          new TypedExpression.If(
              condition,
              retype(then, want),
              otherwise == null ? null : retype(otherwise, want),
              want,
              span);
      case TypedExpression.Match(
              TypedExpression subject,
              List<TypedExpression.TypedArm> arms,
              _,
              Span span) -> {
        List<TypedExpression.TypedArm> retyped = new ArrayList<>(arms.size());
        for (TypedExpression.TypedArm arm : arms) {
          retyped.add(
              new TypedExpression.TypedArm(
                  arm.patterns(),
                  arm.guard(),
                  retype(arm.body(), want),
                  arm.headSpan(),
                  arm.span()));
        }
        yield new TypedExpression.Match(subject, retyped, want, span);
      }
      default -> typed;
    };
  }

  private TypedBlock retype(TypedBlock block, Type want) {
    TypedExpression value = block.value();
    if (value == null || value.type() == Type.Primitive.NOTHING) {
      return block;
    }
    return new TypedBlock(
        block.statements(), retype(value, want), want, block.braces(), block.span());
  }

  /// Advice for a mismatch of two types that can be converted.
  private static @Nullable String hintFor(TypedExpression typed, Type want) {
    Type found = typed.type();
    if (found.isNumber() && want.notNull() instanceof Type.Primitive to && to.isNumber()) {
      return "numbers are not converted by themselves: write `.to" + conversionName(to) + "()`";
    }
    if (found.notNull().equals(want) && found.isNullable()) {
      return "the value may be `null`: give a default with `?: …`, check it with `if (… != null)`,"
          + " or stop the program with `!!`";
    }
    if (want.notNull() instanceof Type.Reference(Type of) && found.equals(of)) {
      return "put a copy of the value into an arena: `.bumpRef()`";
    }
    if (want.notNull() instanceof Type.Buffer(Type.BufferKind wanted, Type element)
        && found instanceof Type.Buffer(_, Type given)
        && given.equals(element)) {
      return switch (wanted) {
        case LIST ->
            typed instanceof TypedExpression.NewBuffer
                ? "a list is written `List(1, 2, 3)`"
                : "make a list of it: `.toList()`";
        case ARRAY -> "make an array of it: `.toArray()`";
        case SLICE -> "make a slice of it: `.toSlice()`";
      };
    }
    if (want == Type.Primitive.BOOL && found.isNumber()) {
      return "a number is no truth value: compare it, for example with `!= 0`";
    }
    return null;
  }

  static String conversionName(Type.Primitive to) {
    return switch (to) {
      case I64 -> "I64";
      case F64 -> "F64";
      default -> to.toString();
    };
  }

  // Finding a type

  TypedExpression infer(Expression expression, @Nullable Expectation hint) {
    return switch (expression) {
      case Expression.NumberLiteral number ->
          Literals.number(body, number, hint == null ? null : hint.type(), false, number.span());
      case Expression.CharLiteral(int codePoint, Span span) ->
          Literals.character(body, codePoint, hint == null ? null : hint.type(), span);
      case Expression.TextLiteral(String value, boolean raw, Span span) ->
          new TypedExpression.TextLiteral(value, raw, span);
      case Expression.FormatText text -> body.texts.format(text);
      case Expression.BoolLiteral(boolean value, Span span) -> {
        whenTrue = value ? body.flow : body.flow.die();
        whenFalse = value ? body.flow.die() : body.flow;
        yield new TypedExpression.BoolLiteral(value, span);
      }
      case Expression.NullLiteral(Span span) ->
          new TypedExpression.NullLiteral(
              hint != null && hint.type().isNullable()
                  ? hint.type()
                  : new Type.Nullable(Type.Primitive.NOTHING),
              span);
      case Expression.Self(Span span) -> self(span);
      case Expression.NameUse use -> nameUse(use);
      case Expression.FunctionReference reference -> {
        body.report(new LambdaProblem.Outside(body.file, reference.span()));
        yield body.error(reference.span());
      }
      case Expression.Parenthesised(Expression inner, _) -> {
        TypedExpression typed = infer(inner, hint);
        yield typed instanceof TypedExpression.Error
            ? typed
            : new TypedExpression.Parenthesised(typed);
      }
      case Expression.TupleLiteral tuple -> tuple(tuple, hint);
      case Expression.ArrayLiteral array -> body.buffers.literal(array, hint);
      case Expression.Lambda(_, _, _, Span span) -> {
        body.report(new LambdaProblem.Outside(body.file, span));
        yield body.error(span);
      }
      case Expression.If conditional -> conditional(conditional, true, hint);
      case Expression.Match match -> body.matches.match(match, true, hint);
      case Expression.Return(Expression value, Span span) -> returnExpression(value, span);
      case Expression.Break(LabelName label, Span span) -> {
        Body.Target target = target(label, span, "break");
        if (target != null) {
          target.exit = target.exit == null ? body.flow : Flow.join(target.exit, body.flow);
        }
        body.flow = body.flow.die();
        yield new TypedExpression.Break(label == null ? null : label.text(), span);
      }
      case Expression.Continue(LabelName label, Span span) -> {
        target(label, span, "continue");
        body.flow = body.flow.die();
        yield new TypedExpression.Continue(label == null ? null : label.text(), span);
      }
      case Expression.Unary(UnaryOperator operator, Expression operand, Span span) ->
          switch (operator) {
            case NEGATE -> negate(operand, hint, span);
            case NOT -> not(operand, span);
            case BIT_NOT -> bitNot(operand, hint, span);
            case TRY -> tryExpression(operand, span);
          };
      case Expression.Binary binary -> Operators.binary(body, binary, hint);
      case Expression.Is is -> isTest(is);
      case Expression.Select select -> select(select);
      case Expression.TupleSelect select -> tupleSelect(select);
      case Expression.Call call -> body.calls.call(call, hint);
      case Expression.Index index -> index(index);
      case Expression.NotNull(Expression operand, Span span) -> notNull(operand, hint, span);
      case Expression.Error(Span span) -> body.error(span);
    };
  }

  private TypedExpression notSupported(Span span, String what) {
    body.report(new TypeProblem.NotSupported(body.file, span, what));
    return body.error(span);
  }

  private TypedExpression self(Span span) {
    if (body.self == null) {
      body.report(
          body.inInitialiser()
              ? new ClassProblem.SelfInInitialiser(body.file, span, "`self`")
              : new TypeProblem.SelfOutside(body.file, span));
      return body.error(span);
    }
    body.read(body.self);
    return narrowed(new TypedExpression.LocalUse(body.self, span));
  }

  // Names

  private TypedExpression nameUse(Expression.NameUse use) {
    Name name = use.name();
    if (name.isMissing()) {
      return body.error(use.span());
    }
    TypedExpression known = known(name, use.span());
    if (known != null) {
      return known;
    }
    Symbol symbol = body.tables.names().find(body.scope, name.text());
    switch (symbol) {
      case null -> {
        return unknown(use);
      }
      case Symbol.Constant constant -> {
        Type type = body.tables.constantType(constant);
        return type == Type.Error.ERROR
            ? body.error(use.span())
            : new TypedExpression.ConstantUse(constant, type, use.span());
      }
      case Symbol.Class declared -> {
        ClassInfo info = body.tables.classInfo(declared);
        if (!declared.declaration().isData()) {
          body.report(
              info.constructorFields().isEmpty()
                  ? new ClassProblem.NeedsParentheses(body.file, use.span(), declared)
                  : new TypeProblem.TypeAsValue(body.file, use.span(), symbol));
          return body.error(use.span());
        }
        if (info.fields().isEmpty()
            && !declared.declaration().hasFieldList()
            && info.typeParameters().isEmpty()) {
          body.constructed.add(declared);
          return new TypedExpression.Construct(
              declared, null, List.of(), new Type.Named(declared, List.of()), use.span());
        }
        body.report(new TypeProblem.TypeAsValue(body.file, use.span(), symbol));
        return body.error(use.span());
      }
      case Symbol.Function function -> {
        body.report(new TypeProblem.FunctionAsValue(body.file, use.span(), function));
        return body.error(use.span());
      }
      case Symbol.Union _, Symbol.EnumClass _ -> {
        body.report(new TypeProblem.TypeAsValue(body.file, use.span(), symbol));
        return body.error(use.span());
      }
      case Symbol.Requirement _, Symbol.ExternClass _ -> {
        return body.error(use.span());
      }
    }
  }

  /// A local or, in a method, a field of the receiver.
  private @Nullable TypedExpression known(Name name, Span span) {
    Local local = body.local(name.text());
    if (local != null) {
      if (refusesCapture(local, span)) {
        return body.error(span);
      }
      requireValue(local, span);
      return read(local, span);
    }
    if (body.owner != null && body.self != null) {
      FieldInfo field = body.tables.field(body.owner, name.text());
      if (field != null) {
        body.read(body.self);
        return narrowed(
            new TypedExpression.FieldGet(
                new TypedExpression.LocalUse(body.self, new Span(span.start(), 0)),
                field,
                span,
                span));
      }
      TypedExpression through = throughSelf(name, false);
      if (through != null) {
        return member(through, name, span);
      }
    }
    return null;
  }

  /// Reports a `var` of the function around this one.
  boolean refusesCapture(Local local, Span span) {
    Local outer = body.captures(local);
    if (outer == null) {
      return false;
    }
    if (outer.kind() == Local.Kind.VAR) {
      outer.countRead();
      body.report(
          new LocalFunctionProblem.Variable(body.file, span, local.name(), outer.nameSpan()));
      return true;
    }
    return false;
  }

  /// The receiver that has `name` by a `forward` function of the class around.
  @Nullable TypedExpression throughSelf(Name name, boolean place) {
    Local self = body.self;
    if (self == null
        || body.owner == null
        || body.owner.methods().containsKey(name.text())
        || !Forwarding.forwards(body.tables, body.owner.symbol())) {
      return null;
    }
    TypedExpression receiver = new TypedExpression.LocalUse(self, new Span(name.span().start(), 0));
    TypedExpression through = body.forwarding.receiver(receiver, name, place);
    if (through != null) {
      body.read(self);
    }
    return through;
  }

  private TypedExpression read(Local local, Span span) {
    body.read(local);
    switch (local.type()) {
      case Type.Error _ -> {
        return body.error(span);
      }
      case Type.Primitive primitive when primitive == Type.Primitive.ARENA -> {
        body.report(new ArenaProblem.AsValue(body.file, span, local.name()));
        return body.error(span);
      }
      case Type.Function _ -> {
        body.report(
            new LambdaProblem.FunctionKept(body.file, span, local.name(), local.nameSpan()));
        return body.error(span);
      }
      case Type.Primitive _,
          Type.Named _,
          Type.Nullable _,
          Type.Tuple _,
          Type.Result _,
          Type.Range _,
          Type.Sequence _,
          Type.Reference _,
          Type.Buffer _,
          Type.Parameter _ -> {}
    }
    return narrowed(new TypedExpression.LocalUse(local, span));
  }

  /// The copy that is known not to be null, where something is known of the place.
  TypedExpression narrowed(TypedExpression typed) {
    if (body.flow.facts() == null || !mayNarrow(typed.type())) {
      return typed;
    }
    Flow.Place place = body.place(typed);
    Local bound = place == null ? null : body.flow.fact(place);
    if (bound == null) {
      return typed;
    }
    bound.countRead();
    return new TypedExpression.LocalUse(bound, typed.span());
  }

  /// Whether something more may be known of a place than its type says.
  private static boolean mayNarrow(Type type) {
    return type.notNull() instanceof Type.Named(Symbol.Union _, _) || type.isNullable();
  }

  void requireValue(Local local, Span span) {
    Flow.Unset unset = body.flow.unset(local);
    if (unset != null && !body.flow.dead()) {
      body.report(
          new TypeProblem.NotInitialised(
              body.file, span, local.name(), local.nameSpan(), unset.certain()));
      body.flow = body.flow.set(local);
    }
  }

  private TypedExpression unknown(Expression.NameUse use) {
    String name = use.name().text();
    if (body.isBroken(name)) {
      return body.error(use.span());
    }
    if (Builtin.function(Builtin.On.NOTHING, name) != null || CallChecker.isLanguageName(name)) {
      body.report(new TypeProblem.NeedsCall(body.file, use.span(), name));
      return body.error(use.span());
    }
    if (TypeNames.isType(name)) {
      body.report(new TypeProblem.TypeNameAsValue(body.file, use.span(), name));
      return body.error(use.span());
    }
    if (TypeNames.isLater(name)) {
      return notSupported(use.span(), "`" + name + "`");
    }
    body.report(
        new TypeProblem.UnknownName(
            body.file,
            use.name().span(),
            name,
            nearestName(name),
            body.tables.names().importFix(body.scope, name)));
    return body.error(use.span());
  }

  @Nullable String nearestName(String name) {
    List<String> candidates = new ArrayList<>();
    body.visibleNames().forEach(candidates::add);
    candidates.addAll(body.tables.names().visible(body.scope));
    if (body.owner != null) {
      for (FieldInfo field : body.owner.fields()) {
        candidates.add(field.name());
      }
      candidates.addAll(body.owner.methods().keySet());
    }
    candidates.addAll(CallChecker.LANGUAGE_NAMES);
    return Spelling.nearest(name, candidates);
  }

  // Places that are assigned

  /// Checks what stands left of an assignment: the place itself, not its narrowed copy.
  TypedExpression place(Expression target) {
    switch (target) {
      case Expression.NameUse use -> {
        Local local = body.local(use.name().text());
        if (local != null && refusesCapture(local, use.span())) {
          return body.error(use.span());
        }
        if (local != null) {
          return local.type() == Type.Error.ERROR
              ? body.error(use.span())
              : new TypedExpression.LocalUse(local, use.span());
        }
        if (body.owner != null && body.self != null) {
          FieldInfo field = body.tables.field(body.owner, use.name().text());
          if (field != null) {
            return new TypedExpression.FieldGet(
                new TypedExpression.LocalUse(body.self, new Span(use.span().start(), 0)),
                field,
                use.span(),
                use.span());
          }
          TypedExpression through = throughSelf(use.name(), true);
          if (through != null) {
            return placeOf(through, use.name(), use.span());
          }
        }
        TypedExpression other = nameUse(use);
        if (!(other instanceof TypedExpression.Error)) {
          body.report(new TypeProblem.NotAPlace(body.file, use.span()));
        }
        return body.error(use.span());
      }
      case Expression.Select(Expression receiver, boolean safe, Name name, _, Span span)
          when !safe -> {
        TypedExpression on = infer(receiver, null);
        if (on instanceof TypedExpression.Error) {
          return on;
        }
        if (on.type() instanceof Type.Nullable(Type of) && isObject(of)) {
          body.report(
              new ClassProblem.NullablePlace(body.file, span, on.span(), on.type(), name.text()));
          return body.error(span);
        }
        if (on.type().isNullable()) {
          body.report(new TypeProblem.NarrowedPlace(body.file, span, lastName(on)));
          return body.error(span);
        }
        TypedExpression through =
            hasOwn(on.type(), name.text()) ? null : body.forwarding.receiver(on, name, true);
        return placeOf(through == null ? on : through, name, span);
      }
      case Expression.Parenthesised(Expression inner, _) -> {
        return place(inner);
      }
      case Expression.Index index -> {
        TypedExpression typed = index(index);
        if (!(typed instanceof TypedExpression.Element || typed instanceof TypedExpression.Error)) {
          body.report(new TypeProblem.NotAPlace(body.file, target.span()));
          return body.error(target.span());
        }
        return typed;
      }
      default -> {
        TypedExpression typed = infer(target, null);
        if (!(typed instanceof TypedExpression.Error)) {
          body.report(new TypeProblem.NotAPlace(body.file, target.span()));
        }
        return body.error(target.span());
      }
    }
  }

  private TypedExpression placeOf(TypedExpression on, Name name, Span span) {
    TypedExpression field = member(on, name, span);
    if (field instanceof TypedExpression.LocalUse(Local local, _)
        && local.narrowedFrom() instanceof TypedExpression.FieldGet original) {
      return original;
    }
    if (field instanceof TypedExpression.FieldGet) {
      return field;
    }
    if (!(field instanceof TypedExpression.Error)) {
      body.report(new TypeProblem.NotAPlace(body.file, span));
    }
    return body.error(span);
  }

  /// Whether a class itself has a member of this name.
  boolean hasOwn(Type type, String name) {
    if (!(TypeProblem.referred(type) instanceof Type.Named(Symbol.Class declared, _))) {
      return false;
    }
    ClassInfo info = body.tables.classInfo(declared);
    return body.tables.field(info, name) != null || info.methods().containsKey(name);
  }

  /// Checks the right side of `place op= value`.
  TypedExpression operand(
      Statement.Assign statement, BinaryOperator operator, TypedExpression place) {
    return Operators.compound(body, statement, operator, place);
  }

  // Members

  private TypedExpression select(Expression.Select select) {
    TypedExpression qualified = qualified(select);
    if (qualified != null) {
      return qualified;
    }
    TypedExpression receiver = infer(select.receiver(), null);
    if (receiver instanceof TypedExpression.Error) {
      return receiver;
    }
    if (select.safe()) {
      return safe(receiver, select.span(), bound -> member(bound, select.name(), select.span()));
    }
    return member(receiver, select.name(), select.span());
  }

  /// `module.constant` or `I64.MAX`; `null` where the receiver is a value.
  private @Nullable TypedExpression qualified(Expression.Select select) {
    if (select.receiver() instanceof Expression.Select inner
        && enumOf(inner) instanceof Symbol.EnumClass enumClass) {
      return enumEntry(enumClass, select.name(), select.span());
    }
    if (!(select.receiver() instanceof Expression.NameUse use) || isValue(use.name())) {
      return null;
    }
    String first = use.name().text();
    ModuleScope module = body.tables.names().module(body.scope, first);
    if (module != null) {
      Symbol symbol = member(module, select.name());
      if (symbol instanceof Symbol.Constant constant) {
        return new TypedExpression.ConstantUse(
            constant, body.tables.constantType(constant), select.span());
      }
      if (symbol instanceof Symbol.Class declared
          && body.tables.classInfo(declared).fields().isEmpty()
          && body.tables.classInfo(declared).typeParameters().isEmpty()) {
        return new TypedExpression.Construct(
            declared, null, List.of(), new Type.Named(declared, List.of()), select.span());
      }
      if (symbol instanceof Symbol.Function function) {
        body.report(new TypeProblem.FunctionAsValue(body.file, select.span(), function));
      } else if (symbol instanceof Symbol.Class
          || symbol instanceof Symbol.Union
          || symbol instanceof Symbol.EnumClass) {
        body.report(new TypeProblem.TypeAsValue(body.file, select.span(), symbol));
      }
      return body.error(select.span());
    }
    if (body.tables.names().find(body.scope, first) instanceof Symbol.EnumClass enumClass) {
      return enumEntry(enumClass, select.name(), select.span());
    }
    if (body.tables.names().find(body.scope, first) == null
        && TypeNames.builtIn(first) instanceof Type.Primitive primitive) {
      Type type = Literals.typeConstant(primitive, select.name().text());
      if (type == null) {
        body.report(
            new TypeProblem.UnknownTypeMember(
                body.file, select.name().span(), primitive, select.name().text()));
        return body.error(select.span());
      }
      return new TypedExpression.TypeConstant(primitive, select.name().text(), type, select.span());
    }
    return null;
  }

  /// The enum class that `module.Color` means, or `null`.
  Symbol.@Nullable EnumClass enumOf(Expression.Select select) {
    if (!(select.receiver() instanceof Expression.NameUse use) || isValue(use.name())) {
      return null;
    }
    ModuleScope module = body.tables.names().module(body.scope, use.name().text());
    return module != null
            && module.declared(select.name().text()) instanceof Symbol.EnumClass enumClass
            && member(module, select.name()) == enumClass
        ? enumClass
        : null;
  }

  /// `Color.Red`.
  private TypedExpression enumEntry(Symbol.EnumClass of, Name name, Span span) {
    int index = entry(of, name.text());
    if (index >= 0) {
      return new TypedExpression.EnumEntry(of, index, span);
    }
    if (name.text().equals("entries")) {
      body.report(new TypeProblem.NeedsCall(body.file, name.span(), name.text()));
    } else if (!name.isMissing()) {
      body.report(
          new UnionProblem.UnknownEntry(
              body.file, name.span(), of, name.text(), nearestEntry(of, name.text())));
    }
    return body.error(span);
  }

  /// The index of an entry of an enum class, or -1.
  static int entry(Symbol.EnumClass of, String name) {
    List<EnumEntry> entries = of.declaration().entries();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).name().text().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  static @Nullable String nearestEntry(Symbol.EnumClass of, String name) {
    List<String> names = new ArrayList<>();
    for (EnumEntry entry : of.declaration().entries()) {
      names.add(entry.name().text());
    }
    return Spelling.nearest(name, names);
  }

  /// Whether a name is a local or a member, which win over modules and types.
  boolean isValue(Name name) {
    return body.local(name.text()) != null
        || (body.owner != null && body.tables.field(body.owner, name.text()) != null);
  }

  /// A declaration of another module; reports one that is not there or private.
  @Nullable Symbol member(ModuleScope module, Name name) {
    Symbol symbol = module.declared(name.text());
    if (symbol == null) {
      List<String> exported = new ArrayList<>();
      for (Symbol candidate : module.declarations().values()) {
        if (candidate.exported()) {
          exported.add(candidate.name());
        }
      }
      body.report(
          new TypeProblem.NotInModule(
              body.file,
              name.span(),
              module.module().name(),
              name.text(),
              Spelling.nearest(name.text(), exported)));
    } else if (!symbol.exported() && module != body.scope) {
      body.report(new TypeProblem.NotExported(body.file, name.span(), symbol));
    }
    return symbol;
  }

  /// `receiver.name` without a call.
  private TypedExpression member(TypedExpression receiver, Name name, Span span) {
    TypedExpression value = dereferenced(receiver);
    Type type = value.type();
    if (name.isMissing() || type == Type.Primitive.NOTHING) {
      return body.error(span);
    }
    if (type instanceof Type.Nullable(Type of)) {
      boolean exists = memberExists(of, name.text());
      body.report(
          new TypeProblem.NullableAccess(
              body.file,
              name.span(),
              receiver.span(),
              type,
              name.text(),
              exists,
              body.place(receiver) == null));
      return body.error(span);
    }
    if (type instanceof Type.Named(Symbol.Class declared, _)) {
      ClassInfo info = body.tables.classInfo(declared);
      FieldInfo field = body.tables.field(info, name.text());
      if (field != null) {
        Substitution known = Substitution.of(type);
        if (known.doublesNull(field.type())) {
          body.calls.reportNullTwice(name.span(), name.text(), field.type(), known);
          return body.error(span);
        }
        return field.type() == Type.Error.ERROR
            ? body.error(span)
            : narrowed(new TypedExpression.FieldGet(receiver, field, name.span(), span));
      }
      if (info.methods().containsKey(name.text())
          || name.text().equals("copy") && declared.declaration().isData()) {
        body.report(new TypeProblem.NeedsCall(body.file, name.span(), name.text()));
        return body.error(span);
      }
    }
    RequiredMember promised =
        type instanceof Type.Parameter parameter ? body.required(parameter, name.text()) : null;
    if (promised != null) {
      if (!promised.property()) {
        body.report(new TypeProblem.NeedsCall(body.file, name.span(), name.text()));
        return body.error(span);
      }
      body.reportTwoMembers(promised, (Type.Parameter) type, name.span());
      Type.Parameter self = body.tables.requirementInfo(promised.of()).self();
      Type result = Substitution.of(List.of(self), List.of(type)).apply(promised.result());
      return result == Type.Error.ERROR
          ? body.error(span)
          : new TypedExpression.Required(value, promised, List.of(), result, name.span(), span);
    }
    TypedExpression through = body.forwarding.receiver(receiver, name, false);
    if (through != null) {
      return member(through, name, span);
    }
    Builtin builtin = Builtin.member(type, name.text());
    if (builtin != null) {
      if (!builtin.isProperty()) {
        body.report(new TypeProblem.NeedsCall(body.file, name.span(), name.text()));
        return body.error(span);
      }
      return new TypedExpression.BuiltinCall(
          builtin, List.of(value), builtin.resultType(type), name.span(), span);
    }
    body.calls.unknownMember(type, name);
    return body.error(span);
  }

  boolean memberExists(Type of, String name) {
    Type type = TypeProblem.referred(of);
    if (type instanceof Type.Named(Symbol.Class declared, _)) {
      ClassInfo info = body.tables.classInfo(declared);
      return body.tables.field(info, name) != null || info.methods().containsKey(name);
    }
    if (type instanceof Type.Parameter parameter && body.required(parameter, name) != null) {
      return true;
    }
    return Builtin.member(type, name) != null;
  }

  /// What is done with a value that is not null.
  interface OnValue {
    TypedExpression apply(TypedExpression bound);
  }

  /// `receiver?.…`.
  TypedExpression safe(TypedExpression access, Span span, OnValue then) {
    TypedExpression receiver =
        TypeProblem.referred(access.type()).isNullable() ? dereferenced(access) : access;
    Type type = receiver.type();
    if (!(type instanceof Type.Nullable(Type of))) {
      body.report(new TypeProblem.UselessSafeAccess(body.file, receiver.span(), span, type));
      return then.apply(receiver);
    }
    Local bound = new Local(Local.Kind.NARROWED, lastName(receiver), of, receiver.span(), receiver);
    bound.countRead();
    Flow before = body.flow;
    TypedExpression inner = then.apply(new TypedExpression.LocalUse(bound, receiver.span()));
    body.flow = Flow.join(before, body.flow);
    Type result = inner.type();
    if (result == Type.Error.ERROR) {
      return inner;
    }
    Type whole =
        result == Type.Primitive.UNIT || result == Type.Primitive.NOTHING
            ? Type.Primitive.UNIT
            : result.orNull();
    return new TypedExpression.SafeAccess(receiver, bound, inner, result.isNullable(), whole, span);
  }

  /// The last name of a place, for the copy of it.
  static String lastName(TypedExpression expression) {
    return switch (expression) {
      case TypedExpression.LocalUse(Local local, _) -> local.name();
      case TypedExpression.FieldGet(_, FieldInfo field, _, _) -> field.name();
      case TypedExpression.Parenthesised(TypedExpression inner) -> lastName(inner);
      default -> "";
    };
  }

  private TypedExpression tupleSelect(Expression.TupleSelect select) {
    TypedExpression receiver = infer(select.receiver(), null);
    if (receiver instanceof TypedExpression.Error) {
      return receiver;
    }
    if (select.safe()) {
      return safe(receiver, select.span(), bound -> tupleElement(bound, select));
    }
    return tupleElement(receiver, select);
  }

  private TypedExpression tupleElement(TypedExpression receiver, Expression.TupleSelect select) {
    if (TypeProblem.referred(receiver.type()) instanceof Type.Tuple(List<Type> elements)) {
      if (select.index() >= 0 && select.index() < elements.size()) {
        return new TypedExpression.TupleGet(
            receiver, select.index(), elements.get(select.index()), select.span());
      }
    }
    if (receiver.type() != Type.Primitive.NOTHING) {
      body.report(
          new TypeProblem.NoTupleElement(
              body.file, select.indexSpan(), receiver.type(), select.index()));
    }
    return body.error(select.span());
  }

  private TypedExpression index(Expression.Index index) {
    TypedExpression receiver = dereferenced(infer(index.receiver(), null));
    TypedExpression at = dereferenced(infer(index.index(), null));
    if (receiver instanceof TypedExpression.Error || at instanceof TypedExpression.Error) {
      return body.error(index.span());
    }
    if (receiver.type() instanceof Type.Buffer(_, Type element)) {
      if (at.type() instanceof Type.Range) {
        body.report(new BufferProblem.RangeIndex(body.file, index.index().span(), receiver.type()));
        return body.error(index.span());
      }
      if (!at.type().isInteger()) {
        body.report(new TypeProblem.BadIndex(body.file, index.index().span(), at.type()));
        return body.error(index.span());
      }
      return new TypedExpression.Element(receiver, at, element, index.span());
    }
    if (receiver.type() instanceof Type.Nullable(Type of)
        && (of instanceof Type.Buffer || of == Type.Primitive.STR)) {
      body.report(
          new BufferProblem.MaybeNull(
              body.file,
              index.span(),
              receiver.span(),
              receiver.type(),
              "there may be no elements"));
      return body.error(index.span());
    }
    if (receiver.type() != Type.Primitive.STR) {
      body.report(new TypeProblem.NotIndexable(body.file, index.span(), receiver.type()));
      return body.error(index.span());
    }
    if (at instanceof TypedExpression.Range range) {
      if (!((Type.Range) range.type()).element().isInteger()
          || range.step() != null
          || range.kind() == TypedExpression.RangeKind.DOWN_TO) {
        body.report(new TypeProblem.BadSlice(body.file, index.index().span()));
        return body.error(index.span());
      }
      return new TypedExpression.TextSlice(receiver, range, index.span());
    }
    if (!at.type().isInteger()) {
      body.report(new TypeProblem.BadIndex(body.file, index.index().span(), at.type()));
      return body.error(index.span());
    }
    return new TypedExpression.TextIndex(receiver, at, index.span());
  }

  private TypedExpression notNull(Expression operand, @Nullable Expectation hint, Span span) {
    TypedExpression typed = infer(operand, hint == null ? null : hint.part(hint.type().orNull()));
    if (TypeProblem.referred(typed.type()).isNullable()) {
      typed = dereferenced(typed);
    }
    if (typed instanceof TypedExpression.Error) {
      return typed;
    }
    if (!(typed.type() instanceof Type.Nullable(Type of))) {
      body.report(
          new TypeProblem.UselessNotNull(
              body.file,
              new Span(operand.span().end(), span.end() - operand.span().end()),
              typed.type()));
      return typed;
    }
    return new TypedExpression.NotNull(typed, of, span);
  }

  private TypedExpression tuple(Expression.TupleLiteral tuple, @Nullable Expectation hint) {
    List<Expression> elements = tuple.elements();
    if (elements.isEmpty()) {
      return new TypedExpression.UnitLiteral(tuple.span());
    }
    List<Type> hints =
        hint != null
                && hint.type().notNull() instanceof Type.Tuple(List<Type> types)
                && types.size() == elements.size()
            ? types
            : null;
    List<TypedExpression> typed = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    boolean failed = false;
    for (int i = 0; i < elements.size(); i++) {
      TypedExpression element =
          hints == null || hint == null
              ? value(elements.get(i), null)
              : check(elements.get(i), hint.part(hints.get(i)));
      failed |= element.type() == Type.Error.ERROR;
      if (StatementChecker.isUnknownNull(element.type())) {
        body.report(new TypeProblem.NullNeedsType(body.file, element.span()));
        failed = true;
      }
      typed.add(element);
      types.add(hints == null ? element.type() : hints.get(i));
    }
    if (failed) {
      return body.error(tuple.span());
    }
    if (elements.size() == 1) {
      body.report(new TypeProblem.TupleOfOne(body.file, tuple.span()));
      return body.error(tuple.span());
    }
    return new TypedExpression.Tuple(typed, new Type.Tuple(types), tuple.span());
  }

  // Operators with one operand

  private TypedExpression negate(Expression operand, @Nullable Expectation hint, Span span) {
    if (operand instanceof Expression.NumberLiteral number) {
      TypedExpression literal =
          Literals.number(body, number, hint == null ? null : hint.type(), true, span);
      return literal instanceof TypedExpression.Error
          ? literal
          : new TypedExpression.Negate(literal, span);
    }
    TypedExpression typed = dereferenced(infer(operand, hint));
    if (typed.type() == Type.Error.ERROR) {
      return typed;
    }
    if (typed.type() instanceof Type.Primitive p
        && (p.isFloat() || (p.isInteger() && p.isSigned()))) {
      return new TypedExpression.Negate(typed, span);
    }
    body.report(new TypeProblem.BadOperand(body.file, span, "-", typed.type()));
    return body.error(span);
  }

  private TypedExpression not(Expression operand, Span span) {
    TypedExpression typed = condition(operand, "what stands behind `!`");
    Flow swap = whenTrue;
    whenTrue = whenFalse;
    whenFalse = swap;
    return typed instanceof TypedExpression.Error ? typed : new TypedExpression.Not(typed, span);
  }

  private TypedExpression bitNot(Expression operand, @Nullable Expectation hint, Span span) {
    TypedExpression typed = dereferenced(infer(operand, hint));
    if (typed.type() == Type.Error.ERROR || typed.type().isInteger()) {
      return typed.type() == Type.Error.ERROR ? typed : new TypedExpression.Not(typed, span);
    }
    body.report(new TypeProblem.BadOperand(body.file, span, "~", typed.type()));
    return body.error(span);
  }

  private TypedExpression tryExpression(Expression operand, Span span) {
    TypedExpression typed = dereferenced(infer(operand, null));
    if (typed.type() == Type.Error.ERROR) {
      return typed;
    }
    String barrier = body.barrier();
    if (barrier != null) {
      body.report(new LambdaProblem.Jump(body.file, new Span(span.start(), 3), "try", barrier));
      return body.error(span);
    }
    if (!(typed.type() instanceof Type.Result(Type ok, Type error))) {
      body.report(new TypeProblem.TryWithoutResult(body.file, operand.span(), typed.type()));
      return body.error(span);
    }
    Expectation result = body.result;
    if (result == null || !(result.type() instanceof Type.Result(_, Type outer))) {
      body.report(
          new TypeProblem.TryOutside(
              body.file, new Span(span.start(), 3), result == null ? null : result.type(), error));
      return body.error(span);
    }
    TypedExpression.Widening widening = null;
    if (!outer.equals(error)) {
      widening = body.widening(error, outer);
      if (widening == null) {
        body.report(new TypeProblem.TryOtherError(body.file, span, error, outer));
        return body.error(span);
      }
    }
    return new TypedExpression.Try(typed, widening, ok, span);
  }

  // Conditions

  /// Checks a `Bool` and finds out what is known for each outcome. Afterwards the flow is that of
  /// both joined; a branch starts from [#whenTrue] or [#whenFalse].
  TypedExpression condition(Expression expression, String what) {
    TypedExpression typed;
    switch (expression) {
      case Expression.Parenthesised(Expression inner, _) -> {
        TypedExpression typedInner = condition(inner, what);
        return typedInner instanceof TypedExpression.Error
            ? typedInner
            : new TypedExpression.Parenthesised(typedInner);
      }
      case Expression.Unary(UnaryOperator operator, _, _) when operator == UnaryOperator.NOT -> {
        return infer(expression, null);
      }
      case Expression.Binary(BinaryOperator operator, _, _, _, _)
          when operator == BinaryOperator.AND
              || operator == BinaryOperator.OR
              || operator == BinaryOperator.EQUAL
              || operator == BinaryOperator.NOT_EQUAL
              || operator == BinaryOperator.IDENTICAL
              || operator == BinaryOperator.NOT_IDENTICAL -> {
        typed = infer(expression, null);
      }
      case Expression.BoolLiteral _, Expression.Is _ -> {
        return infer(expression, null);
      }
      default -> {
        typed = infer(expression, Expectation.of(Type.Primitive.BOOL, what));
        whenTrue = body.flow;
        whenFalse = body.flow;
      }
    }
    return coerce(typed, Expectation.of(Type.Primitive.BOOL, what), expression.span());
  }

  /// `left && right` or `left || right`.
  TypedExpression logical(Expression.Binary binary) {
    boolean and = binary.operator() == BinaryOperator.AND;
    String what = and ? "an operand of `&&`" : "an operand of `||`";
    TypedExpression left = condition(binary.left(), what);
    Flow leftTrue = whenTrue;
    Flow leftFalse = whenFalse;
    body.flow = and ? leftTrue : leftFalse;
    boolean dead = body.flow.dead();
    if (dead) {
      body.flow = body.flow.revive();
    }
    TypedExpression right = condition(binary.right(), what);
    if (and) {
      whenFalse = dead ? leftFalse : Flow.join(leftFalse, whenFalse);
      whenTrue = dead ? whenTrue.die() : whenTrue;
    } else {
      whenTrue = dead ? leftTrue : Flow.join(leftTrue, whenTrue);
      whenFalse = dead ? whenFalse.die() : whenFalse;
    }
    body.flow = Flow.join(whenTrue, whenFalse);
    if (left instanceof TypedExpression.Error || right instanceof TypedExpression.Error) {
      return body.error(binary.span());
    }
    return new TypedExpression.Binary(
        binary.operator(), left, right, Type.Primitive.BOOL, binary.span());
  }

  /// `subject == null` or `subject != null`.
  TypedExpression nullTest(Expression.Binary binary, Expression subject) {
    boolean isNull =
        binary.operator() == BinaryOperator.EQUAL || binary.operator() == BinaryOperator.IDENTICAL;
    TypedExpression typed = infer(subject, null);
    if (TypeProblem.referred(typed.type()).isNullable()) {
      typed = dereferenced(typed);
    }
    whenTrue = body.flow;
    whenFalse = body.flow;
    if (typed.type() == Type.Error.ERROR) {
      return body.error(binary.span());
    }
    if (!(typed.type() instanceof Type.Nullable(Type of))) {
      body.report(
          new TypeProblem.UselessNullTest(
              body.file, binary.span(), subject.span(), typed.type(), isNull));
      return new TypedExpression.NullTest(
          new TypedExpression.Some(typed, typed.type().orNull()), isNull, null, binary.span());
    }
    Flow.Place place = of == Type.Primitive.NOTHING ? null : body.place(typed);
    Local bound = null;
    if (place != null) {
      bound = new Local(Local.Kind.NARROWED, lastName(typed), of, subject.span(), typed);
      if (isNull) {
        whenFalse = body.flow.withFact(place, bound);
      } else {
        whenTrue = body.flow.withFact(place, bound);
      }
    }
    return new TypedExpression.NullTest(typed, isNull, bound, binary.span());
  }

  /// `subject is Player`.
  private TypedExpression isTest(Expression.Is is) {
    TypedExpression subject = dereferenced(infer(is.operand(), null));
    whenTrue = body.flow;
    whenFalse = body.flow;
    Type type = subject.type();
    Type asked = asked(is, subject);
    if (type == Type.Error.ERROR || asked == Type.Error.ERROR) {
      return body.error(is.span());
    }
    if (type.equals(asked)
        && subject instanceof TypedExpression.LocalUse(Local known, _)
        && known.narrowedFrom() instanceof TypedExpression from
        && body.variant(asked, from.type().notNull()) instanceof UnionInfo.Variant variant) {
      body.report(
          new UnionProblem.AlwaysIs(body.file, is.span(), is.operand().span(), type, is.negated()));
      TypedExpression whole = new TypedExpression.ToUnion(subject, variant, from.type().notNull());
      return new TypedExpression.IsTest(whole, variant, is.negated(), null, is.span());
    }
    UnionInfo.Variant variant = body.variant(asked, type.notNull());
    if (variant == null) {
      body.report(
          new UnionProblem.NeverIs(body.file, is.type().span(), is.operand().span(), type, asked));
      return body.error(is.span());
    }
    Flow.Place place = body.place(subject);
    Local bound = null;
    if (place != null) {
      bound =
          new Local(Local.Kind.NARROWED, lastName(subject), asked, is.operand().span(), subject);
      if (is.negated()) {
        whenFalse = body.flow.withFact(place, bound);
      } else {
        whenTrue = body.flow.withFact(place, bound);
      }
    }
    return new TypedExpression.IsTest(subject, variant, is.negated(), bound, is.span());
  }

  /// The type behind `is`. A variant has the type arguments that the union gives it, so they need
  /// not be written.
  private Type asked(Expression.Is is, TypedExpression subject) {
    Symbol.Class bare = body.types.withoutArguments(is.type());
    if (bare != null) {
      Type held = body.variantType(bare, subject.type().notNull());
      if (held == null
          && subject instanceof TypedExpression.LocalUse(Local known, _)
          && known.narrowedFrom() instanceof TypedExpression from) {
        held = body.variantType(bare, from.type().notNull());
      }
      if (held != null) {
        return held;
      }
    }
    return body.types.read(is.type());
  }

  /// Says that the last expression was no condition with two outcomes.
  void plain() {
    whenTrue = body.flow;
    whenFalse = body.flow;
  }

  // Branches

  TypedExpression conditional(
      Expression.If conditional, boolean wantValue, @Nullable Expectation hint) {
    TypedExpression condition = condition(conditional.condition(), "the condition of an `if`");
    Flow ifFalse = whenFalse;
    body.flow = whenTrue;
    Statement otherwise = conditional.otherwise();
    boolean lacksElse = otherwise == null && wantValue && hint != null && wantsValue(hint.type());
    if (otherwise == null || !wantValue) {
      TypedBlock then =
          lacksElse
              ? body.statements.valueBlock(conditional.then(), hint)
              : body.statements.block(conditional.then());
      Flow afterThen = body.flow;
      body.flow = ifFalse;
      TypedBlock typedElse = otherwise == null ? null : body.statements.block(otherwise);
      body.flow = Flow.join(afterThen, body.flow);
      if (condition instanceof TypedExpression.Error) {
        return body.error(conditional.span());
      }
      if (lacksElse && hint != null) {
        body.report(new TypeProblem.IfWithoutElse(body.file, conditional.span(), hint.type()));
        return body.error(conditional.span());
      }
      Type type =
          body.flow.dead() && typedElse != null ? Type.Primitive.NOTHING : Type.Primitive.UNIT;
      return new TypedExpression.If(condition, then, typedElse, type, conditional.span());
    }
    TypedBlock then = body.statements.valueBlock(conditional.then(), hint);
    Flow afterThen = body.flow;
    body.flow = ifFalse;
    TypedBlock typedElse = body.statements.valueBlock(otherwise, hint);
    body.flow = Flow.join(afterThen, body.flow);
    if (condition instanceof TypedExpression.Error) {
      return body.error(conditional.span());
    }
    List<TypedBlock> blocks = unify(List.of(then, typedElse), hint, "branches of this `if`");
    if (blocks == null) {
      return body.error(conditional.span());
    }
    return new TypedExpression.If(
        condition, blocks.get(0), blocks.get(1), joined(blocks), conditional.span());
  }

  private static boolean wantsValue(Type type) {
    return type != Type.Primitive.UNIT
        && type != Type.Error.ERROR
        && type != Type.Primitive.NOTHING;
  }

  static Type joined(List<TypedBlock> blocks) {
    for (TypedBlock block : blocks) {
      if (block.type() != Type.Primitive.NOTHING) {
        return block.type();
      }
    }
    return Type.Primitive.NOTHING;
  }

  /// Gives all branches one type: the one that is asked for, or the join of what they have. Answers
  /// `null` where something was wrong and has been reported.
  @Nullable List<TypedBlock> unify(
      List<TypedBlock> blocks, @Nullable Expectation hint, String what) {
    Type join = Type.Primitive.NOTHING;
    TypedBlock decisive = null;
    boolean failed = false;
    for (TypedBlock block : blocks) {
      Type type = block.type();
      if (type == Type.Error.ERROR) {
        failed = true;
        continue;
      }
      Type next = hint != null && body.fits(type, hint.type()) ? hint.type() : join(join, type);
      if (next == null) {
        if (hint != null && hint.type() != Type.Error.ERROR) {
          // The place asks for a type: judge each branch by it.
          next = join;
        } else if (!failed && decisive != null) {
          body.report(
              new TypeProblem.BranchesDiffer(
                  body.file, valueSpan(decisive), join, valueSpan(block), type, what));
          failed = true;
          continue;
        }
      }
      if (next != null && !next.equals(join)) {
        join = next;
        decisive = block;
      }
    }
    if (failed) {
      return null;
    }
    Expectation target =
        hint != null && (hint.type() != Type.Error.ERROR) && wantsValue(hint.type())
            ? hint
            : Expectation.of(join, what);
    List<TypedBlock> result = new ArrayList<>(blocks.size());
    for (TypedBlock block : blocks) {
      TypedBlock coerced = coerce(block, target);
      if (coerced == null) {
        failed = true;
      } else {
        result.add(coerced);
      }
    }
    return failed ? null : result;
  }

  private static Span valueSpan(TypedBlock block) {
    return block.value() != null ? block.value().span() : block.span();
  }

  @Nullable TypedBlock coerce(TypedBlock block, Expectation want) {
    if (block.type() == Type.Primitive.NOTHING || block.type().equals(want.type())) {
      return block;
    }
    TypedExpression value = block.value();
    if (value == null) {
      if (want.type() == Type.Primitive.UNIT || want.type() == Type.Error.ERROR) {
        return block;
      }
      body.report(new TypeProblem.BranchWithoutValue(body.file, block.span(), want));
      return null;
    }
    TypedExpression coerced = coerce(value, want, value.span());
    if (coerced instanceof TypedExpression.Error) {
      return null;
    }
    return new TypedBlock(block.statements(), coerced, want.type(), block.braces(), block.span());
  }

  /// The type of a place where a value of either type may arrive: equal ones, `T` and `T?`, `null`
  /// and `T`, a union and one of its variants; `null` where there is none.
  @Nullable Type join(Type a, Type b) {
    if (a.equals(b) || b == Type.Primitive.NOTHING || b == Type.Error.ERROR) {
      return a;
    }
    if (a == Type.Primitive.NOTHING || a == Type.Error.ERROR) {
      return b;
    }
    if (StatementChecker.isUnknownNull(a)) {
      return b.orNull();
    }
    if (StatementChecker.isUnknownNull(b)) {
      return a.orNull();
    }
    if (a.notNull().equals(b.notNull())) {
      return a.orNull();
    }
    if (a instanceof Type.Reference(Type of)) {
      return join(of, b);
    }
    if (b instanceof Type.Reference(Type of)) {
      return join(a, of);
    }
    boolean nullable = a.isNullable() || b.isNullable();
    if (body.variant(a.notNull(), b.notNull()) != null) {
      return nullable ? b.orNull() : b;
    }
    if (body.variant(b.notNull(), a.notNull()) != null) {
      return nullable ? a.orNull() : a;
    }
    return null;
  }

  // Jumps

  private TypedExpression returnExpression(@Nullable Expression value, Span span) {
    Expectation result = body.result;
    TypedExpression typed = null;
    if (value != null) {
      typed =
          result == null || body.barrier() != null ? infer(value, result) : returned(value, result);
    }
    String barrier = body.barrier();
    if (barrier != null) {
      body.report(
          new LambdaProblem.Jump(
              body.file, new Span(span.start(), "return".length()), "return", barrier));
    } else if (result == null) {
      body.report(new TypeProblem.ReturnOutside(body.file, span));
    } else if (value == null
        && result.type() != Type.Primitive.UNIT
        && result.type() != Type.Error.ERROR) {
      if (result.type() instanceof Type.Result(Type ok, _) && ok == Type.Primitive.UNIT) {
        typed =
            new TypedExpression.Outcome(
                true, new TypedExpression.UnitLiteral(span), result.type(), span);
      } else {
        body.report(new TypeProblem.ReturnWithoutValue(body.file, span, result));
      }
    }
    body.flow = body.flow.die();
    return new TypedExpression.Return(typed, span);
  }

  /// The value behind `return`. Where no result is declared, the declaration is what is missing.
  private TypedExpression returned(Expression value, Expectation result) {
    Span place = body.resultPlace;
    if (place == null || result.type() != Type.Primitive.UNIT) {
      return check(value, result);
    }
    TypedExpression typed = infer(value, null);
    Type type = typed.type();
    if (type == Type.Primitive.UNIT || type == Type.Primitive.NOTHING || type == Type.Error.ERROR) {
      return typed;
    }
    body.report(new TypeProblem.UndeclaredResult(body.file, value.span(), type, place));
    return body.error(value.span());
  }

  private Body.@Nullable Target target(@Nullable LabelName label, Span span, String word) {
    for (int i = body.targets.size() - 1; i >= 0; i--) {
      Body.Target target = body.targets.get(i);
      if (target.barrier != null) {
        body.report(new LambdaProblem.Jump(body.file, span, word, target.barrier));
        return null;
      }
      if (label == null) {
        if (target.isLoop) {
          return target;
        }
      } else if (target.label != null && target.label.text().equals(label.text())) {
        if (!target.isLoop && word.equals("continue")) {
          body.report(new TypeProblem.ContinueBlock(body.file, span, label.text()));
          return null;
        }
        target.labelUsed = true;
        return target;
      }
    }
    if (label == null) {
      body.report(new TypeProblem.JumpOutside(body.file, span, word));
    } else {
      List<String> labels = new ArrayList<>();
      for (Body.Target target : body.targets) {
        if (target.label != null) {
          labels.add(target.label.text());
        }
      }
      body.report(
          new TypeProblem.UnknownLabel(
              body.file, label.span(), label.text(), Spelling.nearest(label.text(), labels)));
    }
    return null;
  }
}
