package dev.veltrano.rust.name;

/// Turns a Veltrano name into the Rust name of the same thing.
///
/// Functions, fields and variables go from `camelCase` to `snake_case` (`HTTPServer` becomes
/// `http_server`, `a_b` stays), constants to `SCREAMING_SNAKE_CASE`, types stay. No result has two
/// underscores at its start, so it never meets the names that the compiler makes up, which all do.
/// The conversion depends on nothing but the name: an edit elsewhere never renames anything.
public final class RustName {
  private RustName() {}

  /// The name of a function, method, field, parameter or variable.
  public static String value(String name) {
    return Keywords.escape(plain(name));
  }

  /// The name of a variable. The receiver of an extension function is a parameter like the others.
  public static String variable(String name) {
    return name.equals("self") ? "this" : value(name);
  }

  /// The name of a method. Rust finds those of some traits first, where they take the receiver in a
  /// way that it tries earlier, so that ours needs another name.
  public static String method(String name, boolean changesSelf) {
    String value = value(name);
    boolean hidden =
        switch (value) {
          case "into", "try_into" -> true;
          case "clone", "clone_into", "eq", "ne", "to_owned", "to_string" -> changesSelf;
          default -> false;
        };
    return hidden ? value + "_" : value;
  }

  /// The name of a constant.
  public static String constant(String name) {
    String snake = plain(name);
    String upper = snake.toUpperCase(java.util.Locale.ROOT);
    return Keywords.escape(
        upper.codePoints().allMatch(Character::isUnicodeIdentifierPart) ? upper : snake);
  }

  /// The name of a type.
  public static String type(String name) {
    return Keywords.escape(identifier(name));
  }

  /// The name of a label, without the tick. Labels know no raw identifiers. The name of an entry of
  /// an enum class: `RED` and `red` become `Red`, as Rust writes variants.
  public static String variant(String name) {
    boolean shouts = name.equals(name.toUpperCase(java.util.Locale.ROOT)) && name.length() > 1;
    if (!shouts && name.indexOf('_') < 0 && Character.isUpperCase(name.codePointAt(0))) {
      return type(name);
    }
    StringBuilder out = new StringBuilder();
    for (String word : name.split("_")) {
      if (!word.isEmpty()) {
        String rest = word.substring(1);
        out.append(word.substring(0, 1).toUpperCase(java.util.Locale.ROOT));
        out.append(shouts ? rest.toLowerCase(java.util.Locale.ROOT) : rest);
      }
    }
    return type(out.isEmpty() ? name : out.toString());
  }

  public static String label(String name) {
    String plain = plain(name);
    return Keywords.isKeyword(plain) || plain.equals("_") ? plain + "_" : plain;
  }

  /// `snake_case` without regard to keywords, for the inside of longer names.
  public static String plain(String name) {
    return isPlain(name) ? name : isAscii(name) ? snakeAscii(name) : snake(identifier(name));
  }

  /// The usual case, without allocation: lower-case ASCII words that need no change.
  private static boolean isPlain(String name) {
    boolean underscore = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        if (underscore) {
          return false;
        }
        underscore = true;
      } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' && i > 0) {
        underscore = false;
      } else {
        return false;
      }
    }
    return !underscore || name.length() > 1;
  }

  /// Whether it is an ordinary identifier of ASCII letters, digits and underscores.
  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty() && !name.equals("_");
  }

  private static String snakeAscii(String name) {
    StringBuilder out = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        char before = i == 0 ? '_' : name.charAt(i - 1);
        char after = i + 1 == name.length() ? '_' : name.charAt(i + 1);
        boolean upperBefore = before >= 'A' && before <= 'Z';
        if (before != '_' && (!upperBefore || after >= 'a' && after <= 'z')) {
          underscore(out);
        }
        out.append((char) (c + 32));
      } else if (c == '_') {
        underscore(out);
      } else {
        out.append(c);
      }
    }
    String result = out.toString();
    return result.equals("_") ? "underscore" : result;
  }

  private static String snake(String name) {
    StringBuilder out = new StringBuilder(name.length() + 4);
    int[] letters = name.codePoints().toArray();
    for (int i = 0; i < letters.length; i++) {
      int c = letters[i];
      if (isUpper(c)) {
        boolean afterWord = i > 0 && letters[i - 1] != '_' && !isUpper(letters[i - 1]);
        boolean startsWord =
            i > 0
                && isUpper(letters[i - 1])
                && i + 1 < letters.length
                && Character.isLowerCase(letters[i + 1]);
        if (afterWord || startsWord) {
          underscore(out);
        }
        lower(out, c);
      } else if (c == '_') {
        underscore(out);
      } else {
        out.appendCodePoint(c);
      }
    }
    return out.isEmpty() || out.toString().equals("_") ? "underscore" : out.toString();
  }

  private static void lower(StringBuilder out, int c) {
    String lower = Character.toString(c).toLowerCase(java.util.Locale.ROOT);
    if (lower.codePoints().allMatch(Character::isUnicodeIdentifierPart)) {
      out.append(lower);
    } else {
      out.appendCodePoint(c);
    }
  }

  /// One underscore at most.
  private static void underscore(StringBuilder out) {
    if (out.isEmpty() || out.charAt(out.length() - 1) != '_') {
      out.append('_');
    }
  }

  private static boolean isUpper(int c) {
    return Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  /// A quoted name may hold anything: what Rust cannot have becomes an underscore, and a name that
  /// has nothing else is spelled out by its characters.
  private static String identifier(String name) {
    boolean fine = !name.isEmpty() && isStart(name.codePointAt(0));
    for (int i = 0; fine && i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      fine = isPart(name.codePointAt(i));
    }
    if (fine) {
      return name;
    }
    StringBuilder out = new StringBuilder();
    boolean something = false;
    for (int c : name.codePoints().toArray()) {
      something |= isPart(c) && c != '_';
      out.appendCodePoint(isPart(c) ? c : '_');
    }
    if (!something) {
      out.setLength(0);
      name.codePoints().forEach(c -> out.append("u").append(Integer.toHexString(c)).append('_'));
      out.setLength(Math.max(0, out.length() - 1));
    } else if (!isStart(out.codePointAt(0))) {
      out.insert(0, '_');
    }
    return out.toString();
  }

  private static boolean isStart(int c) {
    return c == '_' || Character.isUnicodeIdentifierStart(c);
  }

  private static boolean isPart(int c) {
    return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }
}
