package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.BinaryOperator;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the checker has to say about names, types, flow and patterns inside of declarations: one
/// record for each kind of problem, which knows its words.
sealed interface TypeProblem extends Problem {

  /// Valid Veltrano that this version does not translate.
  record NotSupported(SourceFile file, Span span, String what) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.NOT_SUPPORTED_YET, file, span, "not supported yet: " + what)
          .here("this is valid Veltrano, but this version does not translate it")
          .note("ROADMAP.md says what comes when")
          .build();
    }
  }

  record UndeclaredResult(SourceFile file, Span span, Type type, Span place)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      String name = words(type);
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.TYPE_MISMATCH,
                  file,
                  span,
                  "a value is returned, and the function declares no result")
              .here("this is `" + name + "`");
      if (!StatementChecker.isUnknownNull(type)) {
        builder.fix(Fix.exact("declare the result", new Edit(file, place, ": " + name)));
      }
      return builder.build();
    }
  }

  record Mismatch(
      SourceFile file, Span span, Type found, Expectation expected, @Nullable String hint)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.TYPE_MISMATCH,
                  file,
                  span,
                  "expected `" + expected.type() + "`, found `" + words(found) + "`")
              .here("this is `" + words(found) + "`");
      expectation(builder, expected);
      if (hint != null) {
        builder.help(hint);
      }
      return builder.build();
    }
  }

  record BranchWithoutValue(SourceFile file, Span span, Expectation expected)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.TYPE_MISMATCH,
                  file,
                  span,
                  "this branch has no value, and `" + expected.type() + "` is expected")
              .here("ends without an expression");
      expectation(builder, expected);
      return builder.help("the last line of a branch is its value").build();
    }
  }

  record BranchesDiffer(
      SourceFile file, Span first, Type firstType, Span span, Type type, String what)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.TYPE_MISMATCH, file, span, "the " + what + " have different types")
          .here("this is `" + words(type) + "`")
          .label(file, first, "this is `" + words(firstType) + "`")
          .help("make them one type, or give the type where the value goes")
          .build();
    }
  }

  record IfWithoutElse(SourceFile file, Span span, Type wanted) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "an `if` without `else` has no value, and `" + wanted + "` is expected")
          .help("add the `else` branch")
          .build();
    }
  }

  record UnknownType(
      SourceFile file,
      Span span,
      String name,
      @Nullable String foreign,
      @Nullable String nearest,
      @Nullable Fix importFix)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.UNKNOWN_TYPE, file, span, "there is no type `" + name + "`")
              .here(foreign != null ? "called `" + foreign + "` here" : "not known");
      if (foreign != null) {
        builder.fix(Fix.exact("write `" + foreign + "`", new Edit(file, span, foreign)));
      } else if (nearest != null) {
        builder.fix(Fix.maybe("did you mean `" + nearest + "`?", new Edit(file, span, nearest)));
      }
      if (importFix != null) {
        builder.fix(importFix);
      }
      return builder.build();
    }
  }

  record NotAType(SourceFile file, Span span, Symbol symbol) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.UNKNOWN_TYPE,
              file,
              span,
              "`" + symbol.name() + "` is a " + symbol.kind() + ", not a type")
          .label(symbol.file(), symbol.nameSpan(), "declared here")
          .build();
    }
  }

  record NoNullable(SourceFile file, Span span, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`" + type + "?` is no type: there is no value to leave out")
          .build();
    }
  }

  record WrongTypeArguments(SourceFile file, Span span, String type, int wanted, int found)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_TYPE_ARGUMENTS,
              file,
              span,
              "`" + type + "` takes " + count(wanted, "type argument") + ", found " + found)
          .build();
    }
  }

  record NullNeedsType(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_NEEDED, file, span, "nothing says what may stand here besides `null`")
          .help("write the type: `val x: Int? = null`")
          .build();
    }
  }

  record DeclarationNeedsType(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_NEEDED, file, span, "a declaration without a value needs its type")
          .help("write the type, `val x: Int`, or give it a value")
          .build();
    }
  }

  record ResultNeeded(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_NEEDED,
              file,
              span,
              "the result of `" + name + "` depends on itself, so its type must be written")
          .help("write it behind the parameters: `fun " + name + "(…): Int = …`")
          .build();
    }
  }

  record OutcomeNeedsType(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_NEEDED,
              file,
              span,
              "nothing says which `Result` this `" + name + "` belongs to")
          .help(
              "return it from a function whose result is a `Result`, or write the type of the"
                  + " `val`")
          .build();
    }
  }

  record NotAValue(SourceFile file, Span span, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH, file, span, words(type) + " is no value that can be kept")
          .note(
              type instanceof Type.Range
                  ? "a range stands in a `for`, behind `in`, and between `[` and `]`"
                  : "a sequence is walked at once, in a `for`")
          .build();
    }
  }

  record InfiniteType(SourceFile file, Span span, String name, List<String> path, Span fieldSpan)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.INFINITE_TYPE,
                  file,
                  span,
                  "`" + name + "` contains itself by value, so it would have no end")
              .label(file, fieldSpan, "through this field");
      if (path.size() > 1) {
        builder.because("the way is " + String.join(" -> ", path));
      }
      return builder
          .note("values are stored inside of each other; objects of a `class` are referred to")
          .build();
    }
  }

  record UnknownName(
      SourceFile file, Span span, String name, @Nullable String nearest, @Nullable Fix importFix)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.UNKNOWN_NAME, file, span, "there is no `" + name + "` here")
              .here("not known");
      suggest(builder, file, span, nearest, importFix);
      if (name.equals("None")
          || name.equals("nil")
          || name.equals("nullptr")
          || name.equals("undefined")) {
        builder.fix(Fix.exact("write `null`", new Edit(file, span, "null")));
      } else if (name.equals("this")) {
        builder.fix(Fix.exact("write `self`", new Edit(file, span, "self")));
      } else if (name.equals("True") || name.equals("False")) {
        String lower = name.equals("True") ? "true" : "false";
        builder.fix(Fix.exact("write `" + lower + "`", new Edit(file, span, lower)));
      }
      return builder.build();
    }
  }

  record UnknownFunction(
      SourceFile file,
      Span span,
      String name,
      @Nullable String foreign,
      @Nullable String nearest,
      @Nullable Fix importFix)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.UNKNOWN_NAME, file, span, "there is no function `" + name + "`")
              .here(foreign != null ? "called `" + foreign + "` here" : "not known");
      if (foreign != null) {
        builder.fix(Fix.maybe("write `" + foreign + "`", new Edit(file, span, foreign)));
      } else {
        suggest(builder, file, span, nearest, importFix);
      }
      return builder.build();
    }
  }

  record NotInModule(
      SourceFile file, Span span, String module, String name, @Nullable String nearest)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.UNKNOWN_NAME,
                  file,
                  span,
                  "module `" + module + "` declares no `" + name + "`")
              .here("not declared there");
      suggest(builder, file, span, nearest, null);
      return builder.build();
    }
  }

  record NotExported(SourceFile file, Span span, Symbol symbol) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_EXPORTED,
              file,
              span,
              "`" + symbol.name() + "` is private to module `" + symbol.module().name() + "`")
          .here("not visible from here")
          .label(symbol.file(), symbol.nameSpan(), "declared here without `export`")
          .build();
    }
  }

  record DuplicateLocal(SourceFile file, Span span, String name, @Nullable Span first)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.DUPLICATE_NAME, file, span, "`" + name + "` is declared twice in this scope")
              .here("declared again");
      if (first != null) {
        builder.label(file, first, "declared here first");
      }
      return builder.help("use another name, or assign the first one if it is a `var`").build();
    }
  }

  record DuplicateMember(SourceFile file, Span span, String name, String owner, Span first)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.DUPLICATE_NAME,
              file,
              span,
              "`" + owner + "` has two members called `" + name + "`")
          .here("declared again")
          .label(file, first, "declared here first")
          .build();
    }
  }

  record UnknownLabel(SourceFile file, Span span, String name, @Nullable String nearest)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.UNKNOWN_LABEL,
                  file,
                  span,
                  "no loop or block around this place is called `" + name + "`")
              .here("not known");
      suggest(builder, file, span, nearest == null ? null : "@" + nearest, null);
      return builder.note("a label stands before the loop: `" + name + "@ for …`").build();
    }
  }

  record Unused(SourceFile file, Span span, String name, boolean written) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.UNUSED_VARIABLE,
              file,
              span,
              written
                  ? "`" + name + "` is assigned but never read"
                  : "`" + name + "` is never used")
          .fix(
              Fix.maybe(
                  "if that is intended, call it `_" + name + "`", new Edit(file, span, "_" + name)))
          .build();
    }
  }

  record UnusedImport(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.UNUSED_IMPORT, file, span, "the import of `" + name + "` is never used")
          .fix(Fix.exact("remove it", new Edit(file, span, "")))
          .build();
    }
  }

  record NeverChanged(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.NEVER_CHANGED, file, span, "`" + name + "` is never changed")
              .here("declared as `var`");
      Fix fix = keywordFix(file, span, "var", "val");
      if (fix != null) {
        builder.fix(fix);
      }
      return builder.build();
    }
  }

  record DefaultNotExported(SourceFile file, Span span, Symbol symbol) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_EXPORTED,
              file,
              span,
              "a default value of something exported may not use `"
                  + symbol.name()
                  + "`, which is private")
          .label(symbol.file(), symbol.nameSpan(), "declared here without `export`")
          .note("a default value is evaluated where the call stands, maybe in another module")
          .build();
    }
  }

  record TypeAsValue(SourceFile file, Span span, Symbol symbol) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`" + symbol.name() + "` is a type, and a value is wanted here")
          .help(
              switch (symbol) {
                case Symbol.EnumClass of when !of.declaration().entries().isEmpty() ->
                    "name one of its entries: `"
                        + of.name()
                        + "."
                        + of.declaration().entries().getFirst().name().text()
                        + "`";
                case Symbol.Union _ -> "a value of a union is a value of one of its variants";
                default -> "to make a value, call it: `" + symbol.name() + "(…)`";
              })
          .build();
    }
  }

  record TypeNameAsValue(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`" + name + "` is a type, and a value is wanted here")
          .build();
    }
  }

  record TupleOfOne(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.TYPE_MISMATCH, file, span, "a tuple has two elements or more")
          .help("leave out the comma: the value itself is what one element would be")
          .build();
    }
  }

  record FunctionAsValue(SourceFile file, Span span, Symbol.Function function)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`" + function.name() + "` is a function; to call it, add parentheses")
          .label(function.file(), function.nameSpan(), "declared here")
          .fix(Fix.maybe("call it", new Edit(file, new Span(span.end(), 0), "()")))
          .build();
    }
  }

  record NeedsCall(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH, file, span, "`" + name + "` is a function and needs parentheses")
          .fix(Fix.maybe("call it", new Edit(file, new Span(span.end(), 0), "()")))
          .build();
    }
  }

  record PropertyCalled(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_CALLABLE,
              file,
              span,
              "`" + name + "` is a property and takes no parentheses")
          .fix(Fix.exact("remove them", new Edit(file, span, "")))
          .build();
    }
  }

  record NotCallable(SourceFile file, Span span, String what, Type type, @Nullable Span declared)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.NOT_CALLABLE,
              file,
              span,
              what + " is `" + words(type) + "`, which cannot be called");
      if (declared != null) {
        builder.label(file, declared, "declared here");
      }
      return builder.build();
    }
  }

  record SelfOutside(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.UNKNOWN_NAME, file, span, "`self` is known in methods only")
          .note("initial values see constructor parameters and earlier fields, but no `self`")
          .build();
    }
  }

  record ConversionCall(
      SourceFile file, Span span, String type, String conversion, @Nullable Span argument)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.NOT_CALLABLE,
              file,
              span,
              "`" + type + "` is a type; conversions are members of the value");
      return (argument == null
              ? builder.help("write `x.to" + conversion + "()`")
              : builder.fix(
                  Fix.maybe(
                      "convert like this",
                      new Edit(file, span, operand(file, argument) + ".to" + conversion + "()"))))
          .build();
    }
  }

  record UnknownMember(
      SourceFile file,
      Span span,
      Type type,
      String name,
      @Nullable String foreign,
      @Nullable String nearest)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.UNKNOWN_MEMBER,
                  file,
                  span,
                  "`" + words(type) + "` has no member `" + name + "`")
              .here(foreign != null ? "called `" + foreign + "` here" : "not known");
      if (foreign != null) {
        builder.help("write `" + foreign + "`");
      } else {
        suggest(builder, file, span, nearest, null);
      }
      return builder.build();
    }
  }

  record UnknownTypeMember(SourceFile file, Span span, Type type, String name)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.UNKNOWN_MEMBER, file, span, "the type `" + type + "` has no `" + name + "`")
          .note("numbers have `MAX` and `MIN`, floating ones also `PI`, `E`, `INFINITY` and `NAN`")
          .build();
    }
  }

  record NullableAccess(
      SourceFile file,
      Span span,
      Span receiver,
      Type type,
      String name,
      boolean exists,
      boolean unstable)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.NULLABLE_ACCESS,
                  file,
                  span,
                  "this may be `null`, so `" + name + "` cannot be asked for")
              .label(file, receiver, "this is `" + words(type) + "`");
      if (!exists) {
        return builder
            .note("and `" + type.notNull() + "` has no member `" + name + "` either")
            .build();
      }
      builder.fix(
          Fix.maybe(
              "ask only if there is a value: the result may then be `null`",
              new Edit(file, new Span(receiver.end(), 0), "?")));
      builder.help(
          unstable
              ? "or keep it in a `val` and check that: `val x = …`, `if (x != null) …`"
              : "or check it first: `if (" + file.text(receiver) + " != null) …`");
      return builder.build();
    }
  }

  record UselessSafeAccess(SourceFile file, Span span, Span whole, Type type)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.USELESS_CHECK, file, span, "`?.` is not needed: `" + type + "` is never `null`")
          .build();
    }
  }

  record UselessNotNull(SourceFile file, Span span, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.USELESS_CHECK, file, span, "`!!` is not needed: `" + type + "` is never `null`")
          .fix(Fix.exact("remove it", new Edit(file, span, "")))
          .build();
    }
  }

  record UselessElvis(SourceFile file, Span span, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.USELESS_CHECK,
              file,
              span,
              "the default is never used: the left side is `" + type + "`, which is never `null`")
          .fix(Fix.exact("remove it", new Edit(file, span, "")))
          .build();
    }
  }

  record UselessNullTest(SourceFile file, Span span, Span subject, Type type, boolean isNull)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.USELESS_CHECK,
              file,
              span,
              "this is always `"
                  + (isNull ? "false" : "true")
                  + "`: `"
                  + type
                  + "` is never `null`")
          .label(file, subject, "this is `" + type + "`")
          .build();
    }
  }

  record NoTupleElement(SourceFile file, Span span, Type type, int index) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.UNKNOWN_MEMBER,
              file,
              span,
              type instanceof Type.Tuple(var elements)
                  ? "`" + type + "` has the elements 0 to " + (elements.size() - 1)
                  : "`" + words(type) + "` is no tuple")
          .build();
    }
  }

  record NotIndexable(SourceFile file, Span span, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_OPERANDS,
              file,
              span,
              "`" + words(type) + "` has no elements to take by index")
          .build();
    }
  }

  record BadIndex(SourceFile file, Span span, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "an index is a whole number, found `" + words(type) + "`")
          .build();
    }
  }

  record BadSlice(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "a part of a text is taken with a plain range of whole numbers")
          .help("write `text[from..<to]`, in bytes")
          .build();
    }
  }

  record MissingArguments(
      SourceFile file,
      Span span,
      String what,
      List<String> names,
      @Nullable SourceFile whatFile,
      @Nullable Span where)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.WRONG_ARGUMENTS, file, span, "`" + what + "` also needs " + list(names))
              .here(
                  names.size() == 1
                      ? "an argument is missing"
                      : names.size() + " arguments are missing");
      if (whatFile != null && where != null && !where.same(span)) {
        builder.label(whatFile, where, "declared here");
      }
      return builder.build();
    }
  }

  record TooManyArguments(
      SourceFile file,
      Span span,
      String what,
      int wanted,
      int found,
      SourceFile whatFile,
      Span where)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_ARGUMENTS,
              file,
              span,
              "`" + what + "` takes " + count(wanted, "argument") + ", found " + found)
          .here("the first one too many")
          .label(whatFile, where, whatFile == file && where.same(span) ? "" : "declared here")
          .build();
    }
  }

  record ArgumentCount(SourceFile file, Span span, String name, int wanted, int found)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_ARGUMENTS,
              file,
              span,
              "`" + name + "` takes " + count(wanted, "argument") + ", found " + found)
          .build();
    }
  }

  record UnknownParameter(
      SourceFile file,
      Span span,
      String what,
      String name,
      @Nullable String nearest,
      SourceFile whatFile,
      Span where)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.WRONG_ARGUMENTS,
                  file,
                  span,
                  "`" + what + "` has no parameter `" + name + "`")
              .here("not known")
              .label(whatFile, where, "declared here");
      suggest(builder, file, span, nearest, null);
      return builder.build();
    }
  }

  record ArgumentTwice(SourceFile file, Span span, String name, Span earlier)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_ARGUMENTS, file, span, "parameter `" + name + "` is given twice")
          .here("given again")
          .label(file, earlier, "given here already")
          .build();
    }
  }

  record PositionalAfterNamed(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_ARGUMENTS,
              file,
              span,
              "an argument without a name cannot stand behind one with a name")
          .help("name this one too, or put it first")
          .build();
    }
  }

  record NoNamedArguments(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_ARGUMENTS, file, span, "`" + name + "` takes its arguments without names")
          .build();
    }
  }

  record CopyNeedsNames(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_ARGUMENTS, file, span, "`copy` takes the fields that change by name")
          .help("write `copy(field = value)`")
          .build();
    }
  }

  record NotAssignable(
      SourceFile file, Span span, String name, Local.Kind kind, Span declared, @Nullable Fix fix)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.NOT_ASSIGNABLE,
                  file,
                  span,
                  "`" + name + "` cannot be assigned: it is " + kindWords(kind))
              .here("assigned here")
              .label(file, declared, "declared here");
      if (fix != null) {
        builder.fix(fix);
      } else if (kind == Local.Kind.PARAMETER) {
        builder.help("keep a copy that can change: `var x = " + name + "`");
      }
      return builder.build();
    }
  }

  record AssignedTwice(SourceFile file, Span span, String name, Span declared)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.NOT_ASSIGNABLE,
                  file,
                  span,
                  "`" + name + "` may have a value already, and a `val` gets one only once")
              .here("assigned here")
              .label(file, declared, "declared here without a value");
      Fix fix = valToVar(file, declared);
      if (fix != null) {
        builder.fix(fix);
      }
      return builder.build();
    }
  }

  record FieldNotAssignable(
      SourceFile file, Span span, String field, Type of, Symbol.@Nullable Class home)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.NOT_ASSIGNABLE,
                  file,
                  span,
                  "field `" + field + "` of `" + words(of) + "` is `val` and cannot change")
              .here("changed here");
      if (home != null) {
        for (var declared : home.declaration().fields()) {
          if (declared.name().text().equals(field)) {
            builder.label(home.file(), declared.name().span(), "declared here");
          }
        }
      }
      return builder
          .help(
              home != null && !home.declaration().isData()
                  ? "declare the field as `var`"
                  : "declare the field as `var`, or make a changed copy with `copy("
                      + field
                      + " = …)`")
          .build();
    }
  }

  record ValueNotChangeable(
      SourceFile file, Span span, String name, Local.Kind kind, Span declared, @Nullable Fix fix)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.NOT_ASSIGNABLE,
                  file,
                  span,
                  "a field of `" + name + "` cannot be assigned: it is " + kindWords(kind))
              .here("assigned here")
              .label(
                  file,
                  declared,
                  "this is a value of its own, not a reference to something shared");
      if (fix != null) {
        builder.fix(fix);
      } else {
        builder.help("keep a copy that can change: `var x = " + name + "`");
      }
      return builder.build();
    }
  }

  record NarrowedPlace(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_ASSIGNABLE,
              file,
              span,
              "a field behind a nullable place cannot be assigned in place")
          .help(
              "take the value out, change it, and put it back: `var x = "
                  + (name.isEmpty() ? "…" : name)
                  + "`, `x.field = …`, `"
                  + (name.isEmpty() ? "…" : name)
                  + " = x`")
          .build();
    }
  }

  record ChangesValue(
      SourceFile file, Span span, String method, @Nullable String name, @Nullable Fix fix)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.NOT_ASSIGNABLE,
                  file,
                  span,
                  "`"
                      + method
                      + "` changes the value it is called on, and this value cannot change")
              .here("called here");
      if (fix != null && name != null) {
        builder.fix(fix);
      } else {
        builder.help("keep the value in a `var` first");
      }
      return builder
          .note("a method that assigns fields can be called on a `var` place only")
          .build();
    }
  }

  record NotAPlace(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.NOT_ASSIGNABLE, file, span, "this is no place that can be assigned")
          .note("a `var` and its `var` fields can be assigned")
          .build();
    }
  }

  record NotInitialised(SourceFile file, Span span, String name, Span declared, boolean certain)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_INITIALISED,
              file,
              span,
              certain
                  ? "`" + name + "` has no value yet"
                  : "`" + name + "` may have no value yet: not every way here assigns it")
          .here("read here")
          .label(file, declared, "declared here without a value")
          .build();
    }
  }

  record FieldWithoutValue(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.NOT_INITIALISED, file, span, "field `" + name + "` needs a value")
          .help("give it one, or make it a constructor parameter")
          .build();
    }
  }

  record DestructuredField(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.MISPLACED, file, span, "fields are declared one by one").build();
    }
  }

  record DestructuringNeedsValue(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_INITIALISED, file, span, "several names at once need a value to take apart")
          .build();
    }
  }

  record CannotDestructure(SourceFile file, Span span, Type type, int wanted, int found)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              found < 0
                  ? "`" + words(type) + "` cannot be taken apart into " + wanted + " names"
                  : "`"
                      + words(type)
                      + "` has "
                      + count(found, "part")
                      + ", and there "
                      + (wanted == 1 ? "is " : "are ")
                      + count(wanted, "name"))
          .note("tuples and data classes can be taken apart; `_` ignores a part")
          .build();
    }
  }

  record BadOperands(
      SourceFile file,
      Span span,
      String operator,
      Span leftSpan,
      Type left,
      Span rightSpan,
      Type right)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.BAD_OPERANDS,
                  file,
                  span,
                  "`"
                      + operator
                      + "` does not go with `"
                      + words(left)
                      + "` and `"
                      + words(right)
                      + "`")
              .label(file, leftSpan, "this is `" + words(left) + "`")
              .label(file, rightSpan, "this is `" + words(right) + "`");
      if (left.isNumber() && right.isNumber() && !left.equals(right)) {
        builder.help(
            "numbers are not converted by themselves: write `."
                + "to"
                + ExpressionChecker.conversionName(wider(left, right))
                + "()` behind the "
                + (wider(left, right) == left ? "right" : "left")
                + " side");
      } else if (left.isNullable() != right.isNullable()) {
        builder.help(
            "one side may be `null`: give it a default with `?: …`, or keep it in a `val` and check"
                + " that");
      }
      return builder.build();
    }
  }

  record BadOperand(SourceFile file, Span span, String operator, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_OPERANDS,
              file,
              span,
              "`" + operator + "` does not go with `" + words(type) + "`")
          .build();
    }
  }

  record NoIdentity(SourceFile file, Span span, boolean same) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      String plain = same ? "==" : "!=";
      return Diagnostic.at(
              Code.BAD_OPERANDS,
              file,
              span,
              "values have no identity: `" + plain + "` compares them")
          .fix(Fix.exact("write `" + plain + "`", new Edit(file, span, plain)))
          .build();
    }
  }

  record NotAContainer(SourceFile file, Span span, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.BAD_OPERANDS,
              file,
              span,
              "`in` looks into a range, a list or an array, and this is `" + words(type) + "`");
      if (type == Type.Primitive.STR) {
        builder.help("ask the text: `text.contains(…)`");
      }
      return builder.build();
    }
  }

  record NotIterable(SourceFile file, Span span, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "a `for` walks over a range, a list or a sequence, and this is `" + words(type) + "`")
          .help(
              type.isInteger()
                  ? "to count, write `0..<" + file.text(span) + "`"
                  : type == Type.Primitive.STR
                      ? "write `.chars()`, `.bytes()` or `.lines()` behind it"
                      : type instanceof Type.Range
                          ? "a range of fractions has no steps: count with whole numbers"
                          : "there is nothing to walk over")
          .build();
    }
  }

  record StepOfNoRange(SourceFile file, Span span, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_OPERANDS,
              file,
              span,
              "`step` goes with a range of whole numbers, and this is `" + words(type) + "`")
          .build();
    }
  }

  record StepNotPositive(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.CERTAIN_PANIC, file, span, "a step is greater than zero")
          .help("to count down, write `last downTo first step n`")
          .build();
    }
  }

  record CertainPanic(SourceFile file, Span span, Span operatorSpan, String reason)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.CERTAIN_PANIC, file, span, "this always stops the program: " + reason)
          .build();
    }
  }

  record LiteralRange(
      SourceFile file, Span span, String text, boolean negative, Type type, @Nullable Type smallest)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.LITERAL_OUT_OF_RANGE,
              file,
              span,
              "`" + (negative ? "-" : "") + text + "` does not fit in `" + type + "`");
      if (type instanceof Type.Primitive p && p.isInteger()) {
        builder.here("`" + type + "` goes from " + Literals.min(p) + " to " + Literals.max(p));
      }
      if (smallest != null && !smallest.equals(type)) {
        builder.help("`" + smallest + "` would hold it");
      }
      return builder.build();
    }
  }

  record CharIsNoByte(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.LITERAL_OUT_OF_RANGE,
              file,
              span,
              "only ASCII characters are a `U8`, and this one needs several bytes")
          .build();
    }
  }

  record NotConstant(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_CONSTANT,
              file,
              span,
              "the value of constant `" + name + "` must be known before the program runs")
          .here("this is computed when the program runs")
          .note("literals, other constants, arithmetic and values of data classes are constant")
          .build();
    }
  }

  record ConstantCycle(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_CONSTANT, file, span, "constant `" + name + "` is made from itself")
          .build();
    }
  }

  record JumpOutside(SourceFile file, Span span, String word) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.JUMP_OUTSIDE, file, span, "`" + word + "` stands in no loop")
          .build();
    }
  }

  record ContinueBlock(SourceFile file, Span span, String label) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.JUMP_OUTSIDE,
              file,
              span,
              "`" + label + "` is a block, and only a loop can be continued")
          .help("leave the block with `break@" + label + "`")
          .build();
    }
  }

  record ReturnOutside(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.JUMP_OUTSIDE, file, span, "nothing can be returned from here")
          .note(
              "`return` stands in the block of a function; a function written with `=` has its"
                  + " value there")
          .build();
    }
  }

  record ReturnWithoutValue(SourceFile file, Span span, Expectation expected)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`return` needs a value of type `" + expected.type() + "`");
      expectation(builder, expected);
      return builder.build();
    }
  }

  record MissingReturn(
      SourceFile file, Span span, String name, Type result, Span why, @Nullable Span lastValue)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.MISSING_RETURN,
                  file,
                  span,
                  "`" + name + "` can reach its end without returning `" + result + "`")
              .here("nothing is returned here")
              .label(file, why, "`" + result + "` is promised here");
      if (lastValue != null) {
        builder.fix(
            Fix.maybe(
                "return the last value",
                new Edit(file, new Span(lastValue.start(), 0), "return ")));
      }
      return builder.build();
    }
  }

  record Unreachable(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.UNREACHABLE, file, span, "this is never reached")
          .note("what stands before it always leaves")
          .build();
    }
  }

  record TryWithoutResult(SourceFile file, Span span, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`try` goes with a `Result`, and this is `" + words(type) + "`")
          .build();
    }
  }

  record TryOutside(SourceFile file, Span span, @Nullable Type result, Type error)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TRY_OUTSIDE,
              file,
              span,
              result == null
                  ? "`try` can stand only where something can be returned"
                  : "`try` returns an error, and this function returns `" + result + "`")
          .help(
              "make the result of the function a `Result<…, "
                  + error
                  + ">`, or look at both cases with `match`")
          .build();
    }
  }

  record TryOtherError(SourceFile file, Span span, Type error, Type outer) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`try` would return an error of type `"
                  + error
                  + "`, and this function's errors are `"
                  + outer
                  + "`")
          .build();
    }
  }

  record UnusedResult(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.UNUSED_RESULT, file, span, "nobody looks whether this went well")
          .help("pass an error on with `try`, or look at it with `match`")
          .build();
    }
  }

  record NoEffect(SourceFile file, Span span, Expression expression, int lineStart)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.NO_EFFECT, file, span, "this computes something and throws it away");
      if (expression
              instanceof Expression.Binary(BinaryOperator operator, _, _, Span operatorSpan, _)
          && operator == BinaryOperator.EQUAL) {
        return builder
            .here("`==` compares")
            .fix(Fix.maybe("to assign, write `=`", new Edit(file, operatorSpan, "=")))
            .build();
      }
      if (lineStart >= 0) {
        builder.note(
            "a line break ends a statement, so this line does not belong to the one before");
        builder.help("to continue an expression, leave the operator at the end of the line before");
      }
      return builder.build();
    }
  }

  record NotPrintable(SourceFile file, Span span, Type type) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.BAD_FORMAT, file, span, "`" + words(type) + "` has no text form");
      if (type instanceof Type.Buffer) {
        builder.help("put its elements together: `.join(\", \")`");
      }
      return builder.build();
    }
  }

  record FormatNotLiteral(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_FORMAT,
              file,
              span,
              "with further arguments, the first one must be a text literal with placeholders")
          .help("write `println(\"{} {}\", a, b)` or `println(f\"{a} {b}\")`")
          .build();
    }
  }

  record HoleCount(SourceFile file, Span span, int holes, int values, Span argumentsSpan)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_FORMAT,
              file,
              span,
              "the text has "
                  + count(holes, "placeholder")
                  + ", and there "
                  + (values == 1 ? "is 1 value" : "are " + values + " values"))
          .note("each `{}` takes one value; a brace itself is written `{{` or `}}`")
          .build();
    }
  }

  record BadFormat(SourceFile file, Span span, String problem, @Nullable Span value)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder = Diagnostic.at(Code.BAD_FORMAT, file, span, problem);
      if (value != null) {
        builder.label(file, value, "the value");
      }
      return builder.build();
    }
  }

  record BadPattern(SourceFile file, Span span, String what, Type type, @Nullable String help)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.BAD_PATTERN,
              file,
              span,
              what + " cannot match: the value is `" + words(type) + "`");
      if (help != null) {
        builder.help(help);
      }
      return builder.build();
    }
  }

  record UnknownPattern(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_PATTERN, file, span, "there is no type or constant `" + name + "` to match")
          .note("a name that binds the value starts with a small letter")
          .build();
    }
  }

  record AlternativeBinds(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_PATTERN, file, span, "one of several patterns cannot bind `" + name + "`")
          .help("write `_`, or a `case` of its own")
          .build();
    }
  }

  record EmptyRange(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.BAD_PATTERN, file, span, "this range is empty, so it never matches")
          .build();
    }
  }

  record LimitNotConstant(SourceFile file, Span span, String name) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_PATTERN,
              file,
              span,
              "the limits of a range are literals or constants, and `" + name + "` is neither")
          .help("compare in a guard: `case x if x in a..b`")
          .build();
    }
  }

  /// `field` is one that a pattern could name, `null` where there is none.
  record PatternParts(
      SourceFile file, Span span, String name, int wanted, int found, @Nullable String field)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.BAD_PATTERN,
              file,
              span,
              "`" + name + "` has " + count(wanted, "part") + ", and the pattern has " + found);
      if (field != null) {
        builder.help(
            "name the parts you want: `"
                + name
                + "("
                + field
                + " = x)`; positions are the parameters of the class, and must be complete");
      }
      return builder.build();
    }
  }

  record PatternPartUnnamed(SourceFile file, Span span) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_PATTERN, file, span, "a part without a name stands before the named ones")
          .build();
    }
  }

  record NotExhaustive(
      SourceFile file,
      Span span,
      Span subject,
      Type type,
      List<String> missing,
      boolean more,
      boolean guards,
      int insertAt,
      String indent)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.NOT_EXHAUSTIVE,
                  file,
                  subject,
                  "this `match` does not say what happens for "
                      + list(quoted(missing))
                      + (more ? " and others" : ""))
              .here("the value is `" + words(type) + "`");
      if (guards) {
        builder.note("a case with a guard never counts as covering, since the guard may be false");
      }
      StringBuilder text = new StringBuilder();
      for (String pattern : more ? List.of("") : missing) {
        text.append('\n').append(indent);
        text.append(
            pattern.isEmpty() || pattern.equals("_") && missing.size() == 1
                ? "default"
                : "case " + pattern);
        text.append(" -> panic(\"not handled\")");
      }
      return builder
          .fix(
              Fix.exact(
                  missing.size() == 1 ? "add the case" : "add the cases",
                  new Edit(file, new Span(insertAt, 0), text.toString())))
          .build();
    }
  }

  record UnreachableCase(SourceFile file, Span span, @Nullable Span culprit)
      implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.UNREACHABLE_CASE, file, span, "this case is never reached")
              .here("covered already");
      if (culprit != null) {
        builder.label(file, culprit, "this case takes everything that it would");
      } else {
        builder.note("the cases before it take everything together");
      }
      return builder.build();
    }
  }

  record BadMain(SourceFile file, Span span, Type result) implements TypeProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_MAIN,
              file,
              span,
              "`main` takes no parameters and returns nothing, or a `Result<Unit, E>`")
          .build();
    }
  }

  // Words

  /// A type in a message; what only the checker knows by name is put in words.
  static String words(Type type) {
    return type instanceof Type.Nullable(Type of) && of == Type.Primitive.NOTHING
        ? "null"
        : type.toString();
  }

  /// What a reference refers to.
  static Type referred(Type type) {
    return type instanceof Type.Reference(Type of) ? of : type;
  }

  static String count(int number, String noun) {
    return switch (number) {
      case 0 -> "no " + noun + "s";
      case 1 -> "1 " + noun;
      default -> number + " " + noun + "s";
    };
  }

  static List<String> quoted(List<String> words) {
    List<String> result = new ArrayList<>();
    for (String word : words) {
      result.add("`" + (word.equals("_") ? "any other value" : word) + "`");
    }
    return result.size() == 1 && words.getFirst().equals("_") ? List.of("other values") : result;
  }

  /// `a`, `a and b`, `a, b and c`.
  static String list(List<String> words) {
    if (words.size() == 1) {
      return words.getFirst();
    }
    return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }

  static String kindWords(Local.Kind kind) {
    return switch (kind) {
      case SELF -> "the receiver";
      case PARAMETER -> "a parameter";
      case VAL -> "a `val`";
      case VAR -> "a `var`";
      case LOOP -> "a loop variable";
      case PATTERN -> "bound by a pattern";
      case NARROWED -> "known not to be null";
    };
  }

  private static Type.Primitive wider(Type left, Type right) {
    Type.Primitive a = (Type.Primitive) left;
    Type.Primitive b = (Type.Primitive) right;
    if (a.isFloat() != b.isFloat()) {
      return a.isFloat() ? a : b;
    }
    return a.bits() >= b.bits() ? a : b;
  }

  static String operand(SourceFile file, Span span) {
    String text = file.text(span);
    boolean simple = text.chars().allMatch(c -> Character.isJavaIdentifierPart(c) || c == '.');
    return simple ? text : "(" + text + ")";
  }

  static void suggest(
      Diagnostic.Builder builder,
      SourceFile file,
      Span span,
      @Nullable String nearest,
      @Nullable Fix importFix) {
    if (importFix != null) {
      builder.fix(importFix);
    } else if (nearest != null) {
      builder.fix(Fix.maybe("did you mean `" + nearest + "`?", new Edit(file, span, nearest)));
    }
  }

  static void expectation(Diagnostic.Builder builder, Expectation expected) {
    SourceFile where = expected.file();
    Span span = expected.where();
    if (where != null && span != null) {
      builder.label(where, span, "`" + expected.type() + "` is " + expected.why());
    } else {
      builder.because("`" + expected.type() + "` is the type of " + expected.why());
    }
  }

  /// A fix that turns the `val` before a name into `var`, if it stands right there.
  static @Nullable Fix valToVar(SourceFile file, Span name) {
    return keywordFix(file, name, "val", "var");
  }

  /// A fix that turns the `var` before a name into `val`, if it stands right there.
  static @Nullable Fix varToVal(SourceFile file, Span name) {
    return keywordFix(file, name, "var", "val");
  }

  static @Nullable Fix keywordFix(SourceFile file, Span name, String from, String to) {
    byte[] bytes = file.bytes();
    int end = name.start();
    while (end > 0 && bytes[end - 1] == ' ') {
      end--;
    }
    int start = end - from.length();
    if (start < 0 || !file.text(start, end).equals(from)) {
      return null;
    }
    return Fix.exact(
        "declare it as `" + to + "`", new Edit(file, new Span(start, from.length()), to));
  }
}
