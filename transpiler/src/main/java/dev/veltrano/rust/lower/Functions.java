package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.Places;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.ast.Type;
import dev.veltrano.source.Span;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lowers functions and methods: the signature with its lifetimes and hidden arena, and the body.
final class Functions {
  private final ModuleLowering module;

  Functions(ModuleLowering module) {
    this.module = module;
  }

  Item function(TypedFunction f, String name, Head head, Span span, List<Stmt> first) {
    Signature signature = f.signature();
    Places places = module.program.places(signature.symbol());
    List<Generics.Parameter> generics = new ArrayList<>();
    boolean entry = ProgramFacts.isEntry(signature.symbol());
    for (String lifetime : entry ? List.<String>of() : places.named()) {
      generics.add(new Generics.Parameter.Lifetime(lifetime));
    }
    Arenas arenas = new Arenas(places, name.startsWith("r#") ? name.substring(2) : name);
    Body body = new Body(module, signature.symbol().file(), arenas, signature.result(), f.body());
    Optional<Item.Receiver> receiver = Optional.empty();
    Local self = signature.self();
    if (self != null) {
      body.scope.bind(self, "self");
      receiver = Optional.of(new Item.Receiver(true, Optional.empty(), f.changesSelf()));
    }
    List<Item.Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < signature.parameters().size(); i++) {
      ParameterInfo parameter = signature.parameters().get(i);
      parameters.add(
          new Item.Parameter(
              Pattern.name(body.declare(parameter.local())),
              module.types.of(parameter.type(), places.parameterLifetimes().get(i))));
    }
    String allocator = places.allocator();
    List<Stmt> before = new ArrayList<>(first);
    if (allocator != null && entry) {
      before.add(forever(allocator));
    } else if (allocator != null) {
      boolean written =
          places.named().contains(allocator) || allocator.equals(places.selfLifetime());
      parameters.add(
          new Item.Parameter(
              Pattern.name(Arenas.parameter(allocator)),
              new Type.Reference(
                  written ? Optional.of(allocator) : Optional.empty(),
                  false,
                  Make.type(module.file.item("veltrano_runtime::Bump")))));
    }
    return new Item.Function(
        head,
        Item.Qualifiers.NONE,
        name,
        new Generics(generics, List.of()),
        receiver,
        parameters,
        module.types.of(signature.result(), entry ? "static" : places.resultLifetime()),
        Optional.of(body(f, body, arenas, before)),
        Origin.user(span));
  }

  /// The arena of what `main` returns: nobody outlives `main`, so it is never freed.
  private Stmt forever(String allocator) {
    Type bump = Make.type(module.file.item("veltrano_runtime::Bump"));
    return new Stmt.Let(
        Pattern.name(Arenas.parameter(allocator)),
        new Type.Reference("static", bump),
        Make.call(
            module.file.prelude("Box") + "::leak",
            List.of(Make.call(module.file.prelude("Box") + "::default", List.of(), Origin.GLUE)),
            Origin.GLUE),
        Origin.GLUE);
  }

  private Block body(TypedFunction f, Body body, Arenas arenas, List<Stmt> first) {
    List<Stmt> statements = new ArrayList<>(first);
    if (arenas.needsOwn()) {
      String bump = module.file.item("veltrano_runtime::Bump");
      statements.add(
          new Stmt.Let(
              Pattern.name(arenas.own()),
              Make.call(bump + "::new", List.of(), Origin.GLUE),
              Origin.GLUE));
    }
    Stmt implied = body.statements.impliedOk(f.body());
    body.statements.fill(
        f.body(), implied == null ? Tail.RETURN : Tail.UNIT, Ask.PINNED, statements);
    if (implied != null) {
      statements.add(implied);
    }
    return new Block(statements, Origin.user(f.body().span()));
  }

  /// The type of `self` in an `impl`, with the lifetime of its struct if it has one.
  static Type self(String name, boolean borrows, String lifetime) {
    return borrows ? Make.type(name, List.of(new GenericArg.Lifetime(lifetime))) : Make.type(name);
  }
}
