package dev.veltrano.syntax;

import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Binder;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.Pattern;
import dev.veltrano.syntax.tree.PatternPart;
import dev.veltrano.syntax.tree.UnaryOperator;
import java.util.List;

/// What gives names to things: binders and patterns.
abstract class PatternGrammar extends TypeGrammar {
  PatternGrammar(Tokens tokens, Problems problems) {
    super(tokens, problems);
  }

  /// A name or names in parentheses; `what` says of what.
  final Binder binder(String what) {
    if (at(Kind.NAME)) {
      Name name = takeName();
      return new Binder.Single(name, name.span());
    }
    if (!at(Kind.LPAREN)) {
      Name name = name(what);
      return new Binder.Single(name, name.span());
    }
    int from = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Binder.Tuple(List.of(), spanFrom(from));
    }
    int saved = mode;
    mode = LOOSE;
    nesting++;
    p++;
    int mark = mark();
    if (Kind.isCloser(kinds[p])) {
      expected("a name");
    }
    while (!Kind.isCloser(kinds[p])) {
      int before = p;
      push(binder("a name"));
      if (!more(Kind.RPAREN, before, "to close the names")) {
        break;
      }
    }
    close(from);
    nesting--;
    mode = saved;
    return new Binder.Tuple(popTo(mark), spanFrom(from));
  }

  final Pattern pattern() {
    int from = p;
    switch (kinds[p]) {
      case Kind.NUMBER, Kind.MINUS, Kind.CHAR -> {
        Expression low = limit();
        return atRange() ? range(from, low) : new Pattern.Literal(low, spanFrom(from));
      }
      case Kind.STRING -> {
        Expression text =
            new Expression.TextLiteral(textOf(p), (values[p] & Tokens.RAW) != 0, spanOf(p));
        p++;
        return new Pattern.Literal(text, text.span());
      }
      case Kind.TRUE, Kind.FALSE -> {
        Expression value = new Expression.BoolLiteral(at(Kind.TRUE), spanOf(p));
        p++;
        return new Pattern.Literal(value, value.span());
      }
      case Kind.NULL -> {
        Expression value = new Expression.NullLiteral(spanOf(p));
        p++;
        return new Pattern.Literal(value, value.span());
      }
      case Kind.LPAREN -> {
        return tuplePattern();
      }
      case Kind.NAME -> {
        return namedPattern();
      }
      default -> {
        expected("a pattern");
        return new Pattern.Error(nowhere());
      }
    }
  }

  private Pattern tuplePattern() {
    int from = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Pattern.Error(spanFrom(from));
    }
    int saved = mode;
    mode = LOOSE;
    nesting++;
    p++;
    int mark = mark();
    boolean comma = false;
    while (!Kind.isCloser(kinds[p])) {
      int before = p;
      push(pattern());
      boolean more = more(Kind.RPAREN, before, "to close the pattern");
      comma |= kinds[p - 1] == Kind.COMMA;
      if (!more) {
        break;
      }
    }
    close(from);
    nesting--;
    mode = saved;
    List<Pattern> elements = popTo(mark);
    return elements.size() == 1 && !comma
        ? elements.getFirst()
        : new Pattern.Tuple(elements, spanFrom(from));
  }

  private Pattern namedPattern() {
    int from = p;
    Path path = path("a pattern");
    if (atRange()) {
      return range(from, pathExpression(path));
    }
    if (!at(Kind.LPAREN) || breaksLine(p)) {
      return new Pattern.Named(path, null, path.span());
    }
    int open = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new Pattern.Error(spanFrom(from));
    }
    int saved = mode;
    mode = LOOSE;
    nesting++;
    p++;
    int mark = mark();
    while (!Kind.isCloser(kinds[p])) {
      int before = p;
      push(part());
      if (!more(Kind.RPAREN, before, "to close the pattern `" + path.text() + "`")) {
        break;
      }
    }
    close(open);
    nesting--;
    mode = saved;
    return new Pattern.Named(path, popTo(mark), spanFrom(from));
  }

  private PatternPart part() {
    int from = p;
    if (at(Kind.NAME) && (kinds[p + 1] == Kind.ASSIGN || kinds[p + 1] == Kind.COLON)) {
      Name field = takeName();
      if (at(Kind.COLON)) {
        habit(Habit.NAMED_ARGUMENT, "", spanOf(p), replace(p, " ="));
      }
      p++;
      Pattern pattern = pattern();
      return new PatternPart(field, pattern, spanFrom(from));
    }
    Pattern pattern = pattern();
    return new PatternPart(null, pattern, pattern.span());
  }

  private boolean atRange() {
    return (at(Kind.RANGE) || at(Kind.RANGE_UNTIL) || at(Kind.ELLIPSIS)) && sameLine(p);
  }

  private Pattern range(int from, Expression low) {
    boolean inclusive = !at(Kind.RANGE_UNTIL);
    if (at(Kind.ELLIPSIS)) {
      habit(Habit.RANGE_INCLUSIVE, "", spanOf(p), replace(p, ".."));
    }
    p++;
    if (at(Kind.ASSIGN) && touches(p)) {
      Span written = Span.of(starts[p - 1], ends[p]);
      habit(Habit.RANGE_INCLUSIVE, "", written, replace(written, ".."));
      p++;
    }
    Expression high = limit();
    return new Pattern.Range(low, high, inclusive, spanFrom(from));
  }

  /// A number with its sign, a character, or the name of a constant.
  private Expression limit() {
    int from = p;
    switch (kinds[p]) {
      case Kind.MINUS -> {
        p++;
        if (!at(Kind.NUMBER)) {
          expected("a number after `-`");
          return new Expression.Error(spanFrom(from));
        }
        Expression number = new Expression.NumberLiteral(values[p] == 1, spanOf(p));
        p++;
        return new Expression.Unary(UnaryOperator.NEGATE, number, spanFrom(from));
      }
      case Kind.NUMBER -> {
        p++;
        return new Expression.NumberLiteral(values[from] == 1, spanOf(from));
      }
      case Kind.CHAR -> {
        p++;
        return new Expression.CharLiteral(values[from], spanOf(from));
      }
      case Kind.NAME -> {
        return pathExpression(path("the end of the range"));
      }
      default -> {
        expected("a number, a character or a constant as the end of the range");
        return new Expression.Error(nowhere());
      }
    }
  }

  private static Expression pathExpression(Path path) {
    Name first = path.names().getFirst();
    Expression expression = new Expression.NameUse(first, null, List.of(), first.span());
    for (Name name : path.names().subList(1, path.names().size())) {
      expression =
          new Expression.Select(
              expression, false, name, List.of(), Span.between(first.span(), name.span()));
    }
    return expression;
  }
}
