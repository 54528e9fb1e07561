package dev.veltrano.type.check;

import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.MatchArm;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.Pattern;
import dev.veltrano.syntax.tree.PatternPart;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedPattern;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks `match`: patterns against the type of the subject, what they bind, and (with
/// [Exhaustiveness]) that nothing is left out and no case is in vain.
final class MatchChecker {
  private static final TypedPattern ANY = new TypedPattern.Any();

  private final Body body;

  MatchChecker(Body body) {
    this.body = body;
  }

  TypedExpression match(Expression.Match match, boolean wantValue, @Nullable Expectation hint) {
    TypedExpression subject =
        ExpressionChecker.dereferenced(body.expressions.value(match.subject(), null));
    Type type = subject.type();
    if (StatementChecker.isUnknownNull(type)) {
      body.report(new TypeProblem.NullNeedsType(body.file, subject.span()));
      type = Type.Error.ERROR;
    }
    Flow start = body.flow;
    Flow end = null;
    boolean failed = type == Type.Error.ERROR;
    boolean nullDone = false;
    List<@Nullable List<TypedPattern>> patterns = new ArrayList<>();
    List<TypedBlock> blocks = new ArrayList<>();
    List<@Nullable TypedExpression> guards = new ArrayList<>();
    for (MatchArm arm : match.arms()) {
      body.flow = start;
      int mark = body.open();
      List<TypedPattern> typed = patterns(arm, type, mark, nullDone);
      Local bound = typed == null ? null : narrow(subject, typed, nullDone);
      TypedExpression guard = null;
      if (arm.guard() != null) {
        guard = body.expressions.condition(arm.guard(), "the guard of a `case`");
        failed |= guard.type() == Type.Error.ERROR;
        body.flow = body.expressions.whenTrue();
      }
      TypedBlock block =
          wantValue
              ? body.statements.valueBlock(arm.body(), hint)
              : body.statements.block(arm.body());
      body.close(mark);
      end = end == null ? body.flow : Flow.join(end, body.flow);
      if (typed == null) {
        failed = true;
      } else if (guard == null && typed.stream().anyMatch(TypedPattern.Null.class::isInstance)) {
        nullDone = true;
      }
      patterns.add(typed == null ? null : withBound(typed, bound));
      blocks.add(block);
      guards.add(guard);
    }
    body.flow = end == null ? start.die() : end;
    if (failed) {
      if (patterns.contains(null) || type == Type.Error.ERROR) {
        body.flow = body.flow.revive();
      }
      return body.error(match.span());
    }
    if (!new Exhaustiveness(body, match, type, patterns, guards).check()) {
      return body.error(match.span());
    }
    Type result = Type.Primitive.UNIT;
    if (wantValue && !blocks.isEmpty()) {
      List<TypedBlock> unified = body.expressions.unify(blocks, hint, "cases of this `match`");
      if (unified == null) {
        return body.error(match.span());
      }
      blocks = unified;
      result = ExpressionChecker.joined(unified);
    } else if (body.flow.dead()) {
      result = Type.Primitive.NOTHING;
    }
    List<TypedExpression.TypedArm> arms = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      MatchArm arm = match.arms().get(i);
      List<TypedPattern> typed = patterns.get(i);
      arms.add(
          new TypedExpression.TypedArm(
              typed == null ? List.of() : typed,
              guards.get(i),
              blocks.get(i),
              arm.headSpan(),
              arm.span()));
    }
    return new TypedExpression.Match(subject, arms, result, match.span());
  }

  /// Where a case proves that the subject is not null, the copy that uses of the subject mean.
  private @Nullable Local narrow(
      TypedExpression subject, List<TypedPattern> patterns, boolean nullDone) {
    if (patterns.size() != 1) {
      return null;
    }
    TypedPattern only = patterns.getFirst();
    Type of = known(only, subject.type(), nullDone);
    Flow.Place place = of == null ? null : body.place(subject);
    if (place == null || of == null) {
      return null;
    }
    Local bound =
        new Local(
            Local.Kind.NARROWED, ExpressionChecker.lastName(subject), of, subject.span(), subject);
    body.flow = body.flow.withFact(place, bound);
    return bound;
  }

  /// What a pattern proves of the subject beyond its type, or `null`.
  private static @Nullable Type known(TypedPattern pattern, Type type, boolean nullDone) {
    return switch (pattern) {
      case TypedPattern.NotNull(TypedPattern.Variant variant, _) -> variant.of().type();
      case TypedPattern.Variant variant -> variant.of().type();
      case TypedPattern.NotNull _ -> type.notNull();
      case TypedPattern.Any _ -> nullDone && type.isNullable() ? type.notNull() : null;
      default -> null;
    };
  }

  private static List<TypedPattern> withBound(List<TypedPattern> patterns, @Nullable Local bound) {
    if (bound == null || bound.reads() == 0) {
      return patterns;
    }
    TypedPattern only = patterns.getFirst();
    return List.of(
        switch (only) {
          case TypedPattern.Variant variant -> withBound(variant, bound);
          case TypedPattern.NotNull(TypedPattern.Variant variant, _) ->
              new TypedPattern.NotNull(withBound(variant, bound), null);
          case TypedPattern.NotNull(TypedPattern inner, _) ->
              new TypedPattern.NotNull(inner, bound);
          default -> new TypedPattern.NotNull(ANY, bound);
        });
  }

  private static TypedPattern withBound(TypedPattern.Variant variant, Local bound) {
    return new TypedPattern.Variant(variant.of(), variant.union(), variant.inner(), bound);
  }

  private @Nullable List<TypedPattern> patterns(
      MatchArm arm, Type type, int mark, boolean nullDone) {
    if (arm.isDefault()) {
      return List.of(ANY);
    }
    boolean alone = arm.patterns().size() == 1;
    List<TypedPattern> typed = new ArrayList<>();
    boolean failed = false;
    for (Pattern pattern : arm.patterns()) {
      TypedPattern one = pattern(pattern, type, mark, alone, nullDone);
      failed |= one == null;
      if (one != null) {
        typed.add(one);
      }
    }
    return failed ? null : typed;
  }

  /// Checks a pattern against a type; `null` where something was wrong and has been reported.
  private @Nullable TypedPattern pattern(
      Pattern pattern, Type type, int mark, boolean mayBind, boolean nullDone) {
    if (pattern instanceof Pattern.Error) {
      return null;
    }
    if (pattern instanceof Pattern.Named(Path path, List<PatternPart> parts, _)
        && parts == null
        && path.names().size() == 1) {
      TypedPattern simple = name(path.last(), type, mark, mayBind, nullDone);
      if (simple != null) {
        return simple;
      }
    }
    if (pattern instanceof Pattern.Literal(Expression.NullLiteral _, Span span)) {
      if (type == Type.Error.ERROR) {
        return null;
      }
      if (!type.isNullable()) {
        body.report(new TypeProblem.BadPattern(body.file, span, "`null`", type, null));
        return null;
      }
      return new TypedPattern.Null();
    }
    if (type instanceof Type.Nullable(Type of)) {
      TypedPattern inner = pattern(pattern, of, mark, mayBind, true);
      return inner == null ? null : new TypedPattern.NotNull(inner, null);
    }
    return switch (pattern) {
      case Pattern.Literal(Expression value, Span span) -> literal(value, type, span);
      case Pattern.Range range -> range(range, type);
      case Pattern.Tuple(List<Pattern> elements, Span span) ->
          tuple(elements, type, mark, mayBind, span);
      case Pattern.Named named -> named(named, type, mark, mayBind);
      case Pattern.Error _ -> null;
    };
  }

  /// A lone name: `_`, a new local, or `null` where the name means a type or a constant.
  private @Nullable TypedPattern name(
      Name name, Type type, int mark, boolean mayBind, boolean nullDone) {
    String text = name.text();
    if (text.equals("_") || text.isEmpty()) {
      return ANY;
    }
    Symbol symbol = body.tables.names().find(body.scope, text);
    if (symbol instanceof Symbol.Constant
        || symbol instanceof Symbol.Class
        || type.notNull() instanceof Type.Named(Symbol.EnumClass of, _)
            && ExpressionChecker.entry(of, text) >= 0
        || !Character.isLowerCase(text.codePointAt(0)) && text.charAt(0) != '_') {
      return null;
    }
    if (!mayBind) {
      body.report(new TypeProblem.AlternativeBinds(body.file, name.span(), text));
      return ANY;
    }
    boolean notNull = nullDone && type.isNullable();
    Local local = new Local(Local.Kind.PATTERN, text, notNull ? type.notNull() : type, name.span());
    body.declare(local, mark);
    TypedPattern bind = new TypedPattern.Bind(local);
    return notNull ? new TypedPattern.NotNull(bind, null) : bind;
  }

  private @Nullable TypedPattern literal(Expression value, Type type, Span span) {
    Expectation hint = Expectation.of(type, "the subject of the `match`");
    TypedExpression typed = body.expressions.infer(value, hint);
    if (typed.type() == Type.Error.ERROR || type == Type.Error.ERROR) {
      return null;
    }
    if (!typed.type().equals(type)) {
      body.report(
          new TypeProblem.BadPattern(
              body.file, span, "a value of type `" + typed.type() + "`", type, null));
      return null;
    }
    return new TypedPattern.Literal(typed);
  }

  private @Nullable TypedPattern range(Pattern.Range range, Type type) {
    TypedExpression low = limit(range.low(), type);
    TypedExpression high = limit(range.high(), type);
    if (low == null || high == null || type == Type.Error.ERROR) {
      return null;
    }
    if (!low.type().equals(type)
        || !high.type().equals(type)
        || !(type.isInteger() || type == Type.Primitive.CHAR)) {
      body.report(
          new TypeProblem.BadPattern(
              body.file, range.span(), "a range of " + low.type(), type, null));
      return null;
    }
    Exhaustiveness.Limit a = Exhaustiveness.limit(low, body.tables);
    Exhaustiveness.Limit b = Exhaustiveness.limit(high, body.tables);
    if (a != null && b != null) {
      int order = a.value().compareTo(b.value());
      if (order > 0 || (order == 0 && !range.inclusive())) {
        body.report(new TypeProblem.EmptyRange(body.file, range.span()));
        return null;
      }
    }
    return new TypedPattern.Range(low, high, range.inclusive());
  }

  private @Nullable TypedExpression limit(Expression limit, Type type) {
    if (limit instanceof Expression.NameUse use
        && !(body.tables.names().find(body.scope, use.name().text()) instanceof Symbol.Constant)) {
      body.report(new TypeProblem.LimitNotConstant(body.file, use.span(), use.name().text()));
      return null;
    }
    TypedExpression typed =
        body.expressions.infer(limit, Expectation.of(type, "the subject of the `match`"));
    return typed.type() == Type.Error.ERROR ? null : typed;
  }

  private @Nullable TypedPattern tuple(
      List<Pattern> elements, Type type, int mark, boolean mayBind, Span span) {
    List<Type> types =
        type instanceof Type.Tuple(List<Type> of) && of.size() == elements.size() ? of : null;
    if (types == null && type != Type.Error.ERROR) {
      body.report(
          new TypeProblem.BadPattern(
              body.file, span, "a tuple of " + elements.size() + " elements", type, null));
    }
    List<TypedPattern> typed = new ArrayList<>();
    boolean failed = types == null;
    for (int i = 0; i < elements.size(); i++) {
      TypedPattern element =
          pattern(
              elements.get(i),
              types == null ? Type.Error.ERROR : types.get(i),
              mark,
              mayBind,
              false);
      failed |= element == null;
      if (element != null) {
        typed.add(element);
      }
    }
    return failed ? null : new TypedPattern.Tuple(typed);
  }

  private @Nullable TypedPattern named(
      Pattern.Named pattern, Type type, int mark, boolean mayBind) {
    Path path = pattern.path();
    String text = path.text();
    if (type instanceof Type.Result(Type ok, Type error)
        && path.names().size() == 1
        && (text.equals("Ok") || text.equals("Err"))) {
      return outcome(pattern, text.equals("Ok"), text.equals("Ok") ? ok : error, mark, mayBind);
    }
    TypedPattern entry = entry(pattern, type);
    if (entry != null) {
      return entry;
    }
    Symbol symbol = symbol(path);
    switch (symbol) {
      case null -> {
        bindError(pattern, mark, mayBind);
        if (type instanceof Type.Named(Symbol.EnumClass enumClass, _)
            && pattern.parts() == null
            && !path.last().isMissing()) {
          body.report(
              new UnionProblem.UnknownEntry(
                  body.file,
                  path.last().span(),
                  enumClass,
                  path.last().text(),
                  ExpressionChecker.nearestEntry(enumClass, path.last().text())));
        } else if (type != Type.Error.ERROR
            && !path.last().isMissing()
            && !body.scope.broken().contains(path.names().getFirst().text())) {
          body.report(new TypeProblem.UnknownPattern(body.file, path.span(), text));
        }
        return null;
      }
      case Symbol.Constant constant -> {
        Type of = body.tables.constantType(constant);
        if (of == Type.Error.ERROR || type == Type.Error.ERROR) {
          return null;
        }
        if (!of.equals(type)) {
          body.report(
              new TypeProblem.BadPattern(
                  body.file, path.span(), "the constant `" + text + "`, " + of, type, null));
          return null;
        }
        return new TypedPattern.Constant(
            new TypedExpression.ConstantUse(constant, of, path.span()));
      }
      case Symbol.Class of -> {
        return data(pattern, of, type, mark, mayBind);
      }
      case Symbol.Function _,
          Symbol.Union _,
          Symbol.EnumClass _,
          Symbol.Requirement _,
          Symbol.ExternClass _ -> {
        bindError(pattern, mark, mayBind);
        if (!(symbol instanceof Symbol.Requirement || symbol instanceof Symbol.ExternClass)) {
          body.report(new TypeProblem.UnknownPattern(body.file, path.span(), text));
        }
        return null;
      }
    }
  }

  /// `Red`, `Color.Red` or `colors.Color.Red`, where the subject is a `Color`; otherwise `null`.
  private @Nullable TypedPattern entry(Pattern.Named pattern, Type type) {
    Path path = pattern.path();
    if (!(type instanceof Type.Named(Symbol.EnumClass of, _)) || pattern.parts() != null) {
      return null;
    }
    int index = ExpressionChecker.entry(of, path.last().text());
    List<Name> names = path.names();
    boolean named =
        switch (names.size()) {
          case 1 -> true;
          case 2 -> body.tables.names().find(body.scope, names.getFirst().text()) == of;
          case 3 -> symbol(new Path(names.subList(0, 2), path.span())) == of;
          default -> false;
        };
    return named && index >= 0 ? new TypedPattern.Entry(of, index) : null;
  }

  private @Nullable Symbol symbol(Path path) {
    if (path.names().size() == 1) {
      return body.tables.names().find(body.scope, path.last().text());
    }
    if (path.names().size() == 2) {
      ModuleScope module = body.tables.names().module(body.scope, path.names().getFirst().text());
      return module == null ? null : body.expressions.member(module, path.last());
    }
    return null;
  }

  /// Declares what a broken pattern binds, so that the arm does not complain about it again.
  private void bindError(Pattern.Named pattern, int mark, boolean mayBind) {
    if (pattern.parts() != null) {
      for (PatternPart part : pattern.parts()) {
        pattern(part.pattern(), Type.Error.ERROR, mark, mayBind, false);
      }
    }
  }

  private @Nullable TypedPattern outcome(
      Pattern.Named pattern, boolean ok, Type inside, int mark, boolean mayBind) {
    List<PatternPart> parts = pattern.parts();
    if (parts == null) {
      return new TypedPattern.Outcome(ok, ANY);
    }
    if (parts.size() != 1 || parts.getFirst().field() != null) {
      body.report(
          new TypeProblem.PatternParts(
              body.file, pattern.span(), ok ? "Ok" : "Err", 1, parts.size(), null));
      bindError(pattern, mark, mayBind);
      return null;
    }
    TypedPattern inner = pattern(parts.getFirst().pattern(), inside, mark, mayBind, false);
    return inner == null ? null : new TypedPattern.Outcome(ok, inner);
  }

  private @Nullable TypedPattern data(
      Pattern.Named pattern, Symbol.Class of, Type type, int mark, boolean mayBind) {
    Type held = body.variantType(of, type);
    UnionInfo.Variant variant = held == null ? null : body.variant(held, type);
    if (variant != null && held != null) {
      TypedPattern inner = parts(pattern, of, held, mark, mayBind);
      return inner == null ? null : new TypedPattern.Variant(variant, type, inner, null);
    }
    if (!(type instanceof Type.Named(Symbol symbol, _)) || symbol != of) {
      if (type != Type.Error.ERROR) {
        body.report(
            new TypeProblem.BadPattern(
                body.file, pattern.span(), "a `" + of.name() + "`", type, null));
      }
      bindError(pattern, mark, mayBind);
      return null;
    }
    return parts(pattern, of, type, mark, mayBind);
  }

  /// The fields that a pattern of a class or data class names.
  private @Nullable TypedPattern parts(
      Pattern.Named pattern, Symbol.Class of, Type type, int mark, boolean mayBind) {
    boolean object = ExpressionChecker.isObject(type);
    List<PatternPart> parts = pattern.parts();
    if (parts == null) {
      return object ? ANY : new TypedPattern.Data(of, List.of());
    }
    ClassInfo info = body.tables.classInfo(of);
    List<FieldInfo> fields = info.constructorFields();
    boolean named = parts.stream().anyMatch(part -> part.field() != null);
    if (!named && parts.size() != fields.size()) {
      body.report(
          new TypeProblem.PatternParts(
              body.file,
              pattern.span(),
              of.name(),
              fields.size(),
              parts.size(),
              info.fields().isEmpty() ? null : info.fields().getFirst().name()));
      bindError(pattern, mark, mayBind);
      return null;
    }
    List<TypedPattern.FieldPattern> typed = new ArrayList<>();
    Substitution known = Substitution.of(type);
    Map<FieldInfo, Span> seen = new HashMap<>();
    boolean failed = false;
    for (int i = 0; i < parts.size(); i++) {
      PatternPart part = parts.get(i);
      FieldInfo field;
      if (part.field() == null) {
        boolean behind = i > 0 && parts.get(i - 1).field() != null;
        if (behind || i >= fields.size()) {
          body.report(new TypeProblem.PatternPartUnnamed(body.file, part.span()));
          pattern(part.pattern(), Type.Error.ERROR, mark, mayBind, false);
          failed = true;
          continue;
        }
        field = fields.get(i);
      } else {
        field = body.tables.field(info, part.field().text());
        if (field == null) {
          body.calls.unknownMember(type, part.field());
          pattern(part.pattern(), Type.Error.ERROR, mark, mayBind, false);
          failed = true;
          continue;
        }
      }
      Span first = seen.putIfAbsent(field, part.span());
      if (first != null) {
        body.report(new UnionProblem.FieldTwice(body.file, part.span(), first, field.name()));
        failed = true;
      }
      TypedPattern inner = pattern(part.pattern(), known.apply(field.type()), mark, mayBind, false);
      failed |= inner == null;
      if (inner != null
          && object
          && field.isVar()
          && !(inner instanceof TypedPattern.Any || inner instanceof TypedPattern.Bind)) {
        body.report(new UnionProblem.VarFieldPattern(body.file, part.span(), field.name()));
        failed = true;
      } else if (inner != null) {
        typed.add(new TypedPattern.FieldPattern(field, inner));
      }
    }
    if (failed) {
      return null;
    }
    return object ? new TypedPattern.Object(of, typed) : new TypedPattern.Data(of, typed);
  }
}
