package dev.veltrano.type.check;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.check.GenericProblem.Lack;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.RequiredMember;
import dev.veltrano.type.tree.RequirementInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypeBound;
import dev.veltrano.type.tree.TypeRequirement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether types have what is asked of them. A type satisfies a requirement by having its members,
/// without saying so.
final class Satisfaction {
  /// The members of numbers, characters and text that count.
  private static final Set<Builtin> COUNTING =
      EnumSet.of(
          Builtin.TEXT_LENGTH,
          Builtin.TEXT_IS_EMPTY,
          Builtin.TEXT_CHAR_COUNT,
          Builtin.TEXT_TRIM,
          Builtin.TEXT_TRIM_START,
          Builtin.TEXT_TRIM_END,
          Builtin.CHAR_IS_DIGIT,
          Builtin.CHAR_IS_LETTER,
          Builtin.CHAR_IS_WHITESPACE,
          Builtin.CHAR_IS_UPPER,
          Builtin.CHAR_IS_LOWER,
          Builtin.ABS,
          Builtin.SQRT,
          Builtin.FLOOR,
          Builtin.CEIL,
          Builtin.ROUND,
          Builtin.TRUNC);

  private final Tables tables;

  Satisfaction(Tables tables) {
    this.tables = tables;
  }

  /// What a type lacks to satisfy a requirement, `null` where it lacks nothing. `here` is what
  /// holds of type parameters at the place in question.
  @Nullable Lack lack(Type type, TypeRequirement requirement, List<TypeBound> here) {
    return switch (requirement) {
      case TypeRequirement.BuiltIn builtIn ->
          new Abilities(here).has(type, builtIn) ? null : lack(type, builtIn);
      case TypeRequirement.Declared declared -> lack(type, declared, here);
    };
  }

  private static Lack lack(Type type, TypeRequirement.BuiltIn requirement) {
    if (type instanceof Type.Parameter parameter) {
      return unpromised(parameter, requirement);
    }
    return Lack.of(
        switch (requirement) {
          case EQUAL -> "its values cannot be compared with `==`";
          case ORDERED -> "its values have no order";
          case HASHABLE -> "its values cannot be keys";
          case PRINTABLE -> "its values cannot be printed";
        },
        requirement == TypeRequirement.BuiltIn.ORDERED
            ? "numbers, `Bool`, `Char`, `Str` and tuples of those have an order"
            : null);
  }

  private static Lack unpromised(Type.Parameter parameter, TypeRequirement requirement) {
    return Lack.of(
        requirement instanceof TypeRequirement.BuiltIn
            ? "nothing says that a `" + parameter + "` is `" + requirement + "`"
            : "nothing says that a `" + parameter + "` satisfies `" + requirement + "`",
        "ask the same of it: `" + parameter + ": " + requirement + "`");
  }

  private @Nullable Lack lack(
      Type type, TypeRequirement.Declared requirement, List<TypeBound> here) {
    if (type instanceof Type.Parameter parameter) {
      for (TypeBound bound : here) {
        if (bound.parameter().equals(parameter) && bound.requirement().equals(requirement)) {
          return null;
        }
      }
      return unpromised(parameter, requirement);
    }
    RequirementInfo info = tables.requirementInfo(requirement.symbol());
    Substitution self = Substitution.of(List.of(info.self()), List.of(type));
    for (RequiredMember member : info.members()) {
      Lack lack = lack(type, member, self);
      if (lack != null) {
        return lack;
      }
    }
    if (type.isOpen()) {
      return Lack.of(
          "this version knows it only of types without type parameters",
          "call it with a type that is known, or write it without type parameters");
    }
    return null;
  }

  private @Nullable Lack lack(Type type, RequiredMember member, Substitution self) {
    return switch (type) {
      case Type.Named(Symbol.Class declared, _) -> ofClass(type, declared, member, self);
      case Type.Primitive primitive
          when primitive.isNumber()
              || primitive == Type.Primitive.BOOL
              || primitive == Type.Primitive.CHAR
              || primitive == Type.Primitive.STR ->
          ofPrimitive(primitive, member, self);
      default ->
          Lack.of(
              "only classes, data classes, numbers, `Bool`, `Char` and `Str` have members that"
                  + " count",
              null);
    };
  }

  private @Nullable Lack ofClass(
      Type type, Symbol.Class declared, RequiredMember member, Substitution self) {
    ClassInfo info = tables.classInfo(declared);
    FieldInfo field = tables.field(info, member.name());
    Symbol.Function method = info.methods().get(member.name());
    Substitution known = Substitution.of(type);
    if (member.property()) {
      if (field == null) {
        return method != null
            ? differs(type, member, method, "a method", "a property")
            : missing(type, member, declared);
      }
      Type its = known.apply(field.type());
      Type wanted = self.apply(member.result());
      return its.equals(wanted) || its == Type.Error.ERROR || wanted == Type.Error.ERROR
          ? null
          : new Lack(
              "its `" + member.name() + "` differs: `" + its + "`, and not `" + wanted + "`",
              List.of(
                  new Lack.Place(declared.file(), field.nameSpan(), "this is `" + its + "`"),
                  asked(member)),
              null);
    }
    if (method == null) {
      return field != null
          ? new Lack(
              "its `" + member.name() + "` is a property, and a method is asked for",
              List.of(
                  new Lack.Place(declared.file(), field.nameSpan(), "a property"), asked(member)),
              null)
          : missing(type, member, declared);
    }
    Signature signature = tables.signature(method);
    if (signature == null) {
      return null;
    }
    if (!signature.typeParameters().isEmpty()) {
      return differs(type, member, method, "a method with type parameters", "one without");
    }
    List<Type> takes = new ArrayList<>();
    signature.parameters().forEach(parameter -> takes.add(known.apply(parameter.type())));
    List<Type> wanted = new ArrayList<>();
    member.parameters().forEach(parameter -> wanted.add(self.apply(parameter.type())));
    if (takes.contains(Type.Error.ERROR) || wanted.contains(Type.Error.ERROR)) {
      return null;
    }
    if (!takes.equals(wanted)) {
      return differs(type, member, method, words(takes), words(wanted));
    }
    Type gives = known.apply(signature.result());
    Type result = self.apply(member.result());
    return gives.equals(result) || gives == Type.Error.ERROR || result == Type.Error.ERROR
        ? null
        : differs(type, member, method, "a result of `" + gives + "`", "one of `" + result + "`");
  }

  private static String words(List<Type> types) {
    if (types.isEmpty()) {
      return "no parameters";
    }
    StringBuilder text = new StringBuilder("parameters of `");
    for (int i = 0; i < types.size(); i++) {
      text.append(i == 0 ? "" : "`, `").append(types.get(i));
    }
    return text.append('`').toString();
  }

  private static Lack.Place asked(RequiredMember member) {
    return new Lack.Place(
        member.of().file(), member.nameSpan(), "`" + member.of().name() + "` asks for it here");
  }

  private static Lack missing(Type type, RequiredMember member, Symbol.Class declared) {
    String what = member.property() ? "property" : "method";
    return new Lack(
        "`" + type + "` has no " + what + " `" + member.name() + "`",
        List.of(
            asked(member),
            new Lack.Place(declared.file(), declared.nameSpan(), "it is not among its members")),
        null);
  }

  private static Lack differs(
      Type type, RequiredMember member, Symbol.Function method, String its, String wanted) {
    return new Lack(
        "the `" + member.name() + "` of `" + type + "` differs: it has " + its + ", not " + wanted,
        List.of(new Lack.Place(method.file(), method.nameSpan(), "this has " + its), asked(member)),
        null);
  }

  private static @Nullable Lack ofPrimitive(
      Type.Primitive type, RequiredMember member, Substitution self) {
    Type wanted = self.apply(member.result());
    if (isClone(member, type, wanted)) {
      return null;
    }
    Builtin builtin = Builtin.member(type, member.name());
    boolean fits =
        builtin != null
            && builtin.isProperty() == member.property()
            && builtin.parameters().isEmpty()
            && member.parameters().isEmpty()
            && !builtin.makesText()
            && COUNTING.contains(builtin)
            && builtin.resultType(type).equals(wanted);
    return fits
        ? null
        : new Lack(
            builtin == null
                ? "`"
                    + type
                    + "` has no "
                    + (member.property() ? "property" : "method")
                    + " `"
                    + member.name()
                    + "`"
                : "the `" + member.name() + "` of `" + type + "` differs from what is asked for",
            List.of(asked(member)),
            null);
  }

  /// Whether a member asks for a copy of a value of the language, which every value has.
  static boolean isClone(RequiredMember member, Type type, Type wanted) {
    return member.name().equals("clone")
        && !member.property()
        && member.parameters().isEmpty()
        && wanted.equals(type);
  }
}
