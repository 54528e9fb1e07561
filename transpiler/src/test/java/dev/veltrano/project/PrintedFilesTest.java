package dev.veltrano.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Path;
import dev.veltrano.rust.ast.RustFile;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.ast.Type;
import dev.veltrano.rust.print.Printed;
import dev.veltrano.rust.print.Printer;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is written beside a printed file: its source map and its panic positions.
class PrintedFilesTest {
  private static final SourceFile SOURCE =
      SourceFile.of("x.vl", "// ä\nfun main() {\n    /* ü */ go(1); go(2)\n}\n");

  @Test
  void mapsLieApartFromTheCode() {
    assertThat(SourceMapJson.path("src/main.rs")).isEqualTo("maps/main.map.json");
    assertThat(SourceMapJson.path("src/geometry/shapes.rs"))
        .isEqualTo("maps/geometry/shapes.map.json");
  }

  @Test
  void theMapLeadsFromCallToCall() throws Exception {
    Printed printed = printed();
    CrateFile file = SourceMapJson.file("src/main.rs", "größe \"x\".vl", printed.map());
    assertThat(file.path()).isEqualTo("maps/main.map.json");
    String json = new String(file.bytes(), StandardCharsets.UTF_8);
    assertThat(json)
        .startsWith("{\"version\":1,\"rust\":\"src/main.rs\",\"source\":\"größe \\\"x\\\".vl\",\n");
    List<String> pairs = new ArrayList<>();
    for (int[] range : ranges(file.bytes())) {
      String rust = printed.text().substring(range[0], range[0] + range[1]);
      pairs.add(range[4] + " " + rust + " <- " + SOURCE.text(range[2], range[2] + range[3]));
    }
    assertThat(pairs).contains("0 go(1) <- go(1)", "1 go(2) <- go(2)");
    assertThat(pairs).doesNotHaveDuplicates();
  }

  @Test
  void theTableLeadsFromCallToCall() {
    PositionTable table = new PositionTable();
    table.add("src/main.rs", "x.vl", SOURCE, printed().sites());
    // Rust (4, 5) and (5, 5) are line 3, columns 13 and 20 in Veltrano.
    String entries = "0405061a" + "0105000e";
    assertThat(HexFormat.of().formatHex(table.bytes())).endsWith("782e766c08" + entries);
  }

  private static Printed printed() {
    Stmt first = statement("go(1)", Origin.Kind.USER);
    Stmt second = statement("go(2)", Origin.Kind.DERIVED);
    Item main =
        new Item.Function(
            Head.PRIVATE,
            Item.Function.Qualifiers.NONE,
            "main",
            Generics.NONE,
            Optional.empty(),
            List.of(),
            Type.UNIT,
            Optional.of(new Block(List.of(first, second), Origin.user(span("{\n", "}\n")))),
            Origin.user(span("fun", "}\n")));
    RustFile file = new RustFile("@generated", List.of(), List.of(), List.of(main));
    return Printer.print(file, SOURCE.bytes(), List.of());
  }

  private static Stmt statement(String call, Origin.Kind kind) {
    Span span = span(call, call);
    Origin origin = new Origin(span, kind);
    Expr number = new Expr.Literal(call.substring(3, 4), origin);
    return new Stmt.Expression(
        new Expr.Call(new Expr.Name(Path.of("go"), origin), List.of(number), origin), true, origin);
  }

  private static Span span(String from, String to) {
    String text = new String(SOURCE.bytes(), StandardCharsets.ISO_8859_1);
    return Span.of(text.indexOf(from), text.indexOf(to) + to.stripTrailing().length());
  }

  private static List<int[]> ranges(byte[] json) throws IOException {
    List<int[]> ranges = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.currentName() == null) {
          int[] range = new int[5];
          for (int i = 0; i < range.length; i++, parser.nextToken()) {
            range[i] = parser.getIntValue();
          }
          ranges.add(range);
        }
      }
    }
    return ranges;
  }
}
