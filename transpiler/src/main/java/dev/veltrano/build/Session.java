package dev.veltrano.build;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.project.Cache;
import dev.veltrano.project.ContentKey;
import dev.veltrano.project.CrateFile;
import dev.veltrano.project.CrateKind;
import dev.veltrano.project.CrateWriter;
import dev.veltrano.project.FolderLock;
import dev.veltrano.project.GeneratedCrate;
import dev.veltrano.project.Manifest;
import dev.veltrano.project.OutputFolder;
import dev.veltrano.project.ProjectException;
import dev.veltrano.project.ProjectFolder;
import dev.veltrano.project.RuntimeSource;
import dev.veltrano.project.Written;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run of a command over a program: what it finds in files, and what it makes of them.
///
/// The source text becomes Rust in memory; only then is anything written. Two sessions over the
/// same program at once are safe: the second waits.
public final class Session {
  /// How long somebody else's build is waited for. It ends by itself, so this only guards against a
  /// process that was stopped.
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Environment environment;
  private final Progress progress;
  private final Transpiler transpiler;
  private final Workers workers = Workers.ofProcessors();

  public Session(Environment environment, Progress progress) {
    this(environment, progress, new Phases());
  }

  /// With another way from sources to Rust, so that a test can say what is generated.
  Session(Environment environment, Progress progress, Transpiler transpiler) {
    this.environment = environment;
    this.progress = progress;
    this.transpiler = transpiler;
  }

  /// The way from sources to Rust.
  interface Transpiler {
    Transpiled run(List<ModuleSource> modules, Transpile.Options options);
  }

  /// The real one. A class and not a lambda, for the sake of the start.
  private static final class Phases implements Transpiler {
    @Override
    public Transpiled run(List<ModuleSource> modules, Transpile.Options options) {
      return Transpile.run(modules, options);
    }
  }

  /// Finds all mistakes of a program; makes no Rust.
  public Transpiled check(Subject subject) throws BuildException {
    return transpile(Sources.read(subject, workers), false);
  }

  /// Finds out what there is to tell about the lifetimes of a program.
  public Transpile.Explanation explain(Subject subject) throws BuildException {
    Sources sources = Sources.read(subject, workers);
    Transpile.Explanation found =
        Transpile.explain(
            sources.modules(),
            new Transpile.Options(sources.kind() == CrateKind.LIBRARY, false, workers));
    List<Diagnostic> all = new ArrayList<>(sources.diagnostics());
    all.addAll(found.diagnostics());
    return new Transpile.Explanation(all, found.functions());
  }

  /// Makes the Rust of a program, in memory.
  public Transpiled transpile(Subject subject) throws BuildException {
    return transpile(Sources.read(subject, workers), true);
  }

  private Transpiled transpile(Sources sources, boolean rust) {
    Transpile.Options options =
        new Transpile.Options(
            sources.kind() == CrateKind.LIBRARY,
            rust && !Transpiled.hasErrors(sources.diagnostics()),
            workers);
    long start = System.nanoTime();
    Transpiled transpiled = transpiler.run(sources.modules(), options);
    progress.verbose(
        (rust ? "transpiled in " : "checked in ")
            + (System.nanoTime() - start) / 1_000_000
            + " ms");
    return transpiled.after(sources.diagnostics());
  }

  /// Writes the Cargo project of a program, into `folder` or else to where a project has it; gives
  /// the folder.
  public Path write(
      Subject subject, Transpiled transpiled, @Nullable Path folder, RuntimeSource runtime)
      throws BuildException {
    Sources sources = Sources.read(subject, workers);
    try {
      Path place = folder;
      if (place == null) {
        ProjectFolder project = subject.project();
        if (project == null) {
          throw new IllegalStateException("a single file has no folder of its own");
        }
        OutputFolder.create(project.target());
        place = project.crate();
      }
      String origin =
          subject.project() == null ? sources.modules().getFirst().path() : ProjectFolder.MANIFEST;
      try (FolderLock lock = lock(place, subject)) {
        write(lock, sources.about(), sources, transpiled, runtime, origin);
      }
      return place;
    } catch (ProjectException e) {
      throw new BuildException(e.diagnostic());
    }
  }

  /// Locks a folder. While a program is built, that is the folder of its crate and then Cargo's
  /// target, where another program of the same name would put its own file.
  private FolderLock lock(Path folder, Subject subject) throws ProjectException {
    return FolderLock.acquire(
        folder,
        subject.shownFrom(folder),
        PATIENCE,
        () -> progress.say("Waiting", "for another veltrano that builds the same program"));
  }

  private void write(
      FolderLock lock,
      Manifest.About about,
      Sources sources,
      Transpiled transpiled,
      RuntimeSource runtime,
      String origin)
      throws ProjectException {
    List<CrateFile> files = CrateFiles.of(transpiled, origin, workers);
    GeneratedCrate crate =
        new GeneratedCrate(
            Version.NUMBER, origin, about, sources.kind(), sources.switches(), runtime, files);
    Written written = CrateWriter.write(lock, crate.files());
    progress.verbose(
        "wrote "
            + written.changed().size()
            + " files to "
            + lock.folder()
            + ", "
            + written.unchanged()
            + " were as they should be");
    for (String kept : written.keptEdits()) {
      progress.say("Kept", "what was edited by hand as " + lock.folder().resolve(kept));
    }
  }

  /// Makes the native program.
  public Built build(Subject subject, boolean release) throws BuildException {
    Sources sources = Sources.read(subject, workers);
    try {
      Cache cache = new Upkeep(environment).cache();
      Workshop workshop = Workshop.of(subject, sources, cache, release);
      ContentKey key = ProgramKey.of(sources, release, environment);
      Path finished = workshop.finished(key);
      if (finished != null) {
        return new Built(List.of(), finished);
      }
      progress.working("Transpiling", subject.shown());
      Transpiled transpiled = transpile(sources, true);
      if (transpiled.hasErrors()) {
        return new Built(transpiled.diagnostics(), null);
      }
      if (sources.kind() == CrateKind.LIBRARY) {
        return library(subject, sources, transpiled, workshop, cache, release);
      }
      // A program with warnings is kept under another key: the warnings are to be seen again.
      ContentKey warned = ProgramKey.derived(key, "with warnings");
      if (!transpiled.diagnostics().isEmpty()) {
        finished = workshop.finished(warned);
        if (finished != null) {
          return new Built(transpiled.diagnostics(), finished);
        }
      }
      progress.say("Transpiling", subject.shown());
      try (FolderLock lock = prepared(workshop, subject, cache);
          FolderLock _ = lock(workshop.target(), subject)) {
        CargoRun run = cargo(lock, sources, transpiled, workshop, cache, release, false);
        List<Diagnostic> all = told(run, transpiled, workshop);
        Path program = program(run);
        if (program == null || Transpiled.hasErrors(all)) {
          return new Built(all, null);
        }
        boolean bugs = all.size() > transpiled.diagnostics().size();
        if (bugs) {
          return new Built(all, program);
        }
        return new Built(all, workshop.keep(all.isEmpty() ? key : warned, program));
      }
    } catch (ProjectException e) {
      throw advised(e, subject);
    }
  }

  /// A single file is built in a place that the user did not choose and may not know.
  private static BuildException advised(ProjectException e, Subject subject) {
    Diagnostic told = e.diagnostic();
    if (subject.project() == null && told.code() == Code.CANNOT_WRITE) {
      List<Fix> fixes = new ArrayList<>(told.fixes());
      fixes.add(
          Fix.maybe("programs of single files are built there; VELTRANO_CACHE names another"));
      told =
          new Diagnostic(
              told.code(),
              told.severity(),
              told.message(),
              told.labels(),
              told.causes(),
              told.notes(),
              fixes);
    }
    return new BuildException(told);
  }

  private Built library(
      Subject subject,
      Sources sources,
      Transpiled transpiled,
      Workshop workshop,
      Cache cache,
      boolean release)
      throws BuildException, ProjectException {
    progress.say("Transpiling", subject.shown());
    try (FolderLock lock = prepared(workshop, subject, cache)) {
      CargoRun run = cargo(lock, sources, transpiled, workshop, cache, release, false);
      return new Built(told(run, transpiled, workshop), null);
    }
  }

  /// What was built for `test`: what was found, the harness to run, and where its tests stand.
  public record Tests(
      List<Diagnostic> diagnostics, @Nullable Path harness, Transpiled transpiled) {}

  /// Makes the program's tests.
  public Tests buildTests(Subject subject, boolean release) throws BuildException {
    Sources sources = Sources.read(subject, workers);
    progress.working("Transpiling", subject.shown());
    Transpiled transpiled = transpile(sources, true);
    if (subject.project() == null && onlyMainIsMissing(transpiled)) {
      // A file of functions and their tests is no program, but it can be tested.
      sources = sources.asLibrary();
      transpiled = transpile(sources, true);
    }
    if (transpiled.hasErrors() || transpiled.tests().isEmpty()) {
      return new Tests(transpiled.diagnostics(), null, transpiled);
    }
    progress.say("Transpiling", subject.shown());
    try {
      Cache cache = new Upkeep(environment).cache();
      Workshop workshop = Workshop.of(subject, sources, cache, release);
      try (FolderLock lock = prepared(workshop, subject, cache)) {
        CargoRun run = cargo(lock, sources, transpiled, workshop, cache, release, true);
        List<Diagnostic> all = told(run, transpiled, workshop);
        Path harness = null;
        for (CargoRun.Program program : run.programs()) {
          harness = program.test() ? program.file() : harness;
        }
        return new Tests(all, Transpiled.hasErrors(all) ? null : harness, transpiled);
      }
    } catch (ProjectException e) {
      throw advised(e, subject);
    }
  }

  /// Runs tests that were built, and tells each result when it is known; gives them all, with what
  /// the failed ones printed.
  public List<TestOutcome> runTests(Tests tests, TestRun run, Consumer<TestOutcome> onResult)
      throws BuildException {
    Path harness = tests.harness();
    return harness == null
        ? List.of()
        : new Harness(environment, progress).run(harness, run, onResult);
  }

  private static boolean onlyMainIsMissing(Transpiled transpiled) {
    boolean missing = false;
    for (Diagnostic diagnostic : transpiled.diagnostics()) {
      if (diagnostic.isError()) {
        if (diagnostic.code() != Code.NO_MAIN) {
          return false;
        }
        missing = true;
      }
    }
    return missing;
  }

  private FolderLock prepared(Workshop workshop, Subject subject, Cache cache)
      throws ProjectException, BuildException {
    try {
      cache.prepare();
    } catch (ProjectException unwritable) {
      // A project does without; a single file is built there and says so next.
      progress.verbose(unwritable.diagnostic().message());
    }
    // Before anything is written: without Cargo there is no use for it.
    Cargo.find(environment, cache.root());
    workshop.prepare();
    return lock(workshop.crate(), subject);
  }

  private CargoRun cargo(
      FolderLock lock,
      Sources sources,
      Transpiled transpiled,
      Workshop workshop,
      Cache cache,
      boolean release,
      boolean tests)
      throws ProjectException, BuildException {
    CargoBuild build = new CargoBuild(environment, progress, cache.root());
    write(lock, workshop.about(), sources, transpiled, workshop.runtime(), workshop.origin());
    progress.working("Compiling", sources.about().name());
    return build.run(
        new CargoRun.Order(
            workshop.crate().resolve("Cargo.toml"),
            workshop.target(),
            release,
            tests,
            workshop.about().name(),
            sources.about().name()));
  }

  /// All there is to say after a run of Cargo. What rustc said is kept in a file beside the crate.
  private List<Diagnostic> told(CargoRun run, Transpiled transpiled, Workshop workshop) {
    List<RustMessage> ours = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    String manifest = real(workshop.crate().resolve("Cargo.toml")).toString();
    for (RustMessage message : run.messages()) {
      boolean mine = message.manifest().isEmpty() || message.manifest().equals(manifest);
      if (RustComplaints.isComplaint(message) && (mine || message.isError())) {
        ours.add(message);
        words.append(message.rendered()).append('\n');
      }
    }
    if (ours.isEmpty()) {
      return transpiled.diagnostics();
    }
    progress.verbose(words.toString());
    String kept = null;
    Path file = workshop.crate().resolve("rustc-messages.txt");
    try {
      Files.write(file, words.toString().getBytes(StandardCharsets.UTF_8));
      kept = file.toString();
    } catch (IOException ignored) {
      // They are shown with `-v` as well.
    }
    List<Diagnostic> all = new ArrayList<>(transpiled.diagnostics());
    all.addAll(new RustComplaints(transpiled.modules(), kept).told(ours));
    return all;
  }

  /// A path as Cargo names it, without links in it.
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException notThere) {
      return path;
    }
  }

  private static @Nullable Path program(CargoRun run) {
    Path found = null;
    for (CargoRun.Program program : run.programs()) {
      found = program.test() ? found : program.file();
    }
    return found;
  }

  /// Runs a program with our streams, in the user's folder and environment; gives its status.
  public int run(Path program, List<String> arguments) throws BuildException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    progress.verbose("$ " + String.join(" ", command));
    try (Child child = Child.start(Processes.builder(environment, command).inheritIO())) {
      return child.waitFor();
    } catch (IOException e) {
      throw new BuildException(
          Diagnostic.of(
                  Code.CARGO_FAILED,
                  "the program was built but cannot be started: " + e.getMessage())
              .help("its file is " + program)
              .build());
    }
  }
}
