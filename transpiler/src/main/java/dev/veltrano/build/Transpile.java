package dev.veltrano.build;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.DiagnosticOrder;
import dev.veltrano.diagnostic.Label;
import dev.veltrano.lifetime.Explained;
import dev.veltrano.lifetime.Lifetimes;
import dev.veltrano.lifetime.ProgramLifetimes;
import dev.veltrano.project.CrateKind;
import dev.veltrano.project.CrateLayout;
import dev.veltrano.project.ModuleSet;
import dev.veltrano.project.SourceModule;
import dev.veltrano.resolve.ModuleFile;
import dev.veltrano.resolve.Resolved;
import dev.veltrano.resolve.Resolver;
import dev.veltrano.rust.Backend;
import dev.veltrano.rust.RustCrate;
import dev.veltrano.rust.RustModule;
import dev.veltrano.rust.lower.ModuleLowering;
import dev.veltrano.source.Parallel;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.Parser;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.Item;
import dev.veltrano.type.check.Checked;
import dev.veltrano.type.check.Checker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// The whole way from source text to Rust text, in memory: the same modules in any order, on any
/// number of threads, give the same result. This is what sessions, tests and benchmarks call.
///
/// A phase that finds errors does not keep the next from looking, as long as it can make sense of
/// what is there: what is wrong with the types of one file is told together with what is wrong with
/// the text of another. Rust is made only of programs without errors.
public final class Transpile {
  private final Options options;
  private final List<ModuleSource> modules;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private String work = "";
  private boolean explain;
  private boolean despite;
  private List<Explained> explained = List.of();

  private Transpile(List<ModuleSource> modules, Options options) {
    this.modules = modules;
    this.options = options;
  }

  /// How to go about it. `library` if the crate is one. `rust` is false for those who only want to
  /// know whether the program is right.
  public record Options(boolean library, boolean rust, Workers workers) {}

  /// Runs all phases, as far as the program lets them.
  public static Transpiled run(List<ModuleSource> modules, Options options) {
    return Workers.onBigStack(new Run(modules, options));
  }

  /// What there is to tell about the lifetimes of a program; of one with errors outside of them,
  /// those only.
  public record Explanation(List<Diagnostic> diagnostics, List<Explained> functions) {}

  /// Runs the phases up to the lifetimes and tells what they found.
  public static Explanation explain(List<ModuleSource> modules, Options options) {
    return Workers.onBigStack(new Explain(modules, options));
  }

  /// For tests only: makes Rust of a program that is right but for its lifetimes, to see whether
  /// rustc refuses it, too.
  public static Transpiled despiteLifetimes(List<ModuleSource> modules, Options options) {
    return Workers.onBigStack(new Despite(modules, options));
  }

  private record Despite(List<ModuleSource> modules, Options options)
      implements Supplier<Transpiled> {
    @Override
    public Transpiled get() {
      Transpile transpile = new Transpile(modules, options);
      transpile.despite = true;
      return transpile.all();
    }
  }

  private record Explain(List<ModuleSource> modules, Options options)
      implements Supplier<Explanation> {
    @Override
    public Explanation get() {
      Transpile transpile = new Transpile(modules, options);
      try {
        transpile.explain = true;
        Transpiled found = transpile.all();
        return new Explanation(found.diagnostics(), transpile.explained);
      } catch (BugException e) {
        throw e;
      } catch (RuntimeException | Error e) {
        throw new BugException(transpile.work, e);
      }
    }
  }

  /// A class and not a lambda, for the sake of the start; so are those below.
  private record Run(List<ModuleSource> modules, Options options) implements Supplier<Transpiled> {
    @Override
    public Transpiled get() {
      Transpile transpile = new Transpile(modules, options);
      try {
        return transpile.all();
      } catch (BugException e) {
        throw e;
      } catch (RuntimeException | Error e) {
        throw new BugException(transpile.work, e);
      }
    }
  }

  private static final class Parse implements Function<ModuleSource, ParsedFile> {
    @Override
    public ParsedFile apply(ModuleSource module) {
      try {
        return Parser.parse(module.file());
      } catch (RuntimeException | Error e) {
        throw new BugException("parsing " + module.file().name(), e);
      }
    }
  }

  private Transpiled all() {
    List<ParsedFile> parsed = options.workers().map(modules, new Parse());
    Map<SourceFile, BrokenText> broken = new IdentityHashMap<>();
    List<ModuleFile> files = new ArrayList<>(modules.size());
    for (int i = 0; i < modules.size(); i++) {
      ParsedFile file = parsed.get(i);
      diagnostics.addAll(file.diagnostics());
      if (Transpiled.hasErrors(file.diagnostics())) {
        broken.put(file.file(), BrokenText.of(file));
      }
      files.add(new ModuleFile(modules.get(i).name(), file));
    }
    work = "resolving the names of " + program();
    Resolved resolved = Resolver.resolve(files);
    work = "checking " + program();
    Checked checked = Checker.check(resolved, new OnWorkers(options.workers()));
    for (Diagnostic diagnostic : checked.diagnostics()) {
      BrokenText text =
          diagnostic.labels().isEmpty() ? null : broken.get(primary(diagnostic).file());
      if (text == null || text.allows(diagnostic)) {
        diagnostics.add(diagnostic);
      }
    }
    if (options.rust() && !options.library()) {
      needMain(files);
    }
    if (Transpiled.hasErrors(diagnostics)) {
      return Transpiled.found(DiagnosticOrder.ordered(diagnostics));
    }
    work = "finding lifetimes in " + program();
    Parallel parallel = new OnWorkers(options.workers());
    Lifetimes.Analysed analysed =
        explain
            ? Lifetimes.explain(checked.program(), parallel)
            : Lifetimes.analyse(checked.program(), parallel);
    diagnostics.addAll(analysed.diagnostics());
    explained = analysed.explained();
    if (despite) {
      diagnostics.removeIf(Diagnostic::isError);
    }
    if (!options.rust() || Transpiled.hasErrors(diagnostics)) {
      return Transpiled.found(DiagnosticOrder.ordered(diagnostics));
    }
    return rust(checked, analysed.lifetimes());
  }

  private Transpiled rust(Checked checked, ProgramLifetimes lifetimes) {
    work = "making the Rust of " + program();
    CrateLayout layout = layout();
    RustCrate crate =
        Backend.generate(
            checked.program(),
            lifetimes,
            new Backend.Options(Version.NUMBER, layout.places()),
            new OnWorkers(options.workers()));
    diagnostics.addAll(crate.problems());
    List<Diagnostic> ordered = DiagnosticOrder.ordered(diagnostics);
    if (Transpiled.hasErrors(ordered)) {
      return Transpiled.found(ordered);
    }
    List<Transpiled.RustModule> rust = new ArrayList<>(crate.modules().size());
    for (RustModule module : crate.modules()) {
      rust.add(new PrintedModule(module));
    }
    List<Transpiled.TestPlace> tests = new ArrayList<>(crate.tests().size());
    for (ModuleLowering.TestName test : crate.tests()) {
      tests.add(new Transpiled.TestPlace(test.rustPath(), test.text(), test.file(), test.span()));
    }
    return new Transpiled(ordered, rust, tests, layout);
  }

  /// The workers as the phases see them.
  private record OnWorkers(Workers workers) implements Parallel {
    @Override
    public <A, B> List<B> map(List<A> inputs, Function<A, B> each) {
      return workers.map(inputs, each);
    }
  }

  private CrateLayout layout() {
    List<SourceModule> places = new ArrayList<>(modules.size());
    for (ModuleSource module : modules) {
      places.add(
          new SourceModule(
              module.name(), Path.of(module.path()), module.file().name(), module.path()));
    }
    CrateKind kind = options.library() ? CrateKind.LIBRARY : CrateKind.BINARY;
    return CrateLayout.of(new ModuleSet(places, kind, List.of()));
  }

  private static Label primary(Diagnostic diagnostic) {
    return diagnostic.labels().getFirst();
  }

  private String program() {
    return modules.size() == 1
        ? modules.getFirst().file().name()
        : modules.size() + " modules, among them " + modules.getFirst().file().name();
  }

  /// A program begins in `main`; without it there is nothing to run.
  private void needMain(List<ModuleFile> files) {
    for (ModuleFile file : files) {
      if (!file.name().equals("main")) {
        continue;
      }
      for (Item item : file.parsed().tree().items()) {
        if (item instanceof Declaration.Function function
            && function.name().text().equals("main")) {
          return;
        }
      }
      if (file.parsed().hasErrors()) {
        return;
      }
      diagnostics.add(
          Diagnostic.at(
                  Code.NO_MAIN,
                  file.file(),
                  Span.of(0, 0),
                  "there is no `main` in " + file.file().name() + " to begin with")
              .help("add `fun main() { … }`, which is what a program runs")
              .build());
    }
  }
}
