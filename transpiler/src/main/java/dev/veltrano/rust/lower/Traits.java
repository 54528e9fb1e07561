package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.FunctionLifetimes;
import dev.veltrano.lifetime.LifetimeType;
import dev.veltrano.lifetime.RequirementLifetimes;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Bound;
import dev.veltrano.rust.ast.Docs;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Path;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Visibility;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.source.Span;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.RequiredMember;
import dev.veltrano.type.tree.RequirementInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lowers requirements: a trait, and an implementation for each type that is used as one that
/// satisfies it.
///
/// Every value can be copied, so receivers are taken by value, and an object's is the reference to
/// it. Members are functions that are called by path, no methods: what stands behind a dot is what
/// the type has itself, whatever a requirement calls its members.
final class Traits {
  private final ModuleLowering module;

  Traits(ModuleLowering module) {
    this.module = module;
  }

  List<Item> items(RequirementInfo info, Span span) {
    RequirementLifetimes lifetimes = module.program.lifetimes(info.symbol());
    List<Item> items = new ArrayList<>();
    items.add(trait(info, lifetimes, span));
    for (RequirementLifetimes.Implementation each : lifetimes.implementations()) {
      items.add(implementation(info, lifetimes, each));
    }
    return items;
  }

  private Item trait(RequirementInfo info, RequirementLifetimes lifetimes, Span span) {
    Docs docs = module.documentation.before(span.start());
    List<Item> members = new ArrayList<>();
    for (int i = 0; i < info.members().size(); i++) {
      members.add(function(info.members().get(i), lifetimes.members().get(i), null, true));
    }
    String home = lifetimes.home();
    return new Item.Trait(
        new Head(
            docs,
            List.of(),
            // As visible as classes are: a function that others see may ask for it.
            Visibility.PUBLIC),
        RustName.type(info.symbol().name()),
        home == null ? Generics.NONE : Generics.of(new Generics.Parameter.Lifetime(home)),
        List.of(new Bound.Trait(Make.path(module.file.prelude("Copy")))),
        members,
        Origin.user(span));
  }

  /// The signature of a member, or with a value the member itself.
  private Item function(
      RequiredMember member,
      RequirementLifetimes.Member lifetimes,
      @Nullable Expr value,
      boolean usesAllocator) {
    List<Generics.Parameter> generics = new ArrayList<>();
    lifetimes.generics().forEach(name -> generics.add(new Generics.Parameter.Lifetime(name)));
    List<Item.Parameter> parameters = new ArrayList<>();
    parameters.add(
        new Item.Parameter(Pattern.name(self(member)), dev.veltrano.rust.ast.Type.named("Self")));
    for (int i = 0; i < member.parameters().size(); i++) {
      parameters.add(
          new Item.Parameter(
              Pattern.name(RustName.value(member.parameters().get(i).name())),
              type(lifetimes.parameters().get(i))));
    }
    FunctionLifetimes.Allocator allocator = lifetimes.allocator();
    if (allocator != null) {
      parameters.add(
          new Item.Parameter(
              usesAllocator ? Pattern.name(Arenas.parameter(allocator.lifetime())) : Pattern.WILD,
              module.types.arena(allocator.written() ? allocator.lifetime() : null)));
    }
    Origin origin = value == null ? Origin.user(member.span()) : Origin.GLUE;
    boolean unit = member.result() == Type.Primitive.UNIT;
    return new Item.Function(
        value == null
            ? new Head(
                module.documentation.before(member.span().start()), List.of(), Visibility.PRIVATE)
            : Head.PRIVATE,
        Item.Qualifiers.NONE,
        name(member),
        new Generics(generics, List.of()),
        Optional.empty(),
        parameters,
        type(lifetimes.result()),
        Optional.ofNullable(value)
            .map(body ->
                new Block(
                    List.of(
                        unit ? Make.statement(body, Origin.GLUE) : Make.value(body, Origin.GLUE)),
                    Origin.GLUE)),
        origin);
  }

  /// Whether a member of a type makes something new.
  private boolean makes(Type type, RequiredMember member) {
    if (type instanceof Type.Named(Symbol symbol, _) && symbol instanceof Symbol.Class declared) {
      Symbol.Function method = module.program.info(declared).methods().get(member.name());
      return method != null && !module.program.lifetimes(method).allocators().isEmpty();
    }
    return type == Type.Primitive.STR && member.name().equals("clone");
  }

  /// What the receiver is called.
  private static String self(RequiredMember member) {
    boolean taken =
        member.parameters().stream()
            .anyMatch(parameter -> RustName.value(parameter.name()).equals("this"));
    return taken ? "__this" : "this";
  }

  private dev.veltrano.rust.ast.Type type(LifetimeType type) {
    return module.types.of(type);
  }

  static String name(RequiredMember member) {
    return RustName.value(member.name());
  }

  private Item implementation(
      RequirementInfo info,
      RequirementLifetimes lifetimes,
      RequirementLifetimes.Implementation of) {
    List<Item> members = new ArrayList<>();
    for (int i = 0; i < info.members().size(); i++) {
      RequiredMember member = info.members().get(i);
      members.add(
          function(
              member,
              lifetimes.members().get(i),
              value(of.type(), member, allocator(lifetimes.members().get(i))),
              makes(of.type(), member)));
    }
    String home = lifetimes.home();
    List<Generics.Parameter> generics = new ArrayList<>();
    List<GenericArg> arguments = new ArrayList<>();
    if (home != null) {
      generics.add(new Generics.Parameter.Lifetime(home));
      arguments.add(new GenericArg.Lifetime(home));
    }
    of.generics().forEach(name -> generics.add(new Generics.Parameter.Lifetime(name)));
    Map<String, List<String>> bounds = new LinkedHashMap<>();
    for (FunctionLifetimes.Bound bound : of.bounds()) {
      bounds.computeIfAbsent(bound.longer(), _ -> new ArrayList<>()).add(bound.shorter());
    }
    List<Generics.Where> where = new ArrayList<>();
    bounds.forEach((longer, shorter) -> where.add(new Generics.Where.OfLifetime(longer, shorter)));
    return new Item.Impl(
        Head.PRIVATE,
        new Generics(generics, where),
        Optional.of(Make.path(RustName.type(info.symbol().name()), arguments)),
        type(of.self()),
        members,
        Origin.GLUE);
  }

  private static @Nullable String allocator(RequirementLifetimes.Member member) {
    FunctionLifetimes.Allocator allocator = member.allocator();
    return allocator == null ? null : allocator.lifetime();
  }

  /// What a member of a type does: what the type's own member of that name does.
  private Expr value(Type type, RequiredMember member, @Nullable String allocator) {
    Origin origin = Origin.GLUE;
    Expr self = Make.name(self(member), origin);
    if (!(type instanceof Type.Named(Symbol symbol, _))
        || !(symbol instanceof Symbol.Class declared)) {
      return ofLanguage(type, member, allocator, self);
    }
    ClassInfo its = module.program.info(declared);
    boolean object = Nature.isObject(type);
    if (member.property()) {
      for (FieldInfo field : its.fields()) {
        if (field.name().equals(member.name())) {
          Expr read = new Expr.Field(self, RustName.value(field.name()), origin);
          return object && field.isVar() ? Make.get(read, origin) : read;
        }
      }
      throw new IllegalStateException("no field " + member.name());
    }
    Symbol.Function method = its.methods().get(member.name());
    if (method == null) {
      throw new IllegalStateException("no method " + member.name());
    }
    List<Expr> arguments = new ArrayList<>();
    arguments.add(object ? self : Make.borrow(self, origin));
    member
        .parameters()
        .forEach(parameter -> arguments.add(Make.name(RustName.value(parameter.name()), origin)));
    for (int i = 0; i < module.program.lifetimes(method).allocators().size(); i++) {
      arguments.add(
          Make.name(Arenas.parameter(java.util.Objects.requireNonNull(allocator)), origin));
    }
    List<Path.Segment> path = new ArrayList<>(Make.path(module.types.item(declared)).segments());
    path.add(
        new Path.Segment(
            RustName.method(method.name(), module.program.changesSelf(method)), List.of()));
    return new Expr.Call(new Expr.Name(new Path(path), origin), arguments, origin);
  }

  private Expr ofLanguage(Type type, RequiredMember member, @Nullable String allocator, Expr self) {
    Origin origin = Origin.GLUE;
    Builtin builtin = Builtin.member(type, member.name());
    if (builtin == null || member.name().equals("clone")) {
      return type == Type.Primitive.STR && allocator != null
          ? Make.method(
              Make.name(Arenas.parameter(allocator), origin), "alloc_str", List.of(self), origin)
          : self;
    }
    return switch (builtin) {
      case TEXT_LENGTH -> Make.call("veltrano_runtime::Text::length", List.of(self), origin);
      case TEXT_CHAR_COUNT ->
          Make.call("veltrano_runtime::Text::char_count", List.of(self), origin);
      default -> std(type, builtin, self);
    };
  }

  private Expr std(Type type, Builtin builtin, Expr self) {
    String name =
        switch (builtin) {
          case TEXT_IS_EMPTY -> "is_empty";
          case TEXT_TRIM -> "trim";
          case TEXT_TRIM_START -> "trim_start";
          case TEXT_TRIM_END -> "trim_end";
          case CHAR_IS_DIGIT -> "is_ascii_digit";
          case CHAR_IS_LETTER -> "is_alphabetic";
          case CHAR_IS_WHITESPACE -> "is_whitespace";
          case CHAR_IS_UPPER -> "is_uppercase";
          case CHAR_IS_LOWER -> "is_lowercase";
          case ABS -> "abs";
          case SQRT -> "sqrt";
          case FLOOR -> "floor";
          case CEIL -> "ceil";
          case ROUND -> "round";
          case TRUNC -> "trunc";
          default -> throw new IllegalStateException("no member that counts: " + builtin);
        };
    Type.Primitive primitive = java.util.Objects.requireNonNull(type.primitive());
    boolean borrowed = builtin == Builtin.CHAR_IS_DIGIT;
    return Make.call(
        module.file.primitive(Types.name(primitive)) + "::" + name,
        List.of(borrowed ? Make.borrow(self, Origin.GLUE) : self),
        Origin.GLUE);
  }
}
