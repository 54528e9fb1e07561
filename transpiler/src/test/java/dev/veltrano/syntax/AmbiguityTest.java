package dev.veltrano.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.FunctionBody;
import org.junit.jupiter.api.Test;

/// What belongs together where the text alone leaves a choice.
final class AmbiguityTest {
  private static ParsedFile parse(String statements) {
    return Parser.parse(SourceFile.of("test.vl", "fun f() {\n" + statements + "\n}\n"));
  }

  /// The statements with all their parentheses; they must be correct.
  private static String shape(String statements) {
    ParsedFile parsed = parse(statements);
    assertThat(parsed.diagnostics()).as(statements).isEmpty();
    return shape(parsed);
  }

  private static String shape(ParsedFile parsed) {
    Declaration.Function function = (Declaration.Function) parsed.tree().items().getFirst();
    FunctionBody.Body body = (FunctionBody.Body) function.body();
    assertThat(body).isNotNull();
    return new Shape(parsed.file().bytes()).statements(body.block().statements());
  }

  private static void check(String statements, String shape) {
    assertThat(shape(statements)).as(statements).isEqualTo(shape);
  }

  private static void wrong(String statements, Code... codes) {
    assertThat(parse(statements).diagnostics())
        .as(statements)
        .extracting(Diagnostic::code)
        .containsExactly(codes);
  }

  @Test
  void precedence() {
    check("a || b && c == d < e", "[a || [b && [c == [d < e]]]]");
    check("a < b is T", "[a < [b is T]]");
    check("a in b ?: c .. d", "[a in [b ?: [c .. d]]]");
    check("a .. b | c ^ d & e << f + g * -h", "[a .. [b | [c ^ [d & [e << [f + [g * [- h]]]]]]]]");
    check("a - b - c", "[[a - b] - c]");
    check("a ?: b ?: c", "[a ?: [b ?: c]]");
    check("0..<n step 2", "[[0 ..< n] step 2]");
    check("10 downTo 0 step 2", "[[10 downTo 0] step 2]");
    check("a & 1 == 0", "[[a & 1] == 0]");
    check("a + b << 2", "[[a + b] << 2]");
    check("i in 0..<n && ok", "[[i in [0 ..< n]] && ok]");
    check("x !in xs || y !is T", "[[x !in xs] || [y !is T]]");
    check("try f() ?: 0", "[[try f()] ?: 0]");
    check("-x.abs()", "[- x.abs()]");
    check("x is Str? && y", "[[x is Str?] && y]");
    wrong("a == b == c", Code.CHAINED_COMPARISON);
    wrong("a < b < c", Code.CHAINED_COMPARISON);
  }

  @Test
  void typeArgumentsOrLess() {
    check("val m = Map@root<Str, Int>()", "val m = Map@root<Str, Int>()");
    check("f(a < b, c > (d))", "f([a < b], [c > (d)])");
    check("f(a<b, c>(d))", "f(a<b, c>(d))");
    check("x = a<b", "x = [a < b]");
    check("if (i<n) f()", "if [i < n] f()");
    check("while (a<b && c>d) f()", "while [[a < b] && [c > d]] f()");
    check("s.parse<I32>() ?: 0", "[s.parse<I32>() ?: 0]");
    check("List<Node>.of(1)", "List<Node>.of(1)");
    check("PriorityQueue<T> { a, b -> a < b }", "PriorityQueue<T>()\\{a, b -> [a < b]}");
    check("Channel<Foo, \"id\">.send(x)", "Channel<Foo, \"id\">.send(x)");
    check("val c = make<@x>(s)", "val c = make<@x>(s)");
    wrong("a < b > (c)", Code.CHAINED_COMPARISON);
  }

  @Test
  void joinedGreater() {
    check("val x: List<List<Int>>= y", "val x: List<List<Int>> = y");
    check("val x = a >> 2 >= b", "val x = [[a >> 2] >= b]");
    check("x >>= 2", "x >>= 2");
    check("a > b", "[a > b]");
    check("a >= b", "[a >= b]");
  }

  @Test
  void isTakesOneType() {
    ParsedFile parsed = parse("val y = x is A | B");
    assertThat(parsed.diagnostics()).hasSize(1);
    assertThat(shape(parsed)).isEqualTo("val y = [[x is A] || [x is B]]");
    check("val y = x is A || z", "val y = [[x is A] || z]");
  }

  @Test
  void bars() {
    check("xs.map(|s| s | 1)", "xs.map(\\{s -> [s | 1]})");
    check("f(|| 1)", "f(\\{ -> 1})");
    check("a | b | c", "[[a | b] | c]");
    check("xs.map(|a, b: Int| { a })", "xs.map(\\{a, b: Int -> a})");
  }

  @Test
  void braces() {
    check("{ a }", "{a}");
    check("val x = { a }", "val x = \\{a}");
    check("if (c) { a } else { b }", "if c {a} else {b}");
    check("match x { case 1 -> { a } }", "match x {case 1 -> {a}}");
    check("f\n{ it }", "f; {it}");
    check("f { it }", "f()\\{it}");
    check("f(1) { it }.g()", "f(1)\\{it}.g()");
    check("for (x in xs) { }", "for x in xs {}");
    check("if (xs.any { it > 0 }) { g() }", "if xs.any()\\{[it > 0]} {g()}");
    check("run { }", "run()\\{}");
  }

  @Test
  void subjectOfMatch() {
    check("match f(x) { case 1 -> a }", "match f(x) {case 1 -> a}");
    check("match (xs.map { it }) { case _ -> 1 }", "match (xs.map()\\{it}) {case _ -> 1}");
    check("match f(g { 1 }) { default -> 2 }", "match f(g()\\{1}) {default -> 2}");
  }

  @Test
  void lambdaParameters() {
    check("m.each { k, v -> k }", "m.each()\\{k, v -> k}");
    check("m.each { (k, v) -> k }", "m.each()\\{(k, v) -> k}");
    check("m.each { (k, v), i -> k }", "m.each()\\{(k, v), i -> k}");
    check("xs.map { x: (Int, Int) -> x.0 }", "xs.map()\\{x: (Int, Int) -> x.0}");
    check("xs.map { (a) }", "xs.map()\\{(a)}");
    check("xs.map { -> a }", "xs.map()\\{ -> a}");
    check("xs.map { x }", "xs.map()\\{x}");
  }

  @Test
  void arms() {
    check(
        "match n { case 0 -> \"none\"  case 1, 2 -> \"few\"  case 3..9 -> x  default -> y }",
        "match n {case 0 -> \"none\" case 1, 2 -> \"few\" case 3..9 -> x default -> y}");
    check("match n { case -3..<-1 -> a }", "match n {case [- 3]..<[- 1] -> a}");
    check("match n { case 'a'..'z' -> 1 }", "match n {case 'a'..'z' -> 1}");
    check("match n { case MIN..Limits.MAX -> 1 }", "match n {case MIN..Limits.MAX -> 1}");
    check("match x { case 1 -> return  default -> 2 }", "match x {case 1 -> return default -> 2}");
    check("match x { case 1 -> y = 2  case 2 -> {} }", "match x {case 1 -> y = 2 case 2 -> {}}");
    check(
        "match e { case Monster(hp, speed = s) if hp > 0 -> a }",
        "match e {case Monster(hp, speed = s) if [hp > 0] -> a}");
    check("match e { case (Some(x), _) -> x }", "match e {case (Some(x), _) -> x}");
    check("match e { case (Wall) -> x }", "match e {case Wall -> x}");
  }

  @Test
  void numbersAndDots() {
    check("1..2", "[1 .. 2]");
    check("1.toI32()", "1.toI32()");
    check("t.0.1", "t.0.1");
    check("3.14.floor()", "3.14.floor()");
    check("t.0..t.1", "[t.0 .. t.1]");
  }

  @Test
  void bangs() {
    check("!!b", "[! [! b]]");
    check("x!!.y", "x!!.y");
    check("x!!\ny", "x!!; y");
    check("x!! != y", "[x!! != y]");
    check("a!==b", "[a !== b]");
  }

  @Test
  void holes() {
    check("f\"{m[\"key\"]:>8}\"", "f\"{m[\"key\"]:>8}\"");
    check("f\"{a ?: b:>8}\"", "f\"{[a ?: b]:>8}\"");
    check("f\"{::name}\"", "f\"{::name}\"");
    check("f\"{x:?}{{y}}\"", "f\"{x:?}{y}\"");
    check("f\"{f({ y: Int -> y + 1 }):08.3}\"", "f\"{f(\\{y: Int -> [y + 1]}):08.3}\"");
    check("f\"{f\"{z}\"}\"", "f\"{f\"{z}\"}\"");
    wrong("f\"{x\"", Code.BAD_FORMAT_TEXT);
    wrong("f\"}\"", Code.BAD_FORMAT_TEXT);
    wrong("f\"{}\"", Code.BAD_FORMAT_TEXT);
  }

  @Test
  void labels() {
    check("outer@ for (x in xs) { break@outer }", "outer@ for x in xs {break@outer}");
    check("work@ { f() }", "work@ {f()}");
    check("each@ while (c) continue@each", "each@ while c continue@each");
    check("Node@a(1)", "Node@a(1)");
    check("x.bumpRef(@a)", "x.bumpRef(@a)");
    check("val n: Node@r<@p>? = null", "val n: Node@r<@p>? = null");
  }

  @Test
  void lineBreaks() {
    check("a\n(b)", "a; (b)");
    check("a\n[b]", "a; [b]");
    check("a\n-b", "a; [- b]");
    check("a -\nb", "[a - b]");
    check("a\n.b\n?.c\n?: d", "[a.b?.c ?: d]");
    check("a\n&& b\n|| c", "[[a && b] || c]");
    check("f(a\n- b)", "f([a - b])");
    check("f({ x ->\n a\n -b })", "f(\\{x -> a; [- b]})");
    check("return\na", "return; a");
    check("return a", "return a");
    check("if (c) a\nelse b\nd", "if c a else b; d");
    check("if (c) return\nf()", "if c return; f()");
    check("val y = x\n  .a\n  ?: 3\nz", "val y = [x.a ?: 3]; z");
    check("a; b; c", "a; b; c");
    check("if (a) b; else c", "if a b else c");
    check("val xs = [\n 1,\n 2,\n]\nf()", "val xs = [1, 2]; f()");
    wrong("a b", Code.MISSING_STATEMENT_END);
  }

  @Test
  void foreignSigns() {
    wrong("--x", Code.FOREIGN_HABIT);
    wrong("++x", Code.FOREIGN_HABIT);
    wrong("+x", Code.FOREIGN_HABIT);
    wrong("x++", Code.FOREIGN_HABIT);
    check("a--b", "[a - [- b]]");
  }

  @Test
  void contextualWordsAreNames() {
    check(
        "val data = 1; val type = 2; val test = data; val forward = type; step = 3; f(test = 1)",
        "val data = 1; val type = 2; val test = data; val forward = type; step = 3; f(test = 1)");
    check("val default = 3\nf(default)", "val default = 3; f(default)");
    check("m.getOr(k, default)", "m.getOr(k, default)");
    check(
        "enum.hot(module, extern, has, satisfies, downTo, as, requirement)",
        "enum.hot(module, extern, has, satisfies, downTo, as, requirement)");
    check("loop.when(let, fn, new, not, and, or)", "loop.when(let, fn, new, not, and, or)");
    check("`fun`(`a b`)", "fun(a b)");
    check("a `step` = 1".replace("a ", ""), "step = 1");
  }

  @Test
  void arguments() {
    check("f(x = 1, .y, z, @a)", "f(x = 1, .y, z, @a)");
    check("f()(1)[2]!!.g { 3 }", "f()(1)[2]!!.g()\\{3}");
    check("(1, (2), ())", "tuple(1, (2), tuple())");
    check("(1,)", "tuple(1)");
  }

  @Test
  void elseIfIsOneChain() {
    check("if (a) { 1 } else if (b) { 2 } else { 3 }", "if a {1} else if b {2} else {3}");
  }
}
