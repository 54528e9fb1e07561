package dev.veltrano.tests.random;

import dev.veltrano.tests.random.Ty.Data;
import dev.veltrano.tests.random.Ty.Field;
import dev.veltrano.tests.random.Ty.Fun;
import dev.veltrano.tests.random.Ty.Num;
import dev.veltrano.tests.random.Ty.Opt;
import dev.veltrano.tests.random.Ty.Plain;
import dev.veltrano.tests.random.Ty.Res;
import dev.veltrano.tests.random.Ty.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Makes a program from a seed: a few modules of data classes, constants, functions and tests, each
/// of which uses only what was made before it, so that every program comes to an end.
final class RandomProgram {
  /// What programs find on their standard input.
  static final String INPUT = "one\n12 apples\n\n-7\nkey=value\n  spaces  \nünï\n3.5\nlast";

  private static final List<String> LOCALS =
      List.of(
          "a",
          "b",
          "x",
          "y",
          "n",
          "count",
          "total",
          "type",
          "move",
          "ref",
          "mut",
          "async",
          "loop",
          "box",
          "dyn",
          "impl",
          "trait",
          "where",
          "use",
          "mod",
          "pub",
          "static",
          "unsafe",
          "extern",
          "await",
          "yield",
          "macro",
          "become",
          "final",
          "virtual",
          "abstract",
          "override",
          "gen",
          "union",
          "raw",
          "i32",
          "str",
          "usize",
          "f64",
          "bool",
          "some",
          "none",
          "ok",
          "err",
          "vec",
          "string",
          "fooBar",
          "value2",
          "_unused",
          "größe",
          "data",
          "test",
          "step",
          "default",
          "lines",
          "tmp",
          "it",
          "crate",
          "super",
          "drop",
          "main2",
          "x1",
          "x_1",
          "std",
          "core",
          "fmt",
          "veltrano_runtime",
          "show",
          "line",
          "bump",
          "value",
          "o",
          "f",
          "i");
  private static final List<String> FUNCTIONS =
      List.of(
          "compute",
          "run",
          "fooBar",
          "move",
          "type",
          "loop",
          "drop",
          "from",
          "into",
          "default",
          "make",
          "take",
          "show",
          "write",
          "unwrap",
          "iter",
          "next",
          "map",
          "eq",
          "fmt",
          "hash",
          "cmp",
          "format",
          "vec",
          "todo",
          "str",
          "dyn",
          "parseAll",
          "HTTPGet",
          "x2y",
          "is_ok",
          "matches",
          "dbg",
          "stdin_lines",
          "text",
          "as_ref",
          "use",
          "super",
          "concat",
          "line");
  private static final List<String> CLASSES =
      List.of(
          "Point",
          "Display",
          "Debug",
          "Clone",
          "Copy",
          "Hash",
          "Default",
          "Iterator",
          "Bump",
          "Text",
          "ShowAsDisplay",
          "Formatter",
          "Ordering",
          "Node",
          "Pair",
          "Entry",
          "Cell",
          "Eq",
          "HTTPState",
          "Some",
          "Fn",
          "Into",
          "Error",
          "P");

  record Constant(Ty type, String module) {}

  final Map<String, Constant> constants = new LinkedHashMap<>();
  private final Dice dice;
  private final boolean several;
  private final List<Data> datas = new ArrayList<>();
  private final List<Fun> functions = new ArrayList<>();
  private final Map<String, String> files = new TreeMap<>();
  private final Set<String> used = new HashSet<>();
  private final Map<String, String> sources = new HashMap<>();
  private final StringBuilder late = new StringBuilder();
  private StringBuilder out = new StringBuilder();
  private String module = "main";
  private int level;
  private int fresh;

  private RandomProgram(long seed) {
    dice = new Dice(seed);
    several = seed % 10 == 0;
  }

  /// The files of the program of a seed.
  static Map<String, String> of(long seed) {
    RandomProgram program = new RandomProgram(seed);
    program.make();
    return program.files;
  }

  private void make() {
    if (!several) {
      module("main", "main.vl");
      return;
    }
    List<String> modules =
        dice.of(
            List.of("geo.type"), List.of("utils", "geo.shapes"), List.of("match_", "loop", "dyn"));
    for (String name : modules) {
      module(name, name.replace('.', '/') + ".vl");
    }
    module("main", "main.vl");
  }

  private void module(String name, String file) {
    module = name;
    sources.clear();
    late.setLength(0);
    out = new StringBuilder();
    for (int i = dice.below(4); i > 0; i--) {
      constant();
    }
    int classes = dice.below(3);
    int count = dice.between(2, 5);
    for (int i = 0; i < classes; i++) {
      dataClass();
    }
    for (int i = 0; i < count; i++) {
      function();
    }
    if (dice.chance(30)) {
      recursion();
    }
    if (dice.chance(20)) {
      test();
    }
    if (name.equals("main")) {
      main();
    }
    String imports = imports(name);
    String text = imports + out + late;
    files.put(file, new Comments(dice).sprinkle(text));
  }

  private String imports(String current) {
    StringBuilder text = new StringBuilder();
    for (Data data : datas) {
      if (!data.module().equals(current)) {
        text.append("import ").append(data.module()).append('.').append(data.name()).append('\n');
      }
    }
    constants.forEach((name, constant) -> {
      if (!constant.module().equals(current)) {
        text.append("import ").append(constant.module()).append('.').append(name).append('\n');
      }
    });
    Set<String> seen = new HashSet<>();
    for (Fun f : functions) {
      if (!f.module().equals(current) && seen.add(f.module())) {
        text.append("import ").append(f.module());
        text.append(" as ").append(last(f.module())).append("Module\n");
      }
    }
    return text + (text.isEmpty() ? "" : "\n");
  }

  private String export() {
    return several && !module.equals("main") ? "export " : "";
  }

  // What expressions ask for

  boolean sees(String other) {
    return several || other.equals(module);
  }

  List<Fun> callable(int below) {
    return functions.stream().filter(f -> f.level() < below).toList();
  }

  String qualified(String name, String of, Dice chance) {
    if (of.equals(module) || Character.isUpperCase(name.charAt(0)) && chance.chance(100)) {
      return of.equals(module) || isData(name) ? name : last(of) + "Module." + name;
    }
    return last(of) + "Module." + name;
  }

  private boolean isData(String name) {
    return datas.stream().anyMatch(d -> d.name().equals(name));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /// A name for a new local.
  String fresh(Scope scope) {
    for (int i = 0; i < 3; i++) {
      String name = dice.one(LOCALS);
      if (!used.contains(name) && scope.names.add(name)) {
        return name;
      }
    }
    return dice.of("v", "item", "newValue") + fresh++;
  }

  private String unused(List<String> pool) {
    for (int i = 0; i < 3; i++) {
      String name = dice.one(pool);
      if (used.add(name)) {
        return name;
      }
    }
    String name = dice.one(pool) + fresh++;
    used.add(name);
    return name;
  }

  Ty type(int depth) {
    int roll = dice.below(100);
    if (roll < 22) {
      return Ty.INT;
    }
    if (roll < 36) {
      return dice.one(Ty.NUMBERS);
    }
    if (roll < 46) {
      return Plain.BOOL;
    }
    if (roll < 52) {
      return Plain.CHAR;
    }
    if (roll < 64 || depth <= 0) {
      return Plain.STR;
    }
    if (roll < 72) {
      List<Ty> elements = new ArrayList<>();
      for (int i = dice.between(2, 3); i > 0; i--) {
        elements.add(type(depth - 1));
      }
      return new Tuple(elements);
    }
    if (roll < 84) {
      Ty of = type(depth - 1);
      return of instanceof Opt || of instanceof Res ? of : new Opt(of);
    }
    if (roll < 88) {
      return new Res(dice.chance(20) ? Plain.UNIT : type(depth - 1), type(0));
    }
    return datas.isEmpty() ? Ty.FLOAT : dice.one(datas);
  }

  /// The name of a function that gives a value of a type, made when it is first needed.
  String source(Ty type) {
    return sources.computeIfAbsent(
        type.toString(),
        _ -> {
          String name = "source" + fresh++;
          Scope scope = new Scope(type, -1);
          String value = new Expressions(this, dice, scope).text(type, true, 0);
          late.append(export()).append("fun ").append(name).append("(): ").append(type);
          late.append(" = ").append(value).append("\n\n");
          return name;
        });
  }

  // Declarations

  private void constant() {
    Ty type = dice.of(Ty.INT, dice.one(Ty.NUMBERS), Plain.STR, Plain.BOOL, Plain.CHAR);
    String name = unused(List.of("MAX", "LIMIT", "Ratio", "PI", "NONE", "SIZE_2", "I", "maxSize"));
    Expressions expressions = new Expressions(this, dice, new Scope(type, -1));
    String value =
        type instanceof Num num
            ? expressions.literal(num)
            : switch ((Plain) type) {
              case STR -> dice.of("\"const\"", "\"\"", "\"\"\"raw\\\"\"\"");
              case BOOL -> dice.of("true", "false");
              case CHAR -> "'k'";
              case UNIT -> "()";
            };
    if (type == Ty.INT && dice.chance(40)) {
      value += dice.of(" + 1", " * 2", " - 3", " << 1", " | 4");
    }
    out.append(export()).append("const val ").append(name).append(": ").append(type);
    out.append(" = ").append(value).append("\n\n");
    constants.put(name, new Constant(type, module));
  }

  private List<Field> parameters(Scope scope, StringBuilder text, boolean ofClass, int count) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Ty type = type(2);
      String name = fresh(scope);
      boolean isVar = ofClass && dice.chance(50);
      boolean hasDefault = dice.chance(25);
      if (i > 0) {
        text.append(", ");
      }
      if (ofClass) {
        text.append(isVar ? "var " : dice.of("val ", ""));
      }
      text.append(name).append(": ").append(type);
      if (hasDefault) {
        Scope early = new Scope(Plain.UNIT, -1);
        early.vars.addAll(scope.vars);
        early.input = false;
        early.jumps = false;
        text.append(" = ").append(new Expressions(this, dice, early).text(type, true, 1));
      }
      scope.vars.add(new Scope.Var(name, type, false));
      fields.add(new Field(name, type, isVar, true, hasDefault));
    }
    return fields;
  }

  private void dataClass() {
    String name = unused(CLASSES);
    Data data = Data.of(name, module);
    Scope scope = new Scope(Plain.UNIT, -1);
    scope.input = false;
    scope.jumps = false;
    if (dice.chance(40)) {
      out.append("/// A ").append(name).append(" of *some* kind.\n");
    }
    out.append(export()).append("data class ").append(name).append('(');
    data.fields().addAll(parameters(scope, out, true, dice.between(1, 4)));
    out.append(") {\n");
    if (dice.chance(30)) {
      Ty type = type(1);
      String field = fresh(scope);
      String value = new Expressions(this, dice, scope).text(type, true, 1);
      boolean isVar = dice.chance(30);
      out.append(isVar ? "var " : "val ").append(field).append(": ").append(type);
      out.append(" = ").append(value).append('\n');
      data.fields().add(new Field(field, type, isVar, false, false));
    }
    for (int i = dice.below(3); i > 0; i--) {
      method(data);
    }
    out.append("}\n\n");
    datas.add(data);
  }

  private void method(Data data) {
    String name = unused(FUNCTIONS);
    if (data.fields().stream().map(Field::name).toList().contains(name)) {
      return;
    }
    boolean changes = data.fields().stream().anyMatch(Field::isVar) && dice.chance(50);
    Ty result = dice.chance(30) ? Plain.UNIT : type(2);
    level++;
    Scope scope = new Scope(result, level);
    data.fields().forEach(f -> scope.names.add(f.name()));
    for (Field f : data.fields()) {
      Scope.Var v = new Scope.Var(f.name(), f.type(), changes && f.isVar());
      v.field = f.isVar();
      scope.vars.add(v);
    }
    StringBuilder text = new StringBuilder("fun " + name + "(");
    List<Field> parameters = parameters(scope, text, false, dice.below(3));
    text.append("): ").append(result);
    Statements statements = new Statements(this, dice, scope);
    if (changes) {
      Scope.Var target = dice.one(scope.vars.stream().filter(v -> v.isVar && v.field).toList());
      text.append(" {\n");
      text.append(target.name).append(" = ");
      text.append(new Expressions(this, dice, scope).text(target.type, true, 2)).append('\n');
      text.append(statements.body(dice.below(3))).append("}\n");
    } else {
      body(text, result, scope, statements, 3);
    }
    out.append(text);
    data.methods().add(new Fun(name, module, parameters, result, changes, level));
  }

  private void body(StringBuilder text, Ty result, Scope scope, Statements statements, int most) {
    if (result != Plain.UNIT && dice.chance(35)) {
      text.append(" = ").append(new Expressions(this, dice, scope).text(result, true, 3));
      text.append('\n');
    } else {
      text.append(" {\n").append(statements.body(dice.between(1, most))).append("}\n");
    }
  }

  private void function() {
    String name = unused(FUNCTIONS);
    Ty result = dice.chance(20) ? Plain.UNIT : type(2);
    level++;
    Scope scope = new Scope(result, level);
    if (dice.chance(25)) {
      out.append(dice.of("/// Does `it`.\n", "/** Does it,\n * twice. */\n", "// Plain.\n"));
    }
    StringBuilder text = new StringBuilder(export() + "fun " + name + "(");
    List<Field> parameters = parameters(scope, text, false, dice.below(4));
    text.append("): ").append(result);
    body(text, result, scope, new Statements(this, dice, scope), 6);
    out.append(text).append('\n');
    functions.add(new Fun(name, module, parameters, result, false, level));
  }

  private void recursion() {
    String name = unused(FUNCTIONS);
    Ty type = type(2);
    level++;
    Scope scope = new Scope(type, level);
    scope.vars.add(new Scope.Var("acc", type, false));
    scope.vars.add(new Scope.Var("fuel", Ty.INT, false));
    Expressions expressions = new Expressions(this, dice, scope);
    out.append(export()).append("fun ").append(name).append("(fuel: Int, acc: ").append(type);
    out.append("): ").append(type).append(" {\nif (fuel <= 0) return acc\n");
    out.append("return ").append(name).append("(fuel - 1, ");
    out.append(expressions.text(type, true, 2)).append(")\n}\n\n");
  }

  private void test() {
    level++;
    Scope scope = new Scope(Plain.UNIT, level);
    scope.input = false;
    scope.panics = false;
    out.append("test \"t ").append(fresh++).append("\" {\n");
    out.append("val a = ").append(dice.between(1, 9)).append("\nassertEq(a, a)\n}\n\n");
  }

  private void main() {
    level++;
    Ty result = dice.chance(15) ? new Res(Plain.UNIT, dice.of(Ty.INT, Plain.STR)) : Plain.UNIT;
    Scope scope = new Scope(result, level);
    Statements statements = new Statements(this, dice, scope);
    out.append("fun main()").append(result == Plain.UNIT ? "" : ": " + result).append(" {\n");
    for (Fun f : functions) {
      String name = "r" + fresh++;
      Expressions expressions = new Expressions(this, dice, scope);
      if (f.result() == Plain.UNIT) {
        out.append(expressions.call(f, 2)).append('\n');
        continue;
      }
      out.append("val ").append(name).append(" = ").append(expressions.call(f, 2)).append('\n');
      scope.vars.add(new Scope.Var(name, f.result(), false));
      if (Statements.printable(f.result())) {
        out.append("println(").append(name).append(")\n");
      } else {
        out.append(statements.show(name, f.result()));
      }
    }
    out.append(statements.plain(dice.between(2, 6))).append("}\n\n");
  }
}
