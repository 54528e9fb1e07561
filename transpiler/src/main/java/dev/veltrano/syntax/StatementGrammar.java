package dev.veltrano.syntax;

import dev.veltrano.diagnostic.Edit;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.AssignOperator;
import dev.veltrano.syntax.tree.Binder;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.syntax.tree.TypeTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Statements and blocks.
abstract class StatementGrammar extends ControlGrammar {
  private final byte[] declaredWords = new byte[Words.COUNT];

  StatementGrammar(Tokens tokens, Problems problems) {
    super(tokens, problems);
  }

  abstract Declaration.Function function(int from, boolean exported);

  /// Reads a declaration that stands where only statements may stand.
  abstract void misplacedItem();

  @Override
  final List<Statement> statements() {
    int mark = mark();
    int highest = 0;
    while (true) {
      switch (kinds[p]) {
        case Kind.RBRACE, Kind.EOF, Kind.RPAREN, Kind.RBRACKET, Kind.HOLE_CLOSE -> {
          height = highest;
          return popTo(mark);
        }
        case Kind.SEMICOLON -> p++;
        case Kind.STRAY_BRACE -> strayBrace();
        default -> {
          height = 0;
          push(statementAndEnd());
          highest = Math.max(highest, height);
        }
      }
    }
  }

  /// A statement and its end. `val a = 1, b = 2` is several: all but the last are pushed.
  private Statement statementAndEnd() {
    int before = p;
    Statement statement = statement();
    if (p == before) {
      unexpected("a statement");
      p = after(p);
      statement = new Statement.Error(spanFrom(before));
    }
    while (statement instanceof Statement.Local local && atAnotherLocal()) {
      report(
          new SyntaxProblem.ForeignHabit(
              file,
              spanOf(p),
              Habit.SEVERAL_LOCALS,
              "",
              List.of(
                  replace(Span.of(starts[p], starts[p + 1]), local.isVar() ? "; var " : "; val ")),
              true));
      p++;
      push(statement);
      statement = localFrom(p, local.isVar());
    }
    endStatement();
    return statement;
  }

  /// `, b = 2` behind `val a = 1`.
  private boolean atAnotherLocal() {
    return at(Kind.COMMA)
        && sameLine(p)
        && kinds[p + 1] == Kind.NAME
        && (kinds[p + 2] == Kind.ASSIGN || kinds[p + 2] == Kind.COLON)
        && !isQuiet();
  }

  /// The end of a statement, of which a `;` is consumed.
  final void endStatement() {
    if (kinds[p] == Kind.SEMICOLON) {
      p++;
      return;
    }
    if (endsStatement(p)) {
      return;
    }
    if (at(Kind.COMMA) && kinds[p + 1] == Kind.NAME && !isQuiet()) {
      expectedNote("the end of the statement", "one statement declares or changes one thing");
      return;
    }
    if (at(Kind.LBRACE) && (kinds[p + 1] == Kind.CASE || isDefaultArm(p + 1))) {
      expected("`match` before a value that has cases");
      choice(p, new Expression.Error(nowhere()), false);
      return;
    }
    if (!isQuiet()) {
      report(new SyntaxProblem.MissingStatementEnd(file, spanOf(p), describe(p), ends[p - 1]));
      silence();
    }
    if (at(Kind.LBRACE)) {
      // the block of an `if` or a loop whose keyword is missing
      block();
      elseBranches();
    }
  }

  final void strayBrace() {
    if (!isQuiet()) {
      report(new SyntaxProblem.UnexpectedCloser(file, spanOf(p), "}"));
      silence();
    }
    p++;
    elseBranches();
  }

  /// Reads the branches whose `if` was lost by a mistake before.
  private void elseBranches() {
    while (eat(Kind.ELSE)) {
      if (eat(Kind.IF)) {
        condition("if");
      }
      body("`else`");
    }
  }

  @Override
  final Statement.Block block() {
    int open = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Statement.Block(List.of(), nowhere(), spanFrom(open));
    }
    int saved = mode;
    mode = 0;
    nesting++;
    p++;
    boolean savedLambda = inLambda;
    inLambda = false;
    List<Statement> statements = statements();
    inLambda = savedLambda;
    int close = values[open];
    close(open);
    nesting--;
    mode = saved;
    return new Statement.Block(statements, spanOf(close), spanFrom(open));
  }

  @Override
  final Statement statement() {
    switch (kinds[p]) {
      case Kind.NAME -> {
        return nameStatement();
      }
      case Kind.VAL, Kind.VAR -> {
        return local();
      }
      case Kind.LBRACE -> {
        return block();
      }
      case Kind.WHILE -> {
        return whileLoop();
      }
      case Kind.FOR -> {
        return forLoop();
      }
      case Kind.DEFER -> {
        return defer();
      }
      case Kind.FUN -> {
        if (kinds[p + 1] != Kind.LPAREN) {
          int from = p;
          Declaration.Function function = function(p, false);
          return new Statement.LocalFunction(function, spanFrom(from));
        }
      }
      case Kind.CONST -> {
        return localConstant();
      }
      case Kind.IMPORT, Kind.EXPORT, Kind.CLASS -> {
        return misplacedStatement();
      }
      case Kind.ELSE -> {
        return loneElse();
      }
      case Kind.CASE -> {
        return loneCase();
      }
      case Kind.PLUS, Kind.MINUS -> {
        if (kinds[p + 1] == kinds[p] && touches(p + 1) && kinds[p + 2] == Kind.NAME) {
          return prefixIncrementStatement();
        }
      }
      case Kind.AT -> {
        int from = p;
        unexpected("the name of a label before `@`");
        p++;
        return Kind.isCloser(kinds[p]) || at(Kind.EOF)
            ? new Statement.Error(spanFrom(from))
            : inner(from);
      }
      case Kind.LABEL -> {
        Statement annotated = annotated();
        if (annotated != null) {
          return annotated;
        }
      }
      default -> {}
    }
    return simple();
  }

  private Statement simple() {
    int from = p;
    int start = starts[p];
    if (!startsStatement()) {
      unexpected("a statement");
      return new Statement.Error(nowhere());
    }
    Expression target = statementExpression();
    if (target.span().start() < start) {
      start = target.span().start();
    }
    if (p == from) {
      return new Statement.Error(target.span());
    }
    if ((flags[p] & Tokens.NEWLINE) != 0 && (mode & LOOSE) == 0) {
      return new Statement.Evaluate(target, since(start));
    }
    AssignOperator operator;
    int width = 1;
    switch (kinds[p]) {
      case Kind.ASSIGN -> operator = AssignOperator.SET;
      case Kind.ADD_ASSIGN -> operator = AssignOperator.ADD;
      case Kind.SUBTRACT_ASSIGN -> operator = AssignOperator.SUBTRACT;
      case Kind.MULTIPLY_ASSIGN -> operator = AssignOperator.MULTIPLY;
      case Kind.DIVIDE_ASSIGN -> operator = AssignOperator.DIVIDE;
      case Kind.REMAINDER_ASSIGN -> operator = AssignOperator.REMAINDER;
      case Kind.AND_ASSIGN -> operator = AssignOperator.BIT_AND;
      case Kind.OR_ASSIGN -> operator = AssignOperator.BIT_OR;
      case Kind.XOR_ASSIGN -> operator = AssignOperator.BIT_XOR;
      case Kind.SHIFT_LEFT_ASSIGN -> operator = AssignOperator.SHIFT_LEFT;
      case Kind.GREATER -> {
        if (kinds[p + 1] != Kind.GREATER
            || kinds[p + 2] != Kind.ASSIGN
            || !touches(p + 1)
            || !touches(p + 2)) {
          return new Statement.Evaluate(target, since(start));
        }
        width = 3;
        operator = AssignOperator.SHIFT_RIGHT;
      }
      case Kind.PLUS, Kind.MINUS -> {
        if (isIncrement(p)) {
          return incrementStatement(start, target);
        }
        return new Statement.Evaluate(target, since(start));
      }
      default -> {
        return new Statement.Evaluate(target, since(start));
      }
    }
    int targetHeight = height;
    int at = p;
    p += width;
    Expression value = expression();
    height = Math.max(height, targetHeight) + 1;
    return new Statement.Assign(
        target, operator, value, Span.of(starts[at], ends[at + width - 1]), since(start));
  }

  private boolean startsStatement() {
    return switch (kinds[p]) {
      case Kind.PLUS, Kind.STAR, Kind.AMPERSAND, Kind.AND_AND, Kind.ELLIPSIS, Kind.DOT, Kind.FUN ->
          true;
      default -> startsOperand(p);
    };
  }

  // ---- declarations

  final Statement.Local local() {
    int from = p;
    boolean isVar = kinds[p] == Kind.VAR;
    p++;
    if (isWord(p, Words.MUT) && kinds[p + 1] == Kind.NAME && sameLine(p + 1)) {
      Span written = Span.of(starts[from], ends[p]);
      habit(Habit.LET_MUT, "", written, replace(written, "var"));
      isVar = true;
      p++;
    }
    return localFrom(from, isVar);
  }

  /// The rest of a local behind its keyword.
  private Statement.Local localFrom(int from, boolean isVar) {
    if (at(Kind.NAME) && kinds[p + 1] == Kind.NAME && sameLine(p + 1)) {
      return localWithType(from, isVar);
    }
    Binder binder =
        p > from && breaksLine(p)
            ? missingBinder()
            : binder("a name after `" + (isVar ? "var" : "val") + "`");
    TypeTree type = null;
    if (eat(Kind.COLON)) {
      type = type("the type of the variable");
    }
    Expression value = null;
    height = 0;
    if (at(Kind.ASSIGN)) {
      p++;
      value = expression();
    } else if (at(Kind.COLON_ASSIGN)) {
      habit(Habit.WALRUS, "=", spanOf(p), replace(p, "="));
      p++;
      value = expression();
    }
    return new Statement.Local(isVar, binder, type, value, spanFrom(from));
  }

  private Binder missingBinder() {
    expected("a name");
    Name name = new Name("", nowhere());
    return new Binder.Single(name, name.span());
  }

  /// `val x Int = …` of Go or `val int x = …` of C.
  private Statement.Local localWithType(int from, boolean isVar) {
    int first = p;
    int second = p + 1;
    boolean typeFirst = isTypeName(first) && !isTypeName(second);
    int nameAt = typeFirst ? first + 1 : first;
    int typeAt = typeFirst ? first : second;
    Name name = new Name(names[values[nameAt]], spanOf(nameAt));
    Binder binder = new Binder.Single(name, name.span());
    TypeTree type;
    if (typeFirst) {
      String text = name.text() + ": " + TypeNames.veltrano(names[values[typeAt]]);
      Span written = Span.of(starts[first], ends[second]);
      habit(Habit.TYPE_FIRST, text, written, replace(written, text));
      type = typeNamed(typeAt);
      p += 2;
    } else {
      p++;
      if (isTypeName(typeAt)) {
        expected("`:` before the type of `" + name.text() + "`", ":");
        type = type("a type");
      } else {
        endStatement();
        return new Statement.Local(isVar, binder, null, null, spanFrom(from));
      }
    }
    Expression value = null;
    height = 0;
    if (eat(Kind.ASSIGN)) {
      value = expression();
    }
    return new Statement.Local(isVar, binder, type, value, spanFrom(from));
  }

  final boolean isTypeName(int token) {
    String text = names[values[token]];
    return !text.isEmpty()
        && (Character.isUpperCase(text.codePointAt(0)) || TypeNames.isForeign(text));
  }

  /// The type that a single name token means, in Veltrano's words.
  final TypeTree typeNamed(int token) {
    Name name = new Name(TypeNames.veltrano(names[values[token]]), spanOf(token));
    return new TypeTree.Named(new Path(List.of(name), name.span()), null, List.of(), name.span());
  }

  private Statement localConstant() {
    int from = p;
    if (kinds[p + 1] == Kind.VAL || kinds[p + 1] == Kind.VAR) {
      misplaced(
          spanOf(p),
          "a `const val` stands at the top of a file",
          "write `val`, or move the constant out of the function",
          deleteWord(p));
      p++;
      return local();
    }
    if (kinds[p + 1] == Kind.NAME || kinds[p + 1] == Kind.LPAREN) {
      habit(Habit.LET, "const" + Habit.SEPARATOR + "val", spanOf(p), replace(p, "val"));
      p++;
      return localFrom(from, false);
    }
    return simple();
  }

  // ---- statements that begin with a name

  private Statement nameStatement() {
    byte next = kinds[p + 1];
    if (values[p] < Words.COUNT && values[p] >= Words.DATA) {
      Statement foreign = wordStatement();
      if (foreign != null) {
        return foreign;
      }
    }
    switch (next) {
      case Kind.AT -> {
        if (touches(p + 1)) {
          return labelled();
        }
      }
      case Kind.LABEL -> {
        if (touches(p + 1) && isLoopWord(p + 1) && tokens.text(p + 1).length() > 1) {
          return labelWithoutSpace();
        }
      }
      case Kind.COLON -> {
        Statement statement = colonStatement();
        if (statement != null) {
          return statement;
        }
      }
      case Kind.COLON_ASSIGN -> {
        return walrus();
      }
      case Kind.NAME -> {
        if (sameLine(p + 1) && isTypedLocal()) {
          return typedLocal();
        }
      }
      case Kind.LESS, Kind.LBRACKET -> {
        Statement statement = genericTypedLocal();
        if (statement != null) {
          return statement;
        }
      }
      default -> {}
    }
    return simple();
  }

  private Statement labelled() {
    int from = p;
    LabelName label = new LabelName(names[values[p]], Span.of(starts[p], ends[p]));
    p += 2;
    if (at(Kind.WHILE)) {
      return new Statement.Labelled(label, whileLoop(), spanFrom(from));
    }
    if (at(Kind.FOR)) {
      return new Statement.Labelled(label, forLoop(), spanFrom(from));
    }
    if (at(Kind.LBRACE)) {
      return new Statement.Labelled(label, block(), spanFrom(from));
    }
    if (isWord(p, Words.LOOP) && kinds[p + 1] == Kind.LBRACE) {
      Statement loop = loopStatement();
      return new Statement.Labelled(label, loop, spanFrom(from));
    }
    expected("a loop or a block after the label `" + label.text() + "@`");
    if (!endsStatement(p)) {
      skipStatement();
    }
    return new Statement.Error(spanFrom(from));
  }

  private boolean isLoopWord(int label) {
    int word = values[label];
    return word == Kind.FOR - Kind.FUN || word == Kind.WHILE - Kind.FUN;
  }

  /// `outer@for (…)`: the label needs a space.
  private Statement labelWithoutSpace() {
    int from = p;
    int glued = p + 1;
    LabelName label = new LabelName(names[values[p]], spanOf(p));
    report(
        new SyntaxProblem.Expected(
            file,
            spanOf(glued),
            "a space after the label `" + label.text() + "@`",
            "`" + tokens.text(glued).substring(1) + "`",
            "",
            List.of(insert(starts[glued] + 1, " ")),
            true));
    p = glued;
    Statement loop = values[glued] == Kind.FOR - Kind.FUN ? forLoop() : whileLoop();
    return new Statement.Labelled(label, loop, spanFrom(from));
  }

  /// `outer: for …` of Java, or a declaration that has lost its `val`.
  private @Nullable Statement colonStatement() {
    int from = p;
    int behind = kinds[p + 2];
    if (behind == Kind.FOR
        || behind == Kind.WHILE
        || (behind == Kind.LBRACE && sameLine(p + 2))
        || (isWord(p + 2, Words.LOOP) && kinds[p + 3] == Kind.LBRACE)) {
      LabelName label = new LabelName(names[values[p]], spanOf(p));
      habit(Habit.LABEL_COLON, label.text(), spanOf(p + 1), replace(p + 1, "@"));
      p += 2;
      Statement body =
          behind == Kind.FOR
              ? forLoop()
              : behind == Kind.WHILE
                  ? whileLoop()
                  : behind == Kind.LBRACE ? block() : loopStatement();
      return new Statement.Labelled(label, body, spanFrom(from));
    }
    if ((behind == Kind.NAME || behind == Kind.LPAREN || behind == Kind.AMPERSAND)
        && sameLine(p + 2)) {
      String name = names[values[p]];
      habit(Habit.DECLARATION_WITHOUT_KEYWORD, "val " + name, spanOf(p), insert(starts[p], "val "));
      return localFrom(from, false);
    }
    return null;
  }

  private Statement walrus() {
    int from = p;
    Span sign = spanOf(p + 1);
    String name = names[values[p]];
    habit(
        Habit.WALRUS, "var " + name + " = …", sign, insert(starts[p], "var "), replace(sign, "="));
    return localFrom(from, true);
  }

  /// `int x = 5` of C and Java.
  private boolean isTypedLocal() {
    if (isInfixWord(p + 1) || (values[p] < Words.COUNT && values[p] >= Words.FN)) {
      return false;
    }
    byte behind = kinds[p + 2];
    return behind == Kind.ASSIGN || (isTypeName(p) && endsStatement(p + 2));
  }

  private Statement typedLocal() {
    int from = p;
    String type = TypeNames.veltrano(names[values[p]]);
    String text = "var " + names[values[p + 1]] + ": " + type;
    Span written = Span.of(starts[p], ends[p + 1]);
    habit(Habit.TYPE_FIRST, text, written, replace(written, text));
    TypeTree tree = typeNamed(p);
    p++;
    return typedRest(from, tree);
  }

  private Statement typedRest(int from, TypeTree type) {
    Name name = takeName();
    Expression value = null;
    height = 0;
    if (eat(Kind.ASSIGN)) {
      value = expression();
    }
    return new Statement.Local(
        true, new Binder.Single(name, name.span()), type, value, spanFrom(from));
  }

  /// `List<Int> xs = …` and `int[] xs = …`.
  private @Nullable Statement genericTypedLocal() {
    int end;
    if (kinds[p + 1] == Kind.LESS) {
      end = scanTypeArguments(p + 1, 8);
    } else {
      end = kinds[p + 2] == Kind.RBRACKET ? p + 3 : -1;
    }
    if (end < 0
        || kinds[end] != Kind.NAME
        || !sameLine(end)
        || isInfixWord(end)
        || (kinds[end + 1] != Kind.ASSIGN && !endsStatement(end + 1))) {
      return null;
    }
    int from = p;
    boolean array = kinds[p + 1] == Kind.LBRACKET;
    String written = file.text(starts[p], ends[end - 1]);
    String type = array ? "Array<" + TypeNames.veltrano(names[values[p]]) + ">" : written;
    String text = "var " + names[values[end]] + ": " + type;
    Span span = Span.of(starts[p], ends[end]);
    habit(Habit.TYPE_FIRST, text, span, replace(span, text));
    TypeTree tree;
    if (array) {
      tree = new TypeTree.Error(Span.of(starts[p], ends[end - 1]));
      p = end;
    } else {
      tree = type("a type");
      p = end;
    }
    return typedRest(from, tree);
  }

  /// Statements that begin with a word of another language; `null` where it is just a name.
  private @Nullable Statement wordStatement() {
    int from = p;
    int word = values[p];
    int next = kinds[p + 1];
    boolean same = sameLine(p + 1);
    if (atItem()) {
      return misplacedStatement();
    }
    switch (word) {
      case Words.LET -> {
        if (next == Kind.NAME && same) {
          boolean mutable = values[p + 1] == Words.MUT && kinds[p + 2] == Kind.NAME;
          Span written = mutable ? Span.of(starts[p], ends[p + 1]) : spanOf(p);
          String keyword = mutable ? "var" : "val";
          habit(
              Habit.LET,
              file.text(written) + Habit.SEPARATOR + keyword,
              written,
              replace(written, keyword));
          p += mutable ? 2 : 1;
          return localFrom(from, mutable);
        }
        if (next == Kind.LPAREN && same && kinds[values[p + 1] + 1] == Kind.ASSIGN) {
          habit(Habit.LET, "let" + Habit.SEPARATOR + "val", spanOf(p), replace(p, "val"));
          p++;
          return localFrom(from, false);
        }
      }
      case Words.AUTO, Words.FINAL, Words.MUT, Words.STATIC -> {
        if (next == Kind.NAME && same) {
          if (kinds[p + 2] == Kind.ASSIGN || (kinds[p + 2] == Kind.COLON && word != Words.FINAL)) {
            String keyword = word == Words.MUT ? "var" : "val";
            habit(
                Habit.LET, names[word] + Habit.SEPARATOR + keyword, spanOf(p), replace(p, keyword));
            p++;
            return localFrom(from, word == Words.MUT);
          }
          habit(Habit.MODIFIER, names[word], spanOf(p), deleteWord(p));
          p++;
          return inner(from);
        }
        if ((next == Kind.VAL || next == Kind.VAR) && same) {
          habit(Habit.MODIFIER, names[word], spanOf(p), deleteWord(p));
          p++;
          return inner(from);
        }
      }
      case Words.LOOP -> {
        if (next == Kind.LBRACE && same && !isDeclaredWord(word)) {
          return loopStatement();
        }
      }
      case Words.DO -> {
        if (next == Kind.LBRACE && same && !isDeclaredWord(word)) {
          return doWhile();
        }
      }
      case Words.UNLESS, Words.UNTIL -> {
        if (next == Kind.LPAREN
            && same
            && kinds[values[p + 1] + 1] == Kind.LBRACE
            && !isDeclaredWord(word)) {
          habit(Habit.UNLESS, names[word], spanOf(p));
          p++;
          Expression condition = condition("if");
          Statement body = block();
          Span span = spanFrom(from);
          return new Statement.Evaluate(new Expression.If(condition, body, null, span), span);
        }
      }
      case Words.FOREACH -> {
        if (next == Kind.LPAREN
            && same
            && !isDeclaredWord(word)
            && !endsStatement(values[p + 1] + 1)) {
          habit(Habit.FOR_EACH, "", spanOf(p), replace(p, "for"));
          return forLoop();
        }
      }
      case Words.FN, Words.FUNC, Words.FUNCTION, Words.DEF -> {
        if (next == Kind.NAME
            && same
            && (kinds[p + 2] == Kind.LPAREN || kinds[p + 2] == Kind.LESS)) {
          Declaration.Function function = function(p, false);
          return new Statement.LocalFunction(function, spanFrom(from));
        }
      }
      case Words.ELIF, Words.ELSEIF, Words.ELSIF -> {
        if (next == Kind.LPAREN && same && kinds[values[p + 1] + 1] == Kind.LBRACE) {
          return loneElse();
        }
      }
      default -> {}
    }
    return null;
  }

  /// Whether the file uses the word as a name that somebody declared: then it is no habit.
  @Override
  final boolean isDeclaredWord(int word) {
    if (declaredWords[word] == 0) {
      declaredWords[word] = (byte) (declaresWord(word) ? 1 : -1);
    }
    return declaredWords[word] > 0;
  }

  private boolean declaresWord(int word) {
    for (int i = 1; i < tokens.count; i++) {
      if (kinds[i] == Kind.NAME && values[i] == word) {
        switch (kinds[i - 1]) {
          case Kind.FUN, Kind.DOT, Kind.VAL, Kind.VAR, Kind.NAME -> {
            return true;
          }
          default -> {
            if (kinds[i + 1] == Kind.COLON) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private Statement loopStatement() {
    int from = p;
    habit(Habit.LOOP, "", spanOf(p), replace(p, "while (true)"));
    p++;
    Statement.Block body = block();
    return new Statement.While(
        new Expression.BoolLiteral(true, spanOf(from)), body, spanFrom(from));
  }

  private Statement doWhile() {
    int from = p;
    habit(Habit.DO_WHILE, "", spanOf(p));
    p++;
    Statement.Block body = block();
    Expression condition = new Expression.Error(nowhere());
    if (at(Kind.WHILE)) {
      p++;
      condition = condition("while");
    }
    return new Statement.While(condition, body, spanFrom(from));
  }

  private Statement defer() {
    int from = p;
    p++;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Statement.Error(spanFrom(from));
    }
    nesting++;
    int before = p;
    Statement body = statement();
    nesting--;
    if (p == before) {
      expected("a statement after `defer`");
    }
    return new Statement.Defer(body, spanFrom(from));
  }

  private Statement incrementStatement(int start, Expression target) {
    Span sign = Span.of(starts[p], ends[p + 1]);
    boolean plus = at(Kind.PLUS);
    p += 2;
    habit(
        Habit.INCREMENT,
        (plus ? "++" : "--") + Habit.SEPARATOR + file.text(target.span()) + (plus ? " +" : " -"),
        sign,
        replace(Span.of(target.span().end(), sign.end()), plus ? " += 1" : " -= 1"));
    return new Statement.Assign(
        target,
        plus ? AssignOperator.ADD : AssignOperator.SUBTRACT,
        new Expression.Error(new Span(sign.end(), 0)),
        sign,
        since(start));
  }

  private Statement prefixIncrementStatement() {
    int from = p;
    boolean plus = at(Kind.PLUS);
    Span sign = Span.of(starts[p], ends[p + 1]);
    p += 2;
    Expression target = postfix();
    habit(
        Habit.INCREMENT,
        (plus ? "++" : "--") + Habit.SEPARATOR + file.text(target.span()) + (plus ? " +" : " -"),
        sign,
        replace(sign, ""),
        insert(target.span().end(), plus ? " += 1" : " -= 1"));
    return new Statement.Assign(
        target,
        plus ? AssignOperator.ADD : AssignOperator.SUBTRACT,
        new Expression.Error(nowhere()),
        sign,
        spanFrom(from));
  }

  // ---- what stands elsewhere

  private Statement misplacedStatement() {
    int from = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Statement.Error(spanFrom(from));
    }
    nesting++;
    misplacedItem();
    nesting--;
    if (p == from) {
      return simple();
    }
    return new Statement.Error(spanFrom(from));
  }

  private Statement loneElse() {
    int from = p;
    if (!isQuiet()) {
      misplaced(spanOf(p), "this `" + tokens.text(p) + "` belongs to no `if`", "");
    }
    p++;
    if (at(Kind.IF) || kinds[from] == Kind.NAME) {
      eat(Kind.IF);
      condition("if");
    }
    if (at(Kind.ARROW)) {
      p++;
    }
    if (!endsStatement(p)) {
      inner(from);
    }
    return new Statement.Error(spanFrom(from));
  }

  private Statement loneCase() {
    int from = p;
    if (!isQuiet()) {
      misplaced(spanOf(p), "a `case` stands in the braces of a `match`", "");
    }
    while (at(Kind.CASE) || isDefaultArm(p)) {
      arm();
    }
    return new Statement.Error(spanFrom(from));
  }

  /// `@Annotation` before a statement.
  private @Nullable Statement annotated() {
    int from = p;
    p++;
    if (at(Kind.LPAREN) && touches(p)) {
      p = values[p] + 1;
    }
    Span written = spanFrom(from);
    if (endsStatement(p) && !breaksLine(p)) {
      p = from;
      return null;
    }
    Edit delete = replace(Span.of(written.start(), Math.max(starts[p], written.end())), "");
    habit(Habit.ATTRIBUTE, "", written, delete);
    return Kind.isCloser(kinds[p]) || at(Kind.EOF) ? new Statement.Error(written) : inner(from);
  }

  /// A statement behind words that were reported; these count as a level.
  private Statement inner(int from) {
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Statement.Error(spanFrom(from));
    }
    nesting++;
    Statement statement = statement();
    nesting--;
    return statement;
  }
}
