package dev.veltrano.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Writes the same random programs in Veltrano and in Java, line for line where the languages
/// allow, so that two parsers can be compared on them. The Veltrano side is well-typed; with the
/// same seed it is always the same. About half of it is about whole numbers, the rest about
/// objects, lists, lambdas and text ([CorpusObjects]).
final class Corpus {
  private static final String[] WORDS =
      ("total count index value width height name user order price node left right buffer limit"
              + " offset score level entry item result first last depth size key amount weight")
          .split(" ");

  private final Random random;
  private StringBuilder veltrano = new StringBuilder();
  private StringBuilder java = new StringBuilder();
  private int lines;
  private int names;
  private final List<String> functions = new ArrayList<>();
  private final CorpusObjects objects;

  private Corpus(long seed) {
    this.random = new Random(seed);
    this.objects = new CorpusObjects(this);
  }

  /// A number from 0 to `bound`, which is not one of them.
  int random(int bound) {
    return random.nextInt(bound);
  }

  /// A function of two numbers that what follows may call.
  void callable(String name) {
    functions.add(name);
  }

  int number() {
    return names++;
  }

  /// A file in both languages; `name` is the module.
  record Twin(String name, String veltrano, String java, int lines) {}

  /// Files of about `linesPerFile` lines until there are `lines`; the last one is `main`.
  static List<Twin> generate(long seed, int lines, int linesPerFile) {
    Corpus corpus = new Corpus(seed);
    List<Twin> files = new ArrayList<>();
    int total = 0;
    while (total < lines) {
      Twin file = corpus.file("part" + files.size(), linesPerFile);
      files.add(file);
      total += file.lines;
    }
    files.add(main(files));
    return files;
  }

  private static Twin main(List<Twin> files) {
    StringBuilder veltrano = new StringBuilder();
    StringBuilder java = new StringBuilder("class Main {\n");
    for (Twin file : files) {
      veltrano.append("import ").append(file.name).append('\n');
    }
    veltrano.append("\nfun main() {\n    var total = 0\n");
    java.append("  static void main() {\n    long total = 0;\n");
    for (Twin file : files) {
      veltrano.append("    total += ").append(file.name).append(".run(total, 3)\n");
      java.append("    total += ").append(file.name).append(".run(total, 3);\n");
    }
    veltrano.append("    println(total)\n}\n");
    java.append("    System.out.println(total);\n  }\n}\n");
    return new Twin("main", veltrano.toString(), java.toString(), files.size() * 2 + 5);
  }

  private Twin file(String name, int wanted) {
    veltrano = new StringBuilder(wanted * 40);
    java = new StringBuilder(wanted * 40).append("class ").append(name).append(" {\n");
    functions.clear();
    lines = 0;
    while (lines < wanted - 6) {
      int kind = random.nextInt(20);
      if (kind < 2) {
        dataClass();
      } else if (kind < 11) {
        function(0);
      } else {
        objects.add();
      }
    }
    line(0, "/// Where other modules begin.", "/// Where other modules begin.");
    line(
        0,
        "export fun run(first: Int, second: Int): Int {",
        "public static long run(long first, long second) {");
    String call = call(List.of("first", "second"));
    line(1, "return " + call, "return " + call + ";");
    line(0, "}", "}");
    java.append("}\n");
    return new Twin(name, veltrano.toString(), java.toString(), lines);
  }

  void line(int indent, String left, String right) {
    veltrano.append("    ".repeat(indent)).append(left).append('\n');
    java.append("    ".repeat(indent)).append(right).append('\n');
    lines++;
  }

  String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  String fresh(String prefix) {
    String second = word();
    return prefix
        + word()
        + Character.toUpperCase(second.charAt(0))
        + second.substring(1)
        + names++;
  }

  void comment(int indent, String marker) {
    StringBuilder text = new StringBuilder(marker);
    for (int i = random.nextInt(5) + 4; i > 0; i--) {
      text.append(' ').append(word());
    }
    line(indent, text.toString(), text.toString());
  }

  private void dataClass() {
    String name = "Data" + names++;
    line(
        0,
        "data class " + name + "(val left: Int, val right: Int, val label: Str) {",
        "record " + name + "(long left, long right, String label) {");
    for (int i = random.nextInt(2) + 1; i > 0; i--) {
      String method = fresh("");
      line(1, "fun " + method + "(by: Int): Int {", "long " + method + "(long by) {");
      statements(2, new ArrayList<>(List.of("left", "right", "by")), 1, random.nextInt(3) + 2);
      line(1, "}", "}");
    }
    line(0, "}", "}");
    line(0, "", "");
    String user = fresh("");
    line(
        0,
        "fun " + user + "(first: Int, second: Int): Int {",
        "static long " + user + "(long first, long second) {");
    line(
        1,
        "val made = " + name + "(first, right = second, label = \"" + word() + "\")",
        "final var made = new " + name + "(first, second, \"" + word() + "\");");
    line(
        1,
        "return made.left + made.right * made.label.length",
        "return made.left + made.right * made.label.length();");
    line(0, "}", "}");
    line(0, "", "");
    functions.add(user);
  }

  private void function(int indent) {
    String name = fresh("");
    if (random.nextBoolean()) {
      comment(indent, "///");
      if (random.nextBoolean()) {
        comment(indent, "///");
      }
    }
    line(
        indent,
        "fun " + name + "(first: Int, second: Int): Int {",
        "static long " + name + "(long first, long second) {");
    statements(indent + 1, new ArrayList<>(List.of("first", "second")), 2, random.nextInt(6) + 3);
    line(indent, "}", "}");
    line(0, "", "");
    functions.add(name);
  }

  /// Statements of a function body; the last one returns something made of all names.
  void statements(int indent, List<String> values, int depth, int count) {
    String sum = fresh("");
    line(indent, "var " + sum + " = " + expression(values, 1), "long " + sum + " = 0;");
    String start = values.getLast();
    line(indent, sum + " += " + start, sum + " += " + start + ";");
    for (int i = 0; i < count; i++) {
      statement(indent, values, sum, depth);
    }
    line(indent, "return " + sum, "return " + sum + ";");
  }

  void statement(int indent, List<String> values, String sum, int depth) {
    if (random.nextInt(12) == 0) {
      comment(indent, "//");
    }
    int kind = random.nextInt(depth > 0 ? 100 : 58);
    if (kind < 25) {
      String name = fresh("");
      String value = expression(values, 2);
      line(indent, "val " + name + " = " + value, "final var " + name + " = " + value + ";");
      values.add(name);
      line(indent, sum + " += " + name, sum + " += " + name + ";");
    } else if (kind < 45) {
      String operator = random.nextBoolean() ? "+=" : "-=";
      String value = expression(values, 2);
      line(indent, sum + " " + operator + " " + value, sum + " " + operator + " " + value + ";");
    } else if (kind < 50) {
      String text = word() + " of {} is {}";
      String value = expression(values, 1);
      line(
          indent,
          "println(\"" + text + "\", " + sum + ", " + value + ")",
          "System.out.println(String.format(\"" + text + "\", " + sum + ", " + value + "));");
    } else if (kind < 58) {
      String value = expression(values, 1);
      String label = word();
      line(
          indent,
          "println(f\"" + label + ": {" + value + "} (" + label + ")\")",
          "System.out.println(\"" + label + ": \" + (" + value + ") + \" (" + label + ")\");");
    } else if (kind < 75) {
      String condition = condition(values);
      line(indent, "if (" + condition + ") {", "if (" + condition + ") {");
      inner(indent + 1, values, sum, depth - 1, random.nextInt(3) + 1);
      if (random.nextInt(5) < 2) {
        line(indent, "} else {", "} else {");
        inner(indent + 1, values, sum, depth - 1, random.nextInt(2) + 1);
      }
      line(indent, "}", "}");
    } else if (kind < 84) {
      String name = fresh("");
      String limit = expression(values, 1);
      line(
          indent,
          "for (" + name + " in 0..<" + limit + ") {",
          "for (long " + name + " = 0; " + name + " < " + limit + "; " + name + "++) {");
      line(indent + 1, sum + " += " + name, sum + " += " + name + ";");
      inner(indent + 1, values, sum, depth - 1, random.nextInt(3) + 1);
      line(indent, "}", "}");
    } else if (kind < 90) {
      String limit = expression(values, 1);
      line(
          indent, "while (" + sum + " < " + limit + ") {", "while (" + sum + " < " + limit + ") {");
      line(indent + 1, sum + " += 7", sum + " += 7;");
      inner(indent + 1, values, sum, depth - 1, random.nextInt(3) + 1);
      line(indent, "}", "}");
    } else {
      match(indent, values, sum);
    }
  }

  private void match(int indent, List<String> values, String sum) {
    String name = fresh("");
    String subject = values.get(random.nextInt(values.size()));
    line(
        indent,
        "val " + name + " = match " + subject + " {",
        "final var " + name + " = switch ((int) " + subject + ") {");
    int from = random.nextInt(50);
    for (int i = random.nextInt(3) + 2; i > 0; i--) {
      String cases = "case " + from + ", " + (from + 1) + " -> " + expression(values, 1);
      from += 2 + random.nextInt(9);
      line(indent + 1, cases, cases + ";");
    }
    String otherwise = "default -> " + expression(values, 1);
    line(indent + 1, otherwise, otherwise + ";");
    line(indent, "}", "};");
    line(indent, sum + " += " + name, sum + " += " + name + ";");
  }

  private void inner(int indent, List<String> values, String sum, int depth, int count) {
    List<String> here = new ArrayList<>(values);
    for (int i = 0; i < count; i++) {
      statement(indent, here, sum, depth);
    }
  }

  private String condition(List<String> values) {
    String[] operators = {"<", "<=", ">", ">=", "==", "!="};
    String text =
        expression(values, 1)
            + " "
            + operators[random.nextInt(operators.length)]
            + " "
            + expression(values, 1);
    if (random.nextInt(3) == 0) {
      text += (random.nextBoolean() ? " && " : " || ") + atom(values) + " > 0";
    }
    return text;
  }

  private String atom(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  /// An expression of whole numbers whose value is not known to the compiler.
  String expression(List<String> values, int depth) {
    int kind = random.nextInt(100);
    if (depth == 0 || kind < 35) {
      return atom(values);
    }
    if (kind < 45) {
      return atom(values) + " * " + (random.nextInt(99) + 2);
    }
    if (kind < 75) {
      String operator = random.nextBoolean() ? " + " : " - ";
      return expression(values, depth - 1) + operator + atom(values);
    }
    if (kind < 85) {
      return "(" + expression(values, depth - 1) + ") * " + atom(values);
    }
    return call(values);
  }

  private String call(List<String> values) {
    if (functions.isEmpty()) {
      return atom(values);
    }
    return functions.get(random.nextInt(functions.size()))
        + "("
        + atom(values)
        + ", "
        + (random.nextInt(999) + 1)
        + ")";
  }
}
