package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import java.util.List;

/// What can be wrong with `forward` functions.
sealed interface ForwardProblem extends Problem {

  record Parameters(SourceFile file, Span span) implements ForwardProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.BAD_FORWARD, file, span, "a `forward` function takes no parameters")
          .note("it is called wherever one of the members is used, and there is nothing to give it")
          .build();
    }
  }

  /// A result that is no class.
  record NoMembers(SourceFile file, Span span, Type result) implements ForwardProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.BAD_FORWARD,
              file,
              span,
              "a `forward` function returns a class or data class, whose members it lends");
      if (result.isNullable()) {
        builder.note("`" + result + "` may be null, and then there are no members");
      } else {
        builder.note("`" + result + "` is none");
      }
      return builder.build();
    }
  }

  /// A class that forwards to itself, in one step or more.
  record Circle(SourceFile file, Span span, String name, List<String> way)
      implements ForwardProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.BAD_FORWARD, file, span, "`" + name + "` forwards to itself")
          .note("the way is " + String.join(" -> ", way))
          .build();
    }
  }

  /// A member that two forward functions offer.
  record Ambiguous(
      SourceFile file,
      Span span,
      String name,
      String of,
      Symbol.Function first,
      Symbol.Function second)
      implements ForwardProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.AMBIGUOUS_MEMBER,
              file,
              span,
              "`" + of + "` has two members `" + name + "`, both by `forward`")
          .label(first.file(), first.nameSpan(), "one through `" + first.name() + "`")
          .label(second.file(), second.nameSpan(), "one through `" + second.name() + "`")
          .help("say which: `." + first.name() + "()." + name + "`")
          .build();
    }
  }
}
