package dev.veltrano.type.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A checked data class. `locals`, `values` go with the fields: for a constructor field the local
/// that stands for its parameter and its default value or `null`; for a computed field its local
/// and its initial value. A value may use the locals of earlier fields.
public record TypedClass(
    ClassInfo info,
    List<Local> locals,
    List<@Nullable TypedExpression> values,
    List<TypedFunction> methods) {}
