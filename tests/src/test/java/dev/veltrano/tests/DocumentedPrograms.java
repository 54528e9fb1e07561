package dev.veltrano.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The programs that a new user sees first: the fences marked `kotlin` in the README and the pages
/// of `docs`, and what `veltrano new` lays down. They have to be accepted without a word.
final class DocumentedPrograms {
  private static final Pattern FENCE =
      Pattern.compile("^```([^`\n]+)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private DocumentedPrograms() {}

  /// A fence of a page: what stands behind its opening, and its text.
  record Fence(String kind, String text) {}

  static List<Program> all() {
    List<Program> programs = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Checkout.ROOT.resolve("docs"))) {
      List<Path> readable = new ArrayList<>(List.of(Checkout.ROOT.resolve("README.md")));
      readable.addAll(pages.filter(page -> page.toString().endsWith(".md")).sorted().toList());
      for (Path page : readable) {
        int number = 0;
        for (Fence fence : fences(page)) {
          if (fence.kind().equals("kotlin")) {
            programs.add(program(page, ++number, fence.text()));
          }
        }
      }
      Path template = Checkout.ROOT.resolve("cargo-template/src/main.vl");
      programs.add(
          program("new_project", Files.readString(template).replace("{{name}}", "new_project")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return programs;
  }

  /// The fences of a page, in order.
  static List<Fence> fences(Path page) {
    try {
      List<Fence> fences = new ArrayList<>();
      Matcher matcher = FENCE.matcher(Files.readString(page));
      while (matcher.find()) {
        fences.add(new Fence(matcher.group(1), matcher.group(2)));
      }
      return fences;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A program of a page, by its number among those of the page that are right.
  static Program program(Path page, int number, String text) {
    String name = page.getFileName().toString().replace(".md", "").replaceAll("\\W", "_");
    return program("doc_" + name.toLowerCase(Locale.ROOT) + "_" + number, text);
  }

  private static Program program(String name, String text) {
    return new Program(name, Map.of(name + ".vl", text));
  }
}
