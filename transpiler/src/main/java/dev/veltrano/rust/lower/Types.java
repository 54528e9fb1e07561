package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.LifetimeType;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Bound;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Type;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes types of Veltrano as types of Rust, as one module names them.
final class Types {
  /// Names of types and traits that the generated code may use without saying where they are from.
  private static final Set<String> RESERVED =
      Set.of(
          "Box",
          "Bump",
          "Cell",
          "Clone",
          "Copy",
          "Debug",
          "Eq",
          "Err",
          "Fn",
          "Hash",
          "None",
          "Ok",
          "Option",
          "Order",
          "PartialEq",
          "Result",
          "Self",
          "Show",
          "Some",
          "String",
          "Temp",
          "Vec");

  private final ProgramFacts program;
  private final FileScope file;

  Types(ProgramFacts program, FileScope file) {
    this.program = program;
    this.file = file;
  }

  /// The type with all its lifetimes left to Rust.
  Type elided(dev.veltrano.type.Type type) {
    return switch (type) {
      case dev.veltrano.type.Type.Primitive p ->
          switch (p) {
            case UNIT -> Type.UNIT;
            case NOTHING -> Type.NEVER;
            case STR -> text(null);
            case ARENA -> arena(null);
            case I8, I16, I32, I64, ISIZE, U8, U16, U32, U64, USIZE, F32, F64, BOOL, CHAR ->
                Make.type(file.primitive(name(p)));
          };
      case dev.veltrano.type.Type.Named(Symbol symbol, List<dev.veltrano.type.Type> arguments) -> {
        List<GenericArg> written = new ArrayList<>();
        program.lifetimeParameters(symbol).forEach(_ -> written.add(lifetime(null)));
        arguments.forEach(a -> written.add(elided(a)));
        Type named = Make.type(item(symbol), written);
        yield Nature.isObject(type) ? reference(null, named) : named;
      }
      case dev.veltrano.type.Type.Nullable(dev.veltrano.type.Type inner) ->
          Make.type(file.prelude("Option"), List.of(elided(inner)));
      case dev.veltrano.type.Type.Tuple(List<dev.veltrano.type.Type> elements) ->
          new Type.Tuple(elements.stream().map(this::elided).toList());
      case dev.veltrano.type.Type.Result(dev.veltrano.type.Type ok, dev.veltrano.type.Type error) ->
          Make.type(file.prelude("Result"), List.of(elided(ok), elided(error)));
      case dev.veltrano.type.Type.Reference(dev.veltrano.type.Type of) ->
          reference(null, elided(of));
      case dev.veltrano.type.Type.Buffer(var kind, dev.veltrano.type.Type element) ->
          buffer(null, kind, elided(element));
      case dev.veltrano.type.Type.Parameter parameter -> Make.type(parameter(parameter));
      case dev.veltrano.type.Type.Range _,
          dev.veltrano.type.Type.Sequence _,
          dev.veltrano.type.Type.Function _,
          dev.veltrano.type.Type.Error _ ->
          throw new IllegalStateException("no Rust type for " + type);
    };
  }

  /// A type whose lifetimes are known.
  Type of(LifetimeType type) {
    return switch (type) {
      case LifetimeType.Plain(dev.veltrano.type.Type.Function f) ->
          new Type.ImplTrait(List.of(function(functionOf(f))));
      case LifetimeType.Plain(dev.veltrano.type.Type plain) -> elided(plain);
      case LifetimeType.Text(String at) -> text(at);
      case LifetimeType.Object(
              String at,
              Symbol.Class of,
              List<@Nullable String> arguments,
              List<LifetimeType> types) ->
          reference(at, named(of, arguments, types));
      case LifetimeType.Value(
              Symbol of,
              List<@Nullable String> arguments,
              List<LifetimeType> types) ->
          named(of, arguments, types);
      case LifetimeType.Reference(String at, LifetimeType of) -> reference(at, of(of));
      case LifetimeType.Buffer(String at, var kind, LifetimeType element) ->
          buffer(at, kind, of(element));
      case LifetimeType.Arena(String at) -> arena(at);
      case LifetimeType.OrNull(LifetimeType of) ->
          Make.type(file.prelude("Option"), List.of(of(of)));
      case LifetimeType.Tuple(List<LifetimeType> elements) ->
          new Type.Tuple(elements.stream().map(this::of).toList());
      case LifetimeType.Result(LifetimeType ok, LifetimeType error) ->
          Make.type(file.prelude("Result"), List.of(of(ok), of(error)));
      case LifetimeType.Function f -> new Type.ImplTrait(List.of(function(f)));
    };
  }

  /// A function type in which nothing refers to anything.
  static LifetimeType.Function functionOf(dev.veltrano.type.Type.Function f) {
    List<LifetimeType> parameters = new ArrayList<>();
    f.parameters().forEach(p -> parameters.add(new LifetimeType.Plain(p)));
    return new LifetimeType.Function(List.of(), parameters, new LifetimeType.Plain(f.result()));
  }

  /// A function as a bound: `Fn(A, B) -> C`.
  Bound function(LifetimeType.Function f) {
    return new Bound.Function(
        f.quantified(), "Fn", f.parameters().stream().map(this::of).toList(), of(f.result()));
  }

  private Type named(Symbol of, List<@Nullable String> arguments, List<LifetimeType> types) {
    List<GenericArg> written = new ArrayList<>();
    arguments.forEach(a -> written.add(lifetime(a)));
    types.forEach(t -> written.add(of(t)));
    return Make.type(item(of), written);
  }

  private static GenericArg lifetime(@Nullable String name) {
    return new GenericArg.Lifetime(name == null ? "_" : name);
  }

  private static Type reference(@Nullable String at, Type to) {
    return new Type.Reference(Optional.ofNullable(at), false, to);
  }

  private Type text(@Nullable String at) {
    return reference(at, Make.type(file.primitive("str")));
  }

  /// A reference to an arena.
  Type arena(@Nullable String at) {
    return reference(at, Make.type(file.item("veltrano_runtime::Bump")));
  }

  private Type buffer(@Nullable String at, dev.veltrano.type.Type.BufferKind kind, Type element) {
    return reference(
        at,
        switch (kind) {
          case LIST -> Make.type(file.item("veltrano_runtime::List"), List.of(element));
          case ARRAY -> new Type.Slice(cell(element));
          case SLICE -> new Type.Slice(element);
        });
  }

  /// A place that can be assigned through a reference.
  Type cell(Type content) {
    return Make.type(cell(), List.of(content));
  }

  /// How the module writes `Cell`.
  String cell() {
    return file.item("std::cell::Cell");
  }

  /// How the module writes a class.
  String item(Symbol symbol) {
    return file.item(symbol, RustName.type(symbol.name()), program);
  }

  /// How a type parameter is called. Names that mean something to Rust or to the generated code get
  /// another one.
  static String parameter(dev.veltrano.type.Type.Parameter parameter) {
    if (parameter.owner() instanceof Symbol.Requirement) {
      return "Self";
    }
    String name = RustName.type(parameter.name());
    return RESERVED.contains(name) ? name + "Type" : name;
  }

  /// How the module writes a variant of a union.
  String variant(Symbol union, UnionInfo.Variant variant) {
    return item(union) + "::" + RustName.type(variant.of().name());
  }

  /// How the module writes an entry of an enum class.
  String entry(Symbol.EnumClass of, int index) {
    return item(of) + "::" + RustName.variant(of.declaration().entries().get(index).name().text());
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
      case ARENA -> "Bump";
    };
  }
}
