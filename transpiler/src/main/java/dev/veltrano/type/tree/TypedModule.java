package dev.veltrano.type.tree;

import dev.veltrano.resolve.ModuleFile;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import java.util.List;

/// A checked module: its declarations in the order of the file (`items`).
public record TypedModule(ModuleFile module, List<TypedItem> items) {

  /// A checked item.
  public sealed interface TypedItem {
    /// Where the item stands, `export` included.
    Span span();

    record FunctionItem(TypedFunction function, Span span) implements TypedItem {}

    record ClassItem(TypedClass typedClass, Span span) implements TypedItem {}

    record UnionItem(UnionInfo union, Span span) implements TypedItem {}

    record EnumItem(Symbol.EnumClass enumClass, Span span) implements TypedItem {}

    /// `declared` is true where the user wrote the type.
    record ConstantItem(
        Symbol.Constant constant, Type type, boolean declared, TypedExpression value, Span span)
        implements TypedItem {}

    record RequirementItem(RequirementInfo requirement, Span span) implements TypedItem {}

    record TestItem(String name, TypedFunction body, Span span) implements TypedItem {}
  }
}
