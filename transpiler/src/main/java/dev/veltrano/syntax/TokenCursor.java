package dev.veltrano.syntax;

import dev.veltrano.diagnostic.Edit;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.Name;
import java.util.Arrays;
import java.util.List;

/// The lowest layer of the parser: where it stands in the tokens, how it reports, and how it goes
/// on after a mistake.
///
/// Always true: brackets match (see [Brackets]), so a layer that opened one finds its closer; no
/// method skips over a closer it did not open; every loop consumes a token in each round or ends.
///
/// One mistake is reported once: a missing thing silences the rest of its line, and what stands
/// next to something that the lexer or the bracket repair has reported is not reported again.
abstract class TokenCursor {
  /// How deep brackets, blocks and types may nest.
  static final int MAX_NESTING = 256;

  /// How high the tree of one expression may grow by chains of operators, calls or `else if`.
  static final int MAX_HEIGHT = 1000;

  /// Line breaks mean nothing: inside `( )`, `[ ]` and type arguments.
  static final int LOOSE = 1;

  /// A `{` is no lambda of the call before it: in the subject of a `match`.
  static final int NO_TRAILING = 2;

  final SourceFile file;
  final byte[] source;
  final Tokens tokens;
  final byte[] kinds;
  final byte[] flags;
  final int[] starts;
  final int[] ends;
  final int[] values;
  final String[] names;
  final Problems problems;

  /// The current token.
  int p;

  int mode;
  int nesting;

  /// The height of the expression or statement that was read last.
  int height;

  // where the last question for an indentation was asked, and the answer
  private int indentAsked;
  private int indentFound;

  private int quietUntil;
  private int lastErrorAt = -1;

  private Object[] scratch = new Object[64];
  private int top;

  TokenCursor(Tokens tokens, Problems problems) {
    this.file = tokens.file;
    this.source = file.bytes();
    this.tokens = tokens;
    this.kinds = tokens.kinds;
    this.flags = tokens.flags;
    this.starts = tokens.starts;
    this.ends = tokens.ends;
    this.values = tokens.values;
    this.names = tokens.names;
    this.problems = problems;
  }

  // ---- looking

  final boolean at(byte kind) {
    return kinds[p] == kind;
  }

  final boolean eat(byte kind) {
    if (kinds[p] == kind) {
      p++;
      return true;
    }
    return false;
  }

  /// Whether a line break that counts stands before the token.
  final boolean breaksLine(int token) {
    return (flags[token] & Tokens.NEWLINE) != 0 && (mode & LOOSE) == 0;
  }

  final boolean sameLine(int token) {
    return (flags[token] & Tokens.NEWLINE) == 0 || (mode & LOOSE) != 0;
  }

  /// Whether nothing at all stands between the token and the one before it.
  final boolean touches(int token) {
    return (flags[token] & (Tokens.NEWLINE | Tokens.SPACE)) == 0;
  }

  /// Whether the token is that unquoted word.
  final boolean isWord(int token, int word) {
    return kinds[token] == Kind.NAME && values[token] == word;
  }

  final boolean startsOperand(int token) {
    return STARTS_OPERAND[kinds[token]];
  }

  private static final boolean[] STARTS_OPERAND = new boolean[Kind.COUNT];

  static {
    for (byte kind :
        new byte[] {
          Kind.NAME,
          Kind.NUMBER,
          Kind.CHAR,
          Kind.STRING,
          Kind.FORMAT_OPEN,
          Kind.LPAREN,
          Kind.LBRACKET,
          Kind.LBRACE,
          Kind.MINUS,
          Kind.BANG,
          Kind.BANG_BANG,
          Kind.TILDE,
          Kind.TRY,
          Kind.IF,
          Kind.MATCH,
          Kind.RETURN,
          Kind.BREAK,
          Kind.CONTINUE,
          Kind.TRUE,
          Kind.FALSE,
          Kind.NULL,
          Kind.SELF,
          Kind.BAR,
          Kind.OR_OR,
          Kind.COLON_COLON
        }) {
      STARTS_OPERAND[kind] = true;
    }
  }

  /// Whether a statement ends before the token.
  final boolean endsStatement(int token) {
    if (breaksLine(token)) {
      return true;
    }
    return switch (kinds[token]) {
      case Kind.SEMICOLON,
          Kind.RBRACE,
          Kind.EOF,
          Kind.CASE,
          Kind.STRAY_BRACE,
          Kind.RPAREN,
          Kind.RBRACKET,
          Kind.HOLE_CLOSE ->
          true;
      case Kind.NAME -> isDefaultArm(token);
      default -> false;
    };
  }

  final boolean isDefaultArm(int token) {
    return isWord(token, Words.DEFAULT) && kinds[token + 1] == Kind.ARROW;
  }

  /// The token behind the one at `token`, behind its partner if it opens a bracket.
  final int after(int token) {
    return Kind.isOpener(kinds[token]) ? values[token] + 1 : token + 1;
  }

  /// How far the line of the token is indented, in bytes. Asked in the order of the file, so that a
  /// line of any length is walked once.
  final int indent(int token) {
    int at = starts[token];
    int stop = at >= indentAsked ? indentAsked : 0;
    int start = at;
    while (start > stop && source[start - 1] != '\n' && source[start - 1] != '\r') {
      start--;
    }
    if (start > stop || stop == 0) {
      int end = start;
      while (end < source.length && (source[end] == ' ' || source[end] == '\t')) {
        end++;
      }
      indentFound = end - start;
    }
    indentAsked = at;
    return indentFound;
  }

  // ---- spans and lists

  /// From the token `from` to the last one that was consumed.
  final Span spanFrom(int from) {
    int start = starts[from];
    int end = p == 0 ? 0 : ends[p - 1];
    return end < start ? new Span(end, 0) : new Span(start, end - start);
  }

  /// From the byte `start` to the last token that was consumed.
  final Span since(int start) {
    int end = p == 0 ? 0 : ends[p - 1];
    return end < start ? new Span(start, 0) : new Span(start, end - start);
  }

  final Span spanOf(int token) {
    return new Span(starts[token], ends[token] - starts[token]);
  }

  /// The empty place behind the last token that was consumed.
  final Span nowhere() {
    return new Span(p == 0 ? 0 : ends[p - 1], 0);
  }

  final int mark() {
    return top;
  }

  final void push(Object node) {
    if (top == scratch.length) {
      scratch = Arrays.copyOf(scratch, top * 2);
    }
    scratch[top++] = node;
  }

  /// The nodes pushed since `mark`, as a list of its own.
  @SuppressWarnings("unchecked")
  final <T> List<T> popTo(int mark) {
    int size = top - mark;
    top = mark;
    return switch (size) {
      case 0 -> List.of();
      case 1 -> List.of((T) scratch[mark]);
      case 2 -> List.of((T) scratch[mark], (T) scratch[mark + 1]);
      default -> (List<T>) List.of(Arrays.copyOfRange(scratch, mark, mark + size));
    };
  }

  // ---- names

  /// Whether a declaration of a file begins here.
  abstract boolean atItem();

  /// Whether the name here is the first word of a declaration on a line of its own: what was to be
  /// named before it has no name.
  final boolean startsItemLine() {
    return values[p] < Words.COUNT && breaksLine(p) && atItem();
  }

  /// The name at the current token, which is one.
  final Name takeName() {
    Name name = new Name(names[values[p]], spanOf(p));
    p++;
    return name;
  }

  /// A name; `what` says of what.
  final Name name(String what) {
    if (kinds[p] == Kind.NAME && !startsItemLine()) {
      return takeName();
    }
    if (Kind.isKeyword(kinds[p]) && sameLine(p) && !isQuiet()) {
      String keyword = tokens.text(p);
      switch (kinds[p + 1]) {
        case Kind.LPAREN,
            Kind.COLON,
            Kind.ASSIGN,
            Kind.COMMA,
            Kind.LBRACE,
            Kind.DOT,
            Kind.LESS,
            Kind.RPAREN,
            Kind.IN -> {
          report(
              new SyntaxProblem.Expected(
                  file,
                  spanOf(p),
                  what,
                  "the keyword `" + keyword + "`",
                  "a keyword in backquotes is a name",
                  List.of(new Edit(file, spanOf(p), "`" + keyword + "`")),
                  false));
          Name name = new Name(keyword, spanOf(p));
          p++;
          return name;
        }
        default -> {}
      }
    }
    expected(what);
    return new Name("", nowhere());
  }

  final LabelName takeLabel() {
    LabelName label = new LabelName(names[values[p]], spanOf(p));
    p++;
    return label;
  }

  // ---- reporting

  final boolean isQuiet() {
    return p < quietUntil || p == lastErrorAt || isSpoiled(p);
  }

  /// The same for a mistake that stands at the end of the line before.
  private boolean isQuietAtEnd() {
    return isQuiet() || (p == quietUntil && (flags[p] & Tokens.NEWLINE) != 0);
  }

  /// Whether something on the line of the token was reported before parsing: what the parser then
  /// finds there says nothing new.
  private boolean isSpoiled(int token) {
    for (int i = token; i >= 0 && i > token - SPOILED_REACH; i--) {
      if ((flags[i] & SPOILING) != 0) {
        return true;
      }
      if ((flags[i] & Tokens.NEWLINE) != 0) {
        break;
      }
    }
    if (token > 0
        && (flags[token] & Tokens.NEWLINE) != 0
        && (flags[token - 1] & (Tokens.UNTERMINATED | Tokens.INSERTED)) != 0) {
      return true;
    }
    for (int i = token + 1;
        i < tokens.count && i < token + SPOILED_REACH && (flags[i] & Tokens.NEWLINE) == 0;
        i++) {
      if ((flags[i] & SPOILING) != 0) {
        return true;
      }
    }
    return false;
  }

  private static final int SPOILED_REACH = 500;
  private static final int SPOILING =
      Tokens.SKIPPED | Tokens.UNTERMINATED | Tokens.INSERTED | Tokens.SPOILED;

  /// Reports something whatever was reported before.
  final void report(SyntaxProblem problem) {
    problems.accept(problem);
  }

  final void habit(Habit habit, String detail, Span span, Edit... edits) {
    habit(habit, detail, span, List.of(edits), true);
  }

  final void habitMaybe(Habit habit, String detail, Span span, Edit... edits) {
    habit(habit, detail, span, List.of(edits), false);
  }

  final void habit(Habit habit, String detail, Span span, List<Edit> edits, boolean exact) {
    if (!isSpoiled(p)) {
      report(new SyntaxProblem.ForeignHabit(file, span, habit, detail, edits, exact));
    }
  }

  final Edit replace(Span span, String text) {
    return new Edit(file, span, text);
  }

  final Edit replace(int token, String text) {
    return new Edit(file, spanOf(token), text);
  }

  final Edit insert(int offset, String text) {
    return new Edit(file, new Span(offset, 0), text);
  }

  /// Deletes the token and the white space behind it.
  final Edit deleteWord(int token) {
    int end = sameLine(token + 1) ? starts[token + 1] : ends[token];
    return new Edit(file, Span.of(starts[token], Math.max(end, ends[token])), "");
  }

  /// Deletes the stretch and the blanks before it.
  final Edit deleteWithSpaceBefore(Span span) {
    int start = span.start();
    while (start > 0 && (source[start - 1] == ' ' || source[start - 1] == '\t')) {
      start--;
    }
    return new Edit(file, Span.of(start, span.end()), "");
  }

  /// Reports that `what` is missing before the current token.
  final void expected(String what) {
    if (!isQuietAtEnd()) {
      report(new SyntaxProblem.Expected(file, here(), what, describe(p), "", List.of(), false));
      silence();
    }
  }

  /// The same with a text that can be put there.
  final void expected(String what, String missing) {
    if (!isQuietAtEnd()) {
      Edit edit = insert(p == 0 ? 0 : ends[p - 1], missing);
      report(new SyntaxProblem.Expected(file, here(), what, describe(p), "", List.of(edit), false));
      silence();
    }
  }

  final void expectedNote(String what, String note) {
    if (!isQuietAtEnd()) {
      report(new SyntaxProblem.Expected(file, here(), what, describe(p), note, List.of(), false));
      silence();
    }
  }

  /// Reports that something else must begin at the current token, wherever that stands.
  final void unexpected(String what, Edit... edits) {
    if (!isQuiet()) {
      String found = tokenInWords(p);
      Span span = kinds[p] == Kind.EOF ? here() : spanOf(p);
      report(
          new SyntaxProblem.Expected(
              file, span, what, found, "", List.of(edits), edits.length > 0));
      int saved = p;
      silenceFrom(p);
      lastErrorAt = saved;
    }
  }

  /// The place of a mistake: the current token, or the end of the line before it.
  final Span here() {
    if (p > 0 && ((flags[p] & Tokens.NEWLINE) != 0 || kinds[p] == Kind.EOF)) {
      return new Span(ends[p - 1], 0);
    }
    return spanOf(p);
  }

  /// Reports nothing more about this line.
  final void silence() {
    lastErrorAt = p;
    if (!breaksLine(p)) {
      silenceFrom(p);
    }
  }

  private void silenceFrom(int token) {
    if (token < quietUntil) {
      return;
    }
    int i = token;
    while (kinds[i] != Kind.EOF
        && kinds[i] != Kind.SEMICOLON
        && (flags[i + 1] & Tokens.NEWLINE) == 0) {
      i++;
    }
    quietUntil = Math.max(quietUntil, i + 1);
  }

  /// The token in words, as in "found `;`".
  final String describe(int token) {
    if (kinds[token] == Kind.EOF) {
      return "the end of the file";
    }
    if (breaksLine(token)) {
      return "the end of the line";
    }
    return tokenInWords(token);
  }

  private String tokenInWords(int token) {
    return switch (kinds[token]) {
      case Kind.EOF -> "the end of the file";
      case Kind.STRING, Kind.FORMAT_OPEN -> "text";
      case Kind.FORMAT_CLOSE, Kind.FORMAT_TEXT -> "the end of the hole";
      case Kind.HOLE_CLOSE -> "the end of the hole";
      case Kind.HOLE_SPEC -> "`:`";
      case Kind.LABEL -> "the label `" + shortText(token) + "`";
      case Kind.NUMBER -> "the number `" + shortText(token) + "`";
      default ->
          Kind.isKeyword(kinds[token])
              ? "the keyword `" + tokens.text(token) + "`"
              : "`" + shortText(token) + "`";
    };
  }

  final String shortText(int token) {
    String text = tokens.text(token);
    return text.length() <= 40 ? text : text.substring(0, 37) + "…";
  }

  final boolean expect(byte kind, String what) {
    if (kinds[p] == kind) {
      p++;
      return true;
    }
    expected(what);
    return false;
  }

  final void misplaced(Span span, String message, String advice, Edit... edits) {
    if (isSpoiled(p)) {
      return;
    }
    report(new SyntaxProblem.Misplaced(file, span, message, advice, List.of(edits)));
  }

  // ---- brackets

  /// Whether the bracket at the current token nests too deep; then it is reported and skipped.
  final boolean tooDeep() {
    if (nesting < MAX_NESTING) {
      return false;
    }
    if (!isQuiet()) {
      report(new SyntaxProblem.NestingTooDeep(file, spanOf(p), MAX_NESTING));
    }
    if (Kind.isOpener(kinds[p])) {
      p = values[p] + 1;
    } else {
      skipStatement();
    }
    silence();
    lastErrorAt = p;
    return true;
  }

  /// Skips to where the statement ends.
  final void skipStatement() {
    do {
      if (Kind.isCloser(kinds[p]) || kinds[p] == Kind.EOF) {
        return;
      }
      p = after(p);
    } while (!endsStatement(p));
  }

  /// After an element of a list in brackets: whether another one follows. `purpose` completes
  /// "expected `,` or `)` …"; `before` is where the element began.
  final boolean more(byte close, int before, String purpose) {
    int kind = kinds[p];
    if (kind == Kind.COMMA) {
      p++;
      return kinds[p] != close;
    }
    return kind != close && recover(close, before, purpose);
  }

  private boolean recover(byte close, int before, String purpose) {
    String closer = close == Kind.RPAREN ? "`)`" : close == Kind.RBRACKET ? "`]`" : "`}`";
    expected((p == before ? closer : "`,` or " + closer) + " " + purpose);
    if (p > before && startsOperand(p) && (breaksLoose(p) || kinds[p] != Kind.LBRACE)) {
      return true;
    }
    while (!Kind.isCloser(kinds[p]) && kinds[p] != Kind.EOF) {
      if (kinds[p] == Kind.COMMA) {
        p++;
        return !Kind.isCloser(kinds[p]);
      }
      p = after(p);
    }
    return false;
  }

  private boolean breaksLoose(int token) {
    return (flags[token] & Tokens.NEWLINE) != 0;
  }

  /// Consumes the closer of the bracket at `open`, after skipping what stands before it.
  final void close(int open) {
    int close = values[open];
    if (p < close) {
      p = close;
    }
    p = Math.max(p, close + 1);
  }
}
