package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.FunctionLifetimes;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Bound;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypeBound;
import dev.veltrano.type.tree.TypeRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes type parameters and what they must be able to do.
///
/// Every value of Veltrano can be copied, so each has the bound `Copy` wherever values of it are
/// handled; the rest is what the user asks for.
final class TypeParameters {
  private final FileScope file;
  private final ProgramFacts program;

  TypeParameters(FileScope file, ProgramFacts program) {
    this.file = file;
    this.program = program;
  }

  private Bound trait(String path) {
    return new Bound.Trait(Make.path(path));
  }

  /// The bounds of one parameter.
  private List<Bound> bounds(
      Type.Parameter parameter,
      List<TypeBound> asked,
      List<FunctionLifetimes.TypeBound> lives,
      @Nullable String home) {
    List<Bound> bounds = new ArrayList<>();
    // What satisfies a requirement of the program can be copied.
    if (!hasDeclared(parameter, asked)) {
      bounds.add(trait(file.prelude("Copy")));
    }
    addAsked(parameter, asked, home, bounds);
    addLives(parameter, lives, bounds);
    return bounds;
  }

  private static boolean hasDeclared(Type.Parameter parameter, List<TypeBound> asked) {
    for (TypeBound bound : asked) {
      if (bound.parameter().equals(parameter)
          && bound.requirement() instanceof TypeRequirement.Declared) {
        return true;
      }
    }
    return false;
  }

  /// `home` is the lifetime of what the members of the parameter give out.
  private void addAsked(
      Type.Parameter parameter, List<TypeBound> asked, @Nullable String home, List<Bound> to) {
    for (TypeBound bound : asked) {
      if (bound.parameter().equals(parameter)) {
        for (Bound each : traits(bound.requirement(), home)) {
          if (!to.contains(each)) {
            to.add(each);
          }
        }
      }
    }
  }

  private static void addLives(
      Type.Parameter parameter, List<FunctionLifetimes.TypeBound> lives, List<Bound> to) {
    for (FunctionLifetimes.TypeBound bound : lives) {
      if (bound.parameter().equals(parameter)) {
        to.add(new Bound.Outlives(bound.shorter()));
      }
    }
  }

  private List<Bound> traits(TypeRequirement requirement, @Nullable String home) {
    return switch (requirement) {
      case TypeRequirement.BuiltIn builtIn ->
          switch (builtIn) {
            case EQUAL -> List.of(trait(file.prelude("PartialEq")));
            case ORDERED -> List.of(trait(file.item("veltrano_runtime::Order")));
            case HASHABLE ->
                List.of(trait(file.prelude("Eq")), trait(file.item("std::hash::Hash")));
            case PRINTABLE -> List.of(trait(file.item("veltrano_runtime::Show")));
          };
      case TypeRequirement.Declared(Symbol.Requirement symbol) ->
          List.of(
              new Bound.Trait(
                  Make.path(
                      file.item(symbol, RustName.type(symbol.name()), program),
                      program.lifetimes(symbol).home() != null && home != null
                          ? List.of(new GenericArg.Lifetime(home))
                          : List.of())));
    };
  }

  /// The type parameters of a function, behind its lifetimes.
  List<Generics.Parameter> of(Signature signature, FunctionLifetimes lifetimes) {
    List<Generics.Parameter> parameters = new ArrayList<>();
    for (Type.Parameter parameter : signature.typeParameters()) {
      parameters.add(
          new Generics.Parameter.TypeParameter(
              Types.parameter(parameter),
              bounds(
                  parameter,
                  signature.bounds(),
                  lifetimes.typeBounds(),
                  lifetimes.homes().get(parameter))));
    }
    return parameters;
  }

  /// What a method asks of the type parameters of its class.
  List<Generics.Where> where(Signature signature, FunctionLifetimes lifetimes) {
    Symbol.Class owner = signature.symbol().owner();
    List<Generics.Where> where = new ArrayList<>();
    for (Type.Parameter parameter : owner == null ? List.<Type.Parameter>of() : of(owner)) {
      List<Bound> bounds = new ArrayList<>();
      addAsked(parameter, signature.bounds(), lifetimes.homes().get(parameter), bounds);
      addLives(parameter, lifetimes.typeBounds(), bounds);
      if (!bounds.isEmpty()) {
        where.add(
            new Generics.Where.OfType(List.of(), Make.type(Types.parameter(parameter)), bounds));
      }
    }
    return where;
  }

  static List<Type.Parameter> of(Symbol symbol) {
    return Type.Parameter.of(symbol);
  }

  /// The type parameters of a class where nothing is asked of them.
  static List<Generics.Parameter> bare(Symbol symbol) {
    List<Generics.Parameter> parameters = new ArrayList<>();
    for (Type.Parameter parameter : of(symbol)) {
      parameters.add(new Generics.Parameter.TypeParameter(Types.parameter(parameter), List.of()));
    }
    return parameters;
  }

  /// The type parameters of a class where its values are handled.
  List<Generics.Parameter> handled(Symbol.Class symbol, List<TypeBound> asked) {
    List<Generics.Parameter> homes = new ArrayList<>();
    List<Generics.Parameter> parameters = new ArrayList<>();
    for (Type.Parameter parameter : of(symbol)) {
      String home = hasHome(parameter, asked) ? FunctionLifetimes.homeName(parameter) : null;
      if (home != null) {
        homes.add(new Generics.Parameter.Lifetime(home));
      }
      parameters.add(
          new Generics.Parameter.TypeParameter(
              Types.parameter(parameter), bounds(parameter, asked, List.of(), home)));
    }
    homes.addAll(parameters);
    return homes;
  }

  private boolean hasHome(Type.Parameter parameter, List<TypeBound> asked) {
    for (TypeBound bound : asked) {
      if (bound.parameter().equals(parameter)
          && bound.requirement() instanceof TypeRequirement.Declared(Symbol.Requirement symbol)
          && program.lifetimes(symbol).home() != null) {
        return true;
      }
    }
    return false;
  }

  /// The type parameters of a class whose values are printed.
  List<Generics.Parameter> printed(Symbol symbol) {
    List<Generics.Parameter> parameters = new ArrayList<>();
    for (Type.Parameter parameter : of(symbol)) {
      parameters.add(
          new Generics.Parameter.TypeParameter(
              Types.parameter(parameter),
              List.of(trait(file.prelude("Copy")), trait(file.item("veltrano_runtime::Show")))));
    }
    return parameters;
  }

  /// The type parameters as arguments.
  static List<GenericArg> arguments(Symbol symbol) {
    List<GenericArg> arguments = new ArrayList<>();
    for (Type.Parameter parameter : of(symbol)) {
      arguments.add(Make.type(Types.parameter(parameter)));
    }
    return arguments;
  }

  /// Notes the classes whose values must be comparable or print because type arguments are asked
  /// to.
  static void note(
      List<TypeBound> asked,
      dev.veltrano.type.Substitution given,
      Set<Symbol> printed,
      Set<Symbol> compared) {
    for (TypeBound bound : asked) {
      Type argument = given.get(bound.parameter());
      if (argument != null && bound.requirement() instanceof TypeRequirement.BuiltIn builtIn) {
        switch (builtIn) {
          case EQUAL, HASHABLE -> ProgramFacts.objects(argument, compared);
          case PRINTABLE -> Prints.note(argument, printed);
          case ORDERED -> {}
        }
      }
    }
  }
}
