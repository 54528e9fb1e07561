package dev.veltrano.rust.name;

import java.util.Set;

/// The words that Rust (edition 2024) keeps for itself, and how a name that is one is written.
final class Keywords {
  private static final Set<String> RAW =
      Set.of(
          "abstract",
          "as",
          "async",
          "await",
          "become",
          "box",
          "break",
          "const",
          "continue",
          "do",
          "dyn",
          "else",
          "enum",
          "extern",
          "false",
          "final",
          "fn",
          "for",
          "gen",
          "if",
          "impl",
          "in",
          "let",
          "loop",
          "macro",
          "match",
          "mod",
          "move",
          "mut",
          "override",
          "priv",
          "pub",
          "ref",
          "return",
          "static",
          "struct",
          "trait",
          "true",
          "try",
          "type",
          "typeof",
          "unsafe",
          "unsized",
          "use",
          "virtual",
          "where",
          "while",
          "yield");

  /// These cannot be written as raw identifiers.
  private static final Set<String> NEVER = Set.of("self", "Self", "super", "crate");

  private Keywords() {}

  static boolean isKeyword(String name) {
    return RAW.contains(name) || NEVER.contains(name);
  }

  /// No keyword is longer.
  private static final int LONGEST = 8;

  /// The name as an identifier.
  static String escape(String name) {
    if (name.length() > LONGEST) {
      return name;
    }
    if (RAW.contains(name)) {
      return "r#" + name;
    }
    return NEVER.contains(name) ? name + "_" : name;
  }
}
