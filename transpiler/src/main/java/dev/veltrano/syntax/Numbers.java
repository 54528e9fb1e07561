package dev.veltrano.syntax;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What can be wrong with the spelling of a number. The value is the type checker's business.
final class Numbers {
  private Numbers() {}

  /// The base that the letter behind a leading `0` announces; 0 for none.
  static int radix(int letter) {
    return switch (letter | 0x20) {
      case 'x' -> 16;
      case 'o' -> 8;
      case 'b' -> 2;
      default -> 0;
    };
  }

  /// A decimal number `b[start, end)` followed by letters up to `wrong`.
  static SyntaxProblem problem(SourceFile file, byte[] b, int start, int end, int wrong) {
    String number = stripUnderscores(file.text(start, end));
    String suffix = file.text(end, wrong);
    Span span = Span.of(start, wrong);
    if (suffix.isEmpty()) {
      return new SyntaxProblem.BadNumber(
          file, span, "`_` stands between two digits", "remove it", number);
    }
    if (isSuffix(suffix)) {
      return new SyntaxProblem.BadNumber(
          file,
          span,
          "a number has no suffix: its type is the expected one, else `I64` or `F64`",
          "remove the suffix",
          suffix.startsWith("f") && number.indexOf('.') < 0 ? number + ".0" : number);
    }
    boolean exponent = suffix.equals("e") || suffix.equals("E");
    return new SyntaxProblem.BadNumber(
        file,
        span,
        exponent
            ? "an exponent needs at least one digit"
            : "`" + suffix + "` cannot stand directly behind a number",
        "",
        null);
  }

  private static String stripUnderscores(String number) {
    int end = number.length();
    while (number.charAt(end - 1) == '_') {
      end--;
    }
    return number.substring(0, end);
  }

  private static boolean isSuffix(String suffix) {
    String text = suffix.startsWith("_") ? suffix.substring(1) : suffix;
    return switch (text) {
      case "L",
          "l",
          "f",
          "F",
          "d",
          "D",
          "u",
          "U",
          "UL",
          "uL",
          "ul",
          "m",
          "n",
          "i8",
          "i16",
          "i32",
          "i64",
          "i128",
          "isize",
          "u8",
          "u16",
          "u32",
          "u64",
          "u128",
          "usize",
          "f32",
          "f64" ->
          true;
      default -> false;
    };
  }

  /// What is wrong with a number `0x…`, `0b…` or `0o…`, if anything is.
  static @Nullable SyntaxProblem radixProblem(
      SourceFile file, byte[] b, int start, int end, int radix) {
    Span span = Span.of(start, end);
    String digits = file.text(start + 2, end);
    String plain = digits.replace("_", "");
    if (radix == 8) {
      return new SyntaxProblem.BadNumber(
          file,
          span,
          "there are no octal numbers",
          "write it in hexadecimal",
          isIn(plain, 8)
              ? "0x" + new BigInteger(plain, 8).toString(16).toUpperCase(Locale.ROOT)
              : null);
    }
    String name = radix == 16 ? "hexadecimal" : "binary";
    if (plain.isEmpty()) {
      return new SyntaxProblem.BadNumber(
          file, span, "a " + name + " number needs at least one digit", "", null);
    }
    if (!isIn(plain, radix)) {
      int suffix = suffixStart(digits, radix);
      boolean known = suffix > 0 && isSuffix(digits.substring(suffix));
      return new SyntaxProblem.BadNumber(
          file,
          span,
          known
              ? "a number has no suffix: its type is the expected one, else `I64` or `F64`"
              : "`" + firstWrong(plain, radix) + "` is no " + name + " digit",
          "remove the suffix",
          known
              ? file.text(start, start + 2) + stripUnderscores(digits.substring(0, suffix))
              : null);
    }
    if (digits.endsWith("_")) {
      return new SyntaxProblem.BadNumber(
          file,
          span,
          "`_` stands between two digits",
          "remove it",
          "0" + (radix == 16 ? "x" : "b") + stripUnderscores(digits));
    }
    if (b[start + 1] == 'X' || b[start + 1] == 'B') {
      return new SyntaxProblem.BadNumber(
          file,
          span,
          "the letter of a " + name + " number is small",
          "write it small",
          "0" + (radix == 16 ? "x" : "b") + digits);
    }
    return null;
  }

  private static boolean isIn(String digits, int radix) {
    for (int i = 0; i < digits.length(); i++) {
      if (!isDigit(digits.charAt(i), radix)) {
        return false;
      }
    }
    return !digits.isEmpty();
  }

  private static int suffixStart(String digits, int radix) {
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c != '_' && !isDigit(c, radix)) {
        return i;
      }
    }
    return -1;
  }

  private static String firstWrong(String digits, int radix) {
    int i = suffixStart(digits, radix);
    return digits.substring(i, digits.offsetByCodePoints(i, 1));
  }

  private static boolean isDigit(char c, int radix) {
    return c < 128 && Character.digit(c, radix) >= 0;
  }
}
