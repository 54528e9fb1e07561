package dev.veltrano.resolve;

import dev.veltrano.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;

/// All modules of a program with their names bound, in the order given, and what was wrong.
public record Resolved(
    List<ModuleScope> scopes, Map<String, ModuleScope> byName, List<Diagnostic> diagnostics) {

  public ModuleScope scope(ModuleFile module) {
    ModuleScope scope = byName.get(module.name());
    if (scope == null) {
      throw new IllegalArgumentException("no module " + module.name());
    }
    return scope;
  }
}
