package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.FunctionBody;
import dev.veltrano.syntax.tree.MatchArm;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.syntax.tree.TypeTree;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks one function: default values, body, result.
final class FunctionChecker {
  private FunctionChecker() {}

  /// Checks a function whose signature is known, its result excepted where `infer` is set.
  static CheckedBody check(
      Tables tables,
      ModuleScope scope,
      Signature signature,
      boolean infer,
      List<Diagnostic> problems) {
    Symbol.Function symbol = signature.symbol();
    Declaration.Function declaration = symbol.declaration();
    Symbol.Class owner = symbol.owner();
    Local self = symbol.isExtension() ? extended(signature) : signature.self();
    Symbol.Class receiver =
        self != null && self.type() instanceof Type.Named(Symbol.Class of, _) ? of : null;
    Body body =
        new Body(
            tables,
            scope,
            problems,
            self,
            receiver == null ? null : tables.classInfo(receiver),
            infer ? null : resultOf(signature, declaration),
            symbol,
            owner);
    return check(body, signature, infer);
  }

  /// The body of a function that is declared inside of another one.
  static Body inside(Body around, LocalFunctions.Declared declared, boolean infer) {
    Symbol.Function symbol = declared.symbol;
    Local self = around.self;
    Local own =
        self == null
            ? null
            : new Local(Local.Kind.PARAMETER, self.name(), self.type(), self.nameSpan());
    return new Body(
        around.tables,
        around.scope,
        around.problems,
        own,
        around.owner,
        infer ? null : resultOf(declared.signature, symbol.declaration()),
        symbol,
        null,
        around,
        declared);
  }

  /// Checks a function that is declared inside of another one.
  static CheckedBody checkInside(Body body, Signature signature, boolean infer) {
    CheckedBody checked = check(body, signature, infer);
    Body around = body.around;
    if (body.self != null
        && body.self.reads() > 0
        && body.own != null
        && around != null
        && around.self != null) {
      body.own.captured.put(around.self, body.self);
    }
    return checked;
  }

  private static CheckedBody check(Body body, Signature signature, boolean infer) {
    Declaration.Function declaration = signature.symbol().declaration();
    if (!infer && declaration.result() == null) {
      body.resultPlace = new Span(declaration.headSpan().end(), 0);
    }
    int mark = body.open();
    List<@Nullable TypedExpression> defaults = defaults(body, signature, declaration, mark);
    FunctionBody written = declaration.body();
    TypedBlock block =
        switch (written) {
          case null -> body.emptyBlock(declaration.span());
          case FunctionBody.Value(Expression value) -> valueBody(body, signature, value, infer);
          case FunctionBody.Body(Statement.Block statements) ->
              blockBody(body, signature, statements, declaration);
        };
    body.close(mark);
    return new CheckedBody(
        signature,
        defaults,
        block,
        body.changesSelf,
        List.copyOf(body.placeCalls),
        List.copyOf(body.locals()),
        body.lambdaParameters(),
        List.copyOf(body.callees),
        List.copyOf(body.constructed),
        List.copyOf(body.inside));
  }

  /// The receiver of an extension function.
  private static Local extended(Signature signature) {
    return signature.parameters().getFirst().local();
  }

  private static Expectation resultOf(Signature signature, Declaration.Function declaration) {
    TypeTree tree = declaration.result();
    String why = "the result of `" + signature.symbol().name() + "`";
    return tree == null
        ? Expectation.at(
            signature.result(), why, signature.symbol().file(), declaration.name().span())
        : Expectation.at(signature.result(), why, signature.symbol().file(), tree.span());
  }

  private static List<@Nullable TypedExpression> defaults(
      Body body, Signature signature, Declaration.Function declaration, int mark) {
    List<@Nullable TypedExpression> defaults = new ArrayList<>(signature.parameters().size());
    for (int i = 0; i < signature.parameters().size(); i++) {
      ParameterInfo parameter = signature.parameters().get(i);
      int index = signature.symbol().isExtension() ? i - 1 : i;
      if (index < 0) {
        defaults.add(null);
        continue;
      }
      Expression value = declaration.parameters().get(index).defaultValue();
      TypedExpression typed = null;
      if (value != null) {
        typed =
            body.expressions.check(
                value,
                Expectation.at(
                    parameter.type(),
                    "the type of parameter `" + parameter.name() + "`",
                    body.file,
                    declaration.parameters().get(index).type().span()));
        Symbol.Class owner = signature.symbol().owner();
        boolean exported = owner == null ? signature.symbol().exported() : owner.exported();
        if (exported) {
          Defaults.requireExported(typed, body.file, body.problems);
        }
      }
      defaults.add(typed);
      if (!parameter.name().isEmpty()) {
        body.declare(parameter.local(), mark);
      }
    }
    return defaults;
  }

  private static TypedBlock valueBody(
      Body body, Signature signature, Expression value, boolean infer) {
    Type result = signature.result();
    TypedExpression typed;
    if (infer) {
      typed = body.expressions.value(value, null);
    } else if (result == Type.Primitive.UNIT) {
      typed =
          switch (value) {
            case Expression.If conditional ->
                body.expressions.conditional(conditional, false, null);
            case Expression.Match match -> body.matches.match(match, false, null);
            default -> body.expressions.infer(value, body.result);
          };
      if (typed.type() != Type.Primitive.UNIT
          && typed.type() != Type.Primitive.NOTHING
          && body.result != null) {
        typed = body.expressions.coerce(typed, body.result, value.span());
      }
    } else {
      typed =
          body.result == null
              ? body.expressions.infer(value, null)
              : body.expressions.check(value, body.result);
    }
    return new TypedBlock(List.of(), typed, typed.type(), false, value.span());
  }

  private static TypedBlock blockBody(
      Body body,
      Signature signature,
      Statement.Block statements,
      Declaration.Function declaration) {
    TypedBlock block = body.statements.block(statements);
    Type result = signature.result();
    if (body.flow.dead() || result == Type.Primitive.UNIT || result == Type.Error.ERROR) {
      return block;
    }
    Span end = statements.closeSpan();
    if (end.length() == 0 && block.statements().isEmpty()) {
      // There is no body: that has been reported.
      return block;
    }
    if (result instanceof Type.Result(Type ok, _) && ok == Type.Primitive.UNIT) {
      return new TypedBlock(
          block.statements(),
          new TypedExpression.Outcome(true, new TypedExpression.UnitLiteral(end), result, end),
          result,
          block.braces(),
          block.span());
    }
    TypeTree tree = declaration.result();
    body.report(
        new TypeProblem.MissingReturn(
            body.file,
            end,
            signature.symbol().name(),
            result,
            tree == null ? declaration.name().span() : tree.span(),
            forgottenReturn(body, statements, block, result)));
    return block;
  }

  /// The last expression of a body, where it was meant as the result. That it has no effect is then
  /// the same mistake, so what was said about that is taken back.
  private static @Nullable Span forgottenReturn(
      Body body, Statement.Block statements, TypedBlock block, Type result) {
    if (block.statements().isEmpty()
        || !(block.statements().getLast()
            instanceof TypedStatement.Evaluate(TypedExpression last, _))) {
      return null;
    }
    List<Span> values = new ArrayList<>();
    boolean complete = lastValues(statements, values);
    boolean choice = last instanceof TypedExpression.If || last instanceof TypedExpression.Match;
    if (!choice && !last.type().equals(result)) {
      return null;
    }
    boolean taken = false;
    for (Span value : values) {
      taken |=
          body.problems.removeIf(problem ->
              problem.code() == Code.NO_EFFECT
                  && problem.labels().getFirst().span().start() == value.start());
    }
    return taken && complete ? last.span() : null;
  }

  /// Adds the places of what would be the value of a statement if it had one: the last lines of all
  /// its branches. Says whether each branch has one.
  private static boolean lastValues(@Nullable Statement statement, List<Span> values) {
    return switch (statement) {
      case Statement.Block block ->
          !block.statements().isEmpty() && lastValues(block.statements().getLast(), values);
      case Statement.Evaluate(Expression.If conditional, _) -> {
        boolean then = lastValues(conditional.then(), values);
        boolean otherwise = lastValues(conditional.otherwise(), values);
        yield then && otherwise;
      }
      case Statement.Evaluate(Expression.Match match, _) -> {
        boolean complete = true;
        for (MatchArm arm : match.arms()) {
          complete &= lastValues(arm.body(), values);
        }
        yield complete;
      }
      case Statement.Evaluate(_, Span span) -> values.add(span);
      case null -> false;
      case Statement.Local _,
          Statement.LocalFunction _,
          Statement.While _,
          Statement.For _,
          Statement.Labelled _,
          Statement.Defer _,
          Statement.Assign _,
          Statement.Error _ ->
          false;
    };
  }
}
