package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.Places;
import dev.veltrano.resolve.ModuleFile;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.name.ModulePlace;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.type.ClassInfo;
import dev.veltrano.type.FieldInfo;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedModule;
import dev.veltrano.type.tree.TypedProgram;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What the lowering of one module must know of the others. Made once, then only read, so that
/// modules can be lowered on any number of threads.
public final class ProgramFacts {
  private final TypedProgram program;
  private final Places.All places;
  private final Map<String, ModulePlace> modules;
  private final Map<String, String> prefixes = new HashMap<>();
  private final Map<Symbol.Class, Boolean> borrowing = new IdentityHashMap<>();
  private final Map<Symbol.Class, Boolean> floating = new IdentityHashMap<>();

  /// `modules` tells where modules stand that are not at their usual place.
  public ProgramFacts(TypedProgram program, Places.All places, Map<String, ModulePlace> modules) {
    this.program = program;
    this.places = places;
    this.modules = modules;
    for (TypedModule module : program.modules()) {
      prefixes.put(
          module.module().name(),
          "crate::" + String.join("::", place(module.module()).path()) + "::");
    }
    for (TypedClass c : program.classes().values()) {
      carries(c.info().symbol(), borrowing, true);
      carries(c.info().symbol(), floating, false);
    }
  }

  ModulePlace place(ModuleFile module) {
    ModulePlace place = modules.get(module.name());
    return place == null ? ModulePlace.of(module.name()) : place;
  }

  TypedFunction function(Symbol.Function symbol) {
    TypedFunction function = program.functions().get(symbol);
    if (function == null) {
      throw new IllegalStateException("not checked: " + symbol.path());
    }
    return function;
  }

  TypedClass typedClass(Symbol.Class symbol) {
    TypedClass found = program.classes().get(symbol);
    if (found == null) {
      throw new IllegalStateException("not checked: " + symbol.path());
    }
    return found;
  }

  /// Whether the program begins here.
  static boolean isEntry(Symbol.Function symbol) {
    return symbol.owner() == null
        && symbol.name().equals("main")
        && symbol.declaration().parameters().isEmpty();
  }

  ClassInfo info(Symbol.Class symbol) {
    return typedClass(symbol).info();
  }

  Places places(Symbol.Function symbol) {
    return places.of(symbol);
  }

  /// The full path of an item.
  String path(Symbol symbol, String rustName) {
    String prefix = prefixes.get(symbol.module().name());
    if (prefix == null) {
      prefix = "crate::" + String.join("::", place(symbol.module()).path()) + "::";
    }
    return prefix + rustName;
  }

  /// The name of the function that makes an object with computed fields.
  String constructor(Symbol.Class symbol) {
    return info(symbol).methods().keySet().stream().map(RustName::value).anyMatch("new"::equals)
        ? "create"
        : "new";
  }

  /// Whether a struct has neither braces nor parentheses in Rust. One whose name could be the name
  /// of a variable has braces, since a pattern would mean the struct.
  boolean isUnitStruct(Symbol.Class symbol) {
    return info(symbol).fields().isEmpty() && !symbol.name().equals(RustName.plain(symbol.name()));
  }

  /// Whether a value of the type refers to something, so that the type has a lifetime in Rust.
  boolean borrows(Type type) {
    return carries(type, borrowing, true);
  }

  /// Whether there is a float in it, which has neither total equality nor a hash.
  boolean hasFloat(Type type) {
    return carries(type, floating, false);
  }

  private boolean carries(Type type, Map<Symbol.Class, Boolean> known, boolean text) {
    return switch (type) {
      case Type.Primitive p -> text ? p == Type.Primitive.STR : p.isFloat();
      case Type.Named(Symbol symbol, List<Type> arguments) ->
          symbol instanceof Symbol.Class c && carries(c, known, text)
              || arguments.stream().anyMatch(a -> carries(a, known, text));
      case Type.Nullable(Type of) -> carries(of, known, text);
      case Type.Tuple(List<Type> elements) ->
          elements.stream().anyMatch(e -> carries(e, known, text));
      case Type.Result(Type ok, Type error) ->
          carries(ok, known, text) || carries(error, known, text);
      case Type.Range _, Type.Sequence _, Type.Function _, Type.Parameter _, Type.Error _ -> false;
      default -> throw new IllegalStateException("stub");
    };
  }

  private boolean carries(Symbol.Class symbol, Map<Symbol.Class, Boolean> known, boolean text) {
    Boolean before = known.get(symbol);
    if (before != null) {
      return before;
    }
    known.put(symbol, false);
    TypedClass found = program.classes().get(symbol);
    boolean result = false;
    if (found != null) {
      for (FieldInfo field : found.info().fields()) {
        result |= carries(field.type(), known, text);
      }
    }
    known.put(symbol, result);
    return result;
  }
}
