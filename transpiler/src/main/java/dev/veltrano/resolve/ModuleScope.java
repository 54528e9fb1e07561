package dev.veltrano.resolve;

import dev.veltrano.syntax.tree.Import;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names that a file knows at its top level: its own declarations, then its imports.
///
/// `methods` lists the methods of each class of the file, `tests` its test blocks, each as a
/// function without parameters.
public record ModuleScope(
    ModuleFile module,
    Map<String, Symbol> declarations,
    Map<String, Imported> imports,
    Map<Symbol.Class, List<Symbol.Function>> methods,
    List<TestSymbol> tests) {

  /// What an import gives a name to: a declaration of another module, or (`symbol` is `null`) a
  /// whole module, whose last segment then qualifies what is in it.
  public record Imported(Import declaration, @Nullable Symbol symbol, ModuleFile module) {}

  /// A test block as a function.
  public record TestSymbol(String title, Symbol.Function function) {}

  public @Nullable Symbol declared(String name) {
    return declarations.get(name);
  }

  public @Nullable Imported imported(String name) {
    return imports.get(name);
  }
}
