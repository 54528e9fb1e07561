package dev.veltrano.project;

import dev.veltrano.rust.print.PanicSites;
import dev.veltrano.source.LineMap;
import dev.veltrano.source.SourceFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the table by which a program turns the Rust position of a panic into a position of the
/// Veltrano file. The program holds it as bytes; the runtime crate reads it and documents the form.
///
/// After the magic number and the version come the number of files and the files: the Rust path,
/// the Veltrano path, the length of the entries in bytes, and the entries in the order of their
/// Rust positions. An entry is four differences to the one before: Rust line, Rust column, Veltrano
/// line, Veltrano column; where a line changes, its column counts from 0 again. All numbers are
/// LEB128, those of Veltrano, which may go back, in zigzag.
public final class PositionTable {
  private static final byte[] MAGIC = {'V', 'L', 'P', 1};

  private final ByteArrayOutputStream files = new ByteArrayOutputStream();
  private int count;

  /// Adds a file without positions, which the runtime must know of all the same.
  public void add(String rustPath) {
    new Entries(rustPath, "").end();
  }

  /// Begins a file; the paths are relative to the crate and to the project.
  Entries begin(String rustPath, String veltranoPath) {
    return new Entries(rustPath, veltranoPath);
  }

  /// Adds a file with the places that its panics are reported at.
  public void add(String rustPath, String veltranoPath, SourceFile source, PanicSites sites) {
    Entries entries = begin(rustPath, veltranoPath);
    LineMap lines = source.lines();
    byte[] text = source.bytes();
    int line = 0;
    int column = 1;
    int at = 0;
    for (int i = 0; i < sites.size(); i++) {
      int offset = Math.min(sites.offset(i), text.length);
      int its = lines.line(offset);
      // Counting goes on from the place before where it can: lines may be very long.
      if (its != line || offset < at) {
        line = its;
        at = lines.start(its);
        column = 1;
      }
      for (; at < offset; at++) {
        if ((text[at] & 0xC0) != 0x80) {
          column++;
        }
      }
      entries.add(sites.line(i), sites.column(i), line, column);
    }
    entries.end();
  }

  public byte[] bytes() {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    table.writeBytes(MAGIC);
    number(table, count);
    table.writeBytes(files.toByteArray());
    return table.toByteArray();
  }

  /// The positions of one file, which are added in the order of the Rust positions.
  final class Entries {
    private final String rustPath;
    private final String veltranoPath;
    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private int rustLine;
    private int rustColumn;
    private int line;
    private int column;

    private Entries(String rustPath, String veltranoPath) {
      this.rustPath = rustPath;
      this.veltranoPath = veltranoPath;
    }

    /// Adds a position; lines and columns count from 1. Of two at the same Rust position the first
    /// counts, and one that says what is known already is left out.
    void add(int atRustLine, int atRustColumn, int atLine, int atColumn) {
      boolean later =
          atRustLine > rustLine || (atRustLine == rustLine && atRustColumn > rustColumn);
      if (!later || (atLine == line && atColumn == column)) {
        return;
      }
      number(entries, atRustLine - rustLine);
      number(entries, atRustColumn - (atRustLine == rustLine ? rustColumn : 0));
      zigzag(entries, atLine - line);
      zigzag(entries, atColumn - (atLine == line ? column : 0));
      rustLine = atRustLine;
      rustColumn = atRustColumn;
      line = atLine;
      column = atColumn;
    }

    /// Puts the file into the table.
    void end() {
      text(rustPath);
      text(veltranoPath);
      number(files, entries.size());
      files.writeBytes(entries.toByteArray());
      count++;
    }
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(files, bytes.length);
    files.writeBytes(bytes);
  }

  private static void zigzag(ByteArrayOutputStream out, int number) {
    number(out, (number << 1) ^ (number >> 31));
  }

  private static void number(ByteArrayOutputStream out, int number) {
    int rest = number;
    while ((rest & ~0x7F) != 0) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
