package dev.veltrano.bench;

import java.util.ArrayList;
import java.util.List;

/// The part of the corpus that has something to do with memory: classes whose objects refer to each
/// other, lists, lambdas, and text that is made.
final class CorpusObjects {
  private static final String TWO = "(first: Int, second: Int): Int {";
  private static final String JAVA_TWO = "(long first, long second) {";

  private final Corpus corpus;

  CorpusObjects(Corpus corpus) {
    this.corpus = corpus;
  }

  /// One declaration or a few that belong together.
  void add() {
    int kind = corpus.random(9);
    if (kind < 3) {
      chain();
    } else if (kind < 5) {
      table();
    } else if (kind < 7) {
      numbers();
    } else {
      text();
    }
  }

  private void line(int indent, String left, String right) {
    corpus.line(indent, left, right);
  }

  private void both(int indent, String text) {
    line(indent, text, text + (text.endsWith("{") || text.endsWith("}") ? "" : ";"));
  }

  private void end() {
    line(0, "}", "}");
    line(0, "", "");
  }

  /// The statements of a function that was begun, and its end.
  private void rest(String... values) {
    corpus.statements(1, new ArrayList<>(List.of(values)), 2, corpus.random(5) + 2);
    end();
  }

  private void begin(String name) {
    line(0, "fun " + name + TWO, "static long " + name + JAVA_TWO);
    corpus.callable(name);
  }

  /// Objects that are linked: made for the caller, walked over, and stored in each other.
  private void chain() {
    String type = "Node" + corpus.number();
    String amount = corpus.fresh("");
    String method = corpus.fresh("");
    line(
        0,
        "class " + type + "(val label: Str, var " + amount + ": Int) {",
        "static class " + type + " {");
    line(1, "var next: " + type + "? = null", type + " next = null;");
    line(0, "", "String label; long " + amount + ";");
    line(1, "fun " + method + "(by: Int): Int {", "long " + method + "(long by) {");
    line(2, amount + " += by", amount + " += by;");
    corpus.statements(2, new ArrayList<>(List.of(amount, "by")), 1, corpus.random(3) + 1);
    line(1, "}", "}");
    end();
    String make = corpus.fresh("make");
    line(
        0,
        "fun " + make + "(label: Str, size: Int): " + type + "? {",
        "static " + type + " " + make + "(String label, long size) {");
    line(1, "var head: " + type + "? = null", type + " head = null;");
    line(1, "for (i in 0..<size) {", "for (long i = 0; i < size; i++) {");
    line(2, "val node = " + type + "(label, i)", "final var node = new " + type + "(label, i);");
    both(2, "node.next = head");
    both(2, "head = node");
    both(1, "}");
    both(1, "return head");
    end();
    String sum = corpus.fresh("sum");
    line(
        0,
        "fun " + sum + "(head: " + type + "?): Int {",
        "static long " + sum + "(" + type + " head) {");
    line(1, "var total = 0", "long total = 0;");
    line(1, "var at = head", "var at = head;");
    both(1, "while (at != null) {");
    both(2, "total += at." + amount + " + at.label.length");
    both(2, "at = at.next");
    both(1, "}");
    both(1, "return total");
    end();
    String insert = corpus.fresh("insert");
    line(
        0,
        "fun " + insert + "(after: " + type + ", node: " + type + ") {",
        "static void " + insert + "(" + type + " after, " + type + " node) {");
    both(1, "node.next = after.next");
    both(1, "after.next = node");
    end();
    begin(corpus.fresh(""));
    String word = "\"" + corpus.word() + "\"";
    line(1, "val made = " + make + "(" + word + ", first)", "final var made = " + make + "();");
    line(
        1,
        "val other = " + type + "(" + word + ", second)",
        "final var other = new " + type + "(" + word + ", second);");
    both(1, "if (made != null) {");
    both(2, insert + "(made, other)");
    both(1, "}");
    line(1, "val all = " + sum + "(made)", "final var all = " + sum + "(made);");
    line(1, "val more = other." + method + "(all)", "final var more = other." + method + "(all);");
    rest("first", "second", "more");
  }

  /// A table with rows that is filled, searched and changed.
  private void table() {
    String row = "Row" + corpus.number();
    String table = "Table" + corpus.number();
    line(0, "class " + row + "(val name: Str, var count: Int)", "static class " + row + " {}");
    line(0, "", "");
    line(0, "class " + table + " {", "static class " + table + " {");
    line(1, "val rows = List<" + row + ">()", "final List<" + row + "> rows = new List<>();");
    line(1, "var misses = 0", "long misses = 0;");
    line(0, "", "");
    line(1, "fun find(name: Str): " + row + " {", row + " find(String name) {");
    line(2, "for (row in rows) {", "for (var row : rows) {");
    both(3, "if (row.name == name) {");
    both(4, "return row");
    both(3, "}");
    both(2, "}");
    both(2, "misses += 1");
    line(2, "val made = " + row + "(name.bumpRef(), 0)", "final var made = new " + row + "();");
    line(2, "rows.push(made)", "rows.add(made);");
    both(2, "return made");
    both(1, "}");
    end();
    begin(corpus.fresh(""));
    line(1, "val table = " + table + "()", "final var table = new " + table + "();");
    line(1, "for (i in 0..<first) {", "for (long i = 0; i < first; i++) {");
    String word = corpus.word();
    line(
        2,
        "val row = table.find(f\"" + word + " {i % 7}\")",
        "final var row = table.find(\"" + word + " \" + i % 7);");
    both(2, "row.count += second");
    both(1, "}");
    line(1, "var many = 0", "long many = 0;");
    line(
        1,
        "table.rows.forEach { row -> many += row.count }",
        "table.rows.forEach(row -> many[0] += row.count);");
    line(
        1,
        "val best = table.rows.find { it.count > second }",
        "final var best = table.rows.find(it -> it.count > second);");
    both(1, "if (best != null) {");
    line(
        2,
        "println(f\"" + word + ": {best.name} {best.count}\")",
        "System.out.println(\"" + word + ": \" + best.name + best.count);");
    both(1, "}");
    line(1, "val misses = table.misses + many", "final var misses = table.misses + many;");
    rest("first", "second", "misses");
  }

  /// Lists of numbers, and lambdas over them.
  private void numbers() {
    String count = corpus.fresh("count");
    line(
        0,
        "fun " + count + "(numbers: List<Int>, wanted: (Int) -> Bool): Int {",
        "static long " + count + "(List<Long> numbers, Predicate<Long> wanted) {");
    line(1, "var count = 0", "long count = 0;");
    line(1, "for (number in numbers) {", "for (var number : numbers) {");
    line(2, "if (wanted(number)) {", "if (wanted.test(number)) {");
    both(3, "count += 1");
    both(2, "}");
    both(1, "}");
    both(1, "return count");
    end();
    String made = corpus.fresh("list");
    line(
        0,
        "fun " + made + "(first: Int, second: Int): List<Int> {",
        "static List<Long> " + made + "(long first, long second) {");
    line(1, "val numbers = List<Int>()", "final var numbers = new List<Long>();");
    line(1, "for (i in 0..<first) {", "for (long i = 0; i < first; i++) {");
    String value = corpus.expression(List.of("i", "second", "first"), 2);
    line(2, "numbers.push(i - " + value + ")", "numbers.add(i - " + value + ");");
    both(1, "}");
    both(1, "return numbers");
    end();
    begin(corpus.fresh(""));
    line(
        1, "val numbers = " + made + "(first, second)", "final var numbers = " + made + "(first);");
    line(
        1,
        "val large = numbers.filter { it > second }",
        "final var large = numbers.filter(it -> it > second);");
    int by = corpus.random(9) + 2;
    line(
        1,
        "val scaled = large.map { it * " + by + " }",
        "final var scaled = large.map(it -> it * " + by + ");");
    line(
        1,
        "val sum = scaled.fold(0) { total, each -> total + each }",
        "final var sum = scaled.fold(0, (total, each) -> total + each);");
    line(
        1,
        "val even = " + count + "(numbers) { it % " + by + " == first }",
        "final var even = " + count + "(numbers, it -> it % " + by + " == first);");
    line(
        1,
        "val length = large.length + even + sum",
        "final var length = large.length + even + sum;");
    rest("first", "second", "length");
  }

  /// Text that is made for the caller, kept in lists, and taken apart.
  private void text() {
    String describe = corpus.fresh("describe");
    String word = corpus.word();
    line(
        0,
        "fun " + describe + "(name: Str, amount: Int): Str {",
        "static String " + describe + "(String name, long amount) {");
    both(1, "if (amount == 0) {");
    both(2, "return name");
    both(1, "}");
    line(
        1,
        "return f\"{name} " + word + ": {amount}\".bumpRef()",
        "return name + \" " + word + ": \" + amount;");
    end();
    String parse = corpus.fresh("parse");
    line(0, "fun " + parse + "(line: Str): Int {", "static long " + parse + "(String line) {");
    line(
        1,
        "val (name, rest) = line.splitOnce(':') ?: return 0",
        "final var name = line.split(\":\");");
    line(
        1,
        "return name.trim().length + (rest.trim().parseInt() ?: 0)",
        "return name.trim().length() + rest.trim().parseInt();");
    end();
    begin(corpus.fresh(""));
    line(1, "val lines = List<Str>()", "final var lines = new List<String>();");
    line(1, "for (i in 0..<first) {", "for (long i = 0; i < first; i++) {");
    line(
        2,
        "lines.push(" + describe + "(\"" + corpus.word() + "\", i))",
        "lines.add(" + describe + "(\"" + corpus.word() + "\", i));");
    both(1, "}");
    line(1, "var found = 0", "long found = 0;");
    line(1, "for (line in lines) {", "for (var line : lines) {");
    both(2, "found += " + parse + "(line)");
    line(2, "if (line.startsWith(\"" + word + "\")) {", "if (line.startsWith(\"" + word + "\")) {");
    line(3, "println(line.toUpper())", "System.out.println(line.toUpperCase());");
    both(2, "}");
    both(1, "}");
    rest("first", "second", "found");
  }
}
