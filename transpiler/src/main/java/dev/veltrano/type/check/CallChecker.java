package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Spelling;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Argument;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.FormatPart;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.LambdaParameter;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.TypeArgument;
import dev.veltrano.syntax.tree.TypeTree;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.RequiredMember;
import dev.veltrano.type.tree.RequirementInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypeRequirement;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedExpression.TextPiece;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks calls: of functions, constructors, methods, and of what the language brings along.
final class CallChecker {

  /// Functions whose arguments have rules of their own.
  static final Set<String> LANGUAGE_NAMES =
      Set.of(
          "println",
          "print",
          "eprintln",
          "eprint",
          "panic",
          "assert",
          "assertEq",
          "Ok",
          "Err",
          "readLine",
          "stdinText",
          "stdinLines",
          "exit");

  private final Body body;

  CallChecker(Body body) {
    this.body = body;
  }

  static boolean isLanguageName(String name) {
    return LANGUAGE_NAMES.contains(name);
  }

  /// A parameter as a call sees it.
  private record Param(
      String name,
      Type type,
      boolean hasDefault,
      @Nullable SourceFile file,
      @Nullable Span where) {}

  TypedExpression call(Expression.Call call, @Nullable Expectation hint) {
    TypedExpression typed =
        switch (call.callee()) {
          case Expression.NameUse use -> named(call, use, hint);
          case Expression.Select select -> selected(call, select, hint);
          default -> {
            TypedExpression callee = body.expressions.infer(call.callee(), null);
            inferAll(call.arguments());
            if (callee.type() != Type.Error.ERROR) {
              body.report(
                  new TypeProblem.NotCallable(
                      body.file, call.callee().span(), "this", callee.type(), null));
            }
            yield body.error(call.span());
          }
        };
    if (typed.type() == Type.Primitive.NOTHING) {
      body.flow = body.flow.die();
    }
    return typed;
  }

  /// Looks at arguments only for what is wrong in them. What a lambda is given is not known then,
  /// so nothing is said about its body.
  private void inferAll(List<Argument> arguments) {
    for (Argument argument : arguments) {
      value(argument, null);
    }
  }

  /// All arguments, a lambda behind the parentheses last.
  private static List<Argument> all(Expression.Call call) {
    Expression.Lambda trailing = call.trailing();
    if (trailing == null) {
      return call.arguments();
    }
    List<Argument> all = new ArrayList<>(call.arguments());
    all.add(new Argument.Positional(trailing, trailing.span()));
    return all;
  }

  private static Expression unwrap(Expression expression) {
    Expression inner = expression;
    while (inner instanceof Expression.Parenthesised(Expression next, _)) {
      inner = next;
    }
    return inner;
  }

  /// A local that is an arena or a function, which no other place than an argument may name.
  private @Nullable Local special(Expression expression) {
    Local local =
        expression instanceof Expression.NameUse use ? body.local(use.name().text()) : null;
    return local != null
            && (local.type() == Type.Primitive.ARENA || local.type() instanceof Type.Function)
        ? local
        : null;
  }

  private @Nullable TypedExpression value(Argument argument, @Nullable Expectation expected) {
    Expression expression =
        switch (argument) {
          case Argument.Positional(Expression value, _) -> value;
          case Argument.Named(_, Expression value, _) -> value;
          case Argument.Shorthand(Name name, Span span) ->
              new Expression.NameUse(name, null, List.of(), span);
          case Argument.Label(_, Span span) -> {
            body.report(
                new LabelProblem.Misplaced(body.file, span, "a label is no argument of this"));
            yield new Expression.Error(span);
          }
        };
    Expression inner = unwrap(expression);
    Local special = special(inner);
    if (expected == null) {
      if (special != null) {
        body.read(special);
        return body.error(expression.span());
      }
      return inner instanceof Expression.Lambda
          ? body.error(expression.span())
          : body.expressions.value(expression, null);
    }
    if (expected.type() instanceof Type.Function function) {
      return body.lambdas.argument(
          expression,
          new LambdaChecker.Wanted(function.parameters(), function.result(), expected.reason()));
    }
    if (inner instanceof Expression.Lambda && expected.type() != Type.Error.ERROR) {
      body.report(new LambdaProblem.Unwanted(body.file, expression.span(), expected.type()));
      return body.error(expression.span());
    }
    if (special != null && expected.type() == special.type()) {
      body.read(special);
      return new TypedExpression.LocalUse(special, expression.span());
    }
    return body.expressions.check(expression, expected);
  }

  // Calls of a name

  private TypedExpression named(
      Expression.Call call, Expression.NameUse use, @Nullable Expectation hint) {
    Name name = use.name();
    String text = name.text();
    if (name.isMissing()) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    Local local = body.local(text);
    if (local != null) {
      body.read(local);
      if (refusesExtras(call, use)) {
        return body.error(call.span());
      }
      LocalFunctions.Declared declared = body.localFunctions.of(local);
      if (declared != null) {
        return callLocal(call, declared, name);
      }
      if (local.type() instanceof Type.Function function) {
        return callValue(call, local, function, use.span());
      }
      inferAll(call.arguments());
      if (local.type() != Type.Error.ERROR) {
        body.report(
            new TypeProblem.NotCallable(
                body.file, use.span(), "`" + text + "`", local.type(), local.nameSpan()));
      }
      return body.error(call.span());
    }
    if (body.owner != null && body.self != null) {
      Symbol.Function method = body.owner.methods().get(text);
      if (method != null) {
        body.read(body.self);
        if (refusesLabel(call, use)) {
          return body.error(call.span());
        }
        return method(
            call,
            new TypedExpression.LocalUse(body.self, new Span(use.span().start(), 0)),
            method,
            name,
            use.typeArguments(),
            hint);
      }
    }
    TypedExpression through = body.expressions.throughSelf(name, true);
    if (through != null) {
      return onValue(call, through, name, use.typeArguments(), hint);
    }
    Symbol symbol = body.tables.names().find(body.scope, text);
    if (symbol != null) {
      if (symbol instanceof Symbol.Class declared) {
        return construct(call, declared, use.label(), use.typeArguments(), hint);
      }
      return refusesLabel(call, use)
          ? body.error(call.span())
          : ofSymbol(call, symbol, name, use.typeArguments(), hint);
    }
    Type.BufferKind kind = TypeNames.buffer(text);
    if (kind != null) {
      return body.buffers.construct(call, all(call), use, kind, hint);
    }
    if (refusesExtras(call, use)) {
      return body.error(call.span());
    }
    if (isLanguageName(text)) {
      return language(call, text, hint);
    }
    inferAll(call.arguments());
    if (body.isBroken(text)) {
      return body.error(call.span());
    }
    if (body.inInitialiserOf(text)) {
      body.report(
          new ClassProblem.SelfInInitialiser(body.file, name.span(), "the method `" + text + "`"));
    } else if (TypeNames.isLater(text)) {
      body.report(new TypeProblem.NotSupported(body.file, use.span(), "`" + text + "`"));
    } else if (TypeNames.builtIn(text) instanceof Type.Primitive to && to.isNumber()) {
      body.report(
          new TypeProblem.ConversionCall(
              body.file,
              call.span(),
              text,
              ExpressionChecker.conversionName(to),
              call.arguments().size() == 1
                      && call.arguments().getFirst() instanceof Argument.Positional(var value, _)
                  ? value.span()
                  : null));
    } else {
      body.report(
          new TypeProblem.UnknownFunction(
              body.file,
              name.span(),
              text,
              ForeignNames.function(text),
              body.expressions.nearestName(text),
              body.tables.names().importFix(body.scope, text)));
    }
    return body.error(call.span());
  }

  /// Reports a label or type arguments on a call that takes none.
  private boolean refusesExtras(Expression.Call call, Expression.NameUse use) {
    if (use.label() == null && use.typeArguments().isEmpty()) {
      return false;
    }
    if (use.label() != null && use.typeArguments().isEmpty()) {
      return refusesLabel(call, use);
    }
    inferAll(call.arguments());
    if (TypeNames.isLater(use.name().text())) {
      body.report(
          new TypeProblem.NotSupported(body.file, use.span(), "`" + use.name().text() + "`"));
    } else {
      body.report(
          new TypeProblem.WrongTypeArguments(
              body.file, use.span(), use.name().text(), 0, use.typeArguments().size()));
    }
    return true;
  }

  /// Reports a label on a call that takes none.
  private boolean refusesLabel(Expression.Call call, Expression.NameUse use) {
    if (use.label() == null) {
      return false;
    }
    inferAll(call.arguments());
    if (TypeNames.isLater(use.name().text())) {
      body.report(
          new TypeProblem.NotSupported(body.file, use.span(), "`" + use.name().text() + "`"));
    } else {
      body.report(
          new LabelProblem.Misplaced(
              body.file, use.label().span(), "a call of a function takes no label"));
    }
    return true;
  }

  /// A call of a function that is declared inside of this one, or of one around.
  private TypedExpression callLocal(
      Expression.Call call, LocalFunctions.Declared declared, Name name) {
    Signature signature = declared.signature;
    if (signature.result() == Type.Error.ERROR && !declared.complete) {
      inferAll(call.arguments());
      if (declared.symbol.declaration().result() == null) {
        body.report(
            new TypeProblem.ResultNeeded(
                body.file, declared.symbol.nameSpan(), declared.symbol.name()));
      }
      return body.error(call.span());
    }
    if (!declared.complete && body.own != declared) {
      inferAll(call.arguments());
      body.report(
          new LocalFunctionProblem.CallsAround(body.file, name.span(), declared.symbol.name()));
      return body.error(call.span());
    }
    int written = declared.symbol.declaration().parameters().size();
    Callee callee =
        new Callee(
            name.text(),
            declared.symbol,
            params(signature, Substitution.NONE).subList(0, written),
            signature.result());
    Checked given = arguments(call, callee, List.of(), null);
    if (given == null || signature.result() == Type.Error.ERROR) {
      return failed(call, signature.result());
    }
    List<TypedExpression.Argument> arguments = new ArrayList<>(given.arguments);
    body.localFunctions.addCaptured(declared, arguments, name.span());
    body.callees.add(declared.symbol);
    return new TypedExpression.Call(
        declared.symbol, List.of(), arguments, signature.result(), name.span(), call.span());
  }

  /// A call of a parameter that is a function.
  private TypedExpression callValue(
      Expression.Call call, Local local, Type.Function function, Span span) {
    List<Expression> values = positional(call, local.name());
    if (values == null) {
      return body.error(call.span());
    }
    List<Type> types = function.parameters();
    if (values.size() != types.size()) {
      inferAll(call.arguments());
      body.report(
          new TypeProblem.ArgumentCount(
              body.file, call.argumentsSpan(), local.name(), types.size(), values.size()));
      return body.error(call.span());
    }
    List<TypedExpression> arguments = new ArrayList<>();
    boolean failed = false;
    for (int i = 0; i < types.size(); i++) {
      TypedExpression argument =
          body.expressions.check(
              values.get(i),
              Expectation.at(
                  types.get(i), "what `" + local.name() + "` takes", body.file, local.nameSpan()));
      failed |= argument.type() == Type.Error.ERROR;
      arguments.add(argument);
    }
    if (failed) {
      return failed(call, function.result());
    }
    return new TypedExpression.CallValue(
        new TypedExpression.LocalUse(local, span), arguments, function.result(), call.span());
  }

  private TypedExpression construct(
      Expression.Call call,
      Symbol.Class declared,
      @Nullable LabelName label,
      List<TypeArgument> typeArguments,
      @Nullable Expectation hint) {
    Label place = null;
    if (label != null) {
      if (declared.declaration().isData()) {
        body.report(
            new LabelProblem.Misplaced(
                body.file,
                label.span(),
                "`"
                    + declared.name()
                    + "` is a value, which lives where it is kept and not in an arena"));
      } else {
        place = body.labels.find(label);
      }
    }
    ClassInfo info = body.tables.classInfo(declared);
    Callee callee =
        new Callee(
            declared.name(),
            declared,
            fieldParams(info, false, Substitution.NONE),
            Type.Named.own(declared));
    Checked checked = arguments(call, callee, typeArguments, hint);
    if (checked == null) {
      return body.error(call.span());
    }
    body.constructed.add(declared);
    body.tables.noteMade(
        declared, checked.typeArguments, body.scope, body.declaration(), call.callee().span());
    return new TypedExpression.Construct(
        declared, place, checked.arguments, checked.result, call.span());
  }

  private TypedExpression ofSymbol(
      Expression.Call call,
      Symbol symbol,
      Name name,
      List<TypeArgument> typeArguments,
      @Nullable Expectation hint) {
    switch (symbol) {
      case Symbol.Function function -> {
        Signature signature = body.tables.signature(function);
        if (signature == null) {
          inferAll(call.arguments());
          return body.error(call.span());
        }
        Type result = signature.result();
        Callee callee =
            new Callee(function.name(), function, params(signature, Substitution.NONE), result);
        Checked checked = arguments(call, callee, typeArguments, hint);
        if (checked == null || result == Type.Error.ERROR) {
          return failed(call, result);
        }
        body.callees.add(function);
        return new TypedExpression.Call(
            function,
            checked.typeArguments,
            checked.arguments,
            checked.result,
            name.span(),
            call.span());
      }
      case Symbol.Class declared -> {
        return construct(call, declared, null, typeArguments, hint);
      }
      case Symbol.Constant constant -> {
        inferAll(call.arguments());
        Type type = body.tables.constantType(constant);
        if (type != Type.Error.ERROR) {
          body.report(
              new TypeProblem.NotCallable(
                  body.file, name.span(), "`" + name.text() + "`", type, null));
        }
        return body.error(call.span());
      }
      case Symbol.Union _, Symbol.EnumClass _ -> {
        inferAll(call.arguments());
        body.report(new TypeProblem.TypeAsValue(body.file, name.span(), symbol));
        return body.error(call.span());
      }
      case Symbol.Requirement _, Symbol.ExternClass _ -> {
        inferAll(call.arguments());
        return body.error(call.span());
      }
    }
  }

  /// A call that went wrong still ends the flow where its function never returns.
  private TypedExpression failed(Expression.Call call, Type result) {
    if (result == Type.Primitive.NOTHING) {
      body.flow = body.flow.die();
    }
    return body.error(call.span());
  }

  private static List<Param> params(Signature signature, Substitution substitution) {
    List<Param> params = new ArrayList<>(signature.parameters().size());
    for (ParameterInfo parameter : signature.parameters()) {
      params.add(
          new Param(
              parameter.name(),
              substitution.apply(parameter.type()),
              parameter.hasDefault(),
              signature.symbol().file(),
              parameter.local().nameSpan()));
    }
    return params;
  }

  private static List<Param> fieldParams(
      ClassInfo info, boolean allOptional, Substitution substitution) {
    List<Param> params = new ArrayList<>();
    for (FieldInfo field : info.constructorFields()) {
      params.add(
          new Param(
              field.name(),
              substitution.apply(field.type()),
              allOptional || field.hasDefault(),
              info.symbol().file(),
              field.nameSpan()));
    }
    return params;
  }

  /// What is called: its name, its declaration, its parameters and its result as they are declared.
  private record Callee(
      String name, Symbol symbol, List<Type.Parameter> variables, List<Param> params, Type result) {

    Callee(String name, Symbol symbol, List<Param> params, Type result) {
      this(name, symbol, Type.Parameter.of(symbol), params, result);
    }

    SourceFile file() {
      return symbol.file();
    }

    Span where() {
      return symbol.nameSpan();
    }
  }

  /// The arguments of a call, what its type parameters stand for, and its result.
  private record Checked(
      List<TypedExpression.Argument> arguments, List<Type> typeArguments, Type result) {}

  /// An argument and the index of its parameter.
  private record Slot(Argument argument, int index) {}

  /// Matches arguments with parameters and checks them; `null` where something was wrong and has
  /// been reported.
  private @Nullable Checked arguments(
      Expression.Call call,
      Callee callee,
      List<TypeArgument> typeArguments,
      @Nullable Expectation hint) {
    return arguments(
        call,
        callee,
        typeArguments,
        hint,
        new Inference(body.expressions, callee.variables, body.tables.asked(callee.symbol)));
  }

  /// `inference` is what is known of the type parameters already.
  private @Nullable Checked arguments(
      Expression.Call call,
      Callee callee,
      List<TypeArgument> typeArguments,
      @Nullable Expectation hint,
      Inference inference) {
    List<Type.Parameter> variables = callee.variables;
    if (variables.isEmpty() && !typeArguments.isEmpty()) {
      inferAll(call.arguments());
      body.report(
          new TypeProblem.WrongTypeArguments(
              body.file, call.callee().span(), callee.name, 0, typeArguments.size()));
      return null;
    }
    List<Slot> slots = new ArrayList<>();
    boolean complete = match(call, callee, slots);
    if (!variables.isEmpty()) {
      return generic(call, callee, inference, slots, complete, typeArguments, hint);
    }
    List<TypedExpression.Argument> typed = new ArrayList<>(slots.size());
    boolean failed = !complete;
    for (Slot slot : slots) {
      Param param = callee.params.get(slot.index);
      TypedExpression value = value(slot.argument, expectation(callee, param, param.type));
      if (value == null || value.type() == Type.Error.ERROR) {
        failed = true;
      } else {
        typed.add(new TypedExpression.Argument(slot.index, value));
      }
    }
    return failed ? null : new Checked(typed, List.of(), callee.result);
  }

  private static Expectation expectation(Callee callee, Param param, Type type) {
    return new Expectation(type, callee.name, param.name, param.file, param.where);
  }

  /// Finds the parameter of each argument. What has none is only looked at for what is wrong in it.
  /// Whether everything fits.
  private boolean match(Expression.Call call, Callee callee, List<Slot> slots) {
    List<Param> params = callee.params;
    List<Argument> arguments = all(call);
    @Nullable Span[] given = new Span[params.size()];
    Map<String, Integer> byName = null;
    boolean failed = false;
    int position = 0;
    int tooMany = 0;
    Span firstExtra = null;
    for (Argument argument : arguments) {
      Name name =
          switch (argument) {
            case Argument.Named(Name named, _, _) -> named;
            case Argument.Shorthand(Name named, _) -> named;
            case Argument.Positional _, Argument.Label _ -> null;
          };
      int index;
      boolean trailing =
          call.trailing() != null
              && argument == arguments.getLast()
              && !params.isEmpty()
              && params.getLast().type instanceof Type.Function;
      if (trailing) {
        index = params.size() - 1;
      } else if (name == null) {
        index = position++;
        if (byName != null) {
          body.report(new TypeProblem.PositionalAfterNamed(body.file, argument.span()));
          failed = true;
          value(argument, null);
          continue;
        }
        if (index >= params.size()) {
          tooMany++;
          firstExtra = firstExtra == null ? argument.span() : firstExtra;
          value(argument, null);
          continue;
        }
      } else {
        if (byName == null) {
          byName = new HashMap<>();
          for (int i = 0; i < params.size(); i++) {
            byName.put(params.get(i).name, i);
          }
        }
        Integer found = byName.get(name.text());
        if (found == null) {
          body.report(
              new TypeProblem.UnknownParameter(
                  body.file,
                  name.span(),
                  callee.name,
                  name.text(),
                  Spelling.nearest(name.text(), byName.keySet()),
                  callee.file(),
                  callee.where()));
          failed = true;
          if (!(argument instanceof Argument.Shorthand)) {
            value(argument, null);
          }
          continue;
        }
        index = found;
      }
      Param param = params.get(index);
      Span earlier = given[index];
      if (earlier != null) {
        body.report(new TypeProblem.ArgumentTwice(body.file, argument.span(), param.name, earlier));
        failed = true;
        value(argument, null);
        continue;
      }
      given[index] = argument.span();
      slots.add(new Slot(argument, index));
    }
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      if (given[i] == null && !params.get(i).hasDefault) {
        missing.add("`" + params.get(i).name + "`");
      }
    }
    if (tooMany > 0 && firstExtra != null) {
      body.report(
          new TypeProblem.TooManyArguments(
              body.file,
              firstExtra,
              callee.name,
              params.size(),
              arguments.size(),
              callee.file(),
              callee.where()));
      failed = true;
    } else if (!missing.isEmpty() && !failed) {
      body.report(
          new TypeProblem.MissingArguments(
              body.file,
              call.argumentsSpan(),
              callee.name,
              missing,
              callee.file(),
              callee.where()));
      failed = true;
    }
    return !failed && missing.isEmpty();
  }

  // Calls of what has type parameters

  /// Which arguments are looked at first: those that have a type of their own, then what takes one
  /// from its place, then lambdas, whose parameters must be known.
  private static int rank(Argument argument) {
    Expression expression =
        switch (argument) {
          case Argument.Positional(Expression value, _) -> unwrap(value);
          case Argument.Named(_, Expression value, _) -> unwrap(value);
          case Argument.Shorthand _, Argument.Label _ -> null;
        };
    return switch (expression) {
      case null -> 0;
      case Expression.Lambda _, Expression.FunctionReference _ -> 3;
      case Expression.NullLiteral _ -> 2;
      default -> Body.literalOnly(expression) ? 1 : 0;
    };
  }

  private @Nullable Checked generic(
      Expression.Call call,
      Callee callee,
      Inference inference,
      List<Slot> slots,
      boolean complete,
      List<TypeArgument> typeArguments,
      @Nullable Expectation hint) {
    if (!typeArguments.isEmpty() && !written(call, callee, typeArguments, inference)) {
      inferAll(call.arguments());
      return null;
    }
    @Nullable TypedExpression[] values = new TypedExpression[slots.size()];
    boolean failed = !complete;
    for (int rank = 0; rank <= 3; rank++) {
      if (rank == 1 && hint != null) {
        fromResult(callee, hint, inference);
      }
      for (int i = 0; i < values.length; i++) {
        if (rank(slots.get(i).argument) == rank) {
          TypedExpression value = argument(call, callee, slots.get(i), inference);
          values[i] = value;
          failed |= value == null || value.type() == Type.Error.ERROR;
        }
      }
    }
    if (failed) {
      return null;
    }
    if (!isComplete(call, callee, inference)) {
      return null;
    }
    Substitution known = inference.known();
    List<TypedExpression.Argument> typed = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      TypedExpression value = values[i];
      Slot slot = slots.get(i);
      Param param = callee.params.get(slot.index);
      if (value == null) {
        return null;
      }
      if (known.doublesNull(param.type)) {
        reportNullTwice(slot.argument.span(), param.name, param.type, known);
        return null;
      }
      if (!(value.type() instanceof Type.Function)) {
        value =
            body.expressions.coerce(
                value,
                expectation(callee, param, known.apply(param.type)),
                slot.argument.span(),
                inference.reason(param.type));
      }
      failed |= value.type() == Type.Error.ERROR;
      typed.add(new TypedExpression.Argument(slot.index, value));
    }
    if (failed) {
      return null;
    }
    if (known.doublesNull(callee.result)) {
      reportNullTwice(call.callee().span(), callee.name, callee.result, known);
      return null;
    }
    body.noteSatisfied(
        body.tables.bounds(callee.symbol),
        Substitution.of(inference.parameters(), inference.arguments()));
    body.tables.requireBounds(
        callee.symbol, inference.arguments(), body.scope, body.declaration(), call.callee().span());
    return new Checked(typed, inference.arguments(), known.apply(callee.result));
  }

  void reportNullTwice(Span span, String what, Type pattern, Substitution known) {
    Type type = known.apply(pattern);
    body.report(new GenericProblem.NullTwice(body.file, span, what, pattern.toString(), type));
  }

  /// The type arguments that are written; whether they are right.
  private boolean written(
      Expression.Call call, Callee callee, List<TypeArgument> typeArguments, Inference inference) {
    List<Type.Parameter> variables = inference.parameters();
    if (typeArguments.size() != variables.size()) {
      body.report(
          new TypeProblem.WrongTypeArguments(
              body.file,
              call.callee().span(),
              callee.name,
              variables.size(),
              typeArguments.size()));
      return false;
    }
    for (int i = 0; i < variables.size(); i++) {
      if (!(typeArguments.get(i) instanceof TypeArgument.Type(TypeTree tree, _))) {
        body.report(
            new TypeProblem.NotSupported(
                body.file,
                typeArguments.get(i).span(),
                "labels among the type arguments of a call"));
        return false;
      }
      TypeReader.Read read = body.types.argument(tree);
      if (read.type() == Type.Error.ERROR) {
        return false;
      }
      if (!read.labels().isEmpty()) {
        body.report(
            new TypeProblem.NotSupported(
                body.file,
                tree.span(),
                "labels in the type arguments of a call (in the type of a `val` they work)"));
        return false;
      }
      inference.fix(variables.get(i), read.type(), "it is written");
    }
    return true;
  }

  /// What the place of the call asks for says what is not known otherwise.
  private void fromResult(Callee callee, Expectation hint, Inference inference) {
    Type wanted = hint.type();
    if (wanted == Type.Primitive.UNIT || inference.isKnown(callee.result)) {
      return;
    }
    // A `T` becomes a `T?` by itself.
    Type type = callee.result instanceof Type.Nullable ? wanted : wanted.notNull();
    List<Type.Parameter> open = new ArrayList<>();
    for (Type.Parameter parameter : inference.parameters()) {
      if (!inference.isFound(parameter)) {
        open.add(parameter);
      }
    }
    Inference tried = new Inference(body.expressions, open, Set.of());
    String reason = "the result is wanted as a `" + type + "`";
    tried.match(inference.known().apply(callee.result), type, reason);
    for (Type.Parameter parameter : open) {
      Type found = tried.known().get(parameter);
      if (found != null && found != Type.Error.ERROR) {
        inference.fix(parameter, found, reason);
      }
    }
  }

  /// Checks one argument as far as the type of its parameter is known, and learns from it.
  private @Nullable TypedExpression argument(
      Expression.Call call, Callee callee, Slot slot, Inference inference) {
    Param param = callee.params.get(slot.index);
    Argument argument = slot.argument;
    if (inference.isKnown(param.type) && !isBare(param.type, inference)) {
      Type known = inference.known().apply(param.type);
      return value(argument, expectation(callee, param, known));
    }
    Expression expression =
        switch (argument) {
          case Argument.Positional(Expression value, _) -> value;
          case Argument.Named(_, Expression value, _) -> value;
          case Argument.Shorthand(Name name, Span span) ->
              new Expression.NameUse(name, null, List.of(), span);
          case Argument.Label _ -> null;
        };
    if (expression == null) {
      return value(argument, null);
    }
    String reason = "argument `" + param.name + "` says";
    if (param.type instanceof Type.Function function) {
      TypedExpression value = function(call, callee, expression, function, inference);
      inference.match(param.type, value.type(), reason);
      return value;
    }
    if (special(unwrap(expression)) instanceof Local special) {
      body.read(special);
      body.report(
          new GenericProblem.NoArgument(
              body.file, expression.span(), special.type(), param.type.toString()));
      return body.error(expression.span());
    }
    if (unwrap(expression) instanceof Expression.Lambda) {
      body.report(new LambdaProblem.Unwanted(body.file, expression.span(), param.type));
      return body.error(expression.span());
    }
    Expectation hint =
        inference.isKnown(param.type)
            ? expectation(callee, param, inference.known().apply(param.type))
            : null;
    TypedExpression value =
        unwrap(expression) instanceof Expression.ArrayLiteral literal
                && hint == null
                && param.type.notNull() instanceof Type.Buffer(Type.BufferKind kind, _)
            ? body.buffers.literalOf(literal, kind)
            : body.expressions.value(expression, hint);
    inference.match(param.type, value.type(), reason);
    return value;
  }

  /// Whether a pattern is a type parameter and nothing else, so that it may turn out to be
  /// nullable.
  private static boolean isBare(Type pattern, Inference inference) {
    return pattern instanceof Type.Parameter parameter
        && inference.parameters().contains(parameter);
  }

  private TypedExpression function(
      Expression.Call call,
      Callee callee,
      Expression expression,
      Type.Function pattern,
      Inference inference) {
    if (unwrap(expression) instanceof Expression.FunctionReference reference) {
      declaredTypes(reference, pattern, inference);
    }
    if (unwrap(expression) instanceof Expression.Lambda lambda) {
      writtenTypes(lambda, pattern, inference);
    }
    if (unwrap(expression) instanceof Expression.Lambda
        || unwrap(expression) instanceof Expression.FunctionReference) {
      for (Type parameter : pattern.parameters()) {
        Type.Parameter unknown = inference.unknown(parameter);
        if (unknown != null) {
          body.report(
              new GenericProblem.LambdaNeedsType(
                  body.file,
                  expression.span(),
                  unknown.name(),
                  example(call, inference),
                  callee.file(),
                  callee.where()));
          return body.error(expression.span());
        }
      }
    } else if (special(unwrap(expression)) instanceof Local local) {
      inference.match(pattern, local.type(), "argument `" + local.name() + "` says");
    }
    Substitution known = inference.known();
    return body.lambdas.argument(
        expression,
        new LambdaChecker.Wanted(
            known.apply(pattern.parameters()),
            inference.isKnown(pattern.result()) ? known.apply(pattern.result()) : null,
            callee.name));
  }

  /// The types of a function that is given by its name, where it has no type parameters itself.
  private void declaredTypes(
      Expression.FunctionReference reference, Type.Function pattern, Inference inference) {
    if (body.tables.names().find(body.scope, reference.name().text())
            instanceof Symbol.Function function
        && Type.Parameter.of(function).isEmpty()) {
      List<ParameterInfo> parameters = body.tables.signature(function).parameters();
      for (int i = 0; i < parameters.size() && i < pattern.parameters().size(); i++) {
        if (!inference.isKnown(pattern.parameters().get(i))) {
          inference.match(
              pattern.parameters().get(i),
              parameters.get(i).type(),
              "`" + function.name() + "` says");
        }
      }
    }
  }

  /// The types that a lambda gives its parameters itself.
  private void writtenTypes(Expression.Lambda lambda, Type.Function pattern, Inference inference) {
    List<LambdaParameter> parameters = lambda.parameters();
    if (parameters == null || parameters.size() != pattern.parameters().size()) {
      return;
    }
    for (int i = 0; i < parameters.size(); i++) {
      TypeTree tree = parameters.get(i).type();
      if (tree != null && !inference.isKnown(pattern.parameters().get(i))) {
        inference.match(pattern.parameters().get(i), body.types.read(tree), "the lambda says");
      }
    }
  }

  /// How the call is written with type arguments.
  private String example(Expression.Call call, Inference inference) {
    StringBuilder text = new StringBuilder(body.file.text(call.callee().span()));
    char before = '<';
    for (Type.Parameter parameter : inference.parameters()) {
      Type known = inference.known().get(parameter);
      text.append(before).append(before == ',' ? " " : "").append(known == null ? "Int" : known);
      before = ',';
    }
    return text.append(">(…)").toString();
  }

  /// Whether all type arguments are known and can be such; reports it if not.
  private boolean isComplete(Expression.Call call, Callee callee, Inference inference) {
    for (Type.Parameter parameter : inference.parameters()) {
      Type type = inference.known().get(parameter);
      if (type == null) {
        boolean none = call.callee() instanceof Expression.NameUse use && use.label() == null;
        body.report(
            new GenericProblem.CannotInfer(
                body.file,
                call.callee().span(),
                parameter.name(),
                example(call, inference),
                none
                    ? Fix.maybe(
                        "write the type arguments",
                        new Edit(
                            body.file,
                            new Span(call.callee().span().end(), 0),
                            example(call, inference)
                                .substring(
                                    body.file.text(call.callee().span()).length(),
                                    example(call, inference).length() - 3)))
                    : null,
                callee.file(),
                callee.where()));
        return false;
      }
      if (type == Type.Primitive.UNIT
          || type == Type.Primitive.NOTHING
          || type == Type.Primitive.ARENA
          || type instanceof Type.Function) {
        body.report(
            new GenericProblem.NoArgument(body.file, call.callee().span(), type, parameter.name()));
        return false;
      }
    }
    return true;
  }

  // Calls behind a dot

  private TypedExpression selected(
      Expression.Call call, Expression.Select select, @Nullable Expectation hint) {
    Symbol.EnumClass enumClass = enumOf(select.receiver());
    if (enumClass != null && select.name().text().equals("entries")) {
      if (!call.arguments().isEmpty() || call.trailing() != null) {
        inferAll(call.arguments());
        body.report(
            new TypeProblem.TooManyArguments(
                body.file,
                call.argumentsSpan(),
                "entries",
                0,
                all(call).size(),
                enumClass.file(),
                enumClass.nameSpan()));
        return body.error(call.span());
      }
      return new TypedExpression.EnumEntries(enumClass, call.span());
    }
    if (select.receiver() instanceof Expression.NameUse use
        && !body.expressions.isValue(use.name())) {
      ModuleScope module = body.tables.names().module(body.scope, use.name().text());
      if (module != null) {
        Symbol symbol = body.expressions.member(module, select.name());
        if (symbol == null) {
          inferAll(call.arguments());
          return body.error(call.span());
        }
        return ofSymbol(call, symbol, select.name(), select.typeArguments(), hint);
      }
      if (use.name().text().equals("Char")
          && select.name().text().equals("of")
          && body.tables.names().find(body.scope, "Char") == null) {
        return builtin(call, Builtin.CHAR_OF, null, select.name(), hint);
      }
      if (use.name().text().equals("Arena")
          && body.tables.names().find(body.scope, "Arena") == null) {
        return arena(call, select.name(), true);
      }
    }
    if (special(unwrap(select.receiver())) instanceof Local local
        && local.type() == Type.Primitive.ARENA) {
      body.read(local);
      return arena(call, select.name(), false);
    }
    TypedExpression receiver = body.expressions.infer(select.receiver(), null);
    if (receiver.type() == Type.Error.ERROR) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    if (select.safe()) {
      return body.expressions.safe(
          receiver,
          call.span(),
          bound -> onValue(call, bound, select.name(), select.typeArguments(), hint));
    }
    return onValue(call, receiver, select.name(), select.typeArguments(), hint);
  }

  /// The enum class that `Color` or `module.Color` means, or `null`.
  private Symbol.@Nullable EnumClass enumOf(Expression receiver) {
    return switch (receiver) {
      case Expression.NameUse use ->
          !body.expressions.isValue(use.name())
                  && body.tables.names().find(body.scope, use.name().text())
                      instanceof Symbol.EnumClass of
              ? of
              : null;
      case Expression.Select select -> body.expressions.enumOf(select);
      default -> null;
    };
  }

  /// A member of an arena where a value is wanted; all of them are statements or declarations.
  private TypedExpression arena(Expression.Call call, Name name, boolean ofType) {
    inferAll(call.arguments());
    String text = name.text();
    boolean makes = text.equals(ofType ? "newRoot" : "newSub");
    if (makes) {
      body.report(new ArenaProblem.NotBound(body.file, call.span(), body.file.text(call.span())));
    } else if (!ofType
        && (text.equals("useArena") || text.equals("free") || text.equals("reset"))) {
      body.report(new ArenaProblem.AsExpression(body.file, call.span(), text));
    } else if (!name.isMissing()) {
      body.report(new ArenaProblem.UnknownMember(body.file, name.span(), text));
    }
    return body.error(call.span());
  }

  private TypedExpression onValue(
      Expression.Call call,
      TypedExpression receiver,
      Name name,
      List<TypeArgument> typeArguments,
      @Nullable Expectation hint) {
    Type type = receiver.type();
    String text = name.text();
    if (name.isMissing() || type == Type.Primitive.NOTHING) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    if (text.equals("clone")
        && call.arguments().isEmpty()
        && call.trailing() == null
        && !declaresMethod(type, text)) {
      return receiver;
    }
    if (text.equals("toString") && !declaresMethod(type, text)) {
      return body.texts.toText(call, receiver, name);
    }
    if (type instanceof Type.Nullable(Type of)) {
      inferAll(call.arguments());
      boolean exists =
          body.expressions.memberExists(of, text) || text.equals("bumpRef") || text.equals("clone");
      body.report(
          new TypeProblem.NullableAccess(
              body.file,
              name.span(),
              receiver.span(),
              type,
              text,
              exists,
              body.place(receiver) == null));
      return body.error(call.span());
    }
    if ((text.equals("bumpRef") || text.equals("clone")) && !declaresMethod(type, text)) {
      return body.texts.keep(call, receiver, name, hint);
    }
    TypedExpression value = ExpressionChecker.dereferenced(receiver);
    type = value.type();
    if (type instanceof Type.Nullable) {
      return onValue(call, value, name, typeArguments, hint);
    }
    if (type instanceof Type.Named(Symbol.Class declared, _)) {
      ClassInfo info = body.tables.classInfo(declared);
      Symbol.Function method = info.methods().get(text);
      if (method != null) {
        return method(call, receiver, method, name, typeArguments, hint);
      }
      if (text.equals("copy")) {
        if (declared.declaration().isData()) {
          return copy(call, value, declared, info);
        }
        inferAll(call.arguments());
        body.report(new ClassProblem.ObjectCopied(body.file, name.span(), declared));
        return body.error(call.span());
      }
      FieldInfo field = body.tables.field(info, text);
      if (field != null) {
        inferAll(call.arguments());
        body.report(
            new TypeProblem.NotCallable(
                body.file, name.span(), "`" + text + "`", field.type(), null));
        return body.error(call.span());
      }
    }
    RequiredMember promised =
        type instanceof Type.Parameter parameter ? body.required(parameter, text) : null;
    if (promised != null) {
      if (promised.property() || !typeArguments.isEmpty()) {
        inferAll(call.arguments());
        body.report(
            promised.property()
                ? new TypeProblem.PropertyCalled(body.file, call.argumentsSpan(), text)
                : new TypeProblem.WrongTypeArguments(
                    body.file, name.span(), text, 0, typeArguments.size()));
        return body.error(call.span());
      }
      body.reportTwoMembers(promised, (Type.Parameter) type, name.span());
      return required(call, value, promised, name);
    }
    TypedExpression through = body.forwarding.receiver(receiver, name, true);
    if (through != null) {
      return onValue(call, through, name, typeArguments, hint);
    }
    Builtin builtin = Builtin.member(type, text);
    if (builtin != null) {
      if (!typeArguments.isEmpty()) {
        inferAll(call.arguments());
        body.report(
            new TypeProblem.WrongTypeArguments(
                body.file, name.span(), text, 0, typeArguments.size()));
        return body.error(call.span());
      }
      if (builtin.isProperty()) {
        inferAll(call.arguments());
        body.report(new TypeProblem.PropertyCalled(body.file, call.argumentsSpan(), text));
        return body.error(call.span());
      }
      return builtin(call, builtin, value, name, hint);
    }
    Symbol.Function extension = extension(type, text);
    if (extension != null) {
      return extension(call, extension, receiver, name, typeArguments, hint);
    }
    inferAll(call.arguments());
    unknownMember(type, name);
    return body.error(call.span());
  }

  /// The extension function of this name for values of this type, or `null`.
  private Symbol.@Nullable Function extension(Type type, String name) {
    for (Symbol.Function each : body.tables.names().extensions(body.scope, name)) {
      Type wanted = receiver(each, type);
      if (wanted.equals(type) || body.variant(type, wanted) != null) {
        body.tables.names().markExtensionUsed(body.scope, each);
        return each;
      }
    }
    return null;
  }

  /// The type of the receiver of an extension function, its type parameters found from a value.
  private Type receiver(Symbol.Function extension, Type given) {
    Type pattern = body.tables.signature(extension).parameters().getFirst().type();
    List<Type.Parameter> variables = Type.Parameter.of(extension);
    if (variables.isEmpty()) {
      return pattern;
    }
    Inference inference = new Inference(body.expressions, variables, Set.of());
    inference.match(pattern, given, "the receiver says");
    return inference.known().apply(pattern);
  }

  private TypedExpression extension(
      Expression.Call call,
      Symbol.Function function,
      TypedExpression receiver,
      Name name,
      List<TypeArgument> typeArguments,
      @Nullable Expectation hint) {
    Signature signature = body.tables.signature(function);
    if (signature == null) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    List<Param> params = params(signature, Substitution.NONE);
    Callee callee =
        new Callee(
            function.name(),
            function,
            Type.Parameter.of(function),
            params.subList(1, params.size()),
            signature.result());
    Inference given =
        new Inference(body.expressions, callee.variables, body.tables.asked(function));
    given.match(params.getFirst().type, receiver.type(), "the receiver says");
    Checked checked = arguments(call, callee, typeArguments, hint, given);
    if (checked == null || signature.result() == Type.Error.ERROR) {
      return failed(call, signature.result());
    }
    List<TypedExpression.Argument> arguments = new ArrayList<>();
    Type wanted =
        Substitution.of(callee.variables, checked.typeArguments).apply(params.getFirst().type);
    arguments.add(
        new TypedExpression.Argument(
            0,
            body.expressions.coerce(
                receiver,
                Expectation.of(wanted, "the receiver of " + name.text()),
                receiver.span())));
    for (TypedExpression.Argument argument : checked.arguments) {
      arguments.add(new TypedExpression.Argument(argument.parameter() + 1, argument.value()));
    }
    body.callees.add(function);
    return new TypedExpression.Call(
        function, checked.typeArguments, arguments, checked.result, name.span(), call.span());
  }

  private boolean declaresMethod(Type type, String name) {
    return switch (TypeProblem.referred(type)) {
      case Type.Named(Symbol.Class declared, _) ->
          body.tables.classInfo(declared).methods().containsKey(name);
      case Type.Parameter parameter -> {
        RequiredMember member = body.required(parameter, name);
        yield member != null && !member.property();
      }
      default -> false;
    };
  }

  /// A method that a requirement promises of a type parameter.
  private TypedExpression required(
      Expression.Call call, TypedExpression receiver, RequiredMember member, Name name) {
    RequirementInfo info = body.tables.requirementInfo(member.of());
    Substitution self = Substitution.of(List.of(info.self()), List.of(receiver.type()));
    List<Param> params = new ArrayList<>();
    for (ParameterInfo parameter : member.parameters()) {
      params.add(
          new Param(
              parameter.name(),
              self.apply(parameter.type()),
              false,
              member.of().file(),
              parameter.local().nameSpan()));
    }
    Callee callee =
        new Callee(member.name(), member.of(), List.of(), params, self.apply(member.result()));
    Checked checked = arguments(call, callee, List.of(), null);
    return checked == null || checked.result == Type.Error.ERROR
        ? failed(call, callee.result)
        : new TypedExpression.Required(
            receiver, member, checked.arguments, checked.result, name.span(), call.span());
  }

  /// Reports a member that the type does not have.
  void unknownMember(Type type, Name name) {
    if (body.scope.broken().contains(name.text())) {
      return;
    }
    List<String> candidates = new ArrayList<>(Builtin.memberNames(type));
    if (type instanceof Type.Named(Symbol.Class declared, _)) {
      if (body.tables.isBeingFound(declared, name.text())) {
        body.circles.add(
            new ClassProblem.FieldTypeNeeded(body.file, name.span(), name.text(), declared.name())
                .diagnostic());
        return;
      }
      ClassInfo info = body.tables.classInfo(declared);
      for (FieldInfo field : info.fields()) {
        candidates.add(field.name());
      }
      candidates.addAll(info.methods().keySet());
    }
    if (type instanceof Type.Parameter parameter) {
      candidates.addAll(body.requiredNames(parameter));
    }
    if (type instanceof Type.Named(Symbol.Union union, _)) {
      List<String> having = new ArrayList<>();
      for (UnionInfo.Variant variant : body.tables.unionInfo(union).variants()) {
        if (body.expressions.memberExists(variant.type(), name.text())) {
          having.add(variant.of().name());
        }
      }
      if (!having.isEmpty()) {
        body.report(
            new UnionProblem.MemberOfVariant(body.file, name.span(), name.text(), union, having));
        return;
      }
    }
    String foreign = ForeignNames.member(type, name.text());
    if (foreign == null && type instanceof Type.Buffer(_, Type element)) {
      for (Type.BufferKind kind : List.of(Type.BufferKind.ARRAY, Type.BufferKind.LIST)) {
        if (Builtin.member(new Type.Buffer(kind, element), name.text()) != null) {
          body.report(new BufferProblem.OtherKind(body.file, name.span(), type, name.text(), kind));
          return;
        }
      }
    }
    body.report(
        new TypeProblem.UnknownMember(
            body.file,
            name.span(),
            type,
            name.text(),
            foreign,
            foreign != null ? null : Spelling.nearest(name.text(), candidates)));
  }

  private TypedExpression method(
      Expression.Call call,
      TypedExpression receiver,
      Symbol.Function method,
      Name name,
      List<TypeArgument> typeArguments,
      @Nullable Expectation hint) {
    Signature signature = body.tables.signature(method);
    if (signature == null) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    Substitution ofClass = Substitution.of(TypeProblem.referred(receiver.type()));
    Type result = signature.result();
    for (ParameterInfo parameter : signature.parameters()) {
      if (ofClass.doublesNull(parameter.type())) {
        inferAll(call.arguments());
        reportNullTwice(name.span(), method.name(), parameter.type(), ofClass);
        return body.error(call.span());
      }
    }
    if (ofClass.doublesNull(result)) {
      inferAll(call.arguments());
      reportNullTwice(name.span(), method.name(), result, ofClass);
      return body.error(call.span());
    }
    Callee callee =
        new Callee(method.name(), method, params(signature, ofClass), ofClass.apply(result));
    Checked checked = arguments(call, callee, typeArguments, hint);
    if (checked == null || result == Type.Error.ERROR) {
      return failed(call, result);
    }
    body.noteSatisfied(body.tables.bounds(method), ofClass);
    if (!ofClass.isEmpty() && method.owner() != null) {
      body.noteSatisfied(body.tables.bounds(method.owner()), ofClass);
    }
    if (!ofClass.isEmpty()) {
      body.tables.requireOfClass(
          method,
          TypeProblem.referred(receiver.type()),
          body.scope,
          body.declaration(),
          name.span());
    }
    TypedExpression.MethodCall typed =
        new TypedExpression.MethodCall(
            receiver,
            method,
            checked.typeArguments,
            checked.arguments,
            checked.result,
            name.span(),
            call.span());
    body.callees.add(method);
    if (!ExpressionChecker.isObject(TypeProblem.referred(receiver.type()))) {
      body.placeCalls.add(placeCall(typed));
    }
    return typed;
  }

  /// Whether a method of a data class is called on a place that it may change: a `var`, or a field
  /// or element that can be assigned.
  private Body.PlaceCall placeCall(TypedExpression.MethodCall call) {
    TypedExpression place = call.receiver();
    boolean isPlace = true;
    while (true) {
      if (place.type() instanceof Type.Reference) {
        return new Body.PlaceCall(call, null, false, false, false);
      }
      switch (place) {
        case TypedExpression.Parenthesised(TypedExpression inner) -> place = inner;
        case TypedExpression.FieldGet(TypedExpression receiver, FieldInfo field, _, _) -> {
          isPlace &= field.isVar();
          if (ExpressionChecker.isObject(receiver.type())) {
            return new Body.PlaceCall(call, null, isPlace, false, false);
          }
          place = receiver;
        }
        case TypedExpression.Element(TypedExpression buffer, _, _, _) -> {
          boolean mutable = buffer.type() instanceof Type.Buffer b && b.kind().isMutable();
          return new Body.PlaceCall(call, null, isPlace && mutable, false, false);
        }
        case TypedExpression.LocalUse(Local local, _) -> {
          boolean outside = body.isOutside(local);
          return switch (local.kind()) {
            case VAR -> new Body.PlaceCall(call, local, isPlace, false, outside);
            case SELF -> new Body.PlaceCall(call, local, isPlace, true, outside);
            case PARAMETER, VAL, LOOP, PATTERN, NARROWED ->
                new Body.PlaceCall(call, local, false, false, outside);
          };
        }
        default -> {
          return new Body.PlaceCall(call, null, false, false, false);
        }
      }
    }
  }

  private TypedExpression copy(
      Expression.Call call, TypedExpression receiver, Symbol.Class declared, ClassInfo info) {
    // The type of the copy is that of the original, so nothing is left to be found.
    List<Param> params = fieldParams(info, true, Substitution.of(receiver.type()));
    Callee callee = new Callee("copy", declared, params, receiver.type());
    List<Slot> slots = new ArrayList<>();
    boolean failed = !match(call, callee, slots);
    List<TypedExpression.Argument> arguments = new ArrayList<>(slots.size());
    for (Slot slot : slots) {
      Param param = params.get(slot.index);
      TypedExpression value = value(slot.argument, expectation(callee, param, param.type));
      failed |= value == null || value.type() == Type.Error.ERROR;
      if (value != null) {
        arguments.add(new TypedExpression.Argument(slot.index, value));
      }
    }
    if (failed) {
      return body.error(call.span());
    }
    for (Argument argument : call.arguments()) {
      if (argument instanceof Argument.Positional(_, Span span)) {
        body.report(new TypeProblem.CopyNeedsNames(body.file, span));
        return body.error(call.span());
      }
    }
    return new TypedExpression.Copy(receiver, declared, arguments, receiver.type(), call.span());
  }

  // What the language brings along

  private TypedExpression builtin(
      Expression.Call call,
      Builtin builtin,
      @Nullable TypedExpression receiver,
      Name name,
      @Nullable Expectation hint) {
    List<Builtin.Param> params = builtin.parameters();
    Type self = receiver == null ? Type.Primitive.UNIT : receiver.type();
    List<Expression> values = positional(call, builtin.text());
    if (values == null) {
      return body.error(call.span());
    }
    if (values.size() != params.size()) {
      inferAll(call.arguments());
      body.report(
          new TypeProblem.ArgumentCount(
              body.file,
              call.argumentsSpan().length() == 0 ? name.span() : call.argumentsSpan(),
              builtin.text(),
              params.size(),
              values.size()));
      return body.error(call.span());
    }
    if (!body.buffers.allows(builtin, self, name.span())) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    List<TypedExpression> operands = new ArrayList<>();
    if (receiver != null) {
      operands.add(receiver);
    }
    Type free = Type.Error.ERROR;
    boolean failed = false;
    for (int i = 0; i < params.size(); i++) {
      Builtin.Param param = params.get(i);
      TypedExpression operand = operand(values.get(i), builtin, param, self, free, i, hint);
      failed |= operand.type() == Type.Error.ERROR;
      operands.add(operand);
      if (param == Builtin.Param.INITIAL) {
        free = operand.type();
      } else if (param == Builtin.Param.TRANSFORM
          && operand.type() instanceof Type.Function(_, Type result)) {
        free = result;
        if (result == Type.Primitive.NOTHING) {
          body.report(new BufferProblem.NoElement(body.file, operand.span(), result));
          failed = true;
        }
      } else if (param == Builtin.Param.KEY
          && operand.type() instanceof Type.Function(_, Type result)
          && !body.abilities().isOrdered(result)) {
        if (!body.reportUnpromised(result, TypeRequirement.BuiltIn.ORDERED, operand.span())) {
          body.report(
              new BufferProblem.KeyUnordered(body.file, operand.span(), result, builtin.text()));
        }
        failed = true;
      }
    }
    if (failed) {
      return body.error(call.span());
    }
    Type result =
        switch (builtin) {
          case MAP -> new Type.Buffer(Type.BufferKind.LIST, free);
          case FOLD -> free;
          default -> builtin.resultType(self);
        };
    return new TypedExpression.BuiltinCall(builtin, operands, result, name.span(), call.span());
  }

  /// One argument of a built-in member. `free` is the type of the initial value of a fold.
  private TypedExpression operand(
      Expression value,
      Builtin builtin,
      Builtin.Param param,
      Type self,
      Type free,
      int index,
      @Nullable Expectation hint) {
    Type element = self instanceof Type.Buffer(_, Type of) ? of : Type.Error.ERROR;
    String text = builtin.text();
    return switch (param) {
      case SAME -> plain(value, self, text, index);
      case INT -> plain(value, Type.Primitive.I64, text, index);
      case U32 -> plain(value, Type.Primitive.U32, text, index);
      case CHAR -> plain(value, Type.Primitive.CHAR, text, index);
      case TEXT -> plain(value, Type.Primitive.STR, text, index);
      case TEXT_OR_CHAR -> {
        TypedExpression piece =
            ExpressionChecker.dereferenced(plainValue(value, Type.Primitive.STR));
        yield piece.type() == Type.Primitive.CHAR
            ? piece
            : body.expressions.coerce(
                piece,
                Expectation.of(
                    Type.Primitive.STR,
                    "what `"
                        + text
                        + (index == 0 ? "` looks for" : "` puts there")
                        + " (a `Char` will do too)"),
                value.span());
      }
      case ELEMENT -> plain(value, element, "an element of the `" + self + "`");
      case BUFFER -> {
        TypedExpression buffer = body.expressions.infer(value, null);
        if (buffer.type() instanceof Type.Buffer(_, Type of) && of.equals(element)) {
          yield buffer;
        }
        yield body.expressions.coerce(
            buffer, Expectation.of(self, "what is added to"), value.span());
      }
      case ACTION -> lambda(value, List.of(element), Type.Primitive.UNIT, text);
      case PREDICATE -> lambda(value, List.of(element), Type.Primitive.BOOL, text);
      case TRANSFORM, KEY -> lambda(value, List.of(element), null, text);
      case LESS -> lambda(value, List.of(element, element), Type.Primitive.BOOL, text);
      case INITIAL -> {
        Expectation start = hint == null || !(hint.type() instanceof Type.Primitive) ? null : hint;
        TypedExpression initial =
            unwrap(value) instanceof Expression.Lambda
                ? body.expressions.infer(value, null)
                : body.expressions.value(value, hint == null ? start : hint);
        if (StatementChecker.isUnknownNull(initial.type())) {
          body.report(new TypeProblem.NullNeedsType(body.file, value.span()));
          yield body.error(value.span());
        }
        yield initial;
      }
      case STEP ->
          free == Type.Error.ERROR
              ? body.error(value.span())
              : lambda(value, List.of(free, element), free, text);
    };
  }

  private TypedExpression lambda(
      Expression value, List<Type> parameters, @Nullable Type result, String what) {
    return body.lambdas.argument(value, new LambdaChecker.Wanted(parameters, result, what));
  }

  private TypedExpression plain(Expression value, Type type, String of, int index) {
    return checkPlain(value, Expectation.of(type, "argument " + (index + 1) + " of `" + of + "`"));
  }

  private TypedExpression plain(Expression value, Type type, String why) {
    return checkPlain(value, Expectation.of(type, why));
  }

  private TypedExpression checkPlain(Expression value, Expectation expected) {
    TypedExpression typed = value(new Argument.Positional(value, value.span()), expected);
    return typed == null ? body.error(value.span()) : typed;
  }

  private TypedExpression plainValue(Expression value, Type wanted) {
    if (unwrap(value) instanceof Expression.Lambda) {
      body.report(new LambdaProblem.Unwanted(body.file, value.span(), wanted));
      return body.error(value.span());
    }
    return body.expressions.infer(value, null);
  }

  private TypedExpression language(Expression.Call call, String name, @Nullable Expectation hint) {
    Name calleeName = new Name(name, call.callee().span());
    return switch (name) {
      case "println" -> print(call, TypedExpression.Target.PRINTLN);
      case "print" -> print(call, TypedExpression.Target.PRINT);
      case "eprintln" -> print(call, TypedExpression.Target.EPRINTLN);
      case "eprint" -> print(call, TypedExpression.Target.EPRINT);
      case "panic" -> {
        TypedExpression panic = print(call, TypedExpression.Target.PANIC);
        body.flow = body.flow.die();
        yield panic;
      }
      case "assert" -> assertion(call);
      case "assertEq" -> assertEqual(call);
      case "Ok" -> outcome(call, true, hint);
      case "Err" -> outcome(call, false, hint);
      default -> {
        Builtin builtin = Builtin.function(Builtin.On.NOTHING, name);
        yield builtin == null
            ? body.error(call.span())
            : builtin(call, builtin, null, calleeName, hint);
      }
    };
  }

  private @Nullable List<Expression> positional(Expression.Call call, String name) {
    List<Expression> values = new ArrayList<>();
    for (Argument argument : all(call)) {
      if (!(argument instanceof Argument.Positional(Expression value, _))) {
        body.report(new TypeProblem.NoNamedArguments(body.file, argument.span(), name));
        inferAll(call.arguments());
        return null;
      }
      values.add(value);
    }
    return values;
  }

  private TypedExpression print(Expression.Call call, TypedExpression.Target target) {
    String name = body.file.text(call.callee().span());
    List<Expression> values = positional(call, name);
    if (values == null) {
      return body.error(call.span());
    }
    List<TextPiece> pieces = pieces(values, call);
    if (pieces == null) {
      return body.error(call.span());
    }
    return new TypedExpression.Print(target, pieces, call.span());
  }

  /// The text that `println(…)` and its kin make of their arguments.
  private @Nullable List<TextPiece> pieces(List<Expression> values, Expression.Call call) {
    if (values.isEmpty()) {
      return List.of();
    }
    Expression first = values.getFirst();
    if (values.size() == 1) {
      return switch (first) {
        case Expression.TextLiteral(String value, _, _) -> List.of(new TextPiece.Plain(value));
        case Expression.FormatText text -> formatPieces(text);
        default -> {
          TypedExpression typed = printable(first);
          yield typed == null ? null : List.of(new TextPiece.Value(typed, ""));
        }
      };
    }
    List<TypedExpression> typed = new ArrayList<>();
    boolean failed = false;
    for (Expression value : values.subList(1, values.size())) {
      TypedExpression one = printable(value);
      failed |= one == null;
      if (one != null) {
        typed.add(one);
      }
    }
    if (!(first instanceof Expression.TextLiteral(String format, _, Span span))) {
      body.expressions.infer(first, null);
      body.report(new TypeProblem.FormatNotLiteral(body.file, first.span()));
      return null;
    }
    if (failed) {
      return null;
    }
    FormatTexts.Parsed parsed = FormatTexts.parse(format);
    if (parsed.problem() != null) {
      body.report(new TypeProblem.BadFormat(body.file, span, parsed.problem(), null));
      return null;
    }
    if (parsed.holes() != typed.size()) {
      body.report(
          new TypeProblem.HoleCount(
              body.file, span, parsed.holes(), typed.size(), call.argumentsSpan()));
      return null;
    }
    List<TextPiece> pieces = new ArrayList<>();
    int next = 0;
    for (FormatTexts.Part part : parsed.parts()) {
      switch (part) {
        case FormatTexts.Part.Text(String text) -> pieces.add(new TextPiece.Plain(text));
        case FormatTexts.Part.Hole(String spec) -> {
          TypedExpression value = typed.get(next++);
          String problem = FormatTexts.specProblem(spec, value.type());
          if (problem != null) {
            body.report(new TypeProblem.BadFormat(body.file, span, problem, value.span()));
            failed = true;
          }
          pieces.add(new TextPiece.Value(value, spec));
        }
      }
    }
    return failed ? null : pieces;
  }

  /// The pieces of an `f"…"`; `null` where something was wrong and has been reported.
  @Nullable List<TextPiece> formatPieces(Expression.FormatText text) {
    List<TextPiece> pieces = new ArrayList<>();
    boolean failed = false;
    for (FormatPart part : text.parts()) {
      switch (part) {
        case FormatPart.Text(String value, _) -> pieces.add(new TextPiece.Plain(value));
        case FormatPart.Hole(Expression value, String spec, Span specSpan, _) -> {
          TypedExpression typed =
              value instanceof Expression.TextLiteral(String plain, boolean raw, Span span)
                  ? new TypedExpression.TextLiteral(plain, raw, span)
                  : printable(value);
          if (typed == null) {
            failed = true;
            continue;
          }
          String written = spec == null ? "" : spec;
          String problem = FormatTexts.specProblem(written, typed.type());
          if (problem != null) {
            body.report(new TypeProblem.BadFormat(body.file, specSpan, problem, null));
            failed = true;
          }
          pieces.add(new TextPiece.Value(typed, written));
        }
      }
    }
    return failed ? null : pieces;
  }

  /// A value that can be printed; `null` where it cannot and that has been reported.
  private @Nullable TypedExpression printable(Expression expression) {
    TypedExpression typed =
        ExpressionChecker.dereferenced(body.expressions.value(expression, null));
    if (typed.type() == Type.Error.ERROR) {
      return null;
    }
    if (StatementChecker.isUnknownNull(typed.type())
        || !body.abilities().isPrintable(typed.type())) {
      if (body.reportUnpromised(
          typed.type(), TypeRequirement.BuiltIn.PRINTABLE, expression.span())) {
        return null;
      }
      body.report(new TypeProblem.NotPrintable(body.file, expression.span(), typed.type()));
      return null;
    }
    return typed;
  }

  private TypedExpression assertion(Expression.Call call) {
    List<Expression> values = positional(call, "assert");
    if (values == null) {
      return body.error(call.span());
    }
    if (values.isEmpty()) {
      body.report(
          new TypeProblem.MissingArguments(
              body.file, call.argumentsSpan(), "assert", List.of("a condition"), null, null));
      return body.error(call.span());
    }
    TypedExpression condition =
        body.expressions.condition(values.getFirst(), "what `assert` looks at");
    Flow after = body.expressions.whenTrue();
    List<TextPiece> message = null;
    if (values.size() > 1) {
      message = pieces(values.subList(1, values.size()), call);
      if (message == null) {
        return body.error(call.span());
      }
    }
    // Nothing is proved for the code behind: Rust would have no name for the copy.
    if (after.dead()) {
      body.flow = after;
    }
    if (condition.type() == Type.Error.ERROR) {
      return body.error(call.span());
    }
    return new TypedExpression.Assert(condition, message, call.span());
  }

  private TypedExpression assertEqual(Expression.Call call) {
    List<Expression> values = positional(call, "assertEq");
    if (values == null) {
      return body.error(call.span());
    }
    if (values.size() != 2) {
      inferAll(call.arguments());
      body.report(
          new TypeProblem.ArgumentCount(
              body.file, call.argumentsSpan(), "assertEq", 2, values.size()));
      return body.error(call.span());
    }
    TypedExpression left;
    TypedExpression right;
    boolean leftIsLiteral =
        Body.literalOnly(values.get(0)) || values.get(0) instanceof Expression.NullLiteral;
    if (leftIsLiteral) {
      right = body.expressions.value(values.get(1), null);
      left = compared(values.get(0), right);
    } else {
      left = body.expressions.value(values.get(0), null);
      right = compared(values.get(1), left);
    }
    left = ExpressionChecker.dereferenced(left);
    right = ExpressionChecker.dereferenced(right);
    if (left.type() == Type.Error.ERROR || right.type() == Type.Error.ERROR) {
      return body.error(call.span());
    }
    if (left.type().isOpen()) {
      body.report(
          new TypeProblem.NotSupported(
              body.file, call.span(), "`assertEq` of values of a type parameter"));
      return body.error(call.span());
    }
    if (!left.type().equals(right.type())) {
      Expectation want =
          Expectation.at(right.type(), "the type of the other side", body.file, right.span());
      left = body.expressions.coerce(left, want, values.get(0).span());
    }
    return left.type() == Type.Error.ERROR
        ? body.error(call.span())
        : new TypedExpression.AssertEqual(left, right, call.span());
  }

  private TypedExpression compared(Expression expression, TypedExpression other) {
    if (other.type() == Type.Error.ERROR) {
      return body.expressions.value(expression, null);
    }
    Type type = TypeProblem.referred(other.type());
    Expectation want = Expectation.at(type, "the type of the other side", body.file, other.span());
    TypedExpression typed =
        ExpressionChecker.dereferenced(body.expressions.infer(expression, want));
    if (type.equals(typed.type().notNull())) {
      return typed;
    }
    return body.expressions.coerce(typed, want, expression.span());
  }

  private TypedExpression outcome(Expression.Call call, boolean ok, @Nullable Expectation hint) {
    String name = ok ? "Ok" : "Err";
    List<Expression> values = positional(call, name);
    if (values == null) {
      return body.error(call.span());
    }
    Type.Result wanted = hint != null && hint.type() instanceof Type.Result result ? result : null;
    if (wanted == null) {
      inferAll(call.arguments());
      if (hint == null || hint.type() != Type.Error.ERROR) {
        body.report(new TypeProblem.OutcomeNeedsType(body.file, call.span(), name));
      }
      return body.error(call.span());
    }
    Type inside = ok ? wanted.ok() : wanted.error();
    if (values.isEmpty() && ok && inside == Type.Primitive.UNIT) {
      return new TypedExpression.Outcome(
          true, new TypedExpression.UnitLiteral(call.span()), wanted, call.span());
    }
    if (values.size() != 1) {
      inferAll(call.arguments());
      body.report(
          new TypeProblem.ArgumentCount(body.file, call.argumentsSpan(), name, 1, values.size()));
      return body.error(call.span());
    }
    TypedExpression value =
        body.expressions.check(
            values.getFirst(),
            hint == null ? Expectation.of(inside, "the result") : hint.part(inside));
    return value.type() == Type.Error.ERROR
        ? body.error(call.span())
        : new TypedExpression.Outcome(ok, value, wanted, call.span());
  }
}
