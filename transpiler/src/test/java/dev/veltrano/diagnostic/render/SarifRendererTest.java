package dev.veltrano.diagnostic.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SarifRendererTest {
  private static final String HEAD =
      """
      {"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/\
      sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"veltrano",\
      "version":"1.2.3","rules":[\
      """;

  private final SarifRenderer renderer = new SarifRenderer("1.2.3");
  private final SourceFile file = SourceFile.of("src/my main.vl", "val é: Int = \"5\"\n");

  @Test
  void oneLogForAll() {
    Diagnostic mismatch =
        Diagnostic.at(Code.TYPE_MISMATCH, file, new Span(14, 3), "expected `Int`, found `Str`")
            .here("this is a `Str`")
            .label(file, new Span(8, 3), "declared here")
            .because("a reason")
            .help("advice")
            .fix(Fix.exact("read it", new Edit(file, new Span(17, 0), ".parseInt()")))
            .build();
    Diagnostic unused =
        Diagnostic.at(Code.UNUSED_VARIABLE, file, new Span(4, 2), "`é` is never used").build();
    assertThat(renderer.render(List.of(unused, mismatch)))
        .isEqualTo(
            HEAD
                + """
                {"id":"VL0207","name":"UnusedVariable","help":{"text":"veltrano explain VL0207"},\
                "defaultConfiguration":{"level":"warning"}},\
                {"id":"VL0302","name":"TypeMismatch","help":{"text":"veltrano explain VL0302"},\
                "defaultConfiguration":{"level":"error"}}]}},"columnKind":"unicodeCodePoints",\
                "artifacts":[{"location":{"uri":"src/my%20main.vl"},"encoding":"UTF-8",\
                "sourceLanguage":"veltrano"}],"results":[\
                {"ruleId":"VL0207","ruleIndex":0,"level":"warning",\
                "message":{"text":"`é` is never used"},"locations":[{"physicalLocation":{\
                "artifactLocation":{"uri":"src/my%20main.vl","index":0},\
                "region":{"startLine":1,"startColumn":5,"endLine":1,"endColumn":6}}}]},\
                {"ruleId":"VL0302","ruleIndex":1,"level":"error",\
                "message":{"text":"expected `Int`, found `Str`\\nbecause: a reason\\nhelp: advice"},\
                "locations":[{"message":{"text":"this is a `Str`"},"physicalLocation":{\
                "artifactLocation":{"uri":"src/my%20main.vl","index":0},\
                "region":{"startLine":1,"startColumn":14,"endLine":1,"endColumn":17}}}],\
                "relatedLocations":[{"id":1,"message":{"text":"declared here"},\
                "physicalLocation":{"artifactLocation":{"uri":"src/my%20main.vl","index":0},\
                "region":{"startLine":1,"startColumn":8,"endLine":1,"endColumn":11}}}],\
                "fixes":[{"description":{"text":"read it"},"artifactChanges":[\
                {"artifactLocation":{"uri":"src/my%20main.vl","index":0},"replacements":[\
                {"deletedRegion":{"startLine":1,"startColumn":17,"endLine":1,"endColumn":17},\
                "insertedContent":{"text":".parseInt()"}}]}],\
                "properties":{"applicability":"exact"}}]}]}]}
                """);
  }

  @Test
  void anEmptyLogIsALog() {
    assertThat(renderer.render(List.of()))
        .isEqualTo(
            HEAD
                + """
                ]}},"columnKind":"unicodeCodePoints","artifacts":[],"results":[]}]}
                """);
  }

  @Test
  void pathsBecomeUriReferences() {
    assertThat(SarifRenderer.uri("src/a b.vl")).isEqualTo("src/a%20b.vl");
    assertThat(SarifRenderer.uri("é/世.vl")).isEqualTo("%C3%A9/%E4%B8%96.vl");
    assertThat(SarifRenderer.uri("a:b%#?.vl")).isEqualTo("a%3Ab%25%23%3F.vl");
    assertThat(SarifRenderer.uri("/home/me/a.vl")).isEqualTo("file:///home/me/a.vl");
    assertThat(SarifRenderer.uri("C:\\me\\a.vl")).isEqualTo("file:///C:/me/a.vl");
  }
}
