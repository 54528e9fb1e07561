package dev.veltrano.bench;

import java.util.Random;

/// Programs of one extreme shape, on which an analysis that is not linear shows.
final class Shapes {
  private static final String NODE =
      """
      class Node(val name: Str, var value: Int) {
          var next: Node? = null
      }

      """;

  private Shapes() {}

  /// One function of about so many lines, full of objects that are stored in each other.
  static String longFunction(int lines) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder(NODE);
    text.append(
        "fun link(from: Node, to: Node): Node {\n    from.next = to\n    return from\n}\n\n");
    text.append("fun main() {\n    val root = Node(\"root\", 0)\n    var sum = 0\n");
    int made = 0;
    for (int line = 0; line < lines; line += 8) {
      int i = made++;
      int other = random.nextInt(Math.max(1, i));
      String before = i == 0 ? "root" : "node" + other;
      text.append("    val node").append(i).append(" = Node(f\"n{sum}\".bumpRef(), ").append(i);
      text.append(")\n");
      if (random.nextInt(3) == 0) {
        text.append("    node").append(i).append(".next = ").append(before).append('\n');
      } else {
        text.append("    root.value += 1\n");
      }
      text.append("    for (i in 0..<").append(i % 5).append(") {\n");
      text.append("        val inner = Node(\"inner\", i)\n");
      text.append("        inner.next = node").append(i).append('\n');
      text.append("        sum += link(inner, ").append(before).append(").value\n");
      text.append("    }\n");
      text.append("    sum += node").append(i).append(".name.length + ").append(before);
      text.append(".value\n");
    }
    return text.append("    println(sum)\n}\n").toString();
  }

  /// So many functions that call each other in circles.
  static String cycle(int functions) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder(NODE);
    for (int i = 0; i < functions; i++) {
      int next = (i + 1) % functions;
      text.append("fun f").append(i).append("(depth: Int, node: Node, name: Str): Node {\n");
      text.append("    if (depth == 0) {\n        return node\n    }\n");
      text.append("    val made = Node(name, depth)\n");
      text.append("    made.next = f").append(next).append("(depth - 1, node, made.name)\n");
      text.append("    val other = f").append(random.nextInt(functions));
      text.append("(depth - 1, made, \"other\")\n");
      text.append("    println(other.value)\n");
      text.append("    return ").append(random.nextInt(3) == 0 ? "made" : "node").append("\n}\n\n");
    }
    return text.append("fun main() {\n    println(f0(3, Node(\"a\", 1), \"b\").value)\n}\n")
        .toString();
  }

  /// So many functions of which each calls the next.
  static String chain(int functions) {
    StringBuilder text = new StringBuilder(NODE);
    for (int i = 0; i < functions; i++) {
      text.append("fun f").append(i).append("(node: Node, name: Str): Node {\n");
      text.append("    val made = Node(name, ").append(i).append(")\n");
      text.append("    made.next = node\n");
      if (i + 1 < functions) {
        text.append("    return f").append(i + 1).append("(made, made.name)\n}\n\n");
      } else {
        text.append("    return made\n}\n\n");
      }
    }
    return text.append("fun main() {\n    println(f0(Node(\"a\", 1), \"b\").value)\n}\n")
        .toString();
  }

  /// A class of so many fields and a function of so many parameters.
  static String wide(int count) {
    StringBuilder text = new StringBuilder(NODE);
    text.append("class Wide(\n");
    for (int i = 0; i < count; i++) {
      text.append("    var field").append(i).append(i % 2 == 0 ? ": Node,\n" : ": Str,\n");
    }
    text.append(")\n\nfun fill(wide: Wide");
    for (int i = 0; i < count; i++) {
      text.append(", p").append(i).append(i % 2 == 0 ? ": Node" : ": Str");
    }
    text.append(") {\n");
    for (int i = 0; i < count; i++) {
      text.append("    wide.field").append(i).append(" = p").append(i).append('\n');
    }
    text.append("}\n\nfun look(");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ", ").append("p").append(i).append(i % 2 == 0 ? ": Node" : ": Str");
    }
    text.append("): Int {\n    var sum = 0\n");
    for (int i = 0; i < count; i++) {
      text.append("    sum += p").append(i).append(i % 2 == 0 ? ".value\n" : ".length\n");
    }
    text.append("    return sum\n}\n\nfun main() {\n    val node = Node(\"a\", 1)\n");
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(i == 0 ? "" : ", ").append(i % 2 == 0 ? "node" : "\"text\"");
    }
    text.append("    val wide = Wide(").append(all).append(")\n");
    text.append("    fill(wide, ").append(all).append(")\n");
    text.append("    println(wide.field1.length + look(").append(all).append("))\n}\n");
    return text.toString();
  }
}
