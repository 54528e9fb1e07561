package dev.veltrano.format;

import java.util.Arrays;

/// A file as a document that can be laid out in several ways: a list of operations.
///
/// Text stands between places where a line may break. Groups nest; the breaks of a group are taken
/// all together or not at all (the exceptions are named at the constants below). [LayoutPrinter]
/// decides, from the outside in and in one walk.
///
/// The algebra is that of Derek C. Oppen, *Prettyprinting* (1980), with consistent breaks, and of
/// Philip Wadler, *A prettier printer* (1998): a group is flat if what stands up to the next place
/// where a line can break fits. As with Oppen a document is a flat list and not a tree, so that
/// nothing here recurses and comments can be put into it where they belong.
final class Layout {
  /// Bytes `[a, b)` of the source.
  static final byte TEXT = 0;

  /// A space that is never a break.
  static final byte SPACE = 1;

  /// A place for a line break: `a` is its width where it is none, `b` says more about it, `c` how
  /// many empty lines follow it where it is one.
  static final byte BREAK = 2;

  /// A group begins; `a` is what kind of group, `b` the index of its [#CLOSE].
  static final byte OPEN = 3;

  static final byte CLOSE = 4;

  /// Lines that begin from here on are indented deeper; in a flat group they are not.
  static final byte INDENT = 5;

  /// The same, whether the group is flat or not: for the content of braces.
  static final byte INDENT_ALWAYS = 6;

  static final byte DEDENT = 7;

  /// A comma that is written if its group is broken.
  static final byte COMMA_IF_BROKEN = 8;

  /// Where comments before a closing bracket stand. It prints nothing.
  static final byte SLOT = 9;

  /// Bytes `[a, b)`, a comment that ends its line; it takes no part in what fits.
  static final byte LINE_COMMENT = 10;

  /// Bytes `[a, b)`, a comment in `/* */` that shares its line with code.
  static final byte BLOCK_COMMENT = 11;

  /// The same, which lies behind the token that it belongs to.
  static final byte BLOCK_COMMENT_BEHIND = 12;

  // what `c` says of text and comments

  /// It goes over several lines; its width is that of the first.
  static final int SEVERAL_LINES = 1;

  /// No space stands before the comment: it is the first thing behind an opening bracket.
  static final int TIGHT = 2;

  // what a break may be
  static final int FORCED = 1;

  /// Empty lines that the author left here are kept, up to one.
  static final int KEEPS_BLANK = 2;

  /// It is taken if what stands up to the next break does not fit, whatever the others do.
  static final int FILLS = 4;

  /// The break of an [#ATTACHED] group.
  static final int ATTACHING = 8;

  /// The line that follows is indented once more.
  static final int CONTINUES = 16;

  /// The line before it is not empty: between declarations of different kinds.
  static final int NEEDS_BLANK = 32;

  /// Groups before it break rather than that this break is taken.
  static final int RELUCTANT = 64;

  // kinds of groups
  static final int PLAIN = 0;

  /// No group: what is in here decides for itself, and its forced breaks break nothing around it.
  static final int SHIELD = 1;

  /// A list whose last element, in a [#SHIELD], may break alone.
  static final int HUGGING = 2;

  /// A break and what stands behind it (`= value`), which is put on a line of its own if that
  /// helps.
  static final int ATTACHED = 3;

  /// The same for what does not look good when it breaks: it is put on a line of its own rather.
  static final int ATTACHED_BELOW = 4;

  /// The same for what looks best where it is, broken or not.
  static final int ATTACHED_HERE = 5;

  int count;
  byte[] ops = new byte[256];
  int[] as = new int[256];
  int[] bs = new int[256];
  int[] cs = new int[256];

  /// The width of each operation where nothing breaks; of text over several lines its first line.
  int[] widths = new int[256];

  void add(byte op, int a, int b, int c, int width) {
    int n = count;
    if (n == ops.length) {
      int larger = n * 2;
      ops = Arrays.copyOf(ops, larger);
      as = Arrays.copyOf(as, larger);
      bs = Arrays.copyOf(bs, larger);
      cs = Arrays.copyOf(cs, larger);
      widths = Arrays.copyOf(widths, larger);
    }
    ops[n] = op;
    as[n] = a;
    bs[n] = b;
    cs[n] = c;
    widths[n] = width;
    count = n + 1;
  }

  /// Adds again what stood at `index` of another list.
  void copy(Layout from, int index) {
    add(from.ops[index], from.as[index], from.bs[index], from.cs[index], from.widths[index]);
  }

  void breakWith(int width, int flags) {
    add(BREAK, width, flags, 0, width);
  }

  void mark(byte op) {
    add(op, 0, 0, 0, op == SPACE ? 1 : 0);
  }

  void open(int kind) {
    add(OPEN, kind, 0, 0, 0);
  }
}
