package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Docs;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.Comment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the documentation comments of declarations; what documents nothing stays an ordinary
/// comment.
final class Documentation {
  private final SourceFile file;
  private final List<Comment> comments;
  private final Set<Integer> taken = new HashSet<>();

  Documentation(SourceFile file, List<Comment> comments) {
    this.file = file;
    this.comments = comments;
  }

  /// The documentation directly before the byte at `start`.
  Docs before(int start) {
    int end = firstFrom(start);
    int first = end;
    int next = start;
    for (int i = end - 1; i >= 0 && isBlank(comments.get(i).span().end(), next); i--) {
      // Other comments may stand between the documentation and its declaration.
      if (comments.get(i).kind().isDoc()) {
        first = i;
      }
      next = comments.get(i).span().start();
    }
    if (first == end) {
      return Docs.NONE;
    }
    int last = first;
    List<String> lines = new ArrayList<>();
    for (int i = first; i < end; i++) {
      if (comments.get(i).kind().isDoc()) {
        taken.add(i);
        lines(comments.get(i), lines);
        last = i;
      }
    }
    // The printer keeps in front of the item what stands before its documentation begins.
    boolean mixed = lastDocs(first, last) > first;
    Span span = Span.between(comments.get(mixed ? last : first).span(), comments.get(last).span());
    return new Docs(lines, Origin.user(span));
  }

  /// The first of the documentation comments that end with `last` without others between them.
  private int lastDocs(int first, int last) {
    int i = last;
    while (i > first && comments.get(i - 1).kind().isDoc()) {
      i--;
    }
    return i;
  }

  /// The comments that are no documentation, as the printer takes them.
  List<dev.veltrano.rust.print.Comment> others() {
    List<dev.veltrano.rust.print.Comment> others = new ArrayList<>(comments.size());
    for (int i = 0; i < comments.size(); i++) {
      if (!taken.contains(i)) {
        Comment c = comments.get(i);
        var kind =
            switch (c.kind()) {
              case LINE -> dev.veltrano.rust.print.Comment.Kind.LINE;
              case BLOCK -> dev.veltrano.rust.print.Comment.Kind.BLOCK;
              case DOC_LINE, DOC_BLOCK -> dev.veltrano.rust.print.Comment.Kind.DOC;
            };
        others.add(
            new dev.veltrano.rust.print.Comment(
                c.span(), file.text(c.span()), kind, c.ownLine(), c.blankLineBefore()));
      }
    }
    return others;
  }

  private int firstFrom(int offset) {
    int low = 0;
    int high = comments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comments.get(middle).span().start() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isBlank(int from, int to) {
    byte[] bytes = file.bytes();
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private void lines(Comment comment, List<String> to) {
    String text = file.text(comment.span());
    if (comment.kind() == Comment.Kind.DOC_LINE) {
      to.add(withoutSpace(text.substring(3)));
      return;
    }
    String inner = text.substring(3, text.endsWith("*/") ? text.length() - 2 : text.length());
    List<String> lines = new ArrayList<>();
    for (String line : inner.split("\r\n|\r|\n", -1)) {
      String stripped = line.strip();
      if (!lines.isEmpty() && stripped.startsWith("*")) {
        line = stripped.substring(1);
      } else {
        line = " " + stripped;
      }
      lines.add(withoutSpace(line).stripTrailing());
    }
    while (!lines.isEmpty() && lines.getFirst().isEmpty()) {
      lines.removeFirst();
    }
    while (!lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    to.addAll(lines);
  }

  private static String withoutSpace(String line) {
    return line.startsWith(" ") ? line.substring(1) : line;
  }
}
