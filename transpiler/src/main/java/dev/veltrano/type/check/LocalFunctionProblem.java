package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;

/// What can be wrong with functions inside of functions.
sealed interface LocalFunctionProblem extends Problem {

  /// A variable of the function around that may change.
  record Variable(SourceFile file, Span span, String name, Span declared)
      implements LocalFunctionProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.CAPTURES_VARIABLE,
              file,
              span,
              "a function inside of another cannot use its `var`s, and `" + name + "` is one")
          .label(file, declared, "declared here")
          .help(
              "give it what it needs as an argument and return the new value, or keep the value in"
                  + " a field of an object")
          .build();
    }
  }

  /// A function around that is called before it is known what it needs.
  record CallsAround(SourceFile file, Span span, String name) implements LocalFunctionProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.CAPTURES_VARIABLE,
              file,
              span,
              "`"
                  + name
                  + "` is the function around this one, and cannot be called from inside of it")
          .help("declare both side by side in a file")
          .build();
    }
  }

  /// A place where no function can be declared.
  record Misplaced(SourceFile file, Span span, boolean extension) implements LocalFunctionProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.MISPLACED,
              file,
              span,
              extension
                  ? "an extension function is declared in a file, not inside of a function"
                  : "a function cannot be declared in the initial value of a field")
          .build();
    }
  }
}
