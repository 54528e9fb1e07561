package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.Places;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Attr;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Docs;
import dev.veltrano.rust.ast.Expr;
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
import dev.veltrano.type.FieldInfo;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lowers data classes: a struct, its methods, and, where values of it are printed, its `Display`.
final class Classes {
  private static final String OWN_LIFETIME = "a";

  private final ModuleLowering module;

  Classes(ModuleLowering module) {
    this.module = module;
  }

  private dev.veltrano.type.Type typeOf(Symbol.Class symbol) {
    return new dev.veltrano.type.Type.Named(symbol, List.of());
  }

  List<Item> items(TypedClass c, Span span) {
    Symbol.Class symbol = c.info().symbol();
    boolean borrows = module.program.borrows(typeOf(symbol));
    Declaration.ClassDeclaration declaration = symbol.declaration();
    int bodyStart = bodyStart(c, declaration, span);
    List<Item> items = new ArrayList<>();
    // The struct ends behind the start of the `impl`, so that the printer sets them apart.
    items.add(struct(c, borrows, Span.of(span.start(), Math.min(bodyStart + 1, span.end()))));
    List<Item> methods = new ArrayList<>();
    String lifetime = null;
    if (c.info().hasComputedFields()) {
      if (borrows) {
        lifetime = OWN_LIFETIME;
      }
      methods.add(constructor(c, borrows));
    }
    for (TypedFunction method : c.methods()) {
      Places places = module.program.places(method.signature().symbol());
      if (places.selfLifetime() != null) {
        lifetime = places.selfLifetime();
      }
      methods.add(method(method));
    }
    if (!methods.isEmpty()) {
      Generics generics =
          lifetime == null ? Generics.NONE : Generics.of(new Generics.Parameter.Lifetime(lifetime));
      items.add(
          new Item.Impl(
              Head.PRIVATE,
              generics,
              Optional.empty(),
              Functions.self(
                  RustName.type(symbol.name()), borrows, lifetime == null ? "_" : lifetime),
              methods,
              Origin.user(Span.of(bodyStart, span.end()))));
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

  private Item struct(TypedClass c, boolean borrows, Span span) {
    Symbol.Class symbol = c.info().symbol();
    List<Attr> attributes = new ArrayList<>();
    attributes.add(
        module.program.hasFloat(typeOf(symbol))
            ? Attr.of("derive", "Clone", "Copy", "Debug", "PartialEq")
            : Attr.of("derive", "Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"));
    Docs docs = module.documentation.before(span.start());
    List<Item.Field> fields = new ArrayList<>();
    for (FieldInfo field : c.info().fields()) {
      Span at = fieldSpan(symbol, field);
      fields.add(
          new Item.Field(
              new Head(module.documentation.before(at.start()), List.of(), Visibility.PUBLIC),
              RustName.value(field.name()),
              module.types.of(field.type(), borrows ? OWN_LIFETIME : null),
              Origin.user(at)));
    }
    return new Item.Struct(
        new Head(docs, attributes, Visibility.PUBLIC),
        RustName.type(symbol.name()),
        borrows ? Generics.of(new Generics.Parameter.Lifetime(OWN_LIFETIME)) : Generics.NONE,
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
        RustName.method(method.signature().symbol().name(), method.changesSelf()),
        new Head(docs, List.of(), Visibility.PUBLIC),
        span,
        List.of());
  }

  /// `new`, which computes the fields of the body from the others.
  private Item constructor(TypedClass c, boolean borrows) {
    Symbol.Class symbol = c.info().symbol();
    String name = RustName.type(symbol.name());
    Body body = new Body(module, symbol.file(), ModuleLowering.noArenas(), typeOf(symbol), null);
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
                Pattern.name(local), module.types.of(field.type(), borrows ? OWN_LIFETIME : null)));
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
      values.add(
          new Expr.FieldValue(
              RustName.value(field.name()), Make.name(local, Origin.GLUE), Origin.GLUE));
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
        Functions.self(name, borrows, OWN_LIFETIME),
        Optional.of(new Block(statements, Origin.GLUE)),
        Origin.GLUE);
  }

  /// `impl Display`, in the form that LANGUAGE §14 asks for, and the line that lets values of the
  /// class print inside of options and tuples.
  List<Item> display(TypedClass c) {
    Symbol.Class symbol = c.info().symbol();
    String fmt = module.file.item("std::fmt");
    Type self =
        Functions.self(RustName.type(symbol.name()), module.program.borrows(typeOf(symbol)), "_");
    Origin origin = Origin.GLUE;
    Item.Function print =
        new Item.Function(
            Head.PRIVATE,
            Item.Qualifiers.NONE,
            "fmt",
            Generics.NONE,
            Optional.of(Item.Receiver.SHARED),
            List.of(
                new Item.Parameter(
                    Pattern.name("f"),
                    new Type.Reference(
                        Optional.empty(),
                        true,
                        Make.type(
                            fmt + "::Formatter",
                            List.of(new dev.veltrano.rust.ast.GenericArg.Lifetime("_")))))),
            Make.type(fmt + "::Result"),
            Optional.of(new Block(List.of(Make.value(write(c), origin)), origin)),
            origin);
    return List.of(
        new Item.Impl(
            Head.PRIVATE,
            Generics.NONE,
            Optional.of(Make.path(fmt + "::Display")),
            self,
            List.of(print),
            origin),
        new Item.Impl(
            Head.PRIVATE,
            Generics.NONE,
            Optional.of(Make.path(module.file.item("veltrano_runtime::ShowAsDisplay"))),
            self,
            List.of(),
            origin));
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
    for (FieldInfo field : c.info().fields()) {
      text.append(before);
      if (before == ',') {
        text.append(' ');
      }
      before = ',';
      Texts.format(field.name(), text);
      text.append("={}");
      Expr value = new Expr.Field(Make.name("self", origin), RustName.value(field.name()), origin);
      arguments.add(
          Prints.needsShow(field.type())
              ? Make.call(module.file.item("veltrano_runtime::show"), List.of(value), origin)
              : value);
    }
    text.append(")\"");
    arguments.add(1, new Expr.Literal(text.toString(), origin));
    return new Expr.Macro("write", arguments, origin);
  }

  /// The classes that print as part of a printed class.
  static void parts(TypedClass c, java.util.Set<Symbol.Class> to) {
    for (FieldInfo field : c.info().fields()) {
      Prints.note(field.type(), to);
    }
  }
}
