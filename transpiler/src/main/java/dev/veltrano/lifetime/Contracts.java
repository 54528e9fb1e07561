package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedProgram;
import dev.veltrano.type.tree.UnionInfo;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The contracts that are known so far. One that is not known yet asks for nothing: contracts grow
/// until they no longer change.
///
/// Several threads may look at functions at the same time, as long as these do not call each other.
final class Contracts {
  private final TypedProgram program;
  private final ClassTable classes;
  private final Map<Symbol.Function, FunctionState> functions;
  private final Map<Symbol.Class, Contract> constructors = new IdentityHashMap<>();
  private final Map<Symbol.Requirement, Set<Type>> used = new ConcurrentHashMap<>();

  Contracts(
      TypedProgram program, ClassTable classes, Map<Symbol.Function, FunctionState> functions) {
    this.program = program;
    this.classes = classes;
    this.functions = functions;
    // All of them, since what is looked at at the same time must not write here.
    for (Symbol.Class symbol : program.classes().keySet()) {
      constructors.put(
          symbol,
          empty(SignatureRegions.ofConstructor(declared(symbol), classes, new RegionGraph())));
    }
  }

  Contract of(Symbol.Function symbol) {
    FunctionState state = state(symbol);
    Contract known = state.contract;
    if (known == null) {
      known = empty(SignatureRegions.of(state.function.signature(), classes, new RegionGraph()));
      state.contract = known;
    }
    return known;
  }

  /// What the initial values of a class ask for, over its lifetimes.
  Contract constructor(Symbol.Class symbol) {
    Contract known = constructors.get(symbol);
    if (known == null) {
      throw new IllegalStateException("not checked: " + symbol.path());
    }
    return known;
  }

  private static Contract empty(SignatureRegions regions) {
    return new Contract(
        regions.count(),
        regions.self,
        regions.parameters,
        regions.result,
        List.of(),
        new int[0],
        new boolean[regions.parameters.size()],
        regions.types,
        regions.homes,
        List.of());
  }

  /// How a type satisfies a requirement, as far as is known.
  Satisfied satisfied(Type type, Symbol.Requirement requirement) {
    used.computeIfAbsent(requirement, _ -> ConcurrentHashMap.newKeySet()).add(type);
    return Satisfied.of(type, classes.requirements().info(requirement), classes, this);
  }

  /// The types that are used as such that satisfy a requirement.
  Map<Symbol.Requirement, Set<Type>> used() {
    return used;
  }

  ClassTable classes() {
    return classes;
  }

  @Nullable Contract put(Symbol.Class symbol, Contract contract) {
    return constructors.put(symbol, contract);
  }

  TypedFunction function(Symbol.Function symbol) {
    return state(symbol).function;
  }

  private FunctionState state(Symbol.Function symbol) {
    FunctionState found = functions.get(symbol);
    if (found == null) {
      throw new IllegalStateException("not checked: " + symbol.path());
    }
    return found;
  }

  TypedClass declared(Symbol.Class symbol) {
    TypedClass found = program.classes().get(symbol);
    if (found == null) {
      throw new IllegalStateException("not checked: " + symbol.path());
    }
    return found;
  }

  UnionInfo union(Symbol.Union symbol) {
    UnionInfo found = program.unions().get(symbol);
    if (found == null) {
      throw new IllegalStateException("not checked: " + symbol.path());
    }
    return found;
  }

  ClassInfo info(Symbol.Class symbol) {
    return declared(symbol).info();
  }
}
