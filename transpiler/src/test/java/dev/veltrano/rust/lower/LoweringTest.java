package dev.veltrano.rust.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.lifetime.Lifetimes;
import dev.veltrano.resolve.ModuleFile;
import dev.veltrano.resolve.Resolver;
import dev.veltrano.rust.Backend;
import dev.veltrano.rust.RustCrate;
import dev.veltrano.source.Parallel;
import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.Parser;
import dev.veltrano.type.check.Checked;
import dev.veltrano.type.check.Checker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Shows what forms become. That the results compile, are formatted and run is shown by the cases
/// of the whole corpus.
class LoweringTest {

  private static RustCrate crate(String source) {
    var parsed = Parser.parse(SourceFile.of("main.vl", source));
    Checked checked =
        Checker.check(Resolver.resolve(List.of(new ModuleFile("main", parsed))), Parallel.NONE);
    assertThat(parsed.diagnostics().stream().filter(Diagnostic::isError)).isEmpty();
    assertThat(checked.diagnostics().stream().filter(Diagnostic::isError)).isEmpty();
    return Backend.generate(
        checked.program(),
        Lifetimes.analyse(checked.program(), Parallel.NONE).lifetimes(),
        new Backend.Options("0", Map.of()));
  }

  /// Checks that the Rust of a program contains a stretch of lines.
  private static void check(String source, String rust) {
    RustCrate crate = crate(source);
    assertThat(crate.problems()).isEmpty();
    assertThat(crate.modules().getFirst().printed().text()).contains(rust);
  }

  @Test
  void aReturnAtTheEndIsTheTail() {
    check(
        """
        fun sign(x: Int): Int {
            if (x < 0) {
                return -1
            } else {
                return 1
            }
        }
        """,
        """
        fn sign(x: i64) -> i64 {
            if x < 0 { -1 } else { 1 }
        }
        """);
  }

  @Test
  void literalsAloneGetATypeOrASuffix() {
    check(
        """
        fun f() {
            var total = 0
            val half = 0.5
            println(total + 1)
            println(1 + 2)
            println(7.pow(2))
            total += 1
            println(half.sqrt())
        }
        """,
        """
            let mut total: i64 = 0;
            let half: f64 = 0.5;
            println!("{}", total + 1);
            println!("{}", 1i64 + 2);
            println!("{}", 7i64.power(2));
            total += 1;
            println!("{}", half.sqrt());
        """);
  }

  @Test
  void aRangeOfLiteralsIsTypedByItsUse() {
    check(
        """
        fun use(n: Int) {}
        fun f() {
            for (i in 0..<3) use(i)
            for (i in 0..<3) println(i)
            for (_ in 0..<3) println("x")
        }
        """,
        """
            for i in 0..3 {
                r#use(i);
            }
            for i in 0..3i64 {
                println!("{i}");
            }
            for _ in 0..3 {
                println!("x");
            }
        """);
  }

  @Test
  void checksForNullBecomePatterns() {
    check(
        """
        fun f(a: Int?, b: Int?): Int {
            if (a == null) return 0
            if (b != null && b > 3) return a + b
            return if (b == null) a else b
        }
        """,
        """
            let Some(a) = a else {
                return 0;
            };
            if let Some(b) = b
                && b > 3
            {
                return a + b;
            }
            match b {
                None => a,
                Some(b) => b,
            }
        """);
  }

  @Test
  void proofsInValuesBecomeClosures() {
    check(
        """
        fun f(a: Int?): Bool = a != null && a > 3
        fun g(a: Int?): Bool = a == null || a > 3
        """,
        """
        fn f(a: Option<i64>) -> bool {
            a.is_some_and(|a| a > 3)
        }
        fn g(a: Option<i64>) -> bool {
            a.is_none_or(|a| a > 3)
        }
        """);
  }

  @Test
  void theCopyOfAVariableThatChangesIsNamedAfterItsType() {
    check(
        """
        data class Node(val id: Int, val rest: Int?)
        fun next(id: Int): Node? = if (id > 0) Node(id - 1, null) else null
        fun walk(): Int {
            var cur = next(5)
            var sum = 0
            while (cur != null) {
                sum += cur.id
                cur = next(cur.id)
            }
            return sum
        }
        """,
        """
            while let Some(node) = cur {
                sum += node.id;
                cur = next(node.id);
            }
        """);
  }

  @Test
  void elvisWithAJumpIsLetElse() {
    check(
        """
        fun f(s: Str?): Int {
            val t = s ?: return -1
            return t.length
        }
        fun g(s: Str?): Int? {
            val t = s ?: return null
            return t.length
        }
        """,
        """
        fn f(s: Option<&str>) -> i64 {
            let Some(t) = s else {
                return -1;
            };
            t.length()
        }
        fn g(s: Option<&str>) -> Option<i64> {
            let t = s?;
            Some(t.length())
        }
        """);
  }

  @Test
  void argumentsKeepTheirOrder() {
    check(
        """
        fun one(): Int { println("one"); return 1 }
        fun f(a: Int, b: Int, c: Int = a + b): Int = a - b - c
        fun g(): Int = f(b = one(), a = one())
        fun h(): Int = f(b = 1, a = one())
        """,
        """
        fn g() -> i64 {
            {
                let b = one();
                let a = one();
                f(a, b, a + b)
            }
        }
        """);
  }

  @Test
  void aBreakInALabelledBlockNamesItsLoop() {
    check(
        """
        fun f(n: Int) {
            for (i in 0..<n) {
                work@ {
                    if (i == 1) break@work
                    if (i == 2) break
                    println(i)
                }
            }
        }
        """,
        """
            'around: for i in 0..n {
                'work: {
                    if i == 1 {
                        break 'work;
                    }
                    if i == 2 {
                        break 'around;
                    }
                    println!("{i}");
                }
            }
        """);
  }

  @Test
  void linesOfTheInputLiveForOneIteration() {
    check(
        """
        fun main() {
            for (line in stdinLines()) {
                println(line)
            }
        }
        """,
        """
        pub fn main() {
            let mut lines = stdin_lines();
            let mut __bump_for = Bump::new();
            loop {
                __bump_for.reset();
                let Some(line) = lines.next_in(&__bump_for) else {
                    break;
                };
                println!("{line}");
            }
        }
        """);
  }

  @Test
  void onlyWhatIsPrintedGetsDisplay() {
    String source = "data class P(val x: Int)\nfun f(p: P): Int = p.x\n";
    assertThat(crate(source).modules().getFirst().printed().text()).doesNotContain("Display");
    check(
        source + "fun g(p: P) { println(p) }\n",
        """
        impl fmt::Display for P {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "P(x={})", self.x)
            }
        }

        impl ShowAsDisplay for P {}
        """);
  }

  @Test
  void namesOfRustGiveWay() {
    check(
        """
        data class Option(val x: Int)
        fun f(o: Option): Option? = null
        """,
        """
        fn f(o: Option) -> std::option::Option<Option> {
            None
        }
        """);
  }

  @Test
  void clashesAreReportedAtTheLaterDeclaration() {
    RustCrate crate =
        crate(
            """
            fun fooBar(): Int = 1
            fun foo_bar(): Int = 2
            fun f(aB: Int): Int {
                val a_b = 2
                return aB + a_b
            }
            """);
    assertThat(crate.modules()).isEmpty();
    assertThat(crate.problems())
        .extracting(Diagnostic::message)
        .containsExactly(
            "`foo_bar` and `fooBar` are the same name in Rust: `foo_bar`",
            "`a_b` and `aB` are the same name in Rust: `a_b`");
  }

  @Test
  void testsKeepTheirNames() {
    RustCrate crate = crate("fun adds() {}\ntest \"adds\" {}\ntest \"a b, c\" {}\n");
    assertThat(crate.tests())
        .extracting(ModuleLowering.TestName::rustPath)
        .containsExactly("app::adds_test", "app::a_b_c");
  }

  @Test
  void theReachedEndOfAResultIsOk() {
    check(
        """
        fun f(n: Int): Result<Unit, Str> {
            if (n > 3) return Err("big")
            println(n)
        }
        """,
        """
        fn f(n: i64) -> Result<(), &'static str> {
            if n > 3 {
                return Err("big");
            }
            println!("{n}");
            Ok(())
        }
        """);
  }

  @Test
  void aPartOfAFieldIsReadChangedAndWritten() {
    check(
        """
        data class T(var x: Int)
        class E(var t: T, var n: Int)
        fun next(e: E): Int { e.n += 1; return e.n }
        fun f(e: E) {
            e.t.x = next(e)
        }
        """,
        """
        fn f(e: &E) {
            {
                let value = next(e);
                let mut t = e.t.get();
                t.x = value;
                e.t.set(t);
            }
        }
        """);
  }

  @Test
  void anObjectBeginsWithItsOwnBuffersWhereItIsMade() {
    check(
        """
        class Node(val id: Int) {
            val out = List<Node>()
            fun child(id: Int): Node {
                val node = Node(id)
                out.push(node)
                return node
            }
        }
        """,
        """
            pub fn child(&self, id: i64, __bump_a: &'a Bump) -> &'a Node<'a> {
                let node = __bump_a.alloc(Node {
                    id,
                    out: __bump_a.list(),
                });
                self.out.push(node);
                node
            }
        """);
  }

  @Test
  void whatAClosureAssignsIsACell() {
    check(
        """
        fun f(xs: List<Int>): Int {
            var total = 0
            xs.forEach { total += it }
            return total
        }
        """,
        """
            let total = Cell::new(0i64);
            xs.iter().for_each(|it| total.set(total.get() + it));
            total.get()
        """);
  }

  @Test
  void aCommentKeepsTheBracesOfALambda() {
    check(
        """
        fun f(xs: List<Int>) {
            xs.sortWith { a, b ->
                // descending
                a > b
            }
        }
        """,
        """
            xs.sort_with(|a, b| {
                // descending
                a > b
            });
        """);
  }

  @Test
  void aFunctionIsTakenByReferenceWhereARecursionMakesNewOnes() {
    check(
        """
        fun k(n: Int, f: (Int) -> Int): Int = if (n == 0) f(1) else k(n - 1, { x -> f(x * n) })
        fun once(f: (Int) -> Int): Int = f(1)
        fun both(f: (Int) -> Int): Int = once(f) + once(f)
        """,
        """
        fn once(f: impl Fn(i64) -> i64) -> i64 {
            f(1)
        }
        fn both(f: impl Fn(i64) -> i64 + Copy) -> i64 {
            once(f) + once(f)
        }
        """);
  }

  @Test
  void aConditionThatMakesTextIsCheckedInTheIteration() {
    check(
        """
        fun f(): Int {
            var n = 0
            while (f"{n}".length < 3) n += 1
            return n
        }
        """,
        """
            loop {
                let __temp = Temp::push();
                if __temp.text((n,)).length() >= 3 {
                    break;
                }
                n += 1;
            }
        """);
  }

  @Test
  void whatIsKeptIsBuiltWhereItStays() {
    check(
        """
        fun f(n: Int, x: Float, out: Arena): Str {
            val a = f"n = {n}".clone(out)
            println(f"{x:.2}".clone(out))
            return a
        }
        """,
        """
            let a = out.text(("n = ", n));
            println!("{}", out.format(format_args!("{x:.2}")));
            a
        """);
  }
}
