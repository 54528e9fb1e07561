package dev.veltrano.lifetime;

import java.util.Set;

/// Which words can name a lifetime in Rust.
final class LifetimeNames {
  private static final Set<String> RESERVED =
      Set.of(
          "static",
          "self",
          "super",
          "crate",
          "fn",
          "let",
          "mut",
          "ref",
          "type",
          "match",
          "loop",
          "struct",
          "enum",
          "impl",
          "trait",
          "where",
          "use",
          "mod",
          "pub",
          "move",
          "dyn",
          "async",
          "await",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "extern",
          "false",
          "for",
          "if",
          "in",
          "return",
          "true",
          "unsafe",
          "while",
          "abstract",
          "become",
          "box",
          "do",
          "final",
          "gen",
          "macro",
          "override",
          "priv",
          "try",
          "typeof",
          "unsized",
          "virtual",
          "yield",
          "_");

  private LifetimeNames() {}

  /// The name of a lifetime for something of this name: in lower case with underlines, as Rust
  /// writes it, and no word that Rust keeps for itself.
  static String usable(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        if (i > 0 && out.charAt(out.length() - 1) != '_') {
          out.append('_');
        }
        out.append((char) (c - 'A' + 'a'));
      } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' && i > 0 || c == '_') {
        out.append(c);
      }
    }
    if (out.isEmpty() || out.toString().equals("_")) {
      return "x";
    }
    return RESERVED.contains(out.toString()) ? out + "_" : out.toString();
  }
}
