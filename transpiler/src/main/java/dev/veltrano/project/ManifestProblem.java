package dev.veltrano.project;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// What can be wrong in a `veltrano.toml`.
sealed interface ManifestProblem extends Problem {

  /// The file is no TOML. The words are the parser's.
  record Syntax(SourceFile file, Span span, String words) implements ManifestProblem {
    @Override
    public Diagnostic diagnostic() {
      String lower = words.isEmpty() ? "" : words.substring(0, 1).toLowerCase(Locale.ROOT);
      String sentence = words.isEmpty() ? "" : lower + words.substring(1);
      return Diagnostic.at(
              Code.BAD_MANIFEST, file, span, "the manifest is not valid TOML: " + sentence)
          .build();
    }
  }

  /// The file has bytes that are no text.
  record NotUtf8(SourceFile file, int at) implements ManifestProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_MANIFEST, file, new Span(at, 1), "the manifest is not UTF-8 text")
          .here("this byte does not belong to any character")
          .help("save the file as UTF-8")
          .build();
    }
  }

  /// A section or a key that nobody knows.
  record UnknownKey(
      SourceFile file,
      Span span,
      String key,
      Optional<String> section,
      Optional<String> meant,
      List<String> known)
      implements ManifestProblem {
    @Override
    public Diagnostic diagnostic() {
      String what =
          section.isPresent()
              ? "`[" + section.get() + "]` has no key `" + key + "`"
              : "a manifest has no section `" + key + "`";
      Diagnostic.Builder problem = Diagnostic.at(Code.BAD_MANIFEST, file, span, what);
      if (meant.isPresent()) {
        String word = meant.get();
        problem.fix(Fix.maybe("did you mean `" + word + "`?", new Edit(file, span, word)));
      }
      return problem.note((section.isPresent() ? "keys: " : "sections: ") + list(known)).build();
    }
  }

  /// A key of the package above the first section.
  record OutsideSection(SourceFile file, Span span, String key) implements ManifestProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_MANIFEST, file, span, "`" + key + "` belongs into the section `[package]`")
          .help("write `[package]` on a line above it")
          .build();
    }
  }

  /// A value of the wrong kind.
  record WrongType(SourceFile file, Span span, String key, String expected, Object found)
      implements ManifestProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder problem =
          Diagnostic.at(Code.BAD_MANIFEST, file, span, "`" + key + "` must be " + expected)
              .here("this is " + kind(found));
      boolean plain = !(found instanceof TomlTable) && !(found instanceof TomlArray);
      if (expected.equals("text") && plain) {
        String written = file.text(span);
        problem.fix(Fix.exact("put it in quotes", new Edit(file, span, "\"" + written + "\"")));
      } else if (found.equals("true") || found.equals("false")) {
        problem.fix(Fix.exact("leave the quotes out", new Edit(file, span, found.toString())));
      } else if (expected.equals("a list of texts") && found instanceof String) {
        String written = file.text(span);
        problem.fix(Fix.exact("put it in brackets", new Edit(file, span, "[" + written + "]")));
      }
      return problem.build();
    }

    private static String kind(Object found) {
      return switch (found) {
        case String _ -> "text";
        case Long _ -> "a number";
        case Double _ -> "a number";
        case Boolean _ -> "`true` or `false`";
        case TomlArray _ -> "a list";
        case TomlTable _ -> "a table";
        default -> "a date or time";
      };
    }
  }

  /// A package without a name.
  record NoName(SourceFile file, Span span) implements ManifestProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.BAD_MANIFEST, file, span, "the package has no name")
          .help("write `name = \"…\"` below `[package]`")
          .build();
    }
  }

  /// A name that a package cannot have.
  record BadName(
      SourceFile file, Span span, String name, String reason, Optional<String> suggestion)
      implements ManifestProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder problem =
          Diagnostic.at(
                  Code.BAD_MANIFEST, file, span, "`" + name + "` cannot be the name of a package")
              .here(reason);
      if (suggestion.isPresent()) {
        String text = suggestion.get();
        problem.fix(Fix.maybe("call it `" + text + "`", new Edit(file, span, "\"" + text + "\"")));
      }
      return problem.build();
    }
  }

  /// A version that is none.
  record BadVersion(SourceFile file, Span span, String version) implements ManifestProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.BAD_MANIFEST, file, span, "`" + version + "` is not a version")
          .here("a version is three numbers, as in `1.0.0`")
          .build();
    }
  }

  /// A crate that the package asks for.
  record Dependency(SourceFile file, Span span, String crate) implements ManifestProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_SUPPORTED_YET,
              file,
              span,
              "crates in `[rust-dependencies]` are not supported yet")
          .here("`" + crate + "` cannot be used")
          .note("ROADMAP.md says what comes when")
          .build();
    }
  }

  private static String list(List<String> words) {
    StringBuilder list = new StringBuilder();
    for (String word : words) {
      list.append(list.isEmpty() ? "`" : ", `").append(word).append('`');
    }
    return list.toString();
  }
}
