package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Spelling;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.TypeArgument;
import dev.veltrano.syntax.tree.TypeTree;
import dev.veltrano.type.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns types as written into types.
final class TypeReader {
  private final Names names;
  private final ModuleScope scope;
  private final SourceFile file;
  private final Collection<Diagnostic> problems;

  TypeReader(Names names, ModuleScope scope, Collection<Diagnostic> problems) {
    this.names = names;
    this.scope = scope;
    this.file = scope.module().file();
    this.problems = problems;
  }

  Type read(TypeTree tree) {
    return switch (tree) {
      case TypeTree.Named named -> named(named);
      case TypeTree.Nullable(TypeTree of, _) -> {
        Type type = read(of);
        if (type == Type.Primitive.UNIT || type == Type.Primitive.NOTHING) {
          report(new TypeProblem.NoNullable(file, tree.span(), type));
          yield Type.Error.ERROR;
        }
        yield type.orNull();
      }
      case TypeTree.Tuple(List<TypeTree> elements, _) ->
          switch (elements.size()) {
            case 0 -> Type.Primitive.UNIT;
            case 1 -> read(elements.getFirst());
            default -> {
              List<Type> types = readAll(elements);
              yield types.contains(Type.Error.ERROR) ? Type.Error.ERROR : new Type.Tuple(types);
            }
          };
      case TypeTree.Function function -> {
        report(new TypeProblem.NotSupported(file, function.span(), "function types and lambdas"));
        yield Type.Error.ERROR;
      }
      case TypeTree.Error _ -> Type.Error.ERROR;
    };
  }

  private List<Type> readAll(List<TypeTree> trees) {
    List<Type> types = new ArrayList<>(trees.size());
    for (TypeTree tree : trees) {
      types.add(read(tree));
    }
    return types;
  }

  private Type named(TypeTree.Named tree) {
    Path path = tree.path();
    String text = path.text();
    if (tree.label() != null) {
      report(new TypeProblem.NotSupported(file, tree.label().span(), "lifetime labels on types"));
      return Type.Error.ERROR;
    }
    Symbol symbol = symbol(path);
    if (symbol != null) {
      return ofSymbol(tree, symbol);
    }
    if (path.names().size() == 1) {
      if (text.equals("Result")) {
        return result(tree);
      }
      Type builtIn = TypeNames.builtIn(text);
      if (builtIn != null) {
        if (!tree.arguments().isEmpty()) {
          report(
              new TypeProblem.WrongTypeArguments(
                  file, tree.span(), text, 0, tree.arguments().size()));
        }
        return builtIn;
      }
      if (TypeNames.isLater(text)) {
        report(new TypeProblem.NotSupported(file, tree.span(), "the type `" + text + "`"));
        return Type.Error.ERROR;
      }
    }
    if (!path.last().isMissing() && !scope.broken().contains(path.names().getFirst().text())) {
      unknown(path);
    }
    return Type.Error.ERROR;
  }

  private @Nullable Symbol symbol(Path path) {
    if (path.names().size() == 1) {
      return names.find(scope, path.last().text());
    }
    return names.qualified(scope, path, problems);
  }

  private void unknown(Path path) {
    Name name = path.last();
    List<String> candidates = new ArrayList<>(TypeNames.all());
    for (Symbol symbol : scope.declarations().values()) {
      if (isType(symbol)) {
        candidates.add(symbol.name());
      }
    }
    scope
        .imports()
        .forEach((alias, imported) -> {
          if (imported.symbol() != null && isType(imported.symbol())) {
            candidates.add(alias);
          }
        });
    String foreign = path.names().size() == 1 ? TypeNames.ofForeign(name.text()) : null;
    report(
        new TypeProblem.UnknownType(
            file,
            path.span(),
            path.text(),
            foreign,
            foreign != null ? null : Spelling.nearest(name.text(), candidates),
            names.importFix(scope, name.text())));
  }

  private static boolean isType(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Class _, Symbol.Union _, Symbol.EnumClass _, Symbol.ExternClass _ -> true;
      case Symbol.Function _, Symbol.Constant _, Symbol.Requirement _ -> false;
    };
  }

  private Type ofSymbol(TypeTree.Named tree, Symbol symbol) {
    switch (symbol) {
      case Symbol.Class declared -> {
        if (!tree.arguments().isEmpty()) {
          report(
              new TypeProblem.WrongTypeArguments(
                  file, tree.span(), symbol.name(), 0, tree.arguments().size()));
        }
        return names.isSupported(declared) ? new Type.Named(declared, List.of()) : Type.Error.ERROR;
      }
      // These are reported where they are declared.
      case Symbol.Union _, Symbol.EnumClass _, Symbol.ExternClass _ -> {
        return Type.Error.ERROR;
      }
      case Symbol.Function _, Symbol.Constant _, Symbol.Requirement _ -> {
        report(new TypeProblem.NotAType(file, tree.span(), symbol));
        return Type.Error.ERROR;
      }
    }
  }

  private Type result(TypeTree.Named tree) {
    if (tree.arguments().size() != 2
        || !(tree.arguments().get(0) instanceof TypeArgument.Type(TypeTree ok, _))
        || !(tree.arguments().get(1) instanceof TypeArgument.Type(TypeTree error, _))) {
      report(
          new TypeProblem.WrongTypeArguments(
              file, tree.span(), "Result", 2, tree.arguments().size()));
      return Type.Error.ERROR;
    }
    Type okType = read(ok);
    Type errorType = read(error);
    return okType == Type.Error.ERROR || errorType == Type.Error.ERROR
        ? Type.Error.ERROR
        : new Type.Result(okType, errorType);
  }

  private void report(TypeProblem problem) {
    problems.add(problem.diagnostic());
  }
}
