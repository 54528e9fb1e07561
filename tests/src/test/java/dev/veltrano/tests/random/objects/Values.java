package dev.veltrano.tests.random.objects;

import dev.veltrano.tests.random.Dice;
import dev.veltrano.tests.random.objects.Type.Cls;
import dev.veltrano.tests.random.objects.Type.Field;
import dev.veltrano.tests.random.objects.Type.Fn;
import dev.veltrano.tests.random.objects.Type.Opt;
import dev.veltrano.tests.random.objects.Type.Plain;
import dev.veltrano.tests.random.objects.Type.Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes expressions of a wanted type.
final class Values {
  /// `keep` if the value is stored, returned or given to somebody who keeps it; `into` is where.
  record Want(boolean keep, @Nullable Home into) {
    static final Want READ = new Want(false, null);
    static final Want KEEP = new Want(true, null);
  }

  /// What was begun cannot be ended; something else has to stand there.
  static final class NothingFits extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final int COSTLY = 4000;

  private final Maker maker;
  private final Dice dice;
  private final Frame frame;
  final List<Place> places = new ArrayList<>();

  /// What an allocation can name: an arena or a label.
  record Place(String name, boolean label, Home home) {}

  Values(Maker maker, Dice dice, Frame frame) {
    this.maker = maker;
    this.dice = dice;
    this.frame = frame;
  }

  Ex make(Type type, Want want, int depth) {
    for (int i = 0; i < 5; i++) {
      Ex made = admit(raw(type, want, depth), type, want);
      if (made != null) {
        return made;
      }
    }
    Ex simple = admit(unlabelled(type), type, want);
    if (simple == null) {
      throw new NothingFits();
    }
    return simple;
  }

  Ex read(Type type, int depth) {
    return make(type, Want.READ, depth);
  }

  private @Nullable Ex admit(@Nullable Ex ex, Type type, Want want) {
    if (ex == null || !want.keep) {
      return ex;
    }
    Ex kept = ex;
    if (type == Plain.STR) {
      if (kept.texts() > 1) {
        kept = new Ex("cut(" + ex.vl() + ")", "cut(" + ex.java() + ")", ex.home(), ex.temp(), 1);
      }
      if (kept.temp() || dice.chance(10)) {
        kept = keep(kept);
      }
    } else if (kept.temp() && !(frame.bold && dice.chance(10))) {
      return null;
    }
    return frame.relate(kept.home(), want.into, type.claims()) ? kept : null;
  }

  /// A copy that stays.
  private Ex keep(Ex text) {
    if (!places.isEmpty() && dice.chance(25)) {
      Place place = dice.one(places);
      return new Ex(text.vl() + ".bumpRef(@" + place.name + ")", text.java(), place.home, false, 1);
    }
    return new Ex(text.vl() + ".bumpRef()", text.java(), frame.fresh(), false, 1);
  }

  /// What can go anywhere.
  private Ex unlabelled(Type type) {
    List<Place> named = List.copyOf(places);
    places.clear();
    try {
      return simplest(type);
    } finally {
      places.addAll(named);
    }
  }

  private Ex simplest(Type type) {
    return switch (type) {
      case Plain plain ->
          switch (plain) {
            case INT -> literal();
            case BOOL -> Ex.same(dice.of("true", "false"));
            case STR -> Ex.same("\"" + maker.word() + "\"");
            case UNIT -> throw new AssertionError("no value");
          };
      case Opt(Type of) -> nothing(of);
      case Seq seq -> empty(seq);
      case Cls cls -> construct(cls, 0);
      case Fn fn -> lambda(fn, 0);
      case Type.ArenaRef _ -> throw new AssertionError("no arena");
    };
  }

  private static Ex nothing(Type of) {
    return Ex.of("null", "(" + of.java() + ") null");
  }

  private Ex empty(Seq seq) {
    if (seq.array()) {
      Home home = frame.fresh();
      Ex one = make(seq.of(), new Want(true, home), 0);
      return new Ex("[" + one.vl() + "]", listOf(seq.of(), List.of(one.java())), home, false, 0);
    }
    Place place = places.isEmpty() || dice.chance(60) ? null : dice.one(places);
    return new Ex(
        "List" + (place == null ? "" : "@" + place.name) + "<" + seq.of().vl() + ">()",
        "new L<" + seq.of().java() + ">()",
        place == null ? frame.fresh() : place.home,
        false,
        0);
  }

  private Ex literal() {
    int value = dice.below(dice.chance(80) ? 10 : 100);
    return Ex.of(Integer.toString(value), value + "L");
  }

  private @Nullable Ex raw(Type type, Want want, int depth) {
    if (depth <= 0 || dice.chance(35)) {
      List<Ex> all = places(type);
      if (!all.isEmpty() && dice.chance(90)) {
        return dice.one(all);
      }
    }
    if (depth <= 0) {
      return simplest(type);
    }
    if (dice.chance(22)) {
      Ex call = call(type, depth);
      if (call != null) {
        return call;
      }
    }
    if (dice.chance(12) && type != Plain.UNIT && !(type instanceof Fn)) {
      return choice(type, want, depth);
    }
    if (dice.chance(14) && !(type instanceof Opt) && type != Plain.UNIT) {
      Ex or = elvis(type, want, depth);
      if (or != null) {
        return or;
      }
    }
    return switch (type) {
      case Plain plain ->
          switch (plain) {
            case INT -> number(depth);
            case BOOL -> bool(depth);
            case STR -> text(depth);
            case UNIT -> throw new AssertionError("no value");
          };
      case Opt(Type of) -> optional(of, want, depth);
      case Seq seq -> sequence(seq, depth);
      case Cls cls -> construct(cls, depth);
      case Fn fn -> lambda(fn, depth);
      case Type.ArenaRef _ -> null;
    };
  }

  // places

  /// Locals, what can be reached from them, and the elements of lists.
  List<Ex> places(Type type) {
    List<Ex> found = new ArrayList<>();
    for (Frame.Local local : frame.locals) {
      if (frame.lambdas == 0 || local.captures) {
        paths(found, local.ex, local.type, type, 2);
      }
    }
    return found;
  }

  private void paths(List<Ex> found, Ex base, Type has, Type wanted, int depth) {
    if (has.equals(wanted)) {
      found.add(base);
    }
    if (depth == 0) {
      return;
    }
    switch (has) {
      case Cls cls -> {
        for (Field f : cls.fields) {
          paths(found, field(base, f), f.type(), wanted, depth - 1);
        }
      }
      case Opt(Cls cls) -> {
        for (Field f : cls.fields) {
          Type result = f.type() instanceof Opt ? f.type() : new Opt(f.type());
          if (result.equals(wanted)) {
            Ex plain = field(base, f);
            found.add(
                plain.as(
                    base.vl() + "?." + f.name(),
                    "opt(" + base.java() + ", it -> it." + f.name() + ")"));
          }
        }
      }
      case Seq(boolean _, Type of) when wanted.equals(of instanceof Opt ? of : new Opt(of)) -> {
        String which = dice.of("first", "last");
        found.add(
            element(base, of).as(base.vl() + "." + which + "()", base.java() + "." + which + "()"));
      }
      default -> {}
    }
  }

  Ex field(Ex base, Field f) {
    String vl = base.vl().equals("self") && dice.chance(70) ? f.name() : base.vl() + "." + f.name();
    return part(base, f.type()).as(vl, base.java() + "." + f.name());
  }

  private static Ex part(Ex base, Type type) {
    return new Ex(
        "", "", type.lives() ? base.home() : null, base.temp(), type == Plain.STR ? 1 : 0);
  }

  private static Ex element(Ex base, Type of) {
    return part(base, of);
  }

  // what any type can have

  private Ex choice(Type type, Want want, int depth) {
    Ex condition = bool(depth - 1);
    Ex yes = make(type, want, depth - 1);
    Ex no = make(type, want, depth - 1);
    boolean cast = type instanceof Opt;
    return join(yes, no, type)
        .as(
            "(if (" + condition.vl() + ") " + yes.vl() + " else " + no.vl() + ")",
            "("
                + condition.java()
                + " ? "
                + (cast ? "(" + type.java() + ") (" + yes.java() + ")" : yes.java())
                + " : "
                + (cast ? "(" + type.java() + ") (" + no.java() + ")" : no.java())
                + ")");
  }

  private Ex join(Ex a, Ex b, Type type) {
    Home home = a.home() == null ? b.home() : a.home();
    if (!frame.relate(a.home(), b.home(), type.claims())) {
      if (type.claims()) {
        throw new NothingFits();
      }
      // One value out of two places is fresh for both: it cannot go anywhere.
      home = Home.locked();
    }
    return new Ex("", "", home, a.temp() || b.temp(), Math.max(a.texts(), b.texts()));
  }

  private @Nullable Ex elvis(Type type, Want want, int depth) {
    List<Ex> all = places(new Opt(type));
    Ex left = all.isEmpty() ? call(new Opt(type), depth) : dice.one(all);
    if (left == null) {
      return null;
    }
    Ex right = make(type, want, depth - 1);
    return join(left, right, type)
        .as(
            "(" + left.vl() + " ?: " + right.vl() + ")",
            "or(" + left.java() + ", () -> " + right.java() + ")");
  }

  /// A call of any function or method that gives such a value.
  @Nullable Ex call(Type type, int depth) {
    List<Supplier<@Nullable Ex>> choices = new ArrayList<>();
    for (Fun f : maker.functions) {
      if (f.result.equals(type) && callable(f)) {
        choices.add(() -> call(f, depth));
      }
    }
    for (Frame.Local local : frame.locals) {
      if (local.type instanceof Fn fn && fn.gives().equals(type)) {
        choices.add(() -> call(local, fn, depth));
      }
    }
    return choices.isEmpty() ? null : dice.one(choices).get();
  }

  boolean callable(Fun f) {
    if (f.finished) {
      return (long) f.cost * frame.times < COSTLY
          && !(frame.quiet && f.changesLists)
          && (places.stream().anyMatch(p -> !p.label)
              || f.parameters.stream().noneMatch(p -> p.type() instanceof Type.ArenaRef));
    }
    return f.group == frame.fun.group
        && f.group >= 0
        && frame.loops == 0
        && frame.lambdas == 0
        && !frame.recursed;
  }

  @Nullable Ex call(Fun f, int depth) {
    Ex receiver = null;
    if (f.owner != null) {
      List<Ex> all = places(f.owner).stream().filter(e -> !e.temp()).toList();
      receiver = all.isEmpty() ? make(f.owner, Want.KEEP, depth - 1) : dice.one(all);
    }
    boolean recursion = !f.finished;
    if (recursion) {
      frame.recursed = dice.chance(70) || frame.cost > 30;
    }
    List<@Nullable Home> homes = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    List<String> vl = new ArrayList<>();
    List<String> java = new ArrayList<>();
    if (receiver != null) {
      homes.add(receiver.home());
      types.add(f.owner);
    }
    boolean named = dice.chance(8);
    for (Fun.Parameter p : f.parameters) {
      Ex value = argument(p, depth);
      homes.add(p.type().lives() || p.type() instanceof Type.ArenaRef ? value.home() : null);
      types.add(p.type());
      boolean last = p == f.parameters.getLast();
      if (p.omitted() != null && last && dice.chance(50)) {
        java.add(p.omitted());
        homes.set(homes.size() - 1, null);
        continue;
      }
      vl.add(named ? p.name() + " = " + value.vl() : value.vl());
      java.add(value.java());
    }
    Home result = f.result.lives() ? related(f, homes, types) : null;
    if (!f.result.lives() && !f.parameters.isEmpty()) {
      result = related(f, homes, types);
    }
    if (result == REFUSED) {
      return null;
    }
    frame.cost += frame.times * (recursion ? 4 : f.cost);
    frame.fun.changesLists |= f.changesLists;
    String name = f.name + "(";
    String javaName = name;
    if (receiver != null) {
      boolean bare = receiver.vl().equals("self") && dice.chance(50);
      name = bare ? name : receiver.vl() + "." + name;
      javaName = receiver.java() + "." + javaName;
    }
    return new Ex(
        name + String.join(", ", vl) + ")",
        javaName + String.join(", ", java) + ")",
        f.result.lives() ? result : null,
        false,
        f.result == Plain.STR ? 1 : 0);
  }

  private Ex argument(Fun.Parameter p, int depth) {
    if (p.depth()) {
      for (Frame.Local local : frame.locals) {
        if (local.name.equals("depth")) {
          return Ex.same("depth - 1");
        }
      }
      int levels = dice.below(5);
      return Ex.of(Integer.toString(levels), levels + "L");
    }
    if (p.type() instanceof Type.ArenaRef) {
      Place place = dice.one(places.stream().filter(x -> !x.label).toList());
      return Ex.same(place.name).at(place.home);
    }
    boolean keep = p.type() != Plain.STR || p.keeps();
    Ex value = make(p.type(), new Want(keep, null), depth - 1);
    if (p.type() == Plain.STR && value.texts() > 1) {
      value = value.as("cut(" + value.vl() + ")", "cut(" + value.java() + ")").holding(1);
    }
    return value;
  }

  private static final Home REFUSED = Home.locked();

  /// Does to the arguments what the callee does to its parameters; gives the home of the result.
  private @Nullable Home related(Fun f, List<@Nullable Home> homes, List<Type> types) {
    if (!f.finished) {
      Home all = frame.fresh();
      for (int i = 0; i < homes.size(); i++) {
        if (!frame.relate(all, homes.get(i), types.get(i).claims())) {
          return REFUSED;
        }
      }
      return all;
    }
    Home result = null;
    for (Fun.Relation relation : f.relations) {
      boolean gives = relation.equal().contains(-1);
      Home one = gives && relation.fresh() ? frame.fresh() : null;
      for (int i : relation.equal()) {
        Home home = i < 0 ? null : homes.get(i);
        if (home == null) {
          continue;
        }
        if (one == null) {
          one = home;
        } else if (!frame.relate(one, home, types.get(i).claims())) {
          return REFUSED;
        }
      }
      if (gives) {
        result = one;
      }
    }
    for (List<Integer> loose : f.loose) {
      Home one = null;
      for (int i : loose) {
        Home home = i < 0 ? result : homes.get(i);
        if (one == null) {
          one = home;
        } else if (!frame.relate(one, home, false)) {
          return REFUSED;
        }
      }
    }
    return result;
  }

  private @Nullable Ex call(Frame.Local f, Fn fn, int depth) {
    List<String> vl = new ArrayList<>();
    List<String> java = new ArrayList<>();
    for (Type type : fn.takes()) {
      Ex value = make(type, new Want(true, Home.parameter(false)), depth - 1);
      vl.add(value.vl());
      java.add(value.java());
    }
    String how = fn.gives() == Plain.UNIT ? ".accept(" : ".apply(";
    return new Ex(
        f.name + "(" + String.join(", ", vl) + ")",
        f.ex.java() + how + String.join(", ", java) + ")",
        fn.gives().lives() ? Home.parameter(false) : null,
        false,
        fn.gives() == Plain.STR ? 1 : 0);
  }

  // types one by one

  private Ex number(int depth) {
    int which = dice.below(14);
    if (which < 4) {
      Ex a = read(Plain.INT, depth - 1);
      Ex b = read(Plain.INT, depth - 1);
      String op = dice.of(" + ", " - ");
      return Ex.of("(" + a.vl() + op + b.vl() + ")", "(" + a.java() + op + b.java() + ")");
    }
    if (which < 6) {
      Ex a = read(Plain.INT, depth - 1);
      Ex b = read(Plain.INT, depth - 1);
      return Ex.of(
          "(" + a.vl() + " % 50 * " + b.vl() + " % 97)",
          "(" + a.java() + " % 50L * " + b.java() + " % 97L)");
    }
    if (which < 7) {
      Ex a = read(Plain.INT, depth - 1);
      int by = dice.between(2, 9);
      return Ex.of("(" + a.vl() + " / " + by + ")", "(" + a.java() + " / " + by + "L)");
    }
    if (which < 9) {
      Ex s = read(Plain.STR, depth - 1);
      return Ex.of(s.vl() + ".length", "length(" + s.java() + ")");
    }
    if (which < 12) {
      Ex xs = anySequence();
      if (xs != null) {
        Ex walked = walked(xs, depth, true);
        if (walked != null && maker.lambdas() && dice.chance(70)) {
          return walked;
        }
        return Ex.of(xs.vl() + ".length", xs.java() + ".length()");
      }
    }
    return literal();
  }

  private Type sequenceType = Plain.UNIT;

  /// A list or array that is at hand; `sequenceType` is what it holds.
  @Nullable Ex anySequence() {
    List<Seq> types = new ArrayList<>(maker.sequences);
    for (int i = 0; i < 3 && !types.isEmpty(); i++) {
      Seq type = dice.one(types);
      List<Ex> all = places(type);
      if (!all.isEmpty()) {
        sequenceType = type.of();
        return dice.one(all);
      }
    }
    return null;
  }

  Type sequenceType() {
    return sequenceType;
  }

  /// A number or a truth out of a list, by a lambda.
  private @Nullable Ex walked(Ex xs, int depth, boolean number) {
    Type of = sequenceType;
    String x = maker.fresh("x");
    if (!number) {
      String how = dice.of("any", "all");
      Ex body = inLambda(() -> bool(depth - 1), x, of, xs);
      return Ex.of(
          xs.vl() + "." + how + " " + braces(x, body.vl()),
          xs.java() + "." + how + "(" + x + " -> " + body.java() + ")");
    }
    if (dice.chance(30)) {
      Ex body = inLambda(() -> bool(depth - 1), x, of, xs);
      return Ex.of(
          xs.vl() + ".count " + braces(x, body.vl()),
          xs.java() + ".count(" + x + " -> " + body.java() + ")");
    }
    if (dice.chance(40)) {
      Ex body = inLambda(() -> read(Plain.INT, depth - 1), x, of, xs);
      return Ex.of(
          xs.vl() + ".map " + braces(x, body.vl()) + ".sum()",
          "sum(" + xs.java() + ".map(" + x + " -> " + body.java() + "))");
    }
    String acc = maker.fresh("acc");
    int size = frame.locals.size();
    frame.locals.add(new Frame.Local(acc, Ex.same(acc), Plain.INT, false));
    Ex body = inLambda(() -> read(Plain.INT, depth - 1), x, of, xs);
    cutTo(size);
    return Ex.of(
        xs.vl() + ".fold(0) { " + acc + ", " + x + " -> (" + acc + " + " + body.vl() + ") % 1000 }",
        xs.java()
            + ".fold(0L, ("
            + acc
            + ", "
            + x
            + ") -> ("
            + acc
            + " + "
            + body.java()
            + ") % 1000L)");
  }

  private String braces(String x, String body) {
    return dice.chance(20) ? "{ " + x + " ->  " + body + " }" : "{ " + x + " -> " + body + " }";
  }

  private void cutTo(int size) {
    while (frame.locals.size() > size) {
      frame.locals.removeLast();
    }
  }

  private Ex inLambda(Supplier<Ex> body, String x, Type of, Ex xs) {
    return inLambda(body, x, of, of.lives() ? xs.home() : null);
  }

  private Ex inLambda(Supplier<Ex> body, String x, Type of, @Nullable Home home) {
    int size = frame.locals.size();
    boolean quiet = frame.quiet;
    int times = frame.times;
    frame.times *= 6;
    frame.quiet = true;
    frame.lambdas++;
    Ex param = Ex.same(x).at(home).holding(of == Plain.STR ? 1 : 0);
    frame.locals.add(new Frame.Local(x, param, of, false));
    Ex made = body.get();
    cutTo(size);
    frame.lambdas--;
    frame.quiet = quiet;
    frame.times = times;
    return made;
  }

  Ex bool(int depth) {
    if (depth <= 0) {
      List<Ex> all = places(Plain.BOOL);
      if (!all.isEmpty() && dice.chance(40)) {
        return dice.one(all);
      }
      return comparison(0);
    }
    return switch (dice.below(9)) {
      case 0 -> {
        Ex a = bool(depth - 1);
        Ex b = bool(depth - 1);
        String op = dice.of(" && ", " || ");
        yield Ex.of("(" + a.vl() + op + b.vl() + ")", "(" + a.java() + op + b.java() + ")");
      }
      case 1 -> {
        Ex a = bool(depth - 1);
        yield Ex.of("!(" + a.vl() + ")", "!(" + a.java() + ")");
      }
      case 2 -> {
        Ex a = read(Plain.STR, depth - 1);
        Ex b = read(Plain.STR, depth - 1);
        yield dice.chance(50)
            ? Ex.of("(" + a.vl() + " == " + b.vl() + ")", eq(a, b))
            : Ex.of(a.vl() + ".contains(" + b.vl() + ")", a.java() + ".contains(" + b.java() + ")");
      }
      case 3 -> {
        Cls cls = maker.someClass();
        List<Ex> all = cls == null ? List.of() : places(cls);
        if (all.size() < 2 || cls == null || cls.data && cls.claims()) {
          yield comparison(depth);
        }
        Ex a = dice.one(all);
        Ex b = dice.one(all);
        String op = cls.data ? " == " : dice.of(" == ", " != ", " === ");
        if (cls.data && !cls.prints()) {
          yield comparison(depth);
        }
        yield Ex.of("(" + a.vl() + op + b.vl() + ")", (op.equals(" != ") ? "!" : "") + eq(a, b));
      }
      case 4 -> {
        Cls cls = maker.someClass();
        List<Ex> all = places(cls == null ? new Opt(Plain.STR) : new Opt(cls));
        if (all.isEmpty()) {
          yield comparison(depth);
        }
        Ex a = dice.one(all);
        String op = dice.of(" == ", " != ");
        yield Ex.of("(" + a.vl() + op + "null)", "(" + a.java() + op + "null)");
      }
      case 5 -> {
        Ex xs = anySequence();
        if (xs == null) {
          yield comparison(depth);
        }
        if (maker.lambdas() && dice.chance(60)) {
          Ex walked = walked(xs, depth, false);
          if (walked != null) {
            yield walked;
          }
        }
        yield Ex.of(xs.vl() + ".isEmpty()", xs.java() + ".isEmpty()");
      }
      default -> comparison(depth);
    };
  }

  private static String eq(Ex a, Ex b) {
    return "eq(" + a.java() + ", " + b.java() + ")";
  }

  private Ex comparison(int depth) {
    Ex a = read(Plain.INT, depth - 1);
    Ex b = read(Plain.INT, depth - 1);
    String op = dice.of(" < ", " > ", " <= ", " >= ", " == ");
    return op.equals(" == ")
        ? Ex.of("(" + a.vl() + op + b.vl() + ")", eq(a, b))
        : Ex.of("(" + a.vl() + op + b.vl() + ")", "(" + a.java() + op + b.java() + ")");
  }

  private Ex text(int depth) {
    switch (dice.below(10)) {
      case 0 -> {
        Ex a = read(Plain.STR, depth - 1);
        Ex b = read(Plain.STR, depth - 1);
        return Ex.of("(" + a.vl() + " + " + b.vl() + ")", "(" + a.java() + " + " + b.java() + ")")
            .temporary(a.texts() + b.texts());
      }
      case 1 -> {
        Ex a = read(Plain.STR, depth - 1);
        return switch (dice.below(4)) {
          case 0 -> a.as(a.vl() + ".toUpper()", a.java() + ".toUpperCase()").temporary(a.texts());
          case 1 ->
              a.as(a.vl() + ".replace(\"a\", \"b\")", a.java() + ".replace(\"a\", \"b\")")
                  .temporary(a.texts());
          case 2 -> a.as(a.vl() + ".trim()", a.java() + ".trim()");
          default -> {
            String prefix = maker.word();
            yield a.as(
                "(" + a.vl() + ".stripPrefix(\"" + prefix + "\") ?: " + "\"none\")",
                "or(strip(" + a.java() + ", \"" + prefix + "\"), () -> \"none\")");
          }
        };
      }
      case 2 -> {
        Ex a = read(Plain.STR, depth - 1);
        return a.as("cut(" + a.vl() + ")", "cut(" + a.java() + ")").holding(Math.min(1, a.texts()));
      }
      case 3 -> {
        if (dice.chance(50)) {
          Ex n = read(Plain.INT, depth - 1);
          return Ex.of(n.vl() + ".toString()", "(\"\" + " + n.java() + ")").temporary(0);
        }
        return simplest(Plain.STR);
      }
      case 4 -> {
        return simplest(Plain.STR);
      }
      default -> {
        return format(depth);
      }
    }
  }

  /// A format text.
  Ex format(int depth) {
    StringBuilder vl = new StringBuilder("f\"");
    StringBuilder java = new StringBuilder("(\"\"");
    int texts = 0;
    for (int i = dice.between(1, 3); i > 0; i--) {
      String word = maker.word() + dice.of("", " ", "=", "-");
      vl.append(word);
      java.append(" + \"").append(word).append('"');
      Type type = dice.of(Plain.INT, Plain.INT, Plain.STR, Plain.STR, Plain.BOOL);
      Cls data = maker.someClass();
      if (data != null && data.prints() && dice.chance(20) && !places(data).isEmpty()) {
        type = data;
      }
      Ex hole = read(type, depth - 1);
      boolean simple = hole.vl().matches("[\\w.]+");
      if (hole.vl().contains("\"")) {
        hole = simplestHole(type);
        simple = false;
      }
      texts += type == Plain.STR ? Math.max(1, hole.texts()) : 0;
      vl.append('{').append(simple ? hole.vl() : "(" + hole.vl() + ")").append('}');
      java.append(" + (").append(hole.java()).append(')');
      texts += type instanceof Cls ? 3 : 0;
    }
    return new Ex(vl + "\"", java + ")", null, true, texts);
  }

  private Ex simplestHole(Type type) {
    List<Ex> all = places(type).stream().filter(e -> !e.vl().contains("\"")).toList();
    if (!all.isEmpty()) {
      return dice.one(all);
    }
    return type == Plain.BOOL ? Ex.same("true") : Ex.of("7", "7L");
  }

  private Ex optional(Type of, Want want, int depth) {
    if (dice.chance(25)) {
      return nothing(of);
    }
    if (maker.lambdas() && dice.chance(25)) {
      List<Ex> lists = new ArrayList<>(places(new Seq(false, of)));
      lists.addAll(places(new Seq(true, of)));
      if (!lists.isEmpty()) {
        Ex xs = dice.one(lists);
        String x = maker.fresh("x");
        Ex body = inLambda(() -> bool(depth - 1), x, of, xs);
        return element(xs, of)
            .as(
                xs.vl() + ".find " + braces(x, body.vl()),
                xs.java() + ".find(" + x + " -> " + body.java() + ")");
      }
    }
    return make(of, want, depth - 1);
  }

  private Ex sequence(Seq seq, int depth) {
    if (maker.lambdas() && !seq.array() && dice.chance(35)) {
      if (dice.chance(50)) {
        List<Ex> lists = places(seq);
        if (!lists.isEmpty()) {
          Ex xs = dice.one(lists);
          String x = maker.fresh("x");
          Ex body = inLambda(() -> bool(depth - 1), x, seq.of(), xs);
          return new Ex(
              xs.vl() + ".filter " + braces(x, body.vl()),
              xs.java() + ".filter(" + x + " -> " + body.java() + ")",
              seq.of().lives() ? xs.home() : frame.fresh(),
              false,
              0);
        }
      }
      // What a lambda gives has its type from itself, so it is not `null`.
      Ex xs = seq.of() instanceof Opt ? null : anySequence();
      if (xs != null) {
        Type of = sequenceType;
        String x = maker.fresh("x");
        Home home = frame.fresh();
        Ex body = inLambda(() -> make(seq.of(), new Want(true, home), depth - 1), x, of, xs);
        return new Ex(
            xs.vl() + ".map " + braces(x, body.vl()),
            xs.java() + ".map(" + x + " -> (" + seq.of().java() + ") (" + body.java() + "))",
            home,
            false,
            0);
      }
    }
    if (dice.chance(25)) {
      return empty(seq);
    }
    Home home = frame.fresh();
    List<String> vl = new ArrayList<>();
    List<String> java = new ArrayList<>();
    for (int i = dice.between(1, 3); i > 0; i--) {
      Ex element = make(seq.of(), new Want(true, home), depth - 1);
      vl.add(element.vl());
      java.add(element.java());
    }
    String all = String.join(", ", vl);
    String of = listOf(seq.of(), java);
    return new Ex(seq.array() ? "[" + all + "]" : "List(" + all + ")", of, home, false, 0);
  }

  /// Java must not take a single element for an array of them.
  private static String listOf(Type of, List<String> elements) {
    StringBuilder java = new StringBuilder("L.<" + of.java() + ">of(");
    String comma = "";
    for (String element : elements) {
      java.append(comma).append('(').append(of.java()).append(") (").append(element).append(')');
      comma = ", ";
    }
    return java + ")";
  }

  Ex construct(Cls cls, int depth) {
    Place place = places.isEmpty() || cls.data || dice.chance(55) ? null : dice.one(places);
    Home home = place != null ? place.home : cls.lives() ? frame.fresh() : null;
    List<String> vl = new ArrayList<>();
    List<String> java = new ArrayList<>();
    boolean named = dice.chance(15);
    for (Field f : cls.parameters()) {
      Ex value = make(f.type(), new Want(true, home), depth - 1);
      vl.add(named ? f.name() + " = " + value.vl() : value.vl());
      java.add(value.java());
    }
    String label = place == null ? "" : "@" + place.name;
    return new Ex(
        cls.name + label + "(" + String.join(", ", vl) + ")",
        "new " + cls.name + "(" + String.join(", ", java) + ")",
        home,
        false,
        0);
  }

  private Ex lambda(Fn fn, int depth) {
    int size = frame.locals.size();
    List<String> names = new ArrayList<>();
    for (Type type : fn.takes()) {
      String name = maker.fresh("p");
      names.add(name);
      Ex ex = Ex.same(name).at(type.lives() ? Home.locked() : null);
      frame.locals.add(new Frame.Local(name, ex.holding(type == Plain.STR ? 1 : 0), type, false));
    }
    boolean quiet = frame.quiet;
    frame.quiet = true;
    frame.lambdas++;
    frame.times *= 4;
    String params = String.join(", ", names);
    Ex made;
    if (fn.gives() == Plain.UNIT) {
      Ex what = read(Plain.INT, depth - 1);
      List<Frame.Local> vars =
          frame.locals.stream().filter(v -> v.isVar && v.captures && v.type == Plain.INT).toList();
      if (vars.isEmpty()) {
        made = Ex.of("println(" + what.vl() + ")", "println(" + what.java() + ")");
      } else {
        Frame.Local v = dice.one(vars);
        made =
            Ex.of(
                v.name + " = (" + v.name + " + " + what.vl() + ") % 1000",
                "{ " + v.ex.java() + " = (" + v.ex.java() + " + " + what.java() + ") % 1000L; }");
      }
    } else {
      made = make(fn.gives(), new Want(true, frame.fresh()), depth - 1);
    }
    frame.lambdas--;
    frame.times /= 4;
    frame.quiet = quiet;
    cutTo(size);
    boolean pipes = dice.chance(15) && fn.gives() != Plain.UNIT && !made.vl().contains("|");
    return Ex.of(
        pipes ? "|" + params + "| " + made.vl() : "{ " + params + " -> " + made.vl() + " }",
        "(" + params + ") -> " + made.java());
  }
}
