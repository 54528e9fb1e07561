package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.ClassLifetimes;
import dev.veltrano.lifetime.FunctionLifetimes;
import dev.veltrano.lifetime.ProgramLifetimes;
import dev.veltrano.lifetime.RequirementLifetimes;
import dev.veltrano.resolve.ModuleFile;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.name.ModulePlace;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedModule;
import dev.veltrano.type.tree.TypedProgram;
import dev.veltrano.type.tree.UnionInfo;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What the lowering of one module must know of the others. Made once, then only read, so that
/// modules can be lowered on any number of threads.
public final class ProgramFacts {
  private final TypedProgram program;
  private final ProgramLifetimes lifetimes;
  private final Map<String, ModulePlace> modules;
  private final Map<String, String> prefixes = new HashMap<>();
  private final Map<Symbol, Boolean> unhashable = new IdentityHashMap<>();
  private final Map<Symbol, Boolean> linked = new IdentityHashMap<>();
  private final Set<Symbol> compared = new LinkedHashSet<>();
  private final DynamicFunctions dynamicFunctions;

  /// `modules` tells where modules stand that are not at their usual place.
  public ProgramFacts(
      TypedProgram program, ProgramLifetimes lifetimes, Map<String, ModulePlace> modules) {
    this.program = program;
    this.lifetimes = lifetimes;
    this.modules = modules;
    this.dynamicFunctions = new DynamicFunctions(program);
    for (TypedModule module : program.modules()) {
      prefixes.put(
          module.module().name(),
          "crate::" + String.join("::", place(module.module()).path()) + "::");
    }
    for (UnionInfo union : program.unions().values()) {
      holds(union.symbol(), unhashable, ProgramFacts::hasNoHash);
      holds(union.symbol(), linked, ProgramFacts::isLink);
    }
    for (TypedClass c : program.classes().values()) {
      holds(c.info().symbol(), unhashable, ProgramFacts::hasNoHash);
      holds(c.info().symbol(), linked, ProgramFacts::isLink);
      if (c.info().symbol().declaration().isData()) {
        c.info().fields().forEach(field -> objects(field.type(), compared));
      }
    }
    for (Symbol.Union union : program.unions().keySet()) {
      if (compared(union).isEmpty()) {
        compared.add(union);
      }
    }
  }

  /// The object variants of a union, which are compared where it is.
  public Set<Symbol> compared(Symbol.Union union) {
    Set<Symbol> objects = new LinkedHashSet<>();
    for (UnionInfo.Variant variant : union(union).variants()) {
      if (Nature.isObject(variant.type())) {
        objects.add(variant.of());
      }
    }
    return objects;
  }

  UnionInfo union(Symbol.Union symbol) {
    UnionInfo found = program.unions().get(symbol);
    if (found == null) {
      throw new IllegalStateException("not checked: " + symbol.path());
    }
    return found;
  }

  ClassLifetimes lifetimes(Symbol.Union symbol) {
    return lifetimes.of(symbol);
  }

  /// The names of the lifetimes of a class, union or enum class.
  List<String> lifetimeParameters(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Class declared -> lifetimes.of(declared).parameters();
      case Symbol.Union union -> lifetimes.of(union).parameters();
      default -> List.of();
    };
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

  /// The Rust name of a function of a file. Extension functions of one name may be there for
  /// several receivers, so theirs begins with the receiver's.
  static String functionName(Symbol.Function symbol) {
    var receiver = symbol.declaration().receiver();
    return RustName.value(
        receiver == null ? symbol.name() : receiver.name().text() + "_" + symbol.name());
  }

  ClassInfo info(Symbol.Class symbol) {
    return typedClass(symbol).info();
  }

  FunctionLifetimes lifetimes(Symbol.Function symbol) {
    return lifetimes.of(symbol);
  }

  RequirementLifetimes lifetimes(Symbol.Requirement symbol) {
    return lifetimes.of(symbol);
  }

  ClassLifetimes lifetimes(Symbol.Class symbol) {
    return lifetimes.of(symbol);
  }

  /// Whether a method assigns fields of the value that it is called on, so that it needs the place
  /// of the value. Methods of objects do not: their fields can be assigned by everybody.
  boolean changesSelf(Symbol.Function method) {
    Symbol.Class owner = method.owner();
    return owner != null && owner.declaration().isData() && function(method).changesSelf();
  }

  /// Whether a parameter takes a function as `&dyn Fn`.
  boolean isDynamic(Symbol.Function function, int parameter) {
    return dynamicFunctions.contains(function, parameter);
  }

  /// The classes whose references are parts of data classes or unions that compare and print them,
  /// and these unions.
  public Set<Symbol> compared() {
    return compared;
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

  /// Whether values of the type have a hash and total equality: not floats and buffers.
  boolean isHashable(Type type) {
    return !holds(type, unhashable, ProgramFacts::hasNoHash);
  }

  /// Whether a field of the type is printed as a part of an object: what leads to other objects, or
  /// to any number of elements, is not.
  boolean isPlain(Type type) {
    // What a type parameter stands for may be anything.
    return !type.isOpen() && !holds(type, linked, ProgramFacts::isLink);
  }

  private static boolean hasNoHash(Type type) {
    return type.isFloat() || type instanceof Type.Buffer;
  }

  private static boolean isLink(Type type) {
    return type instanceof Type.Buffer
        || type == Type.Primitive.ARENA
        || Nature.isObject(type)
        || type instanceof Type.Function;
  }

  /// The classes of which there are references in a type itself, and the unions in it.
  static void objects(Type type, Set<Symbol> to) {
    switch (type) {
      case Type.Named(Symbol symbol, List<Type> arguments) -> {
        if (symbol instanceof Symbol.Union
            || symbol instanceof Symbol.Class c && !c.declaration().isData()) {
          to.add(symbol);
        }
        arguments.forEach(a -> objects(a, to));
      }
      case Type.Nullable(Type of) -> objects(of, to);
      case Type.Reference(Type of) -> objects(of, to);
      case Type.Buffer(_, Type element) -> objects(element, to);
      case Type.Tuple(List<Type> elements) -> elements.forEach(e -> objects(e, to));
      case Type.Result(Type ok, Type error) -> {
        objects(ok, to);
        objects(error, to);
      }
      case Type.Primitive _,
          Type.Range _,
          Type.Sequence _,
          Type.Function _,
          Type.Parameter _,
          Type.Error _ -> {}
    }
  }

  /// Whether a type or a part of it is such; references to objects are not looked into.
  private boolean holds(Type type, Map<Symbol, Boolean> known, Predicate<Type> such) {
    if (such.test(type)) {
      return true;
    }
    return switch (type) {
      case Type.Named(Symbol symbol, List<Type> arguments) ->
          (symbol instanceof Symbol.Union
                      || symbol instanceof Symbol.Class c && c.declaration().isData())
                  && holds(symbol, known, such)
              || arguments.stream().anyMatch(a -> holds(a, known, such));
      case Type.Nullable(Type of) -> holds(of, known, such);
      case Type.Reference(Type of) -> holds(of, known, such);
      case Type.Tuple(List<Type> elements) ->
          elements.stream().anyMatch(e -> holds(e, known, such));
      case Type.Result(Type ok, Type error) -> holds(ok, known, such) || holds(error, known, such);
      case Type.Primitive _,
          Type.Range _,
          Type.Sequence _,
          Type.Buffer _,
          Type.Function _,
          Type.Parameter _,
          Type.Error _ ->
          false;
    };
  }

  private boolean holds(Symbol symbol, Map<Symbol, Boolean> known, Predicate<Type> such) {
    Boolean before = known.get(symbol);
    if (before != null) {
      return before;
    }
    known.put(symbol, false);
    boolean result = false;
    if (symbol instanceof Symbol.Union union) {
      for (UnionInfo.Variant variant : union(union).variants()) {
        result |= holds(variant.type(), known, such);
      }
    } else if (symbol instanceof Symbol.Class declared
        && program.classes().get(declared) instanceof TypedClass found) {
      for (FieldInfo field : found.info().fields()) {
        result |= holds(field.type(), known, such);
      }
    }
    known.put(symbol, result);
    return result;
  }
}
