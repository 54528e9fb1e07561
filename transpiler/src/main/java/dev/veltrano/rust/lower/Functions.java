package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.FunctionLifetimes;
import dev.veltrano.lifetime.LifetimeType;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Bound;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.ast.Type;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.source.Span;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lowers functions and methods: the signature with its lifetimes and hidden arenas, and the body.
final class Functions {
  private final ModuleLowering module;

  Functions(ModuleLowering module) {
    this.module = module;
  }

  Item function(TypedFunction f, String name, Head head, Span span, List<Stmt> first) {
    Signature signature = f.signature();
    FunctionLifetimes lifetimes = module.program.lifetimes(signature.symbol());
    boolean entry = ProgramFacts.isEntry(signature.symbol());
    Arenas arenas = new Arenas(lifetimes.sites());
    Body body = new Body(module, signature.symbol().file(), arenas, signature.result(), f.body());
    Optional<Item.Receiver> receiver = Optional.empty();
    Local self = signature.self();
    if (self != null) {
      body.scope.bind(self, "self");
      boolean changes = module.program.changesSelf(signature.symbol());
      receiver =
          Optional.of(new Item.Receiver(true, Optional.ofNullable(lifetimes.receiver()), changes));
    }
    List<Item.Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < signature.parameters().size(); i++) {
      Local parameter = signature.parameters().get(i).local();
      if (module.program.isDynamic(signature.symbol(), i)) {
        body.takeDynamic(parameter);
      }
      parameters.add(
          new Item.Parameter(
              Pattern.name(body.declare(parameter)), type(lifetimes.parameters().get(i), i, f)));
    }
    List<Stmt> before = new ArrayList<>(first);
    for (FunctionLifetimes.Allocator allocator : lifetimes.allocators()) {
      String parameter = Arenas.parameter(allocator.lifetime());
      if (entry) {
        before.add(forever(parameter));
      } else {
        parameters.add(
            new Item.Parameter(
                Pattern.name(parameter),
                module.types.arena(allocator.written() ? allocator.lifetime() : null)));
      }
    }
    String plain = name.startsWith("r#") ? name.substring(2) : name;
    return new Item.Function(
        head,
        Item.Qualifiers.NONE,
        name,
        entry ? Generics.NONE : generics(signature, lifetimes),
        receiver,
        parameters,
        module.types.of(entry ? forever(lifetimes.result()) : lifetimes.result()),
        Optional.of(body(f, body, plain, before)),
        Origin.user(span));
  }

  private Generics generics(Signature signature, FunctionLifetimes lifetimes) {
    List<Generics.Parameter> parameters = new ArrayList<>();
    lifetimes.generics().forEach(name -> parameters.add(new Generics.Parameter.Lifetime(name)));
    parameters.addAll(module.typeParameters.of(signature, lifetimes));
    Map<String, List<String>> bounds = new LinkedHashMap<>();
    for (FunctionLifetimes.Bound bound : lifetimes.bounds()) {
      bounds.computeIfAbsent(bound.longer(), _ -> new ArrayList<>()).add(bound.shorter());
    }
    List<Generics.Where> where = new ArrayList<>();
    bounds.forEach((longer, shorter) -> where.add(new Generics.Where.OfLifetime(longer, shorter)));
    where.addAll(module.typeParameters.where(signature, lifetimes));
    return new Generics(parameters, where);
  }

  /// The type of a parameter. A function that is not only called can be copied.
  private Type type(LifetimeType type, int index, TypedFunction f) {
    LifetimeType.Function function =
        switch (type) {
          case LifetimeType.Function itself -> itself;
          case LifetimeType.Plain(dev.veltrano.type.Type.Function plain) -> Types.functionOf(plain);
          default -> null;
        };
    if (function == null) {
      return module.types.of(type);
    }
    List<Bound> bounds = new ArrayList<>();
    bounds.add(module.types.function(function));
    Signature signature = f.signature();
    if (module.program.isDynamic(signature.symbol(), index)) {
      return new Type.Reference(new Type.DynTrait(bounds));
    }
    if (isPassedOn(signature.parameters().get(index).local(), f.body())) {
      bounds.add(new Bound.Trait(Make.path(module.file.prelude("Copy"))));
    }
    return new Type.ImplTrait(bounds);
  }

  private static boolean isPassedOn(Local function, TypedBlock body) {
    int[] calls = {0};
    Walk.anyInBlock(
        body,
        e -> {
          if (e instanceof TypedExpression.CallValue call && call.callee().local() == function) {
            calls[0]++;
          }
          return false;
        });
    int[] uses = {0};
    Walk.anyInBlock(
        body,
        e -> {
          if (e instanceof TypedExpression.LocalUse use && use.local() == function) {
            uses[0]++;
          }
          return false;
        });
    return uses[0] > calls[0];
  }

  /// The type of what `main` returns: nobody outlives `main`.
  private static LifetimeType forever(LifetimeType type) {
    return switch (type) {
      case LifetimeType.Text _ -> new LifetimeType.Text("static");
      case LifetimeType.Object(_, var of, var arguments, var types) ->
          new LifetimeType.Object(
              "static",
              of,
              Collections.nCopies(arguments.size(), "static"),
              types.stream().map(Functions::forever).toList());
      case LifetimeType.Value(var of, var arguments, var types) ->
          new LifetimeType.Value(
              of,
              Collections.nCopies(arguments.size(), "static"),
              types.stream().map(Functions::forever).toList());
      case LifetimeType.Reference(_, LifetimeType of) ->
          new LifetimeType.Reference("static", forever(of));
      case LifetimeType.Buffer(_, var kind, LifetimeType element) ->
          new LifetimeType.Buffer("static", kind, forever(element));
      case LifetimeType.OrNull(LifetimeType of) -> new LifetimeType.OrNull(forever(of));
      case LifetimeType.Tuple(List<LifetimeType> elements) ->
          new LifetimeType.Tuple(elements.stream().map(Functions::forever).toList());
      case LifetimeType.Result(LifetimeType ok, LifetimeType error) ->
          new LifetimeType.Result(forever(ok), forever(error));
      case LifetimeType.Plain _, LifetimeType.Arena _, LifetimeType.Function _ -> type;
    };
  }

  /// The arena of what `main` returns: nobody outlives `main`, so it is never freed.
  private Stmt forever(String name) {
    Type bump = Make.type(module.file.item("veltrano_runtime::Bump"));
    return new Stmt.Let(
        Pattern.name(name),
        new Type.Reference("static", bump),
        Make.call(
            module.file.prelude("Box") + "::leak",
            List.of(Make.call(module.file.prelude("Box") + "::default", List.of(), Origin.GLUE)),
            Origin.GLUE),
        Origin.GLUE);
  }

  private Block body(TypedFunction f, Body body, String name, List<Stmt> first) {
    Arenas.Entered entered =
        body.arenas.enter(dev.veltrano.lifetime.Body.of(f), RustName.plain(name), "inner");
    List<Stmt> inside = new ArrayList<>();
    Stmt implied = body.statements.impliedOk(f.body());
    body.statements.fill(f.body(), implied == null ? Tail.RETURN : Tail.UNIT, Ask.PINNED, inside);
    if (implied != null) {
      inside.add(implied);
    }
    body.arenas.leave(entered);
    List<Stmt> statements = new ArrayList<>(first);
    statements.addAll(body.statements.first(entered));
    statements.addAll(inside);
    return new Block(statements, Origin.user(f.body().span()));
  }

  /// The type that an `impl` is for. Only the lifetimes that something in it names have names.
  static Type self(Symbol symbol, List<String> lifetimes, Set<String> named) {
    List<GenericArg> arguments = new ArrayList<>();
    for (String lifetime : lifetimes) {
      arguments.add(new GenericArg.Lifetime(named.contains(lifetime) ? lifetime : "_"));
    }
    arguments.addAll(TypeParameters.arguments(symbol));
    return Make.type(RustName.type(symbol.name()), arguments);
  }
}
