package dev.veltrano.diagnostic.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonRendererTest {
  private final JsonRenderer renderer = new JsonRenderer();
  private final SourceFile file = SourceFile.of("main.vl", "val é: Int = \"5\"\n");

  @Test
  void everythingThatIsKnown() {
    Diagnostic diagnostic =
        Diagnostic.at(Code.TYPE_MISMATCH, file, new Span(14, 3), "expected `Int`, found `Str`")
            .here("this is a `Str`")
            .label(file, new Span(8, 3), "declared here")
            .because("a reason")
            .note("a note")
            .help("advice")
            .fix(Fix.exact("read it", new Edit(file, new Span(17, 0), ".parseInt()")))
            .build();
    assertThat(renderer.render(List.of(diagnostic)))
        .isEqualTo(
            """
            {"code":"VL0302","severity":"error","message":"expected `Int`, found `Str`",\
            "file":"main.vl","line":1,"column":14,"endLine":1,"endColumn":17,\
            "labels":[{"file":"main.vl","line":1,"column":14,"endLine":1,"endColumn":17,\
            "message":"this is a `Str`","primary":true},\
            {"file":"main.vl","line":1,"column":8,"endLine":1,"endColumn":11,\
            "message":"declared here","primary":false}],\
            "notes":["because: a reason","a note"],\
            "fixes":[{"message":"advice","applicability":"maybe","edits":[]},\
            {"message":"read it","applicability":"exact","edits":[\
            {"file":"main.vl","line":1,"column":17,"endLine":1,"endColumn":17,\
            "text":".parseInt()"}]}]}
            """);
  }

  @Test
  void aDiagnosticWithoutAPlaceHasNulls() {
    Diagnostic diagnostic = Diagnostic.of(Code.NO_CARGO, "`cargo` was not found").build();
    assertThat(renderer.render(List.of(diagnostic)))
        .isEqualTo(
            """
            {"code":"VL0904","severity":"error","message":"`cargo` was not found",\
            "file":null,"line":null,"column":null,"endLine":null,"endColumn":null,\
            "labels":[],"notes":[],"fixes":[]}
            """);
  }

  /// A JSON reader that is not ours gets back what was written.
  @Test
  void anyTextSurvives() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int character = 0; character < 0x300; character++) {
      text.appendCodePoint(character);
    }
    text.append("\u2028\u2029 \"\\/ 世界 \uD83D\uDC69\u200D\uD83D\uDC67 \uD800");
    String json =
        renderer.render(
            List.of(
                Diagnostic.of(Code.NO_CARGO, text.toString()).build(),
                Diagnostic.of(Code.NO_CARGO, "second").build()));
    assertThat(json.lines()).hasSize(2);
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      String message = null;
      while (parser.nextToken() != null) {
        if ("message".equals(parser.currentName()) && message == null) {
          message = parser.nextTextValue();
        }
      }
      assertThat(message).isEqualTo(text.toString().replace('\uD800', '\uFFFD'));
    }
  }
}
