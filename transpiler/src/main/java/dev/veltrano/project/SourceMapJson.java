package dev.veltrano.project;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.print.SourceMap;

/// Writes a source map as a file, for editors, debuggers and whoever else wants to get from the
/// generated Rust to the Veltrano file and back.
///
/// It is one object: `version` is 1, `rust` and `source` are the two files, `kinds` names the kinds
/// of stretches, and each of `ranges` is an array of five numbers: first byte and number of bytes
/// in the Rust file, the same in the Veltrano file, and the index of the kind. Ranges are sorted by
/// where they begin and nest as the code does; bytes that no range has are glue.
///
/// The maps lie in `maps/`, since `src` is for code.
public final class SourceMapJson {
  private static final String HEAD = "{\"version\":1,\"rust\":\"";
  private static final String SOURCE = "\",\"source\":\"";
  private static final String KINDS =
      "\",\n\"kinds\":[\"user\",\"derived\",\"glue\"],\n\"ranges\":[";
  private static final String END = "\n]}\n";

  /// What a range takes beside its numbers: commas, a line break, brackets, the kind.
  private static final int FRAME = 9;

  private final SourceMap map;
  private final byte[] out;
  private int size;

  /// The maps of a large program are longer than its Rust: the bytes are counted first, so that
  /// they are written once and to where they stay.
  private SourceMapJson(SourceMap map, int names) {
    this.map = map;
    this.out =
        new byte
            [HEAD.length()
                + SOURCE.length()
                + KINDS.length()
                + END.length()
                + names
                + rangesLength(map)];
  }

  /// The path of the map of a Rust file: `maps/geometry/shapes.map.json` for
  /// `src/geometry/shapes.rs`.
  public static String path(String rustPath) {
    String inside = rustPath.startsWith("src/") ? rustPath.substring(4) : rustPath;
    String stem = inside.endsWith(".rs") ? inside.substring(0, inside.length() - 3) : inside;
    return "maps/" + stem + ".map.json";
  }

  /// The map of a Rust file that was made from a Veltrano file, as a file of the crate.
  public static CrateFile file(String rustPath, String veltranoPath, SourceMap map) {
    byte[] rust = JsonStringEncoder.getInstance().quoteAsUTF8(rustPath);
    byte[] source = JsonStringEncoder.getInstance().quoteAsUTF8(veltranoPath);
    SourceMapJson json = new SourceMapJson(map, rust.length + source.length);
    json.write(rust, source);
    return new CrateFile(path(rustPath), json.out);
  }

  private void write(byte[] rust, byte[] source) {
    ascii(HEAD);
    bytes(rust);
    ascii(SOURCE);
    bytes(source);
    ascii(KINDS);
    for (int i = 0; i < map.size(); i++) {
      if (isRepeated(map, i)) {
        continue;
      }
      if (i > 0) {
        out[size++] = ',';
      }
      out[size++] = '\n';
      out[size++] = '[';
      number(map.rustStart(i));
      number(map.rustEnd(i) - map.rustStart(i));
      number(map.sourceStart(i));
      number(map.sourceEnd(i) - map.sourceStart(i));
      out[size++] = kind(map.kind(i));
      out[size++] = ']';
    }
    ascii(END);
  }

  private static int rangesLength(SourceMap map) {
    int length = 0;
    for (int i = 0; i < map.size(); i++) {
      if (!isRepeated(map, i)) {
        length +=
            FRAME
                + digits(map.rustStart(i))
                + digits(map.rustEnd(i) - map.rustStart(i))
                + digits(map.sourceStart(i))
                + digits(map.sourceEnd(i) - map.sourceStart(i));
      }
    }
    // There is no comma before the first.
    return Math.max(0, length - 1);
  }

  /// Whether a range is the one before it once more, as that of a statement which is one
  /// expression.
  private static boolean isRepeated(SourceMap map, int index) {
    int before = index - 1;
    return index > 0
        && map.rustStart(before) == map.rustStart(index)
        && map.rustEnd(before) == map.rustEnd(index)
        && map.sourceStart(before) == map.sourceStart(index)
        && map.sourceEnd(before) == map.sourceEnd(index)
        && map.kind(before) == map.kind(index);
  }

  private static byte kind(Origin.Kind kind) {
    return switch (kind) {
      case USER -> '0';
      case DERIVED -> '1';
      case GLUE -> '2';
    };
  }

  private static int digits(int number) {
    int digits = 1;
    for (int limit = 10; digits < 10 && number >= limit; limit *= 10) {
      digits++;
    }
    return digits;
  }

  /// A number and the comma after it. Large programs have millions of these.
  private void number(int number) {
    int end = size + digits(number);
    int at = end;
    int rest = number;
    do {
      out[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (at > size);
    out[end] = ',';
    size = end + 1;
  }

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      out[size++] = (byte) text.charAt(i);
    }
  }

  private void bytes(byte[] text) {
    System.arraycopy(text, 0, out, size, text.length);
    size += text.length;
  }
}
