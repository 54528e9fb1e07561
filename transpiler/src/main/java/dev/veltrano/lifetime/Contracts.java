package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedProgram;
import dev.veltrano.type.tree.UnionInfo;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The contracts that are known so far. One that is not known yet asks for nothing: contracts grow
/// until they no longer change.
final class Contracts {
  private final TypedProgram program;
  private final ClassTable classes;
  private final Map<Symbol.Function, Contract> functions = new IdentityHashMap<>();
  private final Map<Symbol.Class, Contract> constructors = new IdentityHashMap<>();

  Contracts(TypedProgram program, ClassTable classes) {
    this.program = program;
    this.classes = classes;
  }

  Contract of(Symbol.Function symbol) {
    Contract known = functions.get(symbol);
    if (known == null) {
      SignatureRegions regions =
          SignatureRegions.of(function(symbol).signature(), classes, new RegionGraph());
      known = empty(regions);
      functions.put(symbol, known);
    }
    return known;
  }

  /// What the initial values of a class ask for, over its lifetimes.
  Contract constructor(Symbol.Class symbol) {
    Contract known = constructors.get(symbol);
    if (known == null) {
      known = empty(SignatureRegions.ofConstructor(declared(symbol), classes, new RegionGraph()));
      constructors.put(symbol, known);
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
        new boolean[regions.parameters.size()]);
  }

  @Nullable Contract put(Symbol.Function symbol, Contract contract) {
    return functions.put(symbol, contract);
  }

  @Nullable Contract put(Symbol.Class symbol, Contract contract) {
    return constructors.put(symbol, contract);
  }

  TypedFunction function(Symbol.Function symbol) {
    TypedFunction found = program.functions().get(symbol);
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
