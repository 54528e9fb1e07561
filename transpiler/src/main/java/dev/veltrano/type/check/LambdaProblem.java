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

/// What can be wrong with lambdas, function types, and what is run later.
sealed interface LambdaProblem extends Problem {

  record FunctionTypeOutside(SourceFile file, Span span) implements LambdaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.LAMBDA_ESCAPES,
              file,
              span,
              "a function type can be the type of a function's parameter only")
          .note("a lambda lives as long as the call that it is given to, so nothing can keep one")
          .build();
    }
  }

  record Outside(SourceFile file, Span span) implements LambdaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.LAMBDA_ESCAPES, file, span, "a lambda can be an argument and nothing else")
          .here("not an argument")
          .help("give it to the call that uses it, or declare a function")
          .build();
    }
  }

  record FunctionKept(SourceFile file, Span span, String name, Span declared)
      implements LambdaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.LAMBDA_ESCAPES,
              file,
              span,
              "`" + name + "` is a function, which can be called and passed on, but not kept")
          .here("used as a value")
          .label(file, declared, "declared here")
          .build();
    }
  }

  record Unwanted(SourceFile file, Span span, Type wanted) implements LambdaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH, file, span, "expected `" + wanted + "`, found a lambda")
          .here("this is a lambda")
          .build();
    }
  }

  record FunctionWanted(SourceFile file, Span span, Type found, List<Type> parameters, String what)
      implements LambdaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "expected a lambda, found `" + TypeProblem.words(found) + "`")
          .here("this is `" + TypeProblem.words(found) + "`")
          .because("`" + what + "` takes one " + takes(parameters) + " there")
          .build();
    }
  }

  /// The name of a function where a lambda is wanted.
  record FunctionNamed(SourceFile file, Span span, String name) implements LambdaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`" + name + "` is a declared function, and a lambda or `::name` is wanted here")
          .fix(Fix.exact("pass the function itself", new Edit(file, span, "::" + name)))
          .build();
    }
  }

  /// `::name` of something that is no function.
  record NoFunction(SourceFile file, Span span, Symbol symbol) implements LambdaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`" + symbol.name() + "` is a " + symbol.kind() + ", and `::` takes a function")
          .label(symbol.file(), symbol.nameSpan(), "declared here")
          .build();
    }
  }

  record ParameterCount(SourceFile file, Span span, List<Type> wanted, int found, String what)
      implements LambdaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_ARGUMENTS,
              file,
              span,
              "the lambda has "
                  + TypeProblem.count(found, "parameter")
                  + ", and `"
                  + what
                  + "` gives it "
                  + (wanted.isEmpty() ? "none" : String.valueOf(wanted.size())))
          .because("`" + what + "` takes a lambda " + takes(wanted) + " there")
          .build();
    }
  }

  private static String takes(List<Type> parameters) {
    StringBuilder text = new StringBuilder("with (");
    for (int i = 0; i < parameters.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(parameters.get(i));
    }
    return text.append(")").toString();
  }

  /// `result` is `null` where any will do.
  record WithoutValue(SourceFile file, Span span, @Nullable Type result, String what)
      implements LambdaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "the lambda has no value, and `"
                  + what
                  + "` wants "
                  + (result == null ? "one" : "`" + result + "`"))
          .help("the last line of a lambda is its value")
          .build();
    }
  }

  record Jump(SourceFile file, Span span, String word, String inside) implements LambdaProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.JUMP_OUTSIDE, file, span, "`" + word + "` cannot leave " + inside);
      if (inside.equals("a lambda")) {
        builder.help("write the loop as `for (x in xs) { … }`, in which `" + word + "` is allowed");
      }
      return builder.build();
    }
  }

  record DeferDeclares(SourceFile file, Span span) implements LambdaProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.MISPLACED, file, span, "what a `defer` declares could not be used by anyone")
          .help("declare it before, or put all that is to run later into a block: `defer { … }`")
          .build();
    }
  }
}
