package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The variants of a union, in the order in which they are declared.
public record UnionInfo(Symbol.Union symbol, List<Variant> variants) {

  /// A class or data class that a union consists of, with its type arguments. `index` is its place
  /// in the union.
  public record Variant(
      Symbol.Class of, List<Type> arguments, Labels labels, Span span, int index) {

    /// The type of the values that this variant holds.
    public Type.Named type() {
      return new Type.Named(of, arguments);
    }
  }

  /// The variant that is this class, or `null`.
  public @Nullable Variant variant(Symbol.Class of) {
    for (Variant variant : variants) {
      if (variant.of == of) {
        return variant;
      }
    }
    return null;
  }
}
