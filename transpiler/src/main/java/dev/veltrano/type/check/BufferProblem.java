package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import org.jspecify.annotations.Nullable;

/// What can be wrong with lists, arrays and slices.
sealed interface BufferProblem extends Problem {

  record NoElement(SourceFile file, Span span, Type type) implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH, file, span, "`" + type + "` has no values to be kept")
          .build();
    }
  }

  /// An empty one of which nothing is known. `typed` is how it is written with a type.
  record TypeNeeded(SourceFile file, Span span, String typed, @Nullable Span insert)
      implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(Code.TYPE_NEEDED, file, span, "nothing says what its elements are");
      if (insert != null) {
        builder.fix(Fix.maybe("write the type of the elements", new Edit(file, insert, "<Int>")));
      } else {
        builder.help("write the type: `" + typed + "`");
      }
      return builder.note("what is done with it later does not count").build();
    }
  }

  record ElementsDiffer(SourceFile file, Span first, Type firstType, Span span, Type type)
      implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.TYPE_MISMATCH, file, span, "the elements have different types")
          .here("this is `" + TypeProblem.words(type) + "`")
          .label(file, first, "this is `" + TypeProblem.words(firstType) + "`")
          .build();
    }
  }

  record NoConstructor(SourceFile file, Span span) implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.NOT_CALLABLE, file, span, "a `Slice` is not made by a call")
          .help("write `[1, 2]` where a `Slice` is wanted, or `toSlice()` of a list or array")
          .build();
    }
  }

  record ArrayArguments(SourceFile file, Span span) implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_ARGUMENTS,
              file,
              span,
              "an `Array` is made of its length and a value, or a lambda that gives the values")
          .help("`Array(10, 0)`, `Array(10) { i -> i * i }`; with given elements `[1, 2, 3]`")
          .build();
    }
  }

  record ReadOnly(SourceFile file, Span span, Type type) implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NOT_ASSIGNABLE, file, span, "the elements of a `" + type + "` cannot change")
          .help("make an array of it, `toArray()`, or a list, `toList()`")
          .build();
    }
  }

  /// An element, or `+=`, of what may not be there.
  record MaybeNull(SourceFile file, Span span, Span receiver, Type type, String what)
      implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(Code.NULLABLE_ACCESS, file, span, "this may be `null`, so " + what)
          .label(file, receiver, "this is `" + type + "`")
          .help(
              "check it first: `if ("
                  + file.text(receiver)
                  + " != null) …`, or stop the program with `!!`")
          .build();
    }
  }

  /// `array += element`.
  record FixedLength(SourceFile file, Span span, Type type) implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_OPERANDS,
              file,
              span,
              "`+=` appends to a `List`, and `" + type + "` keeps its length")
          .help("make a list of it: `.toList()`")
          .build();
    }
  }

  /// A member of another kind of buffer.
  record OtherKind(SourceFile file, Span span, Type type, String member, Type.BufferKind kind)
      implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      boolean list = kind == Type.BufferKind.LIST;
      return Diagnostic.at(
              Code.UNKNOWN_MEMBER,
              file,
              span,
              "`"
                  + type
                  + "` has no `"
                  + member
                  + "`: its "
                  + (list ? "length does not change" : "elements cannot be assigned"))
          .help(
              list
                  ? "a `List` has it: `.toList()`"
                  : "an `Array` or `List` has it: `.toArray()`, `.toList()`")
          .build();
    }
  }

  /// A member that not all elements allow; `why` is what they lack.
  record ElementsUnfit(SourceFile file, Span span, String member, Type element, String why)
      implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.UNKNOWN_MEMBER,
              file,
              span,
              "`" + member + "` needs elements that " + why + ", and these are `" + element + "`")
          .build();
    }
  }

  record KeyUnordered(SourceFile file, Span span, Type type, String member)
      implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH,
              file,
              span,
              "`" + member + "` needs a key that has an order, and this is `" + type + "`")
          .note("numbers, `Bool`, `Char`, `Str` and tuples of those have one")
          .build();
    }
  }

  record RangeIndex(SourceFile file, Span span, Type type) implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH, file, span, "`" + type + "` is indexed by one number")
          .here("this is a range")
          .help("walk over a part of it: `for (i in from..<to) … xs[i]`")
          .build();
    }
  }

  /// `List += List`.
  record AppendsAll(SourceFile file, Span span, Type list, Span target, String rest)
      implements BufferProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_MISMATCH, file, span, "`+=` appends one element of the `" + list + "`")
          .here("these are several")
          .fix(
              Fix.exact(
                  "append all of them",
                  new Edit(
                      file,
                      Span.between(target, span),
                      file.text(target) + ".addAll(" + rest + ")")))
          .build();
    }
  }
}
