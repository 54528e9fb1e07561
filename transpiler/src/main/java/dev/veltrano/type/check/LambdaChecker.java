package dev.veltrano.type.check;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Binder;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.LambdaParameter;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Labels;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks what is given where a function is wanted, and what runs later: lambdas, parameters that
/// are functions, `defer`.
final class LambdaChecker {
  private final Body body;

  LambdaChecker(Body body) {
    this.body = body;
  }

  /// What a function that is given has to be: `result` is `null` where any will do, which is then
  /// found from the body. `what` is the name of what it is given to.
  record Wanted(List<Type> parameters, @Nullable Type result, String what) {}

  private static Expression unwrap(Expression expression) {
    Expression inner = expression;
    while (inner instanceof Expression.Parenthesised(Expression next, _)) {
      inner = next;
    }
    return inner;
  }

  /// Checks an argument where a function is wanted: a lambda, or a parameter that is a function.
  TypedExpression argument(Expression argument, Wanted wanted) {
    Expression expression = unwrap(argument);
    if (expression instanceof Expression.Lambda lambda) {
      return lambda(lambda, wanted);
    }
    if (expression instanceof Expression.FunctionReference reference) {
      return reference(reference, wanted);
    }
    if (expression instanceof Expression.NameUse use
        && body.local(use.name().text()) instanceof Local local
        && body.localFunctions.of(local) != null) {
      body.read(local);
      body.report(new LambdaProblem.FunctionNamed(body.file, use.span(), use.name().text()));
      return body.error(argument.span());
    }
    if (expression instanceof Expression.NameUse use
        && body.local(use.name().text()) instanceof Local local
        && local.type() instanceof Type.Function function) {
      body.read(local);
      boolean fits =
          function.parameters().equals(wanted.parameters)
              && (wanted.result == null || function.result().equals(wanted.result));
      if (fits) {
        return new TypedExpression.LocalUse(local, use.span());
      }
      Type result = wanted.result != null ? wanted.result : function.result();
      body.report(
          new TypeProblem.Mismatch(
              body.file,
              use.span(),
              function,
              Expectation.of(
                  new Type.Function(wanted.parameters, result), "what `" + wanted.what + "` takes"),
              null));
      return body.error(argument.span());
    }
    if (expression instanceof Expression.NameUse use
        && body.local(use.name().text()) == null
        && body.tables.names().find(body.scope, use.name().text())
            instanceof Symbol.Function function) {
      body.report(new LambdaProblem.FunctionNamed(body.file, use.span(), function.name()));
      return body.error(argument.span());
    }
    TypedExpression other = body.expressions.infer(expression, null);
    if (other.type() != Type.Error.ERROR) {
      body.report(
          new LambdaProblem.FunctionWanted(
              body.file, argument.span(), other.type(), wanted.parameters, wanted.what));
    }
    return body.error(argument.span());
  }

  /// `::name`: a lambda that calls the function.
  private TypedExpression reference(Expression.FunctionReference reference, Wanted wanted) {
    Name name = reference.name();
    Local named = body.local(name.text());
    LocalFunctions.Declared declared = named == null ? null : body.localFunctions.of(named);
    if (named != null && declared != null) {
      body.read(named);
    }
    Symbol symbol =
        declared != null ? declared.symbol : body.tables.names().find(body.scope, name.text());
    if (!(symbol instanceof Symbol.Function function)) {
      if (!name.isMissing() && !body.isBroken(name.text())) {
        body.report(
            symbol == null
                ? new TypeProblem.UnknownFunction(
                    body.file,
                    name.span(),
                    name.text(),
                    null,
                    body.expressions.nearestName(name.text()),
                    body.tables.names().importFix(body.scope, name.text()))
                : new LambdaProblem.NoFunction(body.file, reference.span(), symbol));
      }
      return body.error(reference.span());
    }
    Signature signature = declared != null ? declared.signature : body.tables.signature(function);
    if (signature == null || signature.result() == Type.Error.ERROR) {
      return body.error(reference.span());
    }
    List<ParameterInfo> parameters =
        declared == null
            ? signature.parameters()
            : signature.parameters().subList(0, function.declaration().parameters().size());
    Inference inference =
        new Inference(body.expressions, Type.Parameter.of(function), body.tables.asked(function));
    for (int i = 0; i < parameters.size() && i < wanted.parameters.size(); i++) {
      inference.match(parameters.get(i).type(), wanted.parameters.get(i), "it is given that");
    }
    if (wanted.result != null) {
      inference.match(signature.result(), wanted.result, "it is wanted");
    }
    Substitution known = inference.known();
    boolean fits = wanted.parameters.size() <= parameters.size();
    for (int i = 0; i < parameters.size() && fits; i++) {
      fits =
          i < wanted.parameters.size()
              ? body.fits(wanted.parameters.get(i), known.apply(parameters.get(i).type()))
              : parameters.get(i).hasDefault();
    }
    Type gives = known.apply(signature.result());
    Type result = wanted.result != null ? wanted.result : gives;
    fits &= result == Type.Primitive.UNIT || body.fits(gives, result);
    for (Type.Parameter parameter : inference.parameters()) {
      if (fits && !inference.isFound(parameter)) {
        body.report(
            new GenericProblem.CannotInfer(
                body.file,
                reference.span(),
                parameter.name(),
                "{ " + name.text() + "<Int>(it) }",
                null,
                function.file(),
                function.nameSpan()));
        return body.error(reference.span());
      }
    }
    if (!fits) {
      List<Type> types = new ArrayList<>();
      parameters.forEach(parameter -> types.add(parameter.type()));
      body.report(
          new TypeProblem.Mismatch(
              body.file,
              reference.span(),
              new Type.Function(types, gives),
              Expectation.of(
                  new Type.Function(wanted.parameters, result), "what `" + wanted.what + "` takes"),
              null));
      return body.error(reference.span());
    }
    Body.Outside outside = body.enter("a lambda");
    int mark = body.open();
    List<TypedBinder> binders = new ArrayList<>();
    List<TypedExpression.Argument> arguments = new ArrayList<>();
    for (int i = 0; i < wanted.parameters.size(); i++) {
      Local local =
          new Local(
              Local.Kind.PARAMETER,
              parameters.get(i).name(),
              wanted.parameters.get(i),
              reference.span());
      body.declare(local, mark);
      body.read(local);
      binders.add(new TypedBinder.Name(local));
      TypedExpression use = new TypedExpression.LocalUse(local, reference.span());
      Expectation type =
          Expectation.of(
              known.apply(parameters.get(i).type()), "what `" + function.name() + "` takes");
      arguments.add(
          new TypedExpression.Argument(i, body.expressions.coerce(use, type, reference.span())));
    }
    if (declared != null) {
      body.localFunctions.addCaptured(declared, arguments, reference.span());
    }
    body.callees.add(function);
    body.noteSatisfied(body.tables.bounds(function), known);
    body.tables.requireBounds(
        function, inference.arguments(), body.scope, body.declaration(), reference.span());
    TypedExpression call =
        new TypedExpression.Call(
            function, inference.arguments(), arguments, gives, name.span(), reference.span());
    if (result != Type.Primitive.UNIT) {
      call =
          body.expressions.coerce(
              call, Expectation.of(result, "what `" + wanted.what + "` wants"), reference.span());
    }
    body.close(mark);
    body.leave(outside);
    TypedBlock block = new TypedBlock(List.of(), call, call.type(), false, reference.span());
    return new TypedExpression.Lambda(
        binders,
        List.of(),
        false,
        block,
        new Type.Function(wanted.parameters, result),
        reference.span());
  }

  private TypedExpression lambda(Expression.Lambda lambda, Wanted wanted) {
    Body.Outside outside = body.enter("a lambda");
    int mark = body.open();
    List<Labels> labels = new ArrayList<>();
    List<TypedBinder> parameters = parameters(lambda, wanted, labels, mark);
    boolean wantValue = wanted.result != Type.Primitive.UNIT;
    Expectation hint =
        wanted.result == null || !wantValue
            ? null
            : Expectation.of(wanted.result, "what `" + wanted.what + "` wants of the lambda");
    TypedBlock block = body.statements.blockOf(lambda.body(), true, wantValue, hint, lambda.span());
    body.close(mark);
    body.leave(outside);
    if (parameters == null) {
      return body.error(lambda.span());
    }
    TypedBlock fitting = wantValue ? result(block, lambda, wanted, hint) : block;
    if (fitting == null) {
      return body.error(lambda.span());
    }
    Type result = wanted.result != null ? wanted.result : fitting.type();
    return new TypedExpression.Lambda(
        parameters,
        labels,
        lambda.parameters() == null && parameters.size() == 1,
        fitting,
        new Type.Function(wanted.parameters, result),
        lambda.span());
  }

  /// Declares the parameters, with the labels of their types; `null` where they do not fit, which
  /// has been reported.
  private @Nullable List<TypedBinder> parameters(
      Expression.Lambda lambda, Wanted wanted, List<Labels> labels, int mark) {
    List<Type> types = wanted.parameters;
    List<LambdaParameter> written = lambda.parameters();
    List<TypedBinder> typed = new ArrayList<>();
    if (written == null) {
      if (types.size() == 1) {
        Local it =
            new Local(
                Local.Kind.PARAMETER, "it", types.getFirst(), new Span(lambda.span().start(), 1));
        body.declare(it, mark);
        typed.add(new TypedBinder.Name(it));
        return typed;
      }
      if (types.isEmpty()) {
        return typed;
      }
    }
    int count = written == null ? 0 : written.size();
    boolean fits = count == types.size();
    if (!fits) {
      Span span =
          written == null || written.isEmpty()
              ? new Span(lambda.span().start(), 1)
              : Span.between(written.getFirst().span(), written.getLast().span());
      body.report(new LambdaProblem.ParameterCount(body.file, span, types, count, wanted.what));
      if (written == null) {
        body.declare(new Local(Local.Kind.PARAMETER, "it", Type.Error.ERROR, span), mark);
      }
    }
    for (int i = 0; i < count; i++) {
      LambdaParameter parameter = written == null ? null : written.get(i);
      if (parameter == null) {
        continue;
      }
      Type type = i < types.size() ? types.get(i) : Type.Error.ERROR;
      if (parameter.type() != null) {
        TypeReader.Read read = body.types.readLabelled(parameter.type());
        while (labels.size() < i) {
          labels.add(Labels.NONE);
        }
        labels.add(read.labels());
        Type declared = read.type();
        if (declared != Type.Error.ERROR && type != Type.Error.ERROR && !declared.equals(type)) {
          body.report(
              new TypeProblem.Mismatch(
                  body.file,
                  parameter.type().span(),
                  declared,
                  Expectation.of(type, "what `" + wanted.what + "` gives the lambda"),
                  null));
          fits = false;
        }
        type = declared;
      }
      Binder binder = parameter.binder();
      TypedBinder one =
          body.statements.binder(
              binder, fits ? type : Type.Error.ERROR, Local.Kind.PARAMETER, mark);
      expectUse(one);
      typed.add(one);
    }
    return fits ? typed : null;
  }

  private void expectUse(TypedBinder binder) {
    switch (binder) {
      case TypedBinder.Name(Local local) -> body.expectUse(local);
      case TypedBinder.Ignore _ -> {}
      case TypedBinder.Tuple(List<TypedBinder> elements) -> elements.forEach(this::expectUse);
      case TypedBinder.Data(_, List<TypedBinder> elements) -> elements.forEach(this::expectUse);
    }
  }

  /// The body with a value of the wanted type; `null` where it has none, which has been reported.
  private @Nullable TypedBlock result(
      TypedBlock block, Expression.Lambda lambda, Wanted wanted, @Nullable Expectation hint) {
    TypedExpression value = block.value();
    if (block.type() == Type.Error.ERROR) {
      return null;
    }
    if (block.type() == Type.Primitive.NOTHING) {
      return block;
    }
    if (value == null || block.type() == Type.Primitive.UNIT) {
      body.report(
          new LambdaProblem.WithoutValue(
              body.file, value == null ? lambda.span() : value.span(), wanted.result, wanted.what));
      return null;
    }
    if (hint != null) {
      return body.expressions.coerce(block, hint);
    }
    if (value.type() instanceof Type.Range || value.type() instanceof Type.Sequence) {
      body.report(new TypeProblem.NotAValue(body.file, value.span(), value.type()));
      return null;
    }
    if (StatementChecker.isUnknownNull(value.type())) {
      body.report(new TypeProblem.NullNeedsType(body.file, value.span()));
      return null;
    }
    return block;
  }

  /// `defer statement`.
  @Nullable TypedStatement defer(Statement.Defer statement) {
    if (statement.body() instanceof Statement.Local local) {
      body.report(new LambdaProblem.DeferDeclares(body.file, local.span()));
    }
    Body.Outside outside = body.enter("a `defer`");
    int mark = body.open();
    TypedStatement deferred = body.statements.statement(statement.body(), mark);
    body.close(mark);
    body.leave(outside);
    return deferred == null || statement.body() instanceof Statement.Local
        ? null
        : new TypedStatement.Defer(deferred, statement.span());
  }
}
