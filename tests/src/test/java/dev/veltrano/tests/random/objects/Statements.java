package dev.veltrano.tests.random.objects;

import dev.veltrano.tests.random.Dice;
import dev.veltrano.tests.random.objects.Type.Cls;
import dev.veltrano.tests.random.objects.Type.Field;
import dev.veltrano.tests.random.objects.Type.Fn;
import dev.veltrano.tests.random.objects.Type.Opt;
import dev.veltrano.tests.random.objects.Type.Plain;
import dev.veltrano.tests.random.objects.Type.Seq;
import dev.veltrano.tests.random.objects.Values.Want;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the statements of a body.
final class Statements {
  private final Maker maker;
  private final Dice dice;
  private final Frame frame;
  final Values values;

  Statements(Maker maker, Dice dice, Frame frame) {
    this.maker = maker;
    this.dice = dice;
    this.frame = frame;
    values = new Values(maker, dice, frame);
  }

  List<Piece> block(int count, int depth) {
    int size = frame.locals.size();
    List<Piece> pieces = several(count, depth);
    cutTo(size);
    return pieces;
  }

  /// Statements whose locals stay in scope.
  List<Piece> several(int count, int depth) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      statement(pieces, depth);
    }
    if (pieces.isEmpty()) {
      pieces.add(print());
    }
    return pieces;
  }

  private void cutTo(int size) {
    while (frame.locals.size() > size) {
      frame.locals.removeLast();
    }
  }

  private void statement(List<Piece> pieces, int depth) {
    int level = maker.level();
    List<Supplier<@Nullable Piece>> choices = new ArrayList<>();
    add(choices, 6, this::declare);
    add(choices, 3, this::assign);
    add(choices, level >= 3 ? 6 : 0, this::assignField);
    add(choices, level >= 4 ? 6 : 0, this::change);
    add(choices, 3, this::print);
    add(choices, 3, this::callSomething);
    add(choices, depth > 0 && frame.lambdas == 0 ? 1 : 0, () -> deferred(depth));
    if (depth > 0) {
      add(choices, 3, () -> condition(depth));
      add(choices, level >= 3 ? 3 : 0, () -> narrowed(pieces, depth));
      int loops = level >= 5 ? 4 : 1;
      if (frame.loops < 2 && frame.times <= 24) {
        add(choices, loops, () -> counted(depth));
        add(choices, level >= 4 ? loops : 0, () -> walk(pieces, depth));
      }
      if (frame.loops < 2 && frame.lambdas == 0) {
        add(choices, level >= 5 ? 2 : 0, () -> chain(pieces, depth));
        add(choices, level >= 5 ? 2 : 0, () -> whileCounting(pieces, depth));
        add(choices, level >= 5 ? 2 : 0, () -> carrying(pieces, depth));
      }
      add(choices, level >= 7 ? 5 : 0, () -> forEach(depth));
      if (frame.lambdas == 0) {
        add(choices, level == 8 ? 5 : 0, () -> arena(depth));
        add(choices, level == 9 ? 4 : 0, () -> labelled(depth));
      }
    }
    for (int i = 0; i < 4; i++) {
      Piece piece = attempt(pieces, dice.one(choices));
      if (piece != null) {
        pieces.add(piece);
        return;
      }
    }
    pieces.add(print());
  }

  /// Goes back to what was, if it comes to nothing.
  private @Nullable Piece attempt(List<Piece> pieces, Supplier<@Nullable Piece> choice) {
    int size = pieces.size();
    int locals = frame.locals.size();
    int named = values.places.size();
    int lambdas = frame.lambdas;
    int loops = frame.loops;
    int times = frame.times;
    boolean quiet = frame.quiet;
    boolean following = frame.following;
    Home.Open arena = frame.arena;
    List<Type> types = new ArrayList<>(frame.locals.stream().map(l -> l.type).toList());
    try {
      return choice.get();
    } catch (Values.NothingFits _) {
      pieces.subList(size, pieces.size()).clear();
      cutTo(locals);
      while (values.places.size() > named) {
        values.places.removeLast();
      }
      frame.lambdas = lambdas;
      frame.loops = loops;
      frame.times = times;
      frame.quiet = quiet;
      frame.following = following;
      frame.arena = arena;
      for (int k = 0; k < types.size(); k++) {
        frame.locals.get(k).type = types.get(k);
      }
      return null;
    }
  }

  private static void add(
      List<Supplier<@Nullable Piece>> choices, int weight, Supplier<@Nullable Piece> choice) {
    for (int i = 0; i < weight; i++) {
      choices.add(choice);
    }
  }

  // plain statements

  private Piece declare() {
    Type type = maker.localType();
    return declare(type, dice.chance(35));
  }

  Piece declare(Type type, boolean isVar) {
    boolean keep = type != Plain.STR || dice.chance(40);
    Home into = isVar && type.lives() ? frame.fresh() : null;
    Ex value = values.make(type, new Want(keep, into), 3);
    return declare(maker.fresh(maker.nameFor(type)), type, value, isVar, into);
  }

  private Piece declare(String name, Type type, Ex value, boolean isVar, @Nullable Home into) {
    boolean typed =
        type instanceof Opt
            || type instanceof Seq
            || value.vl().contains("null")
            || dice.chance(30);
    Home home = !type.lives() ? null : into != null ? into : value.home();
    int texts = type == Plain.STR ? Math.max(1, value.texts()) : 0;
    boolean temp = value.temp();
    String vl =
        (isVar ? "var " : "val ") + name + (typed ? ": " + type.vl() : "") + " = " + value.vl();
    if (!isVar) {
      frame.locals.add(new Frame.Local(name, new Ex(name, name, home, temp, texts), type, false));
      return Piece.line(vl, "final " + type.java() + " " + name + " = " + value.java() + ";");
    }
    frame.locals.add(
        new Frame.Local(name, new Ex(name, name + ".v", home, temp, texts), type, true));
    return Piece.line(
        vl,
        "final Box<"
            + type.java()
            + "> "
            + name
            + " = new Box<"
            + type.java()
            + ">("
            + value.java()
            + ");");
  }

  private @Nullable Piece assign() {
    List<Frame.Local> vars =
        frame.locals.stream().filter(v -> v.isVar && (frame.lambdas == 0 || v.captures)).toList();
    if (vars.isEmpty()) {
      return null;
    }
    Frame.Local v = dice.one(vars);
    if (v.type == Plain.INT && dice.chance(50)) {
      Ex by = simple(Plain.INT);
      String op = dice.of(" += ", " -= ");
      return Piece.line(v.name + op + by.vl(), v.ex.java() + op + by.java() + ";");
    }
    if (v.type == Plain.STR && v.ex.temp()) {
      Ex more = values.read(Plain.STR, 2);
      String cut = "cut(" + more.vl() + ")";
      if (dice.chance(40) && frame.times <= 36) {
        return Piece.line(
            v.name + " = " + v.name + " + " + cut,
            v.ex.java() + " = " + v.ex.java() + " + cut(" + more.java() + ");");
      }
      return Piece.line(v.name + " = " + cut, v.ex.java() + " = cut(" + more.java() + ");");
    }
    Ex value = bounded(v.type, values.make(v.type, new Want(true, v.ex.home()), 2));
    return Piece.line(v.name + " = " + value.vl(), v.ex.java() + " = " + value.java() + ";");
  }

  /// A number without effects, and not too big to be added again and again.
  private Ex simple(Type type) {
    List<Ex> all = values.places(type);
    return all.isEmpty() || dice.chance(40) ? Ex.of("3", "3L") : bounded(type, dice.one(all));
  }

  /// A number that is stored does not grow without end: in Java it would wrap, in Rust it panics.
  private static Ex bounded(Type type, Ex value) {
    return type == Plain.INT
        ? value.as(value.vl() + " % 1000", "(" + value.java() + " % 1000L)")
        : value;
  }

  private @Nullable Piece assignField() {
    List<Ex> bases = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (Cls cls : maker.classes) {
      if (cls.data) {
        continue;
      }
      for (Ex base : values.places(cls)) {
        for (Field f : cls.fields) {
          if (f.isVar()) {
            bases.add(base);
            fields.add(f);
          }
        }
      }
    }
    if (bases.isEmpty()) {
      return null;
    }
    int which = dice.below(bases.size());
    Ex base = bases.get(which);
    Field f = fields.get(which);
    Ex place = values.field(base, f);
    if (f.type() == Plain.INT && dice.chance(60)) {
      Ex by = simple(Plain.INT);
      return Piece.line(
          place.vl() + " += " + by.vl(),
          place.java() + " = (" + place.java() + " + " + by.java() + ");");
    }
    Ex value = bounded(f.type(), values.make(f.type(), new Want(true, base.home()), 2));
    return Piece.line(place.vl() + " = " + value.vl(), place.java() + " = " + value.java() + ";");
  }

  /// Changes a list or array.
  private @Nullable Piece change() {
    Ex xs = values.anySequence();
    if (xs == null) {
      return null;
    }
    Type of = values.sequenceType();
    boolean array = values.places(new Seq(true, of)).stream().anyMatch(e -> e.vl().equals(xs.vl()));
    if (array || dice.chance(15)) {
      Ex value = values.make(of, new Want(true, xs.home()), 2);
      String index = dice.of("0", xs.vl() + ".length - 1");
      String java = index.equals("0") ? "0L" : xs.java() + ".length() - 1L";
      return Piece.block(
          "if (!" + xs.vl() + ".isEmpty()) {",
          "if (!" + xs.java() + ".isEmpty()) {",
          List.of(
              Piece.line(
                  xs.vl() + "[" + index + "] = " + value.vl(),
                  xs.java() + ".set(" + java + ", " + value.java() + ");")));
    }
    if (frame.quiet) {
      return null;
    }
    frame.fun.changesLists = true;
    if (dice.chance(10)) {
      String how = dice.of("pop()", "clear()", "reverse()");
      return Piece.line(xs.vl() + "." + how, xs.java() + "." + how + ";");
    }
    Ex value = values.make(of, new Want(true, xs.home()), 2);
    return Piece.line(
        xs.vl() + ".push(" + value.vl() + ")", xs.java() + ".push(" + value.java() + ");");
  }

  private Piece print() {
    if (dice.chance(50)) {
      Ex text = values.format(2);
      return Piece.line("println(" + text.vl() + ")", "println(" + text.java() + ");");
    }
    Type type = dice.of(Plain.INT, Plain.STR, Plain.BOOL);
    Ex value = values.read(type, 2);
    if (value.vl().startsWith("\"")) {
      return Piece.line("println(" + value.vl() + ")", "println(" + value.java() + ");");
    }
    return dice.chance(50)
        ? Piece.line("println(" + value.vl() + ")", "println(" + value.java() + ");")
        : Piece.line(
            "println(\"is {}\", " + value.vl() + ")", "println(\"is \" + " + value.java() + ");");
  }

  private @Nullable Piece callSomething() {
    List<Fun> all = maker.functions.stream().filter(f -> values.callable(f)).toList();
    List<Frame.Local> lambdas =
        frame.locals.stream()
            .filter(l -> l.type instanceof Fn fn && fn.gives() == Plain.UNIT)
            .toList();
    if (!lambdas.isEmpty() && dice.chance(60)) {
      Ex call = values.call(Plain.UNIT, 2);
      if (call != null) {
        return Piece.line(call.vl(), call.java() + ";");
      }
    }
    return all.isEmpty() ? null : call(dice.one(all));
  }

  @Nullable Piece call(Fun f) {
    Ex call;
    try {
      call = values.call(f, 2);
    } catch (Values.NothingFits _) {
      return null;
    }
    if (call == null) {
      return null;
    }
    if (f.result == Plain.UNIT) {
      return Piece.line(call.vl(), call.java() + ";");
    }
    if (f.result.prints() && dice.chance(60)) {
      return Piece.line("println(" + call.vl() + ")", "println(" + call.java() + ");");
    }
    return declare(maker.fresh(maker.nameFor(f.result)), f.result, call, false, null);
  }

  // conditions

  private Piece condition(int depth) {
    Ex test = values.bool(2);
    String vl = "if (" + test.vl() + ") {";
    String java = "if (" + test.java() + ") {";
    List<Piece> yes = block(dice.between(1, 2), depth - 1);
    if (frame.lambdas == 0 && dice.chance(25)) {
      Piece leave = leave();
      if (leave != null) {
        yes.add(leave);
        return Piece.block(vl, java, yes);
      }
    }
    return dice.chance(60)
        ? Piece.block(vl, java, yes)
        : new Piece(
            List.of(
                new Piece.Part(vl, java, yes),
                new Piece.Part("} else {", "} else {", block(dice.between(1, 2), depth - 1))),
            "}",
            "}");
  }

  private @Nullable Piece leave() {
    if (frame.loops > 0 && dice.chance(70)) {
      return frame.following || dice.chance(50)
          ? Piece.line("break", "break;")
          : Piece.line("continue", "continue;");
    }
    return finish(1);
  }

  Piece finish(int depth) {
    if (frame.fun.result == Plain.UNIT) {
      return Piece.line("return", "return;");
    }
    Ex value = result(depth);
    return Piece.line("return " + value.vl(), "return " + value.java() + ";");
  }

  Ex result(int depth) {
    return values.make(frame.fun.result, new Want(true, frame.result), depth);
  }

  /// Looks whether something is there.
  private @Nullable Piece narrowed(List<Piece> pieces, int depth) {
    Cls cls = maker.someClass();
    Type of = dice.chance(70) && cls != null ? cls : dice.of(Plain.INT, Plain.STR);
    List<Frame.Local> found =
        frame.locals.stream().filter(l -> !l.isVar && l.type.equals(new Opt(of))).toList();
    Frame.Local local;
    if (found.isEmpty() || dice.chance(40)) {
      List<Ex> places = values.places(new Opt(of));
      if (places.isEmpty()) {
        return null;
      }
      Ex place = dice.one(places);
      pieces.add(declare(maker.fresh(maker.nameFor(of)), new Opt(of), place, false, null));
      local = frame.locals.getLast();
    } else {
      local = dice.one(found);
    }
    Type whole = local.type;
    if (dice.chance(20)) {
      Piece leave = frame.lambdas == 0 ? leave() : null;
      if (leave != null) {
        local.type = of;
        // The narrowing holds for the rest of the block only; so the local is narrow from here on,
        // and a new block of statements ends where it does.
        pieces.add(
            Piece.block(
                "if (" + local.name + " == null) {",
                "if (" + local.name + " == null) {",
                List.of(leave)));
        List<Piece> rest = block(2, depth - 1);
        pieces.addAll(rest.subList(0, rest.size() - 1));
        local.type = whole;
        return rest.getLast();
      }
    }
    local.type = of;
    List<Piece> yes = block(dice.between(1, 3), depth - 1);
    local.type = whole;
    String vl = "if (" + local.name + " != null) {";
    if (dice.chance(70)) {
      return Piece.block(vl, vl, yes);
    }
    return new Piece(
        List.of(
            new Piece.Part(vl, vl, yes),
            new Piece.Part("} else {", "} else {", block(1, depth - 1))),
        "}",
        "}");
  }

  // loops

  private List<Piece> body(int count, int depth, int times) {
    int before = frame.times;
    frame.times *= times;
    frame.loops++;
    List<Piece> body = block(count, depth - 1);
    frame.loops--;
    frame.times = before;
    return body;
  }

  private Piece counted(int depth) {
    String i = maker.fresh("i");
    int size = frame.locals.size();
    int times = dice.between(1, 4);
    frame.locals.add(new Frame.Local(i, Ex.same(i), Plain.INT, false));
    List<Piece> body = body(dice.between(1, 4), depth, times);
    cutTo(size);
    return Piece.block(
        "for (" + i + " in 0..<" + times + ") {",
        "for (Long " + i + " : range(0, " + times + ")) {",
        body);
  }

  private @Nullable Piece walk(List<Piece> pieces, int depth) {
    Ex xs = values.anySequence();
    if (xs == null) {
      return null;
    }
    Type of = values.sequenceType();
    String x = maker.fresh(maker.nameFor(of));
    String steps = maker.fresh("steps");
    pieces.add(
        Piece.line("var " + steps + " = 0", "final Box<Long> " + steps + " = new Box<>(0L);"));
    int size = frame.locals.size();
    Home home = of.lives() ? xs.home() : null;
    frame.locals.add(
        new Frame.Local(x, new Ex(x, x, home, false, of == Plain.STR ? 1 : 0), of, false));
    List<Piece> body = new ArrayList<>();
    body.add(Piece.line(steps + " += 1", steps + ".v += 1L;"));
    body.add(
        Piece.block(
            "if (" + steps + " > 4) {",
            "if (" + steps + ".v > 4L) {",
            List.of(Piece.line("break", "break;"))));
    body.addAll(body(dice.between(1, 3), depth, 4));
    cutTo(size);
    return Piece.block(
        "for (" + x + " in " + xs.vl() + ") {",
        "for (" + of.java() + " " + x + " : " + xs.java() + ") {",
        body);
  }

  /// Follows a link as long as there is one.
  private @Nullable Piece chain(List<Piece> pieces, int depth) {
    List<Cls> classes = new ArrayList<>();
    List<Field> links = new ArrayList<>();
    for (Cls cls : maker.classes) {
      for (Field f : cls.fields) {
        if (!cls.data && f.type().equals(new Opt(cls))) {
          classes.add(cls);
          links.add(f);
        }
      }
    }
    if (classes.isEmpty()) {
      return null;
    }
    int which = dice.below(classes.size());
    Cls cls = classes.get(which);
    Field link = links.get(which);
    Home home = frame.fresh();
    Ex start = values.make(new Opt(cls), new Want(true, home), 1);
    String cur = maker.fresh("cur");
    String steps = maker.fresh("steps");
    pieces.add(
        Piece.line(
            "var " + cur + ": " + cls.name + "? = " + start.vl(),
            "final Box<" + cls.name + "> " + cur + " = new Box<>(" + start.java() + ");"));
    pieces.add(
        Piece.line("var " + steps + " = 0", "final Box<Long> " + steps + " = new Box<>(0L);"));
    int size = frame.locals.size();
    Frame.Local local = new Frame.Local(cur, new Ex(cur, cur + ".v", home, false, 0), cls, false);
    local.captures = false;
    frame.locals.add(local);
    List<Piece> body = new ArrayList<>();
    body.add(Piece.line(steps + " += 1", steps + ".v += 1L;"));
    int before = frame.times;
    frame.times *= 4;
    frame.loops += 2;
    frame.following = true;
    List<Piece> statements = block(dice.between(1, 2), Math.min(1, depth - 1));
    frame.following = false;
    frame.loops -= 2;
    frame.times = before;
    body.addAll(statements);
    body.add(
        Piece.line(
            cur + " = " + cur + "." + link.name(),
            cur + ".v = " + cur + ".v." + link.name() + ";"));
    cutTo(size);
    return Piece.block(
        "while (" + cur + " != null && " + steps + " < 4) {",
        "while (" + cur + ".v != null && " + steps + ".v < 4L) {",
        body);
  }

  private Piece whileCounting(List<Piece> pieces, int depth) {
    String steps = maker.fresh("steps");
    pieces.add(
        Piece.line("var " + steps + " = 0", "final Box<Long> " + steps + " = new Box<>(0L);"));
    List<Piece> body = new ArrayList<>();
    body.add(Piece.line(steps + " += 1", steps + ".v += 1L;"));
    int times = dice.between(1, 4);
    body.addAll(body(dice.between(1, 3), depth, times));
    return Piece.block(
        "while (" + steps + " < " + times + ") {",
        "while (" + steps + ".v < " + times + "L) {",
        body);
  }

  /// What happens at the end of a block.
  private @Nullable Piece deferred(int depth) {
    int size = frame.locals.size();
    List<Piece> before = several(dice.between(0, 1), depth - 1);
    // It is a lambda in so far as it sees variables as they will be.
    frame.lambdas++;
    Piece what =
        switch (dice.below(3)) {
          case 0 -> assign();
          case 1 -> assignField();
          default -> print();
        };
    frame.lambdas--;
    if (what == null || !what.isLine()) {
      cutTo(size);
      return null;
    }
    List<Piece> body = new ArrayList<>(before);
    body.add(Piece.deferred(what, block(dice.between(1, 3), depth - 1)));
    cutTo(size);
    return Piece.block("{", "{", body);
  }

  /// Keeps the object of the iteration before, or those of the two before.
  private @Nullable Piece carrying(List<Piece> pieces, int depth) {
    Type type = maker.localType();
    if (type instanceof Opt || !type.lives()) {
      return null;
    }
    Home home = frame.fresh();
    String last = carried("last", type, home, pieces);
    String older = dice.chance(35) ? carried("older", type, home, pieces) : "";
    String i = maker.fresh("i");
    int size = frame.locals.size();
    frame.locals.add(new Frame.Local(i, Ex.same(i), Plain.INT, false));
    List<Piece> body = new ArrayList<>();
    Ex made = values.make(type, new Want(true, home), 2);
    body.add(declare(maker.fresh(maker.nameFor(type)), type, made, false, home));
    Frame.Local fresh = frame.locals.getLast();
    body.addAll(body(dice.between(0, 2), depth, 3));
    if (!older.isEmpty()) {
      body.add(Piece.line(older + " = " + last, older + ".v = " + last + ".v;"));
    }
    body.add(Piece.line(last + " = " + fresh.name, last + ".v = " + fresh.name + ";"));
    cutTo(size);
    return Piece.block("for (" + i + " in 0..<3) {", "for (Long " + i + " : range(0, 3)) {", body);
  }

  private String carried(String base, Type type, Home home, List<Piece> pieces) {
    String name = maker.fresh(base);
    pieces.add(
        Piece.line(
            "var " + name + ": " + type.vl() + "? = null",
            "final Box<" + type.java() + "> " + name + " = new Box<>(null);"));
    int texts = type == Plain.STR ? 1 : 0;
    frame.locals.add(
        new Frame.Local(name, new Ex(name, name + ".v", home, false, texts), new Opt(type), true));
    return name;
  }

  /// A lambda of several statements.
  private @Nullable Piece forEach(int depth) {
    Ex xs = values.anySequence();
    if (xs == null || (long) frame.times * 6 > 200) {
      return null;
    }
    Type of = values.sequenceType();
    String x = maker.fresh(maker.nameFor(of));
    int size = frame.locals.size();
    Home home = of.lives() ? xs.home() : null;
    boolean quiet = frame.quiet;
    int loops = frame.loops;
    int times = frame.times;
    frame.quiet = true;
    frame.loops = 0;
    frame.times *= 6;
    frame.lambdas++;
    frame.locals.add(
        new Frame.Local(x, new Ex(x, x, home, false, of == Plain.STR ? 1 : 0), of, false));
    Type element = dice.one(maker.sequences).of();
    boolean maps = dice.chance(30) && !(element instanceof Opt);
    Type result = maps ? element : Plain.UNIT;
    Home into = frame.fresh();
    List<Piece> body = new ArrayList<>(several(dice.between(1, 2), depth - 1));
    if (maps) {
      Ex value = values.make(result, new Want(true, into), 2);
      body.add(Piece.line(value.vl(), "return " + value.java() + ";"));
    }
    cutTo(size);
    frame.lambdas--;
    frame.times = times;
    frame.loops = loops;
    frame.quiet = quiet;
    if (!maps) {
      return new Piece(
          List.of(
              new Piece.Part(
                  xs.vl() + ".forEach { " + x + " ->",
                  xs.java() + ".forEach2(" + x + " -> {",
                  body)),
          "}",
          "});");
    }
    Type all = new Seq(false, result);
    String name = maker.fresh("mapped");
    frame.locals.add(new Frame.Local(name, new Ex(name, name, into, false, 0), all, false));
    return new Piece(
        List.of(
            new Piece.Part(
                "val " + name + " = " + xs.vl() + ".map { " + x + " ->",
                "final " + all.java() + " " + name + " = " + xs.java() + ".map(" + x + " -> {",
                body)),
        "}",
        "});");
  }

  // arenas and labels

  private List<Piece> inArena(String name, boolean label, int count, int depth, int times) {
    Home.Open before = frame.arena;
    Home.Open token = new Home.Open(before);
    frame.arena = token;
    values.places.add(new Values.Place(name, label, Home.in(token)));
    int known = frame.times;
    frame.times *= times;
    List<Piece> body = new ArrayList<>();
    Cls cls = maker.someObjectClass();
    int size = frame.locals.size();
    if (cls != null) {
      Ex made = values.construct(cls, 2);
      body.add(declare(maker.fresh(maker.nameFor(cls)), cls, made, false, null));
    }
    body.addAll(several(count, depth - 1));
    cutTo(size);
    frame.times = known;
    values.places.removeLast();
    frame.arena = before;
    return body;
  }

  private Piece arena(int depth) {
    String name = maker.fresh(dice.of("root", "arena", "pool"));
    boolean sub = values.places.stream().anyMatch(p -> !p.label()) && dice.chance(60);
    String parent = "";
    if (sub) {
      parent = dice.one(values.places.stream().filter(p -> !p.label()).toList()).name();
    }
    if (sub && dice.chance(40)) {
      return new Piece(
          List.of(
              new Piece.Part(
                  parent + ".useArena { " + name + " ->",
                  "{ final Object " + name + " = new Object();",
                  inArena(name, false, dice.between(1, 3), depth, 1))),
          "}",
          "}");
    }
    String made = "val " + name + " = " + (sub ? parent + ".newSub()" : "Arena.newRoot()");
    List<Piece> body = new ArrayList<>();
    body.add(Piece.line(made, "final Object " + name + " = new Object();"));
    switch (dice.below(4)) {
      case 0 -> {
        body.add(Piece.line("defer " + name + ".free()", ""));
        body.addAll(inArena(name, false, dice.between(1, 3), depth, 1));
      }
      case 1 -> {
        List<Piece> inner = inArena(name, false, dice.between(1, 3), depth, 1);
        body.add(Piece.block("{", "{", inner));
        if (!endsEarly(inner)) {
          body.add(Piece.line(name + ".free()", ""));
        }
      }
      case 2 -> {
        frame.loops++;
        List<Piece> inner = inArena(name, false, dice.between(1, 2), depth, 3);
        frame.loops--;
        inner.add(Piece.line(name + ".reset()", ""));
        String i = maker.fresh("i");
        body.add(
            Piece.block(
                "for (" + i + " in 0..<3) {", "for (Long " + i + " : range(0, 3)) {", inner));
        if (dice.chance(50)) {
          body.add(Piece.line(name + ".free()", ""));
        }
      }
      default -> body.addAll(inArena(name, false, dice.between(1, 4), depth, 1));
    }
    return Piece.block("{", "{", body);
  }

  private static boolean endsEarly(List<Piece> body) {
    return !body.isEmpty()
        && body.getLast().isLine()
        && body.getLast().parts().getFirst().vl().matches("(return|break|continue)\\b.*");
  }

  private Piece labelled(int depth) {
    String label = maker.fresh(dice.of("each", "outer", "work"));
    if (frame.loops < 2 && dice.chance(70)) {
      String i = maker.fresh("i");
      int size = frame.locals.size();
      frame.locals.add(new Frame.Local(i, Ex.same(i), Plain.INT, false));
      frame.loops++;
      List<Piece> body = inArena(label, true, dice.between(1, 3), depth, 3);
      frame.loops--;
      cutTo(size);
      if (dice.chance(30)) {
        Ex test = values.bool(1);
        body.add(
            Piece.block(
                "if (" + test.vl() + ") {",
                "if (" + test.java() + ") {",
                List.of(Piece.line("break@" + label, "break " + label + ";"))));
      }
      return Piece.block(
          label + "@ for (" + i + " in 0..<3) {",
          label + ": for (Long " + i + " : range(0, 3)) {",
          body);
    }
    return Piece.block(
        label + "@ {", label + ": {", inArena(label, true, dice.between(1, 3), depth, 1));
  }
}
