package dev.veltrano.project;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.print.SourceMap;
import java.io.ByteArrayOutputStream;

/// Writes a source map as a file, for editors, debuggers and whoever else wants to get from the
/// generated Rust to the Veltrano file and back.
///
/// It is one object: `version` is 1, `rust` and `source` are the two files, `kinds` names the kinds
/// of stretches, and each of `ranges` is an array of five numbers: first byte and byte after the
/// last in the Rust file, the same in the Veltrano file, and the index of the kind. Ranges are
/// sorted by where they begin and nest as the code does; bytes that no range has are glue.
///
/// The maps lie in `maps/`, since `src` is for code.
public final class SourceMapJson {
  private static final int NUMBERS_OF_A_LINE = 32;

  private SourceMapJson() {}

  /// The path of the map of a Rust file: `maps/geometry/shapes.map.json` for
  /// `src/geometry/shapes.rs`.
  public static String path(String rustPath) {
    String inside = rustPath.startsWith("src/") ? rustPath.substring(4) : rustPath;
    String stem = inside.endsWith(".rs") ? inside.substring(0, inside.length() - 3) : inside;
    return "maps/" + stem + ".map.json";
  }

  /// The map of a Rust file that was made from a Veltrano file, as a file of the crate.
  public static CrateFile file(String rustPath, String veltranoPath, SourceMap map) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(200 + map.size() * NUMBERS_OF_A_LINE);
    ascii(out, "{\"version\":1,\"rust\":\"");
    out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(rustPath));
    ascii(out, "\",\"source\":\"");
    out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(veltranoPath));
    ascii(out, "\",\n\"kinds\":[\"user\",\"derived\",\"glue\"],\n\"ranges\":[");
    for (int i = 0; i < map.size(); i++) {
      ascii(out, i == 0 ? "\n[" : ",\n[");
      number(out, map.rustStart(i));
      out.write(',');
      number(out, map.rustEnd(i));
      out.write(',');
      number(out, map.sourceStart(i));
      out.write(',');
      number(out, map.sourceEnd(i));
      out.write(',');
      out.write(kind(map.kind(i)));
      out.write(']');
    }
    ascii(out, "\n]}\n");
    return new CrateFile(path(rustPath), out.toByteArray());
  }

  private static char kind(Origin.Kind kind) {
    return switch (kind) {
      case USER -> '0';
      case DERIVED -> '1';
      case GLUE -> '2';
    };
  }

  private static void number(ByteArrayOutputStream out, int number) {
    int unit = 1;
    while (number / unit >= 10) {
      unit *= 10;
    }
    for (; unit > 0; unit /= 10) {
      out.write('0' + number / unit % 10);
    }
  }

  private static void ascii(ByteArrayOutputStream out, String text) {
    for (int i = 0; i < text.length(); i++) {
      out.write(text.charAt(i));
    }
  }
}
