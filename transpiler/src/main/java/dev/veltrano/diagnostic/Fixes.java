package dev.veltrano.diagnostic;

import dev.veltrano.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Carries out the edits of fixes.
///
/// All edits speak of positions in the file as it is, so their order does not matter. Insertions at
/// one place are kept in the order given; an insertion goes before a replacement that begins there.
public final class Fixes {
  private Fixes() {}

  /// Two edits change the same text, so they cannot both be carried out.
  public static final class OverlapException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private OverlapException(Edit first, Edit second) {
      super(
          "two edits of %s overlap: bytes %d to %d and bytes %d to %d"
              .formatted(
                  first.file().name(),
                  first.span().start(),
                  first.span().end(),
                  second.span().start(),
                  second.span().end()));
    }
  }

  /// The text of `file` after all edits that speak of it.
  public static String apply(SourceFile file, List<Edit> edits) {
    List<Edit> ordered = ordered(file, edits);
    StringBuilder text = new StringBuilder(file.length() + 64);
    int done = 0;
    for (Edit edit : ordered) {
      text.append(text(file, done, edit.span().start())).append(edit.text());
      done = edit.span().end();
    }
    return text.append(text(file, done, file.length())).toString();
  }

  /// The edits that speak of `file`, in the order of their places; none overlaps the one before it.
  public static List<Edit> ordered(SourceFile file, List<Edit> edits) {
    List<Edit> ordered = new ArrayList<>();
    for (Edit edit : edits) {
      if (edit.file().name().equals(file.name())) {
        ordered.add(edit);
      }
    }
    ordered.sort(
        Comparator.comparingInt((Edit edit) -> edit.span().start())
            .thenComparingInt(edit -> edit.span().length() == 0 ? 0 : 1));
    for (int i = 1; i < ordered.size(); i++) {
      Edit first = ordered.get(i - 1);
      Edit second = ordered.get(i);
      if (second.span().start() < first.span().end()) {
        throw new OverlapException(first, second);
      }
    }
    return ordered;
  }

  private static String text(SourceFile file, int start, int end) {
    return new String(file.bytes(), start, end - start, StandardCharsets.UTF_8);
  }
}
