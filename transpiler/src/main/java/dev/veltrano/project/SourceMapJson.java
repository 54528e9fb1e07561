package dev.veltrano.project;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.print.SourceMap;
import java.util.Arrays;

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
  private final SourceMap map;
  private byte[] out;
  private int size;

  private SourceMapJson(SourceMap map) {
    this.map = map;
    this.out = new byte[256 + map.size() * 20];
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
    return new CrateFile(path(rustPath), new SourceMapJson(map).bytes(rustPath, veltranoPath));
  }

  private byte[] bytes(String rustPath, String veltranoPath) {
    ascii("{\"version\":1,\"rust\":\"");
    text(rustPath);
    ascii("\",\"source\":\"");
    text(veltranoPath);
    ascii("\",\n\"kinds\":[\"user\",\"derived\",\"glue\"],\n\"ranges\":[");
    for (int i = 0; i < map.size(); i++) {
      // A statement that is one expression has the same range twice.
      if (i > 0 && isSame(i - 1, i)) {
        continue;
      }
      room(64);
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
    ascii("\n]}\n");
    return Arrays.copyOf(out, size);
  }

  private boolean isSame(int one, int other) {
    return map.rustStart(one) == map.rustStart(other)
        && map.rustEnd(one) == map.rustEnd(other)
        && map.sourceStart(one) == map.sourceStart(other)
        && map.sourceEnd(one) == map.sourceEnd(other)
        && map.kind(one) == map.kind(other);
  }

  private static byte kind(Origin.Kind kind) {
    return switch (kind) {
      case USER -> '0';
      case DERIVED -> '1';
      case GLUE -> '2';
    };
  }

  /// A number and the comma after it. Large programs have millions of these.
  private void number(int number) {
    int end = size + 1;
    for (int rest = number; rest >= 10; rest /= 10) {
      end++;
    }
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
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      out[size++] = (byte) text.charAt(i);
    }
  }

  private void text(String text) {
    byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    room(quoted.length);
    System.arraycopy(quoted, 0, out, size, quoted.length);
    size += quoted.length;
  }

  private void room(int bytes) {
    if (out.length - size < bytes) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, size + bytes));
    }
  }
}
