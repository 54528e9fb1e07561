package dev.veltrano.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FixesTest {
  private final SourceFile file = SourceFile.of("a.vl", "val é = b + c\n");

  @Test
  void theOrderOfEditsDoesNotMatter() {
    assertThat(Fixes.apply(file, List.of(edit(13, 1, "z"), edit(0, 3, "var"), edit(9, 1, ""))))
        .isEqualTo("var é =  + z\n");
  }

  @Test
  void insertionsAtOnePlaceKeepTheirOrder() {
    assertThat(Fixes.apply(file, List.of(edit(4, 2, "x"), edit(4, 0, "1"), edit(4, 0, "2"))))
        .isEqualTo("val 12x = b + c\n");
  }

  @Test
  void editsMayTouch() {
    assertThat(Fixes.apply(file, List.of(edit(0, 4, ""), edit(4, 2, "x"), edit(6, 0, "y"))))
        .isEqualTo("xy = b + c\n");
  }

  @Test
  void bothEnds() {
    assertThat(Fixes.apply(file, List.of(edit(0, 0, "("), edit(file.length(), 0, ")"))))
        .isEqualTo("(val é = b + c\n)");
  }

  @Test
  void editsOfOtherFilesAreLeftAlone() {
    SourceFile other = SourceFile.of("b.vl", "");
    assertThat(Fixes.apply(file, List.of(new Edit(other, new Span(0, 3), "x"))))
        .isEqualTo("val é = b + c\n");
  }

  @Test
  void overlapsAreRefused() {
    assertThatThrownBy(() -> Fixes.apply(file, List.of(edit(0, 3, "x"), edit(2, 3, "y"))))
        .isInstanceOf(Fixes.OverlapException.class)
        .hasMessage("two edits of a.vl overlap: bytes 0 to 3 and bytes 2 to 5");
    assertThatThrownBy(() -> Fixes.apply(file, List.of(edit(0, 3, "x"), edit(1, 0, "y"))))
        .isInstanceOf(Fixes.OverlapException.class);
  }

  private Edit edit(int start, int length, String text) {
    return new Edit(file, new Span(start, length), text);
  }
}
