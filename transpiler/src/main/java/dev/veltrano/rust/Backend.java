package dev.veltrano.rust;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.lifetime.ProgramLifetimes;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.RustFile;
import dev.veltrano.rust.lower.LoweringProblem;
import dev.veltrano.rust.lower.ModuleLowering;
import dev.veltrano.rust.lower.ProgramFacts;
import dev.veltrano.rust.lower.Verifier;
import dev.veltrano.rust.name.ModulePlace;
import dev.veltrano.rust.print.Printer;
import dev.veltrano.source.Parallel;
import dev.veltrano.type.tree.TypedProgram;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns a checked program and its lifetimes into Rust modules.
///
/// A pure function of its inputs. Modules are lowered independently of each other; then it is known
/// which classes are printed and compared anywhere, and each module is finished and printed.
public final class Backend {
  private Backend() {}

  /// `version` is Veltrano's own, for the first line of each file. `places` tells where modules
  /// stand, by their Veltrano names; one that is not in it stands at its usual place.
  public record Options(String version, Map<String, ModulePlace> places) {}

  public static RustCrate generate(
      TypedProgram program, ProgramLifetimes lifetimes, Options options) {
    return generate(program, lifetimes, options, Parallel.NONE);
  }

  public static RustCrate generate(
      TypedProgram program, ProgramLifetimes lifetimes, Options options, Parallel parallel) {
    ProgramFacts facts = new ProgramFacts(program, lifetimes, options.places());
    List<ModuleLowering> lowered =
        parallel.map(program.modules(), module -> new ModuleLowering(facts, module));
    List<Diagnostic> problems = new ArrayList<>();
    List<ModuleLowering.TestName> tests = new ArrayList<>();
    Set<Symbol> printed = new LinkedHashSet<>();
    Set<Symbol> compared = new LinkedHashSet<>(facts.compared());
    for (ModuleLowering module : lowered) {
      for (LoweringProblem problem : module.problems()) {
        problems.add(problem.diagnostic());
      }
      tests.addAll(module.tests());
      printed.addAll(module.printed());
      compared.addAll(module.compared());
    }
    if (!problems.isEmpty()) {
      return new RustCrate(List.of(), tests, problems);
    }
    for (Symbol symbol : List.copyOf(compared)) {
      if (symbol instanceof Symbol.Union union) {
        compared.addAll(facts.compared(union));
      }
    }
    Set<Symbol> all = ModuleLowering.closure(facts, printed);
    List<RustModule> modules =
        parallel.map(lowered, module -> print(module, options.version(), all, compared));
    return new RustCrate(modules, tests, problems);
  }

  private static RustModule print(
      ModuleLowering lowering, String version, Set<Symbol> printed, Set<Symbol> compared) {
    RustFile file = lowering.finish(version, printed, compared);
    assert isSound(file, lowering);
    return new RustModule(
        lowering.module().module(),
        lowering.place(),
        Printer.print(file, lowering.module().module().file().bytes(), lowering.otherComments()));
  }

  /// Looks the tree over; costs time, so only where assertions are on.
  private static boolean isSound(RustFile file, ModuleLowering lowering) {
    List<String> problems = Verifier.problems(file);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "the Rust of " + lowering.place().source() + " is wrong: " + problems);
    }
    return true;
  }
}
