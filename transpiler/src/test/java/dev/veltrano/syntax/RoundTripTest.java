package dev.veltrano.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.source.SourceFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tokens and trivia together are the file, byte for byte.
final class RoundTripTest {

  @Test
  void samplesComeBack() {
    for (String sample : Samples.all()) {
      byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
      assertThat(restore(Parser.parse(new SourceFile("test.vl", bytes)))).isEqualTo(bytes);
    }
  }

  /// Between the tokens of a correct file there is nothing but white space and comments.
  @Test
  void triviaIsWhiteSpaceAndComments() {
    for (String sample : Samples.CORRECT) {
      SourceFile file = SourceFile.of("test.vl", "\uFEFF" + sample);
      ParsedFile parsed = Parser.parse(file);
      assertThat(parsed.diagnostics()).isEmpty();
      boolean[] covered = new boolean[file.length()];
      covered[0] = covered[1] = covered[2] = true;
      Tokens tokens = parsed.tokens();
      for (int i = 0; i < tokens.count(); i++) {
        cover(covered, tokens.start(i), tokens.end(i));
      }
      for (Comment comment : parsed.comments()) {
        cover(covered, comment.span().start(), comment.span().end());
      }
      for (int i = 0; i < covered.length; i++) {
        if (!covered[i]) {
          assertThat((char) file.bytes()[i]).isIn(' ', '\t', '\n', '\r');
        }
      }
    }
  }

  private static void cover(boolean[] covered, int start, int end) {
    for (int i = start; i < end; i++) {
      assertThat(covered[i]).isFalse();
      covered[i] = true;
    }
  }

  @Test
  void commentsAreKept() {
    String text =
        """
        // first
        fun f() { // behind

            /* block */ a()
            /// doc
            /** also doc */
            //// no doc
            /**/ /*** no doc ***/
        }
        """;
    List<Comment> comments = Parser.parse(SourceFile.of("test.vl", text)).comments();
    SourceFile file = SourceFile.of("test.vl", text);
    assertThat(comments.stream().map(c -> file.text(c.span()) + " " + c.kind()))
        .containsExactly(
            "// first LINE",
            "// behind LINE",
            "/* block */ BLOCK",
            "/// doc DOC_LINE",
            "/** also doc */ DOC_BLOCK",
            "//// no doc LINE",
            "/**/ BLOCK",
            "/*** no doc ***/ BLOCK");
    assertThat(comments.stream().map(Comment::ownLine))
        .containsExactly(true, false, true, true, true, true, true, false);
    assertThat(comments.stream().map(Comment::blankLineBefore))
        .containsExactly(false, false, true, false, false, false, false, false);
  }

  @Test
  void blankLines() {
    byte[] text = "a\n\nb\n  \t\r\n  c\nd".getBytes(StandardCharsets.UTF_8);
    assertThat(BlankLines.before(text, 0)).isFalse();
    assertThat(BlankLines.before(text, 3)).isTrue();
    assertThat(BlankLines.before(text, 12)).isTrue();
    assertThat(BlankLines.before(text, 14)).isFalse();
  }

  /// The tokens with what stands between them.
  static byte[] restore(ParsedFile parsed) {
    byte[] source = parsed.file().bytes();
    Tokens tokens = parsed.tokens();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.start(i) < at) {
        throw new AssertionError("token " + i + " starts before the one before it ends");
      }
      out.write(source, at, tokens.start(i) - at);
      out.write(source, tokens.start(i), tokens.end(i) - tokens.start(i));
      at = tokens.end(i);
    }
    if (at != source.length) {
      throw new AssertionError("the tokens end at " + at);
    }
    return out.toByteArray();
  }
}
