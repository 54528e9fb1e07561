package dev.veltrano.tests;

/// A section of a case: `## kind argument`, some prose, and a fence whose text ends with a line end
/// or is empty.
record Section(String kind, String argument, String prose, String text) {
  /// The kinds, in the order in which they stand in a file.
  enum Kind {
    SOURCE("kotlin"),
    FORMATTED("kotlin"),
    INPUT("text"),
    MESSAGES("text"),
    RUST("rust"),
    OUTPUT("text"),
    STDERR("text"),
    STATUS("text");

    private final String fence;

    Kind(String fence) {
      this.fence = fence;
    }

    String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Kind of(String text) {
      for (Kind kind : values()) {
        if (kind.text().equals(text)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("there is no section `## " + text + "`");
    }
  }

  Kind which() {
    return Kind.of(kind);
  }

  Section with(String changed) {
    return new Section(kind, argument, prose, changed);
  }

  String markdown() {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    String head = "## " + kind + (argument.isEmpty() ? "" : " " + argument) + "\n\n";
    String between = prose.isEmpty() ? "" : prose + "\n\n";
    return head + between + fence + which().fence + "\n" + text + fence + "\n";
  }
}
