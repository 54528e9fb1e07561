package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.type.ClassInfo;
import dev.veltrano.type.FieldInfo;
import dev.veltrano.type.Texts;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
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
    @Nullable Flow exit;
    boolean labelUsed;

    Target(@Nullable LabelName label, boolean isLoop, int depth) {
      this.label = label;
      this.isLoop = isLoop;
      this.depth = depth;
    }
  }

  /// A call of a method that may change the place it is called on; judged when it is known which
  /// methods do.
  record PlaceCall(
      TypedExpression.MethodCall call, @Nullable Local root, boolean isPlace, boolean onSelf) {}

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

  Flow flow = Flow.START;
  boolean changesSelf;

  /// Names of this body that have no meaning yet.
  final Set<String> brokenNames = new HashSet<>();

  /// Where the type of the result would be written; `null` where it is written, or there is none.
  @Nullable Span resultPlace;

  final Set<Symbol.Function> callees = new LinkedHashSet<>();
  final List<PlaceCall> placeCalls = new ArrayList<>();
  final List<Target> targets = new ArrayList<>();

  private final Map<String, Local> visible = new HashMap<>();
  private final Map<Local, Integer> depths = new HashMap<>();
  private final List<@Nullable Local> shadowed = new ArrayList<>();
  private final List<String> declaredNames = new ArrayList<>();
  private final List<Local> locals = new ArrayList<>();
  private int sites;

  Body(
      Tables tables,
      ModuleScope scope,
      List<Diagnostic> problems,
      @Nullable Local self,
      @Nullable ClassInfo owner,
      @Nullable Expectation result) {
    this.tables = tables;
    this.scope = scope;
    this.file = scope.module().file();
    this.types = new TypeReader(tables.names(), scope, problems);
    this.problems = problems;
    this.self = self;
    this.owner = owner;
    this.result = result;
    this.expressions = new ExpressionChecker(this);
    this.statements = new StatementChecker(this);
    this.calls = new CallChecker(this);
    this.matches = new MatchChecker(this);
  }

  /// Whether a name was meant to mean something and went wrong, which has been reported.
  boolean isBroken(String name) {
    return brokenNames.contains(name) || scope.broken().contains(name);
  }

  void report(TypeProblem problem) {
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

  @Nullable Local local(String name) {
    return visible.get(name);
  }

  Iterable<String> visibleNames() {
    return visible.keySet();
  }

  List<Local> locals() {
    return locals;
  }

  /// How many loops are open.
  int loopDepth() {
    int depth = 0;
    for (Target target : targets) {
      if (target.isLoop) {
        depth++;
      }
    }
    return depth;
  }

  int depthOf(Local local) {
    return depths.getOrDefault(local, 0);
  }

  /// A number for a place that may make text of this type, or [TypedExpression#NO_SITE].
  int site(Type type) {
    return Texts.carries(type, tables) ? sites++ : TypedExpression.NO_SITE;
  }

  /// A number for a call of a method, which may also put text into its receiver.
  int site(Type result, Type receiver) {
    return Texts.carries(result, tables) ? sites++ : site(receiver);
  }

  int sites() {
    return sites;
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
}
