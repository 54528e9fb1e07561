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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Makes expressions of a wanted type.
///
/// `known` tells whether the place says which type it wants, so that literals take it; elsewhere
/// the expression must have its type by itself.
final class Expressions {
  /// Text that binds less tightly than a call is put into parentheses by whoever needs that.
  record Ex(String text, boolean atom) {
    static Ex atom(String text) {
      return new Ex(text, true);
    }

    static Ex loose(String text) {
      return new Ex(text, false);
    }

    String tight() {
      return atom ? text : "(" + text + ")";
    }
  }

  private final Dice dice;
  private final RandomProgram program;
  private final Scope scope;

  Expressions(RandomProgram program, Dice dice, Scope scope) {
    this.program = program;
    this.dice = dice;
    this.scope = scope;
  }

  String text(Ty type, boolean known, int depth) {
    return make(type, known, depth).text;
  }

  private String tight(Ty type, boolean known, int depth) {
    return make(type, known, depth).tight();
  }

  Ex make(Ty type, boolean known, int depth) {
    if (depth > 0 && dice.chance(4)) {
      return Ex.atom("(" + text(type, known, depth - 1) + ")");
    }
    if (dice.chance(depth <= 0 ? 55 : 25)) {
      List<Ex> places = places(type);
      if (!places.isEmpty()) {
        return dice.one(places);
      }
    }
    if (depth > 0 && dice.chance(22)) {
      Ex common = common(type, known, depth - 1);
      if (common != null) {
        return common;
      }
    }
    return switch (type) {
      case Num num -> number(num, known, depth);
      case Plain plain ->
          switch (plain) {
            case BOOL -> bool(depth);
            case CHAR -> character(depth);
            case STR -> str(depth);
            case UNIT -> Ex.atom("()");
          };
      case Tuple(var elements) -> {
        List<String> parts = new ArrayList<>();
        elements.forEach(e -> parts.add(text(e, known, depth - 1)));
        yield Ex.atom("(" + String.join(", ", parts) + ")");
      }
      case Opt(Ty of) -> optional(of, known, depth);
      case Res res -> result(res, known, depth);
      case Data data -> construct(data, depth);
    };
  }

  /// Locals, their fields and elements, constants.
  List<Ex> places(Ty type) {
    List<Ex> found = new ArrayList<>();
    for (Scope.Var v : scope.vars) {
      add(found, v.name, v.view, type, 2);
    }
    program.constants.forEach((name, constant) -> {
      if (constant.type().equals(type) && program.sees(constant.module())) {
        found.add(Ex.atom(name));
      }
    });
    return found;
  }

  private static void add(List<Ex> found, String text, Ty has, Ty wanted, int depth) {
    if (has.equals(wanted)) {
      found.add(Ex.atom(text));
    }
    if (depth == 0) {
      return;
    }
    if (has instanceof Data data) {
      for (Field f : data.fields()) {
        add(found, text + "." + f.name(), f.type(), wanted, depth - 1);
      }
    } else if (has instanceof Tuple(var elements)) {
      for (int i = 0; i < elements.size(); i++) {
        add(found, text + "." + i, elements.get(i), wanted, depth - 1);
      }
    }
  }

  /// What makes a value of any type.
  private @org.jspecify.annotations.Nullable Ex common(Ty type, boolean known, int depth) {
    switch (dice.below(9)) {
      case 0, 1 -> {
        return known ? Ex.loose(conditional(type, depth)) : null;
      }
      case 2, 3 -> {
        return known ? Ex.atom(match(type, depth)) : null;
      }
      case 4, 5 -> {
        return call(type, depth);
      }
      case 6 -> {
        if (type instanceof Opt || type == Plain.UNIT || !scope.jumps) {
          return null;
        }
        List<Ex> nullable = places(new Opt(type));
        if (nullable.isEmpty()) {
          return null;
        }
        String left = dice.one(nullable).text;
        if (dice.chance(10)) {
          return Ex.atom(left + "!!");
        }
        if (dice.chance(12) && scope.result == Plain.UNIT) {
          return Ex.loose(left + " ?: return");
        }
        if (dice.chance(15) && scope.result != Plain.UNIT) {
          return Ex.loose(left + " ?: return " + text(scope.result, true, Math.min(depth, 1)));
        }
        if (dice.chance(15) && !scope.loops.isEmpty()) {
          return Ex.loose(left + " ?: " + jump());
        }
        if (dice.chance(5)) {
          return Ex.loose(left + " ?: panic(\"no value\")");
        }
        return Ex.loose(left + " ?: " + elvisRight(type, depth));
      }
      case 7 -> {
        if (scope.result instanceof Res(Ty _, Ty error)) {
          List<Ex> results = new ArrayList<>(places(new Res(type, error)));
          for (Fun f : program.callable(scope.level)) {
            if (f.result() instanceof Res(Ty ok, Ty e)
                && ok.equals(type)
                && e.equals(error)
                && !f.changes()) {
              results.add(Ex.atom(call(f, depth)));
            }
          }
          if (!results.isEmpty()) {
            return Ex.loose("try " + dice.one(results).text);
          }
        }
        return null;
      }
      default -> {
        if (known && scope.jumps && dice.chance(30)) {
          return Ex.loose(
              "if ("
                  + text(Plain.BOOL, true, depth)
                  + ") "
                  + text(type, true, depth)
                  + " else "
                  + leave());
        }
        return null;
      }
    }
  }

  private String elvisRight(Ty type, int depth) {
    Ex right = make(type, true, depth);
    return right.atom ? right.text : "(" + right.text + ")";
  }

  /// Something that never has a value.
  String leave() {
    if (!scope.loops.isEmpty() && dice.chance(60)) {
      return jump();
    }
    if (dice.chance(10)) {
      return "panic(\"left\")";
    }
    return scope.result == Plain.UNIT ? "return" : "return " + text(scope.result, true, 1);
  }

  private String jump() {
    String label = dice.one(scope.loops);
    boolean block = label.startsWith("!");
    String word = block || dice.chance(50) ? "break" : "continue";
    String name = block ? label.substring(1) : label;
    return name.isEmpty() ? word : word + "@" + name;
  }

  private <T> T branch(Supplier<T> body) {
    Map<Scope.Var, Ty> views = scope.views();
    Map<Scope.Var, Integer> counts = scope.assignments();
    T made = body.get();
    scope.restore(views, counts);
    return made;
  }

  private String conditional(Ty type, int depth) {
    Scope.@org.jspecify.annotations.Nullable Var tested = dice.chance(45) ? nullableVar() : null;
    if (tested != null) {
      Ty inner = ((Opt) tested.view).of();
      String name = tested.name;
      String then =
          branch(() -> {
            tested.view = inner;
            return body(type, depth);
          });
      String plain = branch(() -> body(type, depth));
      return switch (dice.below(6)) {
        case 0 -> "if (" + name + " == null) " + plain + " else " + then;
        case 1 -> "if (!(" + name + " == null)) " + then + " else " + plain;
        case 2 -> {
          String more =
              branch(() -> {
                tested.view = inner;
                return tight(Plain.BOOL, true, depth);
              });
          yield "if (" + name + " != null && " + more + ") " + then + " else " + plain;
        }
        case 3 -> {
          String more =
              branch(() -> {
                tested.view = inner;
                return tight(Plain.BOOL, true, depth);
              });
          yield "if (" + name + " == null || " + more + ") " + plain + " else " + then;
        }
        default -> "if (" + name + " != null) " + then + " else " + plain;
      };
    }
    String text = "if (" + text(Plain.BOOL, true, depth) + ") " + branch(() -> body(type, depth));
    if (dice.chance(25)) {
      text += " else if (" + text(Plain.BOOL, true, depth) + ") " + branch(() -> body(type, depth));
    }
    return text + " else " + branch(() -> body(type, depth));
  }

  Scope.@org.jspecify.annotations.Nullable Var nullableVar() {
    List<Scope.Var> all =
        scope.vars.stream().filter(v -> v.view instanceof Opt && !v.field).toList();
    return all.isEmpty() ? null : dice.one(all);
  }

  /// The value of a branch: an expression, or a block that ends in one.
  private String body(Ty type, int depth) {
    if (dice.chance(70)) {
      Ex value = make(type, true, depth);
      // `if` in `if` without braces would take the wrong `else`.
      return value.text.startsWith("if") ? "{ " + value.text + " }" : value.text;
    }
    String name = program.fresh(scope);
    Ty local = program.type(1);
    String declared = "val " + name + ": " + local + " = " + text(local, true, depth - 1);
    scope.vars.add(new Scope.Var(name, local, false));
    return "{\n" + declared + "\n" + text(type, true, depth) + "\n}";
  }

  private String match(Ty type, int depth) {
    StringBuilder out = new StringBuilder("match ");
    Ty subject = program.type(2);
    while (subject == Plain.UNIT) {
      subject = program.type(1);
    }
    Ex value = make(subject, false, Math.min(depth, 1));
    out.append(value.text.startsWith("if") ? value.tight() : value.text).append(" {\n");
    int arms = dice.between(0, 3);
    for (int i = 0; i < arms; i++) {
      Ty of = subject;
      out.append(branch(() -> arm(of) + body(type, depth) + "\n"));
    }
    Ty of = subject;
    out.append(branch(() -> last(of) + body(type, depth) + "\n"));
    return out.append("}").toString();
  }

  /// An arm up to its body; what it binds is in scope afterwards.
  String arm(Ty subject) {
    if (dice.chance(12) && subject instanceof Num num && !num.floating()) {
      return "case " + literal(num) + ", " + literal(num) + " -> ";
    }
    String pattern = pattern(subject, 2, new HashMap<>());
    String guard = dice.chance(25) ? " if " + tight(Plain.BOOL, true, 1) : "";
    return "case " + pattern + guard + " -> ";
  }

  String last(Ty subject) {
    if (dice.chance(60)) {
      return "default -> ";
    }
    if (dice.chance(30)) {
      return "case _ -> ";
    }
    String name = program.fresh(scope);
    scope.vars.add(new Scope.Var(name, subject, false));
    return "case " + name + " -> ";
  }

  private String pattern(Ty type, int depth, Map<String, Ty> bound) {
    if (dice.chance(12)) {
      return "_";
    }
    if (dice.chance(18)) {
      return binding(type, bound);
    }
    return switch (type) {
      case Num num when num.floating() -> binding(type, bound);
      case Num num -> dice.chance(60) ? literal(num) : range(num);
      case Plain plain ->
          switch (plain) {
            case BOOL -> dice.of("true", "false");
            case CHAR -> dice.of("'a'", "'\\n'", "'a'..'z'", "'0'..<'9'", "'é'", "'\\''");
            case STR -> dice.of("\"\"", "\"a\"", "\"b\\n\"", "\"\\\"\"");
            case UNIT -> "_";
          };
      case Tuple(var elements) -> {
        List<String> parts = new ArrayList<>();
        elements.forEach(e -> parts.add(pattern(e, depth - 1, bound)));
        yield "(" + String.join(", ", parts) + ")";
      }
      case Opt(Ty of) -> dice.chance(40) || of == Plain.UNIT ? "null" : pattern(of, depth, bound);
      case Res(Ty ok, Ty error) ->
          dice.chance(50)
              ? "Ok(" + pattern(ok, depth - 1, bound) + ")"
              : "Err(" + pattern(error, depth - 1, bound) + ")";
      case Data data -> {
        List<String> parts = new ArrayList<>();
        boolean named = dice.chance(50);
        for (Field f : data.constructor()) {
          if (!named) {
            parts.add(pattern(f.type(), depth - 1, bound));
          } else if (dice.chance(50)) {
            parts.add(f.name() + " = " + pattern(f.type(), depth - 1, bound));
          }
        }
        yield parts.isEmpty() ? "_" : data.name() + "(" + String.join(", ", parts) + ")";
      }
    };
  }

  private String binding(Ty type, Map<String, Ty> bound) {
    String name = program.fresh(scope);
    if (!Character.isLowerCase(name.charAt(0)) && !name.startsWith("`")) {
      return "_";
    }
    bound.put(name, type);
    scope.vars.add(new Scope.Var(name, type, false));
    return name;
  }

  private String range(Num num) {
    int low = dice.between(num.signed() ? -9 : 0, 9);
    return low + dice.of("..", "..<") + (low + dice.between(1, 20));
  }

  // Calls

  private @org.jspecify.annotations.Nullable Ex call(Ty type, int depth) {
    List<Supplier<String>> calls = new ArrayList<>();
    for (Fun f : program.callable(scope.level)) {
      if (f.result().equals(type) && !f.changes()) {
        calls.add(() -> call(f, depth));
      }
    }
    for (Scope.Var v : scope.vars) {
      if (v.view instanceof Data data) {
        for (Fun m : data.methods()) {
          if (m.result().equals(type) && (!m.changes() || v.isVar) && m.level() < scope.level) {
            calls.add(() -> v.name + "." + m.name() + "(" + arguments(m.parameters(), depth) + ")");
          }
        }
      }
      if (v.view instanceof Opt(Data data) && type instanceof Opt(Ty wanted)) {
        for (Field f : data.fields()) {
          if (f.type().equals(type) || f.type().equals(wanted)) {
            calls.add(() -> v.name + "?." + f.name());
          }
        }
        for (Fun m : data.methods()) {
          if (!m.changes()
              && m.level() < scope.level
              && (m.result().equals(type) || m.result().equals(wanted))) {
            calls.add(
                () -> v.name + "?." + m.name() + "(" + arguments(m.parameters(), depth) + ")");
          }
        }
      }
    }
    return calls.isEmpty() || scope.loopDepth > 1 ? null : Ex.atom(dice.one(calls).get());
  }

  String call(Fun f, int depth) {
    return program.qualified(f.name(), f.module(), dice)
        + "("
        + arguments(f.parameters(), depth)
        + ")";
  }

  String arguments(List<Field> parameters, int depth) {
    List<String> given = new ArrayList<>();
    boolean named = dice.chance(35);
    for (int i = 0; i < parameters.size(); i++) {
      Field p = parameters.get(i);
      if (p.hasDefault() && dice.chance(50)) {
        named = true;
        continue;
      }
      if (named
          && dice.chance(30)
          && scope.vars.stream()
              .anyMatch(v -> v.name.equals(p.name()) && v.view.equals(p.type()))) {
        given.add("." + p.name());
      } else {
        given.add((named ? p.name() + " = " : "") + text(p.type(), true, depth - 1));
      }
    }
    if (given.stream().allMatch(g -> g.startsWith(".") || g.contains(" = ")) && named) {
      boolean all = given.size() == parameters.size();
      if (all || dice.chance(50)) {
        shuffleNamed(given, parameters);
      }
    }
    return String.join(", ", given);
  }

  private void shuffleNamed(List<String> given, List<Field> parameters) {
    for (String g : given) {
      boolean isNamed = parameters.stream().anyMatch(p -> g.startsWith(p.name() + " = "));
      if (!isNamed && !g.startsWith(".")) {
        return;
      }
    }
    for (int i = given.size() - 1; i > 0; i--) {
      Collections.swap(given, i, dice.below(i + 1));
    }
  }

  private Ex construct(Data data, int depth) {
    if (depth > 0 && dice.chance(20)) {
      List<Ex> sources = places(data);
      if (!sources.isEmpty()) {
        List<String> changes = new ArrayList<>();
        for (Field f : data.constructor()) {
          if (dice.chance(50)) {
            changes.add(f.name() + " = " + text(f.type(), true, depth - 1));
          }
        }
        if (!changes.isEmpty()) {
          return Ex.atom(dice.one(sources).text + ".copy(" + String.join(", ", changes) + ")");
        }
      }
    }
    return Ex.atom(
        program.qualified(data.name(), data.module(), dice)
            + "("
            + arguments(data.constructor(), depth)
            + ")");
  }

  private Ex optional(Ty of, boolean known, int depth) {
    if (known && dice.chance(25)) {
      return Ex.atom("null");
    }
    if (of instanceof Num num && !num.floating() && depth > 0 && dice.chance(30)) {
      return Ex.atom(
          tight(of, false, depth - 1)
              + "."
              + dice.of("checkedAdd", "checkedSub", "checkedMul", "checkedDiv")
              + "("
              + text(of, true, depth - 1)
              + ")");
    }
    if (of == Ty.INT && dice.chance(40)) {
      return Ex.atom(
          dice.chance(50)
              ? tight(Plain.STR, true, depth - 1) + ".parseInt()"
              : tight(Plain.STR, true, depth - 1)
                  + dice.of(".find(", ".findLast(")
                  + textOrChar(depth - 1)
                  + ")");
    }
    if (of == Ty.FLOAT && dice.chance(40)) {
      return Ex.atom(tight(Plain.STR, true, depth - 1) + ".parseFloat()");
    }
    if (of == Plain.STR && scope.input && scope.level > 0 && dice.chance(20)) {
      return Ex.atom("readLine()");
    }
    if (of == Plain.STR && dice.chance(40)) {
      return Ex.atom(
          tight(Plain.STR, true, depth - 1)
              + dice.of(".stripPrefix(", ".stripSuffix(")
              + textOrChar(depth - 1)
              + ")");
    }
    if (of == Plain.CHAR && dice.chance(40)) {
      return Ex.atom("Char.of(" + text(Ty.U32, true, depth - 1) + ")");
    }
    if (known) {
      return make(of, true, depth);
    }
    return self(new Opt(of));
  }

  private Ex result(Res res, boolean known, int depth) {
    if (!known) {
      return self(res);
    }
    if (dice.chance(60)) {
      return Ex.atom(
          res.ok() == Plain.UNIT
              ? dice.of("Ok()", "Ok(())")
              : "Ok(" + text(res.ok(), true, depth - 1) + ")");
    }
    return Ex.atom("Err(" + text(res.error(), true, depth - 1) + ")");
  }

  /// An expression whose type nobody can doubt: a call of a function that is made for it.
  private Ex self(Ty type) {
    List<Ex> places = places(type);
    if (!places.isEmpty() && dice.chance(70)) {
      return dice.one(places);
    }
    return Ex.atom(program.source(type) + "()");
  }

  private String textOrChar(int depth) {
    return dice.chance(50) ? text(Plain.STR, true, depth) : text(Plain.CHAR, true, depth);
  }

  // Plain values

  String literal(Num num) {
    if (num.floating()) {
      return switch (dice.below(8)) {
        case 0 -> dice.between(0, 20) + "";
        case 1 -> "-" + dice.between(1, 9) + "." + dice.between(0, 99);
        case 2 -> dice.between(1, 9) + "e" + dice.between(-3, 5);
        case 3 -> dice.between(1, 9) + "." + dice.between(0, 9) + "e+" + dice.between(0, 3);
        case 4 -> "0x" + Integer.toHexString(dice.between(0, 255));
        case 5 -> "-" + dice.between(0, 20);
        default -> dice.between(0, 99) + "." + dice.of("0", "5", "25", "125", "1");
      };
    }
    int max = num.bits() == 8 ? 15 : 1000;
    return switch (dice.below(12)) {
      case 0 -> "0x" + Integer.toHexString(dice.between(0, max));
      case 1 -> "0b" + Integer.toBinaryString(dice.between(0, 10));
      case 2 -> num.bits() > 8 ? "1_0" + dice.between(0, 9) : dice.between(0, 9) + "";
      case 3 -> num.signed() ? "-" + dice.between(1, 10) : dice.between(0, 20) + "";
      case 4 -> dice.between(0, max) + "";
      case 5 -> extreme(num);
      case 6 -> num == Ty.U8 ? "'x'" : "1";
      default -> dice.between(0, 9) + "";
    };
  }

  private String extreme(Num num) {
    if (dice.chance(80)) {
      return dice.between(0, 9) + "";
    }
    if (!num.signed()) {
      return java.math.BigInteger.TWO.pow(num.bits()).subtract(java.math.BigInteger.ONE).toString();
    }
    java.math.BigInteger half = java.math.BigInteger.TWO.pow(num.bits() - 1);
    return dice.chance(50)
        ? half.negate().toString()
        : half.subtract(java.math.BigInteger.ONE).toString();
  }

  private Ex number(Num num, boolean known, int depth) {
    if (depth <= 0 || dice.chance(20)) {
      if (known || num == Ty.INT) {
        String text = num.floating() || known ? literal(num) : dice.between(0, 99) + "";
        return text.startsWith("-") ? Ex.loose(text) : Ex.atom(text);
      }
      if (num == Ty.FLOAT) {
        return Ex.atom(dice.between(0, 9) + "." + dice.between(0, 9));
      }
      return self(num);
    }
    int d = depth - 1;
    if (num.floating()) {
      return switch (dice.below(9)) {
        case 0, 1, 2, 3 -> operation(num, List.of("+", "-", "*", "/", "%"), known, d);
        case 4 -> negated(num, known, d);
        case 5 ->
            Ex.atom(
                tight(num, false, d)
                    + "."
                    + dice.of("sqrt", "floor", "ceil", "round", "trunc", "abs")
                    + "()");
        case 6 ->
            Ex.atom(
                tight(num, false, d)
                    + dice.of(".min(", ".max(", ".pow(")
                    + text(num, true, d)
                    + ")");
        case 7 -> converted(num, d);
        default -> constantOf(num);
      };
    }
    return switch (dice.below(19)) {
      case 0, 1, 2 -> operation(num, List.of("+", "-", "*"), known, d);
      case 3, 4 ->
          Ex.loose(tight(num, known, d) + dice.of(" / ", " % ", "/", "%") + dice.between(1, 100));
      case 5, 6 -> operation(num, List.of("&", "|", "^"), known, d);
      case 7 ->
          Ex.loose(
              tight(num, known, d) + dice.of(" << ", " >> ") + dice.between(0, num.bits() - 1));
      case 8 ->
          Ex.loose(
              tight(num, false, d)
                  + dice.of(" << ", " >> ")
                  + "("
                  + text(
                      dice.one(Ty.NUMBERS.stream().filter(n -> !n.floating()).toList()), false, d)
                  + " & 7)");
      case 9 -> num.signed() ? negated(num, known, d) : operation(num, List.of("|"), known, d);
      case 10 -> Ex.loose("~" + tight(num, known, d));
      case 11 ->
          Ex.atom(
              tight(num, false, d)
                  + dice.of(".min(", ".max(", ".wrappingAdd(", ".wrappingSub(", ".wrappingMul(")
                  + text(num, true, d)
                  + ")");
      case 12 ->
          Ex.atom(
              tight(num, false, d)
                  + dice.of(".rotateLeft(", ".rotateRight(", ".pow(")
                  + dice.between(0, 3)
                  + ")");
      case 13, 14 -> converted(num, d);
      case 15 -> constantOf(num);
      case 16 ->
          num == Ty.INT
              ? Ex.atom(
                  dice.chance(50)
                      ? tight(Plain.STR, true, d) + dice.of(".length", ".charCount()")
                      : tight(
                              dice.one(Ty.NUMBERS.stream().filter(n -> !n.floating()).toList()),
                              false,
                              d)
                          + dice.of(".countOnes()", ".leadingZeros()", ".trailingZeros()"))
              : converted(num, d);
      case 17 ->
          num == Ty.U32
              ? Ex.atom(tight(Plain.CHAR, false, d) + ".code")
              : num == Ty.U8
                  ? Ex.atom("\"abc\"[" + dice.between(0, 2) + "]")
                  : Ex.atom(tight(num, false, d) + ".clamp(1, " + dice.between(1, 100) + ")");
      default ->
          num.signed()
              ? Ex.atom(tight(num, false, d) + ".abs()")
              : operation(num, List.of("^"), known, d);
    };
  }

  private Ex negated(Num num, boolean known, int depth) {
    String operand = tight(num, known, depth);
    return Ex.loose("-" + (operand.startsWith("-") ? "(" + operand + ")" : operand));
  }

  private Ex constantOf(Num num) {
    if (num.floating()) {
      return Ex.atom(num + "." + dice.of("MAX", "MIN"));
    }
    return dice.chance(50)
        ? Ex.loose("(" + num + ".MAX >> " + (num.bits() - dice.between(2, 6)) + ")")
        : Ex.loose(num + ".MIN");
  }

  private Ex operation(Num num, List<String> operators, boolean known, int depth) {
    String operator = dice.one(operators);
    if (!num.floating() && !num.signed() && operator.equals("-") && dice.chance(90)) {
      operator = "+";
    }
    if (!num.floating() && List.of("+", "-", "*").contains(operator) && dice.chance(85)) {
      // Literals alone would often be too large, which is an error.
      List<Ex> variables =
          places(num).stream().filter(p -> !program.constants.containsKey(p.text)).toList();
      Ex left = variables.isEmpty() ? Ex.atom(program.source(num) + "()") : dice.one(variables);
      return Ex.loose(left.text + " " + operator + " " + tight(num, true, Math.min(depth, 0)));
    }
    String space = dice.chance(85) ? " " : "";
    Ex left = make(num, known, depth);
    Ex right = make(num, true, depth);
    // Only `+` and `*` after `+` and `*` may stand without parentheses here; that is enough to see
    // that trees are kept.
    String rightText = right.tight();
    return Ex.loose(left.tight() + space + operator + (space.isEmpty() ? "" : " ") + rightText);
  }

  private Ex converted(Num to, int depth) {
    Num from = dice.one(Ty.NUMBERS);
    String name = to.name();
    boolean wrap = !to.floating() && !from.floating() && dice.chance(80);
    if (!wrap && !to.floating()) {
      // Small values fit everywhere.
      Num small = from.floating() ? from : Ty.INT;
      return Ex.atom(tight(small, false, 0) + ".clamp(0, 100).to" + name + "()");
    }
    String receiver = tight(from, false, depth);
    if (name.equals("Int") && wrap) {
      name = "I64";
    }
    if (to == Ty.FLOAT && dice.chance(50)) {
      name = "F64";
    }
    return Ex.atom(receiver + (wrap ? ".wrapTo" : ".to") + name + "()");
  }

  private Ex bool(int depth) {
    if (depth <= 0) {
      return Ex.atom(dice.of("true", "false"));
    }
    int d = depth - 1;
    switch (dice.below(13)) {
      case 0, 1 -> {
        return Ex.loose(
            tight(Plain.BOOL, true, d) + dice.of(" && ", " || ") + tight(Plain.BOOL, true, d));
      }
      case 2 -> {
        return Ex.loose("!" + tight(Plain.BOOL, true, d));
      }
      case 3, 4, 5 -> {
        Ty of = dice.chance(60) ? dice.one(Ty.NUMBERS) : program.type(2);
        String operator = of.isOrdered() ? dice.of("<", "<=", ">", ">=", "==", "!=") : "==";
        if (!of.isOrdered() && dice.chance(50)) {
          operator = "!=";
        }
        return Ex.loose(tight(of, false, d) + " " + operator + " " + tight(of, true, d));
      }
      case 6 -> {
        Num num = dice.one(Ty.NUMBERS.stream().filter(n -> !n.floating()).toList());
        return Ex.loose(
            tight(num, false, d)
                + dice.of(" in ", " !in ")
                + dice.between(0, 5)
                + dice.of("..", "..<")
                + dice.between(6, 99));
      }
      case 7 -> {
        Scope.Var v = nullableVar();
        return v == null ? Ex.atom("true") : Ex.loose(v.name + dice.of(" == null", " != null"));
      }
      case 8 -> {
        return Ex.atom(
            tight(Plain.STR, true, d)
                + dice.of(".startsWith(", ".endsWith(", ".contains(")
                + textOrChar(d)
                + ")");
      }
      case 9 -> {
        return Ex.atom(
            tight(Plain.CHAR, false, d)
                + "."
                + dice.of("isDigit", "isLetter", "isWhitespace", "isUpper", "isLower")
                + "()");
      }
      case 10 -> {
        return Ex.atom(tight(Plain.STR, true, d) + ".isEmpty()");
      }
      case 11 -> {
        return Ex.loose(
            tight(Plain.BOOL, true, d)
                + dice.of(" == ", " != ", " & ", " | ", " ^ ", " < ")
                + tight(Plain.BOOL, true, d));
      }
      default -> {
        Scope.Var v = nullableVar();
        if (v == null) {
          return Ex.atom(dice.of("true", "false"));
        }
        Ty inner = ((Opt) v.view).of();
        String more =
            branch(() -> {
              v.view = inner;
              return tight(Plain.BOOL, true, d);
            });
        return Ex.loose(v.name + (dice.chance(50) ? " != null && " : " == null || ") + more);
      }
    }
  }

  private Ex character(int depth) {
    if (depth > 0 && dice.chance(25)) {
      return Ex.loose("Char.of(" + text(Ty.U32, true, depth - 1) + ") ?: 'c'");
    }
    return Ex.atom(dice.of("'a'", "'Z'", "'0'", "'\\n'", "'\\''", "'é'", "'\"'", "' '"));
  }

  private Ex str(int depth) {
    if (depth > 0) {
      int d = depth - 1;
      switch (dice.below(8)) {
        case 0 -> {
          return Ex.atom(
              tight(Plain.STR, true, d) + dice.of(".trim()", ".trimStart()", ".trimEnd()"));
        }
        case 1 -> {
          return Ex.atom(
              "\"hello\"[" + dice.between(0, 2) + dice.of("..", "..<") + dice.between(2, 4) + "]");
        }
        case 2 -> {
          return Ex.loose(
              tight(Plain.STR, true, d)
                  + dice.of(".stripPrefix(", ".stripSuffix(")
                  + textOrChar(d)
                  + ") ?: "
                  + elvisRight(Plain.STR, d));
        }
        default -> {}
      }
    }
    return Ex.atom(
        dice.of(
            "\"\"",
            "\"a\"",
            "\"b c\"",
            "\"tab\\t\"",
            "\"{}\"",
            "\"ü{x}\"",
            "\"12\"",
            "\"-7\"",
            "\"1.5\"",
            "\" pad \"",
            "\"\\\"q\\\"\"",
            "\"\"\"raw \"x\" \\n\"\"\"",
            "\"%d\"",
            "\"a,b,,c\"",
            "\"\\u{1F600}\"",
            "\"\\\\\""));
  }
}
