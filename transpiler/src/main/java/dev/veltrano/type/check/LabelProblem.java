package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import org.jspecify.annotations.Nullable;

/// What can be wrong with labels, wherever they are written.
sealed interface LabelProblem extends Problem {

  /// `variable` is where a local of that name is declared that is no arena.
  record Unknown(
      SourceFile file,
      Span span,
      String name,
      @Nullable String nearest,
      @Nullable Span variable,
      boolean signature)
      implements LabelProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.UNKNOWN_LIFETIME, file, span, "there is no label `@" + name + "` here")
              .here("not known");
      if (variable != null) {
        builder.label(file, variable, "this is a variable, and only an arena is a label");
      }
      if (nearest != null) {
        builder.fix(
            Fix.maybe("did you mean `@" + nearest + "`?", new Edit(file, span, "@" + nearest)));
      } else if (signature) {
        builder.help("declare it: `fun<@" + name + "> …`, `class C<@" + name + ">`");
      }
      return builder.build();
    }
  }

  record OwnInSignature(SourceFile file, Span span, String name) implements LabelProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.OWN_LABEL_IN_SIGNATURE,
              file,
              span,
              "`@" + name + "` is the function's own arena, which no caller ever sees")
          .here("in the signature")
          .help("declare a label and use that: `fun<@a> " + name + "…`")
          .build();
    }
  }

  record Shadows(SourceFile file, Span span, String name, String what, @Nullable Span first)
      implements LabelProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.LABEL_SHADOWS, file, span, "`@" + name + "` has a meaning already")
              .here("a label may not shadow another one");
      if (first != null) {
        builder.label(file, first, "it is " + what);
      } else {
        builder.note("it is " + what);
      }
      return builder.help("use another name").build();
    }
  }

  record Unused(SourceFile file, Span span, String name) implements LabelProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.UNUSED_LABEL, file, span, "the label `@" + name + "` is never used")
          .note("what is not labelled has a lifetime of its own, found by itself")
          .build();
    }
  }

  record ArgumentCount(SourceFile file, Span span, String of, int wanted, int found)
      implements LabelProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_LABELS,
              file,
              span,
              "`"
                  + of
                  + "` declares "
                  + TypeProblem.count(wanted, "label")
                  + ", and "
                  + (found == 1 ? "1 is" : found + " are")
                  + " given")
          .help(
              wanted == 0
                  ? "the place of the object itself is written behind the name: `" + of + "@a`"
                  : "give all of them, or none")
          .build();
    }
  }

  record NoLifetime(SourceFile file, Span span, Type type) implements LabelProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_LABELS,
              file,
              span,
              "`" + type + "` refers to nothing, so it has no lifetime to name")
          .build();
    }
  }

  /// A label where no place for a new object is to be chosen.
  record Misplaced(SourceFile file, Span span, String what) implements LabelProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.WRONG_LABELS, file, span, what)
          .note("a label says where something new is put: `Node@a(…)`, `x.bumpRef(@a)`")
          .build();
    }
  }
}
