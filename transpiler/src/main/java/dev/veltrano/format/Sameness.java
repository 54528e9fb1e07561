package dev.veltrano.format;

import dev.veltrano.syntax.Comment;
import dev.veltrano.syntax.Kind;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.Tokens;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether two files say the same: equal trees, equal tokens but for `;` and commas before closing
/// brackets, equal comments but for the blanks in them.
///
/// Each file is compared with what was made of it before it is written, so that a mistake of the
/// formatter can spoil nobody's program.
public final class Sameness {
  private Sameness() {}

  /// What is different, for a person to find it; nothing if the files say the same.
  public static @Nullable String difference(ParsedFile before, ParsedFile after) {
    if (after.hasErrors()) {
      return "the result has errors: " + after.diagnostics().getFirst().message();
    }
    String tokens = tokens(before.tokens(), after.tokens());
    if (tokens != null) {
      return tokens;
    }
    if (!before.tree().equals(after.tree())) {
      return "the trees differ";
    }
    return comments(before, after);
  }

  private static @Nullable String tokens(Tokens before, Tokens after) {
    int i = 0;
    int j = 0;
    while (true) {
      i = wanted(before, i);
      j = wanted(after, j);
      byte[] left = before.file().bytes();
      byte[] right = after.file().bytes();
      boolean same =
          before.kind(i) == after.kind(j)
              && Arrays.equals(
                  left, before.start(i), before.end(i), right, after.start(j), after.end(j));
      if (!same) {
        return "`"
            + before.text(i)
            + "` at byte "
            + before.start(i)
            + " became `"
            + after.text(j)
            + "` at byte "
            + after.start(j);
      }
      if (before.kind(i) == Kind.EOF) {
        return null;
      }
      i++;
      j++;
    }
  }

  /// The first token from `i` on that may not be left out.
  private static int wanted(Tokens tokens, int i) {
    while (tokens.kind(i) == Kind.SEMICOLON
        || tokens.kind(i) == Kind.COMMA && isCloser(tokens.kind(i + 1))) {
      i++;
    }
    return i;
  }

  private static boolean isCloser(byte kind) {
    return kind == Kind.RPAREN
        || kind == Kind.RBRACKET
        || kind == Kind.RBRACE
        || kind == Kind.GREATER
        || kind == Kind.ARROW
        || kind == Kind.BAR;
  }

  private static @Nullable String comments(ParsedFile before, ParsedFile after) {
    List<Comment> left = before.comments();
    List<Comment> right = after.comments();
    if (left.size() != right.size()) {
      return left.size() + " comments became " + right.size();
    }
    for (int i = 0; i < left.size(); i++) {
      if (!sameWords(before.file().bytes(), left.get(i), after.file().bytes(), right.get(i))) {
        return "the comment at byte " + left.get(i).span().start() + " is another";
      }
    }
    return null;
  }

  private static boolean sameWords(byte[] a, Comment left, byte[] b, Comment right) {
    int i = left.span().start();
    int j = right.span().start();
    while (true) {
      while (i < left.span().end() && isBlank(a[i])) {
        i++;
      }
      while (j < right.span().end() && isBlank(b[j])) {
        j++;
      }
      if (i == left.span().end() || j == right.span().end()) {
        return i == left.span().end() && j == right.span().end();
      }
      if (a[i++] != b[j++]) {
        return false;
      }
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b >= 9 && b <= 13;
  }
}
