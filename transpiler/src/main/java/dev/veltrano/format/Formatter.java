package dev.veltrano.format;

import dev.veltrano.syntax.ParsedFile;

/// Lays a file out in the one style that Veltrano has.
///
/// The result depends on nothing but the tokens of the file, its comments, which of those have
/// lines of their own, and where empty lines stand; so laying it out again changes nothing. It says
/// what the file said: see [Sameness], which makes sure.
public final class Formatter {
  private Formatter() {}

  /// The text of a file without errors, laid out.
  public static byte[] format(ParsedFile parsed) {
    if (parsed.hasErrors()) {
      throw new IllegalArgumentException("a file with errors is not laid out");
    }
    DeclarationLayout layout = new DeclarationLayout(parsed);
    layout.file(parsed.tree());
    return LayoutPrinter.print(layout.layout, layout.source);
  }
}
