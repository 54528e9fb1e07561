package dev.veltrano.syntax;

import dev.veltrano.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Gives every bracket of a file its partner, before the file is parsed.
///
/// A missing bracket is the mistake that makes parsers report nonsense for the rest of the file.
/// Here it is found first, over the tokens alone: how many of a kind are missing or too many is a
/// matter of counting, and indentation tells where. What is missing is put in as an empty token,
/// what is too much is taken out (a `}` becomes [Kind#STRAY_BRACE], since the parser may be waiting
/// for it where a `{` is missing). A file whose brackets match is never looked at: there,
/// indentation says nothing.
///
/// Afterwards no construct of the grammar can run over the end of the brackets that it stands in.
/// The idea of repairing brackets by indentation first is that of *rustc*'s unclosed-delimiter
/// hints and of bracket-balancing error recovery in *rust-analyzer*'s token trees.
final class Brackets {
  private final Tokens tokens;
  private final Consumer<? super SyntaxProblem> sink;

  private final byte[] kinds;
  private final int count;

  /// How many closers are missing and how many are too many, by kind of opener.
  private final int[] missing = new int[Kind.COUNT];

  private final int[] extra = new int[Kind.COUNT];

  private int[] stack = new int[32];
  private int[] indents = new int[32];

  /// How deep the first line inside is indented; -1 before it was seen.
  private int[] inner = new int[32];

  /// The first token of the line on which it was opened.
  private int[] lineFirsts = new int[32];

  /// Its place among the new tokens.
  private int[] newAt = new int[32];

  private int depth;

  private byte[] newKinds;
  private byte[] newFlags;
  private int[] newStarts;
  private int[] newEnds;
  private int[] newValues;
  private int newCount;

  private final List<Span> unclosed = new ArrayList<>();
  private final StringBuilder unclosedKinds = new StringBuilder();
  private int lastStray = -2;
  private int lineIndent;
  private int lineFirst;

  private Brackets(Tokens tokens, Consumer<? super SyntaxProblem> sink) {
    this.tokens = tokens;
    this.sink = sink;
    this.kinds = tokens.kinds;
    this.count = tokens.count;
    int capacity = count + 16;
    newKinds = new byte[capacity];
    newFlags = new byte[capacity];
    newStarts = new int[capacity];
    newEnds = new int[capacity];
    newValues = new int[capacity];
  }

  static Tokens repair(Tokens tokens, Consumer<? super SyntaxProblem> sink) {
    return tokens.balanced ? tokens : new Brackets(tokens, sink).run();
  }

  private Tokens run() {
    countBudgets();
    for (int i = 0; i < count; i++) {
      token(i);
    }
    for (int i = 0; i < 3; i++) {
      append(Kind.EOF, Tokens.NEWLINE, tokens.file.length(), tokens.file.length(), 0);
    }
    linkPartners();
    return new Tokens(
        tokens.file,
        newCount - 3,
        newKinds,
        newFlags,
        newStarts,
        newEnds,
        newValues,
        tokens.names,
        tokens.commentData,
        tokens.commentCount,
        true);
  }

  private void countBudgets() {
    int[] open = new int[Kind.COUNT];
    for (int i = 0; i < count; i++) {
      int kind = kinds[i];
      if (Kind.isOpener(kind)) {
        open[kind]++;
      } else if (Kind.isCloser(kind)) {
        if (open[kind - 1] == 0) {
          extra[kind - 1]++;
        } else {
          open[kind - 1]--;
        }
      }
    }
    System.arraycopy(open, 0, missing, 0, open.length);
  }

  private void token(int i) {
    int kind = kinds[i];
    if ((tokens.flags[i] & Tokens.NEWLINE) != 0) {
      lineIndent = indent(i);
      lineFirst = i;
      if (kind != Kind.EOF) {
        dedent(i, kind);
        if (depth > 0 && inner[depth - 1] < 0 && !Kind.isCloser(kind)) {
          inner[depth - 1] = lineIndent;
        }
      }
    }
    closeEarly(i, kind);
    if (Kind.isOpener(kind)) {
      flushUnclosed();
      push(i);
      copy(i);
    } else if (Kind.isCloser(kind)) {
      close(i, kind);
    } else if (kind == Kind.EOF) {
      while (depth > 0) {
        insert(i);
      }
      flushUnclosed();
      copy(i);
    } else {
      flushUnclosed();
      copy(i);
    }
  }

  private int indent(int token) {
    return column(tokens.starts[token]);
  }

  /// How far the line of the byte at `start` is indented; a tab counts as four.
  private int column(int start) {
    byte[] source = tokens.file.bytes();
    int p = start;
    while (p > 0 && source[p - 1] != '\n' && source[p - 1] != '\r') {
      p--;
    }
    int column = 0;
    while (p < start && (source[p] == ' ' || source[p] == '\t')) {
      column += source[p] == '\t' ? 4 : 1;
      p++;
    }
    return column;
  }

  private int topKind() {
    return depth == 0 ? Kind.EOF : kinds[stack[depth - 1]];
  }

  /// A new line that is indented no deeper than the line of an open bracket.
  private void dedent(int i, int kind) {
    while (depth > 0) {
      int top = topKind();
      if (top == Kind.HOLE_OPEN || missing[top] == 0) {
        return;
      }
      int opened = indents[depth - 1];
      boolean closer = Kind.isCloser(kind);
      boolean ends;
      if (top == Kind.LBRACE) {
        boolean indented = inner[depth - 1] > opened;
        ends =
            lineIndent < opened
                || (lineIndent == opened
                    && !closer
                    && !continues(i, kind)
                    && (indented || (inner[depth - 1] < 0 && declares(i, kind))));
      } else {
        ends = kind != top + 1 && !continues(i, kind) && (lineIndent <= opened || begins(i, kind));
        ends &= !closer || lineIndent <= opened;
      }
      if (!ends) {
        return;
      }
      insert(i);
    }
  }

  private boolean continues(int i, int kind) {
    return switch (kind) {
      case Kind.DOT,
          Kind.SAFE_DOT,
          Kind.ELVIS,
          Kind.AND_AND,
          Kind.OR_OR,
          Kind.CASE,
          Kind.REQUIRES,
          Kind.LBRACE ->
          kind != Kind.CASE || !opensInArm();
      case Kind.NAME ->
          tokens.values[i] == Words.DEFAULT && kinds[i + 1] == Kind.ARROW && !opensInArm();
      default -> false;
    };
  }

  /// Whether the innermost bracket was opened on a line that begins an arm: the next arm ends it.
  private boolean opensInArm() {
    return kinds[lineFirsts[depth - 1]] == Kind.CASE;
  }

  /// Whether a line that begins so is a statement or declaration of its own.
  private boolean begins(int i, int kind) {
    return switch (kind) {
      case Kind.VAL, Kind.VAR, Kind.WHILE, Kind.FOR, Kind.DEFER ->
          // a constructor parameter may begin with `val`
          kinds[i + 1] != Kind.NAME || kinds[i + 2] != Kind.COLON || !isFieldList();
      case Kind.FUN, Kind.IMPORT, Kind.EXPORT, Kind.CONST, Kind.CLASS -> true;
      default -> declares(i, kind);
    };
  }

  private boolean isFieldList() {
    int open = stack[depth - 1];
    return open >= 2 && (kinds[open - 2] == Kind.CLASS || kinds[open - 1] == Kind.GREATER);
  }

  private boolean declares(int i, int kind) {
    return switch (kind) {
      case Kind.FUN, Kind.IMPORT, Kind.EXPORT, Kind.CONST, Kind.CLASS -> true;
      case Kind.NAME -> {
        int word = tokens.values[i];
        yield (word == Words.DATA || word == Words.ENUM) && kinds[i + 1] == Kind.CLASS
            || (word == Words.TYPE || word == Words.REQUIREMENT) && kinds[i + 1] == Kind.NAME
            || word == Words.TEST && kinds[i + 1] == Kind.STRING;
      }
      default -> false;
    };
  }

  /// What cannot stand in the parentheses that are open: these end before it.
  private void closeEarly(int i, int kind) {
    int top = topKind();
    if ((top != Kind.LPAREN && top != Kind.LBRACKET) || missing[top] == 0) {
      return;
    }
    int open = stack[depth - 1];
    boolean ends =
        switch (kind) {
          case Kind.SEMICOLON -> open == 0 || kinds[open - 1] != Kind.FOR;
          case Kind.LBRACE -> top == Kind.LPAREN && isHeader(open) && !isLambda(i);
          case Kind.COLON -> isParameters(open) && endsParameter(i, open);
          case Kind.ARROW -> isParameters(open) && (i == open + 1 || endsParameter(i, open));
          case Kind.DOT ->
              i == open + 1 && kinds[i + 1] == Kind.NAME && kinds[i + 2] == Kind.LPAREN;
          case Kind.BREAK, Kind.CONTINUE, Kind.RETURN -> isHeader(open) && endsOperand(i - 1);
          default -> false;
        };
    if (ends) {
      insert(i);
    }
  }

  private boolean isLambda(int brace) {
    boolean lastOnLine = (tokens.flags[brace + 1] & Tokens.NEWLINE) != 0;
    return kinds[brace - 1] == Kind.NAME && kinds[brace - 2] == Kind.DOT && !lastOnLine;
  }

  private boolean endsOperand(int token) {
    return switch (kinds[token]) {
      case Kind.NAME,
          Kind.NUMBER,
          Kind.STRING,
          Kind.CHAR,
          Kind.TRUE,
          Kind.FALSE,
          Kind.NULL,
          Kind.RPAREN,
          Kind.RBRACKET,
          Kind.FORMAT_CLOSE ->
          true;
      default -> false;
    };
  }

  /// Whether a `:` here follows a parameter that has its type, or no parameter at all.
  private boolean endsParameter(int colon, int open) {
    if (colon == open + 1) {
      return true;
    }
    for (int i = colon - 1; i > open; i--) {
      if (kinds[i] == Kind.COMMA) {
        return false;
      }
      if (kinds[i] == Kind.COLON) {
        return true;
      }
    }
    return false;
  }

  /// Whether these parentheses belong to `if`, `while`, `for` or the head of a declaration.
  private boolean isHeader(int open) {
    if (open == 0) {
      return false;
    }
    int before = kinds[open - 1];
    return before == Kind.IF
        || before == Kind.WHILE
        || before == Kind.FOR
        || isParameters(open)
        || (before == Kind.NAME && open > 1 && kinds[open - 2] == Kind.CLASS);
  }

  private boolean isParameters(int open) {
    return open > 1
        && kinds[open - 1] == Kind.NAME
        && (kinds[open - 2] == Kind.FUN
            || (kinds[open - 2] == Kind.GREATER)
            || (open > 3 && kinds[open - 2] == Kind.DOT && kinds[open - 4] == Kind.FUN));
  }

  private void close(int i, int kind) {
    int wanted = kind - 1;
    if (kind == Kind.HOLE_CLOSE) {
      while (depth > 0 && topKind() != Kind.HOLE_OPEN) {
        insert(i);
      }
      flushUnclosed();
      depth--;
      copy(i);
      return;
    }
    if (topKind() == wanted) {
      boolean firstOnLine = i == lineFirst || kinds[lineFirst] == Kind.RBRACE;
      if (wanted == Kind.LBRACE
          && extra[wanted] > 0
          && firstOnLine
          && lineIndent > indents[depth - 1]) {
        stray(i, kind);
        return;
      }
      flushUnclosed();
      depth--;
      copy(i);
      return;
    }
    if (extra[wanted] == 0 && isOpenAbove(wanted)) {
      while (topKind() != wanted) {
        insert(i);
      }
      flushUnclosed();
      depth--;
      copy(i);
      return;
    }
    stray(i, kind);
  }

  /// Whether such a bracket is open, and not outside of a hole that is open.
  private boolean isOpenAbove(int wanted) {
    for (int i = depth - 1; i >= 0; i--) {
      int kind = kinds[stack[i]];
      if (kind == wanted) {
        return true;
      }
      if (kind == Kind.HOLE_OPEN) {
        return false;
      }
    }
    return false;
  }

  private void stray(int i, int kind) {
    flushUnclosed();
    extra[kind - 1] = Math.max(0, extra[kind - 1] - 1);
    int place = kind == Kind.RBRACE ? blockPlace(i) : openerPlace(i, kind);
    if (place > 0) {
      open(i, kind, place);
      return;
    }
    int top = topKind();
    if (kind == Kind.RBRACE && (top == Kind.LBRACE || top == Kind.EOF)) {
      append(Kind.STRAY_BRACE, tokens.flags[i], tokens.starts[i], tokens.ends[i], -1);
      return;
    }
    boolean afterBroken = newCount > 0 && (newFlags[newCount - 1] & Tokens.UNTERMINATED) != 0;
    boolean again = lastStray == i - 1 && (tokens.flags[i] & Tokens.NEWLINE) == 0;
    lastStray = i;
    if (!afterBroken && !again) {
      sink.accept(new SyntaxProblem.UnexpectedCloser(tokens.file, tokens.span(i), tokens.text(i)));
    }
    if (newCount > 0 && (tokens.flags[i] & Tokens.NEWLINE) == 0) {
      newFlags[newCount - 1] |= Tokens.SPOILED;
    }
  }

  /// The new token before which the opener of a `)` or `]` is probably missing: on this line,
  /// behind a word that takes parentheses, or between a name and a value that stand side by side; 0
  /// for nowhere.
  private int openerPlace(int i, int kind) {
    if ((tokens.flags[i] & Tokens.NEWLINE) != 0) {
      return 0;
    }
    if (newCount > 1 && kind == Kind.RPAREN && takesParentheses(newCount - 1)) {
      return newCount;
    }
    int level = 0;
    for (int j = newCount - 1; j > 0 && j > newCount - REACH; j--) {
      int before = newKinds[j - 1];
      int at = newKinds[j];
      if (Kind.isCloser(at)) {
        level++;
      } else if (Kind.isOpener(at)) {
        level--;
      }
      if (level < 0 || at == Kind.SEMICOLON || (newFlags[j] & Tokens.NEWLINE) != 0) {
        return 0;
      }
      boolean found =
          level == 0
              && (kind == Kind.RPAREN
                  ? takesParentheses(j - 1) || isSideBySide(j)
                  : before == Kind.ASSIGN || before == Kind.RETURN || isSideBySide(j));
      if (found) {
        return j;
      }
    }
    return 0;
  }

  private boolean takesParentheses(int token) {
    return switch (newKinds[token]) {
      case Kind.IF, Kind.WHILE, Kind.FOR -> true;
      case Kind.NAME ->
          token > 0
              && (newKinds[token - 1] == Kind.FUN
                  || newKinds[token - 1] == Kind.CLASS
                  || (token > 2
                      && newKinds[token - 1] == Kind.DOT
                      && newKinds[token - 3] == Kind.FUN));
      default -> false;
    };
  }

  private boolean isSideBySide(int token) {
    if (newKinds[token - 1] != Kind.NAME) {
      return false;
    }
    return switch (newKinds[token]) {
      case Kind.NAME,
          Kind.STRING,
          Kind.NUMBER,
          Kind.CHAR,
          Kind.FORMAT_OPEN,
          Kind.TRUE,
          Kind.FALSE,
          Kind.NULL,
          Kind.SELF ->
          true;
      default -> false;
    };
  }

  /// The new token before which the `{` of a `}` at the beginning of a line is probably missing: at
  /// the end of the nearest line that is indented like it and followed by a deeper one; 0 for
  /// nowhere.
  private int blockPlace(int i) {
    if ((tokens.flags[i] & Tokens.NEWLINE) == 0) {
      return 0;
    }
    int wanted = lineIndent;
    int level = 0;
    int next = -1;
    for (int j = newCount - 1; j >= 0 && j > newCount - REACH; j--) {
      int kind = newKinds[j];
      boolean first = (newFlags[j] & Tokens.NEWLINE) != 0;
      int indent = first ? column(newStarts[j]) : -1;
      if (first && level == 0 && indent == wanted) {
        return next > 0 && opensBlock(j, next) ? next : 0;
      }
      if (Kind.isCloser(kind)) {
        level++;
      } else if (Kind.isOpener(kind)) {
        level--;
      }
      if (level < 0 && !first) {
        // `} else {` and the like: the line may begin with a closer
        return 0;
      }
      if (first && level <= 0) {
        if (indent <= wanted) {
          return 0;
        }
        next = j;
      }
    }
    return 0;
  }

  /// Whether the line of the new tokens `[first, next)` is one that a block could belong to.
  private boolean opensBlock(int first, int next) {
    for (int j = first + 1; j < next; j++) {
      if ((newFlags[j] & Tokens.NEWLINE) != 0) {
        return false;
      }
    }
    for (int j = first; j < next; j++) {
      switch (newKinds[j]) {
        case Kind.IF, Kind.ELSE, Kind.WHILE, Kind.FOR, Kind.MATCH, Kind.ARROW, Kind.DEFER -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /// How many tokens back a missing opener is looked for.
  private static final int REACH = 2000;

  /// Puts the missing opener of the closer at `i` before the new token `place`.
  private void open(int i, int kind, int place) {
    byte opener = (byte) (kind - 1);
    if (opener == Kind.LBRACE) {
      place = lambdaPlace(place);
    }
    int at = newEnds[place - 1];
    append(Kind.EOF, (byte) 0, 0, 0, 0);
    int moved = newCount - 1 - place;
    System.arraycopy(newKinds, place, newKinds, place + 1, moved);
    System.arraycopy(newFlags, place, newFlags, place + 1, moved);
    System.arraycopy(newStarts, place, newStarts, place + 1, moved);
    System.arraycopy(newEnds, place, newEnds, place + 1, moved);
    System.arraycopy(newValues, place, newValues, place + 1, moved);
    newKinds[place] = opener;
    newFlags[place] = Tokens.INSERTED;
    newStarts[place] = at;
    newEnds[place] = at;
    newValues[place] = -1;
    for (int d = 0; d < depth; d++) {
      if (newAt[d] >= place) {
        newAt[d]++;
      }
    }
    copy(i);
    if ((newFlags[place - 1] & Tokens.UNTERMINATED) == 0) {
      String text = opener == Kind.LPAREN ? "(" : opener == Kind.LBRACKET ? "[" : "{";
      sink.accept(
          new SyntaxProblem.Unopened(tokens.file, tokens.span(i), tokens.text(i), text, at));
    }
  }

  /// The parameters of a lambda stand behind its brace: the place moves before them.
  private int lambdaPlace(int place) {
    for (int j = place - 1; j > 0 && (newFlags[j] & Tokens.NEWLINE) == 0; j--) {
      if (newKinds[j] == Kind.ARROW) {
        int name = j;
        while (name > 1
            && (newKinds[name - 1] == Kind.NAME || newKinds[name - 1] == Kind.COMMA)
            && !(newKinds[name] == Kind.NAME && newKinds[name - 1] == Kind.NAME)) {
          name--;
        }
        return name;
      }
    }
    return place;
  }

  private void push(int i) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, depth * 2);
      indents = Arrays.copyOf(indents, depth * 2);
      inner = Arrays.copyOf(inner, depth * 2);
      lineFirsts = Arrays.copyOf(lineFirsts, depth * 2);
      newAt = Arrays.copyOf(newAt, depth * 2);
    }
    stack[depth] = i;
    indents[depth] = lineIndent;
    lineFirsts[depth] = lineFirst;
    newAt[depth] = newCount;
    inner[depth] = -1;
    depth++;
  }

  /// Puts the closer of the innermost open bracket before token `i`.
  private void insert(int i) {
    int open = stack[--depth];
    newFlags[newAt[depth]] |= Tokens.SPOILED;
    int kind = kinds[open];
    missing[kind] = Math.max(0, missing[kind] - 1);
    int end = newCount == 0 ? 0 : newEnds[newCount - 1];
    if ((tokens.flags[i] & Tokens.SKIPPED) == 0
        && (newCount == 0 || (newFlags[newCount - 1] & Tokens.UNTERMINATED) == 0)) {
      unclosed.add(tokens.span(open));
      unclosedKinds.append(kind == Kind.LPAREN ? '(' : kind == Kind.LBRACKET ? '[' : '{');
    }
    byte carried = newCount == 0 ? 0 : (byte) (newFlags[newCount - 1] & Tokens.UNTERMINATED);
    append((byte) (kind + 1), (byte) (Tokens.INSERTED | carried), end, end, -1);
  }

  /// Reports the brackets that were closed at one place.
  private void flushUnclosed() {
    if (unclosed.isEmpty()) {
      return;
    }
    StringBuilder closers = new StringBuilder();
    for (int j = 0; j < Math.min(unclosedKinds.length(), 8); j++) {
      char opener = unclosedKinds.charAt(j);
      closers.append(opener == '(' ? ')' : opener == '[' ? ']' : '}');
    }
    int end = newCount == 0 ? 0 : newEnds[newCount - 1];
    sink.accept(
        new SyntaxProblem.Unclosed(
            tokens.file,
            List.copyOf(unclosed),
            unclosedKinds.substring(0, 1),
            closers.toString(),
            end));
    unclosedKinds.setLength(0);
    unclosed.clear();
  }

  private void copy(int i) {
    append(kinds[i], tokens.flags[i], tokens.starts[i], tokens.ends[i], tokens.values[i]);
  }

  private void append(byte kind, byte flags, int start, int end, int value) {
    int n = newCount;
    if (n == newKinds.length) {
      int larger = n * 2;
      newKinds = Arrays.copyOf(newKinds, larger);
      newFlags = Arrays.copyOf(newFlags, larger);
      newStarts = Arrays.copyOf(newStarts, larger);
      newEnds = Arrays.copyOf(newEnds, larger);
      newValues = Arrays.copyOf(newValues, larger);
    }
    newKinds[n] = kind;
    newFlags[n] = flags;
    newStarts[n] = start;
    newEnds[n] = end;
    newValues[n] = value;
    newCount = n + 1;
  }

  private void linkPartners() {
    int[] open = new int[newCount];
    int top = 0;
    for (int i = 0; i < newCount; i++) {
      int kind = newKinds[i];
      if (Kind.isOpener(kind)) {
        open[top++] = i;
      } else if (Kind.isCloser(kind)) {
        int partner = open[--top];
        newValues[partner] = i;
        newValues[i] = partner;
      }
    }
  }
}
