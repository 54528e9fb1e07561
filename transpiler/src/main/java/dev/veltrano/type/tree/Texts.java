package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which types carry text, and with it a lifetime.
public final class Texts {
  private Texts() {}

  /// Whether a value of this type may refer to text.
  public static boolean carries(Type type, Classes classes) {
    return carries(type, classes, null);
  }

  /// `seen` are the classes on the way, made when the first one is met: most types have none.
  private static boolean carries(Type type, Classes classes, @Nullable Set<Symbol.Class> seen) {
    return switch (type) {
      case Type.Primitive primitive -> primitive == Type.Primitive.STR;
      case Type.Nullable(Type of) -> carries(of, classes, seen);
      case Type.Tuple(List<Type> elements) -> anyCarries(elements, classes, seen);
      case Type.Result(Type ok, Type error) ->
          carries(ok, classes, seen) || carries(error, classes, seen);
      case Type.Sequence(Type element) -> carries(element, classes, seen);
      case Type.Named(Symbol symbol, _) ->
          switch (symbol) {
            case Symbol.Class declared ->
                classCarries(declared, classes, seen == null ? new HashSet<>() : seen);
            case Symbol.Union union -> {
              Set<Symbol.Class> met = seen == null ? new HashSet<>() : seen;
              boolean any = false;
              for (UnionInfo.Variant variant : classes.unionInfo(union).variants()) {
                any |= classCarries(variant.of(), classes, met);
              }
              yield any;
            }
            default -> false;
          };
      case Type.Reference(Type of) -> carries(of, classes, seen);
      case Type.Buffer(_, Type element) -> carries(element, classes, seen);
      case Type.Range _, Type.Function _, Type.Parameter _, Type.Error _ -> false;
    };
  }

  private static boolean anyCarries(
      List<Type> types, Classes classes, @Nullable Set<Symbol.Class> seen) {
    for (Type type : types) {
      if (carries(type, classes, seen)) {
        return true;
      }
    }
    return false;
  }

  private static boolean classCarries(
      Symbol.Class declared, Classes classes, Set<Symbol.Class> seen) {
    if (seen.add(declared)) {
      for (FieldInfo field : classes.classInfo(declared).fields()) {
        if (carries(field.type(), classes, seen)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Where the fields of a class and the variants of a union can be asked for.
  public interface Classes {
    ClassInfo classInfo(Symbol.Class declared);

    UnionInfo unionInfo(Symbol.Union declared);
  }
}
