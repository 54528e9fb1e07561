package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;

/// What can be wrong with making new text.
sealed interface TextProblem extends Problem {

  /// `text + 1`: `span` is the operand that is no text.
  record NoText(SourceFile file, Span span, Type type, boolean printable, boolean compound)
      implements TextProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.BAD_OPERANDS,
                  file,
                  span,
                  "`+` puts a `Str` or a `Char` behind a `Str`, and this is `"
                      + TypeProblem.words(type)
                      + "`")
              .here("this is `" + TypeProblem.words(type) + "`");
      if (printable) {
        String text = compound ? "(" + file.text(span) + ")" : file.text(span);
        builder.fix(Fix.exact("make text of it", new Edit(file, span, text + ".toString()")));
      }
      return builder.build();
    }
  }
}
