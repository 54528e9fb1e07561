package dev.veltrano.format;

import java.util.Arrays;

/// Decides for each group of a [Layout] whether it breaks, and writes the text.
///
/// Linear in the length of the layout: everything that a decision asks for (how wide a stretch is,
/// where the next break stands) is computed beforehand in one pass.
final class LayoutPrinter {
  /// How wide a line may be.
  static final int WIDTH = 100;

  private static final int STEP = 4;

  private static final byte FLAT = 0;
  private static final byte BROKEN = 1;

  /// Inside of it each group decides for itself.
  private static final byte OPEN_MINDED = 2;

  private final Layout layout;
  private final byte[] source;
  private final byte[] ops;

  /// The width of everything before an operation, if nothing breaks.
  private final int[] before;

  /// How many commas of broken lists stand before an operation.
  private final int[] commasBefore;

  /// The first break or end of a line of text at or behind an operation.
  private final int[] nextBreak;

  /// The same for what breaks in any case.
  private final int[] nextForced;

  private final boolean[] mustBreak;

  /// For a hugging group its last element, if that is shielded.
  private final int[] hugged;

  private byte[] out;
  private int length;
  private int column;
  private int lines;
  private boolean space;
  private boolean continued;
  private boolean afterLineComment;
  private boolean afterBlockComment;

  private int indent;
  private int[] indents = new int[64];
  private int indentCount;

  private byte[] modes = new byte[64];
  private int[] extras = new int[64];
  private int depth;

  private LayoutPrinter(Layout layout, byte[] source) {
    this.layout = layout;
    this.source = source;
    this.ops = layout.ops;
    int n = layout.count;
    before = new int[n + 1];
    commasBefore = new int[n + 1];
    nextBreak = new int[n + 1];
    nextForced = new int[n + 1];
    mustBreak = new boolean[n];
    hugged = new int[n];
    out = new byte[source.length + source.length / 8 + 64];
  }

  static byte[] print(Layout layout, byte[] source) {
    LayoutPrinter printer = new LayoutPrinter(layout, source);
    printer.measure();
    printer.run();
    return Arrays.copyOf(printer.out, printer.length);
  }

  // ---- measuring

  private void measure() {
    int n = layout.count;
    int[] open = new int[64];
    int top = 0;
    for (int i = 0; i < n; i++) {
      before[i + 1] = before[i] + layout.widths[i];
      commasBefore[i + 1] = commasBefore[i] + (ops[i] == Layout.COMMA_IF_BROKEN ? 1 : 0);
      switch (ops[i]) {
        case Layout.OPEN -> {
          if (layout.as[i] == Layout.SHIELD
              && top > 0
              && layout.as[open[top - 1]] == Layout.HUGGING) {
            hugged[open[top - 1]] = i;
          }
          if (top == open.length) {
            open = Arrays.copyOf(open, top * 2);
          }
          open[top++] = i;
        }
        case Layout.CLOSE -> {
          int opener = open[--top];
          layout.bs[opener] = i;
          if (mustBreak[opener] && layout.as[opener] != Layout.SHIELD && top > 0) {
            mustBreak[open[top - 1]] = true;
          }
        }
        case Layout.BREAK -> {
          if ((layout.bs[i] & Layout.FORCED) != 0 && top > 0) {
            mustBreak[open[top - 1]] = true;
          }
        }
        default -> {}
      }
    }
    nextBreak[n] = n;
    nextForced[n] = n;
    for (int i = n - 1; i >= 0; i--) {
      boolean isBreak = ops[i] == Layout.BREAK;
      boolean forced = isBreak && (layout.bs[i] & Layout.FORCED) != 0;
      boolean reluctant = isBreak && !forced && (layout.bs[i] & Layout.RELUCTANT) != 0;
      nextBreak[i] = isBreak && !reluctant ? i : nextBreak[i + 1];
      nextForced[i] = forced ? i : nextForced[i + 1];
      if (ops[i] != Layout.BREAK && (layout.cs[i] & Layout.SEVERAL_LINES) != 0) {
        // text or a comment over several lines: what follows it is on another line
        nextBreak[i] = i + 1;
        nextForced[i] = i + 1;
      }
    }
  }

  /// The end of what has to fit if the operations `[from, close]` do not break.
  private int end(int from, int close) {
    return Math.min(nextForced[from], nextBreak[close]);
  }

  /// Whether `[from, close]` fits without a break, with all that stands on the line behind it: a
  /// group that is asked for this is in broken ones, whose last elements have commas.
  private boolean fitsWhole(int at, int from, int close) {
    int end = end(from, close);
    int commas = end > close ? commasBefore[end] - commasBefore[close] : 0;
    return fits(at + commas, from, end);
  }

  private boolean fits(int at, int from, int end) {
    return at + before[end] - before[from] <= WIDTH;
  }

  private int here() {
    return lines > 0 || length == 0 ? indent : column + (space ? 1 : 0);
  }

  // ---- printing

  private void run() {
    push(OPEN_MINDED);
    for (int i = 0; i < layout.count; i++) {
      int a = layout.as[i];
      int b = layout.bs[i];
      switch (ops[i]) {
        case Layout.TEXT -> text(a, b, (layout.cs[i] & Layout.SEVERAL_LINES) != 0);
        case Layout.SPACE -> space = true;
        case Layout.BREAK -> breakAt(i);
        case Layout.OPEN -> push(mode(i));
        case Layout.CLOSE -> {
          depth--;
          indent -= extras[depth];
        }
        case Layout.INDENT -> indent(modes[depth - 1] == BROKEN ? STEP : 0);
        case Layout.INDENT_ALWAYS -> indent(STEP);
        case Layout.DEDENT -> indent -= indents[--indentCount];
        case Layout.COMMA_IF_BROKEN -> {
          if (modes[depth - 1] == BROKEN) {
            startText();
            write((byte) ',');
            column++;
          }
        }
        case Layout.LINE_COMMENT -> {
          comment(a, b, false);
          afterLineComment = true;
        }
        case Layout.BLOCK_COMMENT -> {
          comment(a, b, (layout.cs[i] & Layout.TIGHT) != 0);
          space = true;
        }
        case Layout.BLOCK_COMMENT_BEHIND -> {
          comment(a, b, (layout.cs[i] & Layout.TIGHT) != 0);
          afterBlockComment = true;
        }
        default -> {}
      }
    }
    if (length > 0) {
      write((byte) '\n');
    }
  }

  private byte mode(int open) {
    int kind = layout.as[open];
    byte around = modes[depth - 1];
    if (kind == Layout.SHIELD) {
      return OPEN_MINDED;
    }
    if (kind >= Layout.ATTACHED) {
      return around == FLAT && !mustBreak[open] ? FLAT : OPEN_MINDED;
    }
    if (mustBreak[open]) {
      return BROKEN;
    }
    if (around == FLAT) {
      return FLAT;
    }
    int close = layout.bs[open];
    if (fitsWhole(here(), open, close)) {
      return FLAT;
    }
    int last = hugged[open];
    return kind == Layout.HUGGING && last > 0 && fits(here(), open, nextBreak[last])
        ? FLAT
        : BROKEN;
  }

  private void push(byte mode) {
    if (depth == modes.length) {
      modes = Arrays.copyOf(modes, depth * 2);
      extras = Arrays.copyOf(extras, depth * 2);
    }
    modes[depth] = mode;
    extras[depth] = 0;
    depth++;
  }

  private void indent(int by) {
    if (indentCount == indents.length) {
      indents = Arrays.copyOf(indents, indentCount * 2);
    }
    indents[indentCount++] = by;
    indent += by;
  }

  private void breakAt(int i) {
    int flags = layout.bs[i];
    boolean taken;
    if ((flags & Layout.FORCED) != 0) {
      taken = true;
    } else if ((flags & Layout.ATTACHING) != 0) {
      taken = modes[depth - 1] != FLAT && !staysAttached(i);
    } else if ((flags & Layout.FILLS) != 0) {
      taken =
          modes[depth - 1] == BROKEN && !fits(here(), i, Math.min(nextBreak[i + 1], layout.count));
    } else {
      taken = modes[depth - 1] == BROKEN;
    }
    if (!taken) {
      space |= layout.as[i] > 0;
      return;
    }
    newline(1 + layout.cs[i]);
    continued |= (flags & Layout.CONTINUES) != 0;
    if ((flags & Layout.ATTACHING) != 0 && extras[depth - 1] == 0) {
      extras[depth - 1] = STEP;
      indent += STEP;
    }
  }

  /// Whether what follows the break at `i`, up to the end of its group, stays on the line.
  private boolean staysAttached(int i) {
    int open = openOf(i);
    int close = layout.bs[open];
    int kind = layout.as[open];
    if (fitsWhole(here() + 1, i + 1, close)) {
      return kind != Layout.ATTACHED_BELOW || nextForced[i + 1] >= close;
    }
    if (kind == Layout.ATTACHED_BELOW) {
      return false;
    }
    boolean whole = nextForced[i + 1] >= close;
    if (kind == Layout.ATTACHED && whole && fitsWhole(indent + STEP, i + 1, close)) {
      return false;
    }
    // what cannot break is too long for any line
    return nextBreak[i + 1] >= close || fits(here(), i, nextBreak[i + 1]);
  }

  /// The break of an attached group stands right behind its beginning, but for comments.
  private int openOf(int i) {
    int at = i - 1;
    while (ops[at] != Layout.OPEN || layout.as[at] < Layout.ATTACHED) {
      at--;
    }
    return at;
  }

  // ---- writing

  private void newline(int count) {
    lines = Math.max(lines, count);
    space = false;
    afterLineComment = false;
  }

  /// Writes what is due before text: line breaks and indentation, or a space.
  private void startText() {
    if (afterLineComment) {
      // nothing breaks the line here, but the comment does
      newline(1);
      continued = true;
    }
    if (lines > 0) {
      if (length > 0) {
        for (int i = 0; i < lines; i++) {
          write((byte) '\n');
        }
      }
      column = indent + (continued ? STEP : 0);
      for (int i = 0; i < column; i++) {
        write((byte) ' ');
      }
    } else if (space && length > 0) {
      write((byte) ' ');
      column++;
    }
    lines = 0;
    space = false;
    continued = false;
    afterBlockComment = false;
  }

  private void text(int from, int to, boolean severalLines) {
    space |= afterBlockComment && !isCloser(source[from]);
    startText();
    write(from, to);
    if (severalLines) {
      int start = to;
      while (source[start - 1] != '\n' && source[start - 1] != '\r') {
        start--;
      }
      column = columns(source, start, to);
    } else {
      column += columns(source, from, to);
    }
  }

  /// Writes a comment, with a space before it where it does not begin its line, unless it is
  /// `tight`. Line ends in it become ours, and its further lines move with the first.
  private void comment(int from, int to, boolean tight) {
    space |= lines == 0 && length > 0 && !tight;
    startText();
    boolean severalLines = hasLineEnd(source, from, to);
    int base = severalLines ? indentOfLine(source, from) : 0;
    int outBase = severalLines ? outIndent() : 0;
    boolean stars = severalLines && hasStars(from, to);
    int at = from;
    boolean first = true;
    while (true) {
      int end = at;
      while (end < to && source[end] != '\n' && source[end] != '\r') {
        end++;
      }
      int start = at;
      if (!first) {
        int removed = 0;
        while (start < end && isBlank(source[start]) && (stars || removed < base)) {
          start++;
          removed++;
        }
      }
      int trimmed = end;
      while (trimmed > start && isBlank(source[trimmed - 1])) {
        trimmed--;
      }
      if (!first && trimmed > start) {
        int spaces = outBase + (stars ? 1 : 0);
        for (int i = 0; i < spaces; i++) {
          write((byte) ' ');
        }
        column = spaces;
      }
      write(start, trimmed);
      column += columns(source, start, trimmed);
      if (end >= to) {
        return;
      }
      write((byte) '\n');
      column = 0;
      at = end + (source[end] == '\r' && end + 1 < to && source[end + 1] == '\n' ? 2 : 1);
      first = false;
    }
  }

  static boolean hasLineEnd(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == '\n' || text[i] == '\r') {
        return true;
      }
    }
    return false;
  }

  /// Whether each further line of a comment begins with a `*`.
  private boolean hasStars(int from, int to) {
    boolean any = false;
    for (int i = from; i < to; i++) {
      if (source[i] == '\n' || source[i] == '\r' && (i + 1 == to || source[i + 1] != '\n')) {
        int next = i + 1;
        while (next < to && isBlank(source[next])) {
          next++;
        }
        if (next == to || source[next] != '*') {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\f' || b == 0x0B;
  }

  private static boolean isCloser(byte b) {
    return b == ')' || b == ']' || b == '>' || b == ',';
  }

  private static int indentOfLine(byte[] text, int at) {
    int start = at;
    while (start > 0 && text[start - 1] != '\n' && text[start - 1] != '\r') {
      start--;
    }
    if (start == 0 && text.length > 2 && text[0] == (byte) 0xEF && at >= 3) {
      // a byte order mark
      start = 3;
    }
    int end = start;
    while (end < at && isBlank(text[end])) {
      end++;
    }
    return end - start;
  }

  private int outIndent() {
    int start = length;
    while (start > 0 && out[start - 1] != '\n') {
      start--;
    }
    int end = start;
    while (end < length && out[end] == ' ') {
      end++;
    }
    return end - start;
  }

  /// How many columns text takes: one for each code point.
  static int columns(byte[] text, int from, int to) {
    int columns = 0;
    for (int i = from; i < to; i++) {
      if ((text[i] & 0xC0) != 0x80) {
        columns++;
      }
    }
    return columns;
  }

  private void write(byte b) {
    if (length == out.length) {
      out = Arrays.copyOf(out, length * 2);
    }
    out[length++] = b;
  }

  private void write(int from, int to) {
    int size = to - from;
    if (length + size > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + size));
    }
    System.arraycopy(source, from, out, length, size);
    length += size;
  }
}
