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
import java.util.List;
import java.util.Map;

/// Makes the statements of a random function.
final class Statements {
  private final RandomProgram program;
  private final Dice dice;
  private final Scope scope;
  private final Expressions expressions;

  Statements(RandomProgram program, Dice dice, Scope scope) {
    this.program = program;
    this.dice = dice;
    this.scope = scope;
    this.expressions = new Expressions(program, dice, scope);
  }

  static boolean printable(Ty type) {
    return switch (type) {
      case Num _, Data _ -> true;
      case Plain plain -> plain != Plain.UNIT;
      case Tuple(var elements) -> elements.stream().allMatch(Statements::printable);
      case Opt(Ty of) -> printable(of);
      case Res _ -> false;
    };
  }

  /// Statements and the return that the result type asks for.
  String body(int count) {
    StringBuilder out = new StringBuilder(plain(count));
    if (scope.result != Plain.UNIT) {
      out.append("return ").append(expressions.text(scope.result, true, 3)).append('\n');
    }
    return out.toString();
  }

  String plain(int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(statement(3)).append('\n');
    }
    return out.toString();
  }

  /// A block in braces, after which everything is known that was known before.
  private String block(int depth, int most) {
    Map<Scope.Var, Ty> views = scope.views();
    Map<Scope.Var, Integer> counts = scope.assignments();
    StringBuilder out = new StringBuilder("{\n");
    for (int i = dice.between(1, most); i > 0; i--) {
      out.append(statement(depth)).append('\n');
    }
    scope.restore(views, counts);
    return out.append("}").toString();
  }

  private String statement(int depth) {
    if (depth <= 0) {
      return dice.chance(50) ? print() : assign();
    }
    return switch (dice.below(26)) {
      case 0, 1, 2, 3, 4 -> local();
      case 5 -> deferred();
      case 6 -> destructuring();
      case 7, 8, 9 -> assign();
      case 10, 11, 12 -> print();
      case 13, 14 -> condition(depth - 1);
      case 15, 16 -> narrowing(depth - 1);
      case 17, 18 -> loop(depth - 1);
      case 19 -> whileLoop(depth - 1);
      case 20 -> match(depth - 1);
      case 21 -> labelled(depth - 1);
      case 22 -> exit(depth - 1);
      case 23 -> change();
      case 24 -> walk(depth - 1);
      default ->
          dice.chance(30)
              ? block(depth - 1, 2)
              : "assert(" + expressions.text(Plain.BOOL, true, 1) + " || true)";
    };
  }

  private Scope.Var declare(String name, Ty type, boolean isVar) {
    Scope.Var v = new Scope.Var(name, type, isVar);
    scope.vars.add(v);
    return v;
  }

  private String local() {
    Ty type = program.type(2);
    boolean isVar = dice.chance(50);
    boolean declared = dice.chance(60);
    String value = expressions.text(type, declared, 3);
    String name = program.fresh(scope);
    declare(name, type, isVar);
    return (isVar ? "var " : "val ") + name + (declared ? ": " + type : "") + " = " + value;
  }

  private String deferred() {
    Ty type = program.type(1);
    String name = program.fresh(scope);
    boolean isVar = dice.chance(30);
    String condition = expressions.text(Plain.BOOL, true, 2);
    String first = expressions.text(type, true, 1);
    String second =
        dice.chance(30) ? expressions.leave() : name + " = " + expressions.text(type, true, 1);
    declare(name, type, isVar);
    String head = (isVar ? "var " : "val ") + name + ": " + type + "\n";
    return head
        + dice.of(
            "if (" + condition + ") " + name + " = " + first + " else " + second,
            "if (" + condition + ") {\n" + name + " = " + first + "\n} else {\n" + second + "\n}",
            "match "
                + condition
                + " {\ncase true -> "
                + name
                + " = "
                + first
                + "\ncase false -> "
                + second
                + "\n}");
  }

  private String destructuring() {
    List<Ty> elements = new ArrayList<>();
    List<Scope.Var> sources =
        scope.vars.stream().filter(v -> v.view instanceof Tuple || v.view instanceof Data).toList();
    String value;
    if (!sources.isEmpty() && dice.chance(60)) {
      Scope.Var source = dice.one(sources);
      value = source.name;
      if (source.view instanceof Tuple(var types)) {
        elements.addAll(types);
      } else if (source.view instanceof Data data) {
        data.constructor().forEach(f -> elements.add(f.type()));
      }
    } else {
      elements.add(program.type(1));
      elements.add(program.type(0));
      value = expressions.text(new Tuple(elements), false, 1);
      if (value.startsWith("(") && value.endsWith(")")) {
        value = value + "";
      }
    }
    if (elements.size() < 2) {
      return local();
    }
    boolean isVar = dice.chance(30);
    List<String> names = new ArrayList<>();
    for (Ty element : elements) {
      if (dice.chance(20)) {
        names.add("_");
        continue;
      }
      String name = program.fresh(scope);
      names.add(name);
      declare(name, element, isVar);
    }
    return (isVar ? "var (" : "val (") + String.join(", ", names) + ") = " + value;
  }

  private String assign() {
    List<Scope.Var> vars = scope.vars.stream().filter(v -> v.isVar).toList();
    if (vars.isEmpty()) {
      return print();
    }
    Scope.Var v = dice.one(vars);
    String place = v.name;
    Ty type = v.type;
    if (v.view.equals(v.type)) {
      while (type instanceof Data data && dice.chance(75)) {
        List<Field> fields = data.fields().stream().filter(Field::isVar).toList();
        if (fields.isEmpty()) {
          break;
        }
        Field f = dice.one(fields);
        place += "." + f.name();
        type = f.type();
      }
    }
    if (type instanceof Num num && dice.chance(60)) {
      if (num.floating()) {
        return place + dice.of(" += ", " -= ", " *= ", " /= ") + expressions.text(type, true, 2);
      }
      return switch (dice.below(4)) {
        case 0 -> place + dice.of(" /= ", " %= ") + dice.between(1, 9);
        case 1 -> place + dice.of(" <<= ", " >>= ") + dice.between(0, 3);
        case 2 -> place + dice.of(" &= ", " |= ", " ^= ") + expressions.text(type, true, 2);
        default -> place + dice.of(" += ", " -= ", " *= ") + expressions.text(type, true, 1);
      };
    }
    String value = expressions.text(type, true, 2);
    if (place.equals(v.name)) {
      v.assigned++;
      v.view = v.type;
    }
    return place + " = " + value;
  }

  private String change() {
    List<String> calls = new ArrayList<>();
    for (Scope.Var v : scope.vars) {
      if (v.isVar && v.view instanceof Data data) {
        for (Fun m : data.methods()) {
          if (m.changes() && m.result() == Plain.UNIT && m.level() < scope.level) {
            calls.add(
                v.name + "." + m.name() + "(" + expressions.arguments(m.parameters(), 1) + ")");
          }
        }
      }
    }
    for (Fun f : program.callable(scope.level)) {
      if (f.result() == Plain.UNIT && scope.loopDepth < 2) {
        calls.add(expressions.call(f, 1));
      }
    }
    return calls.isEmpty() ? assign() : dice.one(calls);
  }

  private String print() {
    Ty type = program.type(2);
    List<Ty> has = scope.vars.stream().map(v -> v.view).filter(t -> t != Plain.UNIT).toList();
    if (!has.isEmpty() && dice.chance(60)) {
      type = dice.one(has);
    }
    String value = expressions.text(type, false, 2);
    if (!printable(type)) {
      return show(value, type).stripTrailing();
    }
    return switch (dice.below(7)) {
      case 0 -> "println(f\"<{" + hole(value) + "}>\")";
      case 1 ->
          "println(f\"{{{"
              + hole(value)
              + "}}} {"
              + hole(expressions.text(Ty.INT, false, 1))
              + dice.of("", ":5", ":<4", ":03")
              + "}\")";
      case 2 -> "println(\"a {} b {}\", " + value + ", " + expressions.text(Ty.INT, false, 1) + ")";
      case 3 -> dice.of("print(", "eprintln(", "eprint(") + value + ")";
      case 4 -> "println(\"{:?}\", " + value + ")";
      default -> "println(" + value + ")";
    };
  }

  /// Prints what has no text form.
  String show(String value, Ty type) {
    if (!(type instanceof Res(Ty ok, Ty error))) {
      return "println(\"?\")\n";
    }
    return "match "
        + value
        + " {\ncase Ok(good) -> println("
        + (printable(ok) ? "good" : "\"ok\"")
        + ")\ncase Err(bad) -> println("
        + (printable(error) ? "bad" : "\"err\"")
        + ")\n}\n";
  }

  /// What may stand in a hole of a format: nothing that looks like its end.
  private String hole(String value) {
    return value.contains("\n") || value.contains("//") ? "1" : "(" + value + ")";
  }

  private String condition(int depth) {
    StringBuilder out = new StringBuilder("if (");
    out.append(expressions.text(Plain.BOOL, true, 3)).append(") ").append(block(depth, 2));
    if (dice.chance(30)) {
      out.append(" else if (").append(expressions.text(Plain.BOOL, true, 2)).append(") ");
      out.append(block(depth, 2));
    }
    if (dice.chance(50)) {
      out.append(" else ").append(block(depth, 2));
    }
    return out.toString();
  }

  private String narrowing(int depth) {
    Scope.Var v = expressions.nullableVar();
    if (v == null) {
      return condition(depth);
    }
    Ty inner = ((Opt) v.view).of();
    switch (dice.below(4)) {
      case 0 -> {
        String leave = expressions.leave();
        v.view = inner;
        return "if (" + v.name + " == null) " + (dice.chance(50) ? leave : "{\n" + leave + "\n}");
      }
      case 1 -> {
        Map<Scope.Var, Ty> views = scope.views();
        Map<Scope.Var, Integer> counts = scope.assignments();
        v.view = inner;
        String then = block(depth, 3);
        scope.restore(views, counts);
        String text = "if (" + v.name + " != null) " + then;
        return dice.chance(40) ? text + " else " + block(depth, 2) : text;
      }
      case 2 -> {
        String leave = expressions.leave();
        Ty before = v.view;
        v.view = inner;
        String more = expressions.make(Plain.BOOL, true, 2).tight();
        v.view = before;
        String text = "if (" + v.name + " == null || " + more + ") " + leave;
        v.view = inner;
        return text;
      }
      default -> {
        Map<Scope.Var, Ty> views = scope.views();
        Map<Scope.Var, Integer> counts = scope.assignments();
        String none = "case null -> " + block(depth, 1);
        scope.restore(views, counts);
        boolean narrows = !v.field;
        if (narrows) {
          v.view = inner;
        }
        String some = dice.of("case _ -> ", "default -> ") + block(depth, 2);
        scope.restore(views, counts);
        return "match " + v.name + " {\n" + none + "\n" + some + "\n}";
      }
    }
  }

  private String enter(boolean labels) {
    String label = labels && dice.chance(30) ? dice.of("outer", "each", "a", "loop") : "";
    if (scope.loops.contains(label) && !label.isEmpty()) {
      label = label + scope.loops.size();
    }
    scope.loops.add(label);
    scope.loopDepth++;
    scope.forgetVars();
    return label.isEmpty() ? "" : label + "@ ";
  }

  private void leave() {
    scope.loops.removeLast();
    scope.loopDepth--;
    scope.forgetVars();
  }

  private String loop(int depth) {
    if (scope.loopDepth > 1) {
      return condition(depth);
    }
    Num num = dice.chance(70) ? Ty.INT : dice.one(Ty.NUMBERS);
    if (num.floating()) {
      num = Ty.INT;
    }
    String name = program.fresh(scope);
    String high =
        num == Ty.INT && dice.chance(25)
            ? "(" + expressions.text(num, true, 1) + ").clamp(0, 4)"
            : dice.between(1, 5) + "";
    String low = num == Ty.INT ? "0" : "(" + dice.between(0, 1) + " - 0)";
    String range =
        switch (dice.below(5)) {
          case 0 -> high + " downTo 0";
          case 1 -> "0.." + high + " step " + dice.between(1, 3);
          case 2 -> "0.." + high;
          default -> "0..<" + high;
        };
    if (num != Ty.INT) {
      range =
          range.replaceFirst("\\d+$", "")
              + expressions.places(num).stream()
                  .map(Expressions.Ex::text)
                  .findFirst()
                  .map(p -> p + ".min(3)")
                  .orElse("3.wrapTo" + num.name() + "()");
      if (range.contains("step")) {
        range = range.substring(0, range.indexOf("step")).strip();
      }
      if (range.contains("downTo")) {
        range = "0..<4.wrapTo" + num.name() + "()";
      }
    }
    if (low.isEmpty()) {
      range = low;
    }
    String label = enter(true);
    declare(name, num, false);
    String text = label + "for (" + name + " in " + range + ") " + block(depth, 3);
    leave();
    scope.vars.removeIf(v -> v.name.equals(name));
    return text;
  }

  private String walk(int depth) {
    if (scope.loopDepth > 1) {
      return print();
    }
    String text = expressions.make(Plain.STR, true, 1).tight();
    String name = program.fresh(scope);
    Ty element = Plain.STR;
    String iterated;
    switch (dice.below(6)) {
      case 0 -> {
        iterated = text + ".chars()";
        element = Plain.CHAR;
      }
      case 1 -> {
        iterated = text + ".bytes()";
        element = Ty.U8;
      }
      case 2 -> iterated = text + ".split(" + dice.of("','", "\", \"") + ")";
      case 3 -> iterated = text + ".splitWhitespace()";
      case 4 -> iterated = text + ".lines()";
      default -> iterated = scope.input ? "stdinLines()" : text + ".lines()";
    }
    String label = enter(true);
    declare(name, element, false);
    String all = label + "for (" + name + " in " + iterated + ") " + block(depth, 3);
    leave();
    scope.vars.removeIf(v -> v.name.equals(name));
    return all;
  }

  private String whileLoop(int depth) {
    if (scope.loopDepth > 1) {
      return print();
    }
    String counter = program.fresh(scope);
    Scope.Var v = dice.chance(40) ? nullableLocal() : null;
    String label = enter(true);
    String more = "";
    if (v != null) {
      more = v.name + " != null && ";
      v.view = ((Opt) v.type).of();
    } else if (dice.chance(40)) {
      more = expressions.make(Plain.BOOL, true, 2).tight() + " && ";
    }
    String body = block(depth, 3);
    leave();
    if (v != null) {
      v.view = v.type;
    }
    // The counter is not in scope for the body, so that the loop ends.
    return "var "
        + counter
        + " = 0\n"
        + label
        + "while ("
        + more
        + counter
        + " < "
        + dice.between(1, 4)
        + ") {\n"
        + counter
        + " += 1\n"
        + body.substring(2);
  }

  private Scope.@org.jspecify.annotations.Nullable Var nullableLocal() {
    List<Scope.Var> all =
        scope.vars.stream().filter(v -> v.isVar && !v.field && v.type instanceof Opt).toList();
    return all.isEmpty() ? null : dice.one(all);
  }

  private String match(int depth) {
    Ty subject = program.type(2);
    Expressions.Ex value = expressions.make(subject, false, 1);
    StringBuilder out = new StringBuilder("match ");
    out.append(value.text().startsWith("if") ? value.tight() : value.text()).append(" {\n");
    for (int i = dice.below(4); i > 0; i--) {
      Map<Scope.Var, Ty> views = scope.views();
      Map<Scope.Var, Integer> counts = scope.assignments();
      String arm = expressions.arm(subject);
      out.append(arm).append(dice.chance(50) ? block(depth, 2) : print()).append('\n');
      scope.restore(views, counts);
    }
    Map<Scope.Var, Ty> views = scope.views();
    Map<Scope.Var, Integer> counts = scope.assignments();
    String arm = expressions.last(subject);
    out.append(arm).append(dice.chance(30) ? "{}" : block(depth, 2)).append('\n');
    scope.restore(views, counts);
    return out.append("}").toString();
  }

  private String labelled(int depth) {
    String label = "work" + scope.loops.size();
    scope.loops.add("!" + label);
    String text = label + "@ " + block(depth, 3);
    scope.loops.removeLast();
    return text;
  }

  private String exit(int depth) {
    String condition = expressions.text(Plain.BOOL, true, 2);
    String leave = expressions.leave();
    return dice.chance(50)
        ? "if (" + condition + ") " + leave
        : "if (" + condition + ") {\n" + (depth > 0 ? print() + "\n" : "") + leave + "\n}";
  }
}
