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

/// What can be wrong with classes and their objects.
sealed interface ClassProblem extends Problem {

  /// The type of a field that is found from its value, which needs the type of the same field.
  record FieldTypeNeeded(SourceFile file, Span span, String field, String of)
      implements ClassProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_NEEDED,
              file,
              span,
              "the type of field `" + field + "` of `" + of + "` is not known yet")
          .here("asked for while it is being found")
          .help("write the type of the field where it is declared")
          .build();
    }
  }

  /// A method or `self` in an initialiser.
  record SelfInInitialiser(SourceFile file, Span span, String what) implements ClassProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.MISPLACED,
              file,
              span,
              what + " needs the object, which is not there yet while its fields get their values")
          .help("use a function that takes what it needs, or assign a `var` field afterwards")
          .build();
    }
  }

  record ObjectCopied(SourceFile file, Span span, Symbol.Class of) implements ClassProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.UNKNOWN_MEMBER,
              file,
              span,
              "`" + of.name() + "` is a class, and only a `data class` has `copy`")
          .label(of.file(), of.nameSpan(), "declared here")
          .help("make a new object, or assign the fields of this one")
          .build();
    }
  }

  /// Destructuring or a pattern that takes an object apart.
  record ObjectTakenApart(SourceFile file, Span span, Symbol.Class of) implements ClassProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`" + of.name() + "` is a class, and only a `data class` can be taken apart")
          .label(of.file(), of.nameSpan(), "declared here")
          .help("ask for the fields: `x.field`")
          .build();
    }
  }

  /// An assignment to a field of an object that may not be there.
  record NullablePlace(SourceFile file, Span span, Span receiver, Type type, String field)
      implements ClassProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NULLABLE_ACCESS,
              file,
              span,
              "this may be `null`, so its `" + field + "` cannot be assigned")
          .label(file, receiver, "this is `" + type + "`")
          .help(
              "keep it in a `val` and check that: `val x = …`, `if (x != null) x."
                  + field
                  + " = …`")
          .build();
    }
  }

  record NeedsParentheses(SourceFile file, Span span, Symbol.Class of) implements ClassProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`" + of.name() + "` is a class; to make an object of it, add parentheses")
          .label(of.file(), of.nameSpan(), "declared here")
          .fix(Fix.exact("make an object", new Edit(file, new Span(span.end(), 0), "()")))
          .build();
    }
  }
}
