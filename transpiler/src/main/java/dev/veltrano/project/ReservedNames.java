package dev.veltrano.project;

import java.util.Locale;
import java.util.Set;

/// Names that mean something to Rust or to file systems and that files should not have.
final class ReservedNames {
  private static final Set<String> PRIMITIVES =
      Set.of(
          "bool", "char", "str", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32",
          "u64", "u128", "usize", "f16", "f32", "f64", "f128");

  private static final Set<String> DEVICES =
      Set.of(
          "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
          "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
          "lpt8", "lpt9");

  private ReservedNames() {}

  /// Keywords that name places in paths and cannot even be written `r#…`.
  static boolean isPathKeyword(String name) {
    return name.equals("crate") || name.equals("self") || name.equals("super");
  }

  /// Types without a declaration; a module of such a name hides the type.
  static boolean isPrimitive(String name) {
    return PRIMITIVES.contains(name);
  }

  /// Names that Windows keeps for devices, with any ending.
  static boolean isDevice(String name) {
    return DEVICES.contains(name.toLowerCase(Locale.ROOT));
  }
}
