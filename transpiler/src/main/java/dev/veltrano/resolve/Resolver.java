package dev.veltrano.resolve;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.FunctionBody;
import dev.veltrano.syntax.tree.Import;
import dev.veltrano.syntax.tree.Item;
import dev.veltrano.syntax.tree.Member;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Binds the names at the top of all files: what each declares, exports and imports. Import cycles
/// are fine: declarations of all modules are collected before any import is looked at. Names inside
/// of functions are bound by the type checker, which knows the scopes.
public final class Resolver {
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Map<String, ModuleScope> scopes = new LinkedHashMap<>();

  private Resolver() {}

  /// Resolves a program. Module names are distinct.
  public static Resolved resolve(List<ModuleFile> modules) {
    Resolver resolver = new Resolver();
    for (ModuleFile module : modules) {
      resolver.scopes.put(module.name(), resolver.declare(module));
    }
    for (ModuleScope scope : resolver.scopes.values()) {
      resolver.bindImports(scope);
    }
    return new Resolved(
        List.copyOf(resolver.scopes.values()),
        Map.copyOf(resolver.scopes),
        List.copyOf(resolver.diagnostics));
  }

  private ModuleScope declare(ModuleFile module) {
    Map<String, Symbol> declarations = new LinkedHashMap<>();
    Map<Symbol.Class, List<Symbol.Function>> methods = new LinkedHashMap<>();
    Map<String, List<Symbol.Function>> extensions = new LinkedHashMap<>();
    List<ModuleScope.TestSymbol> tests = new ArrayList<>();
    Map<String, Span> testTitles = new HashMap<>();
    Set<String> broken = new HashSet<>();
    for (Item item : module.parsed().tree().items()) {
      switch (item) {
        case Declaration.Function function -> {
          // An extension function is a member of its receiver, not a name of the file.
          Symbol.Function symbol = new Symbol.Function(module, function, null);
          if (symbol.isExtension()) {
            extend(module, extensions, symbol);
          } else {
            add(module, declarations, symbol);
          }
        }
        case Declaration.ClassDeclaration declaration -> {
          Symbol.Class symbol = new Symbol.Class(module, declaration);
          add(module, declarations, symbol);
          methods.put(symbol, methodsOf(module, symbol));
        }
        case Declaration.Constant constant ->
            add(module, declarations, new Symbol.Constant(module, constant));
        case Declaration.Union union -> add(module, declarations, new Symbol.Union(module, union));
        case Declaration.EnumClass enumClass ->
            add(module, declarations, new Symbol.EnumClass(module, enumClass));
        case Declaration.Requirement requirement ->
            add(module, declarations, new Symbol.Requirement(module, requirement));
        case Item.ExternClass externClass ->
            add(module, declarations, new Symbol.ExternClass(module, externClass));
        case Item.Test test -> {
          Span first = testTitles.putIfAbsent(test.name(), test.nameSpan());
          if (first != null) {
            report(
                new ResolveProblem.Duplicate(module.file(), test.nameSpan(), test.name(), first));
          }
          tests.add(new ModuleScope.TestSymbol(test.name(), testFunction(module, test)));
        }
        case Item.ExternRust extern -> {
          for (Declaration.Function function : extern.functions()) {
            broken.add(function.name().text());
          }
        }
        case Item.Error _ -> {}
      }
    }
    return new ModuleScope(
        module, declarations, new LinkedHashMap<>(), extensions, methods, tests, broken);
  }

  private static Symbol.Function testFunction(ModuleFile module, Item.Test test) {
    Declaration.Function function =
        new Declaration.Function(
            List.of(),
            null,
            new Name(test.name(), test.nameSpan()),
            List.of(),
            null,
            null,
            new FunctionBody.Body(test.body()),
            false,
            test.nameSpan(),
            test.span());
    return new Symbol.Function(module, function, null);
  }

  private List<Symbol.Function> methodsOf(ModuleFile module, Symbol.Class owner) {
    List<Symbol.Function> methods = new ArrayList<>();
    for (Member member : owner.declaration().members()) {
      if (member instanceof Member.Method(boolean forward, Declaration.Function function, _)) {
        methods.add(new Symbol.Function(module, function, owner, forward));
      }
    }
    return methods;
  }

  private void add(ModuleFile module, Map<String, Symbol> declarations, Symbol symbol) {
    if (symbol.name().isEmpty()) {
      return;
    }
    Symbol first = declarations.putIfAbsent(symbol.name(), symbol);
    if (first != null) {
      report(
          new ResolveProblem.Duplicate(
              module.file(), symbol.nameSpan(), symbol.name(), first.nameSpan()));
    }
  }

  private void extend(
      ModuleFile module, Map<String, List<Symbol.Function>> extensions, Symbol.Function symbol) {
    if (symbol.name().isEmpty()) {
      return;
    }
    List<Symbol.Function> same = extensions.computeIfAbsent(symbol.name(), _ -> new ArrayList<>());
    for (Symbol.Function other : same) {
      if (receiver(other).equals(receiver(symbol))) {
        report(
            new ResolveProblem.Duplicate(
                module.file(), symbol.nameSpan(), symbol.name(), other.nameSpan()));
        return;
      }
    }
    same.add(symbol);
  }

  /// The receiver of an extension function as it is written.
  private static String receiver(Symbol.Function symbol) {
    var receiver = symbol.declaration().receiver();
    return receiver == null ? "" : symbol.file().text(receiver.span());
  }

  private void bindImports(ModuleScope scope) {
    for (Import declaration : scope.module().parsed().tree().imports()) {
      ModuleScope.Imported imported = find(scope, declaration);
      Name name = declaration.alias() != null ? declaration.alias() : declaration.path().last();
      if (imported == null) {
        scope.broken().add(name.text());
        continue;
      }
      Symbol own = scope.declared(name.text());
      ModuleScope.Imported earlier = scope.imports().get(name.text());
      if (own != null) {
        report(
            new ResolveProblem.ImportClash(
                scope.module().file(),
                name.span(),
                name.text(),
                own.file(),
                own.nameSpan(),
                "the " + own.kind() + " of this file"));
      } else if (earlier != null) {
        report(
            new ResolveProblem.ImportClash(
                scope.module().file(),
                name.span(),
                name.text(),
                scope.module().file(),
                earlier.declaration().span(),
                "an earlier import"));
      } else {
        scope.imports().put(name.text(), imported);
      }
    }
  }

  private ModuleScope.@Nullable Imported find(ModuleScope scope, Import declaration) {
    Path path = declaration.path();
    for (Name name : path.names()) {
      if (name.isMissing()) {
        return null;
      }
    }
    String text = path.text();
    ModuleScope whole = scopes.get(text);
    if (whole != null) {
      return new ModuleScope.Imported(declaration, null, whole.module());
    }
    int dot = text.lastIndexOf('.');
    ModuleScope holder = dot < 0 ? null : scopes.get(text.substring(0, dot));
    if (holder == null) {
      report(
          new ResolveProblem.UnknownModule(
              scope.module().file(), path.span(), text, Spelling.nearest(text, scopes.keySet())));
      return null;
    }
    Name last = path.last();
    Symbol symbol = holder.declared(last.text());
    if (symbol == null
        && holder.extensions().get(last.text()) instanceof List<Symbol.Function> all) {
      for (Symbol.Function each : all) {
        symbol = symbol == null || each.exported() ? each : symbol;
      }
    }
    if (symbol == null) {
      List<String> exported = new ArrayList<>();
      for (Symbol candidate : holder.declarations().values()) {
        if (candidate.exported()) {
          exported.add(candidate.name());
        }
      }
      report(
          new ResolveProblem.UnknownImport(
              scope.module().file(),
              last.span(),
              holder.module().name(),
              last.text(),
              Spelling.nearest(last.text(), exported)));
      return null;
    }
    if (!symbol.exported()) {
      report(new ResolveProblem.NotExported(scope.module().file(), last.span(), symbol));
    }
    return new ModuleScope.Imported(declaration, symbol, holder.module());
  }

  private void report(ResolveProblem problem) {
    diagnostics.add(problem.diagnostic());
  }
}
