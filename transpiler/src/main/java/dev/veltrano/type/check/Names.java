package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Resolved;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.FileTree;
import dev.veltrano.syntax.tree.Import;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.TypeParameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Looks up what stands at the top of files: first the file's own declarations, then its imports.
/// Remembers which imports were needed; a set that only grows, so the order of look-ups, and the
/// threads that make them, do not matter.
final class Names {
  private final Resolved resolved;
  private final Map<String, Set<String>> usedImports = new HashMap<>();

  Names(Resolved resolved) {
    this.resolved = resolved;
    for (ModuleScope scope : resolved.scopes()) {
      usedImports.put(scope.module().name(), ConcurrentHashMap.newKeySet());
    }
  }

  /// The declaration that `name` means in a file, or `null`.
  @Nullable Symbol find(ModuleScope scope, String name) {
    Symbol own = scope.declared(name);
    if (own != null) {
      return own;
    }
    ModuleScope.Imported imported = scope.imported(name);
    if (imported == null
        || imported.symbol() == null
        || imported.symbol() instanceof Symbol.Function function && function.isExtension()) {
      return null;
    }
    markUsed(scope, name);
    return imported.symbol();
  }

  /// The extension functions of this name that a file sees: its own, then those of the modules that
  /// it imports, or from which it imports a function of this name.
  List<Symbol.Function> extensions(ModuleScope scope, String name) {
    List<Symbol.Function> all = new ArrayList<>(scope.extensions().getOrDefault(name, List.of()));
    scope
        .imports()
        .forEach((alias, imported) -> {
          boolean named =
              imported.symbol() instanceof Symbol.Function function
                  && function.isExtension()
                  && alias.equals(name);
          if (imported.symbol() == null || named) {
            for (Symbol.Function each :
                resolved.scope(imported.module()).extensions().getOrDefault(name, List.of())) {
              if (each.exported()) {
                all.add(each);
              }
            }
          }
        });
    return all;
  }

  /// Notes that a file needs the import that gives it an extension function.
  void markExtensionUsed(ModuleScope scope, Symbol.Function function) {
    scope
        .imports()
        .forEach((alias, imported) -> {
          boolean named =
              imported.symbol() instanceof Symbol.Function other
                  && other.isExtension()
                  && alias.equals(function.name());
          if (imported.module() == function.module() && (imported.symbol() == null || named)) {
            markUsed(scope, alias);
          }
        });
  }

  /// The module that `name` qualifies in a file, or `null`.
  @Nullable ModuleScope module(ModuleScope scope, String name) {
    ModuleScope.Imported imported = scope.imported(name);
    if (imported == null || imported.symbol() != null) {
      return null;
    }
    markUsed(scope, name);
    return resolved.scope(imported.module());
  }

  /// What `shapes.Circle` means; reports a declaration that is not exported and one that does not
  /// exist only by answering `null`.
  @Nullable Symbol qualified(ModuleScope scope, Path path, Collection<Diagnostic> problems) {
    if (path.names().size() != 2) {
      return null;
    }
    ModuleScope module = module(scope, path.names().getFirst().text());
    if (module == null) {
      return null;
    }
    Symbol symbol = module.declared(path.last().text());
    if (symbol != null && !symbol.exported()) {
      problems.add(
          new TypeProblem.NotExported(scope.module().file(), path.last().span(), symbol)
              .diagnostic());
    }
    return symbol;
  }

  /// Methods of a class, with those of the same name as an earlier one left out.
  List<Symbol.Function> methods(Symbol.Class owner) {
    return resolved.scope(owner.module()).methods().getOrDefault(owner, List.of());
  }

  /// Whether values of this union can be used yet.
  boolean isSupported(Symbol.Union declared) {
    for (TypeParameter parameter : declared.declaration().typeParameters()) {
      if (parameter instanceof TypeParameter.Type) {
        return false;
      }
    }
    return true;
  }

  private void markUsed(ModuleScope scope, String name) {
    usedNames(scope).add(name);
  }

  private Set<String> usedNames(ModuleScope scope) {
    return usedImports.getOrDefault(scope.module().name(), Set.of());
  }

  boolean isUsed(ModuleScope scope, String name) {
    return usedNames(scope).contains(name);
  }

  /// A fix that imports an exported declaration of that name from another module, if there is one.
  @Nullable Fix importFix(ModuleScope scope, String name) {
    for (ModuleScope other : resolved.scopes()) {
      Symbol symbol = other == scope ? null : other.declared(name);
      if (symbol != null && symbol.exported()) {
        String path = other.module().name() + "." + name;
        SourceFile file = scope.module().file();
        FileTree tree = scope.module().parsed().tree();
        List<Import> imports = tree.imports();
        int at =
            imports.isEmpty()
                ? (tree.items().isEmpty() ? 0 : tree.items().getFirst().span().start())
                : imports.getFirst().span().start();
        String end = imports.isEmpty() ? "\n\n" : "\n";
        return Fix.maybe(
            "import `" + path + "`", new Edit(file, new Span(at, 0), "import " + path + end));
      }
    }
    return null;
  }

  /// All names at the top of a file, for suggestions.
  Collection<String> visible(ModuleScope scope) {
    Map<String, Symbol> own = scope.declarations();
    List<String> all = new ArrayList<>(own.keySet());
    all.addAll(scope.imports().keySet());
    return all;
  }
}
