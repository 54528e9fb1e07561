package dev.veltrano.type.check;

import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Spelling;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Argument;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.FormatPart;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.ClassInfo;
import dev.veltrano.type.FieldInfo;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedExpression.TextPiece;
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
    if (call.trailing() != null) {
      body.report(new TypeProblem.NotSupported(body.file, call.trailing().span(), "lambdas"));
      inferAll(call.arguments());
      return body.error(call.span());
    }
    TypedExpression typed =
        switch (call.callee()) {
          case Expression.NameUse use -> named(call, use, hint);
          case Expression.Select select -> selected(call, select);
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

  private void inferAll(List<Argument> arguments) {
    for (Argument argument : arguments) {
      value(argument, null);
    }
  }

  private @Nullable TypedExpression value(Argument argument, @Nullable Expectation expected) {
    Expression expression =
        switch (argument) {
          case Argument.Positional(Expression value, _) -> value;
          case Argument.Named(_, Expression value, _) -> value;
          case Argument.Shorthand(Name name, Span span) ->
              new Expression.NameUse(name, null, List.of(), span);
          case Argument.Label(_, Span span) -> {
            body.report(new TypeProblem.NotSupported(body.file, span, "labels as arguments"));
            yield new Expression.Error(span);
          }
        };
    return expected == null
        ? body.expressions.value(expression, null)
        : body.expressions.check(expression, expected);
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
    if (use.label() != null || !use.typeArguments().isEmpty()) {
      body.report(
          new TypeProblem.NotSupported(
              body.file,
              use.span(),
              use.label() != null ? "labels on calls" : "type arguments on calls"));
      inferAll(call.arguments());
      return body.error(call.span());
    }
    Local local = body.local(text);
    if (local != null) {
      local.countRead();
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
        body.self.countRead();
        return method(
            call,
            new TypedExpression.LocalUse(body.self, new Span(use.span().start(), 0)),
            method,
            name);
      }
    }
    Symbol symbol = body.tables.names().find(body.scope, text);
    if (symbol != null) {
      return ofSymbol(call, symbol, name);
    }
    if (isLanguageName(text)) {
      return language(call, text, hint);
    }
    inferAll(call.arguments());
    if (body.isBroken(text)) {
      return body.error(call.span());
    }
    if (TypeNames.isLater(text)) {
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
        return new TypedExpression.Call(
            function, arguments, result, body.site(result), name.span(), call.span());
      }
      case Symbol.Class declared -> {
        if (!body.tables.names().isSupported(declared)) {
          inferAll(call.arguments());
          return body.error(call.span());
        }
        ClassInfo info = body.tables.classInfo(declared);
        List<TypedExpression.Argument> arguments =
            arguments(
                call,
                fieldParams(info, false),
                declared.name(),
                declared.file(),
                declared.nameSpan());
        if (arguments == null) {
          return body.error(call.span());
        }
        return new TypedExpression.Construct(
            declared, null, arguments, new Type.Named(declared, List.of()), call.span());
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
      case Symbol.Union _, Symbol.EnumClass _, Symbol.Requirement _, Symbol.ExternClass _ -> {
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
    List<Argument> arguments = call.arguments();
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
      if (name == null) {
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

  private TypedExpression selected(Expression.Call call, Expression.Select select) {
    if (!select.typeArguments().isEmpty()) {
      body.report(
          new TypeProblem.NotSupported(body.file, select.span(), "type arguments on calls"));
      inferAll(call.arguments());
      return body.error(call.span());
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
        return builtin(call, Builtin.CHAR_OF, null, select.name());
      }
    }
    TypedExpression receiver = body.expressions.infer(select.receiver(), null);
    if (receiver.type() == Type.Error.ERROR) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    if (select.safe()) {
      return body.expressions.safe(
          receiver, call.span(), bound -> onValue(call, bound, select.name()));
    }
    return onValue(call, receiver, select.name());
  }

  private TypedExpression onValue(Expression.Call call, TypedExpression receiver, Name name) {
    Type type = receiver.type();
    String text = name.text();
    if (name.isMissing() || type == Type.Primitive.NOTHING) {
      inferAll(call.arguments());
      return body.error(call.span());
    }
    if (text.equals("toString") || text.equals("bumpRef")) {
      inferAll(call.arguments());
      body.report(
          new TypeProblem.NotSupported(
              body.file, name.span(), "making new text with `" + text + "`"));
      return body.error(call.span());
    }
    if (text.equals("clone") && call.arguments().isEmpty()) {
      return receiver;
    }
    if (type instanceof Type.Nullable(Type of)) {
      inferAll(call.arguments());
      boolean exists =
          Builtin.member(of, text) != null
              || (of instanceof Type.Named(Symbol.Class declared, _)
                  && body.tables.classInfo(declared).methods().containsKey(text));
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
    if (type instanceof Type.Named(Symbol.Class declared, _)) {
      ClassInfo info = body.tables.classInfo(declared);
      Symbol.Function method = info.methods().get(text);
      if (method != null) {
        return method(call, receiver, method, name);
      }
      if (text.equals("copy")) {
        return copy(call, receiver, declared, info);
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
    Builtin builtin = Builtin.member(type, text);
    if (builtin != null) {
      if (builtin.isProperty()) {
        inferAll(call.arguments());
        body.report(new TypeProblem.PropertyCalled(body.file, call.argumentsSpan(), text));
        return body.error(call.span());
      }
      return builtin(call, builtin, receiver, name);
    }
    inferAll(call.arguments());
    unknownMember(type, name);
    return body.error(call.span());
  }

  /// Reports a member that the type does not have.
  void unknownMember(Type type, Name name) {
    if (body.scope.broken().contains(name.text())) {
      return;
    }
    List<String> candidates = new ArrayList<>(Builtin.memberNames(type));
    if (type instanceof Type.Named(Symbol.Class declared, _)) {
      ClassInfo info = body.tables.classInfo(declared);
      for (FieldInfo field : info.fields()) {
        candidates.add(field.name());
      }
      candidates.addAll(info.methods().keySet());
    }
    String foreign = ForeignNames.member(type, name.text());
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
            receiver,
            method,
            arguments,
            result,
            body.site(result, receiver.type()),
            name.span(),
            call.span());
    body.callees.add(method);
    body.placeCalls.add(placeCall(typed));
    return typed;
  }

  private static Body.PlaceCall placeCall(TypedExpression.MethodCall call) {
    TypedExpression place = call.receiver();
    boolean isPlace = true;
    while (true) {
      switch (place) {
        case TypedExpression.Parenthesised(TypedExpression inner) -> place = inner;
        case TypedExpression.FieldGet(TypedExpression receiver, FieldInfo field, _, _) -> {
          isPlace &= field.isVar();
          place = receiver;
        }
        case TypedExpression.LocalUse(Local local, _) -> {
          return switch (local.kind()) {
            case VAR -> new Body.PlaceCall(call, local, isPlace, false);
            case SELF -> new Body.PlaceCall(call, local, isPlace, true);
            case PARAMETER, VAL, LOOP, PATTERN, NARROWED ->
                new Body.PlaceCall(call, local, false, false);
          };
        }
        default -> {
          return new Body.PlaceCall(call, null, false, false);
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
      Expression.Call call, Builtin builtin, @Nullable TypedExpression receiver, Name name) {
    List<Param> params = new ArrayList<>();
    Type self = receiver == null ? Type.Primitive.UNIT : receiver.type();
    boolean textOrChar = false;
    for (Builtin.Param parameter : builtin.parameters()) {
      Type type =
          switch (parameter) {
            case SAME -> self;
            case INT -> Type.Primitive.I64;
            case U32 -> Type.Primitive.U32;
            case TEXT_OR_CHAR -> {
              textOrChar = true;
              yield Type.Primitive.STR;
            }
            default -> throw new IllegalStateException("stub");
          };
      params.add(new Param("argument " + (params.size() + 1), type, false, null, null));
    }
    List<TypedExpression> operands = new ArrayList<>();
    if (receiver != null) {
      operands.add(receiver);
    }
    if (textOrChar
        && call.arguments().size() == 1
        && call.arguments().getFirst() instanceof Argument.Positional(Expression argument, _)) {
      TypedExpression piece = body.expressions.infer(argument, null);
      if (piece.type() == Type.Primitive.CHAR) {
        operands.add(piece);
      } else {
        TypedExpression text =
            body.expressions.coerce(
                piece,
                Expectation.of(
                    Type.Primitive.STR,
                    "what `" + builtin.text() + "` looks for (a `Char` will do too)"),
                argument.span());
        if (text.type() == Type.Error.ERROR) {
          return body.error(call.span());
        }
        operands.add(text);
      }
    } else {
      if (call.arguments().size() != params.size()) {
        inferAll(call.arguments());
        body.report(
            new TypeProblem.ArgumentCount(
                body.file,
                call.argumentsSpan(),
                builtin.text(),
                params.size(),
                call.arguments().size()));
        return body.error(call.span());
      }
      List<TypedExpression.Argument> arguments =
          arguments(call, params, builtin.text(), body.file, name.span());
      if (arguments == null) {
        return body.error(call.span());
      }
      for (TypedExpression.Argument argument : arguments) {
        operands.add(argument.value());
      }
    }
    Type result = builtin.resultType(self);
    int site =
        builtin.allocates() && builtin != Builtin.STDIN_LINES
            ? body.site(result)
            : TypedExpression.NO_SITE;
    return new TypedExpression.BuiltinCall(
        builtin, operands, result, site, name.span(), call.span());
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
        yield builtin == null ? body.error(call.span()) : builtin(call, builtin, null, calleeName);
      }
    };
  }

  private @Nullable List<Expression> positional(Expression.Call call, String name) {
    List<Expression> values = new ArrayList<>();
    for (Argument argument : call.arguments()) {
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
    TypedExpression typed = body.expressions.value(expression, null);
    if (typed.type() == Type.Error.ERROR) {
      return null;
    }
    if (StatementChecker.isUnknownNull(typed.type()) || !isPrintable(typed.type())) {
      body.report(new TypeProblem.NotPrintable(body.file, expression.span(), typed.type()));
      return null;
    }
    return typed;
  }

  private boolean isPrintable(Type type) {
    return switch (type) {
      case Type.Primitive primitive -> primitive != Type.Primitive.UNIT;
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
          Type.Function _,
          Type.Parameter _,
          Type.Error _ ->
          false;
      default -> throw new IllegalStateException("stub");
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
    Expectation want =
        Expectation.at(other.type(), "the type of the other side", body.file, other.span());
    TypedExpression typed = body.expressions.infer(expression, want);
    if (other.type().equals(typed.type().notNull())) {
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
