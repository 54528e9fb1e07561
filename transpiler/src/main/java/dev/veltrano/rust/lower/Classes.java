package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.ClassLifetimes;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Attr;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Bound;
import dev.veltrano.rust.ast.Docs;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.ast.Type;
import dev.veltrano.rust.ast.Visibility;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.Member;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedFunction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lowers classes and data classes: a struct, its methods, and, where values of it are printed or
/// compared, what that takes.
final class Classes {
  private final ModuleLowering module;

  Classes(ModuleLowering module) {
    this.module = module;
  }

  private static dev.veltrano.type.Type typeOf(Symbol.Class symbol) {
    return dev.veltrano.type.Type.Named.own(symbol);
  }

  List<Item> items(TypedClass c, Span span) {
    Symbol.Class symbol = c.info().symbol();
    ClassLifetimes lifetimes = module.program.lifetimes(symbol);
    Declaration.ClassDeclaration declaration = symbol.declaration();
    int bodyStart = bodyStart(c, declaration, span);
    List<Item> items = new ArrayList<>();
    // The struct ends behind the start of the `impl`, so that the printer sets them apart.
    items.add(struct(c, lifetimes, Span.of(span.start(), Math.min(bodyStart + 1, span.end()))));
    List<Item> methods = new ArrayList<>();
    Set<String> named = new LinkedHashSet<>();
    if (c.info().hasComputedFields() && !Calls.hasSimpleStart(c)) {
      methods.add(constructor(c, lifetimes, named));
    }
    for (TypedFunction method : c.methods()) {
      named.addAll(module.program.lifetimes(method.signature().symbol()).classLifetimes());
      methods.add(method(method));
    }
    if (!methods.isEmpty()) {
      List<Generics.Parameter> generics = new ArrayList<>();
      for (String lifetime : lifetimes.parameters()) {
        if (named.contains(lifetime)) {
          generics.add(new Generics.Parameter.Lifetime(lifetime));
        }
      }
      generics.addAll(module.typeParameters.handled(symbol, c.info().bounds()));
      items.add(
          new Item.Impl(
              Head.PRIVATE,
              new Generics(generics, List.of()),
              Optional.empty(),
              Functions.self(symbol, lifetimes.parameters(), named),
              methods,
              c.methods().isEmpty() ? Origin.GLUE : Origin.user(Span.of(bodyStart, span.end()))));
    }
    return items;
  }

  /// Where the part of the declaration begins that becomes the `impl`: before the first method,
  /// with the comments that stand there.
  private static int bodyStart(TypedClass c, Declaration.ClassDeclaration declaration, Span span) {
    if (c.methods().isEmpty()) {
      return span.end();
    }
    int end = declaration.name().span().end();
    for (FieldInfo field : c.info().fields()) {
      if (field.inConstructor()) {
        end = Math.max(end, declaration.fields().get(field.index()).span().end());
      }
    }
    int firstMethod = span.end();
    int lastProperty = end;
    for (Member member : declaration.members()) {
      switch (member) {
        case Member.Method m -> firstMethod = Math.min(firstMethod, m.span().start());
        case Member.Property p -> {
          if (firstMethod == span.end()) {
            lastProperty = p.span().end();
          }
        }
        case Member.Error _ -> {}
      }
    }
    return Math.max(lastProperty, end);
  }

  private Item struct(TypedClass c, ClassLifetimes lifetimes, Span span) {
    Symbol.Class symbol = c.info().symbol();
    boolean data = symbol.declaration().isData();
    List<Attr> attributes = new ArrayList<>();
    if (data) {
      attributes.add(
          module.program.isHashable(typeOf(symbol))
              ? Attr.of("derive", "Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash")
              : Attr.of("derive", "Clone", "Copy", "Debug", "PartialEq"));
    }
    Docs docs = module.documentation.before(span.start());
    List<Item.Field> fields = new ArrayList<>();
    for (FieldInfo field : c.info().fields()) {
      Span at = fieldSpan(symbol, field);
      Type type = module.types.of(lifetimes.fields().get(field.index()));
      fields.add(
          new Item.Field(
              new Head(module.documentation.before(at.start()), List.of(), Visibility.PUBLIC),
              RustName.value(field.name()),
              field.isVar() && !data ? module.types.cell(type) : type,
              Origin.user(at)));
    }
    List<Generics.Parameter> generics = new ArrayList<>();
    lifetimes.parameters().forEach(name -> generics.add(new Generics.Parameter.Lifetime(name)));
    generics.addAll(TypeParameters.bare(symbol));
    return new Item.Struct(
        new Head(docs, attributes, Visibility.PUBLIC),
        RustName.type(symbol.name()),
        new Generics(generics, List.of()),
        module.program.isUnitStruct(symbol) ? Item.Body.UNIT : new Item.Body.Named(fields),
        Origin.user(span));
  }

  private static Span fieldSpan(Symbol.Class symbol, FieldInfo field) {
    Declaration.ClassDeclaration declaration = symbol.declaration();
    if (field.inConstructor()) {
      return declaration.fields().get(field.index()).span();
    }
    for (Member member : declaration.members()) {
      if (member instanceof Member.Property p && p.span().contains(field.nameSpan().start())) {
        return p.span();
      }
    }
    return field.nameSpan();
  }

  private Item method(TypedFunction method) {
    Span span = method.signature().symbol().declaration().span();
    Docs docs = module.documentation.before(span.start());
    return module.functions.function(
        method,
        RustName.method(
            method.signature().symbol().name(),
            module.program.changesSelf(method.signature().symbol())),
        new Head(docs, List.of(), Visibility.PUBLIC),
        span,
        List.of());
  }

  /// `new`, which computes the fields of the body from the others. Of an object it gives the value
  /// that is put into an arena.
  private Item constructor(TypedClass c, ClassLifetimes lifetimes, Set<String> named) {
    Symbol.Class symbol = c.info().symbol();
    String name = RustName.type(symbol.name());
    named.addAll(lifetimes.parameters());
    Arenas arenas = new Arenas(lifetimes.initial());
    Body body = new Body(module, symbol.file(), arenas, typeOf(symbol), null);
    List<Item.Parameter> parameters = new ArrayList<>();
    List<Stmt> statements = new ArrayList<>();
    List<Expr.FieldValue> values = new ArrayList<>();
    for (FieldInfo field : c.info().fields()) {
      TypedExpression value = c.values().get(field.index());
      Origin origin = Origin.derived(fieldSpan(symbol, field));
      String local;
      if (field.inConstructor()) {
        local = body.declare(c.locals().get(field.index()));
        parameters.add(
            new Item.Parameter(
                Pattern.name(local), module.types.of(lifetimes.fields().get(field.index()))));
      } else {
        if (value == null) {
          throw new IllegalStateException("no initial value: " + field.name());
        }
        boolean typed = body.nature.hasOwnType(value);
        Expr lowered = body.lower(value, typed ? Ask.KNOWN : Ask.PINNED);
        local = body.declare(c.locals().get(field.index()));
        statements.add(
            Make.let(
                Pattern.name(local),
                typed ? Optional.empty() : Optional.of(module.types.elided(field.type())),
                lowered,
                origin));
      }
      values.add(Calls.field(body, symbol, field, Make.name(local, Origin.GLUE), Origin.GLUE));
    }
    String home = lifetimes.home();
    if (lifetimes.allocates() && home != null) {
      parameters.add(
          new Item.Parameter(Pattern.name(Arenas.parameter(home)), module.types.arena(home)));
    }
    statements.add(
        Make.value(
            new Expr.Struct(Make.path(name), values, Optional.empty(), Origin.GLUE), Origin.GLUE));
    return new Item.Function(
        Head.PUBLIC,
        Item.Qualifiers.NONE,
        module.program.constructor(symbol),
        Generics.NONE,
        Optional.empty(),
        parameters,
        Functions.self(symbol, lifetimes.parameters(), named),
        Optional.of(new Block(statements, Origin.GLUE)),
        Origin.GLUE);
  }

  // ---- traits

  static Item.Impl implementation(
      String trait, List<Generics.Parameter> generics, Type self, Item... items) {
    return new Item.Impl(
        Head.PRIVATE,
        new Generics(generics, List.of()),
        Optional.of(Make.path(trait)),
        self,
        List.of(items),
        Origin.GLUE);
  }

  private Type anySelf(TypedClass c) {
    Symbol.Class symbol = c.info().symbol();
    return Functions.self(symbol, module.program.lifetimes(symbol).parameters(), Set.of());
  }

  static Item.Function traitFunction(
      String name, Generics generics, List<Item.Parameter> parameters, Type result, Expr value) {
    boolean unit = result.equals(Type.UNIT);
    Stmt only = unit ? Make.statement(value, Origin.GLUE) : Make.value(value, Origin.GLUE);
    return new Item.Function(
        Head.PRIVATE,
        Item.Qualifiers.NONE,
        name,
        generics,
        Optional.of(Item.Receiver.SHARED),
        parameters,
        result,
        Optional.of(new Block(List.of(only), Origin.GLUE)),
        Origin.GLUE);
  }

  /// What a class needs whose references are parts of values that are compared, hashed and printed
  /// for developers: equality and hash by address, and a `Debug` with its plain fields.
  List<Item> identity(TypedClass c) {
    Symbol.Class symbol = c.info().symbol();
    Origin origin = Origin.GLUE;
    Expr self = Make.name("self", origin);
    List<String> lifetimes = module.program.lifetimes(symbol).parameters();
    // Two objects of one class compare whatever their lifetimes are.
    List<Generics.Parameter> parameters = new ArrayList<>();
    List<GenericArg> left = new ArrayList<>();
    List<GenericArg> right = new ArrayList<>();
    for (List<GenericArg> side : List.of(left, right)) {
      for (int i = 0; i < lifetimes.size(); i++) {
        String name = (side == left ? "x" : "y") + (lifetimes.size() == 1 ? "" : i + 1);
        parameters.add(new Generics.Parameter.Lifetime(name));
        side.add(new GenericArg.Lifetime(name));
      }
    }
    parameters.addAll(TypeParameters.bare(symbol));
    left.addAll(TypeParameters.arguments(symbol));
    right.addAll(TypeParameters.arguments(symbol));
    String name = RustName.type(symbol.name());
    Type other = Make.type(name, right);
    Item equal =
        new Item.Impl(
            Head.PRIVATE,
            new Generics(parameters, List.of()),
            Optional.of(Make.path("PartialEq", lifetimes.isEmpty() ? List.of() : List.of(other))),
            Make.type(name, left),
            List.of(
                traitFunction(
                    "eq",
                    Generics.NONE,
                    List.of(
                        new Item.Parameter(
                            Pattern.name("other"),
                            new Type.Reference(lifetimes.isEmpty() ? Type.named("Self") : other))),
                    Make.type(module.file.primitive("bool")),
                    Make.call(
                        "std::ptr::addr_eq", List.of(self, Make.name("other", origin)), origin))),
            origin);
    List<Generics.Parameter> types = TypeParameters.bare(symbol);
    Item total = implementation("Eq", types, anySelf(c));
    Expr hashed = Make.call("std::ptr::hash", List.of(self, Make.name("state", origin)), origin);
    Item hash =
        implementation(
            "std::hash::Hash",
            types,
            anySelf(c),
            traitFunction(
                "hash",
                Generics.of(
                    new Generics.Parameter.TypeParameter(
                        "H", List.of(new Bound.Trait(Make.path("std::hash::Hasher"))))),
                List.of(
                    new Item.Parameter(
                        Pattern.name("state"),
                        new Type.Reference(Optional.empty(), true, Type.named("H")))),
                Type.UNIT,
                hashed));
    return List.of(equal, total, hash, debug(c));
  }

  private Item debug(TypedClass c) {
    String fmt = module.file.item("std::fmt");
    Origin origin = Origin.GLUE;
    Expr chain =
        Make.method(
            Make.name("f", origin),
            "debug_struct",
            List.of(new Expr.Literal(Texts.quoted(c.info().symbol().name()), origin)),
            origin);
    boolean all = true;
    for (FieldInfo field : c.info().fields()) {
      if (!module.program.isPlain(field.type())) {
        all = false;
        continue;
      }
      chain =
          Make.method(
              chain,
              "field",
              List.of(
                  new Expr.Literal(Texts.quoted(field.name()), origin),
                  Make.borrow(read(c, field), origin)),
              origin);
    }
    chain = Make.method(chain, all ? "finish" : "finish_non_exhaustive", List.of(), origin);
    return implementation(
        fmt + "::Debug",
        TypeParameters.bare(c.info().symbol()),
        anySelf(c),
        traitFunction("fmt", Generics.NONE, formatter(fmt), Make.type(fmt + "::Result"), chain));
  }

  /// The value of a field of `self`.
  private static Expr read(TypedClass c, FieldInfo field) {
    Origin origin = Origin.GLUE;
    Expr value = new Expr.Field(Make.name("self", origin), RustName.value(field.name()), origin);
    boolean cell = field.isVar() && !c.info().symbol().declaration().isData();
    return cell ? Make.get(value, origin) : value;
  }

  static List<Item.Parameter> formatter(String fmt) {
    return List.of(
        new Item.Parameter(
            Pattern.name("f"),
            new Type.Reference(
                Optional.empty(),
                true,
                Make.type(fmt + "::Formatter", List.of(new GenericArg.Lifetime("_"))))));
  }

  /// `impl Display`, in the form that LANGUAGE §14 asks for, and the line that lets values of the
  /// class print inside of options and tuples.
  List<Item> display(TypedClass c) {
    String fmt = module.file.item("std::fmt");
    Symbol.Class symbol = c.info().symbol();
    List<Generics.Parameter> types =
        symbol.declaration().isData()
            ? module.typeParameters.printed(symbol)
            : TypeParameters.bare(symbol);
    return List.of(
        implementation(
            fmt + "::Display",
            types,
            anySelf(c),
            traitFunction(
                "fmt", Generics.NONE, formatter(fmt), Make.type(fmt + "::Result"), write(c))),
        implementation(module.file.item("veltrano_runtime::ShowAsDisplay"), types, anySelf(c)));
  }

  private Expr write(TypedClass c) {
    Origin origin = Origin.GLUE;
    Expr f = Make.name("f", origin);
    String name = c.info().symbol().name();
    if (c.info().fields().isEmpty()) {
      return Make.method(
          f, "write_str", List.of(new Expr.Literal(Texts.quoted(name), origin)), origin);
    }
    StringBuilder text = new StringBuilder("\"");
    List<Expr> arguments = new ArrayList<>();
    arguments.add(f);
    Texts.format(name, text);
    char before = '(';
    boolean all = true;
    for (FieldInfo field : c.info().fields()) {
      if (!shows(c, field)) {
        all = false;
        continue;
      }
      text.append(before);
      if (before == ',') {
        text.append(' ');
      }
      before = ',';
      Texts.format(field.name(), text);
      text.append("={}");
      Expr value = read(c, field);
      arguments.add(
          Prints.needsShow(field.type())
              ? Make.call(module.file.item("veltrano_runtime::show"), List.of(value), origin)
              : value);
    }
    if (!all) {
      text.append(before == '(' ? "(.." : ", ..");
    }
    text.append(")\"");
    arguments.add(1, new Expr.Literal(text.toString(), origin));
    return new Expr.Macro("write", arguments, origin);
  }

  /// Whether a field is printed: of an object only what is plain, so that cycles are safe.
  private boolean shows(TypedClass c, FieldInfo field) {
    return c.info().symbol().declaration().isData() || module.program.isPlain(field.type());
  }

  /// The classes that print as part of a printed class.
  static void parts(ProgramFacts program, TypedClass c, Set<Symbol> to) {
    boolean data = c.info().symbol().declaration().isData();
    for (FieldInfo field : c.info().fields()) {
      if (data || program.isPlain(field.type())) {
        Prints.note(field.type(), to);
      }
    }
  }
}
