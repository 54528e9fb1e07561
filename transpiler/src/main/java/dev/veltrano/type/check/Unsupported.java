package dev.veltrano.type.check;

import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.Item;
import dev.veltrano.syntax.tree.TypeParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What parses but has no meaning yet; ROADMAP.md lists it. Each is reported once, where it is
/// declared.
final class Unsupported {
  private Unsupported() {}

  /// A construct and where it stands.
  record Found(Span span, String what) {}

  static @Nullable Found inItem(Item item) {
    return switch (item) {
      case Declaration.Function _,
          Declaration.ClassDeclaration _,
          Declaration.Requirement _,
          Declaration.Constant _,
          Declaration.EnumClass _,
          Item.Test _,
          Item.Error _ ->
          null;
      case Declaration.Union union -> inTypeParameters(union.typeParameters());
      case Item.ExternRust extern -> new Found(head(extern.span(), 11), "`extern rust`");
      case Item.ExternClass extern -> new Found(extern.name().span(), "`extern class`");
    };
  }

  private static Span head(Span span, int length) {
    return new Span(span.start(), Math.min(length, span.length()));
  }

  /// What a union cannot have yet.
  private static @Nullable Found inTypeParameters(List<TypeParameter> parameters) {
    for (TypeParameter parameter : parameters) {
      if (parameter instanceof TypeParameter.Type type) {
        return new Found(type.span(), "type parameters of unions");
      }
    }
    return null;
  }
}
