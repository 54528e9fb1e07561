package dev.veltrano.format;

import dev.veltrano.syntax.Comment;
import dev.veltrano.syntax.Kind;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The lowest layer of the formatter: goes through the tokens of a file, puts them into a [Layout],
/// and finds a place for each comment.
///
/// The layers above walk the tree and say what stands between the tokens. Always true: every token
/// is emitted in its order, but for `;` and commas before a closing bracket; every comment is
/// emitted once, between the tokens between which it stood, but for commas and `;`.
///
/// What lies between the last token and the next one (spaces, breaks, ends and beginnings of
/// groups) is the *gap*. When the next token comes and comments stand before it, the gap is laid
/// anew with them in it: a comment behind code stays behind it, and one with a line of its own gets
/// one. So whoever emits tokens has no need to think of comments.
abstract class Emitter {
  final Layout layout = new Layout();

  final byte[] source;
  final Tokens tokens;

  /// The token that comes next.
  int p;

  private final List<Comment> comments;
  private int nextComment;

  /// Where the gap before the next token begins in the layout.
  private int gap;

  private int previousEnd;
  private byte previousKind = Kind.LBRACE;
  private boolean keepsBlank;

  /// Whether the breaks that are emitted now are the last that are wanted.
  boolean reluctant;

  // the comments before the next token: where they are, and how many line ends stand before each
  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private int[] lineEnds = new int[8];
  private boolean[] isLine = new boolean[8];
  private int found;

  /// Whether the first of them stands right behind an opening bracket.
  private boolean tight;

  /// Whether comments move behind the next token.
  private boolean carries;

  private final Layout spare = new Layout();

  Emitter(ParsedFile parsed) {
    this.source = parsed.file().bytes();
    this.tokens = parsed.tokens();
    this.comments = parsed.comments();
    // a byte order mark
    boolean marked = source.length >= 3 && (source[0] & 0xFF) == 0xEF && (source[1] & 0xFF) == 0xBB;
    this.previousEnd = marked ? 3 : 0;
  }

  // ---- looking

  final boolean at(byte kind) {
    return tokens.kind(p) == kind;
  }

  /// Whether comments stand before the next token.
  final boolean commentsAhead() {
    return found > 0
        || nextComment < comments.size()
            && comments.get(nextComment).span().start() < tokens.start(p);
  }

  // ---- between tokens

  final void space() {
    layout.mark(Layout.SPACE);
  }

  /// A break, or nothing.
  final void soft() {
    breakWith(0, 0);
  }

  /// A break, or a space.
  final void line() {
    breakWith(1, 0);
  }

  /// The same between elements, which may have been set apart by empty lines.
  final void lineOrBlank() {
    breakWith(1, Layout.KEEPS_BLANK);
  }

  final void hard(int flags) {
    breakWith(1, Layout.FORCED | flags);
  }

  final void breakWith(int width, int flags) {
    keepsBlank |= (flags & (Layout.KEEPS_BLANK | Layout.NEEDS_BLANK)) != 0;
    layout.breakWith(width, reluctant ? flags | Layout.RELUCTANT : flags);
  }

  final void open(int kind) {
    layout.open(kind);
  }

  final void mark(byte op) {
    layout.mark(op);
  }

  final void close() {
    layout.mark(Layout.CLOSE);
  }

  // ---- tokens

  final void token(byte kind) {
    if (tokens.kind(p) != kind) {
      throw new IllegalStateException(
          "the formatter does not know what `"
              + tokens.text(p)
              + "` is at byte "
              + tokens.start(p));
    }
    token();
  }

  /// Emits a `{`. Comments that end lines move behind it: it has no line of its own.
  final void openBrace() {
    carries = true;
    token(Kind.LBRACE);
    carries = false;
  }

  /// Emits the next token, whatever it is.
  final void token() {
    place();
    int start = tokens.start(p);
    int end = tokens.end(p);
    boolean severalLines =
        tokens.kind(p) == Kind.STRING && LayoutPrinter.hasLineEnd(source, start, end);
    text(start, end, severalLines);
    previousKind = tokens.kind(p);
    p++;
  }

  /// Emits the tokens up to the byte `end` without anything between them.
  final void tokensTo(int end) {
    while (tokens.start(p) < end) {
      token();
    }
  }

  /// Emits an `f"…"` as it stands, holes and all.
  final void formatText() {
    place();
    int start = tokens.start(p);
    int depth = 0;
    do {
      if (at(Kind.FORMAT_OPEN)) {
        depth++;
      } else if (at(Kind.FORMAT_CLOSE)) {
        depth--;
      }
      p++;
    } while (depth > 0);
    int end = tokens.end(p - 1);
    while (nextComment < comments.size() && comments.get(nextComment).span().start() < end) {
      nextComment++;
    }
    text(start, end, LayoutPrinter.hasLineEnd(source, start, end));
    previousKind = Kind.FORMAT_CLOSE;
  }

  private void text(int start, int end, boolean severalLines) {
    int stop = end;
    if (severalLines) {
      stop = start;
      while (source[stop] != '\n' && source[stop] != '\r') {
        stop++;
      }
    }
    int width = LayoutPrinter.columns(source, start, stop);
    layout.add(Layout.TEXT, start, end, severalLines ? Layout.SEVERAL_LINES : 0, width);
    gap = layout.count;
    previousEnd = end;
  }

  /// Leaves the next token out; comments around it stay.
  final void skip() {
    collect();
    previousEnd = tokens.end(p);
    p++;
  }

  final void skipSemicolons() {
    while (at(Kind.SEMICOLON)) {
      skip();
    }
  }

  /// `open`, elements with commas between them, `close`. `comma` tells whether a comma behind the
  /// last one is allowed.
  final <T> void list(
      byte open, byte close, List<? extends T> elements, boolean comma, Consumer<T> each) {
    list(open, close, elements, comma, Layout.PLAIN, 0, each);
  }

  final <T> void list(
      byte open,
      byte close,
      List<? extends T> elements,
      boolean comma,
      int group,
      int breaks,
      Consumer<T> each) {
    token(open);
    if (elements.isEmpty() && !commentsAhead()) {
      token(close);
      return;
    }
    open(group);
    mark(Layout.INDENT);
    if (!elements.isEmpty()) {
      soft();
    }
    int last = elements.size() - 1;
    for (int i = 0; i <= last; i++) {
      boolean shielded = i == last && group == Layout.HUGGING;
      if (shielded) {
        open(Layout.SHIELD);
      }
      each.accept(elements.get(i));
      if (shielded) {
        close();
      }
      if (i < last) {
        token(Kind.COMMA);
        breakWith(1, breaks == 0 ? Layout.KEEPS_BLANK : breaks);
      } else if (at(Kind.COMMA)) {
        skip();
      }
    }
    if (comma && last >= 0) {
      mark(Layout.COMMA_IF_BROKEN);
    }
    mark(Layout.SLOT);
    mark(Layout.DEDENT);
    soft();
    close();
    token(close);
  }

  // ---- comments

  /// Takes the comments before the next token.
  private void collect() {
    int start = tokens.start(p);
    while (nextComment < comments.size()) {
      Comment comment = comments.get(nextComment);
      if (comment.span().start() >= start) {
        break;
      }
      if (found == starts.length) {
        starts = Arrays.copyOf(starts, found * 2);
        ends = Arrays.copyOf(ends, found * 2);
        lineEnds = Arrays.copyOf(lineEnds, found * 2);
        isLine = Arrays.copyOf(isLine, found * 2);
      }
      starts[found] = comment.span().start();
      ends[found] = comment.span().end();
      lineEnds[found] = lineEnds(previousEnd, starts[found]);
      if (found > 0 && isLine[found - 1]) {
        // a comma or `;` stood between them
        lineEnds[found] = Math.max(1, lineEnds[found]);
      }
      isLine[found] =
          comment.kind() == Comment.Kind.LINE || comment.kind() == Comment.Kind.DOC_LINE;
      previousEnd = ends[found];
      found++;
      nextComment++;
    }
  }

  private int lineEnds(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      byte b = source[i];
      if (b == '\n' || b == '\r' && (i + 1 == source.length || source[i + 1] != '\n')) {
        count++;
      }
    }
    return count;
  }

  /// Finishes the gap before the next token.
  final void place() {
    if (found == 0
        && (nextComment == comments.size()
            || comments.get(nextComment).span().start() > tokens.start(p))) {
      if (keepsBlank) {
        setBlank(lineEnds(previousEnd, tokens.start(p)));
      }
      return;
    }
    collect();
    tight =
        isOpener(previousKind)
            || previousKind == Kind.LESS && gap < layout.count && layout.ops[gap] == Layout.OPEN;
    int behind = lineEnds(previousEnd, tokens.start(p));
    if (isLine[found - 1]) {
      // a comma may stand between them
      behind = Math.max(1, behind);
    }
    if (at(Kind.COMMA) || carries && gap > 0 && !hasInGap(Layout.BREAK)) {
      placeBeforeCarrier();
      return;
    }
    boolean closes = closes();
    int trailing = trailing(behind);
    if (trailing == 0 && lineEnds[0] == 0 && isBehindToken() && behind == 0) {
      placeInline(0, closes);
      return;
    }
    // those that share the line of the token
    int inline = found;
    if (behind == 0 && !closes) {
      do {
        inline--;
      } while (inline > trailing && lineEnds[inline] == 0);
    }
    placeLines(trailing, inline, behind);
  }

  private boolean isBehindToken() {
    return gap > 0;
  }

  private boolean closes() {
    return switch (tokens.kind(p)) {
      case Kind.RPAREN, Kind.RBRACKET, Kind.RBRACE, Kind.EOF -> true;
      case Kind.GREATER -> hasInGap(Layout.SLOT);
      default -> false;
    };
  }

  /// How many comments stand behind the token before, with nothing but comments between them and
  /// the end of the line.
  private int trailing(int behind) {
    if (!isBehindToken()) {
      return 0;
    }
    int run = 0;
    while (run < found && lineEnds[run] == 0) {
      run++;
    }
    return run < found || behind > 0 || at(Kind.EOF) ? run : 0;
  }

  private boolean hasInGap(byte op) {
    for (int i = gap; i < layout.count; i++) {
      if (layout.ops[i] == op) {
        return true;
      }
    }
    return false;
  }

  /// Comments move behind the next token, but for those that share its line.
  private void placeBeforeCarrier() {
    int here = 0;
    while (here < found && lineEnds[here] == 0 && !isLine[here]) {
      blockBehind(here);
      here++;
    }
    if (here > 0) {
      gap = layout.count;
      int left = found - here;
      System.arraycopy(starts, here, starts, 0, left);
      System.arraycopy(ends, here, ends, 0, left);
      System.arraycopy(lineEnds, here, lineEnds, 0, left);
      System.arraycopy(isLine, here, isLine, 0, left);
      found = left;
    }
  }

  private void placeInline(int from, boolean closes) {
    if (closes) {
      takeGap();
      for (int i = from; i < found; i++) {
        blockBehind(i);
      }
      replay(0, spare.count, false);
    } else {
      for (int i = from; i < found; i++) {
        blockBefore(i);
      }
    }
    setBlank(0);
    found = 0;
  }

  private void placeLines(int trailing, int inline, int behind) {
    takeGap();
    int line = -1;
    for (int i = 0; i < trailing; i++) {
      if (isLine[i]) {
        line = i;
      } else {
        blockBehind(i);
      }
    }
    boolean breaks = line >= 0 || inline > trailing;
    int slot = find(Layout.SLOT);
    int firstBreak = find(Layout.BREAK);
    int at = slot >= 0 ? slot : firstBreak >= 0 ? firstBreak : closersOfGap();
    replay(0, at, false);
    if (line >= 0) {
      layout.add(Layout.LINE_COMMENT, starts[line], ends[line], 0, 0);
    }
    boolean first = Kind.LBRACE == previousKind && trailing == 0 || isOpener(previousKind);
    if (slot >= 0) {
      for (int i = trailing; i < inline; i++) {
        if (i == trailing || lineEnds[i] > 0) {
          boolean blank = lineEnds[i] > 1 && !(first && i == trailing);
          layout.add(Layout.BREAK, 1, Layout.FORCED, blank ? 1 : 0, 1);
        }
        own(i);
      }
      replay(at, spare.count, breaks);
    } else {
      boolean keeps = firstBreak >= 0 && (spare.bs[firstBreak] & Layout.KEEPS_BLANK) != 0;
      boolean needs = firstBreak >= 0 && (spare.bs[firstBreak] & Layout.NEEDS_BLANK) != 0;
      int flags = Layout.FORCED;
      if (firstBreak < 0 && continues()) {
        flags |= Layout.CONTINUES;
      }
      int ahead = trailing < found ? lineEnds[trailing] : behind;
      if (firstBreak >= 0) {
        int own = spare.bs[firstBreak] | (breaks ? Layout.FORCED : 0);
        int blank = needs || keeps && ahead > 1 ? 1 : 0;
        layout.add(Layout.BREAK, spare.as[firstBreak], own, blank, spare.widths[firstBreak]);
        at++;
      } else if (breaks && isBehindToken()) {
        layout.add(Layout.BREAK, 1, flags, 0, 1);
      }
      for (int i = trailing; i < inline; i++) {
        if (i > trailing && lineEnds[i] > 0) {
          layout.add(Layout.BREAK, 1, flags, lineEnds[i] > 1 ? 1 : 0, 1);
        }
        own(i);
      }
      if (inline > trailing) {
        int after = inline < found ? lineEnds[inline] : behind;
        layout.add(Layout.BREAK, 1, flags, after > 1 ? 1 : 0, 1);
      }
      replay(at, spare.count, false);
    }
    for (int i = inline; i < found; i++) {
      blockBefore(i);
    }
    found = 0;
    keepsBlank = false;
  }

  private static boolean isOpener(byte kind) {
    return kind == Kind.LPAREN || kind == Kind.LBRACKET;
  }

  /// Whether the next token, on a line that only a comment began, is indented once more.
  private boolean continues() {
    return switch (tokens.kind(p)) {
      case Kind.ELSE, Kind.LBRACE, Kind.RBRACE, Kind.RPAREN, Kind.RBRACKET, Kind.EOF -> false;
      default -> isBehindToken();
    };
  }

  private void takeGap() {
    spare.count = 0;
    for (int i = gap; i < layout.count; i++) {
      spare.copy(layout, i);
    }
    layout.count = gap;
  }

  /// Adds operations of the old gap again; with `forced` the first break among them is one.
  private void replay(int from, int to, boolean forced) {
    for (int i = from; i < to; i++) {
      layout.copy(spare, i);
      if (forced && spare.ops[i] == Layout.BREAK) {
        layout.bs[layout.count - 1] |= Layout.FORCED;
        forced = false;
      }
    }
  }

  private int find(byte op) {
    for (int i = 0; i < spare.count; i++) {
      if (spare.ops[i] == op) {
        return i;
      }
    }
    return -1;
  }

  private int closersOfGap() {
    int i = 0;
    while (i < spare.count
        && (spare.ops[i] == Layout.CLOSE
            || spare.ops[i] == Layout.DEDENT
            || spare.ops[i] == Layout.COMMA_IF_BROKEN)) {
      i++;
    }
    return i;
  }

  private void own(int i) {
    layout.add(
        isLine[i] ? Layout.LINE_COMMENT : Layout.BLOCK_COMMENT_BEHIND, starts[i], ends[i], 0, 0);
  }

  private void blockBehind(int i) {
    block(Layout.BLOCK_COMMENT_BEHIND, i);
  }

  private void blockBefore(int i) {
    block(Layout.BLOCK_COMMENT, i);
  }

  private void block(byte op, int i) {
    int stop = starts[i];
    while (stop < ends[i] && source[stop] != '\n' && source[stop] != '\r') {
      stop++;
    }
    int width = 1 + LayoutPrinter.columns(source, starts[i], stop);
    int facts = (stop < ends[i] ? Layout.SEVERAL_LINES : 0) | (i == 0 && tight ? Layout.TIGHT : 0);
    layout.add(op, starts[i], ends[i], facts, width);
  }

  /// Says how many empty lines there are at the break of the gap that keeps them.
  private void setBlank(int lineEnds) {
    keepsBlank = false;
    for (int i = gap; i < layout.count; i++) {
      if (layout.ops[i] == Layout.BREAK) {
        int flags = layout.bs[i];
        boolean blank =
            (flags & Layout.NEEDS_BLANK) != 0 || (flags & Layout.KEEPS_BLANK) != 0 && lineEnds > 1;
        layout.cs[i] = blank ? 1 : 0;
      }
    }
  }
}
