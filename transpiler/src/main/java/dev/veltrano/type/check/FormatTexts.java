package dev.veltrano.type.check;

import dev.veltrano.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads format texts and specifications: Rust's own format language without named and positional
/// arguments, which `f"…"` replaces.
final class FormatTexts {
  private FormatTexts() {}

  /// A piece of a format text.
  sealed interface Part {
    record Text(String value) implements Part {}

    record Hole(String spec) implements Part {}
  }

  /// A format text in pieces, or what is wrong with it.
  record Parsed(List<Part> parts, int holes, @Nullable String problem) {}

  static Parsed parse(String format) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int holes = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      boolean doubled = i + 1 < format.length() && format.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        text.append(c);
        i++;
      } else if (c == '}') {
        return failed("there is a `}` without a `{`; a brace itself is written `}}`");
      } else if (c == '{') {
        int end = format.indexOf('}', i);
        if (end < 0) {
          return failed("there is a `{` without a `}`; a brace itself is written `{{`");
        }
        String inside = format.substring(i + 1, end);
        if (!inside.isEmpty() && inside.charAt(0) != ':') {
          return failed(
              "a placeholder is `{}` or `{:spec}`; to name a value in the text, write f\"…\"");
        }
        if (!text.isEmpty()) {
          parts.add(new Part.Text(text.toString()));
          text.setLength(0);
        }
        parts.add(new Part.Hole(inside.isEmpty() ? "" : inside.substring(1)));
        holes++;
        i = end;
      } else {
        text.append(c);
      }
    }
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text.toString()));
    }
    return new Parsed(parts, holes, null);
  }

  private static Parsed failed(String problem) {
    return new Parsed(List.of(), 0, problem);
  }

  /// What is wrong with a specification for a value of this type, or `null`.
  static @Nullable String specProblem(String spec, Type type) {
    if (spec.isEmpty()) {
      return null;
    }
    int[] points = spec.codePoints().toArray();
    int i = 0;
    if (points.length > 1 && isAlign(points[1])) {
      i = 2;
    } else if (isAlign(points[0])) {
      i = 1;
    }
    boolean numeric = false;
    if (i < points.length && (points[i] == '+' || points[i] == '-')) {
      if (points[i] == '-') {
        return "`-` is no sign that Rust's formats know";
      }
      numeric = true;
      i++;
    }
    boolean alternate = i < points.length && points[i] == '#';
    if (alternate) {
      i++;
    }
    if (i < points.length && points[i] == '0') {
      numeric = true;
      i++;
    }
    int widthStart = i;
    while (i < points.length && points[i] >= '0' && points[i] <= '9') {
      i++;
    }
    if (i - widthStart > 4) {
      return "the width is larger than a line could be";
    }
    boolean precision = i < points.length && points[i] == '.';
    if (precision) {
      int start = ++i;
      while (i < points.length && points[i] >= '0' && points[i] <= '9') {
        i++;
      }
      if (start == i || i - start > 4) {
        return "a precision is a small number: `.2`";
      }
    }
    String kind = new String(points, i, points.length - i);
    String simple = kind.strip();
    if (type.isOpen() && simple.equals("?")) {
      return "`?` is for types that are known, and this is " + type;
    }
    Type.Primitive primitive = type.primitive();
    boolean integer = primitive != null && primitive.isInteger();
    boolean number = primitive != null && primitive.isNumber();
    String problem =
        switch (simple) {
          case "" -> null;
          case "?" -> null;
          case "x", "X", "o", "b" ->
              integer ? null : "`" + simple + "` is for whole numbers, and this is " + type;
          case "e", "E" -> number ? null : "`" + simple + "` is for numbers, and this is " + type;
          default ->
              "`"
                  + spec
                  + "` is no format: it is [[fill]<^>][+][#][0][width][.precision][kind], with the"
                  + " kinds ? x X o b e E";
        };
    if (problem != null) {
      return problem;
    }
    if (!kind.equals(simple)) {
      return "there is a space in the format";
    }
    if (simple.equals("?")) {
      return null;
    }
    if (numeric && !number) {
      return "a sign or leading zeros are for numbers, and this is " + type;
    }
    if (alternate
        && !(simple.equals("x")
            || simple.equals("X")
            || simple.equals("o")
            || simple.equals("b"))) {
      return "`#` goes with `x`, `X`, `o`, `b` or `?`";
    }
    if (precision && integer) {
      return "a precision is for floating numbers and text, and this is " + type;
    }
    return null;
  }

  private static boolean isAlign(int c) {
    return c == '<' || c == '>' || c == '^';
  }
}
