package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be wrong with unions, enum classes and `is`.
sealed interface UnionProblem extends Problem {

  /// A variant that is no class of its own.
  record NoVariant(SourceFile file, Span span, Type type) implements UnionProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.BAD_VARIANT,
              file,
              span,
              "`" + type + "` cannot be a variant: a union consists of classes and data classes");
      if (type.isNullable()) {
        builder.help("leave out the `?`: say `null` may be where the union is used");
      } else if (type instanceof Type.Named(Symbol.Union union, _)) {
        builder.help("list the variants of `" + union.name() + "` themselves");
      } else {
        builder.help("wrap it: `data class Wrapped(val value: " + type + ")`");
      }
      return builder.build();
    }
  }

  record VariantTwice(SourceFile file, Span span, Span first, String name) implements UnionProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_VARIANT, file, span, "`" + name + "` is a variant of this union already")
          .label(file, first, "named here first")
          .build();
    }
  }

  record EntryTwice(SourceFile file, Span span, Span first, String name, String of)
      implements UnionProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.DUPLICATE_NAME, file, span, "`" + of + "` has an entry `" + name + "` already")
          .label(file, first, "declared here first")
          .build();
    }
  }

  /// `x is T` where `x` can never be one.
  record NeverIs(SourceFile file, Span span, Span subject, Type of, Type asked)
      implements UnionProblem {
    @Override
    public Diagnostic diagnostic() {
      boolean union = of.notNull() instanceof Type.Named(Symbol.Union _, _);
      return Diagnostic.at(
              Code.NEVER_IS,
              file,
              span,
              union
                  ? "`" + asked + "` is no variant of `" + of.notNull() + "`"
                  : "`is` asks which variant of a union a value is")
          .label(file, subject, "this is of type `" + of + "`")
          .build();
    }
  }

  /// `x is T` where `x` always is one.
  record AlwaysIs(SourceFile file, Span span, Span subject, Type of, boolean negated)
      implements UnionProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.USELESS_CHECK,
              file,
              span,
              "this is always " + (negated ? "false" : "true") + ": the value is a `" + of + "`")
          .label(file, subject, "of type `" + of + "`")
          .build();
    }
  }

  /// A member of a union's variant that is used without knowing the variant.
  record MemberOfVariant(
      SourceFile file, Span span, String name, Symbol.Union union, List<String> having)
      implements UnionProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.UNKNOWN_MEMBER,
              file,
              span,
              "`"
                  + union.name()
                  + "` has no `"
                  + name
                  + "`: not before it is known which variant it is")
          .label(union.file(), union.nameSpan(), "the union is declared here")
          .help(
              "ask first, with `match` or `is "
                  + having.getFirst()
                  + "`; "
                  + (having.size() == 1
                      ? "only `" + having.getFirst() + "` has it"
                      : TypeProblem.list(TypeProblem.quoted(having)) + " have it"))
          .build();
    }
  }

  record UnknownEntry(
      SourceFile file, Span span, Symbol.EnumClass of, String name, @Nullable String nearest)
      implements UnionProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.UNKNOWN_MEMBER,
                  file,
                  span,
                  "`" + of.name() + "` has no entry `" + name + "`")
              .label(of.file(), of.nameSpan(), "declared here");
      if (nearest != null) {
        builder.fix(Fix.maybe("did you mean `" + nearest + "`?", new Edit(file, span, nearest)));
      }
      return builder.build();
    }
  }

  record FieldTwice(SourceFile file, Span span, Span first, String field) implements UnionProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_PATTERN, file, span, "this pattern speaks of `" + field + "` already")
          .label(file, first, "here first")
          .build();
    }
  }

  /// A union of one class only.
  record OnlyOne(SourceFile file, Span span, String name) implements UnionProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_VARIANT, file, span, "the union `" + name + "` has one variant only")
          .help("use the class itself, or add the other variants: `type " + name + " = A | B`")
          .build();
    }
  }

  /// A pattern for a field of an object that others may change meanwhile.
  record VarFieldPattern(SourceFile file, Span span, String field) implements UnionProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_PATTERN,
              file,
              span,
              "`" + field + "` is a `var` of an object, so a pattern can only give it a name")
          .help("name it, and compare in a guard: `case …(" + field + " = x) if x == … ->`")
          .build();
    }
  }
}
