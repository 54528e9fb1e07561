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
import dev.veltrano.type.tree.TypeBound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be wrong with type parameters and type arguments, and with what is asked of types.
sealed interface GenericProblem extends Problem {

  record LabelOnParameter(SourceFile file, Span span, String name) implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.WRONG_LABELS,
              file,
              span,
              "`" + name + "` stands for a whole type, lifetimes included")
          .help("say how long it must live: `requires Lifetime(" + name + ") >= …`")
          .build();
    }
  }

  record ReferenceToParameter(SourceFile file, Span span, String name) implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.NO_REFERENCE,
              file,
              span,
              "`" + name + "` may be a reference already, so there is no `Ref<" + name + ">`")
          .fix(Fix.exact("write the type itself", new Edit(file, span, name)))
          .note("called with a `Ref<P>`, `" + name + "` is that `Ref<P>`")
          .build();
    }
  }

  /// A type that cannot stand for a type parameter. `parameter` is `null` where it is written in a
  /// type.
  record NoArgument(SourceFile file, Span span, Type type, @Nullable String parameter)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      String why =
          type instanceof Type.Function
              ? "a function can only be given to a parameter that is a function"
              : type == Type.Primitive.ARENA
                  ? "an arena has one owner and can only be given to a parameter of type `Arena`"
                  : "there is no value of it to keep";
      return Diagnostic.at(
              Code.BAD_TYPE_ARGUMENT,
              file,
              span,
              "`"
                  + type
                  + "` cannot stand for "
                  + (parameter == null ? "a type parameter" : "`" + parameter + "`"))
          .note(why)
          .build();
    }
  }

  /// A call of which some type arguments are not known. `written` is how they are written.
  record CannotInfer(
      SourceFile file,
      Span span,
      String parameter,
      String written,
      @Nullable Fix fix,
      SourceFile declaredIn,
      Span declared)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.TYPE_NEEDED, file, span, "nothing here says what `" + parameter + "` is")
              .label(declaredIn, declared, "declared here")
              .note("what is done with the result later does not count");
      return fix == null
          ? builder.help("write it: `" + written + "`").build()
          : builder.fix(fix).build();
    }
  }

  /// The types of a lambda's parameters are not known when it is looked at.
  record LambdaNeedsType(
      SourceFile file, Span span, String parameter, String written, SourceFile in, Span declared)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.TYPE_NEEDED,
              file,
              span,
              "what this lambda is given depends on `" + parameter + "`, which is not known")
          .label(in, declared, "declared here")
          .help("write it: `" + written + "`, or give the parameters of the lambda their types")
          .build();
    }
  }

  /// A name of a type parameter that means something already.
  record NameTaken(SourceFile file, Span span, String name, String what, @Nullable Span first)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.DUPLICATE_NAME, file, span, "`" + name + "` has a meaning already: " + what);
      if (first != null) {
        builder.label(file, first, "declared here");
      }
      return builder.help("give the type parameter another name").build();
    }
  }

  /// A type parameter of a class that none of its fields holds.
  record Unused(SourceFile file, Span span, Symbol.Class of, String name)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.UNUSED_TYPE_PARAMETER,
              file,
              span,
              "no field of `" + of.name() + "` holds a `" + name + "`")
          .here("never used in a field")
          .help(
              "leave it out, or declare it where it is used: `fun<"
                  + name
                  + "> …` for a single method")
          .build();
    }
  }

  /// Something that is `T?` where `T` is nullable itself.
  record NullTwice(SourceFile file, Span span, String what, String pattern, Type type)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_TYPE_ARGUMENT,
              file,
              span,
              "`" + what + "` speaks of `" + pattern + "`, and the type would be nullable twice")
          .note("`" + type + "` is nullable itself, so one `null` could not be told from the other")
          .help("put the value into a data class, and the `null` inside of it")
          .build();
    }
  }

  /// A name behind `:` or `satisfies` that is no requirement.
  record NoRequirement(
      SourceFile file, Span span, String name, @Nullable String nearest, @Nullable Symbol other)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
              Code.UNKNOWN_TYPE,
              file,
              span,
              other == null
                  ? "there is no requirement `" + name + "`"
                  : "`" + name + "` is a " + other.kind() + ", and a requirement is needed here");
      if (nearest != null) {
        builder.fix(Fix.maybe("did you mean `" + nearest + "`?", new Edit(file, span, nearest)));
      }
      if (other != null) {
        builder.label(other.file(), other.nameSpan(), "declared here");
      }
      return builder
          .note("the language brings along `Equal`, `Ordered`, `Hashable` and `Printable`")
          .build();
    }
  }

  /// `requires T satisfies R` where there is no `T`.
  record NoParameter(SourceFile file, Span span, String name) implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.UNKNOWN_TYPE, file, span, "there is no type parameter `" + name + "` here")
          .help("declare it: `fun<" + name + "> …`")
          .build();
    }
  }

  /// A type argument that cannot do what is asked of it. `lacking` says what it lacks, `owner`
  /// where that was asked.
  record NotSatisfied(
      SourceFile file, Span span, Type type, TypeBound bound, Symbol owner, Lack lacking)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.NOT_SATISFIED,
                  file,
                  span,
                  "`" + type + "` does not satisfy `" + bound.requirement() + "`")
              .here(lacking.words())
              .label(
                  owner.file(),
                  bound.span(),
                  "`"
                      + owner.name()
                      + "` asks it of `"
                      + bound.parameter().name()
                      + "`, which is `"
                      + type
                      + "` here");
      for (Lack.Place place : lacking.places()) {
        builder.label(place.file(), place.span(), place.words());
      }
      if (lacking.help() != null) {
        builder.help(lacking.help());
      }
      return builder.build();
    }
  }

  /// What a type lacks, in words, with places to show and advice.
  record Lack(String words, List<Place> places, @Nullable String help) {

    /// A place that has to do with it, and what is to be said of it.
    record Place(SourceFile file, Span span, String words) {}

    static Lack of(String words, @Nullable String help) {
      return new Lack(words, List.of(), help);
    }
  }

  /// A requirement, or a member of one, that is not right.
  record BadRequirement(SourceFile file, Span span, String what, @Nullable String help)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder = Diagnostic.at(Code.BAD_REQUIREMENT, file, span, what);
      return help == null ? builder.build() : builder.help(help).build();
    }
  }

  /// A member that two requirements of one type parameter ask for in different ways.
  record TwoMembers(SourceFile file, Span span, String name, Symbol first, Symbol second)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.BAD_REQUIREMENT,
              file,
              span,
              "`"
                  + first.name()
                  + "` and `"
                  + second.name()
                  + "` both ask for `"
                  + name
                  + "`, in different ways")
          .label(first.file(), first.nameSpan(), "one")
          .label(second.file(), second.nameSpan(), "the other")
          .build();
    }
  }

  /// A recursion that needs another type at each step: `parameter` becomes `argument`, which
  /// mentions what it was.
  record Endless(SourceFile file, Span span, String name, String parameter, Type argument)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.at(
              Code.ENDLESS_TYPES,
              file,
              span,
              "`" + name + "` would be needed for larger and larger types, without end")
          .here("`" + parameter + "` becomes `" + argument + "` here")
          .note("Rust makes a copy of the code for each type that it is used with")
          .help("keep the type argument the same at each step: put what grows into a `List`")
          .build();
    }
  }

  /// An operation of a `T` that nothing is known to be able to do.
  record Unpromised(
      SourceFile file, Span span, String parameter, String requirement, @Nullable Fix fix)
      implements GenericProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder builder =
          Diagnostic.at(
                  Code.NOT_SATISFIED,
                  file,
                  span,
                  "nothing says that a `" + parameter + "` is `" + requirement + "`")
              .here("this needs `" + parameter + ": " + requirement + "`");
      if (fix != null) {
        builder.fix(fix);
      }
      return builder.build();
    }
  }
}
