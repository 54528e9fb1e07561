package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Origin;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A laid out piece of Rust: some lines of which the measures are known without looking at them.
///
/// Texts are put together bottom-up and share their parts, so that trying a second layout costs
/// only what differs. The characters are written once, when the layout of a whole item is settled.
final class Text {
  private static final Text[] LINES = firstLines();

  /// The characters of a one-line text; of a composite, empty.
  final String characters;

  /// The parts of a composite; of a one-line text, null.
  final Text @Nullable [] parts;

  /// The [Marks] of a one-line text; of a composite, none.
  final int[] marks;

  /// The width of the first line.
  final int first;

  /// The width of the last line.
  final int last;

  /// The number of line breaks.
  final int breaks;

  /// The greatest width of a line after the first.
  final int widest;

  /// The number of bytes in UTF-8.
  final int bytes;

  /// The number of blanks that the last line begins with, if it is not the first.
  final int lastBlanks;

  /// Whether the last line has nothing but closing brackets in it.
  final boolean closing;

  final char firstCharacter;

  /// The last character of the first line.
  final char firstLineEnd;

  private final @Nullable Origin origin;
  private final boolean site;

  private Text(
      String characters,
      Text @Nullable [] parts,
      int[] marks,
      int first,
      int last,
      int breaks,
      int widest,
      int bytes,
      int lastBlanks,
      boolean closing,
      char firstCharacter,
      char firstLineEnd,
      @Nullable Origin origin,
      boolean site) {
    this.characters = characters;
    this.parts = parts;
    this.marks = marks;
    this.first = first;
    this.last = last;
    this.breaks = breaks;
    this.widest = widest;
    this.bytes = bytes;
    this.lastBlanks = lastBlanks;
    this.closing = closing;
    this.firstCharacter = firstCharacter;
    this.firstLineEnd = firstLineEnd;
    this.origin = origin;
    this.site = site;
  }

  static final Text EMPTY = of("");

  /// A text of one line.
  static Text of(String characters) {
    int bytes = Widths.bytes(characters);
    int width = bytes == characters.length() ? bytes : Widths.of(characters);
    return leaf(characters, Marks.NONE, width, bytes);
  }

  static Text leaf(String characters, int[] marks, int width, int bytes) {
    boolean empty = characters.isEmpty();
    return new Text(
        characters,
        null,
        marks,
        width,
        width,
        0,
        0,
        bytes,
        0,
        isClosing(characters),
        empty ? '\0' : characters.charAt(0),
        empty ? '\0' : characters.charAt(characters.length() - 1),
        null,
        false);
  }

  /// A comment. It counts as nothing when rustfmt asks whether a text fits.
  static Text comment(String characters) {
    return new Text(
        characters,
        null,
        Marks.NONE,
        0,
        0,
        0,
        0,
        Widths.bytes(characters),
        0,
        false,
        '/',
        '/',
        null,
        false);
  }

  /// A literal of several lines, whose line breaks are its own.
  static Text verbatim(String characters) {
    if (characters.indexOf('\n') < 0) {
      return of(characters);
    }
    var builder = new TextBuilder();
    int start = 0;
    for (int end = characters.indexOf('\n'); end >= 0; end = characters.indexOf('\n', start)) {
      builder.add(characters.substring(start, end)).line(0);
      start = end + 1;
    }
    return builder.add(characters.substring(start)).done();
  }

  /// A line break and the blanks after it.
  static Text line(int column) {
    return column < LINES.length ? LINES[column] : newLine(column);
  }

  private static Text[] firstLines() {
    var lines = new Text[64];
    for (int column = 0; column < lines.length; column++) {
      lines[column] = newLine(column);
    }
    return lines;
  }

  private static Text newLine(int column) {
    var characters = new char[column + 1];
    Arrays.fill(characters, ' ');
    characters[0] = '\n';
    return new Text(
        new String(characters),
        null,
        Marks.NONE,
        0,
        column,
        1,
        column,
        column + 1,
        column,
        true,
        '\n',
        '\0',
        null,
        false);
  }

  static Text composite(
      Text[] parts,
      int first,
      int last,
      int breaks,
      int widest,
      int bytes,
      int lastBlanks,
      boolean closing,
      char firstCharacter,
      char firstLineEnd) {
    return new Text(
        "",
        parts,
        Marks.NONE,
        first,
        last,
        breaks,
        widest,
        bytes,
        lastBlanks,
        closing,
        firstCharacter,
        firstLineEnd,
        null,
        false);
  }

  /// This text as something that comes from a place.
  Text from(Origin origin, boolean site) {
    if (!origin.isPlaced() && !site) {
      return this;
    }
    boolean isTaken = this.origin != null || this.site;
    return new Text(
        isTaken ? "" : characters,
        isTaken ? new Text[] {this} : parts,
        isTaken ? Marks.NONE : marks,
        first,
        last,
        breaks,
        widest,
        bytes,
        lastBlanks,
        closing,
        firstCharacter,
        firstLineEnd,
        origin,
        site);
  }

  @Nullable Origin origin() {
    return origin;
  }

  boolean isSite() {
    return site;
  }

  boolean isEmpty() {
    return bytes == 0;
  }

  /// Whether a text without parts has nothing but ASCII in it, so that characters are bytes and
  /// columns.
  boolean isAscii() {
    return bytes == characters.length();
  }

  boolean isOneLine() {
    return breaks == 0;
  }

  int lineCount() {
    return breaks + 1;
  }

  /// Whether this may stand where the shape says.
  boolean fits(Shape shape) {
    return first <= shape.width()
        && (breaks == 0 || (widest <= Shape.MAX && last <= shape.used() + shape.width()));
  }

  /// The last character, or nothing if the text is empty.
  char lastCharacter() {
    Text text = this;
    while (text.parts != null) {
      text = text.parts[text.parts.length - 1];
    }
    return text.characters.isEmpty() ? '\0' : text.characters.charAt(text.characters.length() - 1);
  }

  /// Whether this ends with a brace and any number of parentheses and question marks.
  boolean endsWithBrace() {
    return lastButParentheses() == '}';
  }

  private char lastButParentheses() {
    if (parts == null) {
      for (int i = characters.length() - 1; i >= 0; i--) {
        if (characters.charAt(i) != ')' && characters.charAt(i) != '?') {
          return characters.charAt(i);
        }
      }
      return '\0';
    }
    for (int i = parts.length - 1; i >= 0; i--) {
      char c = parts[i].lastButParentheses();
      if (c != '\0') {
        return c;
      }
    }
    return '\0';
  }

  /// Whether this ends with a raw string.
  boolean endsRawString() {
    Text text = this;
    while (text.parts != null) {
      text = text.parts[text.parts.length - 1];
    }
    return text.characters.endsWith("\"#");
  }

  static boolean isClosing(String characters) {
    for (int i = characters.length() - 1; i >= 0; i--) {
      switch (characters.charAt(i)) {
        case '(', ')', ']', '}', '?', '>', ' ' -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }
}
