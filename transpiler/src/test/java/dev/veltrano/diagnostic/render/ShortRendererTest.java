package dev.veltrano.diagnostic.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShortRendererTest {
  private final SourceFile file = SourceFile.of("src/my main.vl", "val é = 1\nval b = c\n");

  @Test
  void oneLineForEach() {
    List<Diagnostic> diagnostics =
        List.of(
            Diagnostic.at(Code.UNUSED_VARIABLE, file, new Span(4, 2), "`é` is never used").build(),
            Diagnostic.at(Code.UNKNOWN_NAME, file, new Span(19, 1), "unknown\nname").build(),
            Diagnostic.of(Code.NO_CARGO, "`cargo` was not found").build());
    assertThat(new ShortRenderer(false).render(diagnostics))
        .isEqualTo(
            """
            src/my main.vl:1:5: warning[VL0207]: `é` is never used
            src/my main.vl:2:9: error[VL0201]: unknown name
            error[VL0904]: `cargo` was not found
            """);
  }

  @Test
  void coloursOnDemand() {
    Diagnostic diagnostic = Diagnostic.of(Code.NO_CARGO, "`cargo` was not found").build();
    assertThat(new ShortRenderer(true).render(List.of(diagnostic)))
        .isEqualTo("\u001b[1;31merror[VL0904]\u001b[0m\u001b[1m: `cargo` was not found\u001b[0m\n");
  }
}
