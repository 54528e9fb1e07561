package dev.veltrano.rust.lower;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Type;
import dev.veltrano.rust.name.RustName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes types of Veltrano as types of Rust, as one module names them.
final class Types {
  private final ProgramFacts program;
  private final FileScope file;

  Types(ProgramFacts program, FileScope file) {
    this.program = program;
    this.file = file;
  }

  /// The type with all its lifetimes left to Rust.
  Type elided(dev.veltrano.type.Type type) {
    return of(type, null);
  }

  /// The type with one lifetime at every place that has one; `null` leaves them to Rust.
  Type of(dev.veltrano.type.Type type, @Nullable String lifetime) {
    return switch (type) {
      case dev.veltrano.type.Type.Primitive p ->
          switch (p) {
            case UNIT -> Type.UNIT;
            case NOTHING -> Type.NEVER;
            case STR ->
                new Type.Reference(
                    Optional.ofNullable(lifetime), false, Make.type(file.primitive("str")));
            default -> Make.type(file.primitive(name(p)));
          };
      case dev.veltrano.type.Type.Named(Symbol symbol, List<dev.veltrano.type.Type> arguments) -> {
        List<GenericArg> written = new ArrayList<>();
        if (symbol instanceof Symbol.Class && program.borrows(type)) {
          written.add(new GenericArg.Lifetime(lifetime == null ? "_" : lifetime));
        }
        arguments.forEach(a -> written.add(of(a, lifetime)));
        yield Make.type(item(symbol), written);
      }
      case dev.veltrano.type.Type.Nullable(dev.veltrano.type.Type inner) ->
          Make.type(file.prelude("Option"), List.of(of(inner, lifetime)));
      case dev.veltrano.type.Type.Tuple(List<dev.veltrano.type.Type> elements) ->
          new Type.Tuple(elements.stream().map(e -> of(e, lifetime)).toList());
      case dev.veltrano.type.Type.Result(dev.veltrano.type.Type ok, dev.veltrano.type.Type error) ->
          Make.type(file.prelude("Result"), List.of(of(ok, lifetime), of(error, lifetime)));
      case dev.veltrano.type.Type.Range _,
          dev.veltrano.type.Type.Sequence _,
          dev.veltrano.type.Type.Function _,
          dev.veltrano.type.Type.Parameter _,
          dev.veltrano.type.Type.Error _ ->
          throw new IllegalStateException("no Rust type for " + type);
      default -> throw new IllegalStateException("stub");
    };
  }

  /// How the module writes a class.
  String item(Symbol symbol) {
    return file.item(symbol, RustName.type(symbol.name()), program);
  }

  /// The name of a primitive type, also as the suffix of a literal.
  static String name(dev.veltrano.type.Type.Primitive p) {
    return switch (p) {
      case I8 -> "i8";
      case I16 -> "i16";
      case I32 -> "i32";
      case I64 -> "i64";
      case ISIZE -> "isize";
      case U8 -> "u8";
      case U16 -> "u16";
      case U32 -> "u32";
      case U64 -> "u64";
      case USIZE -> "usize";
      case F32 -> "f32";
      case F64 -> "f64";
      case BOOL -> "bool";
      case CHAR -> "char";
      case STR -> "str";
      case UNIT -> "()";
      case NOTHING -> "!";
      default -> throw new IllegalStateException("stub");
    };
  }
}
