package dev.veltrano.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.veltrano.build.ModuleSource;
import dev.veltrano.build.Transpile;
import dev.veltrano.build.Transpiled;
import dev.veltrano.build.Workers;
import dev.veltrano.diagnostic.render.ShortRenderer;
import dev.veltrano.lifetime.Explained;
import dev.veltrano.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the guide to the language and its reference to what is true: the Rust and the contracts
/// that they show and the messages of the programs that are wrong. What the others print is the
/// business of [CorpusTest].
///
/// A fence `kotlin` is followed by a fence `text` with what it prints, and perhaps by fences `rust`
/// with pieces of what it becomes and `contracts` with what `veltrano contracts` says. A fence
/// `kotlin wrong` is followed by a fence `text` with the short form of its first message. A fence
/// `ebnf` is grammar, which nobody checks.
final class GuideTest {
  private static final List<Path> PAGES =
      List.of(Checkout.ROOT.resolve("docs/guide.md"), Checkout.ROOT.resolve("docs/reference.md"));

  /// A program of the guide with the fences that are about it.
  record Snippet(Program program, boolean wrong, List<DocumentedPrograms.Fence> claims) {
    /// What it prints, or what is said about it.
    String text() {
      return claims.getFirst().text();
    }
  }

  static List<Snippet> snippets() {
    List<Snippet> snippets = new ArrayList<>();
    for (Path page : PAGES) {
      addSnippets(page, snippets);
    }
    return snippets;
  }

  private static void addSnippets(Path page, List<Snippet> snippets) {
    int right = 0;
    for (DocumentedPrograms.Fence fence : DocumentedPrograms.fences(page)) {
      switch (fence.kind()) {
        case "ebnf" -> {}
        case "kotlin" -> {
          Program program = DocumentedPrograms.program(page, ++right, fence.text());
          snippets.add(new Snippet(program, false, new ArrayList<>()));
        }
        case "kotlin wrong" -> {
          Program program = new Program("wrong", Map.of("main.vl", fence.text()));
          snippets.add(new Snippet(program, true, new ArrayList<>()));
        }
        default -> snippets.getLast().claims().add(fence);
      }
    }
  }

  @Test
  void everyProgramSaysWhatComesOfIt() {
    for (Snippet snippet : snippets()) {
      List<String> kinds = snippet.claims().stream().map(DocumentedPrograms.Fence::kind).toList();
      assertThat(kinds).as(source(snippet)).startsWith("text");
      List<String> others = kinds.subList(1, kinds.size());
      if (snippet.wrong()) {
        assertThat(others).as(source(snippet)).isEmpty();
      } else {
        assertThat(others).as(source(snippet)).isSubsetOf("rust", "contracts");
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> programsAreWhatTheGuideSays() {
    return snippets().stream()
        .map(snippet -> dynamicTest(firstLine(source(snippet)), () -> check(snippet)));
  }

  private static void check(Snippet snippet) {
    Transpiled transpiled = snippet.program().transpile();
    String messages = new ShortRenderer(false).render(transpiled.diagnostics());
    if (snippet.wrong()) {
      assertThat(firstLine(messages) + "\n").isEqualTo(snippet.text());
      return;
    }
    assertThat(messages).isEmpty();
    String rust = new String(transpiled.modules().getFirst().bytes(), StandardCharsets.UTF_8);
    for (DocumentedPrograms.Fence claim : snippet.claims()) {
      switch (claim.kind()) {
        case "rust" -> assertThat(rust).contains(claim.text());
        case "contracts" -> assertThat(contracts(source(snippet))).isEqualTo(claim.text());
        default -> {}
      }
    }
  }

  /// As `veltrano contracts` prints them, without the places.
  private static String contracts(String source) {
    SourceFile file = SourceFile.of("main.vl", source);
    Transpile.Explanation found =
        Transpile.explain(
            List.of(new ModuleSource("main", file, "main.vl")),
            new Transpile.Options(false, false, new Workers(1)));
    List<String> functions = new ArrayList<>();
    for (Explained each : found.functions()) {
      int start = each.function().declaration().headSpan().start();
      int end = start + each.function().declaration().headSpan().length();
      StringBuilder text = new StringBuilder();
      text.append(new String(file.bytes(), start, end - start, StandardCharsets.UTF_8));
      List<String> lines =
          each.contract().isEmpty() ? List.of("asks for nothing") : each.contract();
      lines.forEach(line -> text.append("\n    ").append(line));
      functions.add(text.append('\n').toString());
    }
    return String.join("\n", functions);
  }

  private static String source(Snippet snippet) {
    return snippet.program().files().values().iterator().next();
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
