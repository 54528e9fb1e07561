package dev.veltrano.type.check;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.AssignOperator;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.syntax.tree.Binder;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.syntax.tree.TypeTree;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Labels;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks statements and blocks.
final class StatementChecker {
  private final Body body;

  StatementChecker(Body body) {
    this.body = body;
  }

  /// Checks a block or single statement whose value nobody wants.
  TypedBlock block(Statement statement) {
    return blockOf(statement, false, null);
  }

  /// Checks a block or single statement for its value, the last expression.
  TypedBlock valueBlock(Statement statement, @Nullable Expectation hint) {
    return blockOf(statement, true, hint);
  }

  private TypedBlock blockOf(Statement statement, boolean wantValue, @Nullable Expectation hint) {
    if (statement instanceof Statement.Block(List<Statement> statements, _, Span span)) {
      return blockOf(statements, true, wantValue, hint, span);
    }
    return blockOf(List.of(statement), false, wantValue, hint, statement.span());
  }

  TypedBlock blockOf(
      List<Statement> statements,
      boolean braces,
      boolean wantValue,
      @Nullable Expectation hint,
      Span span) {
    int mark = body.open();
    List<TypedStatement> typed = new ArrayList<>(statements.size());
    TypedExpression value = null;
    boolean warned = false;
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (body.flow.dead() && !warned) {
        body.report(new TypeProblem.Unreachable(body.file, statement.span()));
        warned = true;
      }
      boolean last = i == statements.size() - 1;
      if (last
          && wantValue
          && statement instanceof Statement.Evaluate(Expression expression, _)
          && !body.arenas.isStatement(expression)) {
        value = body.expressions.infer(expression, hint);
      } else {
        TypedStatement result = statement(statement, mark);
        if (result != null) {
          typed.add(result);
        }
      }
    }
    body.close(mark);
    Type type;
    if (value != null) {
      type = value.type();
    } else {
      type = body.flow.dead() ? Type.Primitive.NOTHING : Type.Primitive.UNIT;
    }
    return new TypedBlock(typed, value, type, braces, span);
  }

  @Nullable TypedStatement statement(Statement statement, int mark) {
    return switch (statement) {
      case Statement.Local local -> local(local, mark);
      case Statement.LocalFunction function -> body.localFunctions.declare(function, mark);
      case Statement.While loop -> loopWhile(null, loop);
      case Statement.For loop -> loopFor(null, loop);
      case Statement.Labelled labelled -> labelled(labelled);
      case Statement.Block block -> new TypedStatement.Block(null, block(block), block.span());
      case Statement.Defer defer -> body.lambdas.defer(defer);
      case Statement.Assign assign -> assign(assign);
      case Statement.Evaluate(Expression expression, Span span) -> evaluate(expression, span);
      case Statement.Error _ -> null;
    };
  }

  // Declarations

  private TypedStatement local(Statement.Local statement, int mark) {
    TypedStatement arena = body.arenas.declaration(statement, mark);
    if (arena != null) {
      return arena;
    }
    TypeTree written = statement.type();
    TypeReader.Read read = written == null ? null : body.types.readLabelled(written);
    Type declared = read == null ? null : read.type();
    TypedExpression value = null;
    if (statement.value() != null) {
      value =
          declared == null || written == null
              ? body.expressions.value(statement.value(), null)
              : body.expressions.check(
                  statement.value(),
                  Expectation.at(declared, "the declared type", body.file, written.span()));
    }
    Type type = declared != null ? declared : value != null ? value.type() : Type.Error.ERROR;
    if (declared == null && value == null && !isMissing(statement.binder())) {
      body.report(new TypeProblem.DeclarationNeedsType(body.file, statement.binder().span()));
    }
    if (declared == null && value != null && isUnknownNull(type)) {
      body.report(new TypeProblem.NullNeedsType(body.file, statement.binder().span()));
      type = Type.Error.ERROR;
    }
    if (value == null && statement.binder() instanceof Binder.Tuple) {
      body.report(new TypeProblem.DestructuringNeedsValue(body.file, statement.span()));
    }
    Local.Kind kind = statement.isVar() ? Local.Kind.VAR : Local.Kind.VAL;
    TypedBinder binder = binder(statement.binder(), type, kind, mark);
    if (value == null
        && binder instanceof TypedBinder.Name(Local local)
        && type != Type.Error.ERROR) {
      local.markDeferredStart();
      body.flow = body.flow.declareUnset(local);
    }
    if (binder instanceof TypedBinder.Tuple || binder instanceof TypedBinder.Data) {
      value = value == null ? null : ExpressionChecker.dereferenced(value);
    }
    return new TypedStatement.Let(
        binder, declared, read == null ? Labels.NONE : read.labels(), value, statement.span());
  }

  private static boolean isMissing(Binder binder) {
    return binder instanceof Binder.Single(Name name, _) && name.isMissing();
  }

  /// Whether a type came from `null` alone, so that nothing is known of what may stand there.
  static boolean isUnknownNull(Type type) {
    return type instanceof Type.Nullable(Type of) && of == Type.Primitive.NOTHING;
  }

  /// Gives names to a value of the given type.
  TypedBinder binder(Binder binder, Type of, Local.Kind kind, int mark) {
    Type type = of;
    switch (binder) {
      case Binder.Single(Name name, Span span) -> {
        if (name.text().equals("_")) {
          return new TypedBinder.Ignore(type);
        }
        Local local = new Local(kind, name.text(), type, span);
        body.declare(local, mark);
        return new TypedBinder.Name(local);
      }
      case Binder.Tuple(List<Binder> elements, Span span) -> {
        type = TypeProblem.referred(type);
        if (type instanceof Type.Tuple(List<Type> types) && types.size() == elements.size()) {
          List<TypedBinder> typed = new ArrayList<>();
          for (int i = 0; i < elements.size(); i++) {
            typed.add(binder(elements.get(i), types.get(i), kind, mark));
          }
          return new TypedBinder.Tuple(typed);
        }
        if (type instanceof Type.Named(Symbol.Class home, _) && !ExpressionChecker.isObject(type)) {
          List<FieldInfo> fields = body.tables.classInfo(home).constructorFields();
          if (elements.size() <= fields.size()) {
            List<TypedBinder> typed = new ArrayList<>();
            Substitution known = Substitution.of(type);
            for (int i = 0; i < elements.size(); i++) {
              typed.add(binder(elements.get(i), known.apply(fields.get(i).type()), kind, mark));
            }
            return new TypedBinder.Data(home, typed);
          }
        }
        if (type instanceof Type.Named(Symbol.Class home, _) && ExpressionChecker.isObject(type)) {
          body.report(new ClassProblem.ObjectTakenApart(body.file, span, home));
        } else if (type != Type.Error.ERROR) {
          body.report(
              new TypeProblem.CannotDestructure(
                  body.file, span, type, elements.size(), partCount(type)));
        }
        List<TypedBinder> typed = new ArrayList<>();
        for (Binder element : elements) {
          typed.add(binder(element, Type.Error.ERROR, kind, mark));
        }
        return new TypedBinder.Tuple(typed);
      }
    }
  }

  private int partCount(Type type) {
    return switch (type) {
      case Type.Tuple(List<Type> types) -> types.size();
      case Type.Named(Symbol.Class of, _) -> body.tables.classInfo(of).constructorFields().size();
      default -> -1;
    };
  }

  // Loops and blocks

  private TypedStatement labelled(Statement.Labelled statement) {
    LabelName label = statement.label();
    body.labels.requireNew(label.text(), label.span());
    return switch (statement.body()) {
      case Statement.While loop -> loopWhile(label, loop);
      case Statement.For loop -> loopFor(label, loop);
      default -> {
        Body.Target target = new Body.Target(label, false, body.targets.size());
        body.targets.add(target);
        TypedBlock block = block(statement.body());
        body.targets.removeLast();
        if (target.exit != null) {
          body.flow = Flow.join(body.flow, target.exit);
        }
        yield new TypedStatement.Block(
            target.labelUsed ? label.text() : null, block, statement.span());
      }
    };
  }

  private TypedStatement loopWhile(@Nullable LabelName label, Statement.While loop) {
    Body.Target target = enterLoop(label, loop);
    TypedExpression condition =
        body.expressions.condition(loop.condition(), "the condition of a `while`");
    Flow whenFalse = body.expressions.whenFalse();
    body.flow = body.expressions.whenTrue();
    TypedBlock block = block(loop.body());
    leaveLoop(target);
    body.flow = target.exit == null ? whenFalse : Flow.join(whenFalse, target.exit);
    return new TypedStatement.While(rustLabel(target), condition, block, loop.span());
  }

  private TypedStatement loopFor(@Nullable LabelName label, Statement.For loop) {
    TypedExpression iterated = body.expressions.infer(loop.iterated(), null);
    Type element =
        switch (iterated.type()) {
          // Between two fractions there is no next one.
          case Type.Range(Type of) when !of.isFloat() -> of;
          case Type.Sequence(Type of) -> of;
          case Type.Buffer(_, Type of) -> of;
          case Type.Error _ -> Type.Error.ERROR;
          case Type.Nullable(Type of) when of instanceof Type.Buffer -> {
            body.report(
                new BufferProblem.MaybeNull(
                    body.file,
                    loop.iterated().span(),
                    iterated.span(),
                    iterated.type(),
                    "there may be nothing to walk over"));
            yield Type.Error.ERROR;
          }
          case Type other -> {
            body.report(new TypeProblem.NotIterable(body.file, loop.iterated().span(), other));
            yield Type.Error.ERROR;
          }
        };
    Body.Target target = enterLoop(label, loop);
    Flow before = body.flow;
    int mark = body.open();
    TypedBinder binder = binder(loop.binder(), element, Local.Kind.LOOP, mark);
    TypedBlock block = block(loop.body());
    body.close(mark);
    leaveLoop(target);
    body.flow = before;
    if (target.exit != null) {
      body.flow = Flow.join(before, target.exit);
    }
    return new TypedStatement.For(rustLabel(target), binder, iterated, block, loop.span());
  }

  /// What a loop assigns may be changed when its body begins again, so nothing is known of it.
  private Body.Target enterLoop(@Nullable LabelName label, Statement loop) {
    if (body.flow.facts() != null) {
      Set<String> assigned = new HashSet<>();
      AssignedNames.collect(loop, assigned);
      for (String name : assigned) {
        Local local = body.local(name);
        if (local != null) {
          body.flow = body.flow.forget(local);
        }
      }
    }
    Body.Target target = new Body.Target(label, true, body.targets.size());
    body.targets.add(target);
    return target;
  }

  private void leaveLoop(Body.Target target) {
    body.targets.remove(target);
  }

  private static @Nullable String rustLabel(Body.Target target) {
    return target.labelUsed && target.label != null ? target.label.text() : null;
  }

  // Assignments

  private @Nullable TypedStatement assign(Statement.Assign statement) {
    TypedExpression place = body.expressions.place(statement.target());
    if (statement.operator() == AssignOperator.ADD
        && place.type().notNull() instanceof Type.Buffer(Type.BufferKind kind, _)) {
      if (kind == Type.BufferKind.LIST) {
        return append(statement, place);
      }
      body.expressions.infer(statement.value(), null);
      body.report(
          new BufferProblem.FixedLength(
              body.file, statement.operatorSpan(), place.type().notNull()));
      return null;
    }
    boolean changes = statement.operator() != AssignOperator.SET;
    if (place instanceof TypedExpression.LocalUse(Local local, _) && changes) {
      body.expressions.requireValue(local, statement.target().span());
    }
    BinaryOperator operator = statement.operator().operator();
    TypedExpression value;
    if (place instanceof TypedExpression.Error) {
      body.expressions.infer(statement.value(), null);
      return null;
    }
    if (operator == null) {
      value =
          body.expressions.check(
              statement.value(),
              Expectation.at(
                  place.type(), "the type of what is assigned", body.file, place.span()));
    } else {
      value = body.expressions.operand(statement, operator, place);
    }
    writeTo(statement, place);
    if (operator != null && place.type() == Type.Primitive.STR) {
      return value.type() == Type.Error.ERROR ? null : body.texts.grow(place, value, statement);
    }
    return new TypedStatement.Assign(place, statement.operator(), value, statement.span());
  }

  /// `list += element`.
  private @Nullable TypedStatement append(Statement.Assign statement, TypedExpression place) {
    if (place instanceof TypedExpression.LocalUse(Local local, Span span)) {
      body.expressions.requireValue(local, span);
      body.read(local);
    }
    TypedExpression list = body.expressions.narrowed(place);
    if (!(list.type() instanceof Type.Buffer(_, Type element))) {
      body.expressions.infer(statement.value(), null);
      body.report(
          new BufferProblem.MaybeNull(
              body.file,
              statement.operatorSpan(),
              list.span(),
              list.type(),
              "nothing can be appended"));
      return null;
    }
    TypedExpression value =
        body.expressions.infer(
            statement.value(), Expectation.of(element, "an element of the `" + list.type() + "`"));
    if (value.type() instanceof Type.Buffer(_, Type of)
        && of.equals(element)
        && !value.type().equals(element)) {
      body.report(
          new BufferProblem.AppendsAll(
              body.file,
              statement.value().span(),
              list.type(),
              statement.target().span(),
              body.file.text(statement.value().span())));
      return null;
    }
    TypedExpression fitting =
        body.expressions.coerce(
            value,
            Expectation.of(element, "an element of the `" + list.type() + "`"),
            statement.value().span());
    if (fitting.type() == Type.Error.ERROR) {
      return null;
    }
    return new TypedStatement.Evaluate(
        new TypedExpression.BuiltinCall(
            Builtin.PUSH,
            List.of(list, fitting),
            Type.Primitive.UNIT,
            statement.operatorSpan(),
            statement.span()),
        statement.span());
  }

  private void writeTo(Statement.Assign statement, TypedExpression place) {
    if (place instanceof TypedExpression.LocalUse(Local local, _)) {
      Flow.Unset unset = body.flow.unset(local);
      if (local.kind() == Local.Kind.VAR) {
        body.write(local);
      } else if (local.deferredStart()) {
        if (unset == null || !unset.certain() || body.depthOf(local) < body.loopDepth()) {
          body.report(
              new TypeProblem.AssignedTwice(
                  body.file, statement.target().span(), local.name(), local.nameSpan()));
        }
        body.write(local);
      } else {
        body.report(
            new TypeProblem.NotAssignable(
                body.file,
                statement.target().span(),
                local.name(),
                local.kind(),
                local.nameSpan(),
                valFix(local)));
      }
      body.flow = body.flow.set(local).forget(local);
      return;
    }
    requirePlace(place, statement.target().span(), "assigned");
  }

  private dev.veltrano.diagnostic.@Nullable Fix valFix(Local local) {
    return local.kind() == Local.Kind.VAL
        ? TypeProblem.valToVar(body.file, local.nameSpan())
        : null;
  }

  /// Checks that a field or element can be changed. From the end of the path each field of a data
  /// class is `var`, until a `var` field of an object or an element of an array or list is reached,
  /// which anyone who has the reference may assign; or a `var` local, or the receiver.
  void requirePlace(TypedExpression place, Span span, String verb) {
    switch (place) {
      case TypedExpression.FieldGet(TypedExpression receiver, FieldInfo field, _, _) -> {
        if (receiver.type() instanceof Type.Reference) {
          body.report(new ReferenceProblem.Unchangeable(body.file, span, receiver.type()));
          return;
        }
        if (!field.isVar()) {
          body.report(
              new TypeProblem.FieldNotAssignable(
                  body.file, span, field.name(), receiver.type(), body.tables.fieldHome(receiver)));
          return;
        }
        if (!ExpressionChecker.isObject(receiver.type())) {
          requirePlace(receiver, span, verb);
        }
      }
      case TypedExpression.Element(TypedExpression buffer, _, _, _) -> {
        if (!(buffer.type() instanceof Type.Buffer(Type.BufferKind kind, _)) || !kind.isMutable()) {
          body.report(new BufferProblem.ReadOnly(body.file, span, buffer.type()));
        }
      }
      case TypedExpression.Parenthesised(TypedExpression inner) -> requirePlace(inner, span, verb);
      case TypedExpression.LocalUse(Local local, _) -> {
        switch (local.kind()) {
          case VAR -> body.write(local);
          case SELF -> body.writeSelf(local);
          case NARROWED ->
              body.report(new TypeProblem.NarrowedPlace(body.file, span, local.name()));
          case PARAMETER, VAL, LOOP, PATTERN ->
              body.report(
                  new TypeProblem.ValueNotChangeable(
                      body.file,
                      span,
                      local.name(),
                      local.kind(),
                      local.nameSpan(),
                      valFix(local)));
        }
      }
      default -> body.report(new TypeProblem.NotAPlace(body.file, span));
    }
  }

  // Expressions as statements

  private @Nullable TypedStatement evaluate(Expression expression, Span span) {
    if (body.arenas.isStatement(expression)) {
      return body.arenas.statement(expression, span);
    }
    TypedExpression typed =
        switch (expression) {
          case Expression.If conditional -> body.expressions.conditional(conditional, false, null);
          case Expression.Match match -> body.matches.match(match, false, null);
          default -> body.expressions.infer(expression, null);
        };
    if (typed instanceof TypedExpression.Error) {
      return null;
    }
    if (!hasEffect(expression)) {
      body.report(
          new TypeProblem.NoEffect(
              body.file, span, expression, startsLine(span.start()) ? span.start() : -1));
    } else if (typed.type() instanceof Type.Result) {
      body.report(new TypeProblem.UnusedResult(body.file, span));
    } else if (typed.type() instanceof Type.Sequence || typed.type() instanceof Type.Range) {
      body.report(new TypeProblem.NoEffect(body.file, span, expression, -1));
    }
    return new TypedStatement.Evaluate(typed, span);
  }

  private boolean startsLine(int offset) {
    byte first = offset < body.file.length() ? body.file.bytes()[offset] : 0;
    return first == '(' || first == '[' || first == '-';
  }

  private static boolean hasEffect(Expression expression) {
    return switch (expression) {
      case Expression.Call _,
          Expression.Return _,
          Expression.Break _,
          Expression.Continue _,
          Expression.NotNull _,
          Expression.If _,
          Expression.Match _,
          Expression.Error _ ->
          true;
      case Expression.Parenthesised(Expression inner, _) -> hasEffect(inner);
      case Expression.Unary(var operator, Expression operand, _) ->
          switch (operator) {
            case TRY -> true;
            case NEGATE, NOT, BIT_NOT -> false;
          };
      case Expression.Binary(var operator, _, Expression right, _, _) ->
          switch (operator) {
            case AND, OR, ELVIS -> hasEffect(right);
            default -> false;
          };
      default -> false;
    };
  }
}
