package dev.veltrano.type.check;

import dev.veltrano.type.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names of the built-in types, and the names that other languages use for them.
final class TypeNames {
  private static final Map<String, Type> BUILT_IN = builtIn();

  /// Types of the language that later versions of the transpiler bring.
  private static final Set<String> LATER =
      Set.of(
          "Array",
          "Slice",
          "List",
          "Map",
          "Set",
          "Deque",
          "PriorityQueue",
          "StringBuffer",
          "Arena",
          "Ref",
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

  static Set<String> all() {
    return BUILT_IN.keySet();
  }

  static boolean isLater(String name) {
    return LATER.contains(name);
  }

  /// What a type of another language is called here, or `null`.
  static @Nullable String ofForeign(String name) {
    return FOREIGN.get(name);
  }
}
