package dev.veltrano.tests.random.objects;

import dev.veltrano.tests.random.objects.Piece.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a program small as long as it fails in the same way: first statements, functions and
/// blocks go, then what stands between brackets.
final class Shrinker {
  private Shrinker() {}

  /// Takes pieces away.
  static List<Piece> pieces(List<Piece> program, Predicate<List<Piece>> fails) {
    List<Piece> best = program;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int size = Math.max(1, best.size() / 2); size >= 1; size /= 2) {
        for (int i = best.size() - size; i >= 0; i -= size) {
          List<Piece> without = new ArrayList<>(best);
          without.subList(i, i + size).clear();
          if (fails.test(without)) {
            best = without;
            changed = true;
            i = Math.min(i, best.size());
          }
        }
      }
      for (int i = best.size() - 1; i >= 0; i--) {
        Piece piece = best.get(i);
        if (piece.isLine()) {
          continue;
        }
        int at = i;
        List<Piece> whole = best;
        for (int p = piece.parts().size() - 1; p >= 0; p--) {
          if (p > 0 || piece.parts().size() == 1) {
            List<Piece> inside = new ArrayList<>(whole);
            inside.remove(at);
            if (p == 0) {
              inside.addAll(at, piece.parts().getFirst().body());
            } else {
              List<Part> fewer = new ArrayList<>(piece.parts());
              fewer.remove(p);
              inside.add(at, new Piece(fewer, piece.vlEnd(), piece.javaEnd()));
            }
            if (fails.test(inside)) {
              whole = inside;
              changed = true;
              break;
            }
          }
          int part = p;
          List<Piece> around = whole;
          Piece now = piece;
          List<Piece> body =
              pieces(
                  piece.parts().get(p).body(),
                  candidate -> fails.test(with(around, at, now.with(part, candidate))));
          if (body.size() != piece.parts().get(p).body().size()
              || !body.equals(piece.parts().get(p).body())) {
            piece = piece.with(p, body);
            whole = with(whole, at, piece);
            changed = true;
          }
        }
        best = whole;
      }
    }
    return best;
  }

  private static List<Piece> with(List<Piece> pieces, int at, Piece piece) {
    List<Piece> changed = new ArrayList<>(pieces);
    changed.set(at, piece);
    return changed;
  }

  /// Takes text away: what stands in brackets, or all but one of the parts between commas.
  static String text(String program, Predicate<String> fails) {
    String best = program;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int open = best.length() - 1; open >= 0; open--) {
        if (open >= best.length() || "([{".indexOf(best.charAt(open)) < 0) {
          continue;
        }
        int close = close(best, open);
        if (close < 0) {
          continue;
        }
        for (String candidate : smaller(best, open, close)) {
          if (candidate.length() < best.length() && fails.test(candidate)) {
            best = candidate;
            changed = true;
            break;
          }
        }
      }
    }
    return best;
  }

  private static List<String> smaller(String text, int open, int close) {
    List<String> found = new ArrayList<>();
    int start = open;
    while (start > 0
        && (Character.isLetterOrDigit(text.charAt(start - 1))
            || "._@?".indexOf(text.charAt(start - 1)) >= 0)) {
      start--;
    }
    int end = close + 1;
    while (end < text.length() && text.startsWith(".bumpRef()", end)) {
      end += ".bumpRef()".length();
    }
    String inside = text.substring(open + 1, close);
    for (String simple : List.of("1", "null", "\"a\"", "true", "")) {
      found.add(text.substring(0, start) + simple + text.substring(end));
    }
    if (inside.startsWith("if (")) {
      int no = inside.lastIndexOf(" else ");
      int test = close(inside, 3);
      if (no > 0 && test > 0 && test < no) {
        found.add(text.substring(0, open) + inside.substring(no + 6) + text.substring(close + 1));
        found.add(
            text.substring(0, open) + inside.substring(test + 2, no) + text.substring(close + 1));
      }
    }
    for (String part : parts(inside)) {
      found.add(text.substring(0, start) + part.strip() + text.substring(end));
      found.add(text.substring(0, open) + part.strip() + text.substring(close + 1));
    }
    List<String> parts = parts(inside);
    for (int i = 0; i < parts.size() && parts.size() > 1; i++) {
      List<String> fewer = new ArrayList<>(parts);
      fewer.remove(i);
      found.add(text.substring(0, open + 1) + String.join(",", fewer) + text.substring(close));
    }
    for (String op : List.of(" ?: ", " + ", " && ", " || ", " -> ", " == ", " - ")) {
      int at = inside.indexOf(op);
      if (at > 0) {
        found.add(text.substring(0, open + 1) + inside.substring(0, at) + text.substring(close));
        found.add(
            text.substring(0, open + 1)
                + inside.substring(at + op.length())
                + text.substring(close));
      }
    }
    return found;
  }

  /// What commas separate, outside of brackets.
  private static List<String> parts(String inside) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if ("([{<".indexOf(c) >= 0) {
        depth++;
      } else if (")]}>".indexOf(c) >= 0) {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(inside.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(inside.substring(start));
    return parts;
  }

  private static int close(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length() && text.charAt(i) != '\n'; i++) {
      if ("([{".indexOf(text.charAt(i)) >= 0) {
        depth++;
      } else if (")]}".indexOf(text.charAt(i)) >= 0 && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
