package dev.veltrano.tests;

import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.Comment;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.Parser;
import dev.veltrano.syntax.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Spoils the look of a source text without changing what it says: takes blanks away, breaks lines,
/// puts comments everywhere. What the grammar allows is found out by trying: a change that gives
/// another tree is not made.
final class Mangler {
  /// What may stand between two tokens in place of the blanks that are there.
  private static final String[] BLANKS = {"", " ", "   ", "\t", "\n", "\n      ", "\r\n"};

  private static final String[] COMMENTS = {
    " /* c */ ",
    "/* c */",
    " // c\n",
    "\n// c\n",
    "\n\n\n// c\n\n\n",
    "\n/* a\n   b */\n",
    "/** a\n * b\n */ ",
    " /* a */ /* b */\n",
    "// a\n// b\n",
    "\n    /* a */ // b\n  "
  };

  private final ParsedFile parsed;
  private final Tokens tokens;
  private final SourceFile file;

  Mangler(ParsedFile parsed) {
    this.parsed = parsed;
    this.tokens = parsed.tokens();
    this.file = parsed.file();
  }

  /// The text with other blanks between its tokens, the first break of a gap apart: where lines
  /// were set apart they still are. Comments stay as they are.
  String blanks(Random random) {
    return mangled(random, BLANKS, 5);
  }

  /// The text with comments in many places.
  String comments(Random random, int oneIn) {
    return mangled(random, COMMENTS, oneIn);
  }

  private String mangled(Random random, String[] fillings, int oneIn) {
    List<int[]> gaps = gaps();
    String[] chosen = new String[gaps.size()];
    for (int i = 0; i < chosen.length; i++) {
      if (random.nextInt(oneIn) == 0) {
        String filling = fillings[random.nextInt(fillings.length)];
        if (isHarmless(gaps.get(i), filling)) {
          chosen[i] = filling;
        }
      }
    }
    // Each alone is harmless; if they are not together, half of them are taken back.
    while (true) {
      String text = text(gaps, chosen);
      if (saysTheSame(text)) {
        return text;
      }
      for (int i = 0; i < chosen.length; i++) {
        if (random.nextBoolean()) {
          chosen[i] = null;
        }
      }
    }
  }

  /// The stretches between tokens in which there is no comment; inside of an `f"…"` there are none.
  private List<int[]> gaps() {
    List<int[]> gaps = new ArrayList<>();
    List<Comment> comments = parsed.comments();
    int next = 0;
    int depth = 0;
    for (int i = 0; i + 1 < tokens.count(); i++) {
      String text = tokens.text(i);
      if (text.startsWith("f\"")) {
        depth++;
      } else if (depth > 0 && isFormatClose(i)) {
        depth--;
      }
      int from = tokens.end(i);
      int to = tokens.start(i + 1);
      while (next < comments.size() && comments.get(next).span().start() < from) {
        next++;
      }
      boolean commented = next < comments.size() && comments.get(next).span().start() < to;
      if (!commented && depth == 0) {
        gaps.add(new int[] {from, to});
      }
    }
    return gaps;
  }

  private boolean isFormatClose(int token) {
    return tokens.kind(token) == dev.veltrano.syntax.Kind.FORMAT_CLOSE;
  }

  private boolean isHarmless(int[] gap, String filling) {
    boolean apart = lines(file.text(gap[0], gap[1])) > 1;
    boolean comment = filling.contains("/");
    if (apart && !comment) {
      // Empty lines are the author's.
      return false;
    }
    String text = file.text(0, gap[0]) + filling + file.text(gap[1], file.length());
    return saysTheSame(text);
  }

  private static int lines(String blanks) {
    return (int) blanks.chars().filter(c -> c == '\n').count();
  }

  private String text(List<int[]> gaps, String[] chosen) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int i = 0; i < chosen.length; i++) {
      String filling = chosen[i];
      if (filling != null) {
        text.append(file.text(at, gaps.get(i)[0])).append(filling);
        at = gaps.get(i)[1];
      }
    }
    return text.append(file.text(at, file.length())).toString();
  }

  private boolean saysTheSame(String text) {
    ParsedFile other = Parser.parse(SourceFile.of(file.name(), text));
    if (other.hasErrors() || other.tokens().count() != tokens.count()) {
      return false;
    }
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.kind(i) != other.tokens().kind(i)
          || !tokens.text(i).equals(other.tokens().text(i))) {
        return false;
      }
    }
    return other.tree().equals(parsed.tree());
  }
}
