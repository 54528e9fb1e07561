package dev.veltrano.diagnostic.explain;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.render.Ink;
import dev.veltrano.diagnostic.render.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pages that `veltrano explain` shows, one for each code.
///
/// Where they are kept is the caller's business: the loader is given a name such as
/// `errors/VL0302.md` and gives back the text, or null if there is none. The idea of a page for
/// each error is from the error index of Rust, its tone from Elm.
public final class ErrorPages {
  private static final int WIDEST = 100;
  private static final String CODE_INDENT = "    ";

  /// Finds the text of a page by its name.
  @FunctionalInterface
  public interface Loader {
    @Nullable String load(String name);
  }

  private final Loader loader;

  public ErrorPages(Loader loader) {
    this.loader = loader;
  }

  /// The code that a person means: `VL0302`, `vl0302`, `0302` and `302` are the same.
  public static Optional<Code> find(String written) {
    String digits = digits(written);
    for (Code code : Code.values()) {
      if (code.id().substring(2).equals(digits)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /// The codes that come closest to one that does not exist: those that differ in one digit or have
  /// two neighbouring digits exchanged; at most five, in their order.
  public static List<Code> nearest(String written) {
    String digits = digits(written);
    List<Code> near = new ArrayList<>();
    for (Code code : Code.values()) {
      if (near.size() < 6 && isNear(code.id().substring(2), digits)) {
        near.add(code);
      }
    }
    return near;
  }

  private static String digits(String written) {
    String text = written.strip().toUpperCase(Locale.ROOT);
    if (text.startsWith("VL")) {
      text = text.substring(2);
    }
    return text.length() < 4 && !text.isEmpty() ? "0".repeat(4 - text.length()) + text : text;
  }

  private static boolean isNear(String code, String digits) {
    if (code.length() != digits.length()) {
      return false;
    }
    int different = 0;
    int first = -1;
    for (int i = 0; i < code.length(); i++) {
      if (code.charAt(i) != digits.charAt(i)) {
        different++;
        first = first < 0 ? i : first;
      }
    }
    boolean exchanged =
        different == 2
            && code.charAt(first) == digits.charAt(first + 1)
            && code.charAt(first + 1) == digits.charAt(first);
    return different == 1 || exchanged;
  }

  /// The page of a code.
  public ErrorPage page(Code code) {
    String name = "errors/" + code.id() + ".md";
    String text = loader.load(name);
    if (text == null) {
      throw new IllegalStateException("no page " + name);
    }
    return ErrorPage.parse(text);
  }

  /// The page of a code as a terminal shows it, or a file when there are no colours.
  public String render(Code code, boolean colour, int width) {
    ErrorPage page = page(code);
    int room = Math.min(WIDEST, width);
    Sheet sheet = new Sheet(colour);
    sheet.put(Ink.ERROR, page.code()).put(Ink.STRONG, ": ");
    sheet.wrapped(Ink.STRONG, page.title(), page.code().length() + 2, room);
    boolean inList = false;
    for (ErrorPage.Block block : page.blocks()) {
      if (!(block instanceof ErrorPage.Item) || !inList) {
        sheet.end();
      }
      inList = block instanceof ErrorPage.Item;
      switch (block) {
        case ErrorPage.Heading heading -> sheet.wrapped(Ink.STRONG, heading.text(), 0, room);
        case ErrorPage.Paragraph paragraph -> sheet.wrapped(Ink.PLAIN, paragraph.text(), 0, room);
        case ErrorPage.Item item -> sheet.put("- ").wrapped(Ink.PLAIN, item.text(), 2, room);
        case ErrorPage.Fence fence -> fence(sheet, fence);
      }
    }
    return sheet.toString();
  }

  private static void fence(Sheet sheet, ErrorPage.Fence fence) {
    for (String line : fence.lines()) {
      sheet.put(CODE_INDENT).put(Ink.HELP, line).end();
    }
  }

  /// All codes with their titles, one a line.
  public String list(boolean colour, int width) {
    int room = Math.min(WIDEST, width);
    Sheet sheet = new Sheet(colour);
    for (Code code : Code.values()) {
      ErrorPage page = page(code);
      sheet.put(Ink.STRONG, code.id()).blanks(2);
      sheet.wrapped(Ink.PLAIN, page.title(), code.id().length() + 2, room);
    }
    return sheet.toString();
  }
}
