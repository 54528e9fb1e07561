package dev.veltrano.build;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.format.Formatter;
import dev.veltrano.format.Sameness;
import dev.veltrano.project.ProjectException;
import dev.veltrano.project.ProjectFolder;
import dev.veltrano.project.SourceReplacement;
import dev.veltrano.project.SourceSearch;
import dev.veltrano.project.SourceText;
import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What formatting makes of one file: `after` is its text laid out, or nothing if that cannot be
/// done; then the diagnostics say why. `before` is missing if it could not be read.
///
/// Nothing is written until [#write] is called.
public record Formatting(
    Path path, @Nullable SourceFile before, byte @Nullable [] after, List<Diagnostic> diagnostics) {

  /// A file that is to be formatted, and what messages call it.
  public record Target(Path path, String shown) {}

  /// Whether the file is not yet as it should be.
  public boolean differs() {
    return before != null && after != null && !Arrays.equals(before.bytes(), after);
  }

  /// Puts the result in the place of the file.
  public void write() throws BuildException {
    if (before == null || after == null) {
      throw new IllegalStateException("there is nothing to write");
    }
    try {
      SourceReplacement.replace(path, before, after);
    } catch (ProjectException e) {
      throw new BuildException(e.diagnostic());
    }
  }

  // ---- which files

  /// The files that are meant by `operands`: files, and all that lie in folders; without any, those
  /// of the project around the current folder. None is there twice.
  public static List<Target> targets(List<String> operands, Environment environment)
      throws Subject.NotFoundException, BuildException {
    List<Target> targets = new ArrayList<>();
    Set<Path> known = new HashSet<>();
    Path here = environment.folder();
    if (operands.isEmpty()) {
      ProjectFolder project = ProjectFolder.find(here, here);
      if (project == null) {
        throw new Subject.NotFoundException(
            "no file was named, and neither this folder nor one above it has a "
                + ProjectFolder.MANIFEST,
            "name files or folders, as in `veltrano fmt hello.vl` or `veltrano fmt .`");
      }
      folder(project.root(), here, targets, known);
    }
    for (String written : operands) {
      Path path = existing(written, environment);
      if (Files.isDirectory(path)) {
        if (folder(path, here, targets, known) == 0) {
          throw new Subject.NotFoundException(
              "there is no `.vl` file in `" + written + "`", "name a folder that has some");
        }
      } else if (!path.toString().endsWith(SourceSearch.ENDING)) {
        throw new Subject.NotFoundException(
            "`" + written + "` is no Veltrano file: its name does not end in `.vl`",
            "`veltrano fmt - < " + written + "` formats any text");
      } else {
        add(path, here, targets, known);
      }
    }
    return targets;
  }

  private static Path existing(String written, Environment environment)
      throws Subject.NotFoundException {
    try {
      Path path = environment.resolve(written).normalize();
      if (!Files.exists(path)) {
        Subject.find(written, environment);
      }
      return path;
    } catch (InvalidPathException unnameable) {
      throw new Subject.NotFoundException(
          "`" + written + "` cannot be the name of a file", "name another");
    }
  }

  /// Adds the files of a folder; tells how many it has.
  private static int folder(Path folder, Path here, List<Target> targets, Set<Path> known)
      throws BuildException {
    try {
      List<Path> files = SourceSearch.in(folder, shown(folder, here));
      for (Path file : files) {
        add(file, here, targets, known);
      }
      return files.size();
    } catch (ProjectException e) {
      throw new BuildException(e.diagnostic());
    }
  }

  private static void add(Path file, Path here, List<Target> targets, Set<Path> known) {
    if (known.add(real(file))) {
      targets.add(new Target(file, shown(file, here)));
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException unreadable) {
      return file;
    }
  }

  private static String shown(Path path, Path here) {
    Path absolute = here.resolve(path).normalize();
    return absolute.startsWith(here) && !absolute.equals(here)
        ? here.relativize(absolute).toString()
        : absolute.toString();
  }

  // ---- formatting

  /// Reads and formats files, in memory.
  public static List<Formatting> of(List<Target> targets) {
    return Workers.onBigStack(new All(targets, Workers.ofProcessors()));
  }

  /// Formats a text that is no file.
  public static Formatting of(SourceFile text) {
    return Workers.onBigStack(new Text(text));
  }

  private record All(List<Target> targets, Workers workers) implements Supplier<List<Formatting>> {
    @Override
    public List<Formatting> get() {
      return workers.map(targets, new One());
    }
  }

  private record Text(SourceFile file) implements Supplier<Formatting> {
    @Override
    public Formatting get() {
      return format(Path.of(""), file);
    }
  }

  private static final class One implements Function<Target, Formatting> {
    @Override
    public Formatting apply(Target target) {
      try {
        return format(target.path(), SourceText.read(target.path(), target.shown()));
      } catch (ProjectException e) {
        return new Formatting(target.path(), null, null, List.of(e.diagnostic()));
      }
    }
  }

  private static Formatting format(Path path, SourceFile file) {
    try {
      ParsedFile parsed = Parser.parse(file);
      if (Transpiled.hasErrors(parsed.diagnostics())) {
        return new Formatting(path, file, null, parsed.diagnostics());
      }
      byte[] after = Formatter.format(parsed);
      if (!Arrays.equals(after, file.bytes())) {
        SourceFile laidOut = new SourceFile(file.name(), after);
        String difference = Sameness.difference(parsed, Parser.parse(laidOut));
        if (difference != null) {
          throw new IllegalStateException(difference + " (the file was left alone)");
        }
      }
      return new Formatting(path, file, after, parsed.diagnostics());
    } catch (RuntimeException | Error e) {
      throw new BugException("formatting " + file.name(), e);
    }
  }
}
