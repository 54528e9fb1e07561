package dev.veltrano.tests.random.objects;

import dev.veltrano.tests.random.Dice;
import dev.veltrano.tests.random.objects.Type.Cls;
import dev.veltrano.tests.random.objects.Type.Field;
import dev.veltrano.tests.random.objects.Type.Fn;
import dev.veltrano.tests.random.objects.Type.Opt;
import dev.veltrano.tests.random.objects.Type.Plain;
import dev.veltrano.tests.random.objects.Type.Seq;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes one program: its classes, functions and `main`.
///
/// Levels: 1 text, 2 data classes, 3 classes, 4 lists and arrays, 5 loops that allocate, 6
/// recursion, 7 lambdas, 8 arenas by hand, 9 labels, 10 `requires`, 11 objects that two parameters
/// claim, where a label or an error is right. A bold program does not care whether what it asks for
/// can be had.
final class Maker {
  static final int LEVELS = 11;
  static final int REQUIRES = 10;
  private static final int TWICE = 11;

  private static final List<String> CLASSES =
      List.of(
          "Node", "Item", "Tree", "Graph", "User", "Point", "Entry", "Cell", "Vec", "Bump", "Team",
          "Room", "Temp", "Line", "Token", "Shape", "Some", "Option");
  private static final List<String> FIELDS =
      List.of(
          "id",
          "name",
          "next",
          "left",
          "right",
          "size",
          "note",
          "tag",
          "kind",
          "head",
          "tail",
          "owner",
          "peer",
          "parent",
          "child",
          "items",
          "tags",
          "amount",
          "type",
          "move",
          "ref",
          "firstName",
          "maxSize",
          "loop",
          "inner",
          "data",
          "self2",
          "label");
  private static final List<String> WORDS =
      List.of("a", "ab", "cat", "tea", "banana", "x y", "no", "Lo", "zz", "");

  private final Dice dice;
  private final int level;
  private final boolean bold;
  private int names;
  private final Set<String> taken = new HashSet<>();
  final List<Cls> classes = new ArrayList<>();
  final List<Seq> sequences = new ArrayList<>();
  final List<Fun> functions = new ArrayList<>();
  private final List<Piece> items = new ArrayList<>();

  private Maker(long seed, int attempt) {
    dice = new Dice(seed + attempt * 1_000_003L);
    level = level(seed);
    bold = isBold(seed);
  }

  static int level(long seed) {
    return Math.floorMod(seed, LEVELS) + 1;
  }

  static boolean isBold(long seed) {
    return Math.floorMod(seed / LEVELS, 5) == 4;
  }

  /// The program of a seed.
  static List<Piece> program(long seed) {
    for (int attempt = 0; ; attempt++) {
      try {
        return new Maker(seed, attempt).all();
      } catch (Values.NothingFits _) {
        // Another throw of the dice for the same seed.
      }
    }
  }

  int level() {
    return level;
  }

  boolean lambdas() {
    return level >= 7;
  }

  String fresh(String base) {
    return base + ++names;
  }

  String word() {
    return dice.one(WORDS);
  }

  String nameFor(Type type) {
    return switch (type) {
      case Plain plain ->
          switch (plain) {
            case INT -> dice.of("n", "count", "k");
            case BOOL -> "flag";
            case STR -> dice.of("s", "text", "name");
            case UNIT -> "u";
          };
      case Opt(Type of) -> "maybe" + (of instanceof Cls c ? c.name : "");
      case Seq _ -> dice.of("xs", "list", "many");
      case Cls cls -> cls.name.substring(0, 1).toLowerCase(java.util.Locale.ROOT);
      case Fn _ -> "f";
      case Type.ArenaRef _ -> "out";
    };
  }

  @Nullable Cls someClass() {
    return classes.isEmpty() ? null : dice.one(classes);
  }

  @Nullable Cls someObjectClass() {
    List<Cls> objects = classes.stream().filter(c -> !c.data).toList();
    return objects.isEmpty() ? null : dice.one(objects);
  }

  private Type plain() {
    return dice.of(Plain.INT, Plain.INT, Plain.STR, Plain.STR, Plain.STR, Plain.BOOL);
  }

  /// A type that locals, parameters and results have.
  Type localType() {
    if (level == 1 || dice.chance(35)) {
      return dice.chance(85) ? plain() : dice.of(new Opt(Plain.STR), new Opt(Plain.INT));
    }
    if (level >= 4 && dice.chance(30)) {
      return dice.one(sequences);
    }
    Cls cls = someClass();
    if (cls == null) {
      return plain();
    }
    return dice.chance(20) ? new Opt(cls) : cls;
  }

  private List<Piece> all() {
    items.add(Piece.line("fun cut(s: Str): Str = s[0..<s.length.min(12)]", ""));
    if (level >= 2) {
      declareClasses();
    }
    if (level >= 4) {
      sequences.add(new Seq(false, Plain.INT));
      sequences.add(new Seq(false, Plain.STR));
      if (dice.chance(50)) {
        sequences.add(new Seq(true, dice.of(Plain.INT, Plain.STR)));
      }
      for (Cls cls : classes) {
        if (dice.chance(cls.data && cls.lives() ? 85 : 60)) {
          sequences.add(new Seq(false, cls));
        }
        if (dice.chance(15)) {
          sequences.add(new Seq(true, cls));
        }
      }
      if (dice.chance(35)) {
        sequences.add(new Seq(false, dice.one(sequences)));
      }
      if (dice.chance(20)) {
        sequences.add(new Seq(false, new Opt(dice.one(sequences))));
      }
      for (Cls cls : classes) {
        if (dice.chance(20)) {
          // What is given may not need another object of the class, so it can be empty.
          Seq type = dice.one(sequences.stream().filter(s -> !s.array()).toList());
          cls.fields.add(
              new Field(
                  field(cls),
                  dice.chance(70) ? type : new Opt(type),
                  !cls.data && dice.chance(50),
                  null));
        }
        if (!cls.data && dice.chance(50)) {
          Seq type = dice.one(sequences.stream().filter(s -> !s.array()).toList());
          cls.fields.add(
              new Field(
                  field(cls),
                  type,
                  false,
                  Ex.of("List<" + type.of().vl() + ">()", "new L<" + type.of().java() + ">()")));
        }
      }
    }
    // Most programs are small, so that many can be tried; in some there is more to meet.
    int count = dice.chance(75) ? dice.between(1, 3) : dice.between(3, 6) + (level >= 3 ? 2 : 0);
    for (int i = 0; i < count; i++) {
      if (level >= 6 && dice.chance(35)) {
        recursive(i);
      } else if (level >= 2 && dice.chance(35)) {
        function(dice.one(classes), -1 - i);
      } else {
        function(null, -1 - i);
      }
    }
    List<Piece> program = new ArrayList<>();
    for (Cls cls : classes) {
      program.add(declaration(cls));
    }
    program.addAll(items);
    program.add(main());
    return program;
  }

  // classes

  private void declareClasses() {
    int data = level == 2 ? dice.between(2, 3) : dice.between(0, 2);
    int objects = level == 2 ? 0 : dice.between(1, 3);
    for (int i = 0; i < data + objects; i++) {
      String name = dice.one(CLASSES);
      if (taken.add(name)) {
        classes.add(new Cls(name, i < data, i));
      }
    }
    for (Cls cls : classes) {
      int fields = dice.between(2, 4);
      for (int i = 0; i < fields; i++) {
        boolean isVar = !cls.data && dice.chance(55);
        cls.fields.add(new Field(field(cls), fieldType(cls), isVar, null));
      }
      if (!cls.data && dice.chance(60)) {
        cls.fields.add(new Field(field(cls), new Opt(cls), true, null));
      }
      if (!cls.data && dice.chance(40)) {
        cls.fields.add(
            dice.chance(50)
                ? new Field(field(cls), Plain.INT, true, Ex.of("0", "0L"))
                : new Field(field(cls), Plain.STR, true, Ex.of("\"new\"", "\"new\"")));
      }
    }
  }

  private String field(Cls cls) {
    String name = dice.one(FIELDS);
    while (has(cls, name)) {
      name = dice.one(FIELDS);
    }
    return name;
  }

  private static boolean has(Cls cls, String name) {
    return cls.fields.stream().anyMatch(f -> f.name().equals(name));
  }

  /// What is not null has to be made first, so it belongs to what was declared before.
  private Type fieldType(Cls cls) {
    if (dice.chance(55)) {
      return dice.chance(85) ? plain() : dice.of(new Opt(Plain.STR), new Opt(Plain.INT));
    }
    Cls other = dice.one(classes);
    if (other.rank < cls.rank) {
      return dice.chance(60) ? other : new Opt(other);
    }
    if (other.data || cls.data) {
      // Values do not contain themselves.
      return other.data || dice.chance(50) ? plain() : new Opt(other);
    }
    return new Opt(other);
  }

  private Piece declaration(Cls cls) {
    List<String> vl = new ArrayList<>();
    List<String> java = new ArrayList<>();
    StringBuilder assigned = new StringBuilder();
    StringBuilder fields = new StringBuilder();
    List<Piece> body = new ArrayList<>();
    for (Field f : cls.fields) {
      String declared = (f.isVar() ? "var " : "val ") + f.name() + ": " + f.type().vl();
      fields.append(f.type().java()).append(' ').append(f.name());
      if (f.start() != null) {
        boolean typed = dice.chance(40) || f.type() instanceof Opt;
        body.add(
            Piece.line(
                (typed ? declared : declared.substring(0, declared.indexOf(':')))
                    + " = "
                    + f.start().vl(),
                ""));
        fields.append(" = ").append(f.start().java());
      } else {
        vl.add(declared);
        java.add(f.type().java() + " " + f.name());
        assigned.append("this.").append(f.name()).append(" = ").append(f.name()).append("; ");
      }
      fields.append("; ");
    }
    body.addAll(cls.methodPieces);
    String head = (cls.data ? "data class " : "class ") + cls.name + "(" + String.join(", ", vl);
    String twin;
    if (cls.data) {
      StringBuilder shown = new StringBuilder("\"" + cls.name + "(\"");
      String comma = "";
      for (Field f : cls.fields) {
        shown.append(" + \"").append(comma).append(f.name()).append("=\" + ").append(f.name());
        comma = ", ";
      }
      twin =
          "record "
              + cls.name
              + "("
              + String.join(", ", java)
              + ") { public String toString() { return "
              + shown
              + " + \")\"; }";
    } else {
      twin =
          "static final class "
              + cls.name
              + " { "
              + fields
              + cls.name
              + "("
              + String.join(", ", java)
              + ") { "
              + assigned
              + "}";
    }
    if (body.isEmpty()) {
      return Piece.line(head + ")", twin + " }");
    }
    return new Piece(List.of(new Piece.Part(head + ") {", twin, body)), "}", "}");
  }

  // functions

  private Type resultType() {
    return dice.chance(20) ? Plain.UNIT : localType();
  }

  private Fun.Parameter parameter() {
    if (level >= 7 && dice.chance(15)) {
      Type in = dice.chance(50) ? plain() : localType();
      Type out = dice.of(Plain.INT, Plain.BOOL, Plain.STR, Plain.UNIT);
      List<Type> takes =
          out != Plain.UNIT && dice.chance(20) ? List.of(in, Plain.INT) : List.of(in);
      return new Fun.Parameter(fresh("f"), new Fn(takes, out), true);
    }
    Type type = localType();
    return new Fun.Parameter(fresh(nameFor(type)), type, dice.chance(60));
  }

  private void function(@Nullable Cls owner, int group) {
    List<Fun.Parameter> parameters = new ArrayList<>();
    if (level == 8 && owner == null && dice.chance(35)) {
      parameters.add(new Fun.Parameter(fresh("out"), new Type.ArenaRef(), true));
    }
    for (int i = dice.between(owner == null ? 1 : 0, 3); i > 0; i--) {
      parameters.add(parameter());
    }
    if (dice.chance(10)) {
      parameters.add(new Fun.Parameter(fresh("more"), Plain.INT, true, false, "5L"));
    }
    Fun fun =
        new Fun(
            fresh(dice.of("run", "make", "link", "show", "pick", "doIt")),
            owner,
            parameters,
            resultType(),
            group);
    body(fun);
    functions.add(fun);
    if (owner != null) {
      owner.methods.add(fun);
    }
  }

  /// One function that calls itself, or two that call each other.
  private void recursive(int group) {
    List<Fun> funs = new ArrayList<>();
    for (int i = dice.between(1, 3); i > 0; i--) {
      Cls owner = dice.chance(30) ? dice.one(classes) : null;
      List<Fun.Parameter> parameters = new ArrayList<>();
      parameters.add(new Fun.Parameter("depth", Plain.INT, true, true, null));
      for (int k = dice.between(1, 2); k > 0; k--) {
        Fun.Parameter p = parameter();
        if (!(p.type() instanceof Fn)) {
          parameters.add(p);
        }
      }
      funs.add(
          new Fun(fresh(dice.of("walk", "grow", "build")), owner, parameters, resultType(), group));
      if (owner != null) {
        owner.methods.add(funs.getLast());
      }
    }
    functions.addAll(funs);
    int cost = 0;
    for (Fun fun : funs) {
      body(fun);
      fun.finished = false;
      cost += fun.cost;
    }
    for (Fun fun : funs) {
      fun.finished = true;
      fun.cost = cost * 12;
      if (funs.size() > 1) {
        // What the other does was not known when this was looked at.
        List<Integer> all = new ArrayList<>(List.of(-1));
        for (int i = fun.owner == null ? 1 : 0; i <= fun.parameters.size(); i++) {
          all.add(fun.owner == null ? i - 1 : i);
        }
        fun.relations.clear();
        fun.relations.add(new Fun.Relation(all, true));
      }
    }
  }

  private void body(Fun fun) {
    Frame frame = new Frame(fun, bold, level == TWICE);
    Statements statements = new Statements(this, dice, frame);
    if (level == 9) {
      Home.Open token = new Home.Open(null);
      frame.arena = token;
      if (fun.owner == null && dice.chance(40)) {
        statements.values.places.add(new Values.Place(fun.name, true, Home.in(token)));
      }
    }
    if (fun.owner != null) {
      Home home = fun.owner.lives() ? Home.parameter(fun.owner.claims()) : null;
      frame.parameters.add(home == null ? Home.parameter(false) : home);
      frame.locals.add(
          new Frame.Local("self", new Ex("self", "this", home, false, 0), fun.owner, false));
    }
    List<String> java = new ArrayList<>();
    for (Fun.Parameter p : fun.parameters) {
      Type type = p.type();
      boolean lives = type.lives() || type instanceof Type.ArenaRef;
      Home home = Home.parameter(type.claims() || type instanceof Type.ArenaRef);
      if (type instanceof Type.ArenaRef) {
        home.freshen();
        statements.values.places.add(new Values.Place(p.name(), false, home));
      }
      frame.parameters.add(home);
      boolean temp = type == Plain.STR && !p.keeps();
      frame.locals.add(
          new Frame.Local(
              p.name(),
              new Ex(p.name(), p.name(), lives ? home : null, temp, type == Plain.STR ? 1 : 0),
              type,
              false));
      java.add(type.java() + " " + p.name());
    }
    boolean recursion = fun.parameters.stream().anyMatch(Fun.Parameter::depth);
    boolean unit = fun.result == Plain.UNIT;
    String javaHead =
        (fun.owner == null ? "static " : "")
            + fun.result.java()
            + " "
            + fun.name
            + "("
            + String.join(", ", java)
            + ") { tick();";
    List<Piece> body = new ArrayList<>();
    if (!unit && !recursion && dice.chance(15)) {
      Ex value = statements.result(3);
      frame.finish();
      String vl = signature(fun, frame) + " = " + value.vl();
      add(fun, Piece.line(vl, javaHead + " return " + value.java() + "; }"));
      return;
    }
    if (recursion) {
      frame.recursed = true;
      Piece out = statements.finish(2);
      frame.recursed = false;
      body.add(Piece.block("if (depth <= 0) {", "if (depth <= 0) {", List.of(out)));
    }
    body.addAll(statements.several(dice.between(2, 5), 2));
    if (!unit) {
      body.add(statements.finish(3));
    }
    frame.finish();
    add(
        fun,
        new Piece(List.of(new Piece.Part(signature(fun, frame) + " {", javaHead, body)), "}", "}"));
  }

  private void add(Fun fun, Piece piece) {
    (fun.owner == null ? items : fun.owner.methodPieces).add(piece);
  }

  private String signature(Fun fun, Frame frame) {
    List<@Nullable String> labels = new ArrayList<>();
    fun.parameters.forEach(_ -> labels.add(null));
    String result = null;
    List<String> declared = new ArrayList<>();
    boolean recursion = fun.parameters.stream().anyMatch(Fun.Parameter::depth);
    if (level == 9 && fun.owner == null && !recursion && dice.chance(70)) {
      for (Fun.Relation relation : fun.relations) {
        boolean isLoose =
            fun.loose.stream().anyMatch(l -> l.stream().anyMatch(relation.equal()::contains));
        if (isLoose && !bold || dice.chance(20)) {
          continue;
        }
        String label = "@" + (char) ('a' + declared.size());
        boolean used = false;
        for (int i : relation.equal()) {
          Type type = i < 0 ? fun.result : fun.parameters.get(i).type();
          if (!type.lives() || !takesLabel(type) || frame.bold && dice.chance(20)) {
            continue;
          }
          used = true;
          if (i < 0) {
            result = label;
          } else {
            labels.set(i, label);
          }
        }
        if (used) {
          declared.add(label);
        }
      }
    }
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < fun.parameters.size(); i++) {
      Fun.Parameter p = fun.parameters.get(i);
      String type = withLabel(p.type(), labels.get(i));
      parameters.add(p.name() + ": " + type + (p.omitted() == null ? "" : " = 5"));
    }
    return "fun"
        + (declared.isEmpty() ? "" : "<" + String.join(", ", declared) + ">")
        + " "
        + fun.name
        + "("
        + String.join(", ", parameters)
        + ")"
        + (fun.result == Plain.UNIT ? "" : ": " + withLabel(fun.result, result));
  }

  private static boolean takesLabel(Type type) {
    return type == Plain.STR
        || type instanceof Cls
        || type instanceof Seq
        || type instanceof Opt(Type of) && takesLabel(of);
  }

  private static String withLabel(Type type, @Nullable String label) {
    if (label == null) {
      return type.vl();
    }
    return switch (type) {
      case Opt(Type of) -> withLabel(of, label) + "?";
      case Seq seq -> type.vl().replaceFirst("<", label + "<");
      default -> type.vl() + label;
    };
  }

  private Piece main() {
    Fun fun = new Fun("main", null, List.of(), Plain.UNIT, -1000);
    Frame frame = new Frame(fun, bold, level == TWICE);
    Statements statements = new Statements(this, dice, frame);
    List<Piece> body = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      body.add(statements.declare(localType(), dice.chance(30)));
    }
    List<Piece> inArena = new ArrayList<>();
    for (Fun f : functions) {
      boolean needs = f.parameters.stream().anyMatch(p -> p.type() instanceof Type.ArenaRef);
      if (needs) {
        continue;
      }
      Piece call = statements.call(f);
      if (call != null) {
        body.add(call);
      }
    }
    if (functions.stream()
        .anyMatch(f -> f.parameters.stream().anyMatch(p -> p.type() instanceof Type.ArenaRef))) {
      Home.Open token = new Home.Open(null);
      frame.arena = token;
      statements.values.places.add(new Values.Place("top", false, Home.in(token)));
      inArena.add(Piece.line("val top = Arena.newRoot()", "final Object top = new Object();"));
      for (Fun f : functions) {
        if (f.parameters.stream().anyMatch(p -> p.type() instanceof Type.ArenaRef)) {
          Piece call = statements.call(f);
          if (call != null) {
            inArena.add(call);
          }
        }
      }
      body.add(Piece.block("{", "{", inArena));
    } else {
      body.addAll(statements.several(dice.between(1, 3), 2));
    }
    return new Piece(
        List.of(new Piece.Part("fun main() {", "static void main() { tick();", body)), "}", "}");
  }

  /// The class of a program's twin.
  static String twin(long seed, List<Piece> program) {
    return """
    package dev.veltrano.tests.random.objects;
    import java.util.function.*;
    @SuppressWarnings("all")
    public final class Twin%d extends Twin {
    public static void go() { main(); }
    %s}
    """
        .formatted(seed, Piece.java(program));
  }
}
