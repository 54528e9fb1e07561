package dev.veltrano.tests.random.objects;

import java.util.ArrayList;
import java.util.List;

/// A statement or declaration in both languages: a line, or blocks that belong together.
record Piece(List<Part> parts, String vlEnd, String javaEnd) {
  record Part(String vl, String java, List<Piece> body) {}

  static Piece line(String vl, String java) {
    return new Piece(List.of(new Part(vl, java, List.of())), "", "");
  }

  static Piece block(String vl, String java, List<Piece> body) {
    return new Piece(List.of(new Part(vl, java, body)), "}", "}");
  }

  /// What runs when the block ends in which `rest` follows.
  static Piece deferred(Piece what, List<Piece> rest) {
    Part line = what.parts.getFirst();
    return new Piece(
        List.of(new Part("defer " + line.vl, "try {", rest)),
        "",
        "} finally { " + line.java + " }");
  }

  boolean isLine() {
    return vlEnd.isEmpty() && javaEnd.isEmpty();
  }

  Piece with(int part, List<Piece> body) {
    List<Part> changed = new ArrayList<>(parts);
    changed.set(part, new Part(parts.get(part).vl(), parts.get(part).java(), body));
    return new Piece(changed, vlEnd, javaEnd);
  }

  static String vl(List<Piece> pieces) {
    StringBuilder out = new StringBuilder();
    pieces.forEach(piece -> piece.write(out, true, ""));
    return out.toString();
  }

  static String java(List<Piece> pieces) {
    StringBuilder out = new StringBuilder();
    pieces.forEach(piece -> piece.write(out, false, ""));
    return out.toString();
  }

  private void write(StringBuilder out, boolean vl, String indent) {
    for (Part part : parts) {
      line(out, indent, vl ? part.vl : part.java);
      part.body.forEach(piece -> piece.write(out, vl, indent + "    "));
    }
    line(out, indent, vl ? vlEnd : javaEnd);
  }

  private static void line(StringBuilder out, String indent, String text) {
    if (!text.isEmpty()) {
      out.append(indent).append(text).append('\n');
    }
  }
}
