package dev.veltrano.resolve;

import dev.veltrano.syntax.tree.Import;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names that a file knows at its top level: its own declarations, then its imports.
///
/// `extensions` are the extension functions of the file by name: of one name there may be several,
/// for different receivers. `methods` lists the methods of each class of the file, `tests` its test
/// blocks, each as a function without parameters. `broken` are names that were meant to mean
/// something: of imports that went wrong, which has been reported, and of what has no meaning yet;
/// nobody complains about them again.
public record ModuleScope(
    ModuleFile module,
    Map<String, Symbol> declarations,
    Map<String, Imported> imports,
    Map<String, List<Symbol.Function>> extensions,
    Map<Symbol.Class, List<Symbol.Function>> methods,
    List<TestSymbol> tests,
    Set<String> broken) {

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
