package dev.veltrano.type.check;

import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Spelling;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Argument;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.FormatPart;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.Signature;
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
        if (refusesExtras(call, use)) {
          return body.error(call.span());
        }
        return method(
            call,
            new TypedExpression.LocalUse(body.self, new Span(use.span().start(), 0)),
            method,
            name);
      }
    }
    TypedExpression through = body.expressions.throughSelf(name, true);
    if (through != null) {
      return onValue(call, through, name, hint);
    }
    Symbol symbol = body.tables.names().find(body.scope, text);
    if (symbol != null) {
      if (symbol instanceof Symbol.Class declared && use.typeArguments().isEmpty()) {
        return construct(call, declared, use.label());
      }
      return refusesExtras(call, use) ? body.error(call.span()) : ofSymbol(call, symbol, name);
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
    inferAll(call.arguments());
    if (!use.typeArguments().isEmpty()) {
      body.report(new TypeProblem.NotSupported(body.file, use.span(), "type arguments on calls"));
    } else if (TypeNames.isLater(use.name().text())) {
      body.report(
          new TypeProblem.NotSupported(body.file, use.span(), "`" + use.name().text() + "`"));
    } else if (use.label() != null) {
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
    List<TypedExpression.Argument> given =
        arguments(
            call,
            params(signature).subList(0, written),
            name.text(),
            body.file,
            declared.symbol.nameSpan());
    if (given == null || signature.result() == Type.Error.ERROR) {
      return failed(call, signature.result());
    }
    List<TypedExpression.Argument> arguments = new ArrayList<>(given);
    body.localFunctions.addCaptured(declared, arguments, name.span());
    body.callees.add(declared.symbol);
    return new TypedExpression.Call(
        declared.symbol, arguments, signature.result(), name.span(), call.span());
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
      Expression.Call call, Symbol.Class declared, @Nullable LabelName label) {
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
    if (!body.tables.names().isSupported(declared)) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    ClassInfo info = body.tables.classInfo(declared);
    List<TypedExpression.Argument> arguments =
        arguments(
            call, fieldParams(info, false), declared.name(), declared.file(), declared.nameSpan());
    if (arguments == null) {
      return body.error(call.span());
    }
    body.constructed.add(declared);
    return new TypedExpression.Construct(
        declared, place, arguments, new Type.Named(declared, List.of()), call.span());
  }

  private TypedExpression ofSymbol(Expression.Call call, Symbol symbol, Name name) {
    switch (symbol) {
      case Symbol.Function function -> {
        Signature signature = body.tables.signature(function);
        if (signature == null) {
          inferAll(call.arguments());
          return body.error(call.span());
        }
        List<TypedExpression.Argument> arguments =
            arguments(
                call, params(signature), function.name(), function.file(), function.nameSpan());
        Type result = signature.result();
        if (arguments == null || result == Type.Error.ERROR) {
          return failed(call, result);
        }
        body.callees.add(function);
        return new TypedExpression.Call(function, arguments, result, name.span(), call.span());
      }
      case Symbol.Class declared -> {
        return construct(call, declared, null);
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

  private List<Param> params(Signature signature) {
    List<Param> params = new ArrayList<>(signature.parameters().size());
    for (ParameterInfo parameter : signature.parameters()) {
      params.add(
          new Param(
              parameter.name(),
              parameter.type(),
              parameter.hasDefault(),
              signature.symbol().file(),
              parameter.local().nameSpan()));
    }
    return params;
  }

  private static List<Param> fieldParams(ClassInfo info, boolean allOptional) {
    List<Param> params = new ArrayList<>();
    for (FieldInfo field : info.constructorFields()) {
      params.add(
          new Param(
              field.name(),
              field.type(),
              allOptional || field.hasDefault(),
              info.symbol().file(),
              field.nameSpan()));
    }
    return params;
  }

  /// Matches arguments with parameters; `null` where something was wrong and has been reported.
  private @Nullable List<TypedExpression.Argument> arguments(
      Expression.Call call, List<Param> params, String what, SourceFile whatFile, Span whatSpan) {
    List<Argument> arguments = all(call);
    List<TypedExpression.Argument> typed = new ArrayList<>(arguments.size());
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
                  what,
                  name.text(),
                  Spelling.nearest(name.text(), byName.keySet()),
                  whatFile,
                  whatSpan));
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
      Expectation expected = new Expectation(param.type, what, param.name, param.file, param.where);
      TypedExpression value = value(argument, expected);
      if (value == null || value.type() == Type.Error.ERROR) {
        failed = true;
      } else {
        typed.add(new TypedExpression.Argument(index, value));
      }
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
              body.file, firstExtra, what, params.size(), arguments.size(), whatFile, whatSpan));
      failed = true;
    } else if (!missing.isEmpty() && !failed) {
      body.report(
          new TypeProblem.MissingArguments(
              body.file, call.argumentsSpan(), what, missing, whatFile, whatSpan));
      failed = true;
    }
    return failed || !missing.isEmpty() ? null : typed;
  }

  // Calls behind a dot

  private TypedExpression selected(
      Expression.Call call, Expression.Select select, @Nullable Expectation hint) {
    if (!select.typeArguments().isEmpty()) {
      body.report(
          new TypeProblem.NotSupported(body.file, select.span(), "type arguments on calls"));
      inferAll(call.arguments());
      return body.error(call.span());
    }
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
        return ofSymbol(call, symbol, select.name());
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
          receiver, call.span(), bound -> onValue(call, bound, select.name(), hint));
    }
    return onValue(call, receiver, select.name(), hint);
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
      Expression.Call call, TypedExpression receiver, Name name, @Nullable Expectation hint) {
    Type type = receiver.type();
    String text = name.text();
    if (name.isMissing() || type == Type.Primitive.NOTHING) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    if (text.equals("clone") && call.arguments().isEmpty() && call.trailing() == null) {
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
      return onValue(call, value, name, hint);
    }
    if (type instanceof Type.Named(Symbol.Class declared, _)) {
      ClassInfo info = body.tables.classInfo(declared);
      Symbol.Function method = info.methods().get(text);
      if (method != null) {
        return method(call, receiver, method, name);
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
    TypedExpression through = body.forwarding.receiver(receiver, name, true);
    if (through != null) {
      return onValue(call, through, name, hint);
    }
    Builtin builtin = Builtin.member(type, text);
    if (builtin != null) {
      if (builtin.isProperty()) {
        inferAll(call.arguments());
        body.report(new TypeProblem.PropertyCalled(body.file, call.argumentsSpan(), text));
        return body.error(call.span());
      }
      return builtin(call, builtin, value, name, hint);
    }
    Symbol.Function extension = extension(type, text);
    if (extension != null) {
      return extension(call, extension, receiver, name);
    }
    inferAll(call.arguments());
    unknownMember(type, name);
    return body.error(call.span());
  }

  /// The extension function of this name for values of this type, or `null`.
  private Symbol.@Nullable Function extension(Type type, String name) {
    for (Symbol.Function each : body.tables.names().extensions(body.scope, name)) {
      Signature signature = body.tables.signature(each);
      if (signature != null
          && (signature.parameters().getFirst().type().equals(type)
              || body.variant(type, signature.parameters().getFirst().type()) != null)) {
        body.tables.names().markExtensionUsed(body.scope, each);
        return each;
      }
    }
    return null;
  }

  private TypedExpression extension(
      Expression.Call call, Symbol.Function function, TypedExpression receiver, Name name) {
    Signature signature = body.tables.signature(function);
    if (signature == null) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    List<Param> params = params(signature);
    List<TypedExpression.Argument> given =
        arguments(
            call,
            params.subList(1, params.size()),
            function.name(),
            function.file(),
            function.nameSpan());
    if (given == null || signature.result() == Type.Error.ERROR) {
      return failed(call, signature.result());
    }
    List<TypedExpression.Argument> arguments = new ArrayList<>();
    Expectation wanted = Expectation.of(params.getFirst().type, "the receiver of " + name.text());
    arguments.add(
        new TypedExpression.Argument(
            0, body.expressions.coerce(receiver, wanted, receiver.span())));
    for (TypedExpression.Argument argument : given) {
      arguments.add(new TypedExpression.Argument(argument.parameter() + 1, argument.value()));
    }
    body.callees.add(function);
    return new TypedExpression.Call(
        function, arguments, signature.result(), name.span(), call.span());
  }

  private boolean declaresMethod(Type type, String name) {
    return TypeProblem.referred(type) instanceof Type.Named(Symbol.Class declared, _)
        && body.tables.classInfo(declared).methods().containsKey(name);
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
      Expression.Call call, TypedExpression receiver, Symbol.Function method, Name name) {
    Signature signature = body.tables.signature(method);
    if (signature == null) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    List<TypedExpression.Argument> arguments =
        arguments(call, params(signature), method.name(), method.file(), method.nameSpan());
    Type result = signature.result();
    if (arguments == null || result == Type.Error.ERROR) {
      return failed(call, result);
    }
    TypedExpression.MethodCall typed =
        new TypedExpression.MethodCall(
            receiver, method, arguments, result, name.span(), call.span());
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
    List<TypedExpression.Argument> arguments =
        arguments(call, fieldParams(info, true), "copy", declared.file(), declared.nameSpan());
    if (arguments == null) {
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
          && !Operators.isOrdered(result)) {
        body.report(
            new BufferProblem.KeyUnordered(body.file, operand.span(), result, builtin.text()));
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
    if (StatementChecker.isUnknownNull(typed.type()) || !isPrintable(typed.type())) {
      body.report(new TypeProblem.NotPrintable(body.file, expression.span(), typed.type()));
      return null;
    }
    return typed;
  }

  static boolean isPrintable(Type type) {
    return switch (type) {
      case Type.Primitive primitive ->
          primitive != Type.Primitive.UNIT && primitive != Type.Primitive.ARENA;
      case Type.Reference(Type of) -> isPrintable(of);
      case Type.Nullable(Type of) -> isPrintable(of);
      case Type.Tuple(var elements) -> {
        for (Type element : elements) {
          if (!isPrintable(element)) {
            yield false;
          }
        }
        yield true;
      }
      case Type.Named _ -> true;
      case Type.Result _,
          Type.Range _,
          Type.Sequence _,
          Type.Buffer _,
          Type.Function _,
          Type.Parameter _,
          Type.Error _ ->
          false;
    };
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
