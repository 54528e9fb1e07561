package dev.veltrano.type.check;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.FunctionBody;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.syntax.tree.TypeParameter;
import dev.veltrano.syntax.tree.TypeTree;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Labels;
import dev.veltrano.type.tree.LifetimeRelation;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks functions that are declared inside of functions.
///
/// What such a function uses of the function around it becomes a parameter of its own, behind those
/// that are written (lambda lifting, Johnsson 1985): every value can be copied, so the function
/// then is one like any other, may call itself, and has a contract of its own.
final class LocalFunctions {
  private final Body body;

  LocalFunctions(Body body) {
    this.body = body;
  }

  /// A function inside of another. `captured` gives for each local of the function around it that
  /// is used the parameter that stands for it; calls that it makes of itself before all of these
  /// are known are completed at its end.
  static final class Declared {
    final Symbol.Function symbol;
    final Body around;
    final Map<Local, Local> captured = new LinkedHashMap<>();
    final List<OpenCall> open = new ArrayList<>();
    Signature signature;
    boolean complete;

    Declared(Symbol.Function symbol, Body around, Signature signature) {
      this.symbol = symbol;
      this.around = around;
      this.signature = signature;
    }
  }

  /// A call whose last arguments are still to come.
  record OpenCall(
      Body caller, List<TypedExpression.Argument> arguments, dev.veltrano.source.Span span) {}

  @Nullable TypedStatement declare(Statement.LocalFunction statement, int mark) {
    Declaration.Function declaration = statement.function();
    Symbol.Function outer = body.function;
    boolean generic =
        !types(declaration.typeParameters()).isEmpty() || outer != null && isGeneric(outer);
    if (outer == null || generic || declaration.receiver() != null) {
      body.brokenNames.add(declaration.name().text());
      body.report(
          generic
              ? new TypeProblem.NotSupported(
                  body.file,
                  declaration.headSpan(),
                  "functions inside of functions where there are type parameters")
              : new LocalFunctionProblem.Misplaced(
                  body.file, declaration.headSpan(), declaration.receiver() != null));
      return null;
    }
    Symbol.Function symbol = Symbol.Function.local(outer, declaration);
    Declared declared = new Declared(symbol, body, signature(symbol));
    Local name =
        new Local(
            Local.Kind.VAL,
            symbol.name(),
            new Type.Function(types(declared.signature), declared.signature.result()),
            symbol.nameSpan());
    if (!declaration.name().isMissing()) {
      body.declare(name, mark);
      body.functions.put(name, declared);
    }
    check(declared);
    return new TypedStatement.LocalFunction(symbol, statement.span());
  }

  private static List<TypeParameter> types(List<TypeParameter> all) {
    return all.stream().filter(each -> each instanceof TypeParameter.Type).toList();
  }

  /// Whether a function, or the class of a method, has type parameters.
  private static boolean isGeneric(Symbol.Function function) {
    Symbol.Class owner = function.owner();
    return !Type.Parameter.of(function).isEmpty()
        || owner != null && !Type.Parameter.of(owner).isEmpty();
  }

  private static List<Type> types(Signature signature) {
    List<Type> types = new ArrayList<>();
    signature.parameters().forEach(parameter -> types.add(parameter.type()));
    return types;
  }

  /// The signature as written; a result that is to be found is an error as long as it is not.
  private Signature signature(Symbol.Function symbol) {
    Declaration.Function declaration = symbol.declaration();
    LabelScope labels =
        new LabelScope(body.file, body.problems, body.tables.usedLabels(), symbol, null, null);
    TypeReader types = new TypeReader(body.tables, body.scope, body.problems, labels);
    List<ParameterInfo> parameters = Tables.readParameters(declaration, types, labels);
    TypeTree tree = declaration.result();
    boolean inferred = tree == null && declaration.body() instanceof FunctionBody.Value;
    TypeReader.Read result =
        inferred
            ? TypeReader.Read.ERROR
            : tree == null ? TypeReader.Read.of(Type.Primitive.UNIT) : types.readLabelled(tree);
    Signature signature =
        new Signature(
            symbol,
            null,
            Tables.declaredLabels(symbol, declaration.typeParameters()),
            parameters,
            result.type(),
            result.labels(),
            List.of(),
            List.of());
    if (declaration.requires() == null) {
      return signature;
    }
    List<LifetimeRelation> relations =
        new RelationReader(
                body.tables, body.file, body.problems, labels, null, parameters, result.type())
            .read(declaration.requires().relations());
    return Tables.with(signature, result.type(), relations);
  }

  private void check(Declared declared) {
    Signature written = declared.signature;
    boolean infer =
        written.result() == Type.Error.ERROR && written.symbol().declaration().result() == null;
    Body inner = FunctionChecker.inside(body, declared, infer);
    CheckedBody checked = FunctionChecker.checkInside(inner, written, infer);
    Type result = written.result();
    if (infer) {
      result = checked.block().type();
      if (StatementChecker.isUnknownNull(result)) {
        body.report(new TypeProblem.NullNeedsType(body.file, declared.symbol.nameSpan()));
        result = Type.Error.ERROR;
      }
    }
    List<ParameterInfo> parameters = new ArrayList<>(written.parameters());
    for (Local parameter : declared.captured.values()) {
      parameters.add(new ParameterInfo(parameter, Labels.NONE, false));
    }
    declared.signature =
        new Signature(
            written.symbol(),
            null,
            written.labels(),
            parameters,
            result,
            written.resultLabels(),
            written.relations(),
            written.bounds());
    declared.complete = true;
    for (OpenCall call : declared.open) {
      complete(declared, call);
    }
    List<@Nullable TypedExpression> defaults = new ArrayList<>(checked.defaults());
    while (defaults.size() < parameters.size()) {
      defaults.add(null);
    }
    body.inside.add(checked.with(declared.signature, defaults));
  }

  /// The function that a local names, or `null`.
  @Nullable Declared of(Local local) {
    for (Body at = body; at != null; at = at.around) {
      Declared found = at.functions.get(local);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// Adds what a call hands on of the function around.
  void addCaptured(
      Declared declared, List<TypedExpression.Argument> arguments, dev.veltrano.source.Span span) {
    OpenCall call = new OpenCall(body, arguments, span);
    if (declared.complete) {
      complete(declared, call);
      for (Local captured : declared.captured.keySet()) {
        if (declared.around == body) {
          body.expressions.requireValue(captured, span);
        }
      }
    } else {
      declared.open.add(call);
    }
  }

  private static void complete(Declared declared, OpenCall call) {
    int index = declared.signature.parameters().size() - declared.captured.size();
    for (Local captured : declared.captured.keySet()) {
      Local here = call.caller.reach(captured, declared.around);
      if (here != null) {
        call.caller.read(here);
        call.arguments.add(
            new TypedExpression.Argument(index, new TypedExpression.LocalUse(here, call.span)));
      }
      index++;
    }
  }
}
