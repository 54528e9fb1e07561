package dev.veltrano.resolve;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// What can be wrong with declarations and imports.
sealed interface ResolveProblem extends Problem {

  /// Two declarations of one scope have the same name.
  record Duplicate(SourceFile file, Span span, String name, Span firstSpan)
      implements ResolveProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.DUPLICATE_NAME, file, span, "`" + name + "` is declared twice here")
          .here("declared again")
          .label(file, firstSpan, "`" + name + "` is declared here first")
          .note("functions, types and constants of a file share one set of names")
          .help("give one of them another name")
          .build();
    }
  }

  record UnknownModule(SourceFile file, Span span, String path, @Nullable String nearest)
      implements ResolveProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.UNKNOWN_MODULE, file, span, "there is no module `" + path + "` to import")
              .here("not found");
      if (nearest != null) {
        builder.fix(Fix.maybe("did you mean `" + nearest + "`?", new Edit(file, span, nearest)));
      }
      return builder
          .note(
              "a module is a file: `import geometry.shapes` reads `geometry/shapes.vl` beside the"
                  + " other sources")
          .build();
    }
  }

  record UnknownImport(
      SourceFile file, Span span, String module, String name, @Nullable String nearest)
      implements ResolveProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.UNKNOWN_NAME,
                  file,
                  span,
                  "module `" + module + "` declares no `" + name + "`")
              .here("not declared there");
      if (nearest != null) {
        builder.fix(Fix.maybe("did you mean `" + nearest + "`?", new Edit(file, span, nearest)));
      }
      return builder.build();
    }
  }

  record NotExported(SourceFile file, Span span, Symbol symbol) implements ResolveProblem {
    @Override
    public Diagnostic diagnostic() {
      return notExported(file, span, symbol);
    }
  }

  record ImportClash(
      SourceFile file, Span span, String name, SourceFile otherFile, Span otherSpan, String other)
      implements ResolveProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.IMPORT_CLASH, file, span, "the import of `" + name + "` clashes with " + other)
          .here("`" + name + "` already means something else in this file")
          .label(otherFile, otherSpan, "the other `" + name + "`")
          .help("import it under another name: `import … as otherName`")
          .build();
    }
  }

  /// The message is the same for an import and for a qualified use.
  static Diagnostic notExported(SourceFile file, Span span, Symbol symbol) {
    return Diagnostic.at(
            Code.NOT_EXPORTED,
            file,
            span,
            "`" + symbol.name() + "` is private to module `" + symbol.module().name() + "`")
        .here("not visible from here")
        .label(symbol.file(), symbol.nameSpan(), "declared here without `export`")
        .fix(
            Fix.maybe(
                "export it",
                new Edit(symbol.file(), new Span(declarationStart(symbol), 0), "export ")))
        .build();
  }

  private static int declarationStart(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Function function -> function.declaration().span().start();
      case Symbol.Class declared -> declared.declaration().span().start();
      case Symbol.Constant constant -> constant.declaration().span().start();
      case Symbol.Union union -> union.declaration().span().start();
      case Symbol.EnumClass enumClass -> enumClass.declaration().span().start();
      case Symbol.Requirement requirement -> requirement.declaration().span().start();
      case Symbol.ExternClass externClass -> externClass.declaration().span().start();
    };
  }
}
