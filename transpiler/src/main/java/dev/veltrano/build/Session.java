package dev.veltrano.build;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// One run of a command over a program: what it finds in files, and what it makes of them.
public final class Session {
  private final Environment environment;
  private final Progress progress;
  private final Workers workers = Workers.ofMachine();

  public Session(Environment environment, Progress progress) {
    this.environment = environment;
    this.progress = progress;
  }

  /// Finds all mistakes of a program; makes no Rust.
  public Transpiled check(Subject subject) throws BuildException {
    return transpile(Sources.read(subject, workers), false);
  }

  /// Makes the Rust of a program, in memory.
  public Transpiled transpile(Subject subject) throws BuildException {
    return transpile(Sources.read(subject, workers), true);
  }

  private Transpiled transpile(Sources sources, boolean rust) {
    Transpile.Options options =
        new Transpile.Options(
            sources.about().name(),
            sources.kind() == dev.veltrano.project.CrateKind.LIBRARY,
            rust && !hasErrors(sources.diagnostics()),
            workers);
    Transpiled transpiled = Transpile.run(sources.modules(), options);
    if (sources.diagnostics().isEmpty()) {
      return transpiled;
    }
    List<Diagnostic> all = new ArrayList<>(sources.diagnostics());
    all.addAll(transpiled.diagnostics());
    return new Transpiled(all, transpiled.modules());
  }

  private static boolean hasErrors(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.isError()) {
        return true;
      }
    }
    return false;
  }

  /// Writes the Cargo project of a program; gives the folder.
  public Path write(
      Subject subject,
      Transpiled transpiled,
      @org.jspecify.annotations.Nullable Path folder,
      dev.veltrano.project.RuntimeSource runtime)
      throws BuildException {
    throw new BuildException(Diagnostic.of(Code.CANNOT_WRITE, "not yet").build());
  }

  /// Makes the native program.
  public Built build(Subject subject, boolean release) throws BuildException {
    throw new BuildException(Diagnostic.of(Code.CANNOT_WRITE, "not yet").build());
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

  /// Copies a finished program to where the user wants it.
  public Path copyProgram(Path program, Path target) throws BuildException {
    Path place = Files.isDirectory(target) ? target.resolve(program.getFileName()) : target;
    try {
      Path fresh = place.resolveSibling(place.getFileName() + ".new");
      Files.copy(
          program, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(fresh, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return place;
    } catch (IOException e) {
      throw new BuildException(
          Diagnostic.of(
                  Code.CANNOT_WRITE,
                  "the program cannot be copied to `" + place + "`: " + e.getMessage())
              .help("name another place with `-o FILE`")
              .build());
    }
  }
}
