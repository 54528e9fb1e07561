package dev.veltrano.lifetime;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the analysis has to say: the fact, both reasons, the end of the life, the way out.
final class LifetimeProblem {
  private LifetimeProblem() {}

  /// Text that lives until the function returns would have to live longer.
  static Diagnostic temporaryEscapes(SourceFile file, BodyWalk walk, Site site, int region) {
    Reason why = decisive(walk.graph.path(site.region, region));
    Diagnostic.Builder builder =
        Diagnostic.at(
            Code.TEMPORARY_ESCAPES,
            file,
            why == null ? site.span : why.span(),
            "new text does not live long enough " + goal(why, walk, region));
    builder.here(deed(why));
    if (why == null || !why.span().same(site.span)) {
      builder.label(file, site.span, "this text is a temporary: it ends with its function");
    }
    because(builder, why, walk, region);
    builder.fix(
        new Fix(
            "keep it where it is needed",
            Fix.Applicability.EXACT,
            needsParentheses(site.node)
                ? List.of(
                    new Edit(file, Span.of(site.span.start(), site.span.start()), "("),
                    new Edit(file, Span.of(site.span.end(), site.span.end()), ").bumpRef()"))
                : List.of(
                    new Edit(file, Span.of(site.span.end(), site.span.end()), ".bumpRef()"))));
    return builder.build();
  }

  private static boolean needsParentheses(TypedExpression node) {
    return node instanceof TypedExpression.NewText text
        && !(text.pieces().size() == 1)
        && !startsLikeText(text);
  }

  /// `f"…"` needs no parentheses before `.bumpRef()`, `a + b` does; the span tells them apart only
  /// by what stands inside of it.
  private static boolean startsLikeText(TypedExpression.NewText text) {
    for (TypedExpression.TextPiece piece : text.pieces()) {
      if (piece instanceof TypedExpression.TextPiece.Value(TypedExpression value, _)
          && value.span().start() <= text.span().start()) {
        return false;
      }
      if (piece instanceof TypedExpression.TextPiece.Value(TypedExpression value, _)
          && value.span().end() >= text.span().end()) {
        return false;
      }
    }
    return true;
  }

  static Diagnostic noAllocator(SourceFile file, BodyWalk walk, Site site) {
    Reason why = decisive(walk.graph.path(site.region, RegionGraph.STATIC));
    Diagnostic.Builder builder =
        Diagnostic.at(
                Code.NO_ALLOCATOR,
                file,
                site.span,
                site.what + " would have to live for ever, and nothing is allocated in `@static`")
            .here("made here");
    if (why != null) {
      builder.label(file, why.span(), deed(why));
    }
    return builder.help("give what it is for a label of the function instead of `@static`").build();
  }

  static Diagnostic ambiguous(SourceFile file, BodyWalk walk, Site site, List<Integer> claims) {
    Diagnostic.Builder builder =
        Diagnostic.at(
                Code.AMBIGUOUS_PLACE,
                file,
                site.span,
                "it is not clear where " + site.what + " is to live: two lifetimes claim it")
            .here(
                "must outlive "
                    + words(walk, claims.get(0))
                    + " and "
                    + words(walk, claims.get(1)));
    for (int claim : claims.subList(0, 2)) {
      Reason why = decisive(walk.graph.path(site.region, claim));
      if (why != null && !why.span().same(site.span)) {
        builder.label(file, why.span(), deed(why) + ", which needs " + words(walk, claim));
      }
    }
    builder.because("neither of the two is known to outlive the other");
    builder.help(
        "declare a label for one of them and say it: `fun<@a> …`, `"
            + (site.node instanceof TypedExpression.Construct c
                ? c.of().name() + "@a(…)"
                : ".bumpRef(@a)")
            + "`, or relate the two with `requires`");
    return builder.build();
  }

  static Diagnostic twoArenas(SourceFile file, Site site, Local first, Local second) {
    return Diagnostic.at(
            Code.AMBIGUOUS_PLACE,
            file,
            site.span,
            "it is not clear where " + site.what + " is to live: two arenas claim it")
        .here("made here")
        .label(file, first.nameSpan(), "it must outlive what lives in `" + first.name() + "`")
        .label(file, second.nameSpan(), "and what lives in `" + second.name() + "`")
        .help("say which: with a label, as in `Node@" + first.name() + "(…)`")
        .build();
  }

  /// `both` tells whether the other way round is asked for as well.
  static Diagnostic unrelatedLabels(
      SourceFile file, BodyWalk walk, int from, int to, boolean both) {
    List<RegionGraph.Step> path = walk.graph.path(from, to);
    Reason why = decisive(path);
    String longer = words(walk, from);
    String shorter = words(walk, to);
    if (both || why != null && why.verb() == Reason.Verb.EXACT) {
      return sameLabels(file, walk, from, to);
    }
    Diagnostic.Builder builder =
        Diagnostic.at(
            Code.UNRELATED_LABELS,
            file,
            why == null ? new Span(0, 0) : why.span(),
            "lifetime " + shorter + " is asked for, and this lives in " + longer);
    builder.here(deed(why));
    builder.because("declared labels are unrelated unless `requires` relates them");
    builder.help(
        to == RegionGraph.STATIC
            ? "nothing but literals lives for ever: give the place a label of the function"
            : "say it in the signature: `requires " + bare(longer) + " >= " + bare(shorter) + "`");
    return builder.build();
  }

  /// Two labels would have to be one lifetime, since something must fit exactly.
  private static Diagnostic sameLabels(SourceFile file, BodyWalk walk, int from, int to) {
    List<RegionGraph.Step> there = walk.graph.path(from, to);
    List<RegionGraph.Step> back = walk.graph.path(to, from);
    Reason one = decisive(there);
    Reason other = decisive(back);
    boolean deed = other == null || one != null && one.verb() != Reason.Verb.EXACT;
    Reason why = deed ? one : other;
    String first = words(walk, Math.min(from, to));
    String second = words(walk, Math.max(from, to));
    Diagnostic.Builder builder =
        Diagnostic.at(
            Code.UNRELATED_LABELS,
            file,
            why == null ? new Span(0, 0) : why.span(),
            "lifetimes " + first + " and " + second + " would have to be the same");
    builder.here(deed(why));
    String exactly = exactness(walk, there);
    if (exactly == null) {
      exactly = exactness(walk, back);
    }
    if (exactly != null) {
      builder.because(exactly);
    }
    builder.because("declared labels are unrelated unless `requires` relates them");
    return builder
        .help(
            "give both one label, or say it in the signature: `requires "
                + bare(first)
                + " = "
                + bare(second)
                + "`")
        .build();
  }

  /// Which field makes something exact on a way, in words; `null` where nothing does.
  private static @Nullable String exactness(BodyWalk walk, List<RegionGraph.Step> path) {
    for (RegionGraph.Step step : path) {
      Reason reason = step.reason();
      ClassRegions by = reason.by();
      if (by != null
          && by.of() instanceof Symbol.Class of
          && by.exactField()[reason.lifetime()] >= 0) {
        String name = of.name();
        FieldInfo field = walk.contracts.info(of).fields().get(by.exactField()[reason.lifetime()]);
        return "`"
            + field.name()
            + "` of `"
            + name
            + (field.isVar() ? "` is `var`" : "` refers to what can be replaced")
            + ", so a `"
            + name
            + "` must fit exactly: what is written through one name is read through the other";
      }
      if (reason.verb() == Reason.Verb.EXACT && by == null) {
        return "the elements of a list or array can be replaced, so its type must fit exactly";
      }
    }
    return null;
  }

  /// The clauses with `Alloc` leave out a place that something is put into.
  static Diagnostic putElsewhere(SourceFile file, BodyWalk walk, Site site, int region) {
    return Diagnostic.at(
            Code.NOT_REQUIRED,
            file,
            site.span,
            "the body needs more than its `requires` says: "
                + site.what
                + " is allocated for "
                + words(walk, region))
        .here("made here")
        .because("callers see the written clauses and nothing else")
        .help("add the `Alloc(…)` to the `requires` of `" + walk.functionName() + "`")
        .build();
  }

  /// A callee asks for one lifetime strictly inside of another.
  static Diagnostic notInside(
      SourceFile file, BodyWalk.StrictCall call, String inner, String outer, boolean same) {
    return Diagnostic.at(
            Code.NOT_INSIDE,
            file,
            call.span(),
            "`"
                + call.callee()
                + "` asks for "
                + call.asked().shorterWords()
                + " strictly inside of "
                + call.asked().longerWords())
        .here("asked for here")
        .because(
            same
                ? "both come from " + outer
                : "the one comes from " + inner + ", the other from " + outer)
        .help(
            "put the first into an arena further inside, of a loop, a block or `newSub()`, or let"
                + " the function ask for `<=` only")
        .build();
  }

  static Diagnostic notRequired(SourceFile file, BodyWalk walk, int from, int to) {
    Reason why = decisive(walk.graph.path(from, to));
    Diagnostic.Builder builder =
        Diagnostic.at(
            Code.NOT_REQUIRED,
            file,
            why == null ? new Span(0, 0) : why.span(),
            "the body needs more than its `requires` says: "
                + words(walk, from)
                + " must outlive "
                + words(walk, to));
    builder.here(deed(why));
    builder.because("callers see the written clauses and nothing else");
    builder.help("add the relation to the `requires` of `" + walk.functionName() + "`");
    return builder.build();
  }

  static Diagnostic arenaEscapes(SourceFile file, BodyWalk walk, int arena, String words, int hit) {
    List<RegionGraph.Step> path = walk.graph.path(arena, hit);
    Reason why = decisive(path);
    Diagnostic.Builder builder =
        Diagnostic.at(
            Code.ESCAPES,
            file,
            why == null ? new Span(0, 0) : why.span(),
            "this does not live long enough " + goal(why, walk, hit));
    builder.here(deed(why));
    Reason placed = placed(path);
    if (placed != null && why != null && !placed.span().same(why.span())) {
      builder.label(file, placed.span(), "allocated in " + words);
    }
    String exactly = exactness(walk, path);
    if (exactly != null) {
      builder.because(exactly);
    }
    because(builder, why, walk, hit);
    builder.note(words + " ends when the function returns, at the latest");
    builder.help("allocate it without that label: then it is put where it is needed");
    return builder.build();
  }

  static Diagnostic outlivesScope(
      SourceFile file,
      BodyWalk walk,
      int arena,
      String words,
      Local holder,
      @Nullable TypedBlock body) {
    Integer index = walk.indices.get(holder);
    BitSet reached = walk.graph.reach(arena);
    int hit = arena;
    for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
      if (index != null && walk.owner(at) == index) {
        hit = at;
        break;
      }
    }
    List<RegionGraph.Step> path = walk.graph.path(arena, hit);
    Reason why = decisive(path);
    Span at = why == null ? holder.nameSpan() : why.span();
    Diagnostic.Builder builder =
        Diagnostic.at(
            Code.ESCAPES,
            file,
            at,
            "this does not live long enough: `"
                + holder.name()
                + "` is used when "
                + words
                + " has ended");
    builder.here(deed(why));
    Reason placed = placed(path);
    if (placed != null && !placed.span().same(at)) {
      builder.label(file, placed.span(), "allocated in " + words);
    }
    Span use = body == null ? null : Uses.after(body, holder, at.end());
    if (use != null && !use.same(at)) {
      builder.label(file, use, "used here");
    }
    String exactly = exactness(walk, path);
    if (exactly != null) {
      builder.because(exactly);
    }
    builder.help("allocate it without that label, or use it before the end");
    return builder.build();
  }

  static Diagnostic usedAfterEnd(
      SourceFile file,
      BodyWalk walk,
      BodyWalk.ArenaEnd end,
      Local local,
      int hit,
      @Nullable TypedBlock body) {
    Span ended = end.statement().span();
    Span use = body == null ? null : Uses.after(body, local, ended.end());
    String deed = end.statement().free() ? "freed" : "reset";
    String arena = end.statement().arena().name();
    boolean itself = local == end.statement().arena();
    Diagnostic.Builder builder =
        Diagnostic.at(
            Code.USED_AFTER_END,
            file,
            use == null ? ended : use,
            itself
                ? "the arena `" + arena + "` is used after it was " + deed
                : "`" + local.name() + "` is used after its arena `" + arena + "` was " + deed);
    builder.here(use == null ? deed + " here" : "used here");
    if (use != null) {
      builder.label(file, ended, deed + " here");
    }
    if (!itself) {
      Reason why = decisive(walk.graph.path(end.region(), hit));
      if (why != null && why.verb() == Reason.Verb.STORED) {
        builder.label(file, why.span(), deed(why));
      } else {
        builder.label(file, local.nameSpan(), "what lives in `" + arena + "` is held by this");
      }
    }
    if (use == null || use.start() <= ended.start()) {
      builder.because("the loop comes here again");
    }
    builder.help(
        "move the `."
            + (end.statement().free() ? "free" : "reset")
            + "()` behind the last use, or leave it out: an arena ends with its scope");
    return builder.build();
  }

  static Diagnostic lambdaKeeps(SourceFile file, BodyWalk walk, int region, int at) {
    Reason why = decisive(walk.graph.path(region, at));
    return Diagnostic.at(
            Code.LAMBDA_KEEPS,
            file,
            why == null ? new Span(0, 0) : why.span(),
            "a lambda may not keep what it is given here")
        .here(deed(why))
        .because(
            "the function that calls the lambda gives it something of its own, which ends before"
                + " the lambda's caller sees it")
        .help("take a copy of what is needed: `.bumpRef()` of text, fields of an object")
        .build();
  }

  // Words

  /// The step of a way to tell of: the last that is somebody's deed.
  private static @Nullable Reason decisive(List<RegionGraph.Step> path) {
    for (int i = path.size() - 1; i >= 0; i--) {
      Reason reason = path.get(i).reason();
      switch (reason.verb()) {
        case STORED, RETURNED, PASSED, CALLED, YIELDED -> {
          return reason;
        }
        case NAMED, EXACT, PLACED, IMPLIED, LABELLED -> {}
      }
    }
    for (int i = path.size() - 1; i >= 0; i--) {
      if (path.get(i).reason().verb() != Reason.Verb.IMPLIED) {
        return path.get(i).reason();
      }
    }
    return null;
  }

  private static @Nullable Reason placed(List<RegionGraph.Step> path) {
    for (RegionGraph.Step step : path) {
      if (step.reason().verb() == Reason.Verb.LABELLED
          || step.reason().verb() == Reason.Verb.PLACED) {
        return step.reason();
      }
    }
    return null;
  }

  static String deed(@Nullable Reason why) {
    if (why == null) {
      return "";
    }
    return switch (why.verb()) {
      case STORED -> why.target() == null ? "stored here" : "stored in `" + why.target() + "` here";
      case RETURNED -> "returned here";
      case PASSED ->
          why.call() == null
              ? "passed here"
              : "passed to `" + why.call() + "` as `" + why.target() + "`";
      case CALLED -> "`" + why.call() + "` asks for this";
      case YIELDED -> "the lambda gives this out";
      case NAMED -> why.target() == null ? "needed here" : "held by `" + why.target() + "`";
      case PLACED, LABELLED -> "made here";
      case EXACT ->
          (why.target() == null ? "this" : "`" + why.target() + "`") + " must fit exactly here";
      case IMPLIED -> "";
    };
  }

  private static String goal(@Nullable Reason why, BodyWalk walk, int region) {
    if (why == null) {
      return "for " + words(walk, region);
    }
    return switch (why.verb()) {
      case STORED ->
          why.target() == null ? "to be stored" : "to be stored in `" + why.target() + "`";
      case RETURNED -> "to be returned";
      case PASSED, CALLED ->
          why.call() == null ? "to be passed on" : "to be passed to `" + why.call() + "`";
      case YIELDED -> "to leave the lambda";
      case NAMED, EXACT, PLACED, LABELLED, IMPLIED -> "for " + words(walk, region);
    };
  }

  private static void because(
      Diagnostic.Builder builder, @Nullable Reason why, BodyWalk walk, int region) {
    String target = why == null ? null : why.target();
    if (why != null && why.verb() == Reason.Verb.STORED && target != null) {
      int dot = target.lastIndexOf('.');
      if (target.endsWith("[…]")) {
        builder.because("an element of a buffer that can be written must fit exactly");
      } else if (dot > 0) {
        builder.because(
            "`"
                + target.substring(dot + 1)
                + "` can be replaced while others look on, so it needs exactly the lifetime of the"
                + " contents of `"
                + target.substring(0, dot)
                + "`");
      }
    }
    builder.because("it must live as long as " + words(walk, region));
  }

  /// A type whose members need more than a requirement promises them.
  static Diagnostic notPromised(SourceFile file, BodyWalk.Unsatisfied problem) {
    Diagnostic.Builder builder =
        Diagnostic.at(
                Code.NOT_SATISFIED,
                file,
                problem.span(),
                "`"
                    + problem.type()
                    + "` does not satisfy `"
                    + problem.requirement().name()
                    + "`: "
                    + problem.failure().words())
            .label(
                problem.requirement().file(), problem.requirement().nameSpan(), "what is promised");
    String help = problem.failure().help();
    return help == null ? builder.build() : builder.help(help).build();
  }

  /// What a region of the signature is called.
  static String words(BodyWalk walk, int region) {
    return region < walk.signature.origins.size()
        ? walk.signature.origins.get(region).words()
        : "something in the function";
  }

  private static String bare(String words) {
    return words.replace("`", "");
  }
}
