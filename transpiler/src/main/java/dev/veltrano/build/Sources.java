package dev.veltrano.build;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.project.CrateKind;
import dev.veltrano.project.Manifest;
import dev.veltrano.project.ModuleSet;
import dev.veltrano.project.PackageName;
import dev.veltrano.project.ProjectException;
import dev.veltrano.project.ProjectFolder;
import dev.veltrano.project.SourceModule;
import dev.veltrano.project.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Everything that a program is made from, read: the text of its modules, and what its manifest
/// says. `diagnostics` are about the manifest and the names of files; the text has not been looked
/// at.
record Sources(
    Manifest.About about,
    Manifest.Switches switches,
    CrateKind kind,
    List<ModuleSource> modules,
    List<SourceModule> places,
    List<Diagnostic> diagnostics) {

  static Sources read(Subject subject, Workers workers) throws BuildException {
    try {
      ProjectFolder project = subject.project();
      return project == null ? ofFile(subject) : ofProject(project, workers);
    } catch (ProjectException e) {
      throw new BuildException(e.diagnostic());
    }
  }

  /// The same file as the beginning of a library.
  Sources asLibrary() {
    ModuleSource module = modules.getFirst();
    SourceModule place = places.getFirst();
    return new Sources(
        about,
        switches,
        CrateKind.LIBRARY,
        List.of(new ModuleSource("lib", module.file(), module.path())),
        List.of(new SourceModule("lib", place.file(), place.shown(), place.path())),
        diagnostics);
  }

  private static Sources ofFile(Subject subject) throws ProjectException {
    Path file = subject.file();
    if (file == null) {
      throw new IllegalStateException("neither a project nor a file");
    }
    ModuleSet set = ModuleSet.ofFile(file, subject.folder());
    List<ModuleSource> modules = new ArrayList<>(1);
    for (SourceModule place : set.modules()) {
      modules.add(read(place));
    }
    return new Sources(
        Manifest.About.named(crateName(file)),
        Manifest.Switches.DEFAULT,
        set.kind(),
        modules,
        set.modules(),
        set.diagnostics());
  }

  /// What Cargo calls the program of a single file: as the file is called, as far as Cargo can.
  private static String crateName(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return PackageName.near(dot > 0 ? name.substring(0, dot) : name).orElse("program");
  }

  private static Sources ofProject(ProjectFolder project, Workers workers) throws ProjectException {
    Manifest.Reading manifest =
        Manifest.read(SourceText.read(project.manifest(), project.shown(project.manifest())));
    List<Diagnostic> diagnostics = new ArrayList<>(manifest.diagnostics());
    ModuleSet set = ModuleSet.ofProject(project);
    diagnostics.addAll(set.diagnostics());
    List<ModuleSource> modules = new ArrayList<>(set.modules().size());
    List<ModuleOrFailure> read = workers.map(set.modules(), Sources::readOrFail);
    for (ModuleOrFailure one : read) {
      if (one instanceof ModuleOrFailure.Failure failure) {
        throw failure.reason;
      }
      if (one instanceof ModuleOrFailure.Module module) {
        modules.add(module.source);
      }
    }
    return new Sources(
        manifest.manifest().map(Manifest::about).orElse(Manifest.About.named("program")),
        manifest.manifest().map(Manifest::switches).orElse(Manifest.Switches.DEFAULT),
        set.kind(),
        modules,
        set.modules(),
        diagnostics);
  }

  private sealed interface ModuleOrFailure {
    record Module(ModuleSource source) implements ModuleOrFailure {}

    record Failure(ProjectException reason) implements ModuleOrFailure {}
  }

  private static ModuleOrFailure readOrFail(SourceModule place) {
    try {
      return new ModuleOrFailure.Module(read(place));
    } catch (ProjectException e) {
      return new ModuleOrFailure.Failure(e);
    }
  }

  private static ModuleSource read(SourceModule place) throws ProjectException {
    return new ModuleSource(
        place.name(), SourceText.read(place.file(), place.shown()), place.path());
  }
}
