package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Spelling;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.TypeArgument;
import dev.veltrano.syntax.tree.TypeTree;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns types as written into types, and the labels in them into lifetimes.
final class TypeReader {
  private final Tables tables;
  private final Names names;
  private final ModuleScope scope;
  private final SourceFile file;
  private final Collection<Diagnostic> problems;
  private final LabelScope labels;

  TypeReader(Tables tables, ModuleScope scope, Collection<Diagnostic> problems, LabelScope labels) {
    this.tables = tables;
    this.names = tables.names();
    this.scope = scope;
    this.file = scope.module().file();
    this.problems = problems;
    this.labels = labels;
  }

  /// A type and the labels written in it.
  record Read(Type type, Labels labels) {
    static final Read ERROR = new Read(Type.Error.ERROR, Labels.NONE);

    static Read of(Type type) {
      return new Read(type, Labels.NONE);
    }
  }

  /// Where a type stands: functions and arenas can be parameters and nothing else.
  private enum Place {
    PARAMETER,
    VALUE
  }

  /// Reads the type of a value.
  Type read(TypeTree tree) {
    return read(tree, Place.VALUE).type;
  }

  Read readLabelled(TypeTree tree) {
    return read(tree, Place.VALUE);
  }

  /// Reads the type of a parameter of a function.
  Read readParameter(TypeTree tree) {
    return read(tree, Place.PARAMETER);
  }

  /// Whether a type as written is `Arena`.
  boolean isArena(TypeTree tree) {
    return switch (tree) {
      case TypeTree.Named named ->
          named.path().text().equals("Arena") && symbol(named.path()) == null;
      case TypeTree.Tuple(List<TypeTree> elements, _) ->
          elements.size() == 1 && isArena(elements.getFirst());
      case TypeTree.Nullable _, TypeTree.Function _, TypeTree.Error _ -> false;
    };
  }

  /// The class with type parameters that a type names without type arguments, or `null`.
  Symbol.@Nullable Class withoutArguments(TypeTree tree) {
    return tree instanceof TypeTree.Named named
            && named.arguments().isEmpty()
            && named.path().names().size() <= 2
            && symbol(named.path()) instanceof Symbol.Class declared
            && !Type.Parameter.of(declared).isEmpty()
        ? declared
        : null;
  }

  private Read read(TypeTree tree, Place place) {
    return switch (tree) {
      case TypeTree.Named named -> named(named, place);
      case TypeTree.Nullable(TypeTree of, _) -> {
        Read inner = read(of, Place.VALUE);
        if (inner.type == Type.Primitive.UNIT || inner.type == Type.Primitive.NOTHING) {
          report(new TypeProblem.NoNullable(file, tree.span(), inner.type));
          yield Read.ERROR;
        }
        yield inner.type.isNullable()
            ? inner
            : new Read(inner.type.orNull(), Labels.of(null, List.of(), List.of(inner.labels)));
      }
      case TypeTree.Tuple(List<TypeTree> elements, _) ->
          switch (elements.size()) {
            case 0 -> Read.of(Type.Primitive.UNIT);
            case 1 -> read(elements.getFirst(), place);
            default -> parts(elements, Type.Tuple::new);
          };
      case TypeTree.Function(List<TypeTree> parameters, TypeTree result, _) -> {
        if (place != Place.PARAMETER) {
          report(new LambdaProblem.FunctionTypeOutside(file, tree.span()));
          yield Read.ERROR;
        }
        List<TypeTree> all = new ArrayList<>(parameters);
        all.add(result);
        yield parts(
            all,
            types ->
                new Type.Function(
                    List.copyOf(types.subList(0, types.size() - 1)), types.getLast()));
      }
      case TypeTree.Error _ -> Read.ERROR;
    };
  }

  /// What makes a type of its parts.
  private interface Whole {
    Type of(List<Type> parts);
  }

  private Read parts(List<TypeTree> trees, Whole whole) {
    List<Type> types = new ArrayList<>(trees.size());
    List<Labels> parts = new ArrayList<>(trees.size());
    for (TypeTree tree : trees) {
      Read part = read(tree, Place.VALUE);
      types.add(part.type);
      parts.add(part.labels);
    }
    return types.contains(Type.Error.ERROR)
        ? Read.ERROR
        : new Read(whole.of(types), Labels.of(null, List.of(), parts));
  }

  private Read named(TypeTree.Named tree, Place place) {
    Path path = tree.path();
    String text = path.text();
    Type.Parameter parameter = path.names().size() == 1 ? labels.typeParameter(text) : null;
    if (parameter != null) {
      return parameter(tree, parameter);
    }
    Symbol symbol = symbol(path);
    if (symbol != null) {
      return ofSymbol(tree, symbol);
    }
    if (path.names().size() == 1) {
      switch (text) {
        case "Result" -> {
          return result(tree);
        }
        case "Ref" -> {
          return reference(tree);
        }
        default -> {}
      }
      Type.BufferKind kind = TypeNames.buffer(text);
      if (kind != null) {
        return buffer(tree, kind);
      }
      Type builtIn = TypeNames.builtIn(text);
      if (builtIn != null) {
        return primitive(tree, builtIn, place);
      }
      if (TypeNames.isLater(text)) {
        report(new TypeProblem.NotSupported(file, tree.span(), "the type `" + text + "`"));
        return Read.ERROR;
      }
    }
    if (!path.last().isMissing() && !scope.broken().contains(path.names().getFirst().text())) {
      unknown(path);
    }
    return Read.ERROR;
  }

  private Read parameter(TypeTree.Named tree, Type.Parameter parameter) {
    if (!tree.arguments().isEmpty()) {
      report(
          new TypeProblem.WrongTypeArguments(
              file, tree.span(), parameter.name(), 0, tree.arguments().size()));
    }
    if (tree.label() != null) {
      report(new GenericProblem.LabelOnParameter(file, tree.label().span(), parameter.name()));
    }
    return Read.of(parameter);
  }

  private Read primitive(TypeTree.Named tree, Type type, Place place) {
    if (!tree.arguments().isEmpty()) {
      report(
          new TypeProblem.WrongTypeArguments(
              file, tree.span(), type.toString(), 0, tree.arguments().size()));
    }
    if (type == Type.Primitive.ARENA && place != Place.PARAMETER) {
      report(new ArenaProblem.TypeOutside(file, tree.span()));
      return Read.ERROR;
    }
    if (type != Type.Primitive.STR) {
      refuseLabel(tree.label(), type);
      return Read.of(type);
    }
    return new Read(type, Labels.of(label(tree.label()), List.of(), List.of()));
  }

  private void refuseLabel(@Nullable LabelName label, Type type) {
    if (label != null) {
      report(new LabelProblem.NoLifetime(file, label.span(), type));
    }
  }

  private @Nullable Label label(@Nullable LabelName name) {
    return name == null ? null : labels.find(name);
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

  private Read ofSymbol(TypeTree.Named tree, Symbol symbol) {
    switch (symbol) {
      case Symbol.Class declared -> {
        return labelled(tree, declared);
      }
      case Symbol.Union union -> {
        return names.isSupported(union) ? labelled(tree, union) : Read.ERROR;
      }
      case Symbol.EnumClass enumClass -> {
        Type type = new Type.Named(enumClass, List.of());
        refuseLabel(tree.label(), type);
        if (!tree.arguments().isEmpty()) {
          report(
              new TypeProblem.WrongTypeArguments(
                  file, tree.span(), enumClass.name(), 0, tree.arguments().size()));
        }
        return Read.of(type);
      }
      // Reported where it is declared.
      case Symbol.ExternClass _ -> {
        return Read.ERROR;
      }
      case Symbol.Function _, Symbol.Constant _, Symbol.Requirement _ -> {
        report(new TypeProblem.NotAType(file, tree.span(), symbol));
        return Read.ERROR;
      }
    }
  }

  /// A declared type with the labels written at it.
  private Read labelled(TypeTree.Named tree, Symbol declared) {
    int wanted = LabelScope.labels(declared.typeParameters()).size();
    Label place = label(tree.label());
    List<Label> arguments = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    List<Labels> parts = new ArrayList<>();
    int found = 0;
    int given = 0;
    for (TypeArgument argument : tree.arguments()) {
      switch (argument) {
        case TypeArgument.Label(LabelName name, _) -> {
          given++;
          Label label = labels.find(name);
          if (label != null) {
            arguments.add(label);
          }
        }
        case TypeArgument.Type(TypeTree type, _) -> {
          found++;
          Read read = argument(type);
          types.add(read.type);
          parts.add(read.labels);
        }
        case TypeArgument.Text _ -> found++;
      }
    }
    int parameters = Type.Parameter.of(declared).size();
    if (found != parameters) {
      report(
          new TypeProblem.WrongTypeArguments(
              file, tree.span(), declared.name(), parameters, found));
      return Read.ERROR;
    }
    if (types.size() != found || types.contains(Type.Error.ERROR)) {
      return Read.ERROR;
    }
    if (given > 0 && given != wanted) {
      report(new LabelProblem.ArgumentCount(file, tree.span(), declared.name(), wanted, given));
      arguments.clear();
    }
    if (arguments.size() != given) {
      arguments.clear();
    }
    Type.Named type = new Type.Named(declared, List.copyOf(types));
    if (!types.isEmpty()) {
      tables.requireBounds(declared, types, scope, labels.declaration(), tree.span());
    }
    return new Read(type, Labels.of(place, List.copyOf(arguments), parts));
  }

  /// A type between `<` and `>`: anything that a variable can hold.
  Read argument(TypeTree tree) {
    Read read = read(tree, Place.VALUE);
    if (read.type == Type.Primitive.UNIT || read.type == Type.Primitive.NOTHING) {
      report(new GenericProblem.NoArgument(file, tree.span(), read.type, null));
      return Read.ERROR;
    }
    return read;
  }

  private Read result(TypeTree.Named tree) {
    if (tree.arguments().size() != 2
        || !(tree.arguments().get(0) instanceof TypeArgument.Type(TypeTree ok, _))
        || !(tree.arguments().get(1) instanceof TypeArgument.Type(TypeTree error, _))) {
      report(
          new TypeProblem.WrongTypeArguments(
              file, tree.span(), "Result", 2, tree.arguments().size()));
      return Read.ERROR;
    }
    if (tree.label() != null) {
      report(
          new LabelProblem.Misplaced(
              file,
              tree.label().span(),
              "a `Result` is a value of its own: the label belongs to a type in it"));
    }
    return parts(List.of(ok, error), types -> new Type.Result(types.get(0), types.get(1)));
  }

  private Read buffer(TypeTree.Named tree, Type.BufferKind kind) {
    Label place = label(tree.label());
    TypeTree argument = onlyArgument(tree, kind.text());
    if (argument == null) {
      return Read.ERROR;
    }
    Read element = element(argument);
    return element.type == Type.Error.ERROR
        ? Read.ERROR
        : new Read(
            new Type.Buffer(kind, element.type),
            Labels.of(place, List.of(), List.of(element.labels)));
  }

  /// The type of the elements of a buffer.
  Read element(TypeTree tree) {
    Read element = read(tree, Place.VALUE);
    if (element.type == Type.Primitive.UNIT || element.type == Type.Primitive.NOTHING) {
      report(new BufferProblem.NoElement(file, tree.span(), element.type));
      return Read.ERROR;
    }
    return element;
  }

  private @Nullable TypeTree onlyArgument(TypeTree.Named tree, String name) {
    if (tree.arguments().size() == 1
        && tree.arguments().getFirst() instanceof TypeArgument.Type(TypeTree argument, _)) {
      return argument;
    }
    report(new TypeProblem.WrongTypeArguments(file, tree.span(), name, 1, tree.arguments().size()));
    return null;
  }

  /// `Ref<T>`. Text is a reference already: with one label or none `Ref<Str>` is `Str` itself.
  private Read reference(TypeTree.Named tree) {
    Label place = label(tree.label());
    TypeTree argument = onlyArgument(tree, "Ref");
    if (argument == null) {
      return Read.ERROR;
    }
    Read of = read(argument, Place.VALUE);
    switch (of.type) {
      case Type.Error _ -> {
        return Read.ERROR;
      }
      case Type.Primitive primitive when primitive == Type.Primitive.STR -> {
        if (place == null || of.labels.place() == null) {
          Label only = place != null ? place : of.labels.place();
          return new Read(primitive, Labels.of(only, List.of(), List.of()));
        }
      }
      case Type.Primitive primitive
          when primitive == Type.Primitive.UNIT || primitive == Type.Primitive.NOTHING -> {
        report(new ReferenceProblem.ToNothing(file, tree.span(), of.type));
        return Read.ERROR;
      }
      case Type.Named(Symbol.Class declared, _) when !declared.declaration().isData() -> {
        report(
            new ReferenceProblem.Already(file, tree.span(), of.type, file.text(argument.span())));
        return Read.ERROR;
      }
      case Type.Buffer _, Type.Reference _ -> {
        report(
            new ReferenceProblem.Already(file, tree.span(), of.type, file.text(argument.span())));
        return Read.ERROR;
      }
      case Type.Primitive _,
          Type.Named _,
          Type.Nullable _,
          Type.Tuple _,
          Type.Result _,
          Type.Range _,
          Type.Sequence _,
          Type.Function _ -> {}
      case Type.Parameter parameter -> {
        report(new GenericProblem.ReferenceToParameter(file, tree.span(), parameter.name()));
        return Read.ERROR;
      }
    }
    return new Read(new Type.Reference(of.type), Labels.of(place, List.of(), List.of(of.labels)));
  }

  private void report(Problem problem) {
    problems.add(problem.diagnostic());
  }
}
