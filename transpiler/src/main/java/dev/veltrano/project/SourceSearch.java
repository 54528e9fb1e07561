package dev.veltrano.project;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Finds the files of Veltrano source in a folder and the folders in it, whatever program they
/// belong to.
///
/// Left out is what nobody writes by hand: hidden files and folders, and the `target` of a project.
/// Links are not followed, so nothing outside of the folder is found. The files are sorted.
public final class SourceSearch extends SimpleFileVisitor<Path> {
  /// What the names of source files end in.
  public static final String ENDING = ".vl";

  private final Path start;
  private final List<Path> found = new ArrayList<>();

  private SourceSearch(Path start) {
    this.start = start;
  }

  /// The source files below `folder`, which messages call `shown`.
  public static List<Path> in(Path folder, String shown) throws ProjectException {
    SourceSearch search = new SourceSearch(folder);
    try {
      Files.walkFileTree(folder, search);
    } catch (IOException refused) {
      throw new ProjectException(new ProjectProblem.Unreadable(shown, Reasons.of(refused)));
    }
    search.found.sort(null);
    return search.found;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    boolean built =
        String.valueOf(folder.getFileName()).equals("target")
            && Files.exists(folder.resolveSibling(ProjectFolder.MANIFEST));
    return !folder.equals(start) && (isHidden(folder) || built)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile() && !isHidden(file) && file.toString().endsWith(ENDING)) {
      found.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }
}
