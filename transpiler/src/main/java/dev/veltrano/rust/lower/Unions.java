package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.ClassLifetimes;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Attr;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Type;
import dev.veltrano.rust.ast.Visibility;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.EnumEntry;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lowers unions and enum classes: both are an `enum` in Rust. A union's variants are named after
/// their classes and hold the reference to an object, or the value of a data class.
final class Unions {
  private final ModuleLowering module;

  Unions(ModuleLowering module) {
    this.module = module;
  }

  // ---- unions

  /// The `enum`; `compared` says whether values of it are compared, or are parts of what is.
  Item item(UnionInfo union, Span span, boolean compared) {
    Symbol.Union symbol = union.symbol();
    ClassLifetimes lifetimes = module.program.lifetimes(symbol);
    List<Attr> attributes = new ArrayList<>();
    if (!compared) {
      attributes.add(Attr.of("derive", "Clone", "Copy"));
    } else if (module.program.isHashable(typeOf(symbol))) {
      attributes.add(Attr.of("derive", "Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"));
    } else {
      attributes.add(Attr.of("derive", "Clone", "Copy", "Debug", "PartialEq"));
    }
    List<Item.Variant> variants = new ArrayList<>();
    for (UnionInfo.Variant variant : union.variants()) {
      variants.add(
          new Item.Variant(
              module.documentation.before(variant.span().start()),
              List.of(),
              RustName.type(variant.of().name()),
              new Item.Body.Tuple(
                  List.of(
                      new Item.TupleField(
                          Visibility.PRIVATE,
                          module.types.of(lifetimes.fields().get(variant.index()))))),
              Optional.empty(),
              Origin.user(variant.span())));
    }
    List<Generics.Parameter> generics = new ArrayList<>();
    lifetimes.parameters().forEach(name -> generics.add(new Generics.Parameter.Lifetime(name)));
    generics.addAll(TypeParameters.bare(symbol));
    return new Item.Enum(
        new Head(module.documentation.before(span.start()), attributes, Visibility.PUBLIC),
        RustName.type(symbol.name()),
        new Generics(generics, List.of()),
        variants,
        Origin.user(span));
  }

  private static dev.veltrano.type.Type typeOf(Symbol symbol) {
    return dev.veltrano.type.Type.Named.own(symbol);
  }

  /// A union prints as the variant that it is.
  List<Item> display(UnionInfo union) {
    Origin origin = Origin.GLUE;
    Type self =
        Functions.self(
            union.symbol(), module.program.lifetimes(union.symbol()).parameters(), Set.of());
    List<Expr.Arm> arms = new ArrayList<>();
    for (UnionInfo.Variant variant : union.variants()) {
      String value = RustName.value(variant.of().name());
      arms.add(
          new Expr.Arm(
              new Pattern.TupleStruct(
                  Make.path("Self::" + RustName.type(variant.of().name())),
                  List.of(Pattern.name(value))),
              Optional.empty(),
              Make.method(Make.name(value, origin), "fmt", List.of(Make.name("f", origin)), origin),
              origin));
    }
    return display(
        module.typeParameters.printed(union.symbol()),
        self,
        new Expr.Match(Make.name("self", origin), arms, origin));
  }

  private List<Item> display(List<Generics.Parameter> generics, Type self, Expr value) {
    String fmt = module.file.item("std::fmt");
    return List.of(
        Classes.implementation(
            fmt + "::Display",
            generics,
            self,
            Classes.traitFunction(
                "fmt", Generics.NONE, Classes.formatter(fmt), Make.type(fmt + "::Result"), value)),
        Classes.implementation(
            module.file.item("veltrano_runtime::ShowAsDisplay"), generics, self));
  }

  // ---- enum classes

  List<Item> items(Symbol.EnumClass symbol, Span span) {
    Origin origin = Origin.GLUE;
    String type = RustName.type(symbol.name());
    List<Item.Variant> variants = new ArrayList<>();
    List<Expr> all = new ArrayList<>();
    List<Expr.Arm> names = new ArrayList<>();
    for (EnumEntry entry : symbol.declaration().entries()) {
      String variant = RustName.variant(entry.name().text());
      variants.add(
          new Item.Variant(
              module.documentation.before(entry.span().start()),
              List.of(),
              variant,
              Item.Body.UNIT,
              Optional.empty(),
              Origin.user(entry.span())));
      all.add(Make.name("Self::" + variant, origin));
      names.add(
          new Expr.Arm(
              new Pattern.Constant(Make.path("Self::" + variant)),
              Optional.empty(),
              new Expr.Literal(Texts.quoted(entry.name().text()), origin),
              origin));
    }
    Item declared =
        new Item.Enum(
            new Head(
                module.documentation.before(span.start()),
                List.of(Attr.of("derive", "Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash")),
                Visibility.PUBLIC),
            type,
            Generics.NONE,
            variants,
            Origin.user(span));
    Item entries =
        function(
            "entries",
            Optional.empty(),
            new Type.Slice(Type.named("Self")),
            Make.borrow(new Expr.Array(all, origin), origin));
    Item name =
        function(
            "name",
            Optional.of(Item.Receiver.VALUE),
            Make.type(module.file.primitive("str")),
            new Expr.Match(Make.name("self", origin), names, origin));
    Item implementation =
        new Item.Impl(
            Head.PRIVATE,
            Generics.NONE,
            Optional.empty(),
            Make.type(type),
            List.of(entries, name),
            origin);
    return List.of(declared, implementation);
  }

  /// A function whose result lives for ever.
  private static Item function(String name, Optional<Item.Receiver> receiver, Type to, Expr value) {
    return new Item.Function(
        Head.PUBLIC,
        Item.Qualifiers.NONE,
        name,
        Generics.NONE,
        receiver,
        List.of(),
        new Type.Reference(Optional.of("static"), false, to),
        Optional.of(new Block(List.of(Make.value(value, Origin.GLUE)), Origin.GLUE)),
        Origin.GLUE);
  }

  /// An entry prints as its name.
  List<Item> display(Symbol.EnumClass symbol) {
    Origin origin = Origin.GLUE;
    return display(
        List.of(),
        Make.type(RustName.type(symbol.name())),
        Make.method(
            Make.name("f", origin),
            "pad",
            List.of(Make.method(Make.name("self", origin), "name", List.of(), origin)),
            origin));
  }
}
