package dev.veltrano.syntax;

import dev.veltrano.diagnostic.Edit;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Argument;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.syntax.tree.Binder;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.FormatPart;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.LambdaParameter;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.syntax.tree.TypeArgument;
import dev.veltrano.syntax.tree.TypeTree;
import dev.veltrano.syntax.tree.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Expressions: operators by precedence climbing, suffixes in a loop, so that long chains need no
/// stack. What is not an expression becomes an [Expression.Error] and has been reported.
abstract class ExpressionGrammar extends PatternGrammar {
  private static final byte SPECIAL = 127;
  private static final byte LEVEL_OR = 1;
  private static final byte LEVEL_AND = 2;
  private static final byte LEVEL_EQUALITY = 3;
  private static final byte LEVEL_COMPARISON = 4;
  private static final byte LEVEL_CHECK = 5;
  private static final byte LEVEL_ELVIS = 6;
  private static final byte LEVEL_RANGE = 7;
  private static final byte LEVEL_CAST = 14;

  private static final byte[] LEVELS = new byte[Kind.COUNT];
  private static final BinaryOperator[] OPERATORS = new BinaryOperator[Kind.COUNT];

  static {
    infix(Kind.OR_OR, LEVEL_OR, BinaryOperator.OR);
    infix(Kind.AND_AND, LEVEL_AND, BinaryOperator.AND);
    infix(Kind.EQUAL, LEVEL_EQUALITY, BinaryOperator.EQUAL);
    infix(Kind.NOT_EQUAL, LEVEL_EQUALITY, BinaryOperator.NOT_EQUAL);
    infix(Kind.IDENTICAL, LEVEL_EQUALITY, BinaryOperator.IDENTICAL);
    infix(Kind.NOT_IDENTICAL, LEVEL_EQUALITY, BinaryOperator.NOT_IDENTICAL);
    infix(Kind.LESS, LEVEL_COMPARISON, BinaryOperator.LESS);
    infix(Kind.LESS_EQUAL, LEVEL_COMPARISON, BinaryOperator.LESS_OR_EQUAL);
    infix(Kind.IN, LEVEL_CHECK, BinaryOperator.IN);
    infix(Kind.ELVIS, LEVEL_ELVIS, BinaryOperator.ELVIS);
    infix(Kind.RANGE, LEVEL_RANGE, BinaryOperator.RANGE);
    infix(Kind.RANGE_UNTIL, LEVEL_RANGE, BinaryOperator.RANGE_UNTIL);
    infix(Kind.BAR, (byte) 8, BinaryOperator.BIT_OR);
    infix(Kind.CARET, (byte) 9, BinaryOperator.BIT_XOR);
    infix(Kind.AMPERSAND, (byte) 10, BinaryOperator.BIT_AND);
    infix(Kind.SHIFT_LEFT, (byte) 11, BinaryOperator.SHIFT_LEFT);
    infix(Kind.PLUS, (byte) 12, BinaryOperator.ADD);
    infix(Kind.MINUS, (byte) 12, BinaryOperator.SUBTRACT);
    infix(Kind.STAR, (byte) 13, BinaryOperator.MULTIPLY);
    infix(Kind.SLASH, (byte) 13, BinaryOperator.DIVIDE);
    infix(Kind.PERCENT, (byte) 13, BinaryOperator.REMAINDER);
    for (byte kind :
        new byte[] {Kind.GREATER, Kind.BANG, Kind.NAME, Kind.IS, Kind.ELLIPSIS, Kind.QUESTION}) {
      LEVELS[kind] = SPECIAL;
    }
  }

  private static void infix(byte kind, byte level, BinaryOperator operator) {
    LEVELS[kind] = level;
    OPERATORS[kind] = operator;
  }

  // what the last call of specialInfix found
  private int infixLevel;
  private int infixWidth;
  private BinaryOperator infixOperator = BinaryOperator.OR;
  private @Nullable Habit infixHabit;
  private String infixWritten = "";

  /// Where the expression statement began that may end in `++`; -1 for none.
  private int incrementFrom = -1;

  /// The token before which an expression was missing last; its node stands behind the token
  /// before.
  private int missingAt = -1;

  /// Whether the innermost braces are those of a lambda.
  boolean inLambda;

  /// Whether a chain that is too long was reported for the current item.
  boolean chainReported;

  ExpressionGrammar(Tokens tokens, Problems problems) {
    super(tokens, problems);
  }

  abstract Expression ifExpression();

  abstract Expression matchExpression();

  abstract @Nullable Expression switchExpression();

  abstract List<Statement> statements();

  abstract Statement.Block block();

  // ---- operators

  final Expression expression() {
    Expression left = binary(LEVEL_OR);
    if (at(Kind.QUESTION) && sameLine(p)) {
      return ternary(left);
    }
    return left;
  }

  /// An expression that is a statement and may turn out to be `x++`, which the caller handles.
  final Expression statementExpression() {
    int saved = incrementFrom;
    incrementFrom = p;
    Expression expression = expression();
    incrementFrom = saved;
    return expression;
  }

  private Expression binary(int min) {
    int first = p;
    int start = starts[p];
    Expression left = unary();
    if (missingAt == first) {
      start = first == 0 ? 0 : ends[first - 1];
    }
    int nonAssociative = 0;
    while (true) {
      int kind = kinds[p];
      int level = LEVELS[kind];
      if (level < min) {
        return left;
      }
      int width = 1;
      BinaryOperator operator;
      if (level == SPECIAL) {
        if (!specialInfix()) {
          return left;
        }
        level = infixLevel;
        width = infixWidth;
        operator = infixOperator;
        if (level < min) {
          return left;
        }
        if (infixHabit != null) {
          reportInfix(infixHabit);
        }
      } else {
        operator = OPERATORS[kind];
      }
      if ((flags[p] & Tokens.NEWLINE) != 0
          && (mode & LOOSE) == 0
          && level > LEVEL_AND
          && level != LEVEL_ELVIS) {
        return left;
      }
      if (kind == kinds[p + 1] && (kind == Kind.PLUS || kind == Kind.MINUS) && isIncrement(p)) {
        if (incrementFrom == first && min == LEVEL_OR) {
          return left;
        }
        incrementValue();
        continue;
      }
      int from = p;
      int leftHeight = height;
      switch (level) {
        case LEVEL_ELVIS -> {
          left = elvis(start, left);
          continue;
        }
        case LEVEL_CHECK -> {
          if (operator != BinaryOperator.IN && operator != BinaryOperator.NOT_IN) {
            left = check(start, left, width);
            continue;
          }
        }
        case LEVEL_CAST -> {
          left = cast(start, left);
          continue;
        }
        case LEVEL_EQUALITY, LEVEL_COMPARISON -> {
          if (kind == Kind.LESS && kinds[p + 1] == Kind.GREATER && touches(p + 1)) {
            Span written = Span.of(starts[p], ends[p + 1]);
            habit(Habit.NOT_EQUAL, "", written, replace(written, "!="));
            operator = BinaryOperator.NOT_EQUAL;
            width = 2;
          }
          if (nonAssociative == level && left instanceof Expression.Binary compared) {
            left = chained(start, compared, operator, width, level);
            continue;
          }
          nonAssociative = level;
        }
        default -> {}
      }
      width = oddOperator(kind, width, from);
      p = from + width;
      Span operatorSpan = Span.of(starts[from], ends[p - 1]);
      Expression right = binary(level + 1);
      left = new Expression.Binary(operator, left, right, operatorSpan, since(start));
      left = grown(left, Math.max(leftHeight, height) + 1);
    }
  }

  /// Sets the height of what was just built; a tree that grows too high is cut.
  final Expression grown(Expression expression, int newHeight) {
    if (newHeight <= MAX_HEIGHT) {
      height = newHeight;
      return expression;
    }
    if (!chainReported) {
      chainReported = true;
      report(
          new SyntaxProblem.ExpressionTooLong(
              file, new Span(expression.span().start(), 1), MAX_HEIGHT));
    }
    height = 0;
    return new Expression.Error(expression.span());
  }

  /// Operators that other languages write with more characters; the new width.
  private int oddOperator(int kind, int width, int from) {
    int next = from + width;
    if (!touches(next)) {
      return width;
    }
    if (kind == Kind.RANGE && kinds[next] == Kind.ASSIGN) {
      Span written = Span.of(starts[from], ends[next]);
      habit(Habit.RANGE_INCLUSIVE, "", written, replace(written, ".."));
      return width + 1;
    }
    if (kind == Kind.STAR && kinds[next] == Kind.STAR) {
      habit(Habit.POWER, "", Span.of(starts[from], ends[next]));
      return width + 1;
    }
    return width;
  }

  /// Operators of more than one token, words, and those of other languages. Tells whether there is
  /// one, and leaves what it is in the `infix` fields.
  private boolean specialInfix() {
    infixWidth = 1;
    infixHabit = null;
    switch (kinds[p]) {
      case Kind.IS -> {
        infixLevel = LEVEL_CHECK;
        infixOperator = BinaryOperator.EQUAL;
        return true;
      }
      case Kind.BANG -> {
        int next = kinds[p + 1];
        if ((next != Kind.IS && next != Kind.IN) || !touches(p + 1)) {
          return false;
        }
        infixLevel = LEVEL_CHECK;
        infixWidth = 2;
        infixOperator = next == Kind.IN ? BinaryOperator.NOT_IN : BinaryOperator.NOT_EQUAL;
        return true;
      }
      case Kind.GREATER -> {
        return greater();
      }
      case Kind.ELLIPSIS -> {
        if (!startsOperand(p + 1) || !sameLine(p)) {
          return false;
        }
        infixHabit = Habit.RANGE_INCLUSIVE;
        infixWritten = "..";
        infixLevel = LEVEL_RANGE;
        infixOperator = BinaryOperator.RANGE;
        return true;
      }
      case Kind.QUESTION -> {
        if (kinds[p + 1] == Kind.QUESTION && touches(p + 1) && sameLine(p)) {
          infixLevel = LEVEL_ELVIS;
          return true;
        }
        return false;
      }
      default -> {
        return values[p] < Words.COUNT && wordInfix();
      }
    }
  }

  private boolean greater() {
    int next = kinds[p + 1];
    if (!touches(p + 1)) {
      next = Kind.EOF;
    }
    if (next == Kind.GREATER) {
      int third = touches(p + 2) ? kinds[p + 2] : Kind.EOF;
      if (third == Kind.ASSIGN) {
        return false;
      }
      infixLevel = 11;
      infixWidth = 2;
      infixOperator = BinaryOperator.SHIFT_RIGHT;
      if (third == Kind.GREATER && sameLine(p)) {
        infixHabit = Habit.UNSIGNED_SHIFT;
        infixWritten = "";
        infixWidth = 3;
      }
      return true;
    }
    if (next == Kind.EQUAL) {
      return false;
    }
    infixLevel = LEVEL_COMPARISON;
    infixWidth = next == Kind.ASSIGN ? 2 : 1;
    infixOperator = next == Kind.ASSIGN ? BinaryOperator.GREATER_OR_EQUAL : BinaryOperator.GREATER;
    return true;
  }

  private boolean wordInfix() {
    int word = values[p];
    if (!sameLine(p)) {
      return false;
    }
    if (word == Words.STEP || word == Words.DOWN_TO) {
      infixLevel = LEVEL_RANGE;
      infixOperator = word == Words.STEP ? BinaryOperator.STEP : BinaryOperator.DOWN_TO;
      return true;
    }
    boolean safeCast = word == Words.AS && kinds[p + 1] == Kind.QUESTION;
    if (!safeCast && (!startsOperand(p + 1) || !sameLine(p + 1) || kinds[p + 1] == Kind.LBRACE)) {
      return false;
    }
    String written;
    switch (word) {
      case Words.AND -> {
        written = "&&";
        infixLevel = LEVEL_AND;
        infixOperator = BinaryOperator.AND;
      }
      case Words.OR -> {
        written = "||";
        infixLevel = LEVEL_OR;
        infixOperator = BinaryOperator.OR;
      }
      case Words.XOR -> {
        written = "^";
        infixLevel = 9;
        infixOperator = BinaryOperator.BIT_XOR;
      }
      case Words.SHL -> {
        written = "<<";
        infixLevel = 11;
        infixOperator = BinaryOperator.SHIFT_LEFT;
      }
      case Words.SHR -> {
        written = ">>";
        infixLevel = 11;
        infixOperator = BinaryOperator.SHIFT_RIGHT;
      }
      case Words.MOD -> {
        written = "%";
        infixLevel = 13;
        infixOperator = BinaryOperator.REMAINDER;
      }
      case Words.UNTIL -> {
        written = "..<";
        infixLevel = LEVEL_RANGE;
        infixOperator = BinaryOperator.RANGE_UNTIL;
      }
      case Words.INSTANCEOF -> {
        infixHabit = Habit.INSTANCE_OF;
        infixWritten = "is";
        infixLevel = LEVEL_CHECK;
        infixOperator = BinaryOperator.EQUAL;
        return true;
      }
      case Words.AS -> {
        infixLevel = LEVEL_CAST;
        return true;
      }
      default -> {
        return false;
      }
    }
    infixHabit = Habit.WORD_OPERATOR;
    infixWritten = written;
    return true;
  }

  private void reportInfix(Habit habit) {
    if (isQuiet()) {
      return;
    }
    Span written = Span.of(starts[p], ends[p + infixWidth - 1]);
    if (infixWritten.isEmpty()) {
      habit(habit, "", written);
    } else {
      habit(
          habit,
          file.text(written) + Habit.SEPARATOR + infixWritten,
          written,
          replace(written, infixWritten));
    }
  }

  private Expression elvis(int start, Expression left) {
    int mark = mark();
    push(left);
    int highest = height;
    int operators = 0;
    List<Span> spans = new ArrayList<>(1);
    while (atElvis()) {
      if (at(Kind.ELVIS)) {
        spans.add(spanOf(p));
        p++;
      } else {
        Span written = Span.of(starts[p], ends[p + 1]);
        habit(Habit.NULLISH, "", written, replace(written, "?:"));
        spans.add(written);
        p += 2;
      }
      push(binary(LEVEL_RANGE));
      highest = Math.max(highest, height);
      operators++;
    }
    List<Expression> operands = popTo(mark);
    int end = p == 0 ? 0 : ends[p - 1];
    Expression right = operands.getLast();
    for (int i = operators - 1; i >= 0; i--) {
      Expression operand = operands.get(i);
      int from = i == 0 ? start : operand.span().start();
      right =
          new Expression.Binary(
              BinaryOperator.ELVIS,
              operand,
              right,
              spans.get(i),
              Span.of(from, Math.max(end, right.span().end())));
    }
    return grown(right, highest + operators);
  }

  private boolean atElvis() {
    if (at(Kind.ELVIS)) {
      return true;
    }
    return at(Kind.QUESTION) && kinds[p + 1] == Kind.QUESTION && touches(p + 1) && sameLine(p);
  }

  /// `is T` and `!is T`.
  private Expression check(int start, Expression operand, int width) {
    boolean negated = width == 2;
    p += width;
    int operandHeight = height;
    TypeTree type = type("a type after `is`");
    Expression check = new Expression.Is(negated, operand, type, since(start));
    height = operandHeight + 1;
    while (at(Kind.BAR) && sameLine(p) && kinds[p + 1] == Kind.NAME) {
      String subject = isSimple(operand) ? file.text(operand.span()) : "";
      int bar = p;
      p++;
      TypeTree other = type("a type");
      Span written = spanOf(bar);
      if (subject.isEmpty()) {
        habit(Habit.IS_EITHER, "", written);
      } else {
        String operator = negated ? "&& " + subject + " !is" : "|| " + subject + " is";
        habit(Habit.IS_EITHER, "", written, replace(bar, operator));
      }
      Expression second = new Expression.Is(negated, operand, other, since(start));
      check =
          new Expression.Binary(
              negated ? BinaryOperator.AND : BinaryOperator.OR,
              check,
              second,
              written,
              since(start));
      check = grown(check, height + 1);
    }
    return grown(check, height);
  }

  private static boolean isSimple(Expression expression) {
    return switch (expression) {
      case Expression.NameUse use -> use.label() == null && use.typeArguments().isEmpty();
      case Expression.Self _ -> true;
      case Expression.NumberLiteral _ -> true;
      case Expression.Select select ->
          select.typeArguments().isEmpty() && isSimple(select.receiver());
      case Expression.TupleSelect select -> isSimple(select.receiver());
      default -> false;
    };
  }

  private Expression chained(
      int start, Expression.Binary compared, BinaryOperator operator, int width, int level) {
    int from = p;
    p += width;
    Span operatorSpan = Span.of(starts[from], ends[p - 1]);
    Expression middle = compared.right();
    int before = height;
    boolean simple = isSimple(middle);
    if (!isQuiet()) {
      // `a < b < c` becomes `a < b && b < c`
      int gap = middle.span().end();
      report(
          new SyntaxProblem.ChainedComparison(
              file,
              operatorSpan,
              compared.operator().text(),
              operator.text(),
              simple ? file.text(middle.span()) : "",
              Span.of(gap, starts[from])));
      silence();
    }
    Expression right = binary(level + 1);
    Expression second =
        new Expression.Binary(operator, middle, right, operatorSpan, since(middle.span().start()));
    Expression both =
        new Expression.Binary(BinaryOperator.AND, compared, second, operatorSpan, since(start));
    return grown(both, Math.max(before, height) + 2);
  }

  /// `x as T` of Kotlin and Rust.
  private Expression cast(int start, Expression operand) {
    int from = p;
    p++;
    eat(Kind.QUESTION);
    int typeFrom = p;
    TypeTree type = type("a type");
    Span written = Span.of(starts[from], ends[p - 1]);
    String number =
        type instanceof TypeTree.Named named && p == typeFrom + 1
            ? TypeNames.number(named.path().text())
            : "";
    if (number.isEmpty()) {
      habit(Habit.TYPE_CAST, "", written);
      return new Expression.Error(since(start));
    }
    String call = ".to" + number + "()";
    Edit edit = replace(Span.of(operand.span().end(), written.end()), call);
    habit(Habit.CAST, call, written, edit);
    Name method = new Name("to" + number, written);
    Expression select = new Expression.Select(operand, false, method, List.of(), since(start));
    return grown(
        new Expression.Call(select, List.of(), null, new Span(written.end(), 0), since(start)),
        height + 1);
  }

  /// `condition ? a : b` of C and its kin.
  private Expression ternary(Expression condition) {
    int question = p;
    int start = condition.span().start();
    int highest = height;
    p++;
    Expression then = binary(LEVEL_OR);
    highest = Math.max(highest, height);
    if (!at(Kind.COLON)) {
      if (!isQuiet()) {
        habitMaybe(Habit.TERNARY, "", spanOf(question));
        silence();
      }
      return new Expression.Error(since(start));
    }
    int colon = p;
    p++;
    int saved = nesting;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Expression.Error(since(start));
    }
    nesting++;
    Expression otherwise = expression();
    nesting = saved;
    Span span = since(start);
    habit(
        Habit.TERNARY,
        "",
        Span.of(starts[question], ends[question]),
        insert(start, "if ("),
        replace(Span.of(condition.span().end(), starts[question + 1]), ") "),
        replace(Span.of(then.span().end(), starts[colon + 1]), " else "));
    return grown(
        new Expression.If(
            condition,
            new Statement.Evaluate(then, then.span()),
            new Statement.Evaluate(otherwise, otherwise.span()),
            span),
        Math.max(highest, height) + 1);
  }

  // ---- increments

  /// Whether `++` or `--` at the token ends an expression.
  final boolean isIncrement(int token) {
    if (kinds[token] != kinds[token + 1] || !touches(token + 1)) {
      return false;
    }
    return endsStatement(token + 2)
        || kinds[token + 2] == Kind.COMMA
        || !startsOperand(token + 2) && LEVELS[kinds[token + 2]] != 0;
  }

  private void incrementValue() {
    Span written = Span.of(starts[p], ends[p + 1]);
    if (!isQuiet()) {
      habit(Habit.INCREMENT_VALUE, file.text(written), written);
      silence();
    }
    p += 2;
  }

  // ---- prefixes

  private Expression unary() {
    return switch (kinds[p]) {
      case Kind.MINUS,
          Kind.BANG,
          Kind.BANG_BANG,
          Kind.TILDE,
          Kind.TRY,
          Kind.PLUS,
          Kind.AMPERSAND,
          Kind.STAR,
          Kind.AND_AND ->
          prefixed();
      default -> postfix();
    };
  }

  private Expression prefixed() {
    int first = p;
    int last = p;
    while (true) {
      switch (kinds[p]) {
        case Kind.MINUS -> {
          if (kinds[p + 1] == Kind.MINUS
              && touches(p + 1)
              && kinds[p + 2] == Kind.NAME
              && touches(p + 2)) {
            prefixIncrement();
            first = p;
            last = p;
            continue;
          }
          p++;
        }
        case Kind.BANG, Kind.BANG_BANG, Kind.TILDE -> p++;
        case Kind.TRY -> {
          if (kinds[p + 1] == Kind.LBRACE && isTryBlock(p + 1)) {
            return first == p ? tryBlock() : folded(first, last, tryBlock());
          }
          p++;
        }
        case Kind.PLUS, Kind.AMPERSAND, Kind.STAR, Kind.AND_AND -> {
          if (!foreignPrefix()) {
            return first == p ? missingExpression() : folded(first, last, missingExpression());
          }
          if (first == last) {
            first = p;
            last = p;
          }
          continue;
        }
        default -> {
          return folded(first, last, postfix());
        }
      }
      last = p;
    }
  }

  private void prefixIncrement() {
    Span written = Span.of(starts[p], ends[p + 1]);
    if (!isQuiet()) {
      habit(Habit.INCREMENT_VALUE, file.text(written), written);
    }
    p += 2;
  }

  /// `+x`, `&x`, `*x`: skips the operator; false where no operand follows.
  private boolean foreignPrefix() {
    int from = p;
    if (!startsOperand(p + 1)
        && kinds[p + 1] != Kind.PLUS
        && kinds[p + 1] != Kind.AMPERSAND
        && kinds[p + 1] != Kind.STAR) {
      return false;
    }
    if (breaksLine(p + 1) || (!at(Kind.PLUS) && !touches(p + 1))) {
      return false;
    }
    int last = p;
    if (at(Kind.PLUS) && kinds[p + 1] == Kind.PLUS && touches(p + 1)) {
      prefixIncrement();
      return true;
    }
    if (at(Kind.AMPERSAND) && isWord(p + 1, Words.MUT) && startsOperand(p + 2)) {
      last = p + 1;
    }
    Span written = Span.of(starts[from], ends[last]);
    Edit delete = replace(Span.of(starts[from], starts[last + 1]), "");
    if (!isQuiet()) {
      if (at(Kind.PLUS)) {
        habit(Habit.UNARY_PLUS, "", written, delete);
      } else {
        habit(Habit.REFERENCE, file.text(written), written, delete);
      }
    }
    p = last + 1;
    return true;
  }

  /// The operators of the tokens `[first, last)` around the operand.
  private Expression folded(int first, int last, Expression operand) {
    int end = Math.max(p == 0 ? 0 : ends[p - 1], operand.span().end());
    for (int i = last - 1; i >= first; i--) {
      UnaryOperator operator;
      switch (kinds[i]) {
        case Kind.MINUS -> operator = UnaryOperator.NEGATE;
        case Kind.TILDE -> operator = UnaryOperator.BIT_NOT;
        case Kind.TRY -> operator = UnaryOperator.TRY;
        case Kind.BANG, Kind.BANG_BANG -> operator = UnaryOperator.NOT;
        default -> {
          continue;
        }
      }
      if (kinds[i] == Kind.BANG_BANG) {
        operand = new Expression.Unary(operator, operand, Span.of(starts[i] + 1, end));
        operand = grown(operand, height + 1);
      }
      operand = new Expression.Unary(operator, operand, Span.of(starts[i], end));
      operand = grown(operand, height + 1);
    }
    return operand;
  }

  private boolean isTryBlock(int open) {
    int behind = values[open] + 1;
    return isWord(behind, Words.CATCH) || isWord(behind, Words.FINALLY);
  }

  /// `try { … } catch (…) { … } finally { … }`: its blocks are read for their own mistakes.
  private Expression tryBlock() {
    int from = p;
    habit(Habit.TRY_BLOCK, "", spanOf(p));
    p++;
    block();
    while (isWord(p, Words.CATCH) || isWord(p, Words.FINALLY)) {
      p++;
      if (at(Kind.LPAREN)) {
        p = values[p] + 1;
      }
      if (at(Kind.LBRACE)) {
        block();
      }
    }
    height = 0;
    return new Expression.Error(spanFrom(from));
  }

  // ---- suffixes

  final Expression postfix() {
    int first = p;
    int start = starts[p];
    Expression e = primary();
    if (missingAt == first) {
      start = first == 0 ? 0 : ends[first - 1];
    }
    while (true) {
      switch (kinds[p]) {
        case Kind.DOT, Kind.SAFE_DOT -> e = grown(select(start, e), height + 1);
        case Kind.LPAREN -> {
          if (!sameLine(p) || missingAt == p) {
            return e;
          }
          e = call(start, first, e);
        }
        case Kind.LBRACKET -> {
          if (!sameLine(p) || missingAt == p) {
            return e;
          }
          e = index(start, e);
        }
        case Kind.BANG_BANG -> {
          if (!sameLine(p)) {
            return e;
          }
          p++;
          e = grown(new Expression.NotNull(e, since(start)), height + 1);
        }
        case Kind.LBRACE -> {
          if ((mode & NO_TRAILING) != 0
              || !sameLine(p)
              || !takesLambda(e)
              || kinds[p + 1] == Kind.CASE) {
            return e;
          }
          if (isStructLiteral(e)) {
            e = structLiteral(start, e);
          } else {
            int before = height;
            Expression.Lambda lambda = lambda();
            e =
                new Expression.Call(
                    e, List.of(), lambda, new Span(lambda.span().start(), 0), since(start));
            e = grown(e, Math.max(before, height) + 1);
          }
        }
        case Kind.COLON_COLON -> {
          if (!touches(p) || e instanceof Expression.Error) {
            return e;
          }
          if (kinds[p + 1] == Kind.LESS) {
            e = turbofish(start, e);
          } else if (kinds[p + 1] == Kind.NAME) {
            habit(Habit.PATH_SEPARATOR, "", spanOf(p), replace(p, "."));
            e = grown(select(start, e), height + 1);
          } else {
            return e;
          }
        }
        case Kind.BANG -> {
          if (!(e instanceof Expression.NameUse) || !isMacro()) {
            return e;
          }
          habit(Habit.MACRO, "", Span.of(start, ends[p]), macroEdit(start));
          p++;
          if (at(Kind.LBRACKET) && start == starts[p - 2] && tokens.text(p - 2).equals("vec")) {
            e = primary();
          }
        }
        case Kind.QUESTION -> {
          if (!sameLine(p) || !isTryMark()) {
            return e;
          }
          boolean more = kinds[p + 1] == Kind.LBRACKET || kinds[p + 1] == Kind.LPAREN;
          habit(
              Habit.QUESTION_MARK,
              "",
              spanOf(p),
              insert(start, more ? "(try " : "try "),
              replace(p, more ? ")" : ""));
          p++;
          e = grown(new Expression.Unary(UnaryOperator.TRY, e, since(start)), height + 1);
        }
        default -> {
          return e;
        }
      }
    }
  }

  private static boolean takesLambda(Expression e) {
    return e instanceof Expression.Call
        || e instanceof Expression.NameUse
        || e instanceof Expression.Select
        || (e instanceof Expression.Error && e.span().length() > 0);
  }

  private boolean isMacro() {
    return touches(p)
        && touches(p + 1)
        && (kinds[p + 1] == Kind.LPAREN || kinds[p + 1] == Kind.LBRACKET);
  }

  private Edit macroEdit(int start) {
    boolean vec = kinds[p + 1] == Kind.LBRACKET && file.text(start, starts[p]).equals("vec");
    return vec ? replace(Span.of(start, ends[p]), "") : replace(p, "");
  }

  /// Whether the `?` is Rust's: nothing follows that it could choose.
  private boolean isTryMark() {
    int next = p + 1;
    if (kinds[next] == Kind.QUESTION) {
      return false;
    }
    return endsStatement(next)
        || kinds[next] == Kind.COMMA
        || (touches(next)
            && (kinds[next] == Kind.LBRACKET || kinds[next] == Kind.LPAREN)
            && touches(p)
            && !hasColonBehind(next))
        || (!startsOperand(next) && LEVELS[kinds[next]] != 0);
  }

  private boolean hasColonBehind(int token) {
    return kinds[after(token)] == Kind.COLON;
  }

  private Expression select(int start, Expression receiver) {
    boolean safe = at(Kind.SAFE_DOT);
    int dot = p;
    p++;
    if (receiver instanceof Expression.NumberLiteral
        && touches(dot)
        && (!at(Kind.NAME) || (flags[p] & Tokens.NEWLINE) != 0)
        && !at(Kind.NUMBER)
        && !isQuiet()) {
      Span written = Span.of(start, ends[dot]);
      report(
          new SyntaxProblem.BadNumber(
              file,
              written,
              "a number needs a digit behind its point",
              "add a zero",
              file.text(written) + "0"));
      return receiver;
    }
    if (at(Kind.NAME)) {
      Name name = takeName();
      List<TypeArgument> arguments =
          at(Kind.LESS) && typeArgumentsAhead(p) ? typeArguments() : List.of();
      return new Expression.Select(receiver, safe, name, arguments, since(start));
    }
    if (at(Kind.NUMBER)) {
      int digits = p;
      p++;
      return new Expression.TupleSelect(
          receiver, safe, smallNumber(digits), spanOf(digits), since(start));
    }
    Name name = name("a name after `" + (safe ? "?." : ".") + "`");
    return new Expression.Select(receiver, safe, name, List.of(), since(start));
  }

  /// The index of a tuple field; -1 where it is no index that a tuple has.
  private int smallNumber(int token) {
    int length = ends[token] - starts[token];
    if (length > 5) {
      return -1;
    }
    int value = 0;
    for (int i = starts[token]; i < ends[token]; i++) {
      int digit = source[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private Expression turbofish(int start, Expression receiver) {
    int colons = p;
    p++;
    habit(Habit.TURBOFISH, "", spanOf(colons), replace(colons, ""));
    List<TypeArgument> arguments = typeArguments();
    return switch (receiver) {
      case Expression.NameUse use ->
          new Expression.NameUse(use.name(), use.label(), arguments, since(start));
      case Expression.Select select ->
          new Expression.Select(
              select.receiver(), select.safe(), select.name(), arguments, since(start));
      default -> receiver;
    };
  }

  private Expression call(int start, int callee, Expression function) {
    int before = height;
    int open = p;
    List<Argument> arguments = arguments(callee);
    Span argumentsSpan = spanFrom(open);
    int highest = Math.max(before, height);
    Expression.Lambda trailing = null;
    if (at(Kind.LBRACE) && (mode & NO_TRAILING) == 0 && sameLine(p)) {
      trailing = lambda();
      highest = Math.max(highest, height);
    }
    Expression call =
        new Expression.Call(function, arguments, trailing, argumentsSpan, since(start));
    return grown(call, highest + 1);
  }

  private List<Argument> arguments(int callee) {
    if (nesting >= MAX_NESTING && tooDeep()) {
      return List.of();
    }
    int open = p;
    int saved = mode;
    mode = LOOSE;
    nesting++;
    p++;
    int mark = mark();
    int highest = 0;
    while (!Kind.isCloser(kinds[p])) {
      int before = p;
      height = 0;
      push(argument());
      highest = Math.max(highest, height);
      if (kinds[p] == Kind.RPAREN) {
        break;
      }
      if (kinds[p] == Kind.COMMA) {
        p++;
      } else if (!more(Kind.RPAREN, before, argumentsPurpose(callee, open))) {
        break;
      }
    }
    close(open);
    nesting--;
    mode = saved;
    height = highest;
    return popTo(mark);
  }

  private String argumentsPurpose(int callee, int open) {
    if (kinds[open - 1] == Kind.NAME) {
      return "to close the arguments of `" + shortText(open - 1) + "`";
    }
    return kinds[callee] == Kind.NAME && callee + 1 == open
        ? "to close the arguments of `" + shortText(callee) + "`"
        : "to close the arguments";
  }

  private Argument argument() {
    int from = p;
    switch (kinds[p]) {
      case Kind.NAME -> {
        if (kinds[p + 1] == Kind.ASSIGN) {
          Name name = takeName();
          p++;
          Expression value = expression();
          return new Argument.Named(name, value, spanFrom(from));
        }
        if (kinds[p + 1] == Kind.COLON && startsOperand(p + 2)) {
          Name name = takeName();
          habit(Habit.NAMED_ARGUMENT, "", spanOf(p), replace(p, touches(p + 1) ? " = " : " ="));
          p++;
          Expression value = expression();
          return new Argument.Named(name, value, spanFrom(from));
        }
      }
      case Kind.DOT -> {
        if (kinds[p + 1] == Kind.NAME) {
          p++;
          Name name = takeName();
          return new Argument.Shorthand(name, spanFrom(from));
        }
      }
      case Kind.LABEL -> {
        LabelName label = takeLabel();
        return new Argument.Label(label, label.span());
      }
      case Kind.ELLIPSIS -> {
        if (startsOperand(p + 1)) {
          habit(Habit.SPREAD, "", spanOf(p));
          p++;
        }
      }
      default -> {}
    }
    Expression value = expression();
    if ((at(Kind.FAT_ARROW) || at(Kind.ARROW)) && arrowParameters(value) != null) {
      value = arrowLambda(from, value);
    }
    return new Argument.Positional(value, value.span());
  }

  private Expression index(int start, Expression receiver) {
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Expression.Error(since(start));
    }
    int before = height;
    int open = p;
    int saved = mode;
    mode = LOOSE;
    nesting++;
    p++;
    Expression index = expression();
    if (at(Kind.COLON) && !isQuiet()) {
      habitMaybe(Habit.SLICE, "", spanOf(p), replace(p, "..<"));
      silence();
    } else if (!at(Kind.RBRACKET)) {
      expected("`]` to close the index");
    }
    close(open);
    nesting--;
    mode = saved;
    return grown(new Expression.Index(receiver, index, since(start)), Math.max(before, height) + 1);
  }

  // ---- primaries

  private Expression primary() {
    int from = p;
    height = 0;
    switch (kinds[p]) {
      case Kind.NAME -> {
        if (values[p] < Words.COUNT) {
          if (startsItemLine()) {
            return missingExpression();
          }
          Expression foreign = values[p] >= Words.FN ? foreignExpression() : null;
          if (foreign != null) {
            return foreign;
          }
        }
        return nameUse();
      }
      case Kind.NUMBER -> {
        p++;
        return new Expression.NumberLiteral(values[from] == 1, spanOf(from));
      }
      case Kind.STRING -> {
        p++;
        return new Expression.TextLiteral(
            textOf(from), (values[from] & Tokens.RAW) != 0, spanOf(from));
      }
      case Kind.CHAR -> {
        p++;
        return new Expression.CharLiteral(values[from], spanOf(from));
      }
      case Kind.FORMAT_OPEN -> {
        return formatText();
      }
      case Kind.TRUE, Kind.FALSE -> {
        p++;
        return new Expression.BoolLiteral(kinds[from] == Kind.TRUE, spanOf(from));
      }
      case Kind.NULL -> {
        p++;
        return new Expression.NullLiteral(spanOf(from));
      }
      case Kind.SELF -> {
        p++;
        return new Expression.Self(spanOf(from));
      }
      case Kind.LPAREN -> {
        return parenthesised();
      }
      case Kind.LBRACKET -> {
        return array();
      }
      case Kind.LBRACE -> {
        return (mode & NO_TRAILING) != 0 ? missingExpression() : lambda();
      }
      case Kind.BAR, Kind.OR_OR -> {
        return barLambda();
      }
      case Kind.COLON_COLON -> {
        p++;
        Name name = name("the name of a function after `::`");
        return new Expression.FunctionReference(name, spanFrom(from));
      }
      case Kind.IF -> {
        return ifExpression();
      }
      case Kind.MATCH -> {
        return matchExpression();
      }
      case Kind.RETURN, Kind.BREAK, Kind.CONTINUE -> {
        return jump();
      }
      case Kind.DOT -> {
        if (kinds[p + 1] == Kind.NUMBER && touches(p + 1)) {
          p += 2;
          Span span = spanFrom(from);
          report(
              new SyntaxProblem.BadNumber(
                  file,
                  span,
                  "a number needs a digit before its point",
                  "add a zero",
                  "0" + file.text(span)));
          return new Expression.NumberLiteral(true, span);
        }
      }
      case Kind.FUN -> {
        if (kinds[p + 1] == Kind.LPAREN) {
          return anonymousFunction();
        }
      }
      case Kind.ELLIPSIS -> {
        if (startsOperand(p + 1)) {
          habit(Habit.SPREAD, "", spanOf(p));
          p++;
          Expression spread = primary();
          return spread;
        }
      }
      default -> {}
    }
    return missingExpression();
  }

  final Expression missingExpression() {
    expected("an expression");
    missingAt = p;
    height = 0;
    return new Expression.Error(nowhere());
  }

  private Expression nameUse() {
    int from = p;
    Name name = takeName();
    LabelName label = null;
    if (kinds[p] == Kind.LABEL && touches(p)) {
      label = takeLabel();
    }
    List<TypeArgument> arguments = List.of();
    if (kinds[p] == Kind.LESS && typeArgumentsAhead(p)) {
      arguments = typeArguments();
    }
    if (at(Kind.FAT_ARROW) && sameLine(p) && p == from + 1) {
      return arrowLambda(from, new Expression.NameUse(name, null, List.of(), name.span()));
    }
    return new Expression.NameUse(name, label, arguments, spanFrom(from));
  }

  private @Nullable Expression foreignExpression() {
    int from = p;
    if (nesting >= MAX_NESTING) {
      return kinds[p + 1] == Kind.NAME && sameLine(p + 1) && tooDeep()
          ? new Expression.Error(spanFrom(from))
          : null;
    }
    nesting++;
    Expression foreign = foreignPrimary();
    nesting--;
    return foreign;
  }

  /// Words that begin an expression in other languages; `null` where this is just a name.
  private @Nullable Expression foreignPrimary() {
    int word = values[p];
    boolean operand = startsOperand(p + 1) && sameLine(p + 1);
    int next = kinds[p + 1];
    // behind a name these are calls, indices and operators
    boolean plain =
        operand
            && next != Kind.LPAREN
            && next != Kind.LBRACKET
            && next != Kind.LBRACE
            && next != Kind.MINUS
            && next != Kind.BAR
            && next != Kind.OR_OR
            && next != Kind.BANG_BANG
            && next != Kind.COLON_COLON
            && !(next == Kind.BANG && (kinds[p + 2] == Kind.IS || kinds[p + 2] == Kind.IN))
            && !(next == Kind.NAME && isInfixWord(p + 1));
    switch (word) {
      case Words.NEW -> {
        if (next == Kind.NAME && plain) {
          habit(Habit.NEW, "", spanOf(p), deleteWord(p));
          p++;
          return primary();
        }
      }
      case Words.NOT -> {
        if (plain) {
          habit(Habit.WORD_OPERATOR, "not" + Habit.SEPARATOR + "!", spanOf(p), notEdit());
          int from = p;
          p++;
          Expression operandOf = postfix();
          return grown(
              new Expression.Unary(UnaryOperator.NOT, operandOf, spanFrom(from)), height + 1);
        }
      }
      case Words.AWAIT, Words.ASYNC -> {
        if (plain) {
          habit(Habit.AWAIT, names[word], spanOf(p));
          p++;
          return primary();
        }
      }
      case Words.MOVE -> {
        if (next == Kind.BAR || next == Kind.OR_OR) {
          int close = p + 2;
          // `move || ready` asks a variable of that name
          boolean lambda =
              next == Kind.OR_OR
                  ? kinds[close] == Kind.LBRACE
                  : kinds[close] == Kind.NAME && looksLikeBars(close);
          if (lambda) {
            habit(Habit.MOVE, "move", spanOf(p), deleteWord(p));
            p++;
            return barLambda();
          }
        }
      }
      case Words.THROW -> {
        if (plain) {
          int from = p;
          habit(Habit.THROW, "", spanOf(p));
          p++;
          expression();
          height = 0;
          return new Expression.Error(spanFrom(from));
        }
      }
      case Words.FUNCTION, Words.FUNC, Words.FN -> {
        if (next == Kind.LPAREN && kinds[values[p + 1] + 1] == Kind.LBRACE) {
          return anonymousFunction();
        }
      }
      case Words.SWITCH, Words.WHEN -> {
        return switchExpression();
      }
      default -> {}
    }
    return null;
  }

  private Edit notEdit() {
    return replace(Span.of(starts[p], starts[p + 1]), "!");
  }

  private boolean looksLikeBars(int token) {
    int i = token;
    while (kinds[i] == Kind.NAME || kinds[i] == Kind.COMMA || kinds[i] == Kind.COLON) {
      i++;
    }
    return kinds[i] == Kind.BAR;
  }

  final boolean isInfixWord(int token) {
    return switch (values[token]) {
      case Words.STEP,
          Words.DOWN_TO,
          Words.AND,
          Words.OR,
          Words.XOR,
          Words.SHL,
          Words.SHR,
          Words.MOD,
          Words.UNTIL,
          Words.AS,
          Words.INSTANCEOF ->
          true;
      default -> false;
    };
  }

  /// `fun(x: Int): Int { … }` as a value: read for its own mistakes, as a lambda.
  private Expression anonymousFunction() {
    int from = p;
    habit(Habit.ANONYMOUS_FUNCTION, "", spanOf(p));
    p++;
    p = values[p] + 1;
    if (at(Kind.COLON) || at(Kind.ARROW)) {
      p++;
      type("the result type");
    }
    if (at(Kind.LBRACE) || at(Kind.FAT_ARROW)) {
      eat(Kind.FAT_ARROW);
      if (at(Kind.LBRACE)) {
        block();
      }
    } else if (eat(Kind.ASSIGN)) {
      expression();
    }
    height = 0;
    return new Expression.Error(spanFrom(from));
  }

  private Expression formatText() {
    int from = p;
    boolean raw = (values[p] & Tokens.RAW) != 0;
    p++;
    int mark = mark();
    int highest = 0;
    while (true) {
      if (at(Kind.FORMAT_TEXT)) {
        int facts = values[p];
        String value =
            (facts & Tokens.ESCAPES) == 0
                ? file.text(starts[p], ends[p])
                : Escapes.decode(source, starts[p], ends[p], raw, true);
        push(new FormatPart.Text(value, spanOf(p)));
        p++;
      } else if (at(Kind.HOLE_OPEN)) {
        push(hole());
        highest = Math.max(highest, height);
      } else {
        break;
      }
    }
    eat(Kind.FORMAT_CLOSE);
    height = highest + 1;
    return new Expression.FormatText(popTo(mark), raw, spanFrom(from));
  }

  private FormatPart hole() {
    int open = p;
    height = 0;
    if (nesting >= MAX_NESTING && tooDeep()) {
      Expression error = new Expression.Error(spanFrom(open));
      return new FormatPart.Hole(error, null, nowhere(), spanFrom(open));
    }
    int saved = mode;
    mode = LOOSE;
    nesting++;
    p++;
    Expression value = expression();
    int close = values[open];
    int spec = close - 1;
    boolean hasSpec = spec > open && kinds[spec] == Kind.HOLE_SPEC;
    int end = hasSpec ? spec : close;
    if (p < end) {
      expected("the end of the hole");
      p = end;
    }
    Span specSpan = hasSpec ? Span.of(starts[spec] + 1, ends[spec]) : new Span(ends[p - 1], 0);
    String text = hasSpec ? file.text(specSpan) : null;
    close(open);
    nesting--;
    mode = saved;
    return new FormatPart.Hole(value, text, specSpan, spanFrom(open));
  }

  private Expression parenthesised() {
    int open = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Expression.Error(spanFrom(open));
    }
    int saved = mode;
    mode = LOOSE;
    nesting++;
    p++;
    int mark = mark();
    int highest = 0;
    boolean comma = false;
    while (!Kind.isCloser(kinds[p])) {
      int before = p;
      height = 0;
      push(expression());
      highest = Math.max(highest, height);
      if (at(Kind.COLON) && kinds[before] == Kind.NAME && p == before + 1) {
        // parameters of a lambda as TypeScript writes them
        p++;
        type("a type");
      }
      boolean more = more(Kind.RPAREN, before, "to close the parentheses");
      comma |= kinds[p - 1] == Kind.COMMA;
      if (!more) {
        break;
      }
    }
    close(open);
    nesting--;
    mode = saved;
    height = highest + 1;
    List<Expression> elements = popTo(mark);
    Expression value =
        elements.size() == 1 && !comma
            ? new Expression.Parenthesised(elements.getFirst(), spanFrom(open))
            : new Expression.TupleLiteral(elements, spanFrom(open));
    if (at(Kind.FAT_ARROW) && sameLine(p) && arrowParameters(value) != null) {
      return arrowLambda(open, value);
    }
    return grown(value, height);
  }

  private Expression array() {
    int open = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Expression.Error(spanFrom(open));
    }
    int saved = mode;
    mode = LOOSE;
    nesting++;
    p++;
    int mark = mark();
    int highest = 0;
    while (!Kind.isCloser(kinds[p])) {
      int before = p;
      height = 0;
      push(expression());
      highest = Math.max(highest, height);
      if (!more(Kind.RBRACKET, before, "to close the array")) {
        break;
      }
    }
    close(open);
    nesting--;
    mode = saved;
    return grown(new Expression.ArrayLiteral(popTo(mark), spanFrom(open)), highest + 1);
  }

  private Expression jump() {
    int from = p;
    p++;
    if (kinds[from] == Kind.RETURN) {
      if (at(Kind.LABEL) && touches(p)) {
        return returnLabel(from);
      }
      Expression value = null;
      if (!endsStatement(p) && startsOperand(p) || at(Kind.PLUS) && sameLine(p)) {
        if (nesting >= MAX_NESTING && tooDeep()) {
          return new Expression.Error(spanFrom(from));
        }
        nesting++;
        value = expression();
        nesting--;
      }
      return grown(new Expression.Return(value, spanFrom(from)), height + 1);
    }
    LabelName label = null;
    if (at(Kind.LABEL)) {
      if (touches(p) || !endsStatement(p)) {
        if (!touches(p)) {
          String word = tokens.text(from);
          Span gap = Span.of(starts[from], ends[p]);
          String written = word + tokens.text(p);
          habit(Habit.JUMP_LABEL, written, gap, replace(gap, written));
        }
        label = takeLabel();
      }
    } else if (at(Kind.NAME) && !endsStatement(p) && endsStatement(p + 1)) {
      Span written = Span.of(starts[from], ends[p]);
      String text = tokens.text(from) + "@" + names[values[p]];
      habit(Habit.JUMP_LABEL, text, written, replace(written, text));
      label = new LabelName(names[values[p]], spanOf(p));
      p++;
    }
    return kinds[from] == Kind.BREAK
        ? new Expression.Break(label, spanFrom(from))
        : new Expression.Continue(label, spanFrom(from));
  }

  private Expression returnLabel(int from) {
    Span written = Span.of(starts[from], ends[p]);
    String text = file.text(written);
    boolean valued = !endsStatement(p + 1) && startsOperand(p + 1);
    boolean last = valued && inLambda && lastInBraces(p + 1);
    p++;
    if (last) {
      habit(Habit.RETURN_LABEL, text, written, replace(Span.of(starts[from], starts[p]), ""));
    } else {
      habitMaybe(Habit.RETURN_LABEL_EARLY, text, written);
    }
    if (valued) {
      Expression value = expression();
      return last ? value : new Expression.Error(spanFrom(from));
    }
    return new Expression.Error(spanFrom(from));
  }

  /// Whether the statement that begins at the token is the last one of its braces.
  private boolean lastInBraces(int token) {
    int i = token;
    while (kinds[i] != Kind.EOF && !Kind.isCloser(kinds[i])) {
      i = after(i);
      if ((flags[i] & Tokens.NEWLINE) != 0 || kinds[i] == Kind.SEMICOLON) {
        return kinds[i] == Kind.RBRACE;
      }
    }
    return kinds[i] == Kind.RBRACE;
  }

  // ---- lambdas

  final Expression.Lambda lambda() {
    int open = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Expression.Lambda(null, List.of(), false, spanFrom(open));
    }
    int saved = mode;
    mode = 0;
    nesting++;
    p++;
    List<LambdaParameter> parameters = null;
    if (at(Kind.ARROW)) {
      p++;
      parameters = List.of();
    } else if (parametersAhead()) {
      parameters = braceParameters();
    }
    boolean savedLambda = inLambda;
    inLambda = true;
    List<Statement> body = statements();
    inLambda = savedLambda;
    close(open);
    nesting--;
    mode = saved;
    height++;
    return new Expression.Lambda(parameters, body, false, spanFrom(open));
  }

  private boolean parametersAhead() {
    if (at(Kind.NAME)) {
      byte next = kinds[p + 1];
      return next == Kind.ARROW
          || next == Kind.COMMA
          || next == Kind.COLON
          || next == Kind.FAT_ARROW;
    }
    if (at(Kind.LPAREN)) {
      byte next = kinds[values[p] + 1];
      return next == Kind.ARROW || next == Kind.COMMA;
    }
    return false;
  }

  private List<LambdaParameter> braceParameters() {
    int mark = mark();
    while (true) {
      Binder binder = binder("a parameter of the lambda");
      TypeTree type = null;
      if (eat(Kind.COLON)) {
        type = type("the type of the parameter", false);
      }
      push(new LambdaParameter(binder, type, since(binder.span().start())));
      if (!at(Kind.COMMA)) {
        break;
      }
      p++;
    }
    if (!eat(Kind.ARROW)) {
      if (at(Kind.FAT_ARROW)) {
        habit(Habit.LAMBDA_ARROW, "", spanOf(p), replace(p, "->"));
        p++;
      } else {
        expected("`->` after the parameters of the lambda");
      }
    }
    return popTo(mark);
  }

  /// `|a, b| body`.
  private Expression barLambda() {
    int from = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Expression.Error(spanFrom(from));
    }
    nesting++;
    int mark = mark();
    if (!eat(Kind.OR_OR)) {
      p++;
      while (!at(Kind.BAR) && !Kind.isCloser(kinds[p]) && !at(Kind.EOF)) {
        int before = p;
        Binder binder = binder("a parameter of the lambda");
        TypeTree type = eat(Kind.COLON) ? type("the type of the parameter") : null;
        push(new LambdaParameter(binder, type, since(binder.span().start())));
        if (!eat(Kind.COMMA) || p == before) {
          break;
        }
      }
      expect(Kind.BAR, "`|` to close the parameters of the lambda");
    }
    List<LambdaParameter> parameters = popTo(mark);
    if (at(Kind.ARROW)) {
      p++;
      type("the result type");
      habit(Habit.ARROW_LAMBDA, "x", spanOf(from));
    }
    List<Statement> body;
    if (at(Kind.LBRACE)) {
      body = block().statements();
    } else {
      Expression value = expression();
      body = List.of(new Statement.Evaluate(value, value.span()));
    }
    nesting--;
    return grown(new Expression.Lambda(parameters, body, true, spanFrom(from)), height + 1);
  }

  /// The names that stand before a `=>`, if these can be parameters.
  private static @Nullable List<LambdaParameter> arrowParameters(Expression value) {
    List<LambdaParameter> parameters = new ArrayList<>();
    List<Expression> elements =
        switch (value) {
          case Expression.Parenthesised group -> List.of(group.inner());
          case Expression.TupleLiteral tuple -> tuple.elements();
          default -> List.of(value);
        };
    for (Expression element : elements) {
      if (!(element instanceof Expression.NameUse use)) {
        return null;
      }
      parameters.add(
          new LambdaParameter(new Binder.Single(use.name(), use.span()), null, use.span()));
    }
    return parameters;
  }

  /// `(a, b) => body` of JavaScript, `a -> body` of Java; the current token is the arrow.
  private Expression arrowLambda(int from, Expression head) {
    List<LambdaParameter> found = arrowParameters(head);
    List<LambdaParameter> parameters = found == null ? List.of() : found;
    int arrow = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Expression.Error(spanFrom(from));
    }
    nesting++;
    p++;
    StringBuilder text = new StringBuilder();
    for (LambdaParameter parameter : parameters) {
      text.append(text.isEmpty() ? "" : ", ").append(file.text(parameter.span()));
    }
    Span headSpan = Span.of(starts[from], ends[arrow]);
    Expression result;
    if (at(Kind.LBRACE)) {
      int brace = p;
      List<Statement> body = block().statements();
      Span deleted = Span.of(starts[from], ends[brace]);
      habit(
          Habit.ARROW_LAMBDA,
          text.toString(),
          headSpan,
          replace(deleted, "{ " + (text.isEmpty() ? "" : text + " ") + "->"));
      result = new Expression.Lambda(parameters, body, false, spanFrom(from));
    } else {
      Expression value = expression();
      habit(
          Habit.ARROW_LAMBDA,
          text.toString(),
          headSpan,
          replace(headSpan, "{ " + (text.isEmpty() ? "" : text + " ") + "->"),
          insert(Math.max(value.span().end(), headSpan.end()), " }"));
      result =
          new Expression.Lambda(
              parameters,
              List.of(new Statement.Evaluate(value, value.span())),
              false,
              spanFrom(from));
    }
    nesting--;
    return grown(result, height + 1);
  }

  // ---- Rust's struct literals

  /// `Point { x: 1, y: 2 }`: a name in upper case, fields, and no arrow.
  private boolean isStructLiteral(Expression callee) {
    if (!(callee instanceof Expression.NameUse use)
        || kinds[p + 1] != Kind.NAME
        || kinds[p + 2] != Kind.COLON
        || use.name().isMissing()
        || !Character.isUpperCase(use.name().text().codePointAt(0))) {
      return false;
    }
    int close = values[p];
    int i = p + 1;
    while (i < close) {
      if (kinds[i] == Kind.ARROW) {
        return false;
      }
      i = after(i);
    }
    return true;
  }

  private Expression structLiteral(int start, Expression callee) {
    int open = p;
    int close = values[p];
    List<Edit> edits = new ArrayList<>();
    edits.add(
        replace(
            Span.of(
                callee.span().end(),
                (flags[p + 1] & Tokens.NEWLINE) != 0 ? ends[p] : starts[p + 1]),
            "("));
    int saved = mode;
    mode = LOOSE;
    p++;
    int mark = mark();
    int highest = 0;
    while (!Kind.isCloser(kinds[p])) {
      int before = p;
      height = 0;
      if (at(Kind.NAME) && kinds[p + 1] == Kind.COLON) {
        Name name = takeName();
        edits.add(replace(p, touches(p) ? " =" : "="));
        p++;
        Expression value = expression();
        push(new Argument.Named(name, value, spanFrom(before)));
      } else if (at(Kind.NAME) && (kinds[p + 1] == Kind.COMMA || p + 1 == close)) {
        edits.add(insert(starts[p], "."));
        Name name = takeName();
        push(new Argument.Shorthand(name, name.span()));
      } else {
        Expression value = expression();
        push(new Argument.Positional(value, value.span()));
      }
      highest = Math.max(highest, height);
      if (!more(Kind.RBRACE, before, "to close the fields")) {
        break;
      }
    }
    close(open);
    mode = saved;
    boolean ownLine = (flags[close] & Tokens.NEWLINE) != 0;
    edits.add(ownLine ? replace(close, ")") : replace(Span.of(ends[close - 1], ends[close]), ")"));
    habit(Habit.STRUCT_LITERAL, "", spanOf(open), List.copyOf(edits), true);
    List<Argument> arguments = popTo(mark);
    return grown(
        new Expression.Call(callee, arguments, null, spanFrom(open), since(start)), highest + 1);
  }
}
