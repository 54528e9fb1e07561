package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.resolve.ModuleFile;
import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Resolved;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Parallel;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.EnumEntry;
import dev.veltrano.syntax.tree.Import;
import dev.veltrano.syntax.tree.Item;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.TypeParameter;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.RequirementInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedModule;
import dev.veltrano.type.tree.TypedProgram;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks a program: first what is declared, by one thread; then all bodies, each by itself and in
/// parallel; last what needs all bodies (which methods change their receiver, what is never used).
/// The result does not depend on the order or the number of threads.
public final class Checker {
  private final Resolved resolved;
  private final Map<String, List<Diagnostic>> problems = new LinkedHashMap<>();
  private final Names names;
  private final Tables tables;
  private final List<Symbol.Class> classes = new ArrayList<>();

  private Checker(Resolved resolved) {
    this.resolved = resolved;
    for (ModuleScope scope : resolved.scopes()) {
      problems.put(scope.module().name(), new ArrayList<>());
    }
    this.names = new Names(resolved);
    this.tables = new Tables(resolved, names, problems);
  }

  /// Checks a resolved program.
  public static Checked check(Resolved resolved, Parallel parallel) {
    return new Checker(resolved).run(parallel);
  }

  /// A body to be checked, and what came of it.
  private record Task(ModuleScope scope, Symbol.Function symbol, Signature signature) {}

  private record Outcome(Symbol.Function symbol, CheckedBody body, List<Diagnostic> problems) {}

  private Checked run(Parallel parallel) {
    List<Task> tasks = new ArrayList<>();
    Map<Symbol.Function, CheckedBody> bodies = new LinkedHashMap<>();
    for (ModuleScope scope : resolved.scopes()) {
      declare(scope, tasks, bodies);
    }
    List<Outcome> outcomes = parallel.map(tasks, this::check);
    for (Outcome outcome : outcomes) {
      put(outcome.symbol, outcome.body, bodies);
      problemsOf(outcome.symbol.module().name()).addAll(outcome.problems);
    }
    Set<Symbol.Function> changing = changingMethods(bodies);
    for (CheckedBody body : bodies.values()) {
      judgePlaces(body.signature().symbol(), body.placeCalls(), changing);
    }
    for (Symbol.Class declared : classes) {
      judgePlaces(declared, tables.classParts(declared).placeCalls(), changing);
    }
    tables.judgeBounds();
    for (ModuleScope scope : resolved.scopes()) {
      warnUnusedImports(scope);
    }
    List<Diagnostic> all = new ArrayList<>(resolved.diagnostics());
    for (CheckedBody body : bodies.values()) {
      if (!hasErrors(body.signature().symbol().module())) {
        warnLocals(body.signature().symbol(), body.locals(), body.lambdaParameters());
      }
    }
    for (Symbol.Class declared : classes) {
      if (!hasErrors(declared.module())) {
        Tables.TypedClassParts parts = tables.classParts(declared);
        warnLocals(declared, parts.bodyLocals(), parts.lambdaParameters());
      }
    }
    for (ModuleScope scope : resolved.scopes()) {
      if (!hasErrors(scope.module())) {
        warnLabels(scope);
      }
    }
    problems.values().forEach(all::addAll);
    return new Checked(program(bodies, changing), List.copyOf(all));
  }

  /// Adds a body and those of the functions in it.
  private static void put(
      Symbol.Function symbol, CheckedBody body, Map<Symbol.Function, CheckedBody> bodies) {
    bodies.put(symbol, body);
    for (CheckedBody inner : body.inside()) {
      put(inner.signature().symbol(), inner, bodies);
    }
  }

  private List<Diagnostic> problemsOf(String module) {
    return problems.computeIfAbsent(module, _ -> new ArrayList<>());
  }

  private Outcome check(Task task) {
    List<Diagnostic> found = new ArrayList<>();
    CheckedBody body = FunctionChecker.check(tables, task.scope, task.signature, false, found);
    return new Outcome(task.symbol, body, found);
  }

  // Declarations

  private void declare(
      ModuleScope scope, List<Task> tasks, Map<Symbol.Function, CheckedBody> bodies) {
    SourceFile file = scope.module().file();
    List<Diagnostic> found = problemsOf(scope.module().name());
    var hot = scope.module().parsed().tree().hotModule();
    if (hot != null) {
      found.add(new TypeProblem.NotSupported(file, hot.span(), "hot modules").diagnostic());
    }
    for (Item item : scope.module().parsed().tree().items()) {
      Unsupported.Found unsupported = Unsupported.inItem(item);
      if (unsupported != null) {
        found.add(
            new TypeProblem.NotSupported(file, unsupported.span(), unsupported.what())
                .diagnostic());
        continue;
      }
      Symbol symbol = symbolOf(scope, item);
      switch (symbol) {
        case null -> {}
        case Symbol.Function function -> declareFunction(scope, function, tasks, bodies);
        case Symbol.Constant constant -> tables.constant(constant);
        case Symbol.Class declared -> declareClass(scope, declared, tasks, bodies);
        case Symbol.Union union -> {
          tables.unionInfo(union);
          tables.requireFinite(union);
        }
        case Symbol.EnumClass enumClass -> declareEnum(enumClass);
        case Symbol.Requirement requirement -> tables.requirementInfo(requirement);
        case Symbol.ExternClass _ -> {}
      }
    }
    for (ModuleScope.TestSymbol test : scope.tests()) {
      declareFunction(scope, test.function(), tasks, bodies);
    }
    checkMain(scope);
  }

  /// The symbol of an item; `null` for a repeated declaration, which is reported already.
  private static @Nullable Symbol symbolOf(ModuleScope scope, Item item) {
    if (!(item instanceof Declaration declaration)) {
      return null;
    }
    if (declaration instanceof Declaration.Function function && function.receiver() != null) {
      for (Symbol.Function each :
          scope.extensions().getOrDefault(declaration.name().text(), List.of())) {
        if (each.declaration() == function) {
          return each;
        }
      }
      return null;
    }
    Symbol symbol = scope.declared(declaration.name().text());
    boolean same =
        switch (symbol) {
          case null -> false;
          case Symbol.Function function -> function.declaration() == declaration;
          case Symbol.Class declared -> declared.declaration() == declaration;
          case Symbol.Constant constant -> constant.declaration() == declaration;
          case Symbol.Union union -> union.declaration() == declaration;
          case Symbol.EnumClass enumClass -> enumClass.declaration() == declaration;
          case Symbol.Requirement requirement -> requirement.declaration() == declaration;
          case Symbol.ExternClass _ -> false;
        };
    return same ? symbol : null;
  }

  private void declareFunction(
      ModuleScope scope,
      Symbol.Function function,
      List<Task> tasks,
      Map<Symbol.Function, CheckedBody> bodies) {
    Signature signature = tables.signature(function);
    if (signature == null) {
      return;
    }
    CheckedBody inferred = tables.inferredBody(function);
    if (inferred != null) {
      put(function, inferred, bodies);
    } else {
      tasks.add(new Task(scope, function, signature));
    }
  }

  private void declareClass(
      ModuleScope scope,
      Symbol.Class declared,
      List<Task> tasks,
      Map<Symbol.Function, CheckedBody> bodies) {
    List<Diagnostic> found = problemsOf(scope.module().name());
    classes.add(declared);
    ClassInfo info = tables.classInfo(declared);
    tables.requireFinite(declared);
    tables.requireUsed(declared);
    Forwarding.check(tables, declared, problem -> found.add(problem.diagnostic()));
    tables.classParts(declared);
    for (Symbol.Function method : info.methods().values()) {
      declareFunction(scope, method, tasks, bodies);
    }
  }

  private void declareEnum(Symbol.EnumClass declared) {
    Map<String, Span> seen = new HashMap<>();
    for (EnumEntry entry : declared.declaration().entries()) {
      Span first = seen.putIfAbsent(entry.name().text(), entry.name().span());
      if (first != null && !entry.name().isMissing()) {
        problemsOf(declared.module().name())
            .add(
                new UnionProblem.EntryTwice(
                        declared.file(),
                        entry.name().span(),
                        first,
                        entry.name().text(),
                        declared.name())
                    .diagnostic());
      }
    }
  }

  private void checkMain(ModuleScope scope) {
    if (!(scope.declared("main") instanceof Symbol.Function main)) {
      return;
    }
    Signature signature = tables.signature(main);
    if (signature == null || signature.result() == Type.Error.ERROR) {
      return;
    }
    boolean fine =
        signature.parameters().isEmpty()
            && (signature.result() == Type.Primitive.UNIT
                || signature.result() == Type.Primitive.NOTHING
                || (signature.result() instanceof Type.Result(Type ok, _)
                    && ok == Type.Primitive.UNIT));
    if (!fine) {
      problemsOf(scope.module().name())
          .add(
              new TypeProblem.BadMain(
                      main.file(), main.declaration().headSpan(), signature.result())
                  .diagnostic());
    }
  }

  // What needs all bodies

  /// The methods that assign fields of their receiver, themselves or through methods that they call
  /// on it: the least fixed point over the calls.
  private static Set<Symbol.Function> changingMethods(Map<Symbol.Function, CheckedBody> bodies) {
    Set<Symbol.Function> changing = new HashSet<>();
    Map<Symbol.Function, List<Symbol.Function>> callers = new HashMap<>();
    Deque<Symbol.Function> work = new ArrayDeque<>();
    bodies.forEach((symbol, body) -> {
      if (body.changesSelf() && changing.add(symbol)) {
        work.add(symbol);
      }
      for (Body.PlaceCall call : body.placeCalls()) {
        if (call.onSelf()) {
          callers.computeIfAbsent(call.call().method(), _ -> new ArrayList<>()).add(symbol);
        }
      }
    });
    while (!work.isEmpty()) {
      for (Symbol.Function caller : callers.getOrDefault(work.remove(), List.of())) {
        if (changing.add(caller)) {
          work.add(caller);
        }
      }
    }
    return changing;
  }

  private void judgePlaces(
      Symbol in, List<Body.PlaceCall> placeCalls, Set<Symbol.Function> changing) {
    SourceFile file = in.file();
    for (Body.PlaceCall call : placeCalls) {
      if (!changing.contains(call.call().method())) {
        continue;
      }
      Local root = call.root();
      if (root != null && call.outside() && (call.isPlace() || call.onSelf())) {
        root.markWrittenByCapture();
      }
      if (call.isPlace()) {
        if (root != null && root.kind() == Local.Kind.VAR) {
          root.countWrite();
        }
        continue;
      }
      problemsOf(in.module().name())
          .add(
              new TypeProblem.ChangesValue(
                      file,
                      call.call().nameSpan(),
                      call.call().method().name(),
                      root != null && root.kind() == Local.Kind.VAL ? root.name() : null,
                      root == null || root.kind() != Local.Kind.VAL
                          ? null
                          : TypeProblem.valToVar(file, root.nameSpan()))
                  .diagnostic());
    }
  }

  private void warnLocals(Symbol in, List<Local> locals, Set<Local> lambdaParameters) {
    SourceFile file = in.file();
    List<Diagnostic> found = problemsOf(in.module().name());
    for (Local local : locals) {
      if (local.type() == Type.Error.ERROR || local.name().startsWith("_")) {
        continue;
      }
      boolean declared =
          switch (local.kind()) {
            case VAL, VAR, LOOP, PATTERN -> true;
            case PARAMETER -> lambdaParameters.contains(local);
            case SELF, NARROWED -> false;
          };
      if (!declared) {
        continue;
      }
      if (local.reads() == 0) {
        found.add(
            new TypeProblem.Unused(file, local.nameSpan(), local.name(), local.writes() > 0)
                .diagnostic());
      } else if (local.kind() == Local.Kind.VAR && local.writes() == 0 && !local.deferredStart()) {
        found.add(new TypeProblem.NeverChanged(file, local.nameSpan(), local.name()).diagnostic());
      }
    }
  }

  private void warnLabels(ModuleScope scope) {
    for (List<Symbol.Function> all : scope.extensions().values()) {
      for (Symbol.Function function : all) {
        warnLabels(function, function.declaration().typeParameters());
      }
    }
    for (Symbol symbol : scope.declarations().values()) {
      switch (symbol) {
        case Symbol.Function function -> {
          warnLabels(function, function.declaration().typeParameters());
        }
        case Symbol.Class declared -> {
          warnLabels(declared, declared.declaration().typeParameters());
          for (Symbol.Function method : names.methods(declared)) {
            warnLabels(method, method.declaration().typeParameters());
          }
        }
        case Symbol.Union union -> {
          if (names.isSupported(union)) {
            warnLabels(union, union.declaration().typeParameters());
          }
        }
        case Symbol.Constant _, Symbol.EnumClass _, Symbol.Requirement _, Symbol.ExternClass _ -> {}
      }
    }
  }

  private void warnLabels(Symbol symbol, List<TypeParameter> parameters) {
    for (LabelName label : LabelScope.labels(parameters)) {
      if (!tables.usedLabels().contains(new Label.Declared(symbol, label.text()))) {
        problemsOf(symbol.module().name())
            .add(new LabelProblem.Unused(symbol.file(), label.span(), label.text()).diagnostic());
      }
    }
  }

  /// Where a file is wrong, something may be unused only because its use could not be understood.
  private boolean hasErrors(ModuleFile module) {
    return module.parsed().hasErrors()
        || problemsOf(module.name()).stream().anyMatch(Diagnostic::isError);
  }

  private void warnUnusedImports(ModuleScope scope) {
    if (hasErrors(scope.module())) {
      return;
    }
    List<Diagnostic> found = problemsOf(scope.module().name());
    scope
        .imports()
        .forEach((name, imported) -> {
          if (!names.isUsed(scope, name)) {
            Import declaration = imported.declaration();
            found.add(
                new TypeProblem.UnusedImport(scope.module().file(), declaration.span(), name)
                    .diagnostic());
          }
        });
  }

  // The result

  private TypedProgram program(
      Map<Symbol.Function, CheckedBody> bodies, Set<Symbol.Function> changing) {
    Map<Symbol.Function, TypedFunction> functions = new LinkedHashMap<>();
    bodies.forEach((symbol, body) ->
        functions.put(
            symbol,
            new TypedFunction(
                body.signature(),
                body.defaults(),
                body.block(),
                changing.contains(symbol),
                calleesOf(body.callees(), body.constructed()))));
    Map<Symbol.Class, TypedClass> classes = new LinkedHashMap<>();
    Map<Symbol.Union, UnionInfo> unions = new LinkedHashMap<>();
    Map<Symbol.Requirement, RequirementInfo> requirements = new LinkedHashMap<>();
    List<TypedModule> modules = new ArrayList<>();
    for (ModuleScope scope : resolved.scopes()) {
      modules.add(module(scope, functions, classes, unions, requirements));
    }
    return new TypedProgram(modules, functions, classes, unions, requirements);
  }

  /// What a function calls, and what the initialisers of the classes call that it makes values of.
  private List<Symbol.Function> calleesOf(
      List<Symbol.Function> own, List<Symbol.Class> constructed) {
    if (constructed.isEmpty()) {
      return own;
    }
    Set<Symbol.Function> all = new LinkedHashSet<>(own);
    Set<Symbol.Class> seen = new HashSet<>(constructed);
    Deque<Symbol.Class> work = new ArrayDeque<>(constructed);
    while (!work.isEmpty()) {
      Tables.TypedClassParts parts = tables.classParts(work.remove());
      all.addAll(parts.callees());
      for (Symbol.Class next : parts.constructed()) {
        if (seen.add(next)) {
          work.add(next);
        }
      }
    }
    return List.copyOf(all);
  }

  private TypedModule module(
      ModuleScope scope,
      Map<Symbol.Function, TypedFunction> functions,
      Map<Symbol.Class, TypedClass> classes,
      Map<Symbol.Union, UnionInfo> unions,
      Map<Symbol.Requirement, RequirementInfo> requirements) {
    List<TypedModule.TypedItem> items = new ArrayList<>();
    int tests = 0;
    for (Item item : scope.module().parsed().tree().items()) {
      if (item instanceof Item.Test test) {
        ModuleScope.TestSymbol symbol = scope.tests().get(tests++);
        TypedFunction function = functions.get(symbol.function());
        if (function != null) {
          items.add(new TypedModule.TypedItem.TestItem(symbol.title(), function, test.span()));
        }
        continue;
      }
      Symbol symbol = Unsupported.inItem(item) == null ? symbolOf(scope, item) : null;
      switch (symbol) {
        case null -> {}
        case Symbol.Function function -> {
          TypedFunction typed = functions.get(function);
          if (typed != null) {
            items.add(new TypedModule.TypedItem.FunctionItem(typed, item.span()));
          }
        }
        case Symbol.Constant constant -> {
          Tables.ConstantInfo info = tables.constant(constant);
          TypedExpression value = info.value();
          if (value != null) {
            items.add(
                new TypedModule.TypedItem.ConstantItem(
                    constant, info.type(), info.declared(), value, item.span()));
          }
        }
        case Symbol.Class declared -> {
          TypedClass typed = typedClass(declared, functions);
          classes.put(declared, typed);
          items.add(new TypedModule.TypedItem.ClassItem(typed, item.span()));
        }
        case Symbol.Union union -> {
          UnionInfo info = tables.unionInfo(union);
          unions.put(union, info);
          items.add(new TypedModule.TypedItem.UnionItem(info, item.span()));
        }
        case Symbol.EnumClass enumClass ->
            items.add(new TypedModule.TypedItem.EnumItem(enumClass, item.span()));

        case Symbol.Requirement requirement -> {
          RequirementInfo info = tables.requirementInfo(requirement);
          requirements.put(requirement, info);
          items.add(new TypedModule.TypedItem.RequirementItem(info, item.span()));
        }
        case Symbol.ExternClass _ -> {}
      }
    }
    return new TypedModule(scope.module(), items);
  }

  private TypedClass typedClass(
      Symbol.Class declared, Map<Symbol.Function, TypedFunction> functions) {
    ClassInfo info = tables.classInfo(declared);
    Tables.TypedClassParts parts = tables.classParts(declared);
    List<TypedFunction> methods = new ArrayList<>();
    for (Symbol.Function method : info.methods().values()) {
      TypedFunction typed = functions.get(method);
      if (typed != null) {
        methods.add(typed);
      }
    }
    return new TypedClass(info, parts.locals(), parts.values(), methods);
  }
}
