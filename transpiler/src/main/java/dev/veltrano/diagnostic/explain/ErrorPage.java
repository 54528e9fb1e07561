package dev.veltrano.diagnostic.explain;

import java.util.ArrayList;
import java.util.List;

/// The page of one code: a title and what follows it, in the order of the text.
///
/// Written in a small part of Markdown: a `#` title on the first line, `##` headings, paragraphs,
/// lists whose items begin with `- `, and fences.
///
/// @param title the sentence after the code in the first line
public record ErrorPage(String code, String title, List<Block> blocks) {

  /// One block of a page.
  public sealed interface Block {}

  public record Heading(String text) implements Block {}

  /// Running text, joined into one line.
  public record Paragraph(String text) implements Block {}

  /// One item of a list, joined into one line.
  public record Item(String text) implements Block {}

  /// Text that is shown as it stands.
  ///
  /// @param info what stands behind the opening fence, such as `kotlin wrong`
  public record Fence(String info, List<String> lines) implements Block {
    public String text() {
      return String.join("\n", lines) + "\n";
    }
  }

  public static ErrorPage parse(String markdown) {
    List<String> lines = markdown.lines().toList();
    String first = lines.isEmpty() ? "" : lines.getFirst();
    int colon = first.indexOf(": ");
    if (!first.startsWith("# ") || colon < 0) {
      throw new IllegalArgumentException("not `# CODE: title`: " + first);
    }
    List<Block> blocks = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int at = 1;
    while (at < lines.size()) {
      String line = lines.get(at++);
      boolean fence = line.startsWith("```");
      if (line.isBlank() || fence || line.startsWith("## ") || line.startsWith("- ")) {
        finish(open, blocks);
      }
      if (fence) {
        int end = at;
        while (end < lines.size() && !lines.get(end).equals("```")) {
          end++;
        }
        blocks.add(new Fence(line.substring(3), List.copyOf(lines.subList(at, end))));
        at = end + 1;
      } else if (line.startsWith("## ")) {
        blocks.add(new Heading(line.substring(3)));
      } else if (!line.isBlank()) {
        open.append(open.isEmpty() ? "" : " ").append(line.strip());
      }
    }
    finish(open, blocks);
    return new ErrorPage(
        first.substring(2, colon), first.substring(colon + 2), List.copyOf(blocks));
  }

  private static void finish(StringBuilder open, List<Block> blocks) {
    if (open.isEmpty()) {
      return;
    }
    String text = open.toString();
    blocks.add(text.startsWith("- ") ? new Item(text.substring(2)) : new Paragraph(text));
    open.setLength(0);
  }

  /// The fences whose first line says `info`.
  public List<Fence> fences(String info) {
    List<Fence> found = new ArrayList<>();
    for (Block block : blocks) {
      if (block instanceof Fence fence && fence.info().equals(info)) {
        found.add(fence);
      }
    }
    return found;
  }
}
