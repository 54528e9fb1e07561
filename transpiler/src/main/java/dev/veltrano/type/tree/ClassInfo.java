package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.List;
import java.util.Map;

/// The fields and methods of a class, and what its type parameters are asked to be able to do.
public record ClassInfo(
    Symbol.Class symbol,
    List<FieldInfo> fields,
    Map<String, Symbol.Function> methods,
    List<TypeBound> bounds) {

  public List<Type.Parameter> typeParameters() {
    return Type.Parameter.of(symbol);
  }

  /// The fields that the constructor takes, in order.
  public List<FieldInfo> constructorFields() {
    int count = 0;
    while (count < fields.size() && fields.get(count).inConstructor()) {
      count++;
    }
    return fields.subList(0, count);
  }

  /// Whether some field is computed in the body.
  public boolean hasComputedFields() {
    return !fields.isEmpty() && !fields.getLast().inConstructor();
  }
}
