package dev.veltrano.build;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.Item;
import dev.veltrano.syntax.tree.Member;
import java.util.ArrayList;
import java.util.List;

/// Where the text of a file is broken, so that the tree there is a guess, and whatever later phases
/// say about it would be a guess too. A mistake inside of a body spoils its item only; one in a
/// head, or between items, spoils the file, because others depend on what is declared.
final class BrokenText {
  private final List<Span> items = new ArrayList<>();
  private boolean everything;

  private BrokenText() {}

  static BrokenText of(ParsedFile file) {
    BrokenText broken = new BrokenText();
    for (Diagnostic diagnostic : file.diagnostics()) {
      if (diagnostic.isError()) {
        broken.add(file, diagnostic);
      }
    }
    return broken;
  }

  /// Whether what a later phase says can be told to people.
  boolean allows(Diagnostic diagnostic) {
    if (everything) {
      return false;
    }
    int at = diagnostic.labels().getFirst().span().start();
    for (Span item : items) {
      if (item.contains(at)) {
        return false;
      }
    }
    return true;
  }

  private void add(ParsedFile file, Diagnostic error) {
    int at = error.labels().isEmpty() ? -1 : error.labels().getFirst().span().start();
    for (Item item : file.tree().items()) {
      if (item.span().contains(at) && isInBody(item, at)) {
        items.add(item.span());
        return;
      }
    }
    everything = true;
  }

  private static boolean isInBody(Item item, int at) {
    return switch (item) {
      case Item.Test _ -> true;
      case Declaration.Function function -> at >= function.headSpan().end();
      case Declaration.ClassDeclaration declared -> isInMethod(declared, at);
      case Declaration.Constant _,
          Declaration.Union _,
          Declaration.EnumClass _,
          Declaration.Requirement _,
          Item.ExternRust _,
          Item.ExternClass _,
          Item.Error _ ->
          false;
    };
  }

  private static boolean isInMethod(Declaration.ClassDeclaration declared, int at) {
    for (Member member : declared.members()) {
      if (member instanceof Member.Method(_, Declaration.Function function, _)
          && function.span().contains(at)
          && at >= function.headSpan().end()) {
        return true;
      }
    }
    return false;
  }
}
