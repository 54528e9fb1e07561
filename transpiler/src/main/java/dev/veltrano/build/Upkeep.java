package dev.veltrano.build;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.project.Cache;
import dev.veltrano.project.OutputFolder;
import dev.veltrano.project.ProjectException;
import dev.veltrano.project.ProjectFolder;
import dev.veltrano.project.Removed;
import dev.veltrano.project.Skeleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is to be done around building: new projects, finished programs brought to where they are
/// wanted, and the removal of what can be made again.
public final class Upkeep {
  private final Environment environment;

  public Upkeep(Environment environment) {
    this.environment = environment;
  }

  /// Lays down a new project; `fresh` if its folder must not have anything in it.
  public Skeleton.Created layDown(String folder, @Nullable String name, boolean fresh)
      throws BuildException {
    try {
      Path place = environment.resolve(folder);
      Optional<String> called = Optional.ofNullable(name);
      return fresh
          ? Skeleton.create(place, called, environment.folder())
          : Skeleton.init(place, called, environment.folder());
    } catch (ProjectException e) {
      throw new BuildException(e.diagnostic());
    } catch (InvalidPathException e) {
      throw new BuildException(
          Diagnostic.of(Code.CANNOT_WRITE, "`" + folder + "` cannot be the name of a folder")
              .build());
    }
  }

  /// Removes what was built of a project.
  public Removed clean(ProjectFolder project) throws BuildException {
    try {
      return OutputFolder.remove(project.target());
    } catch (ProjectException e) {
      throw new BuildException(e.diagnostic());
    }
  }

  /// Removes what single files left in the cache.
  public Removed cleanCache() throws BuildException {
    try {
      return cache().clean(Duration.ZERO);
    } catch (ProjectException e) {
      throw new BuildException(e.diagnostic());
    }
  }

  /// Copies a finished program to where the user wants it.
  public Path copyProgram(Path program, Path target) throws BuildException {
    Path place = Files.isDirectory(target) ? target.resolve(program.getFileName()) : target;
    Path fresh = place.resolveSibling(place.getFileName() + ".new");
    try {
      try {
        Files.copy(
            program,
            fresh,
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(
            fresh, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
      return place;
    } catch (IOException e) {
      throw new BuildException(
          Diagnostic.of(
                  Code.CANNOT_WRITE,
                  "the program cannot be copied to `" + place + "`: " + Reason.of(e))
              .help("name another place with `-o FILE`")
              .build());
    }
  }

  /// The user's cache.
  Cache cache() throws BuildException {
    try {
      return Cache.locate(environment.variables());
    } catch (InvalidPathException e) {
      throw new BuildException(
          Diagnostic.of(Code.CANNOT_WRITE, "there is no such folder for the cache: " + e.getInput())
              .help("let the environment variable VELTRANO_CACHE name one")
              .build());
    }
  }
}
