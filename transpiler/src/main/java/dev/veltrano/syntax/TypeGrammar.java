package dev.veltrano.syntax;

import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.TypeArgument;
import dev.veltrano.syntax.tree.TypeTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Paths, types and type arguments.
abstract class TypeGrammar extends TokenCursor {
  /// How deep the scan for type arguments looks; deeper lists are comparisons.
  private static final int SCAN_DEPTH = 32;

  TypeGrammar(Tokens tokens, Problems problems) {
    super(tokens, problems);
  }

  /// `a.b.c`.
  final Path path(String what) {
    int from = p;
    Name first = name(what);
    if (!at(Kind.DOT) && !at(Kind.COLON_COLON)) {
      return new Path(List.of(first), first.span());
    }
    int mark = mark();
    push(first);
    while (at(Kind.DOT) || (at(Kind.COLON_COLON) && touches(p))) {
      if (at(Kind.COLON_COLON)) {
        habit(Habit.PATH_SEPARATOR, "", spanOf(p), replace(p, "."));
      }
      p++;
      push(name("a name after `.`"));
    }
    return new Path(popTo(mark), first.isMissing() ? since(first.span().start()) : spanFrom(from));
  }

  /// A type; `what` says of what, as in "the type of `x`".
  final TypeTree type(String what) {
    return type(what, true);
  }

  /// A type that is no function type unless `arrow`: `{ x: (Int, Int) -> … }`.
  final TypeTree type(String what, boolean arrow) {
    int from = p;
    if (nesting >= MAX_NESTING && tooDeep()) {
      return new TypeTree.Error(spanFrom(from));
    }
    nesting++;
    TypeTree type =
        switch (kinds[p]) {
          case Kind.NAME -> startsItemLine() ? foreignType(what) : named();
          case Kind.LPAREN -> parenthesised(arrow);
          default -> foreignType(what);
        };
    nesting--;
    if (at(Kind.QUESTION)
        && sameLine(p)
        && !(type instanceof TypeTree.Function)
        && !(type instanceof TypeTree.Error)) {
      p++;
      type = new TypeTree.Nullable(type, spanFrom(from));
    }
    if (at(Kind.LBRACKET)
        && kinds[p + 1] == Kind.RBRACKET
        && sameLine(p)
        && !(type instanceof TypeTree.Error)) {
      p += 2;
      Span span = spanFrom(from);
      habit(
          Habit.ARRAY_TYPE,
          "",
          span,
          insert(type.span().start(), "Array<"),
          replace(Span.of(type.span().end(), span.end()), ">"));
      type = arrayOf(type, span);
    }
    return type;
  }

  private static TypeTree arrayOf(TypeTree element, Span span) {
    Name name = new Name("Array", new Span(span.start(), 0));
    return new TypeTree.Named(
        new Path(List.of(name), name.span()),
        null,
        List.of(new TypeArgument.Type(element, element.span())),
        span);
  }

  private TypeTree named() {
    int from = p;
    if (values[p] < Words.COUNT && values[p] >= Words.FN) {
      TypeTree foreign = foreignNamed();
      if (foreign != null) {
        return foreign;
      }
    }
    Path path = path("a type");
    LabelName label = null;
    if (at(Kind.LABEL) && touches(p)) {
      label = takeLabel();
    }
    List<TypeArgument> arguments = List.of();
    if (at(Kind.LESS) && sameLine(p)) {
      arguments = typeArguments();
    }
    return new TypeTree.Named(path, label, arguments, spanFrom(from));
  }

  private @Nullable TypeTree foreignNamed() {
    int word = values[p];
    if (word == Words.VOID) {
      habit(Habit.VOID, "", spanOf(p), replace(p, "Unit"));
      Name name = new Name("Unit", spanOf(p));
      p++;
      return new TypeTree.Named(new Path(List.of(name), name.span()), null, List.of(), name.span());
    }
    if (word == Words.FN && kinds[p + 1] == Kind.LPAREN) {
      habit(Habit.FUNCTION_TYPE, "", spanOf(p), deleteWord(p));
      p++;
      return type("the function type");
    }
    if ((word == Words.IMPL || word == Words.MUT) && kinds[p + 1] == Kind.NAME) {
      habit(Habit.REFERENCE_TYPE, names[word], spanOf(p), deleteWord(p));
      p++;
      return type("the type");
    }
    return null;
  }

  private TypeTree parenthesised(boolean arrow) {
    int from = p;
    int saved = mode;
    mode = LOOSE;
    p++;
    int mark = mark();
    while (!Kind.isCloser(kinds[p]) && !at(Kind.EOF)) {
      int before = p;
      push(type("a type"));
      if (!more(Kind.RPAREN, before, "to close the types")) {
        break;
      }
    }
    close(from);
    mode = saved;
    List<TypeTree> elements = popTo(mark);
    if (arrow && (at(Kind.ARROW) || (at(Kind.FAT_ARROW) && sameLine(p)))) {
      if (at(Kind.FAT_ARROW)) {
        habit(Habit.FUNCTION_TYPE, "", spanOf(p), replace(p, "->"));
      }
      p++;
      TypeTree result = type("the result type of the function type");
      return new TypeTree.Function(elements, result, spanFrom(from));
    }
    return new TypeTree.Tuple(elements, spanFrom(from));
  }

  /// What other languages begin a type with.
  private TypeTree foreignType(String what) {
    int from = p;
    switch (kinds[p]) {
      case Kind.AMPERSAND, Kind.STAR, Kind.AND_AND -> {
        int word = p;
        p++;
        if (at(Kind.LABEL)) {
          p++;
        }
        if (isWord(p, Words.MUT) || at(Kind.CONST)) {
          p++;
        }
        Span written = Span.of(starts[word], ends[p - 1]);
        if (!at(Kind.NAME) && !at(Kind.LPAREN) && !at(Kind.LBRACKET)) {
          expected(what);
          return new TypeTree.Error(spanFrom(from));
        }
        Span deleted = Span.of(starts[word], starts[p]);
        habit(Habit.REFERENCE_TYPE, file.text(written), written, replace(deleted, ""));
        return type(what);
      }
      case Kind.LBRACKET -> {
        int close = values[p];
        int saved = mode;
        mode = LOOSE;
        p++;
        TypeTree element = type("the type of the elements");
        close(from);
        mode = saved;
        Span span = Span.of(starts[from], ends[close]);
        if (element instanceof TypeTree.Error) {
          return new TypeTree.Error(span);
        }
        habit(
            Habit.ARRAY_TYPE,
            "",
            span,
            replace(from, "Array<"),
            replace(Span.of(element.span().end(), span.end()), ">"));
        return arrayOf(element, span);
      }
      default -> {
        expected(what);
        return new TypeTree.Error(nowhere());
      }
    }
  }

  /// `<A, @b, "c">`; the current token is `<`.
  final List<TypeArgument> typeArguments() {
    int saved = mode;
    mode = LOOSE;
    p++;
    int mark = mark();
    while (true) {
      int from = p;
      if (at(Kind.LABEL)) {
        LabelName label = takeLabel();
        push(new TypeArgument.Label(label, label.span()));
      } else if (at(Kind.STRING)) {
        push(new TypeArgument.Text(textOf(p), spanOf(p)));
        p++;
      } else {
        TypeTree type = type("a type argument");
        push(new TypeArgument.Type(type, type.span()));
      }
      if (at(Kind.COMMA)) {
        p++;
      } else {
        break;
      }
      if (p == from) {
        break;
      }
    }
    mode = saved;
    if (!eat(Kind.GREATER)) {
      expected("`>` to close the type arguments", ">");
      recoverAngle();
    }
    return popTo(mark);
  }

  /// After a `<` list went wrong: goes behind its `>` if that stands on the line.
  final void recoverAngle() {
    int i = p;
    while (kinds[i] != Kind.EOF
        && !Kind.isCloser(kinds[i])
        && (flags[i] & Tokens.NEWLINE) == 0
        && kinds[i] != Kind.SEMICOLON
        && kinds[i] != Kind.LBRACE
        && kinds[i] != Kind.ASSIGN) {
      if (kinds[i] == Kind.GREATER) {
        p = i + 1;
        return;
      }
      i = after(i);
    }
  }

  // ---- scanning ahead

  /// Whether `<` at the token opens type arguments of an expression: touching, well-formed, and
  /// directly followed by `(` or `.`, or by a `{` on its line.
  final boolean typeArgumentsAhead(int token) {
    if (!touches(token)) {
      return false;
    }
    int end = scanTypeArguments(token, SCAN_DEPTH);
    if (end < 0) {
      return false;
    }
    return switch (kinds[end]) {
      case Kind.LPAREN, Kind.DOT -> touches(end);
      case Kind.LBRACE -> (flags[end] & Tokens.NEWLINE) == 0 && (mode & NO_TRAILING) == 0;
      default -> false;
    };
  }

  /// The token behind the type arguments at `i`, -1 if there are none.
  final int scanTypeArguments(int i, int left) {
    if (left == 0) {
      return -1;
    }
    i++;
    while (true) {
      if (kinds[i] == Kind.LABEL || kinds[i] == Kind.STRING) {
        i++;
      } else {
        i = scanType(i, left - 1);
        if (i < 0) {
          return -1;
        }
      }
      if (kinds[i] != Kind.COMMA) {
        return kinds[i] == Kind.GREATER ? i + 1 : -1;
      }
      i++;
    }
  }

  private int scanType(int i, int left) {
    if (left == 0) {
      return -1;
    }
    if (kinds[i] == Kind.AMPERSAND) {
      i++;
    }
    if (kinds[i] == Kind.LPAREN) {
      int close = values[i];
      i++;
      while (i < close) {
        i = scanType(i, left - 1);
        if (i < 0) {
          return -1;
        }
        if (kinds[i] == Kind.COMMA) {
          i++;
        } else {
          break;
        }
      }
      if (i != close) {
        return -1;
      }
      i++;
      if (kinds[i] == Kind.ARROW) {
        return scanType(i + 1, left - 1);
      }
    } else if (kinds[i] == Kind.NAME) {
      i++;
      while (kinds[i] == Kind.DOT && kinds[i + 1] == Kind.NAME) {
        i += 2;
      }
      if (kinds[i] == Kind.LABEL && touches(i)) {
        i++;
      }
      if (kinds[i] == Kind.LESS) {
        i = scanTypeArguments(i, left - 1);
        if (i < 0) {
          return -1;
        }
      }
    } else {
      return -1;
    }
    return kinds[i] == Kind.QUESTION ? i + 1 : i;
  }

  // ---- texts

  /// What a text token says.
  final String textOf(int token) {
    int facts = values[token];
    int start = starts[token] + (facts >> 4 & 15);
    int end = Math.max(start, ends[token] - (facts >> 8 & 15));
    return (facts & Tokens.ESCAPES) == 0
        ? file.text(start, end)
        : Escapes.decode(source, start, end, (facts & Tokens.RAW) != 0, false);
  }
}
