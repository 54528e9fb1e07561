package dev.veltrano.format;

import dev.veltrano.syntax.Kind;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.MatchArm;
import dev.veltrano.syntax.tree.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The layout of statements, blocks and everything with branches.
abstract class StatementLayout extends ExpressionLayout {
  StatementLayout(ParsedFile parsed) {
    super(parsed);
  }

  abstract void function(Declaration.Function function);

  /// Statements on lines of their own.
  @Override
  final void statements(List<Statement> statements) {
    for (int i = 0; i < statements.size(); i++) {
      if (i > 0) {
        hard(Layout.KEEPS_BLANK);
      }
      statement(statements.get(i));
      skipSemicolons();
    }
  }

  final void block(Statement.Block block) {
    openBrace();
    skipSemicolons();
    if (block.statements().isEmpty()) {
      emptyBraces(false);
      return;
    }
    mark(Layout.INDENT_ALWAYS);
    hard(0);
    statements(block.statements());
    mark(Layout.SLOT);
    mark(Layout.DEDENT);
    hard(0);
    token(Kind.RBRACE);
  }

  final void statement(Statement statement) {
    switch (statement) {
      case Statement.Local local -> local(local);
      case Statement.LocalFunction(Declaration.Function function, _) -> function(function);
      case Statement.While loop -> {
        token(Kind.WHILE);
        space();
        condition(loop.condition());
        body(loop.body());
      }
      case Statement.For loop -> {
        token(Kind.FOR);
        space();
        token(Kind.LPAREN);
        binder(loop.binder());
        space();
        token(Kind.IN);
        space();
        expression(loop.iterated());
        token(Kind.RPAREN);
        body(loop.body());
      }
      case Statement.Labelled labelled -> {
        token(Kind.NAME);
        token(Kind.AT);
        space();
        statement(labelled.body());
      }
      case Statement.Block block -> block(block);
      case Statement.Defer defer -> {
        token(Kind.DEFER);
        space();
        statement(defer.body());
      }
      case Statement.Assign assign -> {
        expression(assign.target());
        space();
        tokensTo(assign.operatorSpan().end());
        attached(assign.value());
      }
      case Statement.Evaluate evaluate -> expression(evaluate.expression());
      case Statement.Error error -> tokensTo(error.span().end());
    }
  }

  final void local(Statement.Local local) {
    token(local.isVar() ? Kind.VAR : Kind.VAL);
    space();
    binder(local.binder());
    typeAfterColon(local.type());
    valueAfterAssign(local.value());
  }

  /// ` = value`, if there is one.
  final void valueAfterAssign(@Nullable Expression value) {
    if (value != null) {
      space();
      token(Kind.ASSIGN);
      attached(value);
    }
  }

  /// `(condition)`; the parenthesis that closes a long one gets a line of its own, so that one sees
  /// where the body begins.
  private void condition(Expression condition) {
    token(Kind.LPAREN);
    if (condition instanceof Expression.Binary) {
      open(Layout.PLAIN);
      expression(condition);
      soft();
      close();
    } else {
      expression(condition);
    }
    token(Kind.RPAREN);
  }

  /// What a loop repeats or a branch does.
  private void body(Statement body) {
    switch (body) {
      case Statement.Block block -> {
        space();
        block(block);
      }
      case Statement.Evaluate(Expression value, _) -> attached(value);
      default -> {
        open(Layout.ATTACHED);
        breakWith(1, Layout.ATTACHING);
        statement(body);
        close();
      }
    }
  }

  @Override
  final void ifExpression(Expression.If expression) {
    open(Layout.PLAIN);
    boolean hasBlock = hasBlock(expression);
    boolean isChain = expression.otherwise() instanceof Statement.Evaluate(Expression.If _, _);
    Expression.If choice = expression;
    while (true) {
      token(Kind.IF);
      space();
      condition(choice.condition());
      body(choice.then());
      Statement otherwise = choice.otherwise();
      if (otherwise == null) {
        break;
      }
      if (at(Kind.SEMICOLON)) {
        skip();
      }
      if (choice.then() instanceof Statement.Block || hasBlock && !isChain) {
        space();
      } else {
        breakWith(1, isChain ? Layout.FORCED : 0);
      }
      token(Kind.ELSE);
      if (at(Kind.IF) && otherwise instanceof Statement.Evaluate(Expression.If next, _)) {
        space();
        choice = next;
        continue;
      }
      body(otherwise);
      break;
    }
    close();
  }

  @Override
  final void matchExpression(Expression.Match match) {
    token(Kind.MATCH);
    space();
    expression(match.subject());
    space();
    openBrace();
    skipSemicolons();
    if (match.arms().isEmpty()) {
      emptyBraces(false);
      return;
    }
    mark(Layout.INDENT_ALWAYS);
    hard(0);
    for (int i = 0; i < match.arms().size(); i++) {
      if (i > 0) {
        hard(Layout.KEEPS_BLANK);
      }
      arm(match.arms().get(i));
      skipSemicolons();
    }
    mark(Layout.SLOT);
    mark(Layout.DEDENT);
    hard(0);
    token(Kind.RBRACE);
  }

  private void arm(MatchArm arm) {
    if (arm.isDefault()) {
      token(Kind.NAME);
    } else {
      token(Kind.CASE);
      space();
      patterns(arm.patterns());
      Expression guard = arm.guard();
      if (guard != null) {
        space();
        token(Kind.IF);
        space();
        expression(guard);
      }
    }
    space();
    token(Kind.ARROW);
    body(arm.body());
  }
}
