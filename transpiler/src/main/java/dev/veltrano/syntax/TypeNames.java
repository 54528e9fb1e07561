package dev.veltrano.syntax;

/// The names of types in other languages, where the parser has to write a type down itself.
final class TypeNames {
  private TypeNames() {}

  /// The Veltrano name of a number type as others call it; empty for what is no number type.
  static String number(String name) {
    return switch (name) {
      case "i8", "I8", "Byte", "byte", "sbyte" -> "I8";
      case "i16", "I16", "Short", "short" -> "I16";
      case "i32", "I32" -> "I32";
      case "i64", "I64", "Long", "long" -> "I64";
      case "isize", "ISize" -> "ISize";
      case "u8", "U8", "UByte" -> "U8";
      case "u16", "U16", "UShort" -> "U16";
      case "u32", "U32", "UInt", "uint" -> "U32";
      case "u64", "U64", "ULong", "ulong" -> "U64";
      case "usize", "USize" -> "USize";
      case "f32", "F32" -> "F32";
      case "f64", "F64", "Double", "double" -> "F64";
      case "int", "Int" -> "Int";
      case "float", "Float" -> "Float";
      default -> "";
    };
  }

  /// Whether a word in lower case is a type elsewhere.
  static boolean isForeign(String name) {
    return !veltrano(name).equals(name);
  }

  /// The Veltrano name of a type that C, Java, Rust or TypeScript call otherwise.
  static String veltrano(String name) {
    return switch (name) {
      case "string", "String", "str" -> "Str";
      case "bool", "boolean", "Boolean" -> "Bool";
      case "char" -> "Char";
      case "void" -> "Unit";
      case "Int", "Float" -> name;
      default -> {
        String number = number(name);
        yield number.isEmpty() ? name : number;
      }
    };
  }
}
