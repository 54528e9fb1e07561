package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.RequiredMember;
import dev.veltrano.type.tree.RequirementInfo;
import dev.veltrano.type.tree.TypeBound;
import dev.veltrano.type.tree.TypeRequirement;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One body while it is checked: a function's, a default value's, a constant's. Holds what the
/// checkers of statements, expressions, calls and matches share: the names in scope, the flow, the
/// problems found. Used by one thread, thrown away afterwards.
final class Body {

  /// A loop or labelled block that jumps can leave; `exits` is what is known at each `break`.
  static final class Target {
    final @Nullable LabelName label;
    final boolean isLoop;
    final int depth;

    /// What no jump can leave, in words: `a lambda`, a `defer`.
    final @Nullable String barrier;

    @Nullable Flow exit;

    /// Whether a jump or a lifetime speaks of the label.
    boolean labelUsed;

    Target(@Nullable LabelName label, boolean isLoop, int depth) {
      this(label, isLoop, depth, null);
    }

    private Target(@Nullable LabelName label, boolean isLoop, int depth, @Nullable String barrier) {
      this.label = label;
      this.isLoop = isLoop;
      this.depth = depth;
      this.barrier = barrier;
    }
  }

  /// A call of a method that may change the place it is called on; judged when it is known which
  /// methods do. `outside` tells whether the root is declared outside of the lambda or `defer` that
  /// the call stands in.
  record PlaceCall(
      TypedExpression.MethodCall call,
      @Nullable Local root,
      boolean isPlace,
      boolean onSelf,
      boolean outside) {}

  final Tables tables;
  final ModuleScope scope;
  final SourceFile file;
  final TypeReader types;
  final List<Diagnostic> problems;

  /// The receiver and its class, in a method or an initialiser.
  final @Nullable Local self;

  final @Nullable ClassInfo owner;

  /// The declared result; `null` while it is being inferred, or where nothing can be returned.
  final @Nullable Expectation result;

  final ExpressionChecker expressions;
  final StatementChecker statements;
  final CallChecker calls;
  final MatchChecker matches;
  final LambdaChecker lambdas;
  final Forwarding forwarding;
  final LabelScope labels;
  final BufferChecker buffers;
  final TextChecker texts;
  final ArenaChecker arenas;
  final LocalFunctions localFunctions;

  /// The function whose body it is; `null` for initialisers and constants.
  final Symbol.@Nullable Function function;

  /// The body that this one is declared in, and what it uses of it; `null` where there is none.
  final @Nullable Body around;

  final LocalFunctions.@Nullable Declared own;

  /// The functions that are declared in this body, by the locals that stand for their names.
  final Map<Local, LocalFunctions.Declared> functions = new HashMap<>();

  /// The bodies of these functions.
  final List<CheckedBody> inside = new ArrayList<>();

  private @Nullable Abilities abilities;
  private final @Nullable Symbol declaration;

  Flow flow = Flow.START;
  boolean changesSelf;

  /// Where it is reported that the type of a field is asked for while it is being found.
  List<Diagnostic> circles;

  /// Names of this body that have no meaning yet.
  final Set<String> brokenNames = new HashSet<>();

  /// Where the type of the result would be written; `null` where it is written, or there is none.
  @Nullable Span resultPlace;

  final Set<Symbol.Function> callees = new LinkedHashSet<>();

  /// The classes of which the body makes values, which runs their initialisers.
  final Set<Symbol.Class> constructed = new LinkedHashSet<>();

  final List<PlaceCall> placeCalls = new ArrayList<>();
  final List<Target> targets = new ArrayList<>();

  private final Map<String, Local> visible = new HashMap<>();
  private final Map<Local, Integer> depths = new HashMap<>();
  private final List<@Nullable Local> shadowed = new ArrayList<>();
  private final List<String> declaredNames = new ArrayList<>();
  private final List<Local> locals = new ArrayList<>();
  private final Symbol.@Nullable Class home;
  private final Map<Local, Integer> frames = new HashMap<>();
  private final Set<Local> ownParameters = new HashSet<>();
  private int frame;

  Body(
      Tables tables,
      ModuleScope scope,
      List<Diagnostic> problems,
      @Nullable Local self,
      @Nullable ClassInfo owner,
      @Nullable Expectation result,
      Symbol.@Nullable Function function,
      Symbol.@Nullable Class home) {
    this(tables, scope, problems, self, owner, result, function, home, null, null);
  }

  Body(
      Tables tables,
      ModuleScope scope,
      List<Diagnostic> problems,
      @Nullable Local self,
      @Nullable ClassInfo owner,
      @Nullable Expectation result,
      Symbol.@Nullable Function function,
      Symbol.@Nullable Class home,
      @Nullable Body around,
      LocalFunctions.@Nullable Declared own) {
    this.function = function;
    this.around = around;
    this.own = own;
    this.tables = tables;
    this.scope = scope;
    this.file = scope.module().file();
    this.labels = new LabelScope(file, problems, tables.usedLabels(), function, home, this);
    this.types = new TypeReader(tables, scope, problems, labels);
    this.problems = problems;
    this.circles = problems;
    this.self = self;
    this.owner = owner;
    this.result = result;
    this.expressions = new ExpressionChecker(this);
    this.statements = new StatementChecker(this);
    this.calls = new CallChecker(this);
    this.matches = new MatchChecker(this);
    this.lambdas = new LambdaChecker(this);
    this.forwarding = new Forwarding(this);
    this.buffers = new BufferChecker(this);
    this.texts = new TextChecker(this);
    this.arenas = new ArenaChecker(this);
    this.localFunctions = new LocalFunctions(this);
    this.home = home;
    this.declaration = function != null ? function : home;
  }

  /// What values of a type can do here.
  Abilities abilities() {
    Abilities known = abilities;
    if (known == null) {
      known = new Abilities(declaration == null ? List.of() : tables.boundsIn(declaration));
      abilities = known;
    }
    return known;
  }

  /// The member of that name that a requirement promises of a type parameter, or `null`.
  @Nullable RequiredMember required(Type.Parameter parameter, String name) {
    for (RequirementInfo info : requirementsOf(parameter)) {
      RequiredMember member = info.member(name);
      if (member != null) {
        return member;
      }
    }
    return null;
  }

  /// The names of all members that are promised of a type parameter.
  List<String> requiredNames(Type.Parameter parameter) {
    List<String> names = new ArrayList<>();
    for (RequirementInfo info : requirementsOf(parameter)) {
      info.members().forEach(member -> names.add(member.name()));
    }
    return names;
  }

  private List<RequirementInfo> requirementsOf(Type.Parameter parameter) {
    List<RequirementInfo> all = new ArrayList<>();
    for (TypeBound bound :
        declaration == null ? List.<TypeBound>of() : tables.boundsIn(declaration)) {
      if (bound.parameter().equals(parameter)
          && bound.requirement() instanceof TypeRequirement.Declared(Symbol.Requirement symbol)) {
        all.add(tables.requirementInfo(symbol));
      }
    }
    return all;
  }

  /// Reports a member that another requirement asks for in another way.
  void reportTwoMembers(RequiredMember member, Type.Parameter parameter, Span span) {
    for (RequirementInfo info : requirementsOf(parameter)) {
      RequiredMember other = info.member(member.name());
      if (other != null && other.of() != member.of() && !isSame(member, other)) {
        report(new GenericProblem.TwoMembers(file, span, member.name(), member.of(), other.of()));
      }
    }
  }

  private boolean isSame(RequiredMember a, RequiredMember b) {
    Substitution self =
        Substitution.of(
            List.of(tables.requirementInfo(b.of()).self()),
            List.of(tables.requirementInfo(a.of()).self()));
    if (a.property() != b.property()
        || !a.result().equals(self.apply(b.result()))
        || a.parameters().size() != b.parameters().size()) {
      return false;
    }
    for (int i = 0; i < a.parameters().size(); i++) {
      if (!a.parameters().get(i).type().equals(self.apply(b.parameters().get(i).type()))) {
        return false;
      }
    }
    return true;
  }

  /// Notes the methods that are called where type arguments satisfy requirements.
  void noteSatisfied(List<TypeBound> asked, Substitution given) {
    for (TypeBound bound : asked) {
      if (bound.requirement() instanceof TypeRequirement.Declared(Symbol.Requirement symbol)
          && given.get(bound.parameter()) instanceof Type.Named(Symbol.Class declared, _)) {
        for (RequiredMember member : tables.requirementInfo(symbol).members()) {
          Symbol.Function method = tables.classInfo(declared).methods().get(member.name());
          if (method != null) {
            callees.add(method);
          }
        }
      }
    }
  }

  /// Reports that nobody says of a type parameter that it can do something, where that is what is
  /// wrong with a type.
  boolean reportUnpromised(Type type, TypeRequirement.BuiltIn requirement, Span span) {
    Type.Parameter parameter = type.isOpen() ? abilities().lacking(type, requirement) : null;
    if (parameter == null) {
      return false;
    }
    Span declared = LabelScope.declared(parameter);
    report(
        new GenericProblem.Unpromised(
            file,
            span,
            parameter.name(),
            requirement.toString(),
            declared == null
                ? null
                : Fix.maybe(
                    "ask it of `" + parameter + "`",
                    new Edit(
                        parameter.owner().file(),
                        new Span(declared.end(), 0),
                        ": " + requirement))));
    return true;
  }

  /// The function or class that is checked, whose type parameters have a meaning here.
  @Nullable Symbol declaration() {
    return declaration;
  }

  /// Whether this is an initialiser of a class, and the class has a method of that name.
  boolean inInitialiserOf(String method) {
    if (home == null || owner != null) {
      return false;
    }
    for (Symbol.Function candidate : tables.names().methods(home)) {
      if (candidate.name().equals(method)) {
        return true;
      }
    }
    return false;
  }

  /// Whether this is an initialiser of a class.
  boolean inInitialiser() {
    return home != null && owner == null;
  }

  /// Whether a name was meant to mean something and went wrong, which has been reported.
  boolean isBroken(String name) {
    return brokenNames.contains(name)
        || scope.broken().contains(name)
        || around != null && around.isBroken(name);
  }

  void report(Problem problem) {
    problems.add(problem.diagnostic());
  }

  // Scopes

  /// Opens a scope; give the answer to [#close].
  int open() {
    return declaredNames.size();
  }

  /// Closes a scope: the names declared since are gone, those that they shadowed are back.
  void close(int mark) {
    for (int i = declaredNames.size() - 1; i >= mark; i--) {
      String name = declaredNames.removeLast();
      Local before = shadowed.removeLast();
      if (before == null) {
        visible.remove(name);
      } else {
        visible.put(name, before);
      }
    }
  }

  /// Declares a local in the innermost scope, which starts at `mark`.
  void declare(Local local, int mark) {
    locals.add(local);
    depths.put(local, loopDepth());
    frames.put(local, frame);
    if (local.name().equals("_") || local.name().isEmpty()) {
      return;
    }
    for (int i = mark; i < declaredNames.size(); i++) {
      if (declaredNames.get(i).equals(local.name())) {
        Local first = visible.get(local.name());
        report(
            new TypeProblem.DuplicateLocal(
                file, local.nameSpan(), local.name(), first == null ? null : first.nameSpan()));
        break;
      }
    }
    shadowed.add(visible.put(local.name(), local));
    declaredNames.add(local.name());
  }

  /// Whether the innermost scope, which starts at `mark`, declares a name already.
  boolean isDeclaredSince(String name, int mark) {
    return declaredNames.subList(mark, declaredNames.size()).contains(name);
  }

  @Nullable Local local(String name) {
    Local found = visible.get(name);
    if (found != null || around == null) {
      return found;
    }
    Local outer = around.local(name);
    return outer == null ? null : capture(outer);
  }

  /// What stands for a local of the function around this one; `null` where it cannot be had.
  private @Nullable Local capture(Local outer) {
    if (own == null || around == null || around.localFunctions.of(outer) != null) {
      return outer;
    }
    Local known = own.captured.get(outer);
    if (known == null) {
      known = new Local(Local.Kind.PARAMETER, outer.name(), outer.type(), outer.nameSpan());
      own.captured.put(outer, known);
      frames.put(known, 0);
      visible.put(outer.name(), known);
    }
    return known;
  }

  /// What stands here for a local of the body `of`, which is this one or around it.
  @Nullable Local reach(Local local, Body of) {
    if (this == of) {
      return local;
    }
    Local outer = around == null ? null : around.reach(local, of);
    return outer == null ? null : capture(outer);
  }

  /// Whether a local is a parameter that stands for one of the function around.
  @Nullable Local captures(Local local) {
    if (own != null) {
      for (Map.Entry<Local, Local> entry : own.captured.entrySet()) {
        if (entry.getValue() == local) {
          return entry.getKey();
        }
      }
    }
    return null;
  }

  Iterable<String> visibleNames() {
    if (around == null) {
      return visible.keySet();
    }
    Set<String> names = new LinkedHashSet<>(visible.keySet());
    around.visibleNames().forEach(names::add);
    return names;
  }

  List<Local> locals() {
    return locals;
  }

  /// How many loops are open.
  int loopDepth() {
    int depth = 0;
    for (Target target : targets) {
      if (target.isLoop || target.barrier != null) {
        depth++;
      }
    }
    return depth;
  }

  int depthOf(Local local) {
    return depths.getOrDefault(local, 0);
  }

  // What runs later or many times

  /// What is known while a lambda or `defer` is checked, to be put back afterwards.
  record Outside(Flow flow, Target target) {}

  /// Enters a lambda or `defer`. It may run when `var`s have other values than now, so nothing that
  /// is known of them counts.
  Outside enter(String what) {
    Target target = new Target(null, false, targets.size(), what);
    Outside outside = new Outside(flow, target);
    targets.add(target);
    frame++;
    flow = flow.withoutVariables();
    return outside;
  }

  /// Leaves it: what is known is what was known before, except of what it has captured.
  void leave(Outside outside) {
    frame--;
    targets.remove(outside.target);
    flow = outside.flow;
    for (Flow.Fact fact = flow.facts(); fact != null; fact = fact.next()) {
      if (fact.place().root().isCaptured() && isVariable(fact.place().root())) {
        flow = flow.forget(fact.place().root());
      }
    }
  }

  private static boolean isVariable(Local local) {
    return local.kind() == Local.Kind.VAR;
  }

  /// The innermost lambda or `defer` around this place, in words; `null` where there is none.
  @Nullable String barrier() {
    for (int i = targets.size() - 1; i >= 0; i--) {
      if (targets.get(i).barrier != null) {
        return targets.get(i).barrier;
      }
    }
    return null;
  }

  /// Whether a local is declared outside of the lambda or `defer` that is being checked.
  boolean isOutside(Local local) {
    return frames.getOrDefault(local, 0) < frame;
  }

  /// Whether a lambda, and not only a `defer`, stands between here and where a local is declared.
  boolean inLambdaSince(Local local) {
    int outer = frame - frames.getOrDefault(local, 0);
    for (int i = targets.size() - 1; i >= 0 && outer > 0; i--) {
      String barrier = targets.get(i).barrier;
      if (barrier != null) {
        outer--;
        if (barrier.equals("a lambda")) {
          return true;
        }
      }
    }
    return false;
  }

  /// Notes that a local is read.
  void read(Local local) {
    local.countRead();
    if (isOutside(local)) {
      local.markCaptured();
    }
  }

  /// Notes that a local, or a place inside of it, is assigned.
  void write(Local local) {
    local.countWrite();
    if (isOutside(local)) {
      local.markWrittenByCapture();
    }
  }

  /// Notes that a method assigns its own fields.
  void writeSelf(Local self) {
    changesSelf = true;
    if (isOutside(self)) {
      self.markWrittenByCapture();
    }
  }

  /// Notes the parameters of a lambda, which somebody wants to know of if they are unused.
  void expectUse(Local local) {
    ownParameters.add(local);
  }

  Set<Local> lambdaParameters() {
    return ownParameters;
  }

  // Shorthands that several checkers use

  TypedExpression error(Span span) {
    return new TypedExpression.Error(span);
  }

  TypedBlock emptyBlock(Span span) {
    return new TypedBlock(List.of(), null, Type.Primitive.UNIT, true, span);
  }

  /// Whether an expression is made of number literals only, so that it takes any number type.
  static boolean literalOnly(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral _ -> true;
      case Expression.Parenthesised(Expression inner, _) -> literalOnly(inner);
      case Expression.Unary(var operator, Expression operand, _) ->
          switch (operator) {
            case NEGATE, BIT_NOT -> literalOnly(operand);
            case NOT, TRY -> false;
          };
      case Expression.Binary(var operator, Expression left, Expression right, _, _) ->
          switch (operator) {
            case ADD,
                SUBTRACT,
                MULTIPLY,
                DIVIDE,
                REMAINDER,
                BIT_AND,
                BIT_OR,
                BIT_XOR,
                SHIFT_LEFT,
                SHIFT_RIGHT ->
                literalOnly(left) && literalOnly(right);
            case OR,
                AND,
                EQUAL,
                NOT_EQUAL,
                IDENTICAL,
                NOT_IDENTICAL,
                LESS,
                LESS_OR_EQUAL,
                GREATER,
                GREATER_OR_EQUAL,
                IN,
                NOT_IN,
                ELVIS,
                RANGE,
                RANGE_UNTIL,
                DOWN_TO,
                STEP ->
                false;
          };
      default -> false;
    };
  }

  /// The place that an expression reads, if it is one that smart casts hold for.
  Flow.@Nullable Place place(TypedExpression expression) {
    return switch (expression) {
      case TypedExpression.LocalUse(Local local, _) -> {
        TypedExpression original = local.narrowedFrom();
        if (local.isCaptured() && isVariable(local)) {
          yield null;
        }
        yield original == null ? new Flow.Place(local, "") : place(original);
      }
      case TypedExpression.Parenthesised(TypedExpression inner) -> place(inner);
      case TypedExpression.FieldGet(TypedExpression receiver, FieldInfo field, _, _) -> {
        Flow.Place inner = field.isVar() ? null : place(receiver);
        yield inner == null
            ? null
            : new Flow.Place(
                inner.root(),
                inner.fields().isEmpty() ? field.name() : inner.fields() + "." + field.name());
      }
      default -> null;
    };
  }

  /// The variant of the union `union` that values of type `type` are, or `null`.
  UnionInfo.@Nullable Variant variant(Type type, Type union) {
    UnionInfo.Variant found =
        type instanceof Type.Named(Symbol.Class declared, _)
                && union instanceof Type.Named(Symbol.Union symbol, _)
            ? tables.unionInfo(symbol).variant(declared)
            : null;
    return found != null && Substitution.of(union).apply(found.type()).equals(type) ? found : null;
  }

  /// The type of the values of a class that a union holds, `null` where it holds none.
  @Nullable Type variantType(Symbol.Class of, Type union) {
    UnionInfo.Variant found =
        union instanceof Type.Named(Symbol.Union symbol, _)
            ? tables.unionInfo(symbol).variant(of)
            : null;
    return found == null ? null : Substitution.of(union).apply(found.type());
  }

  /// Whether a value of type `type` can stand where `want` is asked for, by itself or converted.
  boolean fits(Type type, Type want) {
    return type.equals(want)
        || variant(type, want.notNull()) != null
        || (type instanceof Type.Reference(Type referred)
            && !(want.notNull() instanceof Type.Reference)
            && fits(referred, want))
        || (want instanceof Type.Nullable(Type of)
            && (type.equals(of) || StatementChecker.isUnknownNull(type)));
  }

  /// How an error of type `from` becomes one of type `to`; `null` where it cannot.
  TypedExpression.@Nullable Widening widening(Type from, Type to) {
    if (!(to instanceof Type.Named(Symbol.Union union, _))) {
      return null;
    }
    UnionInfo info = tables.unionInfo(union);
    List<UnionInfo.Variant> variants = new ArrayList<>();
    if (from instanceof Type.Named(Symbol.Union other, _)) {
      for (UnionInfo.Variant each : tables.unionInfo(other).variants()) {
        UnionInfo.Variant same = info.variant(each.of());
        if (same == null) {
          return null;
        }
        variants.add(same);
      }
      return new TypedExpression.Widening(from, to, variants);
    }
    UnionInfo.Variant variant = variant(from, to);
    return variant == null ? null : new TypedExpression.Widening(from, to, List.of(variant));
  }
}
