package dev.veltrano.diagnostic.render;

import java.util.List;

/// Text under construction, line by line, with or without colours.
///
/// Blanks at the end of a line are not kept, and each line ends in the default colour.
public final class Sheet {
  private final StringBuilder out = new StringBuilder();
  private final boolean colour;
  private Ink ink = Ink.PLAIN;
  private int blanks;

  public Sheet(boolean colour) {
    this.colour = colour;
  }

  /// Appends text that holds no line end.
  public Sheet put(Ink wanted, String text) {
    int end = text.length();
    int start = 0;
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    blanks += start;
    if (start == end) {
      return this;
    }
    out.repeat(' ', blanks);
    while (text.charAt(end - 1) == ' ') {
      end--;
    }
    blanks = text.length() - end;
    change(wanted);
    out.append(text, start, end);
    return this;
  }

  public Sheet put(String text) {
    return put(Ink.PLAIN, text);
  }

  public Sheet blanks(int count) {
    blanks += count;
    return this;
  }

  /// Ends the line.
  public Sheet end() {
    blanks = 0;
    change(Ink.PLAIN);
    out.append('\n');
    return this;
  }

  /// Appends a text in lines of at most `width` columns; the first one goes where the sheet stands,
  /// which is column `indent`, and the others begin in that column as well.
  public Sheet wrapped(Ink wanted, String text, int indent, int width) {
    List<String> lines = TextWrap.wrap(text, width - indent);
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        end().blanks(indent);
      }
      put(wanted, lines.get(i));
    }
    return end();
  }

  private void change(Ink wanted) {
    if (!colour || wanted == ink) {
      return;
    }
    if (ink != Ink.PLAIN) {
      out.append("\u001b[0m");
    }
    if (wanted != Ink.PLAIN) {
      out.append("\u001b[").append(wanted.sgr()).append('m');
    }
    ink = wanted;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
