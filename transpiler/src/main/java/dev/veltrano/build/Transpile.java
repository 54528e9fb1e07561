package dev.veltrano.build;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.DiagnosticOrder;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.Parser;
import java.util.ArrayList;
import java.util.List;

/// The whole way from source text to Rust text, in memory: the same modules in any order, on any
/// number of threads, give the same result. This is what sessions, tests and benchmarks call.
public final class Transpile {
  private final Options options;

  private Transpile(Options options) {
    this.options = options;
  }

  /// How to go about it. `library` if the crate is one; `rust` is false for those who only want to
  /// know whether the program is right.
  public record Options(String crateName, boolean library, boolean rust, Workers workers) {}

  /// Runs all phases, as far as the program has no errors.
  public static Transpiled run(List<ModuleSource> modules, Options options) {
    return Workers.onBigStack(new Run(modules, options));
  }

  private record Run(List<ModuleSource> modules, Options options)
      implements java.util.function.Supplier<Transpiled> {
    @Override
    public Transpiled get() {
      return new Transpile(options).all(modules);
    }
  }

  private Transpiled all(List<ModuleSource> modules) {
    List<ParsedFile> parsed = options.workers().map(modules, PARSE);
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (ParsedFile file : parsed) {
      diagnostics.addAll(file.diagnostics());
    }
    return new Transpiled(DiagnosticOrder.ordered(diagnostics), List.of());
  }

  /// A class and not a lambda, for the sake of the start.
  private static final class Parse
      implements java.util.function.Function<ModuleSource, ParsedFile> {
    @Override
    public ParsedFile apply(ModuleSource module) {
      try {
        return Parser.parse(module.file());
      } catch (RuntimeException | Error e) {
        throw new BugException("parsing " + module.file().name(), e);
      }
    }
  }

  private static final Parse PARSE = new Parse();
}
