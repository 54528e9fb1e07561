package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import java.util.Map;

/// The lifetimes of a whole program.
public record ProgramLifetimes(
    Map<Symbol.Function, FunctionLifetimes> functions,
    Map<Symbol.Class, ClassLifetimes> classes,
    Map<Symbol.Union, ClassLifetimes> unions,
    Map<Symbol.Requirement, RequirementLifetimes> requirements) {

  public RequirementLifetimes of(Symbol.Requirement requirement) {
    RequirementLifetimes found = requirements.get(requirement);
    if (found == null) {
      throw new IllegalStateException("no lifetimes for " + requirement.path());
    }
    return found;
  }

  public FunctionLifetimes of(Symbol.Function function) {
    FunctionLifetimes found = functions.get(function);
    if (found == null) {
      throw new IllegalStateException("no lifetimes for " + function.path());
    }
    return found;
  }

  public ClassLifetimes of(Symbol.Class declared) {
    ClassLifetimes found = classes.get(declared);
    if (found == null) {
      throw new IllegalStateException("no lifetimes for " + declared.path());
    }
    return found;
  }

  /// The lifetimes of a union; its `fields` are the variants.
  public ClassLifetimes of(Symbol.Union declared) {
    ClassLifetimes found = unions.get(declared);
    if (found == null) {
      throw new IllegalStateException("no lifetimes for " + declared.path());
    }
    return found;
  }
}
