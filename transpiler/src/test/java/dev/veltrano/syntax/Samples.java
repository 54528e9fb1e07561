package dev.veltrano.syntax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Veltrano text to parse: what stands here, the sources of all cases and all examples.
final class Samples {
  private Samples() {}

  private static final Pattern FENCE =
      Pattern.compile("^```kotlin[^\n]*\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

  static List<String> all() {
    List<String> samples = new ArrayList<>(BUILT_IN);
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("templates"))) {
      root = root.getParent();
    }
    if (root != null) {
      collect(root.resolve("tests/cases"), samples);
      collect(root.resolve("examples"), samples);
      collect(root.resolve("docs/errors"), samples);
    }
    return samples;
  }

  private static void collect(Path folder, List<String> samples) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".vl")) {
          samples.add(Files.readString(file));
        } else if (file.toString().endsWith(".md")) {
          Matcher matcher = FENCE.matcher(Files.readString(file));
          while (matcher.find()) {
            samples.add(matcher.group(1));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Correct files that together use every construct of the grammar.
  static final List<String> CORRECT =
      List.of(
          "",
          "// only a comment",
          """
          hot module physics

          import geometry.shapes
          import geometry.shapes.Circle as Round

          /// The most there may be.
          export const val MAX: Int = 1_000
          const val NAME = "veltrano"

          type Entity = Player | Monster<Int> | Wall
          type Tree<T> =
              | Leaf
              | Branch<T>

          enum class Color { Red, Green, Blue, }

          requirement StringLike<T> {
              has length: Int
              has clone(): T
              has<U> map(f: (T) -> U): U requires Lifetime(T) <= @a
          }

          extern rust "fastrand" {
              fun i64(range: I64): I64
              fun seed(value: U64)
          }
          extern class Regex = "regex::Regex"

          test "adds" {
              assertEq(1 + 1, 2)
          }
          """,
          """
          data class Point(val x: Int, var y: Int = 0)
          data class Unit2
          class Node<@conn, T>(val value: T, next: Node<@conn, T>?) {
              val size = 3; var open: Bool
              var children: List<Node> = List<Node>()

              fun hit(by: Int = 1): Int { hits += by; return hits }
              forward fun transform(): Transform { return self.transform }
          }

          export fun<@a, T: StringLike> name(p: T, q: Int = 3): Str@a
              requires Lifetime(p) >= @a, T satisfies StringLike, Alloc(@a),
                  Lifetime(&p) < Static, Lifetime(self.next.value) = Lifetime(Return)
          {
              return p.text
          }

          fun Str.initials(): Str = self.splitWhitespace().map { it[0..<1] }.join("")
          fun<T> List<T>.second(): T { return self[1] }
          fun apply(f: (Int, Str) -> Int?, g: () -> Unit): (Int, Int) = (1, 2)
          """,
          """
          fun main(): Result<Unit, IoError> {
              val (a, (b, _)) = (1, (2, 3))
              var total: Int
              total = 0
              outer@ for ((i, x) in xs.withIndex()) {
                  for (j in 10 downTo 0 step 2) if (j == i) break@outer else continue
                  while (a < b && !done || x !in xs) total += x
              }
              work@ {
                  val m = Map@work<Str, Int>()
                  m["k"] = 3
                  m["k"] <<= 1; m["k"] >>= 1
              }
              defer file.close()
              fun local(x: Int): Int = x * 2
              val text = try File.readText(path)
              val n: Node@r<@p>? = null
              val f = |x: Int, y| { x + y }
              val g = || 3
              val h = { k: Int, (u, v) -> k + u }
              run { -> println("go") }
              println(f"{x:?} {m["key"]} {a ?: b:>8} {{lit}} {f({ y: Int -> y + 1 }):08.3}")
              println(f\"""raw {x} \\d \""", \"""also "raw" text\""", 'c', '\\u{1F600}', "tab\\t")
              val r = a ?: b ?: return Err("none")
              val cmp = a!!.b?.c!![0].1.2 is Str? && b !is (Int, Int)
              val bits = a & 1 | b ^ ~c << 2 >> 1
              val neg = -1 - -x * !!y
              Channel<Job, "jobs">.send(Job(.name, size = 0xFF, @a))
              val z = match shape {
                  case Circle(r, center = (x, y)) if r > 0.5e-3 -> r
                  case Color.Red, "red", 'r', -3..<-1, MIN..MAX, null -> 1
                  case (true, _) -> { 2 }
                  default -> return
              } + 1
              val w = if (z > 1) { 1 } else if (z < -1) 2 else 3
              xs.sortWith { p, q -> p.cost < q.cost }
                  .first()
                  ?: 0
              `fun`(`a b`, ::local)
          }
          """,
          "fun f() { val s = \"a\"; return s }\r\nfun g() = 1\r\n",
          "fun größe(ñ: Int) = ñ // Übung\n/* a /* b */ c */\n");

  private static final List<String> BUILT_IN = new ArrayList<>(CORRECT);

  static {
    BUILT_IN.addAll(
        List.of(
            "fun f( { } ) [ }",
            "fun f() { println(\"a }",
            "f\"{x",
            "f\"{x:{y}}\" }",
            "f\"\"\"{a\n}\"\"\"",
            "struct P { x: i32, y: i32 }\nimpl P { fn new(&self, mut x: i32) -> P { P { x: 1 } } }",
            "int main() { for (int i = 0; i < 10; i++) { switch (i) { case 1: a(); break; default:"
                + " b(); } } }",
            "let x = 5; x++; --x; x ? a : b; a and b; not c; xs.map(x => x + 1); y := 3",
            "when (x) { 1, 2 -> a; in 1..3 -> b; is Foo -> c; else -> d }",
            "fun f() { if x > 1 { a } elif y { b }\nfor i in xs { }\nloop { }\nwhile true { } }",
            "class A extends B implements C { public int x; A(int y) { } static void f() { } }",
            "fun f() {\n    if (a) {\n        b()\n    c()\n}\nfun g() {\n}\n",
            "fun f()\n    a()\n}\nfun g() { foo(1, 2\n    bar()\n}",
            "use std::io;\nfrom x import y\nimport { a } from \"b\"\npackage a.b;",
            "val x = 08_ 0x 0b12 1e 1__0 1.5f 'ab' '' '\\q' \"\\q\" `",
            "\u0000\u0001\uFEFF “text” – §",
            "fun f(x) -> Int => x\nfun g<T>(val x: T, int y): void { return@f 1 }"));
  }
}
