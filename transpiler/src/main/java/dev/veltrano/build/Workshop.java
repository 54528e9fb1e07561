package dev.veltrano.build;

import dev.veltrano.project.Cache;
import dev.veltrano.project.CachedCrate;
import dev.veltrano.project.ContentKey;
import dev.veltrano.project.Manifest;
import dev.veltrano.project.OutputFolder;
import dev.veltrano.project.ProjectException;
import dev.veltrano.project.ProjectFolder;
import dev.veltrano.project.RuntimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a program is built: the folder of its crate, what Cargo calls it, and the shelf on which
/// finished programs are kept by the key of everything that went into them.
///
/// A project is built in its own `target`, a single file in the user's cache.
sealed interface Workshop {

  /// Makes what must be there before a crate is written.
  void prepare() throws ProjectException;

  /// The folder of the crate.
  Path crate();

  /// Cargo's target folder.
  Path target();

  Manifest.About about();

  RuntimeSource runtime() throws ProjectException;

  /// What the head of generated files names as their origin.
  String origin();

  /// The program that was kept for a key, if it is there and whole.
  @Nullable Path finished(ContentKey key);

  /// Keeps a program for a key; gives where it is from now on.
  Path keep(ContentKey key, Path program) throws ProjectException;

  static Workshop of(Subject subject, Sources sources, Cache cache, boolean release) {
    ProjectFolder project = subject.project();
    if (project != null) {
      return new OfProject(project, sources.about(), release);
    }
    return new OfFile(cache, cache.crateFor(sources.places().getFirst().file()), sources);
  }

  record OfProject(ProjectFolder project, Manifest.About about, boolean release)
      implements Workshop {
    @Override
    public void prepare() throws ProjectException {
      OutputFolder.create(project.target());
    }

    @Override
    public Path crate() {
      return project.crate();
    }

    @Override
    public Path target() {
      return project.target();
    }

    @Override
    public RuntimeSource runtime() {
      return RuntimeSource.PACKED;
    }

    @Override
    public String origin() {
      return ProjectFolder.MANIFEST;
    }

    private ProgramRecord record() {
      return new ProgramRecord(
          project.crate().resolve(release ? ".program-release" : ".program-dev"));
    }

    @Override
    public @Nullable Path finished(ContentKey key) {
      ProgramRecord record = record();
      Path program = record.find(key.text());
      if (program == null && record.isDamaged(key.text())) {
        // Cargo goes by the times of the sources and would think that nothing is to be done.
        record.forget();
        try {
          Path root = project.crate().resolve("src").resolve("main.rs");
          Files.setLastModifiedTime(root, FileTime.from(Instant.now()));
        } catch (IOException notThere) {
          return null;
        }
      }
      return program;
    }

    @Override
    public Path keep(ContentKey key, Path program) {
      record().keep(key.text(), program);
      return program;
    }
  }

  record OfFile(Cache cache, CachedCrate place, Sources sources) implements Workshop {
    @Override
    public void prepare() throws ProjectException {
      cache.prepare();
      cache.clearWay(place.folder());
    }

    @Override
    public Path crate() {
      return place.folder();
    }

    @Override
    public Path target() {
      return cache.cargoTarget();
    }

    @Override
    public Manifest.About about() {
      return Manifest.About.named(place.name());
    }

    @Override
    public RuntimeSource runtime() throws ProjectException {
      return cache.runtime();
    }

    @Override
    public String origin() {
      return sources.modules().getFirst().path();
    }

    @Override
    public @Nullable Path finished(ContentKey key) {
      Optional<Path> program = cache.program(key, sources.about().name());
      return program.orElse(null);
    }

    @Override
    public Path keep(ContentKey key, Path program) throws ProjectException {
      return cache.keep(key, sources.about().name(), program);
    }
  }
}
