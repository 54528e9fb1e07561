package dev.veltrano.project;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.rust.name.RustName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The source files of a program: which modules there are, before any is read.
///
/// The modules are sorted by name, whatever order the file system has. Files whose path is no name
/// of a module are left out and reported.
public record ModuleSet(List<SourceModule> modules, CrateKind kind, List<Diagnostic> diagnostics) {
  private static final String ENDING = ".vl";
  private static final int DEEPEST = 64;

  /// A program that is one file, without a project around it. What the file is called matters to
  /// nobody, so any name will do.
  public static ModuleSet ofFile(Path file, Path workingFolder) {
    Path absolute = workingFolder.resolve(file).toAbsolutePath().normalize();
    Path name = absolute.getFileName();
    String shown = ProjectFolder.shown(absolute, workingFolder).toString();
    SourceModule module =
        new SourceModule("main", absolute, shown, name == null ? shown : nfc(name.toString()));
    return new ModuleSet(List.of(module), CrateKind.BINARY, List.of());
  }

  /// The modules of a project, from `src/**/*.vl`.
  public static ModuleSet ofProject(ProjectFolder project) throws ProjectException {
    Search search = new Search(project);
    if (!Files.isDirectory(project.sources())) {
      throw new ProjectException(new ProjectProblem.NoMain(project.name(), Optional.empty()));
    }
    search.folder(project.sources(), "", 0);
    return search.result();
  }

  /// File systems differ in how they store accents; names do not.
  private static String nfc(String name) {
    return Normalizer.isNormalized(name, Normalizer.Form.NFC)
        ? name
        : Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private static final class Search {
    private final ProjectFolder project;
    private final List<SourceModule> modules = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    /// For each Rust path of a module or a folder of modules, the path that took it.
    private final Map<String, String> rustNames = new HashMap<>();

    Search(ProjectFolder project) {
      this.project = project;
    }

    /// Collects what is in a folder, `prefix` being the names of the folders above with dots.
    void folder(Path folder, String prefix, int depth) throws ProjectException {
      if (depth > DEEPEST) {
        throw unreadable(folder, new FileSystemLoopException(folder.toString()));
      }
      for (Path entry : entries(folder)) {
        String name = nfc(String.valueOf(entry.getFileName()));
        if (name.startsWith(".")) {
          continue;
        }
        if (Files.isDirectory(entry)) {
          inner(entry, prefix, name, depth);
        } else if (name.endsWith(ENDING)) {
          file(entry, prefix, name.substring(0, name.length() - ENDING.length()));
        }
      }
    }

    private void inner(Path folder, String prefix, String name, int depth) throws ProjectException {
      int before = modules.size() + diagnostics.size();
      folder(folder, prefix + name + ".", depth + 1);
      boolean hasModules = modules.size() + diagnostics.size() > before;
      // A folder without modules, such as one with test data, may be called anything.
      if (hasModules && accepted(folder, name)) {
        claim(prefix + name, project.shown(folder), false);
      }
    }

    private void file(Path file, String prefix, String name) {
      if (!accepted(file, name)) {
        return;
      }
      String module = prefix + name;
      claim(module, project.shown(file), true);
      String path = nfc(project.root().relativize(file).toString().replace('\\', '/'));
      modules.add(new SourceModule(module, file, project.shown(file), path));
    }

    private List<Path> entries(Path folder) throws ProjectException {
      List<Path> entries = new ArrayList<>();
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        for (Path entry : stream) {
          entries.add(entry);
        }
      } catch (DirectoryIteratorException refused) {
        throw unreadable(folder, refused.getCause());
      } catch (UncheckedIOException refused) {
        throw unreadable(folder, refused.getCause());
      } catch (IOException refused) {
        throw unreadable(folder, refused);
      }
      Collections.sort(entries);
      return entries;
    }

    private ProjectException unreadable(Path folder, @Nullable IOException refused) {
      String reason = refused == null ? "the file system refuses" : Reasons.of(refused);
      return new ProjectException(new ProjectProblem.Unreadable(project.shown(folder), reason));
    }

    private boolean accepted(Path path, String segment) {
      String reason = flaw(segment);
      if (reason != null) {
        diagnostics.add(
            new ProjectProblem.BadModule(project.shown(path), segment, reason, near(segment))
                .diagnostic());
      }
      return reason == null;
    }

    /// Takes the Rust name of a module. A file and a folder of one name belong together, two files
    /// do not, nor do two folders.
    private void claim(String module, String shown, boolean isFile) {
      String rust = rustPath(module);
      String other = rustNames.putIfAbsent((isFile ? "" : "/") + rust, shown);
      if (other == null) {
        String counterpart = rustNames.get((isFile ? "/" : "") + rust);
        boolean same = counterpart == null || stripped(counterpart).equals(stripped(shown));
        other = same ? null : counterpart;
      }
      if (other != null) {
        diagnostics.add(new ProjectProblem.ModuleClash(other, shown, rust).diagnostic());
      }
    }

    private static String stripped(String shown) {
      return shown.endsWith(ENDING) ? shown.substring(0, shown.length() - ENDING.length()) : shown;
    }

    private static String rustPath(String module) {
      StringBuilder path = new StringBuilder();
      for (String segment : module.split("\\.", -1)) {
        path.append(path.isEmpty() ? "" : "::").append(RustName.value(segment));
      }
      return path.toString();
    }

    ModuleSet result() throws ProjectException {
      boolean main = false;
      boolean lib = false;
      Optional<String> similar = Optional.empty();
      for (SourceModule module : modules) {
        main |= module.name().equals("main");
        lib |= module.name().equals("lib");
        if (module.name().equalsIgnoreCase("main") || modules.size() == 1) {
          similar = Optional.of(module.shown());
        }
      }
      if (main && lib) {
        diagnostics.add(
            new ProjectProblem.TwoRoots(source("main.vl"), source("lib.vl")).diagnostic());
      } else if (!main && !lib && diagnostics.isEmpty()) {
        throw new ProjectException(new ProjectProblem.NoMain(project.name(), similar));
      }
      modules.sort((a, b) -> a.name().compareTo(b.name()));
      return new ModuleSet(
          List.copyOf(modules),
          lib && !main ? CrateKind.LIBRARY : CrateKind.BINARY,
          List.copyOf(diagnostics));
    }

    private String source(String name) {
      return project.shown(project.sources().resolve(name));
    }
  }

  /// Why a part of a path cannot be part of the name of a module, or null.
  static @Nullable String flaw(String segment) {
    if (segment.isEmpty()) {
      return "it is empty";
    }
    for (int i = 0; i < segment.length(); ) {
      int c = segment.codePointAt(i);
      if (i == 0 && Character.isDigit(c)) {
        return "it begins with a digit";
      }
      if (!Character.isLetterOrDigit(c) && c != '_') {
        return c == ' '
            ? "it has a space in it"
            : "`" + Character.toString(c) + "` is no letter, digit or `_`";
      }
      i += Character.charCount(c);
    }
    String rust = RustName.plain(segment);
    if (segment.chars().allMatch(c -> c == '_')) {
      return "it has no letters";
    }
    if (ReservedNames.isPathKeyword(rust)) {
      return "it has a meaning of its own in Rust, and no way around it";
    }
    if (rust.equals("std") || rust.equals("veltrano_runtime")) {
      return "a library that every program uses is called like that";
    }
    if (ReservedNames.isPrimitive(rust)) {
      return "it is a type in Rust";
    }
    if (ReservedNames.isDevice(segment)) {
      return "files cannot be called like that on Windows";
    }
    return null;
  }

  /// A name of a module that is near to what cannot be one.
  private static Optional<String> near(String segment) {
    StringBuilder name = new StringBuilder();
    segment
        .codePoints()
        .forEach(c -> {
          if (Character.isLetterOrDigit(c) || c == '_') {
            name.appendCodePoint(c);
          } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '_') {
            name.append('_');
          }
        });
    while (!name.isEmpty() && name.charAt(name.length() - 1) == '_') {
      name.setLength(name.length() - 1);
    }
    if (!name.isEmpty() && Character.isDigit(name.codePointAt(0))) {
      name.insert(0, "part");
    }
    String text = name.toString();
    if (!text.isEmpty() && flaw(text) != null) {
      text += "_module";
    }
    return text.isEmpty() || flaw(text) != null ? Optional.empty() : Optional.of(text);
  }
}
