package dev.veltrano.format;

import dev.veltrano.syntax.Kind;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.tree.Argument;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.syntax.tree.UnaryOperator;
import java.util.ArrayList;
import java.util.List;

/// The layout of expressions.
///
/// Chains of operators of one precedence and chains of calls are walked in loops and break as a
/// whole. Outside of parentheses a line may only end where the statement cannot: so `&&`, `||`,
/// `?:` and `.` begin a line, and the other operators end one.
abstract class ExpressionLayout extends TypeLayout {
  ExpressionLayout(ParsedFile parsed) {
    super(parsed);
  }

  abstract void ifExpression(Expression.If expression);

  abstract void matchExpression(Expression.Match match);

  abstract void statements(List<Statement> statements);

  final void expression(Expression expression) {
    switch (expression) {
      case Expression.NumberLiteral _ -> token(Kind.NUMBER);
      case Expression.CharLiteral _ -> token(Kind.CHAR);
      case Expression.TextLiteral _ -> token(Kind.STRING);
      case Expression.FormatText _ -> formatText();
      case Expression.BoolLiteral _ -> token();
      case Expression.NullLiteral _ -> token(Kind.NULL);
      case Expression.Self _ -> token(Kind.SELF);
      case Expression.NameUse use -> {
        token(Kind.NAME);
        if (use.label() != null) {
          token(Kind.LABEL);
        }
        typeArguments(use.typeArguments());
      }
      case Expression.FunctionReference _ -> {
        token(Kind.COLON_COLON);
        token(Kind.NAME);
      }
      case Expression.Parenthesised group -> {
        token(Kind.LPAREN);
        expression(group.inner());
        token(Kind.RPAREN);
      }
      case Expression.TupleLiteral literal -> tuple(literal.elements(), this::expression);
      case Expression.ArrayLiteral literal -> array(literal);
      case Expression.Lambda lambda -> {
        if (lambda.bars()) {
          barLambda(lambda);
        } else {
          lambda(lambda);
        }
      }
      case Expression.If choice -> ifExpression(choice);
      case Expression.Match match -> matchExpression(match);
      case Expression.Return jump -> {
        token(Kind.RETURN);
        Expression value = jump.value();
        if (value != null) {
          space();
          expression(value);
        }
      }
      case Expression.Break jump -> {
        token(Kind.BREAK);
        if (jump.label() != null) {
          token(Kind.LABEL);
        }
      }
      case Expression.Continue jump -> {
        token(Kind.CONTINUE);
        if (jump.label() != null) {
          token(Kind.LABEL);
        }
      }
      case Expression.Unary unary -> unary(unary);
      case Expression.Binary binary -> binary(binary);
      case Expression.Is check -> {
        expression(check.operand());
        space();
        if (check.negated()) {
          token(Kind.BANG);
        }
        token(Kind.IS);
        space();
        type(check.type());
      }
      case Expression.Select select -> chain(select);
      case Expression.TupleSelect select -> chain(select);
      case Expression.Call call -> chain(call);
      case Expression.Index index -> chain(index);
      case Expression.NotNull notNull -> chain(notNull);
      case Expression.Error error -> tokensTo(error.span().end());
    }
  }

  // ---- what stands behind `=`, `->` and the like

  /// A break and the value behind it: on the same line if it fits or looks best there.
  final void attached(Expression value) {
    open(attachment(value));
    breakWith(1, Layout.ATTACHING);
    expression(value);
    close();
  }

  /// How a value likes to stand behind a sign.
  final int attachment(Expression value) {
    return switch (value) {
      case Expression.If choice when !hasBlock(choice) -> Layout.ATTACHED_BELOW;
      case Expression.ArrayLiteral _ -> Layout.ATTACHED_HERE;
      case Expression.TupleLiteral _ -> Layout.ATTACHED_HERE;
      case Expression.Lambda _ -> Layout.ATTACHED_HERE;
      case Expression.Binary binary when binary.operator() == BinaryOperator.ELVIS ->
          Layout.ATTACHED_HERE;
      case Expression.Unary unary when unary.operator() == UnaryOperator.TRY ->
          attachment(unary.operand());
      default -> Layout.ATTACHED;
    };
  }

  /// Whether one of the branches is in braces.
  static boolean hasBlock(Expression.If choice) {
    Expression.If at = choice;
    while (true) {
      if (at.then() instanceof Statement.Block) {
        return true;
      }
      switch (at.otherwise()) {
        case Statement.Block _ -> {
          return true;
        }
        case Statement.Evaluate(Expression.If next, _) -> at = next;
        case null, default -> {
          return false;
        }
      }
    }
  }

  // ---- operators

  private void unary(Expression.Unary unary) {
    Expression operand = unary.operand();
    if (at(Kind.BANG_BANG) && operand instanceof Expression.Unary second) {
      // two operators, one token
      operand = second.operand();
    }
    byte kind = tokens.kind(p);
    token();
    byte next = tokens.kind(p);
    boolean joins =
        kind == Kind.MINUS && next == Kind.MINUS
            || (kind == Kind.BANG || kind == Kind.BANG_BANG)
                && (next == Kind.BANG || next == Kind.BANG_BANG);
    if (kind == Kind.TRY || joins) {
      space();
    }
    expression(operand);
  }

  /// Operators that group to the left with each other.
  private static int precedence(BinaryOperator operator) {
    return switch (operator) {
      case OR -> 1;
      case AND -> 2;
      case EQUAL, NOT_EQUAL, IDENTICAL, NOT_IDENTICAL -> 3;
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> 4;
      case IN, NOT_IN -> 5;
      case ELVIS -> 6;
      case RANGE, RANGE_UNTIL, DOWN_TO, STEP -> 7;
      case BIT_OR -> 8;
      case BIT_XOR -> 9;
      case BIT_AND -> 10;
      case SHIFT_LEFT, SHIFT_RIGHT -> 11;
      case ADD, SUBTRACT -> 12;
      case MULTIPLY, DIVIDE, REMAINDER -> 13;
    };
  }

  private void binary(Expression.Binary binary) {
    int precedence = precedence(binary.operator());
    List<Expression> operands = new ArrayList<>();
    List<Expression.Binary> operators = new ArrayList<>();
    if (binary.operator() == BinaryOperator.ELVIS) {
      Expression at = binary;
      while (at instanceof Expression.Binary b && precedence(b.operator()) == precedence) {
        operands.add(b.left());
        operators.add(b);
        at = b.right();
      }
      operands.add(at);
    } else {
      Expression at = binary;
      while (at instanceof Expression.Binary b && precedence(b.operator()) == precedence) {
        operands.addFirst(b.right());
        operators.addFirst(b);
        at = b.left();
      }
      operands.addFirst(at);
    }
    open(Layout.PLAIN);
    operand(operands.getFirst());
    mark(Layout.INDENT);
    for (int i = 0; i < operators.size(); i++) {
      operator(operators.get(i));
      operand(operands.get(i + 1));
    }
    mark(Layout.DEDENT);
    close();
  }

  /// What breaks within an operand does not break the chain.
  private void operand(Expression operand) {
    open(Layout.SHIELD);
    expression(operand);
    close();
  }

  private void operator(Expression.Binary binary) {
    int end = binary.operatorSpan().end();
    switch (binary.operator()) {
      case OR, AND, ELVIS -> {
        line();
        tokensTo(end);
        space();
      }
      case RANGE, RANGE_UNTIL -> tokensTo(end);
      case IN, NOT_IN, DOWN_TO, STEP -> {
        space();
        tokensTo(end);
        space();
      }
      default -> {
        space();
        tokensTo(end);
        line();
      }
    }
  }

  // ---- calls

  /// A chain of suffixes: what it begins with, then links, each from a dot on.
  private void chain(Expression outermost) {
    List<Expression> suffixes = new ArrayList<>();
    Expression base = outermost;
    while (true) {
      Expression inner =
          switch (base) {
            case Expression.Select select -> select.receiver();
            case Expression.TupleSelect select -> select.receiver();
            case Expression.Call call -> call.callee();
            case Expression.Index index -> index.receiver();
            case Expression.NotNull notNull -> notNull.operand();
            default -> null;
          };
      if (inner == null) {
        break;
      }
      suffixes.add(base);
      base = inner;
    }
    expression(base);
    int at = suffixes.size() - 1;
    List<Integer> links = links(suffixes);
    if (links.size() < 2) {
      for (; at >= 0; at--) {
        suffix(suffixes.get(at));
      }
      return;
    }
    // The group begins behind the first name: nothing before it breaks.
    open(Layout.PLAIN);
    int link = 0;
    mark(Layout.INDENT);
    boolean shielded = false;
    for (; at >= 0; at--) {
      if (link < links.size() && at == links.get(link)) {
        soft();
        link++;
      }
      Expression suffix = suffixes.get(at);
      if (link == links.size() && !shielded && !isSelect(suffix)) {
        open(Layout.SHIELD);
        shielded = true;
      }
      suffix(suffix);
    }
    if (shielded) {
      close();
    }
    mark(Layout.DEDENT);
    close();
  }

  private static boolean isSelect(Expression suffix) {
    return suffix instanceof Expression.Select || suffix instanceof Expression.TupleSelect;
  }

  /// The suffixes, counted from the outermost, before which a chain can break: the dots of names
  /// that are called. Names before the first call stay with what the chain begins with. A chain
  /// with fewer than two has no such place.
  private static List<Integer> links(List<Expression> suffixes) {
    List<Integer> links = new ArrayList<>();
    int start = -1;
    boolean called = false;
    int calls = 0;
    for (int i = suffixes.size() - 1; i >= 0; i--) {
      Expression suffix = suffixes.get(i);
      if (isSelect(suffix)) {
        boolean callFollows = i > 0 && suffixes.get(i - 1) instanceof Expression.Call;
        if (start < 0 || called) {
          start = i;
          called = false;
        }
        if (callFollows) {
          links.add(links.isEmpty() ? i : start);
          calls++;
          called = true;
        }
      }
    }
    if (calls >= 2 && start >= 0 && !called) {
      links.add(start);
    }
    return calls < 2 ? List.of() : links;
  }

  private void suffix(Expression suffix) {
    switch (suffix) {
      case Expression.Select select -> {
        token(select.safe() ? Kind.SAFE_DOT : Kind.DOT);
        token(Kind.NAME);
        typeArguments(select.typeArguments());
      }
      case Expression.TupleSelect select -> {
        token(select.safe() ? Kind.SAFE_DOT : Kind.DOT);
        token(Kind.NUMBER);
      }
      case Expression.Call call -> {
        if (call.argumentsSpan().length() > 0) {
          arguments(call.arguments());
        }
        Expression.Lambda trailing = call.trailing();
        if (trailing != null) {
          space();
          lambda(trailing);
        }
      }
      case Expression.Index index -> {
        token(Kind.LBRACKET);
        expression(index.index());
        token(Kind.RBRACKET);
      }
      case Expression.NotNull _ -> token(Kind.BANG_BANG);
      default -> throw new IllegalStateException("no suffix: " + suffix);
    }
  }

  private void arguments(List<Argument> arguments) {
    if (arguments.size() == 1
        && arguments.getFirst() instanceof Argument.Positional argument
        && standsAlone(argument.value())) {
      token(Kind.LPAREN);
      expression(argument.value());
      if (at(Kind.COMMA)) {
        skip();
      }
      token(Kind.RPAREN);
      return;
    }
    boolean hugs =
        !arguments.isEmpty()
            && arguments.getLast() instanceof Argument.Positional(Expression.Lambda lambda, _)
            && !lambda.bars();
    list(
        Kind.LPAREN,
        Kind.RPAREN,
        arguments,
        true,
        hugs ? Layout.HUGGING : Layout.PLAIN,
        0,
        this::argument);
  }

  /// Whether a value that is the only argument stays right behind the parenthesis: what has
  /// brackets of its own, and text, which a line of its own would hardly help.
  private static boolean standsAlone(Expression value) {
    return switch (value) {
      case Expression.ArrayLiteral _ -> true;
      case Expression.Match _ -> true;
      case Expression.If choice -> hasBlock(choice);
      case Expression.Lambda lambda -> !lambda.bars();
      case Expression.TextLiteral _ -> true;
      case Expression.FormatText _ -> true;
      default -> false;
    };
  }

  private void argument(Argument argument) {
    switch (argument) {
      case Argument.Positional positional -> expression(positional.value());
      case Argument.Named named -> {
        token(Kind.NAME);
        space();
        token(Kind.ASSIGN);
        attached(named.value());
      }
      case Argument.Shorthand _ -> {
        token(Kind.DOT);
        token(Kind.NAME);
      }
      case Argument.Label _ -> token(Kind.LABEL);
    }
  }

  private void array(Expression.ArrayLiteral literal) {
    boolean fills = literal.elements().size() > 1;
    for (Expression element : literal.elements()) {
      fills &= isShort(element);
    }
    list(
        Kind.LBRACKET,
        Kind.RBRACKET,
        literal.elements(),
        true,
        Layout.PLAIN,
        fills ? Layout.FILLS | Layout.KEEPS_BLANK : 0,
        this::expression);
  }

  /// Numbers, characters and the like stand side by side in a long list.
  private static boolean isShort(Expression element) {
    return switch (element) {
      case Expression.NumberLiteral _ -> true;
      case Expression.CharLiteral _ -> true;
      case Expression.BoolLiteral _ -> true;
      case Expression.NullLiteral _ -> true;
      case Expression.Unary unary -> isShort(unary.operand());
      default -> false;
    };
  }

  // ---- lambdas

  final void lambda(Expression.Lambda lambda) {
    token(Kind.LBRACE);
    List<Statement> body = lambda.body();
    if (lambda.parameters() != null) {
      space();
      if (!lambda.parameters().isEmpty()) {
        lambdaParameters(lambda.parameters());
        space();
      }
      token(Kind.ARROW);
    }
    lambdaBody(body, lambda.parameters() != null);
  }

  private void lambdaBody(List<Statement> body, boolean hasArrow) {
    skipSemicolons();
    if (body.isEmpty()) {
      emptyBraces(hasArrow);
      return;
    }
    open(Layout.PLAIN);
    mark(Layout.INDENT);
    breakWith(1, body.size() > 1 || isControl(body.getFirst()) ? Layout.FORCED : 0);
    statements(body);
    mark(Layout.SLOT);
    mark(Layout.DEDENT);
    line();
    close();
    token(Kind.RBRACE);
  }

  /// What decides or repeats is not squeezed into a line with the braces around it.
  private static boolean isControl(Statement statement) {
    return switch (statement) {
      case Statement.While _ -> true;
      case Statement.For _ -> true;
      case Statement.Labelled _ -> true;
      case Statement.LocalFunction _ -> true;
      case Statement.Defer _ -> true;
      case Statement.Evaluate(Expression.If choice, _) -> choice.otherwise() == null;
      default -> false;
    };
  }

  /// The `}` of braces with nothing in them but comments.
  final void emptyBraces(boolean spaced) {
    if (commentsAhead()) {
      open(Layout.PLAIN);
      mark(Layout.INDENT);
      mark(Layout.SLOT);
      mark(Layout.DEDENT);
      line();
      close();
    } else if (spaced) {
      space();
    }
    token(Kind.RBRACE);
  }

  private void barLambda(Expression.Lambda lambda) {
    if (at(Kind.OR_OR)) {
      token(Kind.OR_OR);
    } else {
      token(Kind.BAR);
      if (lambda.parameters() != null) {
        lambdaParameters(lambda.parameters());
      }
      token(Kind.BAR);
    }
    space();
    if (lambda.body().size() == 1
        && lambda.body().getFirst() instanceof Statement.Evaluate(Expression value, _)
        && tokens.start(p) >= value.span().start()) {
      expression(value);
      return;
    }
    token(Kind.LBRACE);
    lambdaBody(lambda.body(), false);
  }
}
