package dev.veltrano.syntax;

import dev.veltrano.diagnostic.Edit;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.syntax.tree.Binder;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.MatchArm;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Pattern;
import dev.veltrano.syntax.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What decides and repeats: `if`, `match`, `while`, `for`, and what other languages have for them.
abstract class ControlGrammar extends ExpressionGrammar {

  /// What is not Veltrano in the arms of the innermost `match`; reported as one.
  private @Nullable List<Edit> armEdits;

  private @Nullable Span armPlace;
  private boolean armsExact = true;

  /// Whether the arms are conditions, as in a `when` without a subject.
  private boolean conditionArms;

  /// Whether the innermost choice was begun with a word of another language.
  private boolean foreignChoice;

  ControlGrammar(Tokens tokens, Problems problems) {
    super(tokens, problems);
  }

  abstract Statement statement();

  abstract boolean isDeclaredWord(int word);

  // ---- conditions and bodies

  /// `(condition)`; the current token should be the parenthesis.
  final Expression condition(String keyword) {
    if (!at(Kind.LPAREN) || isLargerCondition()) {
      return bareCondition(keyword);
    }
    int open = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Expression.Error(spanFrom(open));
    }
    int saved = mode;
    mode = LOOSE;
    nesting++;
    p++;
    Expression condition;
    if (isConditionPattern()) {
      condition = conditionPattern(values[open]);
    } else {
      condition = expression();
      if (at(Kind.ASSIGN) && !isQuiet()) {
        habit(Habit.CONDITION_ASSIGNS, "", spanOf(p), replace(p, "=="));
        Span sign = spanOf(p);
        p++;
        int first = height;
        Expression right = expression();
        condition =
            new Expression.Binary(
                BinaryOperator.EQUAL,
                condition,
                right,
                sign,
                Span.between(condition.span(), right.span()));
        height = Math.max(height, first) + 1;
      }
    }
    if (!at(Kind.RPAREN)) {
      expected("`)` to close the condition of `" + keyword + "`");
    }
    close(open);
    nesting--;
    mode = saved;
    return condition;
  }

  /// Whether the parentheses are only the beginning of the condition: `if (a) && (b) {`.
  private boolean isLargerCondition() {
    int behind = values[p] + 1;
    if (!sameLine(behind)) {
      return false;
    }
    return switch (kinds[behind]) {
      case Kind.AND_AND,
          Kind.OR_OR,
          Kind.EQUAL,
          Kind.NOT_EQUAL,
          Kind.LESS,
          Kind.LESS_EQUAL,
          Kind.GREATER,
          Kind.PLUS,
          Kind.SLASH,
          Kind.PERCENT,
          Kind.DOT,
          Kind.SAFE_DOT,
          Kind.IS,
          Kind.IN,
          Kind.RANGE ->
          true;
      default -> false;
    };
  }

  private boolean isConditionPattern() {
    return at(Kind.VAL)
        || at(Kind.VAR)
        || (isWord(p, Words.LET) && (kinds[p + 1] == Kind.NAME || kinds[p + 1] == Kind.LPAREN));
  }

  private Expression conditionPattern(int end) {
    int from = p;
    habit(Habit.CONDITION_PATTERN, "", spanOf(p));
    while (p < end && !at(Kind.LBRACE)) {
      p = after(p);
    }
    return new Expression.Error(spanFrom(from));
  }

  /// A condition without parentheses.
  private Expression bareCondition(String keyword) {
    int from = p;
    if (isConditionPattern()) {
      int brace = p;
      while (kinds[brace] != Kind.LBRACE && !endsStatement(brace)) {
        brace = after(brace);
      }
      return conditionPattern(brace);
    }
    if (endsStatement(p) || at(Kind.LBRACE)) {
      expected("`(` and the condition of `" + keyword + "`");
      return new Expression.Error(nowhere());
    }
    int saved = mode;
    mode |= NO_TRAILING;
    Expression condition = expression();
    mode = saved;
    if (p > from) {
      boolean block = at(Kind.LBRACE);
      int end = Math.max(ends[p - 1], starts[from]);
      if (block) {
        habit(
            Habit.CONDITION_PARENTHESES,
            keyword,
            Span.of(starts[from], end),
            insert(starts[from], "("),
            insert(end, ")"));
      } else {
        if (!isQuiet()) {
          habitMaybe(
              Habit.CONDITION_PARENTHESES,
              keyword,
              Span.of(starts[from], end),
              insert(starts[from], "("),
              insert(end, ")"));
        }
      }
    }
    return condition;
  }

  /// The block or statement that `owner` decides about or repeats.
  final Statement body(String owner) {
    if (at(Kind.LBRACE)) {
      return block();
    }
    if (at(Kind.COLON) && !isQuiet()) {
      habitMaybe(Habit.COLON_BLOCK, "", spanOf(p));
      p++;
    }
    if (isWord(p, Words.THEN) && startsOperand(p + 1) && sameLine(p + 1)) {
      byte next = kinds[p + 1];
      if (next == Kind.NAME || next == Kind.NUMBER || next == Kind.STRING || next == Kind.LBRACE) {
        habit(Habit.THEN, "", spanOf(p), deleteWord(p));
        p++;
        if (at(Kind.LBRACE)) {
          return block();
        }
      }
    }
    int from = p;
    switch (kinds[p]) {
      case Kind.SEMICOLON,
          Kind.RBRACE,
          Kind.RPAREN,
          Kind.RBRACKET,
          Kind.EOF,
          Kind.ELSE,
          Kind.HOLE_CLOSE,
          Kind.STRAY_BRACE,
          Kind.COMMA -> {
        expected("a block or a statement as the body of " + owner);
        return new Statement.Error(nowhere());
      }
      case Kind.VAL, Kind.VAR, Kind.FUN -> {
        if (!(at(Kind.FUN) && kinds[p + 1] == Kind.LPAREN)) {
          return declarationBody(owner);
        }
      }
      default -> {}
    }
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Statement.Error(spanFrom(from));
    }
    nesting++;
    Statement statement = statement();
    nesting--;
    if (p == from) {
      expected("a block or a statement as the body of " + owner);
    }
    return statement;
  }

  private Statement declarationBody(String owner) {
    int from = p;
    boolean quiet = isQuiet();
    Statement declaration = statement();
    if (!quiet) {
      misplaced(
          spanOf(from),
          "a declaration cannot be the whole body of " + owner + ": nothing could use it",
          "put it into braces",
          insert(starts[from], "{ "),
          insert(ends[p - 1], " }"));
    }
    return declaration;
  }

  // ---- if

  @Override
  final Expression ifExpression() {
    int start = starts[p];
    p++;
    Expression condition = condition("if");
    int highest = height;
    height = 0;
    Statement then = body("`if`");
    highest = Math.max(highest, height);
    if (elifAhead()) {
      return elseIfChain(start, condition, then, highest);
    }
    if (!elseAhead()) {
      return grown(new Expression.If(condition, then, null, since(start)), highest + 1);
    }
    p++;
    if (at(Kind.IF) && sameLine(p)) {
      return elseIfChain(start, condition, then, highest);
    }
    height = 0;
    Statement otherwise = body("`else`");
    return grown(
        new Expression.If(condition, then, otherwise, since(start)), Math.max(highest, height) + 1);
  }

  /// Whether an `else` follows; then it is the current token (for `elif` the one before its `if`).
  private boolean elseAhead() {
    if (at(Kind.ELSE)) {
      return kinds[p + 1] != Kind.ARROW;
    }
    if (at(Kind.SEMICOLON) && kinds[p + 1] == Kind.ELSE) {
      p++;
      return true;
    }
    return false;
  }

  /// `elif` and its kin, which are reported; then the word stands for the `if` behind an `else`.
  private boolean elifAhead() {
    boolean ahead =
        (isWord(p, Words.ELIF) || isWord(p, Words.ELSEIF) || isWord(p, Words.ELSIF))
            && startsOperand(p + 1)
            && sameLine(p + 1);
    if (ahead) {
      habit(Habit.ELSE_IF, tokens.text(p), spanOf(p), replace(p, "else if"));
    }
    return ahead;
  }

  /// `else if` upon `else if`, in a loop: such chains grow long.
  private Expression elseIfChain(int start, Expression condition, Statement then, int highest) {
    List<Expression> conditions = new ArrayList<>();
    List<Statement> bodies = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    Statement otherwise = null;
    while (true) {
      places.add(starts[p]);
      p++;
      height = 0;
      conditions.add(condition("if"));
      highest = Math.max(highest, height);
      height = 0;
      bodies.add(body("`if`"));
      highest = Math.max(highest, height);
      if (elifAhead()) {
        continue;
      }
      if (!elseAhead()) {
        break;
      }
      p++;
      if (!at(Kind.IF) || !sameLine(p)) {
        height = 0;
        otherwise = body("`else`");
        highest = Math.max(highest, height);
        break;
      }
    }
    int end = ends[p - 1];
    int links = conditions.size();
    if (highest + links + 1 > MAX_HEIGHT) {
      return grown(new Expression.Error(since(start)), highest + links + 1);
    }
    for (int i = links - 1; i >= 0; i--) {
      Span span = Span.of(places.get(i), end);
      Expression link = new Expression.If(conditions.get(i), bodies.get(i), otherwise, span);
      otherwise = new Statement.Evaluate(link, span);
    }
    height = highest + links + 1;
    return new Expression.If(condition, then, otherwise, since(start));
  }

  // ---- loops

  final Statement whileLoop() {
    int from = p;
    p++;
    Expression condition = condition("while");
    int highest = height;
    height = 0;
    Statement body = body("`while`");
    height = Math.max(highest, height) + 1;
    return new Statement.While(condition, body, spanFrom(from));
  }

  final Statement forLoop() {
    int from = p;
    p++;
    if (!at(Kind.LPAREN) || isBareTuple()) {
      return bareFor(from);
    }
    int open = p;
    if (isThreePart(open)) {
      return threePartFor(from, open);
    }
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Statement.Error(spanFrom(from));
    }
    int saved = mode;
    mode = LOOSE;
    nesting++;
    p++;
    forKeyword();
    Binder binder;
    Expression iterated;
    if (at(Kind.NAME) && kinds[p + 1] == Kind.NAME && kinds[p + 2] == Kind.COLON) {
      // `for (Type x : xs)` of Java
      Span head = Span.of(starts[p], starts[p + 3]);
      String name = names[values[p + 1]];
      habit(Habit.FOR_EACH, "", Span.of(starts[p], ends[p + 2]), replace(head, name + " in "));
      p++;
      Name bound = takeName();
      binder = new Binder.Single(bound, bound.span());
      p++;
      iterated = expression();
    } else {
      binder = binder("a name after `for (`");
      iterated = forIterated();
    }
    if (!at(Kind.RPAREN)) {
      expected("`)` to close the head of `for`");
    }
    close(open);
    nesting--;
    mode = saved;
    return forBody(from, binder, iterated);
  }

  private Statement forBody(int from, Binder binder, Expression iterated) {
    int highest = height;
    height = 0;
    Statement body = body("`for`");
    height = Math.max(highest, height) + 1;
    return new Statement.For(binder, iterated, body, spanFrom(from));
  }

  /// `val`, `let` or `const` before the name in a `for`.
  private void forKeyword() {
    boolean keyword =
        at(Kind.VAL)
            || at(Kind.VAR)
            || at(Kind.CONST)
            || ((isWord(p, Words.LET) || isWord(p, Words.AUTO) || isWord(p, Words.FINAL))
                && kinds[p + 1] != Kind.IN
                && kinds[p + 1] != Kind.COLON);
    if (keyword) {
      habit(Habit.FOR_KEYWORD, tokens.text(p), spanOf(p), deleteWord(p));
      p++;
    }
  }

  private Expression forIterated() {
    if (at(Kind.IN)) {
      p++;
    } else if (isWord(p, Words.OF) || at(Kind.COLON)) {
      boolean touching = at(Kind.COLON) && touches(p);
      habit(Habit.FOR_EACH, "", spanOf(p), replace(p, touching ? " in" : "in"));
      p++;
    } else if (at(Kind.COLON_ASSIGN) || at(Kind.ASSIGN)) {
      expected("`in` and what the `for` walks over");
      p++;
    } else {
      expected("`in` and what the `for` walks over");
      if (!startsOperand(p)) {
        return new Expression.Error(nowhere());
      }
    }
    return expression();
  }

  private boolean isBareTuple() {
    return kinds[values[p] + 1] == Kind.IN;
  }

  /// `for x in xs { … }`.
  private Statement bareFor(int from) {
    int first = p;
    if (at(Kind.LBRACE) || endsStatement(p)) {
      expected("`(` and what the `for` walks over");
      Name none = new Name("", nowhere());
      return forBody(from, new Binder.Single(none, none.span()), new Expression.Error(nowhere()));
    }
    forKeyword();
    Binder binder;
    if (at(Kind.NAME) && kinds[p + 1] == Kind.COMMA && kinds[p + 2] == Kind.NAME) {
      // `for k, v in m` of Python and Go
      Name key = takeName();
      p++;
      Name value = takeName();
      Span span = Span.between(key.span(), value.span());
      binder =
          new Binder.Tuple(
              List.of(new Binder.Single(key, key.span()), new Binder.Single(value, value.span())),
              span);
    } else {
      binder = binder("a name after `for`");
    }
    int saved = mode;
    mode |= NO_TRAILING;
    Expression iterated = forIterated();
    mode = saved;
    if (p > first) {
      int end = Math.max(ends[p - 1], starts[first]);
      Span written = Span.of(starts[first], end);
      if (isQuiet()) {
        return forBody(from, binder, iterated);
      }
      if (binder instanceof Binder.Tuple && kinds[first] == Kind.NAME) {
        habit(
            Habit.FOR_PARENTHESES,
            "",
            written,
            insert(starts[first], "(("),
            insert(binder.span().end(), ")"),
            insert(end, ")"));
      } else {
        habit(Habit.FOR_PARENTHESES, "", written, insert(starts[first], "("), insert(end, ")"));
      }
    }
    return forBody(from, binder, iterated);
  }

  private boolean isThreePart(int open) {
    int close = values[open];
    for (int i = open + 1; i < close; i = after(i)) {
      if (kinds[i] == Kind.SEMICOLON) {
        return true;
      }
    }
    return false;
  }

  /// `for (int i = 0; i < n; i++)`, which is rewritten where it is that simple.
  private Statement threePartFor(int from, int open) {
    int close = values[open];
    Span head = Span.of(starts[from], ends[close]);
    int i = open + 1;
    while (kinds[i] != Kind.ASSIGN && kinds[i] != Kind.COLON_ASSIGN && i < close) {
      i++;
    }
    int nameAt = i - 1;
    if (i >= close || kinds[nameAt] != Kind.NAME || i - open > 4) {
      habit(Habit.FOR_THREE_OTHER, "", head);
      p = close + 1;
      return forBody(from, unnamed(head), new Expression.Error(head));
    }
    if (kinds[i - 2] == Kind.COLON) {
      nameAt = i - 3;
    }
    Name name = new Name(names[values[nameAt]], spanOf(nameAt));
    int saved = mode;
    mode = LOOSE;
    int firstAt = i + 1;
    p = firstAt;
    Expression low = expression();
    int lowEnd = p > firstAt ? ends[p - 1] : starts[firstAt];
    String range = "";
    Expression iterated = new Expression.Error(head);
    if (at(Kind.SEMICOLON) && isWord(p + 1, values[nameAt]) && kinds[p + 2] != Kind.SEMICOLON) {
      int operator = p + 2;
      boolean orEqual =
          kinds[operator] == Kind.LESS_EQUAL
              || (kinds[operator] == Kind.GREATER
                  && kinds[operator + 1] == Kind.ASSIGN
                  && touches(operator + 1));
      boolean up = kinds[operator] == Kind.LESS || kinds[operator] == Kind.LESS_EQUAL;
      boolean down = kinds[operator] == Kind.GREATER;
      p = operator + (down && orEqual ? 2 : 1);
      if ((up || (down && orEqual)) && p < close && lowEnd > starts[firstAt]) {
        int highAt = p;
        Expression high = expression();
        int highEnd = ends[p - 1];
        String step = at(Kind.SEMICOLON) && p > highAt ? stepOf(p + 1, close, nameAt, up) : null;
        if (step != null) {
          String lowText = file.text(starts[firstAt], lowEnd);
          String highText = file.text(starts[highAt], highEnd);
          String sign = down ? " downTo " : orEqual ? ".." : "..<";
          range = name.text() + " in " + lowText + sign + highText + step;
          iterated =
              new Expression.Binary(
                  down
                      ? BinaryOperator.DOWN_TO
                      : orEqual ? BinaryOperator.RANGE : BinaryOperator.RANGE_UNTIL,
                  low,
                  high,
                  spanOf(operator),
                  Span.between(low.span(), high.span()));
        }
      }
    }
    mode = saved;
    p = close + 1;
    if (range.isEmpty()) {
      habit(Habit.FOR_THREE_OTHER, "", head);
    } else {
      Span inside = Span.of(ends[open], starts[close]);
      habit(Habit.FOR_THREE, "", head, replace(inside, range));
    }
    return forBody(from, new Binder.Single(name, name.span()), iterated);
  }

  /// What the third part adds, as the `step` of a range; `null` where it does something else.
  private @Nullable String stepOf(int token, int close, int name, boolean up) {
    byte sign = up ? Kind.PLUS : Kind.MINUS;
    int length = close - token;
    if (length == 3
        && isWord(token, values[name])
        && kinds[token + 1] == sign
        && kinds[token + 2] == sign) {
      return "";
    }
    if (length == 3
        && kinds[token] == sign
        && kinds[token + 1] == sign
        && isWord(token + 2, values[name])) {
      return "";
    }
    byte assign = up ? Kind.ADD_ASSIGN : Kind.SUBTRACT_ASSIGN;
    if (length == 3
        && isWord(token, values[name])
        && kinds[token + 1] == assign
        && (kinds[token + 2] == Kind.NUMBER || kinds[token + 2] == Kind.NAME)) {
      String step = tokens.text(token + 2);
      return step.equals("1") ? "" : " step " + step;
    }
    return null;
  }

  private static Binder unnamed(Span span) {
    Name name = new Name("", span);
    return new Binder.Single(name, span);
  }

  // ---- match

  @Override
  final Expression matchExpression() {
    int from = p;
    p++;
    Expression subject = subject("match");
    return choice(from, subject, false);
  }

  private Expression subject(String keyword) {
    if (at(Kind.LBRACE) || endsStatement(p)) {
      expected("a value after `" + keyword + "`");
      return new Expression.Error(nowhere());
    }
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Expression.Error(nowhere());
    }
    if (at(Kind.LPAREN) && (kinds[p + 1] == Kind.VAL || kinds[p + 1] == Kind.VAR)) {
      int open = p;
      p++;
      conditionPattern(values[open]);
      close(open);
      armsExact = false;
      return new Expression.Error(spanFrom(open));
    }
    int saved = mode;
    mode |= NO_TRAILING;
    nesting++;
    Expression subject = expression();
    nesting--;
    mode = saved;
    return subject;
  }

  /// `switch (x) { … }` and `when (x) { … }`; `null` where the word is a name.
  @Override
  final @Nullable Expression switchExpression() {
    int word = values[p];
    int next = p + 1;
    if (!sameLine(next) || isDeclaredWord(word)) {
      return null;
    }
    boolean withSubject =
        (kinds[next] == Kind.LPAREN
                && kinds[values[next] + 1] == Kind.LBRACE
                && sameLine(values[next] + 1))
            || (kinds[next] == Kind.NAME && !isInfixWord(next));
    if (!withSubject && kinds[next] != Kind.LBRACE) {
      return null;
    }
    int from = p;
    String text = names[word];
    p++;
    List<Edit> edits = new ArrayList<>();
    edits.add(replace(from, "match"));
    boolean savedExact = armsExact;
    armsExact = withSubject;
    Expression subject = withSubject ? subject(text) : new Expression.Error(nowhere());
    if (!at(Kind.LBRACE)) {
      armsExact = savedExact;
      habit(Habit.SWITCH, text, spanOf(from), replace(from, "match"));
      return choice(from, subject, true);
    }
    List<Edit> savedEdits = armEdits;
    Span savedPlace = armPlace;
    boolean savedConditions = conditionArms;
    conditionArms = !withSubject;
    armEdits = edits;
    armPlace = spanOf(from);
    Expression match = choice(from, subject, true);
    report(
        new SyntaxProblem.ForeignHabit(
            file,
            spanOf(from),
            withSubject ? Habit.SWITCH : Habit.CONDITIONS,
            text,
            armsExact ? List.copyOf(edits) : List.of(),
            armsExact));
    conditionArms = savedConditions;
    armEdits = savedEdits;
    armPlace = savedPlace;
    armsExact = savedExact;
    return match;
  }

  /// The arms in braces. `foreign` tells that the caller reports what is not Veltrano in them.
  final Expression choice(int from, Expression subject, boolean foreign) {
    int highest = height;
    if (!at(Kind.LBRACE)) {
      return matchWithoutBrace(from, subject);
    }
    int open = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Expression.Error(spanFrom(from));
    }
    List<Edit> savedEdits = armEdits;
    Span savedPlace = armPlace;
    boolean savedExact = armsExact;
    boolean savedForeign = foreignChoice;
    boolean savedConditions = conditionArms;
    foreignChoice = foreign;
    conditionArms &= foreign;
    if (!foreign) {
      armEdits = null;
      armPlace = null;
      armsExact = true;
    }
    int saved = mode;
    mode = 0;
    nesting++;
    p++;
    int mark = mark();
    while (!Kind.isCloser(kinds[p]) && !at(Kind.EOF)) {
      if (eat(Kind.SEMICOLON)) {
        continue;
      }
      int before = p;
      height = 0;
      MatchArm arm = arm();
      if (arm != null) {
        push(arm);
        highest = Math.max(highest, height);
      }
      if (p == before) {
        unexpected("`case` or `default`");
        p = after(p);
      }
    }
    close(open);
    nesting--;
    mode = saved;
    List<MatchArm> arms = popTo(mark);
    if (!foreign) {
      List<Edit> edits = armEdits;
      Span place = armPlace;
      if (edits != null && place != null) {
        report(
            new SyntaxProblem.ForeignHabit(
                file,
                place,
                Habit.MATCH_ARMS,
                "",
                armsExact ? List.copyOf(edits) : List.of(),
                armsExact));
      }
      armEdits = savedEdits;
      armPlace = savedPlace;
      armsExact = savedExact;
    }
    foreignChoice = savedForeign;
    conditionArms = savedConditions;
    return grown(new Expression.Match(subject, arms, spanFrom(from)), highest + 1);
  }

  private Expression matchWithoutBrace(int from, Expression subject) {
    expected("`{` and the cases of the `match`", " {");
    int brace = p;
    while (!endsStatement(brace) && kinds[brace] != Kind.LBRACE) {
      brace = after(brace);
    }
    if (kinds[brace] == Kind.LBRACE && kinds[brace + 1] == Kind.CASE) {
      p = brace;
      return choice(from, subject, false);
    }
    int mark = mark();
    int highest = height;
    while (at(Kind.CASE) || isDefaultArm(p)) {
      MatchArm arm = arm();
      if (arm != null) {
        push(arm);
      }
    }
    eat(Kind.STRAY_BRACE);
    List<MatchArm> arms = popTo(mark);
    return grown(new Expression.Match(subject, arms, spanFrom(from)), highest + 1);
  }

  private void armEdit(Span place, Edit... edits) {
    List<Edit> all = armEdits;
    if (all == null) {
      all = new ArrayList<>();
      armEdits = all;
      armPlace = place;
    }
    all.addAll(List.of(edits));
  }

  /// One arm and its end; `null` where nothing like one stands.
  final @Nullable MatchArm arm() {
    int from = p;
    List<Pattern> patterns;
    Expression guard = null;
    if (at(Kind.CASE)) {
      p++;
      patterns = patterns();
      guard = guard();
    } else if (isWord(p, Words.DEFAULT) && !startsOperand(p + 1)) {
      p++;
      patterns = List.of();
    } else if (at(Kind.ELSE)) {
      armEdit(spanOf(p), replace(p, "default"));
      p++;
      patterns = List.of();
    } else if (at(Kind.NAME)
        && tokens.text(p).equals("_")
        && (kinds[p + 1] == Kind.FAT_ARROW || kinds[p + 1] == Kind.ARROW)) {
      armEdit(spanOf(p), replace(p, "default"));
      p++;
      patterns = List.of();
    } else if (conditionArms && looksLikeArm()) {
      guard = guardExpression();
      patterns =
          List.of(new Pattern.Error(new Span(Math.min(starts[from], guard.span().start()), 0)));
    } else if (looksLikeArm()) {
      armEdit(spanOf(p), insert(starts[p], "case "));
      if (at(Kind.IS) || at(Kind.IN)) {
        armEdit(spanOf(p), deleteWord(p));
        p++;
      }
      patterns = patterns();
      guard = guard();
    } else {
      return skippedArm(from);
    }
    int start = p == from ? (from == 0 ? 0 : ends[from - 1]) : armStart(from, patterns);
    Span headSpan = since(start);
    if (at(Kind.ARROW)) {
      p++;
    } else if (at(Kind.FAT_ARROW)) {
      armEdit(spanOf(p), replace(p, "->"));
      p++;
    } else if (at(Kind.COLON) || at(Kind.ASSIGN)) {
      return colonArm(from, patterns, guard, headSpan);
    } else {
      expected(patterns.isEmpty() ? "`->` after `default`" : "`->` after the pattern", " ->");
      if (endsStatement(p) && !at(Kind.LBRACE)) {
        return new MatchArm(
            errorIfNone(patterns, kinds[from] == Kind.CASE),
            guard,
            new Statement.Error(nowhere()),
            headSpan,
            since(start));
      }
    }
    Statement body = body("this case");
    endArm();
    return new MatchArm(
        errorIfNone(patterns, kinds[from] == Kind.CASE), guard, body, headSpan, since(start));
  }

  private int armStart(int from, List<Pattern> patterns) {
    return patterns.isEmpty()
        ? starts[from]
        : Math.min(starts[from], patterns.getFirst().span().start());
  }

  private List<Pattern> errorIfNone(List<Pattern> patterns, boolean isCase) {
    return patterns.isEmpty() && isCase ? List.of(new Pattern.Error(nowhere())) : patterns;
  }

  private void endArm() {
    if (at(Kind.COMMA)) {
      armEdit(spanOf(p), replace(p, endsStatement(p + 1) ? "" : ";"));
      p++;
      return;
    }
    if (at(Kind.SEMICOLON)) {
      p++;
      return;
    }
    if (!endsStatement(p) && !at(Kind.ELSE) && !(foreignChoice && looksLikeArm()) && !isQuiet()) {
      report(new SyntaxProblem.MissingStatementEnd(file, spanOf(p), describe(p), ends[p - 1]));
      silence();
      skipStatement();
    }
  }

  private List<Pattern> patterns() {
    int mark = mark();
    while (true) {
      int before = p;
      push(pattern());
      if (at(Kind.COMMA)) {
        p++;
        if (at(Kind.IS) || at(Kind.IN)) {
          armEdit(spanOf(p), deleteWord(p));
          p++;
        }
      } else if (at(Kind.BAR)) {
        armEdit(spanOf(p), replace(Span.of(ends[p - 1], ends[p]), ","));
        p++;
      } else {
        break;
      }
      if (p == before) {
        break;
      }
    }
    return popTo(mark);
  }

  private @Nullable Expression guard() {
    if (!at(Kind.IF)) {
      return null;
    }
    p++;
    return guardExpression();
  }

  private Expression guardExpression() {
    int saved = mode;
    mode |= NO_TRAILING;
    Expression guard = expression();
    mode = saved;
    return guard;
  }

  /// Whether an arm without `case` begins: patterns up to an arrow on this line.
  private boolean looksLikeArm() {
    int i = p;
    while (kinds[i] != Kind.EOF && !Kind.isCloser(kinds[i])) {
      if (kinds[i] == Kind.ARROW || kinds[i] == Kind.FAT_ARROW) {
        return i > p;
      }
      switch (kinds[i]) {
        case Kind.LBRACE,
            Kind.SEMICOLON,
            Kind.ASSIGN,
            Kind.CASE,
            Kind.VAL,
            Kind.VAR,
            Kind.FUN,
            Kind.RETURN -> {
          return false;
        }
        default -> {}
      }
      i = after(i);
      if ((flags[i] & Tokens.NEWLINE) != 0) {
        return false;
      }
    }
    return false;
  }

  private @Nullable MatchArm skippedArm(int from) {
    unexpected("`case` or `default`");
    // conditions of a `when` without a subject, statements, and the like
    if (!Kind.isCloser(kinds[p])) {
      Statement statement = statement();
      if (p == from) {
        p = after(p);
      }
      eat(Kind.SEMICOLON);
      if (statement instanceof Statement.Error && p == from) {
        p = after(p);
      }
    }
    return null;
  }

  /// `case 1: statements; break` of C: reads up to the next case.
  private MatchArm colonArm(
      int from, List<Pattern> patterns, @Nullable Expression guard, Span headSpan) {
    int colon = p;
    p++;
    int mark = mark();
    int highest = 0;
    int last = p;
    while (!Kind.isCloser(kinds[p])
        && !at(Kind.EOF)
        && !at(Kind.CASE)
        && !(isWord(p, Words.DEFAULT)
            && (kinds[p + 1] == Kind.COLON || kinds[p + 1] == Kind.ARROW))) {
      if (eat(Kind.SEMICOLON)) {
        continue;
      }
      int before = p;
      height = 0;
      if (at(Kind.BREAK) && endsStatement(p + 1) && foreignChoice) {
        int end = p + (kinds[p + 1] == Kind.SEMICOLON ? 2 : 1);
        armEdit(spanOf(p), deleteWithSpaceBefore(Span.of(starts[p], ends[end - 1])));
        p = end;
        continue;
      }
      Statement statement = statement();
      if (p == before) {
        expected("a statement");
        p = after(p);
      } else {
        push(statement);
        highest = Math.max(highest, height);
        last = p;
        if (!endsStatement(p) && !isQuiet()) {
          report(new SyntaxProblem.MissingStatementEnd(file, spanOf(p), describe(p), ends[p - 1]));
          silence();
        }
      }
    }
    List<Statement> statements = popTo(mark);
    height = highest;
    if (statements.isEmpty()) {
      // falls through to the next case
      armsExact = false;
    } else if (statements.size() == 1) {
      armEdit(spanOf(colon), replace(colon, " ->"));
    } else {
      armEdit(spanOf(colon), replace(colon, " -> {"), insert(ends[last - 1], " }"));
    }
    Span bodySpan =
        statements.isEmpty() ? new Span(ends[colon], 0) : Span.of(ends[colon], ends[last - 1]);
    Statement body = new Statement.Block(statements, new Span(bodySpan.end(), 0), bodySpan);
    return new MatchArm(
        errorIfNone(patterns, kinds[from] == Kind.CASE),
        guard,
        body,
        headSpan,
        since(headSpan.start()));
  }
}
