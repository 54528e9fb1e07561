package dev.veltrano.rust.lower;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;

/// What only shows when the program becomes Rust.
public sealed interface LoweringProblem extends Problem {

  /// Two declarations whose names differ in Veltrano and are the same in Rust.
  record NameClash(
      SourceFile file, Span at, String name, String rust, Span earlierAt, String earlier)
      implements LoweringProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.RUST_NAME_CLASH,
              file,
              at,
              "`" + name + "` and `" + earlier + "` are the same name in Rust: `" + rust + "`")
          .here("this one")
          .label(file, earlierAt, "and this one")
          .note("functions, fields and variables are written `snake_case` in the generated Rust")
          .help("give one of them another name")
          .build();
    }
  }

  /// A variable that has the Rust name of something that a pattern would mean instead.
  record NameTaken(SourceFile file, Span at, String name, String rust) implements LoweringProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.RUST_NAME_CLASH,
              file,
              at,
              "the variable `" + name + "` has the Rust name of a constant or type: `" + rust + "`")
          .help("give it another name")
          .build();
    }
  }
}
