package dev.veltrano.tests;

import dev.veltrano.build.ModuleSource;
import dev.veltrano.build.Transpile;
import dev.veltrano.build.Transpiled;
import dev.veltrano.build.Workers;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.render.HumanRenderer;
import dev.veltrano.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The text of a program, which is a library if it has no `main`. File names are relative, with
/// `/`.
public record Program(String name, Map<String, String> files) {
  private static final Pattern MAIN = Pattern.compile("\\bmain\\s*\\(");
  private static final Workers WORKERS = new Workers(1);

  /// What a single file is called stands also in the positions of its panics.
  static Program of(CaseFile file) {
    Map<String, String> files = new TreeMap<>();
    for (Section source : file.all(Section.Kind.SOURCE)) {
      String argument = source.argument();
      files.put(argument.isEmpty() ? file.name() + ".vl" : argument, source.text());
    }
    return new Program(file.name(), files);
  }

  /// A project on disk.
  static Program of(Path folder) {
    Path sources = folder.resolve("src");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(sources)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".vl")).toList()) {
        String name = sources.relativize(file).toString().replace('\\', '/');
        files.put(name, Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Program(folder.getFileName().toString(), files);
  }

  public boolean isLibrary() {
    return !files.containsKey("main.vl")
        && files.values().stream().noneMatch(text -> MAIN.matcher(text).find());
  }

  private boolean isSingle() {
    return files.size() == 1 && !files.containsKey("main.vl");
  }

  public Transpiled transpile() {
    return Transpile.run(sources(), options());
  }

  /// The Rust of a program whose lifetimes are wrong.
  public Transpiled transpileDespiteLifetimes() {
    return Transpile.despiteLifetimes(sources(), options());
  }

  /// What Veltrano finds out about the lifetimes of a program.
  public Transpile.Explanation explain() {
    return Transpile.explain(sources(), options());
  }

  private Transpile.Options options() {
    return new Transpile.Options(isLibrary(), true, WORKERS);
  }

  private List<ModuleSource> sources() {
    List<ModuleSource> modules = new ArrayList<>();
    files.forEach((file, text) -> {
      String module = file.substring(0, file.length() - ".vl".length()).replace('/', '.');
      if (isSingle()) {
        module = isLibrary() ? "lib" : "main";
      }
      String path = isSingle() ? file : "src/" + file;
      modules.add(new ModuleSource(module, SourceFile.of(file, text), path));
    });
    return modules;
  }

  /// The same with another text for one of its files.
  public Program with(String file, String text) {
    Map<String, String> changed = new TreeMap<>(files);
    changed.put(file, text);
    return new Program(name, changed);
  }

  public static String render(List<Diagnostic> diagnostics) {
    // An empty line separates diagnostics; at the end of a fence it only looks odd.
    String text =
        new HumanRenderer(false, HumanRenderer.DEFAULT_WIDTH).render(diagnostics).stripTrailing();
    return text.isEmpty() ? "" : text + "\n";
  }
}
