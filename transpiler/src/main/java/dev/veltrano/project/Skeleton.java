package dev.veltrano.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lays down a new project: a manifest, a small program that does something, and what goes with
/// them. Nothing that is there already is changed, and what was begun is taken back if it cannot be
/// finished.
public final class Skeleton {
  /// What was made. `files` are those that were written, `kept` those that were there already;
  /// paths are those in the folder.
  public record Created(Path folder, String name, List<String> files, List<String> kept) {}

  private final Path folder;
  private final String shown;
  private final List<Path> made = new ArrayList<>();

  private Skeleton(Path folder, String shown) {
    this.folder = folder;
    this.shown = shown;
  }

  /// A project in a folder that is not there yet, or empty.
  public static Created create(Path folder, Optional<String> name, Path workingFolder)
      throws ProjectException {
    Skeleton skeleton = at(folder, workingFolder);
    String packageName = skeleton.packageName(name);
    if (!skeleton.isFree()) {
      throw new ProjectException(new ProjectProblem.NotEmpty(skeleton.shown));
    }
    return skeleton.layDown(packageName);
  }

  /// A project in a folder that may have files in it.
  public static Created init(Path folder, Optional<String> name, Path workingFolder)
      throws ProjectException {
    Skeleton skeleton = at(folder, workingFolder);
    Path manifest = skeleton.folder.resolve(ProjectFolder.MANIFEST);
    if (Files.exists(manifest, LinkOption.NOFOLLOW_LINKS)) {
      throw new ProjectException(new ProjectProblem.AlreadyProject(skeleton.shown));
    }
    return skeleton.layDown(skeleton.packageName(name));
  }

  private static Skeleton at(Path folder, Path workingFolder) {
    ProjectFolder place = ProjectFolder.of(folder, workingFolder);
    return new Skeleton(place.root(), place.name());
  }

  private boolean isFree() throws ProjectException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    } catch (IOException refused) {
      throw new ProjectException(new ProjectProblem.Unreadable(shown, Reasons.of(refused)));
    }
  }

  /// The name that is asked for, or one made of the name of the folder. A folder called after a
  /// keyword or the like is not renamed in silence.
  private String packageName(Optional<String> asked) throws ProjectException {
    Path last = folder.getFileName();
    String name = asked.orElse(last == null ? "" : last.toString());
    Optional<PackageName.Flaw> flaw = PackageName.flaw(name);
    if (flaw.isEmpty()) {
      return name;
    }
    boolean plain =
        name.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
    Optional<String> near = flaw.get().suggestion();
    if (asked.isEmpty() && !plain && near.isPresent()) {
      return near.get();
    }
    throw new ProjectException(new ProjectProblem.BadPackageName(name, flaw.get().reason(), near));
  }

  private Created layDown(String name) throws ProjectException {
    List<String> written = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    try {
      for (String packed : PackedFiles.NEW_PROJECT.list()) {
        // A file called .gitignore would have its effect in our own repository.
        String path = packed.equals("gitignore") ? ".gitignore" : packed;
        String text = Templates.fill(PackedFiles.NEW_PROJECT, packed, Map.of("name", name));
        (write(path, text) ? written : kept).add(path);
      }
    } catch (IOException refused) {
      takeBack();
      throw new ProjectException(new ProjectProblem.NotWritable(shown, Reasons.of(refused)));
    }
    return new Created(folder, name, List.copyOf(written), List.copyOf(kept));
  }

  /// Writes a file unless there is one.
  private boolean write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Path parent = file.getParent();
    if (parent != null) {
      makeFolders(parent);
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (var out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      made.add(file);
      out.write(text.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    }
  }

  private void makeFolders(Path wanted) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path at = wanted; at != null && !Files.exists(at); at = at.getParent()) {
      missing.add(at);
    }
    Collections.reverse(missing);
    Files.createDirectories(wanted);
    made.addAll(missing);
  }

  private void takeBack() {
    Collections.reverse(made);
    for (Path each : made) {
      try {
        Files.deleteIfExists(each);
      } catch (IOException _) {
        // The reason for taking back is told; this would only repeat it.
      }
    }
  }
}
