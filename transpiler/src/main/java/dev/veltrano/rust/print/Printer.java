package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Attr;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.RustFile;
import java.util.List;

/// Prints a Rust file as `rustfmt` (style edition 2024, default settings) would leave it.
///
/// The comments of the Veltrano file are printed where their places in it come to stand; none is
/// lost and their order is kept. Pure: the same tree and comments give the same bytes.
public final class Printer {
  private Printer() {}

  /// Prints a file that comes from `source`, with the comments of that source in their order.
  /// Comments that document an item are part of the item and not among them.
  public static Printed print(RustFile file, byte[] source, List<Comment> comments) {
    List<Item> items = Parentheses.in(file.items());
    var placed = new Comments(source, comments, items, file);
    var layout = new Layout(placed);
    var output = new Output(source.length);
    var start = new TextBuilder();
    boolean empty = true;
    if (!file.header().isEmpty()) {
      start.add(Text.comment("// " + file.header()));
      empty = false;
    }
    for (String line : file.docs()) {
      if (!empty) {
        start.line(0);
      }
      start.add(Items.docLine("//!", line));
      empty = false;
    }
    for (Attr attribute : file.attributes()) {
      if (!empty) {
        start.line(0);
      }
      start.add(layout.blocks.items().attribute(attribute, "#![", 0));
      empty = false;
    }
    output.write(start.done());
    int headLength = output.length();
    if (empty) {
      output.skipFirstBreak();
    } else {
      output.write(Text.line(0));
    }
    layout.blocks.items().write(items, file, output);
    var rest = new TextBuilder();
    for (Comment comment : placed.rest()) {
      CommentText.addLines(rest, comment, 0);
    }
    output.write(rest.done());
    if (output.length() > headLength + 1) {
      output.write(Text.line(0));
    }
    return output.done();
  }
}
