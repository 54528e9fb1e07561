package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;

/// What can be wrong with `Ref`, `bumpRef` and `clone`.
sealed interface ReferenceProblem extends Problem {

  /// `written` is the type as the user wrote it.
  record Already(SourceFile file, Span span, Type of, String written) implements ReferenceProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.NO_REFERENCE, file, span, "`" + of + "` is a reference already")
          .fix(Fix.exact("write the type itself", new Edit(file, span, written)))
          .note("`Ref` refers to a value that was put into an arena; objects live there anyway")
          .build();
    }
  }

  record ToNothing(SourceFile file, Span span, Type of) implements ReferenceProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NO_REFERENCE, file, span, "there is no value of `" + of + "` to refer to")
          .build();
    }
  }

  /// `bumpRef` or `clone(arena)` of something that cannot be put into an arena, or is in one.
  record NothingToKeep(SourceFile file, Span span, Type type, String member)
      implements ReferenceProblem {
    @Override
    public Diagnostic diagnostic() {
      boolean inArena =
          type instanceof Type.Buffer
              || type instanceof Type.Named
              || type instanceof Type.Reference;
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.NO_REFERENCE,
              file,
              span,
              inArena
                  ? "`" + type + "` is a reference already, so `" + member + "` has nothing to do"
                  : "`" + type + "` cannot be put into an arena");
      if (inArena) {
        builder.note("an object is put into an arena when it is made: `Node@a(…)`");
      }
      return builder.build();
    }
  }

  /// An assignment to what a `Ref` refers to.
  record Unchangeable(SourceFile file, Span span, Type type) implements ReferenceProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_ASSIGNABLE, file, span, "what a `" + type + "` refers to cannot change")
          .help("copy it out, and change the copy: `var x: " + TypeProblem.referred(type) + " = …`")
          .note("an object of a `class` can be changed by everyone who has it")
          .build();
    }
  }

  /// `clone(arena)` of a value with text in it that is not in a variable.
  record NotNamed(SourceFile file, Span span, Type type) implements ReferenceProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NO_REFERENCE,
              file,
              span,
              "the texts of this `" + type + "` are cloned one by one, so it needs a name")
          .help("give it one first: `val value = …`")
          .build();
    }
  }

  /// `clone` with something else than an arena, `bumpRef` with something else than a label.
  record WrongPlace(SourceFile file, Span span, String member) implements ReferenceProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_ARGUMENTS,
              file,
              span,
              member.equals("clone")
                  ? "`clone` takes an arena by its name, or nothing"
                  : "`bumpRef` takes a label, or nothing")
          .help(member.equals("clone") ? "write `clone(arena)`" : "write `bumpRef(@a)`")
          .build();
    }
  }
}
