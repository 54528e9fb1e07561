package dev.veltrano.type.check;

import dev.veltrano.type.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names of the built-in types, and the names that other languages use for them.
final class TypeNames {
  private static final Map<String, Type> BUILT_IN = builtIn();
  private static final Set<String> ALL = allNames();

  /// Types of the language that later versions of the transpiler bring.
  private static final Set<String> LATER =
      Set.of(
          "Map",
          "Set",
          "Deque",
          "PriorityQueue",
          "StringBuffer",
          "Own",
          "Channel",
          "Thread",
          "Random",
          "Clock",
          "File",
          "IoError",
          "Box");

  private static final Map<String, String> FOREIGN = foreign();

  private TypeNames() {}

  private static Map<String, Type> builtIn() {
    Map<String, Type> map = new HashMap<>();
    for (Type.Primitive primitive : Type.Primitive.values()) {
      map.put(primitive.toString(), primitive);
    }
    map.put("I64", Type.Primitive.I64);
    map.put("F64", Type.Primitive.F64);
    return Map.copyOf(map);
  }

  private static Set<String> allNames() {
    Set<String> all = new HashSet<>(BUILT_IN.keySet());
    all.addAll(List.of("List", "Array", "Slice", "Ref", "Result"));
    return Set.copyOf(all);
  }

  private static Map<String, String> foreign() {
    Map<String, String> map = new HashMap<>();
    for (int bits = 8; bits <= 64; bits *= 2) {
      map.put("i" + bits, "I" + bits);
      map.put("u" + bits, "U" + bits);
      map.put("int" + bits, "I" + bits);
      map.put("uint" + bits, "U" + bits);
      map.put("Int" + bits, "I" + bits);
      map.put("UInt" + bits, "U" + bits);
    }
    map.put("isize", "ISize");
    map.put("usize", "USize");
    map.put("f32", "F32");
    map.put("f64", "Float");
    map.put("int", "Int");
    map.put("integer", "Int");
    map.put("Integer", "Int");
    map.put("long", "Int");
    map.put("Long", "Int");
    map.put("short", "I16");
    map.put("Short", "I16");
    map.put("byte", "U8");
    map.put("Byte", "U8");
    map.put("UInt", "U32");
    map.put("ULong", "U64");
    map.put("float", "Float");
    map.put("double", "Float");
    map.put("Double", "Float");
    map.put("number", "Float");
    map.put("bool", "Bool");
    map.put("boolean", "Bool");
    map.put("Boolean", "Bool");
    map.put("char", "Char");
    map.put("str", "Str");
    map.put("string", "Str");
    map.put("String", "Str");
    map.put("void", "Unit");
    map.put("unit", "Unit");
    map.put("never", "Nothing");
    map.put("Vec", "List");
    map.put("ArrayList", "List");
    map.put("MutableList", "List");
    map.put("HashMap", "Map");
    map.put("MutableMap", "Map");
    map.put("HashSet", "Set");
    map.put("MutableSet", "Set");
    map.put("StringBuilder", "StringBuffer");
    return Map.copyOf(map);
  }

  static @Nullable Type builtIn(String name) {
    return BUILT_IN.get(name);
  }

  /// The kind of buffer that a name means, or `null`.
  static Type.@Nullable BufferKind buffer(String name) {
    return switch (name) {
      case "List" -> Type.BufferKind.LIST;
      case "Array" -> Type.BufferKind.ARRAY;
      case "Slice" -> Type.BufferKind.SLICE;
      default -> null;
    };
  }

  /// Whether a name means a type of the language that can be used already.
  static boolean isType(String name) {
    return BUILT_IN.containsKey(name)
        || buffer(name) != null
        || name.equals("Ref")
        || name.equals("Result");
  }

  static Set<String> all() {
    return ALL;
  }

  static boolean isLater(String name) {
    return LATER.contains(name);
  }

  /// What a type of another language is called here, or `null`.
  static @Nullable String ofForeign(String name) {
    return FOREIGN.get(name);
  }
}
