package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.tree.Local;
import org.jspecify.annotations.Nullable;

/// What can be wrong with arenas in a function.
sealed interface ArenaProblem extends Problem {

  record TypeOutside(SourceFile file, Span span) implements ArenaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.ARENA_ALIASED, file, span, "`Arena` can be the type of a parameter only")
          .note("an arena has one owner, so it is in no field, list, tuple, result or other name")
          .build();
    }
  }

  record AsValue(SourceFile file, Span span, String name) implements ArenaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.ARENA_ALIASED,
              file,
              span,
              "the arena `" + name + "` has one owner and cannot be handed around as a value")
          .help(
              "pass it to a function that takes an `Arena`, or put things into it: `Node@"
                  + name
                  + "(…)`, `x.clone("
                  + name
                  + ")`")
          .build();
    }
  }

  record NotBound(SourceFile file, Span span, String call) implements ArenaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.ARENA_ALIASED,
              file,
              span,
              "a new arena needs a `val` of its own, which is its owner")
          .help("bind it first: `val arena = " + call + "`")
          .build();
    }
  }

  record InVar(SourceFile file, Span span, @Nullable Fix fix) implements ArenaProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.ARENA_ALIASED, file, span, "an arena belongs to a `val`, not to a `var`");
      if (fix != null) {
        builder.fix(fix);
      }
      return builder.build();
    }
  }

  record NotOwner(SourceFile file, Span span, Local arena, String verb) implements ArenaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_THE_OWNER,
              file,
              span,
              "only the owner of an arena may " + verb + " it, and `" + arena + "` is lent")
          .label(file, arena.nameSpan(), "a parameter: somebody else owns it")
          .help("make an arena inside of it that is yours: `val mine = " + arena + ".newSub()`")
          .build();
    }
  }

  record EndInLambda(SourceFile file, Span span, Local arena, String verb) implements ArenaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.END_IN_LAMBDA,
              file,
              span,
              "a lambda may run many times, so it cannot " + verb + " an arena from outside")
          .label(file, arena.nameSpan(), "`" + arena + "` is declared here, outside")
          .help("write the loop as `for`, or give the lambda an arena of its own")
          .build();
    }
  }

  record AsExpression(SourceFile file, Span span, String member) implements ArenaProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.TYPE_MISMATCH, file, span, "`" + member + "` is a statement and has no value");
      if (member.equals("useArena")) {
        builder.help("assign what comes out of the block to a variable declared before it");
      }
      return builder.build();
    }
  }

  record NeedsBlock(SourceFile file, Span span) implements ArenaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_ARGUMENTS, file, span, "`useArena` takes a block that names its arena")
          .help("write `arena.useArena { sub -> … }`")
          .build();
    }
  }

  record UnknownMember(SourceFile file, Span span, String name) implements ArenaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.UNKNOWN_MEMBER, file, span, "`Arena` has no `" + name + "`")
          .note("an arena has `newSub()`, `useArena { sub -> … }`, `reset()` and `free()`")
          .build();
    }
  }
}
