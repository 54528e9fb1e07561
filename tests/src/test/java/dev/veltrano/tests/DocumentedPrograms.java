package dev.veltrano.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The programs that a new user sees first: the fences marked `kotlin` in the README and the pages
/// of `docs`, and what `veltrano new` lays down. They have to be accepted without a word.
final class DocumentedPrograms {
  private static final Pattern FENCE =
      Pattern.compile("^```kotlin\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

  private DocumentedPrograms() {}

  static List<Program> all() {
    List<Program> programs = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Checkout.ROOT.resolve("docs"))) {
      List<Path> readable = new ArrayList<>(List.of(Checkout.ROOT.resolve("README.md")));
      readable.addAll(pages.filter(page -> page.toString().endsWith(".md")).sorted().toList());
      for (Path page : readable) {
        String name = page.getFileName().toString().replace(".md", "").replaceAll("\\W", "_");
        Matcher fences = FENCE.matcher(Files.readString(page));
        for (int i = 1; fences.find(); i++) {
          programs.add(program("doc_" + name + "_" + i, fences.group(1)));
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

  private static Program program(String name, String text) {
    return new Program(name, Map.of(name + ".vl", text));
  }
}
