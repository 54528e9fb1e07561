package dev.veltrano.rust.print;

/// How a comment of the Veltrano file is written in Rust: as line comments, whatever it was, and
/// never so that Rust reads it as documentation.
final class CommentText {
  private CommentText() {}

  static void addLines(TextBuilder result, Comment comment, int column) {
    for (String line : lines(comment)) {
      result.line(column).add(Text.comment(line));
    }
  }

  /// The comment for the end of a line that has code on it.
  static Text oneLine(Comment comment) {
    return Text.comment(String.join(" ", lines(comment)).replace(" // ", " "));
  }

  static java.util.List<String> lines(Comment comment) {
    String text = comment.text().strip();
    var lines = new java.util.ArrayList<String>();
    if (text.startsWith("/*")) {
      String inner =
          text.substring(
              2, text.endsWith("*/") && text.length() >= 4 ? text.length() - 2 : text.length());
      boolean starred = true;
      String[] parts = inner.split("\r\n|\r|\n", -1);
      for (int i = 1; i < parts.length; i++) {
        starred &= parts[i].isBlank() || parts[i].stripLeading().startsWith("*");
      }
      for (int i = 0; i < parts.length; i++) {
        String part = parts[i].strip();
        if (i > 0 ? starred : true) {
          part = stripStars(part);
        }
        if (part.isEmpty() && (i == 0 || i == parts.length - 1) && parts.length > 1) {
          continue;
        }
        lines.add(line(part));
      }
    } else {
      for (String part : text.split("\r\n|\r|\n", -1)) {
        lines.add(defuse(part.strip()));
      }
    }
    if (lines.isEmpty()) {
      lines.add("//");
    }
    return lines;
  }

  private static String stripStars(String part) {
    int i = 0;
    while (i < part.length() && (part.charAt(i) == '*' || part.charAt(i) == '!')) {
      i++;
    }
    return part.substring(i).strip();
  }

  private static String line(String content) {
    return content.isEmpty() ? "//" : "// " + clean(content);
  }

  /// A line comment that Rust would take for documentation gets a blank behind its slashes.
  private static String defuse(String line) {
    String content = line.startsWith("//") ? line.substring(2) : line;
    if (!line.startsWith("//") || content.startsWith("!")) {
      return line(content.strip());
    }
    if (content.startsWith("/") && !content.startsWith("//")) {
      return line(content.substring(1).strip());
    }
    return clean(line);
  }

  /// Rust refuses a bare carriage return, and characters that reorder text.
  private static String clean(String text) {
    return text.replace('\r', ' ').stripTrailing();
  }
}
