package dev.veltrano.build;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.project.ProjectException;
import dev.veltrano.project.ProjectFolder;
import dev.veltrano.project.SourceText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a command works on: a project, or a single file without one.
///
/// A file in the sources of a project means that project; then `file` is the one that was named and
/// `project` is where it belongs. At least one of both is there.
public record Subject(@Nullable ProjectFolder project, @Nullable Path file, Path folder) {

  /// There is nothing of the name that was given: what is wrong, and what to do instead.
  public static final class NotFoundException extends Exception {
    private static final long serialVersionUID = 1;
    private final String help;

    NotFoundException(String message, String help) {
      super(message, null, false, false);
      this.help = help;
    }

    public String help() {
      return help;
    }
  }

  /// Finds what `written` names, or the project around the current folder if it is null.
  public static Subject find(@Nullable String written, Environment environment)
      throws NotFoundException {
    Path here = environment.folder();
    if (written == null) {
      ProjectFolder project = ProjectFolder.find(here, here);
      if (project == null) {
        throw new NotFoundException(
            "no file was named, and neither this folder nor one above it has a "
                + ProjectFolder.MANIFEST,
            "name a file, as in `veltrano run hello.vl`, or make a project with `veltrano new`");
      }
      return new Subject(project, null, here);
    }
    Path path;
    try {
      path = environment.resolve(written).normalize();
    } catch (InvalidPathException unnameable) {
      throw new NotFoundException("`" + written + "` cannot be the name of a file", "name another");
    }
    if (Files.isDirectory(path)) {
      ProjectFolder project = ProjectFolder.find(path, here);
      if (project == null) {
        throw new NotFoundException(
            "the folder `" + written + "` has no " + ProjectFolder.MANIFEST,
            "name a file in it, or make a project of it with `veltrano init " + written + "`");
      }
      return new Subject(project, null, here);
    }
    if (!Files.exists(path)) {
      throw missing(written, path, here);
    }
    Path parent = path.getParent();
    ProjectFolder around = parent == null ? null : ProjectFolder.find(parent, here);
    boolean inside = around != null && path.startsWith(around.sources());
    return new Subject(inside ? around : null, path, here);
  }

  private static NotFoundException missing(String written, Path path, Path here) {
    try {
      SourceText.read(path, written);
    } catch (ProjectException e) {
      Diagnostic told = e.diagnostic();
      String help =
          told.fixes().isEmpty()
              ? "paths are seen from " + here
              : told.fixes().getFirst().message();
      return new NotFoundException(told.message(), help);
    }
    return new NotFoundException("`" + written + "` was not there a moment ago", "try again");
  }

  /// How messages call it.
  public String shown() {
    Path single = file;
    if (project == null) {
      return single == null ? "" : shownFrom(single);
    }
    Path name = project.root().getFileName();
    return name == null ? project.name() : name.toString();
  }

  /// How messages call a file: seen from the current folder if it lies below it.
  public String shownFrom(Path path) {
    Path absolute = folder.resolve(path).normalize();
    return absolute.startsWith(folder)
        ? folder.relativize(absolute).toString()
        : absolute.toString();
  }

  /// Whether a file of the program, as messages call it, is the one that was named; each is if none
  /// was.
  public boolean selects(String shown) {
    Path single = file;
    return single == null || shown.equals(shownFrom(single)) || single.endsWith(shown);
  }
}
