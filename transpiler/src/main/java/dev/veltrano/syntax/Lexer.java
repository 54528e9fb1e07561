package dev.veltrano.syntax;

import dev.veltrano.diagnostic.Edit;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Turns the bytes of a file into tokens, in one pass.
///
/// It always reaches the end of the file. What it cannot read it reports and skips; a literal
/// without an end stops at the end of its line. Holes of `f"…"` are lexed like anything else,
/// between [Kind#HOLE_OPEN] and [Kind#HOLE_CLOSE], so that the parser sees one flat list.
public final class Lexer {
  /// Larger files are refused.
  public static final int MAX_BYTES = 64 << 20;

  /// How deep `f"…"` may stand in holes of each other.
  static final int MAX_FORMAT_DEPTH = 32;

  private static final boolean[] PART = new boolean[256];
  private static final boolean[] PLAIN_TEXT = new boolean[256];

  static {
    for (int c = 0; c < 256; c++) {
      PART[c] = c < 128 && (Character.isLetterOrDigit(c) || c == '_');
      PLAIN_TEXT[c] =
          c != '"' && c != '\\' && c != '\n' && c != '\r' && c != 0 && c != '{' && c != '}';
    }
  }

  private final SourceFile file;
  private final Consumer<? super SyntaxProblem> sink;

  /// The file, followed by some NUL bytes so that looking ahead needs no check.
  private final byte[] b;

  private final int length;
  private final NameTable names = NameTable.create();

  private byte[] kinds;
  private byte[] flags;
  private int[] starts;
  private int[] ends;
  private int[] values;
  private int count;

  private int pos;
  private byte pending = Tokens.NEWLINE;
  private int newlines;

  private int[] comments = new int[48];
  private int commentCount;

  private int[] open = new int[32];
  private int openCount;
  private boolean balanced = true;

  private int formatDepth;

  private Lexer(SourceFile file, Consumer<? super SyntaxProblem> sink, int length) {
    this.file = file;
    this.sink = sink;
    this.length = length;
    this.b = Arrays.copyOf(file.bytes(), length + 8);
    Arrays.fill(b, length, b.length, (byte) 0);
    int capacity = length / 4 + 16;
    kinds = new byte[capacity];
    flags = new byte[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
    values = new int[capacity];
  }

  public static Tokens lex(SourceFile file, Consumer<? super SyntaxProblem> sink) {
    SyntaxProblem refusal = Encoding.check(file);
    if (refusal != null) {
      sink.accept(refusal);
    }
    boolean readable = refusal == null || refusal instanceof SyntaxProblem.NotUtf8;
    return new Lexer(file, sink, readable ? file.length() : 0).run();
  }

  private Tokens run() {
    if ((b[0] & 0xFF) == 0xEF && (b[1] & 0xFF) == 0xBB && (b[2] & 0xFF) == 0xBF) {
      pos = 3;
    }
    scan(-1);
    balanced &= openCount == 0;
    int real = count + 1;
    for (int i = 0; i < 4; i++) {
      add(Kind.EOF, file.length(), file.length(), 0);
      pending = Tokens.NEWLINE;
    }
    return new Tokens(
        file,
        real,
        kinds,
        flags,
        starts,
        ends,
        values,
        names.texts(),
        comments,
        commentCount,
        balanced);
  }

  // ---- tokens

  private void add(byte kind, int start, int end, int value) {
    int n = count;
    if (n == kinds.length) {
      grow();
    }
    kinds[n] = kind;
    flags[n] = pending;
    starts[n] = start;
    ends[n] = end;
    values[n] = value;
    count = n + 1;
    pending = 0;
    newlines = 0;
  }

  private void grow() {
    int larger = kinds.length * 2;
    kinds = Arrays.copyOf(kinds, larger);
    flags = Arrays.copyOf(flags, larger);
    starts = Arrays.copyOf(starts, larger);
    ends = Arrays.copyOf(ends, larger);
    values = Arrays.copyOf(values, larger);
  }

  private void opener(byte kind, int start, int end) {
    if (openCount == open.length) {
      open = Arrays.copyOf(open, openCount * 2);
    }
    open[openCount++] = count;
    add(kind, start, end, -1);
  }

  /// Links a closer with its opener. Openers below `floor` belong to the text around a hole.
  private void closer(byte kind, int start, int end, int floor) {
    int partner = -1;
    if (openCount > floor && kinds[open[openCount - 1]] == kind - 1) {
      partner = open[--openCount];
      values[partner] = count;
    } else {
      balanced = false;
    }
    add(kind, start, end, partner);
  }

  private byte lastKind() {
    return count == 0 ? Kind.EOF : kinds[count - 1];
  }

  /// Scans up to the end of the file, or with `hole >= 0` up to where that hole ends; `hole` is the
  /// number of brackets that are open with it.
  private void scan(int hole) {
    byte[] b = this.b;
    int floor = Math.max(hole, 0);
    int p = pos;
    while (true) {
      int c = b[p];
      switch (c) {
        case 0 -> {
          if (p >= length) {
            pos = p;
            return;
          }
          p = unknown(p, 0, 1);
        }
        case ' ' -> {
          do {
            p++;
          } while (b[p] == ' ');
          pending |= Tokens.SPACE;
        }
        case '\t', '\f', 0x0B -> {
          p++;
          pending |= Tokens.SPACE;
        }
        case '\n' -> {
          if (hole >= 0) {
            pos = p;
            return;
          }
          p++;
          pending |= Tokens.NEWLINE | Tokens.SPACE;
          newlines++;
        }
        case '\r' -> {
          if (hole >= 0) {
            pos = p;
            return;
          }
          p += b[p + 1] == '\n' ? 2 : 1;
          pending |= Tokens.NEWLINE | Tokens.SPACE;
          newlines++;
        }
        case 'a',
            'b',
            'c',
            'd',
            'e',
            'f',
            'g',
            'h',
            'i',
            'j',
            'k',
            'l',
            'm',
            'n',
            'o',
            'p',
            'q',
            'r',
            's',
            't',
            'u',
            'v',
            'w',
            'x',
            'y',
            'z',
            'A',
            'B',
            'C',
            'D',
            'E',
            'F',
            'G',
            'H',
            'I',
            'J',
            'K',
            'L',
            'M',
            'N',
            'O',
            'P',
            'Q',
            'R',
            'S',
            'T',
            'U',
            'V',
            'W',
            'X',
            'Y',
            'Z',
            '_' -> {
          int q = p + 1;
          int hash = c;
          int t;
          while (PART[(t = b[q]) & 0xFF]) {
            hash = hash * 31 + t;
            q++;
          }
          if (t < 0) {
            p = wideName(p);
          } else if (t == '"' && q == p + 1 && (c == 'f' || c == 'r')) {
            p = prefixedText(p, c);
          } else {
            int id = names.intern(b, p, q, hash);
            add(id < Kind.KEYWORDS ? (byte) (Kind.FUN + id) : Kind.NAME, p, q, id);
            p = q;
          }
        }
        case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> p = number(p);
        case '"' -> {
          if (hole >= 0 && endsOperand(lastKind()) && !endsCondition()) {
            pos = p;
            return;
          }
          p = text(p);
        }
        case '\'' -> p = character(p);
        case '`' -> p = quotedName(p);
        case '@' -> p = label(p);
        case '#' -> p = hash(p);
        case '(' -> opener(Kind.LPAREN, p, ++p);
        case ')' -> closer(Kind.RPAREN, p, ++p, floor);
        case '[' -> opener(Kind.LBRACKET, p, ++p);
        case ']' -> closer(Kind.RBRACKET, p, ++p, floor);
        case '{' -> opener(Kind.LBRACE, p, ++p);
        case '}' -> {
          if (hole >= 0 && !braceOpenAbove(hole)) {
            pos = p;
            return;
          }
          closer(Kind.RBRACE, p, ++p, floor);
        }
        case ',' -> add(Kind.COMMA, p, ++p, 0);
        case ';' -> add(Kind.SEMICOLON, p, ++p, 0);
        case '~' -> add(Kind.TILDE, p, ++p, 0);
        case ':' -> {
          if (b[p + 1] == ':') {
            add(Kind.COLON_COLON, p, p += 2, 0);
          } else if (hole >= 0 && openCount == hole) {
            pos = p;
            return;
          } else if (b[p + 1] == '=') {
            add(Kind.COLON_ASSIGN, p, p += 2, 0);
          } else {
            add(Kind.COLON, p, ++p, 0);
          }
        }
        case '.' -> {
          if (b[p + 1] != '.') {
            add(Kind.DOT, p, ++p, 0);
          } else if (b[p + 2] == '<') {
            add(Kind.RANGE_UNTIL, p, p += 3, 0);
          } else if (b[p + 2] == '.') {
            add(Kind.ELLIPSIS, p, p += 3, 0);
          } else {
            add(Kind.RANGE, p, p += 2, 0);
          }
        }
        case '?' -> {
          if (b[p + 1] == '.') {
            add(Kind.SAFE_DOT, p, p += 2, 0);
          } else if (b[p + 1] == ':') {
            add(Kind.ELVIS, p, p += 2, 0);
          } else {
            add(Kind.QUESTION, p, ++p, 0);
          }
        }
        case '=' -> {
          if (b[p + 1] == '>') {
            add(Kind.FAT_ARROW, p, p += 2, 0);
          } else if (b[p + 1] != '=') {
            add(Kind.ASSIGN, p, ++p, 0);
          } else if (b[p + 2] == '=') {
            add(Kind.IDENTICAL, p, p += 3, 0);
          } else {
            add(Kind.EQUAL, p, p += 2, 0);
          }
        }
        case '!' -> {
          if (b[p + 1] == '!') {
            add(Kind.BANG_BANG, p, p += 2, 0);
          } else if (b[p + 1] != '=') {
            add(Kind.BANG, p, ++p, 0);
          } else if (b[p + 2] == '=') {
            add(Kind.NOT_IDENTICAL, p, p += 3, 0);
          } else {
            add(Kind.NOT_EQUAL, p, p += 2, 0);
          }
        }
        case '<' -> {
          if (b[p + 1] == '=') {
            add(Kind.LESS_EQUAL, p, p += 2, 0);
          } else if (b[p + 1] != '<') {
            add(Kind.LESS, p, ++p, 0);
          } else if (b[p + 2] == '=') {
            add(Kind.SHIFT_LEFT_ASSIGN, p, p += 3, 0);
          } else {
            add(Kind.SHIFT_LEFT, p, p += 2, 0);
          }
        }
        case '>' -> add(Kind.GREATER, p, ++p, 0);
        case '-' -> {
          if (b[p + 1] == '>') {
            add(Kind.ARROW, p, p += 2, 0);
          } else {
            p = operator(Kind.MINUS, Kind.SUBTRACT_ASSIGN, p);
          }
        }
        case '+' -> p = operator(Kind.PLUS, Kind.ADD_ASSIGN, p);
        case '*' -> p = operator(Kind.STAR, Kind.MULTIPLY_ASSIGN, p);
        case '%' -> p = operator(Kind.PERCENT, Kind.REMAINDER_ASSIGN, p);
        case '^' -> p = operator(Kind.CARET, Kind.XOR_ASSIGN, p);
        case '&' -> {
          if (b[p + 1] == '&') {
            add(Kind.AND_AND, p, p += 2, 0);
          } else {
            p = operator(Kind.AMPERSAND, Kind.AND_ASSIGN, p);
          }
        }
        case '|' -> {
          if (b[p + 1] == '|') {
            add(Kind.OR_OR, p, p += 2, 0);
          } else {
            p = operator(Kind.BAR, Kind.OR_ASSIGN, p);
          }
        }
        case '/' -> {
          if (b[p + 1] == '/' && hole < 0) {
            p = lineComment(p, p + 2);
          } else if (b[p + 1] == '*') {
            p = blockComment(p);
          } else {
            p = operator(Kind.SLASH, Kind.DIVIDE_ASSIGN, p);
          }
        }
        default -> p = c < 0 ? wide(p) : unknown(p, c, 1);
      }
    }
  }

  private int operator(byte plain, byte assigning, int p) {
    if (b[p + 1] == '=') {
      add(assigning, p, p + 2, 0);
      return p + 2;
    }
    add(plain, p, p + 1, 0);
    return p + 1;
  }

  private boolean braceOpenAbove(int hole) {
    for (int i = openCount - 1; i >= hole; i--) {
      if (kinds[open[i]] == Kind.LBRACE) {
        return true;
      }
    }
    return false;
  }

  /// Whether a text can never stand directly behind such a token.
  private static boolean endsOperand(byte kind) {
    return switch (kind) {
      case Kind.NAME,
          Kind.NUMBER,
          Kind.CHAR,
          Kind.STRING,
          Kind.FORMAT_CLOSE,
          Kind.RPAREN,
          Kind.RBRACKET,
          Kind.RBRACE,
          Kind.TRUE,
          Kind.FALSE,
          Kind.NULL,
          Kind.SELF ->
          true;
      default -> false;
    };
  }

  /// Whether the last token closes the condition of an `if`, behind which a value may stand.
  private boolean endsCondition() {
    int opener = lastKind() == Kind.RPAREN ? values[count - 1] : -1;
    return opener > 0 && kinds[opener - 1] == Kind.IF;
  }

  // ---- trivia

  private int lineEnd(int p) {
    while (p < length && b[p] != '\n' && b[p] != '\r') {
      p++;
    }
    return p;
  }

  private void comment(int start, int end, Comment.Kind kind) {
    if (commentCount * 3 == comments.length) {
      comments = Arrays.copyOf(comments, comments.length * 2);
    }
    boolean own = newlines > 0 || (count == 0 && commentCount == 0);
    int at = commentCount++ * 3;
    comments[at] = start;
    comments[at + 1] = end;
    comments[at + 2] = kind.ordinal() << 2 | (newlines >= 2 ? 2 : 0) | (own ? 1 : 0);
    newlines = 0;
    pending |= Tokens.SPACE;
  }

  private int lineComment(int start, int p) {
    int end = p;
    int c;
    while ((c = b[end]) != '\n' && c != '\r' && (c != 0 || end < length)) {
      end++;
    }
    boolean doc = b[p] == '/' && b[p + 1] != '/';
    comment(start, end, doc ? Comment.Kind.DOC_LINE : Comment.Kind.LINE);
    return end;
  }

  private int blockComment(int start) {
    int p = start + 2;
    int depth = 1;
    boolean breaks = false;
    while (depth > 0) {
      int c = b[p];
      if (c == '*' && b[p + 1] == '/') {
        depth--;
        p += 2;
      } else if (c == '/' && b[p + 1] == '*') {
        depth++;
        p += 2;
      } else if (c == 0 && p >= length) {
        sink.accept(new SyntaxProblem.UnterminatedComment(file, Span.of(start, start + 2), depth));
        comment(start, length, Comment.Kind.BLOCK);
        pending |= Tokens.SKIPPED | Tokens.NEWLINE;
        return length;
      } else {
        breaks |= c == '\n' || c == '\r';
        p++;
      }
    }
    boolean doc = b[start + 2] == '*' && b[start + 3] != '*' && p > start + 4;
    comment(start, p, doc ? Comment.Kind.DOC_BLOCK : Comment.Kind.BLOCK);
    if (breaks) {
      pending |= Tokens.NEWLINE;
    }
    return p;
  }

  /// `#` begins a comment elsewhere, or an attribute.
  private int hash(int p) {
    int next = b[p + 1];
    boolean lineStart = newlines > 0 || count == 0;
    if (next == '[' || (next == '!' && b[p + 2] == '[')) {
      int end = lineEnd(p);
      int close = p;
      while (close < end && b[close] != ']') {
        close++;
      }
      close = Math.min(close + 1, end);
      habit(Habit.ATTRIBUTE, p, close, edit(p, close, ""));
      pending |= Tokens.SPACE | Tokens.SKIPPED;
      return close;
    }
    if (lineStart || next == ' ' || next == '#' || next == '!') {
      habit(Habit.HASH_COMMENT, p, p + 1, edit(p, p + 1, "//"));
      pending |= Tokens.SKIPPED;
      return lineComment(p, p + 1);
    }
    return unknown(p, '#', 1);
  }

  /// Reports a character that means nothing here, and those like it directly behind it.
  private int unknown(int p, int codePoint, int size) {
    int end = p + size;
    int times = 1;
    while (end < length && Arrays.equals(b, p, p + size, b, end, end + size)) {
      end += size;
      times++;
    }
    sink.accept(new SyntaxProblem.UnknownCharacter(file, Span.of(p, end), codePoint, times));
    pending |= Tokens.SPACE | Tokens.SKIPPED;
    return Math.min(end, length);
  }

  // ---- characters outside ASCII

  /// The code point at `p`; -1 where the bytes are no UTF-8 (which has been reported).
  private int codePoint(int p) {
    return Encoding.codePoint(b, p, length);
  }

  private static int size(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  private static boolean isNamePart(int codePoint) {
    return Character.isUnicodeIdentifierPart(codePoint)
        && !Character.isIdentifierIgnorable(codePoint);
  }

  private int wide(int p) {
    int codePoint = codePoint(p);
    if (codePoint < 0) {
      pending |= Tokens.SPACE | Tokens.SKIPPED;
      return p + 1;
    }
    if (Character.isUnicodeIdentifierStart(codePoint)) {
      return wideName(p);
    }
    int size = size(codePoint);
    if (codePoint == 0x201C || codePoint == 0x201D || codePoint == 0x201E) {
      return curlyText(p, size);
    }
    return unknown(p, codePoint, size);
  }

  /// The end of the name that starts at `p`, whatever its letters.
  private int nameEnd(int p) {
    while (true) {
      int c = b[p];
      if (PART[c & 0xFF]) {
        p++;
      } else if (c >= 0) {
        return p;
      } else {
        int codePoint = codePoint(p);
        if (codePoint < 0 || !isNamePart(codePoint)) {
          return p;
        }
        p += size(codePoint);
      }
    }
  }

  private boolean startsName(int p) {
    int c = b[p];
    if (c >= 0) {
      return PART[c] && !(c >= '0' && c <= '9');
    }
    int codePoint = codePoint(p);
    return codePoint >= 0 && Character.isUnicodeIdentifierStart(codePoint);
  }

  private int intern(int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + b[i];
    }
    return names.intern(b, start, end, hash);
  }

  private int wideName(int p) {
    int end = nameEnd(p);
    int id = intern(p, end);
    add(id < Kind.KEYWORDS ? (byte) (Kind.FUN + id) : Kind.NAME, p, end, id);
    return end;
  }

  private int quotedName(int p) {
    int end = p + 1;
    boolean template = false;
    while (end < length && b[end] != '`' && b[end] != '\n' && b[end] != '\r') {
      template |= b[end] == '$' && b[end + 1] == '{';
      end++;
    }
    if (b[end] != '`') {
      int nameEnd = nameEnd(p + 1);
      sink.accept(
          new SyntaxProblem.UnterminatedLiteral(
              file, Span.of(p, Math.max(nameEnd, p + 1)), SyntaxProblem.Literal.NAME, nameEnd));
      add(Kind.NAME, p, nameEnd, names.alias(b, p + 1, nameEnd));
      flags[count - 1] |= Tokens.UNTERMINATED;
      return nameEnd;
    }
    if (template) {
      String inner = file.text(p + 1, end).replace("${", "{").replace("\"", "\\\"");
      habit(Habit.TEMPLATE_TEXT, p, end + 1, edit(p, end + 1, "f\"" + inner + "\""));
      add(Kind.STRING, p, end + 1, Tokens.RAW | 1 << 4 | 1 << 8);
      return end + 1;
    }
    if (end == p + 1) {
      sink.accept(new SyntaxProblem.EmptyName(file, Span.of(p, p + 2)));
    }
    int id = intern(p + 1, end);
    if (id < Words.COUNT) {
      id = names.alias(b, p + 1, end);
    }
    add(Kind.NAME, p, end + 1, id);
    return end + 1;
  }

  private int label(int p) {
    if (!startsName(p + 1)) {
      add(Kind.AT, p, p + 1, 0);
      return p + 1;
    }
    int end = nameEnd(p + 1);
    add(Kind.LABEL, p, end, intern(p + 1, end));
    return end;
  }

  // ---- numbers

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private int number(int p) {
    byte before = lastKind();
    if (before == Kind.DOT || before == Kind.SAFE_DOT) {
      int end = p;
      while (isDigit(b[end])) {
        end++;
      }
      add(Kind.NUMBER, p, end, 0);
      return end;
    }
    if (b[p] == '0' && (b[p + 1] | 0x20) >= 'b' && PART[b[p + 1] & 0xFF]) {
      int radix = Numbers.radix(b[p + 1]);
      if (radix != 0) {
        return radixNumber(p, radix);
      }
    }
    int end = digits(p);
    int floating = 0;
    if (b[end] == '.' && isDigit(b[end + 1])) {
      floating = 1;
      end = digits(end + 1);
    }
    if ((b[end] | 0x20) == 'e') {
      int q = b[end + 1] == '+' || b[end + 1] == '-' ? end + 2 : end + 1;
      if (isDigit(b[q])) {
        floating = 1;
        end = digits(q);
      }
    }
    if (b[end - 1] == '_' || PART[b[end] & 0xFF] || b[end] < 0) {
      int wrong = nameEnd(end);
      if (wrong > end || b[end - 1] == '_') {
        sink.accept(Numbers.problem(file, b, p, end, wrong));
        end = wrong;
        pending |= Tokens.SPOILED;
      }
    }
    add(Kind.NUMBER, p, end, floating);
    return end;
  }

  private int digits(int p) {
    while (isDigit(b[p]) || b[p] == '_') {
      p++;
    }
    return p;
  }

  private int radixNumber(int p, int radix) {
    int end = nameEnd(p);
    SyntaxProblem problem = Numbers.radixProblem(file, b, p, end, radix);
    if (problem != null) {
      sink.accept(problem);
    }
    add(Kind.NUMBER, p, end, 0);
    return end;
  }

  // ---- characters and texts

  private int character(int p) {
    int q = p + 1;
    int c = b[q];
    if (c == '\'' && b[q + 1] != '\'') {
      sink.accept(new SyntaxProblem.EmptyCharacter(file, Span.of(p, q + 1)));
      add(Kind.CHAR, p, q + 1, -1);
      return q + 1;
    }
    int value;
    if (c == '\\') {
      int end = Escapes.end(b, q, length);
      if (b[end] == '\'') {
        SyntaxProblem problem = Escapes.check(file, b, q, end, false);
        if (problem != null) {
          sink.accept(problem);
        }
        add(Kind.CHAR, p, end + 1, problem == null ? Escapes.value(b, q, end) : -1);
        return end + 1;
      }
    } else if (c != '\n' && c != '\r' && (c != 0 || q < length)) {
      value = codePoint(q);
      int end = value < 0 ? q + 1 : q + size(value);
      if (b[end] == '\'') {
        add(Kind.CHAR, p, end + 1, value);
        return end + 1;
      }
    }
    return longCharacter(p);
  }

  /// What stands in single quotes and is not one character: text, a lifetime of Rust, or a quote
  /// without its partner.
  private int longCharacter(int p) {
    int nameEnd = startsName(p + 1) ? nameEnd(p + 1) : p + 1;
    byte last = lastKind();
    if (nameEnd > p + 1
        && (last == Kind.LESS || last == Kind.AMPERSAND || last == Kind.COMMA)
        && (b[nameEnd] == '>' || b[nameEnd] == ',' || b[nameEnd] == ' ')) {
      if (last != Kind.AMPERSAND) {
        // behind `&` the parser speaks of both
        habit(Habit.RUST_LIFETIME, p, nameEnd, edit(p, p + 1, "@"));
      }
      add(Kind.LABEL, p, nameEnd, intern(p + 1, nameEnd));
      return nameEnd;
    }
    int q = p + 1;
    boolean escapes = false;
    while (q < length && b[q] != '\'' && b[q] != '\n' && b[q] != '\r') {
      escapes |= b[q] == '\\';
      q += b[q] == '\\' && q + 1 < length && b[q + 1] != '\n' && b[q + 1] != '\r' ? 2 : 1;
    }
    if (q < length && b[q] == '\'') {
      int end = q + 1;
      String inner = file.text(p + 1, q).replace("\\'", "'").replace("\"", "\\\"");
      habit(Habit.SINGLE_QUOTES, p, end, edit(p, end, "\"" + inner + "\""));
      if (escapes) {
        checkEscapes(p + 1, q, false);
      }
      add(Kind.STRING, p, end, (escapes ? Tokens.ESCAPES : 0) | 1 << 4 | 1 << 8);
      return end;
    }
    int end = Math.max(nameEnd, p + 1);
    if (end == p + 1 && b[end] != '\n' && b[end] != '\r' && end < length) {
      int codePoint = codePoint(end);
      end += codePoint < 0 ? 1 : size(codePoint);
    }
    sink.accept(
        new SyntaxProblem.UnterminatedLiteral(
            file, Span.of(p, end), SyntaxProblem.Literal.CHARACTER, end));
    add(Kind.CHAR, p, end, -1);
    flags[count - 1] |= Tokens.UNTERMINATED;
    return end;
  }

  private void checkEscapes(int p, int end, boolean format) {
    while (p < end) {
      if (b[p] == '\\') {
        int after = Math.min(Escapes.end(b, p, length), end);
        SyntaxProblem problem = Escapes.check(file, b, p, after, format);
        if (problem != null) {
          sink.accept(problem);
        }
        p = after;
      } else {
        p++;
      }
    }
  }

  private int prefixedText(int p, int prefix) {
    if (prefix == 'f') {
      return format(p);
    }
    // Rust's r"…"
    int end = p + 2;
    while (end < length && b[end] != '"' && b[end] != '\n') {
      end++;
    }
    if (end >= length || b[end] != '"') {
      add(Kind.NAME, p, p + 1, intern(p, p + 1));
      return p + 1;
    }
    habit(Habit.RAW_TEXT, p, end + 1, edit(p, p + 2, "\"\"\""), edit(end, end + 1, "\"\"\""));
    add(Kind.STRING, p, end + 1, Tokens.RAW | 2 << 4 | 1 << 8);
    return end + 1;
  }

  private int text(int p) {
    if (b[p + 1] == '"' && b[p + 2] == '"') {
      return rawText(p);
    }
    int q = p + 1;
    boolean escapes = false;
    while (true) {
      int c = b[q];
      if (PLAIN_TEXT[c & 0xFF] || c == '{' || c == '}') {
        q++;
      } else if (c == '"') {
        add(Kind.STRING, p, q + 1, escapes ? Tokens.ESCAPES | 1 << 4 | 1 << 8 : 1 << 4 | 1 << 8);
        if (escapes) {
          checkEscapes(p + 1, q, false);
        }
        return q + 1;
      } else if (c == '\\' && b[q + 1] != '\n' && b[q + 1] != '\r' && q + 1 < length) {
        escapes = true;
        q += 2;
      } else if (c == '\\' || (c == 0 && q < length)) {
        q++;
      } else {
        break;
      }
    }
    int end = guessedEnd(p + 1, q);
    sink.accept(
        new SyntaxProblem.UnterminatedLiteral(
            file, Span.of(p, end), SyntaxProblem.Literal.TEXT, end));
    add(Kind.STRING, p, end, (escapes ? Tokens.ESCAPES : 0) | 1 << 4);
    flags[count - 1] |= Tokens.UNTERMINATED;
    return end;
  }

  /// Where a text that its line does not close probably ends: before the brackets at the end of the
  /// line that close what was opened on it, and before separators.
  private int guessedEnd(int start, int lineEnd) {
    int end = lineEnd;
    while (end > start && end > lineEnd - 40 && isTail(b[end - 1])) {
      end--;
    }
    while (end < lineEnd && !closesOnLine(end, lineEnd)) {
      end++;
    }
    return end;
  }

  /// Whether the brackets in `[from, lineEnd)` close the innermost ones that this line opened.
  private boolean closesOnLine(int from, int lineEnd) {
    int lineStart = from;
    while (lineStart > 0 && b[lineStart - 1] != '\n' && b[lineStart - 1] != '\r') {
      lineStart--;
    }
    int left = openCount;
    for (int i = from; i < lineEnd; i++) {
      int c = b[i];
      if (c == ')' || c == ']' || c == '}') {
        left--;
        if (left < 0 || starts[open[left]] < lineStart) {
          return false;
        }
        int opener = b[starts[open[left]]];
        if (opener != (c == ')' ? '(' : c == ']' ? '[' : '{')) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isTail(int c) {
    return c == ' ' || c == '\t' || c == ')' || c == ']' || c == '}' || c == ',' || c == ';';
  }

  private int rawText(int p) {
    int q = p + 3;
    while (q < length) {
      if (b[q] == '"' && b[q + 1] == '"' && b[q + 2] == '"') {
        int end = q + 3;
        while (b[end] == '"') {
          end++;
        }
        add(Kind.STRING, p, end, Tokens.RAW | 3 << 4 | 3 << 8);
        return end;
      }
      q++;
    }
    sink.accept(
        new SyntaxProblem.UnterminatedLiteral(
            file, Span.of(p, p + 3), SyntaxProblem.Literal.RAW_TEXT, length));
    add(Kind.STRING, p, length, Tokens.RAW | 3 << 4);
    flags[count - 1] |= Tokens.UNTERMINATED;
    pending |= Tokens.SKIPPED;
    return length;
  }

  /// Text between curly quotes, as word processors make them.
  private int curlyText(int p, int size) {
    int end = lineEnd(p);
    for (int q = p + size; q < end; q++) {
      if (b[q] == '"') {
        break;
      }
      if (b[q] < 0) {
        int codePoint = codePoint(q);
        if (codePoint == 0x201C || codePoint == 0x201D) {
          habit(Habit.CURLY_QUOTES, p, q + 3, edit(p, p + size, "\""), edit(q, q + 3, "\""));
          add(Kind.STRING, p, q + 3, Tokens.RAW | size << 4 | 3 << 8);
          return q + 3;
        }
      }
    }
    return unknown(p, codePoint(p), size);
  }

  // ---- f"…"

  private int format(int p) {
    boolean raw = b[p + 2] == '"' && b[p + 3] == '"';
    int q = p + (raw ? 4 : 2);
    if (formatDepth == MAX_FORMAT_DEPTH) {
      sink.accept(new SyntaxProblem.NestingTooDeep(file, Span.of(p, q), MAX_FORMAT_DEPTH));
      int end = lineEnd(p);
      add(Kind.STRING, p, end, Tokens.RAW | (q - p) << 4);
      flags[count - 1] |= Tokens.UNTERMINATED;
      return end;
    }
    int rawFlag = raw ? Tokens.RAW : 0;
    add(Kind.FORMAT_OPEN, p, q, rawFlag);
    formatDepth++;
    int chunk = q;
    boolean escapes = false;
    while (true) {
      int c = b[q];
      if (PLAIN_TEXT[c & 0xFF] || (c == 0 && q < length)) {
        q++;
      } else if (c == '\\') {
        if (raw || b[q + 1] == '\n' || b[q + 1] == '\r' || q + 1 >= length) {
          q++;
        } else {
          escapes = true;
          int end = Escapes.end(b, q, length);
          SyntaxProblem problem = Escapes.check(file, b, q, end, true);
          if (problem != null) {
            sink.accept(problem);
          }
          q = end;
        }
      } else if (c == '{' && b[q + 1] == '{') {
        escapes = true;
        q += 2;
      } else if (c == '{') {
        chunk(chunk, q, escapes, rawFlag);
        q = hole(q, raw);
        chunk = q;
        escapes = false;
      } else if (c == '}') {
        escapes = true;
        if (b[q + 1] == '}') {
          q += 2;
        } else {
          sink.accept(new SyntaxProblem.LoneBrace(file, Span.of(q, q + 1)));
          q++;
        }
      } else if (c == '"' && !raw) {
        chunk(chunk, q, escapes, rawFlag);
        add(Kind.FORMAT_CLOSE, q, q + 1, rawFlag);
        q++;
        break;
      } else if (c == '"' && b[q + 1] == '"' && b[q + 2] == '"') {
        int end = q + 3;
        while (b[end] == '"') {
          end++;
        }
        chunk(chunk, end - 3, escapes, rawFlag);
        add(Kind.FORMAT_CLOSE, end - 3, end, rawFlag);
        q = end;
        break;
      } else if (raw && q < length) {
        q++;
      } else {
        q = unterminatedFormat(p, chunk, q, escapes, raw);
        break;
      }
    }
    formatDepth--;
    return q;
  }

  private int unterminatedFormat(int p, int chunk, int lineEnd, boolean escapes, boolean raw) {
    int end = raw ? lineEnd : guessedEnd(chunk, lineEnd);
    // a hole that has been reported stands for the missing quote as well
    if (chunk < end || (flags[count - 1] & Tokens.UNTERMINATED) == 0) {
      sink.accept(
          new SyntaxProblem.UnterminatedLiteral(
              file,
              Span.of(p, raw ? p + 4 : end),
              raw ? SyntaxProblem.Literal.RAW_TEXT : SyntaxProblem.Literal.TEXT,
              end));
    }
    chunk(chunk, end, escapes, raw ? Tokens.RAW : 0);
    add(Kind.FORMAT_CLOSE, end, end, 0);
    flags[count - 1] |= Tokens.UNTERMINATED;
    if (raw) {
      pending |= Tokens.SKIPPED;
    }
    return end;
  }

  private void chunk(int start, int end, boolean escapes, int rawFlag) {
    if (start < end) {
      add(Kind.FORMAT_TEXT, start, end, (escapes ? Tokens.ESCAPES : 0) | rawFlag);
    }
  }

  /// One hole, from its `{` to behind its `}`.
  private int hole(int p, boolean raw) {
    int opened = count;
    opener(Kind.HOLE_OPEN, p, p + 1);
    int level = openCount;
    pos = p + 1;
    scan(level);
    boolean broken = false;
    while (raw && (b[pos] == '\n' || b[pos] == '\r')) {
      if (!broken) {
        sink.accept(new SyntaxProblem.LineBreakInHole(file, Span.of(p, p + 1), pos));
        broken = true;
      }
      pos++;
      scan(level);
    }
    int q = pos;
    if (count == opened + 1 && (b[q] == '}' || b[q] == ':')) {
      sink.accept(new SyntaxProblem.EmptyHole(file, Span.of(p, q + 1)));
      pending |= Tokens.SKIPPED;
    }
    balanced &= openCount == level;
    openCount = level - 1;
    if (b[q] == ':') {
      int end = specEnd(q + 1, raw);
      add(Kind.HOLE_SPEC, q, end, 0);
      q = end;
    }
    values[opened] = count;
    if (b[q] == '}') {
      add(Kind.HOLE_CLOSE, q, q + 1, opened);
      return q + 1;
    }
    int end = count > opened + 1 ? ends[count - 1] : q;
    if (!broken && (flags[count - 1] & Tokens.UNTERMINATED) == 0) {
      sink.accept(new SyntaxProblem.UnclosedHole(file, Span.of(p, p + 1), end));
    }
    add(Kind.HOLE_CLOSE, end, end, opened);
    flags[count - 1] |= Tokens.UNTERMINATED;
    return q;
  }

  private int specEnd(int p, boolean raw) {
    while (p < length) {
      int c = b[p];
      if (c == '{' || c == '}' || c == '\n' || c == '\r') {
        return p;
      }
      if (c == '"' && !raw && b[p + 1] != '<' && b[p + 1] != '>' && b[p + 1] != '^') {
        return p;
      }
      if (c == '"' && raw && b[p + 1] == '"' && b[p + 2] == '"') {
        return p;
      }
      p++;
    }
    return p;
  }

  // ---- problems

  private Edit edit(int start, int end, String text) {
    return new Edit(file, Span.of(start, end), text);
  }

  private void habit(Habit habit, int start, int end, Edit... edits) {
    sink.accept(
        new SyntaxProblem.ForeignHabit(file, Span.of(start, end), habit, "", List.of(edits), true));
  }
}
