package dev.veltrano.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One case: a Markdown file with the source of a program and what is to come of it.
///
/// The file is `tests/cases/AREA/NAME.md`. It has a title, prose for the reader, one `## source` or
/// several with the names of their files, and the expectations: `## messages` (as a person sees
/// them), `## rust` (a module without its first line), `## output`, `## stderr` and `## status` of
/// the run with `## input`. What is not expected must not happen: without `## messages` the
/// transpiler has to be silent, without `## status` a run has to end well. A case whose only
/// expectation is `## formatted` (a source laid out) is about its look: what it means is nobody's
/// business.
final class CaseFile {
  private static final Path FOLDER = Checkout.ROOT.resolve("tests/cases");

  private final Path path;
  private final String head;
  private final List<Section> sections;

  private CaseFile(Path path, String head, List<Section> sections) {
    this.path = path;
    this.head = head;
    this.sections = sections;
  }

  /// All cases that can be read, in the order of their paths.
  static List<CaseFile> all() {
    List<CaseFile> cases = new ArrayList<>();
    for (Path path : paths()) {
      try {
        cases.add(read(path));
      } catch (IllegalArgumentException malformed) {
        // The test of this very case says so.
      }
    }
    return cases;
  }

  /// Whatever lies in the folder of cases.
  static List<Path> paths() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CaseFile read(Path path) {
    try {
      return parse(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }

  private static CaseFile parse(Path path, String text) {
    String head = "";
    List<Section> sections = new ArrayList<>();
    String title = null;
    StringBuilder prose = new StringBuilder();
    StringBuilder fenced = new StringBuilder();
    String fence = null;
    boolean hasFence = false;
    for (String line : text.split("\n", -1)) {
      if (fence != null) {
        if (line.equals(fence)) {
          fence = null;
          hasFence = true;
        } else {
          fenced.append(line).append('\n');
        }
      } else if (line.startsWith("## ")) {
        if (title == null) {
          head = prose.toString().strip();
        } else {
          sections.add(section(title, prose, fenced));
        }
        title = line.substring(3).strip();
        hasFence = false;
        prose.setLength(0);
        fenced.setLength(0);
      } else if (title != null && line.startsWith("```")) {
        if (hasFence) {
          throw new IllegalArgumentException("a second fence in `## " + title + "`");
        }
        fence = line.substring(0, line.length() - line.replaceFirst("^`+", "").length());
      } else {
        prose.append(line).append('\n');
      }
    }
    if (fence != null) {
      throw new IllegalArgumentException("the fence of `## " + title + "` has no end");
    }
    if (title == null || !head.startsWith("# ")) {
      throw new IllegalArgumentException("a case begins with `# title` and has sections");
    }
    sections.add(section(title, prose, fenced));
    return new CaseFile(path, head, sections);
  }

  private static Section section(String title, StringBuilder prose, StringBuilder fenced) {
    int space = title.indexOf(' ');
    String kind = space < 0 ? title : title.substring(0, space);
    String argument = space < 0 ? "" : title.substring(space + 1).strip();
    Section section = new Section(kind, argument, prose.toString().strip(), fenced.toString());
    // Says so if there is no such kind.
    Section.Kind known = section.which();
    return known == Section.Kind.SOURCE || section.text().endsWith("\n") || section.text().isEmpty()
        ? section
        : section.with(section.text() + "\n");
  }

  /// `AREA/NAME`.
  String id() {
    return id(path);
  }

  static String id(Path path) {
    String relative = FOLDER.relativize(path).toString().replace('\\', '/');
    return relative.endsWith(".md") ? relative.substring(0, relative.length() - 3) : relative;
  }

  /// What the program is called: the name of the file, with no signs but letters, digits and `_`.
  String name() {
    String id = id();
    return id.substring(id.lastIndexOf('/') + 1).replaceAll("\\W", "_");
  }

  List<Section> all(Section.Kind kind) {
    return sections.stream().filter(section -> section.which() == kind).toList();
  }

  Optional<Section> find(Section.Kind kind) {
    return all(kind).stream().findFirst();
  }

  boolean has(Section.Kind kind) {
    return find(kind).isPresent();
  }

  String text(Section.Kind kind) {
    return find(kind).map(Section::text).orElse("");
  }

  /// Whether the program is run.
  boolean runs() {
    return has(Section.Kind.OUTPUT) || has(Section.Kind.STDERR) || has(Section.Kind.STATUS);
  }

  /// Whether something is expected of the program, and not only of its look.
  boolean isProgram() {
    return has(Section.Kind.MESSAGES) || has(Section.Kind.RUST) || runs();
  }

  /// Sets or, with an empty text, removes an expectation; an empty output is one, too.
  void expect(Section.Kind kind, String argument, String text) {
    Section fresh = new Section(kind.text(), argument, "", text);
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      if (section.which() == kind && section.argument().equals(argument)) {
        fresh = section.with(text);
        sections.remove(i);
        break;
      }
    }
    // A program may well print nothing.
    if (!text.isEmpty() || kind == Section.Kind.OUTPUT) {
      sections.add(fresh);
      sections.sort(Comparator.comparing(Section::which));
    }
  }

  /// Says what is wrong with the form of the case, if anything.
  List<String> flaws() {
    List<String> flaws = new ArrayList<>();
    if (!path.toString().endsWith(".md") || id().split("/", -1).length != 2) {
      flaws.add("a case is tests/cases/AREA/NAME.md");
    }
    List<Section> sources = all(Section.Kind.SOURCE);
    if (sources.isEmpty()) {
      flaws.add("it has no `## source`");
    }
    Set<String> seen = new HashSet<>();
    for (Section section : sections) {
      if (!seen.add(section.kind() + " " + section.argument())) {
        flaws.add("`## " + section.kind() + " " + section.argument() + "` stands there twice");
      }
    }
    for (Section section : sources) {
      if (sources.size() > 1 && section.argument().isEmpty()) {
        flaws.add("each of several `## source` has the name of its file");
      }
    }
    for (Section rust : all(Section.Kind.RUST)) {
      boolean known =
          sources.stream().anyMatch(source -> source.argument().equals(rust.argument()));
      if (!known) {
        flaws.add("`## rust " + rust.argument() + "` belongs to no source");
      }
    }
    for (Section formatted : all(Section.Kind.FORMATTED)) {
      boolean known =
          sources.stream().anyMatch(source -> source.argument().equals(formatted.argument()));
      if (!known) {
        flaws.add("`## formatted " + formatted.argument() + "` belongs to no source");
      }
    }
    if (!isProgram() && !has(Section.Kind.FORMATTED)) {
      flaws.add("it expects nothing");
    }
    if (has(Section.Kind.INPUT) && !runs()) {
      flaws.add("it has an input, and its program is not run");
    }
    return flaws;
  }

  void write() {
    StringBuilder text = new StringBuilder(head).append('\n');
    for (Section section : sections) {
      text.append('\n').append(section.markdown());
    }
    try {
      if (!Files.readString(path).equals(text.toString())) {
        Files.writeString(path, text.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
