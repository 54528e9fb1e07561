package dev.veltrano.type;

import dev.veltrano.resolve.Symbol;
import java.util.HashSet;
import java.util.Set;

/// Which types carry text, and with it a lifetime.
public final class Texts {
  private Texts() {}

  /// Whether a value of this type may refer to text.
  public static boolean carries(Type type, Classes classes) {
    return carries(type, classes, new HashSet<>());
  }

  private static boolean carries(Type type, Classes classes, Set<Symbol.Class> seen) {
    return switch (type) {
      case Type.Primitive primitive -> primitive == Type.Primitive.STR;
      case Type.Nullable(Type of) -> carries(of, classes, seen);
      case Type.Tuple(var elements) -> {
        for (Type element : elements) {
          if (carries(element, classes, seen)) {
            yield true;
          }
        }
        yield false;
      }
      case Type.Result(Type ok, Type error) ->
          carries(ok, classes, seen) || carries(error, classes, seen);
      case Type.Sequence(Type element) -> carries(element, classes, seen);
      case Type.Named(Symbol symbol, _) -> {
        if (symbol instanceof Symbol.Class declared && seen.add(declared)) {
          for (FieldInfo field : classes.classInfo(declared).fields()) {
            if (carries(field.type(), classes, seen)) {
              yield true;
            }
          }
        }
        yield false;
      }
      case Type.Range _, Type.Function _, Type.Parameter _, Type.Error _ -> false;
    };
  }

  /// Where the fields of a class can be asked for.
  public interface Classes {
    ClassInfo classInfo(Symbol.Class declared);
  }
}
