package dev.veltrano.project;

import java.util.Locale;
import java.util.Set;

/// What Rust and file systems say about names of modules and packages.
final class RustNames {
  private static final Set<String> KEYWORDS =
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
          "crate",
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
          "self",
          "static",
          "struct",
          "super",
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

  private static final Set<String> PRIMITIVES =
      Set.of(
          "bool", "char", "str", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32",
          "u64", "u128", "usize", "f16", "f32", "f64", "f128");

  private static final Set<String> DEVICES =
      Set.of(
          "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
          "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
          "lpt8", "lpt9");

  private RustNames() {}

  static boolean isKeyword(String name) {
    return KEYWORDS.contains(name);
  }

  /// Keywords that name places in paths and cannot even be written `r#…`.
  static boolean isPathKeyword(String name) {
    return name.equals("crate") || name.equals("self") || name.equals("super");
  }

  /// Types without a declaration; a module of such a name hides the type.
  static boolean isPrimitive(String name) {
    return PRIMITIVES.contains(name);
  }

  /// Names that Windows keeps for devices, with any ending.
  static boolean isDevice(String name) {
    return DEVICES.contains(name.toLowerCase(Locale.ROOT));
  }

  /// `geometryTools` and `GeometryTools` become `geometry_tools`, `HTTPServer` becomes
  /// `http_server`.
  static String snake(String name) {
    StringBuilder snake = new StringBuilder(name.length() + 4);
    int before = 0;
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isUpperCase(c) && before != 0 && before != '_') {
        boolean newWord = !Character.isUpperCase(before);
        boolean lastOfCapitals = i < name.length() && Character.isLowerCase(name.codePointAt(i));
        if (newWord || lastOfCapitals) {
          snake.append('_');
        }
      }
      snake.append(Character.toString(c).toLowerCase(Locale.ROOT));
      before = c;
    }
    return snake.toString();
  }
}
