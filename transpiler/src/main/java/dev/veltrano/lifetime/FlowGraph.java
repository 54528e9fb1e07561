package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Texts;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedExpression.Argument;
import dev.veltrano.type.tree.TypedExpression.TextPiece;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedPattern;
import dev.veltrano.type.tree.TypedStatement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the text of one function can go: a graph with a node for each local that carries text, one
/// for the result, and one for each place that makes text; an edge says that a value flows.
///
/// Values are covariant in everything they refer to, so one region for each local is enough, and
/// the graph needs no order of statements.
final class FlowGraph {
  static final int NOWHERE = -1;
  static final int RESULT = 0;

  private final Map<Symbol.Function, Summary> summaries;
  private final Texts.Classes classes;
  private final TypedFunction function;
  private final Map<Local, Integer> nodes = new IdentityHashMap<>();
  private final List<BitSet> edges = new ArrayList<>();
  private final List<Integer> nodeDepths = new ArrayList<>();
  private final int[] siteNodes;
  private final List<List<Integer>> siteLoops = new ArrayList<>();
  private final BitSet active = new BitSet();
  private final List<Integer> loops = new ArrayList<>();
  private final int selfNode;

  /// What callers need to know of a function: which parameters (and whether the receiver) can come
  /// out of it, which can end up in the receiver, and whether new text can.
  record Summary(BitSet toResult, boolean selfToResult, BitSet toSelf, boolean makes) {
    static final Summary NOTHING = new Summary(new BitSet(), false, new BitSet(), false);
  }

  FlowGraph(
      TypedFunction function, Map<Symbol.Function, Summary> summaries, Texts.Classes classes) {
    this.function = function;
    this.summaries = summaries;
    this.classes = classes;
    newNode(0);
    Signature signature = function.signature();
    Local self = signature.self();
    this.selfNode = self != null && carries(self.type()) ? node(self) : NOWHERE;
    for (var parameter : signature.parameters()) {
      if (carries(parameter.type())) {
        node(parameter.local());
      }
    }
    this.siteNodes = new int[function.sites()];
    for (int i = 0; i < siteNodes.length; i++) {
      siteNodes[i] = newNode(0);
      siteLoops.add(List.of());
    }
    block(function.body(), carries(signature.result()) ? RESULT : NOWHERE);
  }

  private boolean carries(Type type) {
    return Texts.carries(type, classes);
  }

  private int newNode(int depth) {
    edges.add(new BitSet());
    nodeDepths.add(depth);
    return edges.size() - 1;
  }

  private int node(Local local) {
    Integer known = nodes.get(local);
    if (known != null) {
      return known;
    }
    int node = newNode(loops.size());
    nodes.put(local, node);
    return node;
  }

  private void edge(int from, int to) {
    if (to != NOWHERE && from != to) {
      edges.get(from).set(to);
    }
  }

  /// The node for a local as the target of a value; [#NOWHERE] where it carries no text.
  private int target(Local local) {
    return carries(local.type()) ? node(local) : NOWHERE;
  }

  // Results

  BitSet reachable(int from) {
    BitSet seen = new BitSet();
    List<Integer> work = new ArrayList<>();
    seen.set(from);
    work.add(from);
    while (!work.isEmpty()) {
      BitSet next = edges.get(work.removeLast());
      for (int to = next.nextSetBit(0); to >= 0; to = next.nextSetBit(to + 1)) {
        if (!seen.get(to)) {
          seen.set(to);
          work.add(to);
        }
      }
    }
    return seen;
  }

  Summary summary() {
    BitSet toResult = new BitSet();
    BitSet toSelf = new BitSet();
    var parameters = function.signature().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Integer node = nodes.get(parameters.get(i).local());
      if (node != null) {
        BitSet reached = reachable(node);
        toResult.set(i, reached.get(RESULT));
        toSelf.set(i, selfNode != NOWHERE && reached.get(selfNode));
      }
    }
    boolean makes = false;
    for (int site = active.nextSetBit(0); site >= 0; site = active.nextSetBit(site + 1)) {
      makes |= leaves(reachable(siteNodes[site]));
    }
    boolean selfToResult = selfNode != NOWHERE && reachable(selfNode).get(RESULT);
    return new Summary(toResult, selfToResult, toSelf, makes);
  }

  private boolean leaves(BitSet reached) {
    return reached.get(RESULT) || (selfNode != NOWHERE && reached.get(selfNode));
  }

  /// Where the text of a site is put: with the caller if it leaves the function, otherwise in the
  /// innermost loop that nothing it flows to is declared outside of.
  Places.Place place(int site) {
    if (!active.get(site)) {
      return new Places.Place.None();
    }
    BitSet reached = reachable(siteNodes[site]);
    if (leaves(reached)) {
      return new Places.Place.Caller();
    }
    List<Integer> around = siteLoops.get(site);
    int depth = around.size();
    for (int node = reached.nextSetBit(0); node >= 0; node = reached.nextSetBit(node + 1)) {
      if (node != siteNodes[site]) {
        depth = Math.min(depth, nodeDepths.get(node));
      }
    }
    return depth == 0 ? new Places.Place.Own() : new Places.Place.Loop(around.get(depth - 1));
  }

  private void makesText(int site, int to) {
    active.set(site);
    siteLoops.set(site, List.copyOf(loops));
    nodeDepths.set(siteNodes[site], loops.size());
    edge(siteNodes[site], to);
  }

  // Statements

  private void block(TypedBlock block, int to) {
    for (TypedStatement statement : block.statements()) {
      statement(statement);
    }
    if (block.value() != null) {
      visit(block.value(), to);
    }
  }

  private void statement(TypedStatement statement) {
    switch (statement) {
      case TypedStatement.Let(TypedBinder binder, _, _, TypedExpression value, _) -> {
        if (value == null) {
          if (binder instanceof TypedBinder.Name(Local local)) {
            target(local);
          }
        } else {
          visit(value, binderNode(binder));
        }
      }
      case TypedStatement.Assign(TypedExpression place, _, TypedExpression value, _) ->
          visit(value, carries(place.type()) ? rootNode(place) : NOWHERE);
      case TypedStatement.Evaluate(TypedExpression expression, _) -> visit(expression, NOWHERE);
      case TypedStatement.While(_, TypedExpression condition, TypedBlock body, _) -> {
        visit(condition, NOWHERE);
        loop(body);
      }
      case TypedStatement.For loop -> forLoop(loop);
      case TypedStatement.Block(_, TypedBlock body, _) -> block(body, NOWHERE);
      default -> throw new IllegalStateException("stub");
    }
  }

  private void loop(TypedBlock body) {
    loops.add(body.span().start());
    block(body, NOWHERE);
    loops.removeLast();
  }

  private void forLoop(TypedStatement.For loop) {
    loops.add(loop.body().span().start());
    int to = binderNode(loop.binder());
    if (loop.site() != TypedExpression.NO_SITE) {
      makesText(loop.site(), to);
    }
    loops.removeLast();
    visit(loop.iterated(), to);
    loop(loop.body());
  }

  /// A node from which everything flows that a binder takes apart.
  private int binderNode(TypedBinder binder) {
    return switch (binder) {
      case TypedBinder.Name(Local local) -> target(local);
      case TypedBinder.Ignore _ -> NOWHERE;
      case TypedBinder.Tuple(List<TypedBinder> elements) -> binderNode(elements);
      case TypedBinder.Data(_, List<TypedBinder> elements) -> binderNode(elements);
    };
  }

  private int binderNode(List<TypedBinder> elements) {
    int whole = newNode(loops.size());
    for (TypedBinder element : elements) {
      edge(whole, binderNode(element));
    }
    return whole;
  }

  private int rootNode(TypedExpression place) {
    return switch (place) {
      case TypedExpression.LocalUse(Local local, _) -> node(local);
      case TypedExpression.FieldGet(TypedExpression receiver, _, _, _) -> rootNode(receiver);
      case TypedExpression.Parenthesised(TypedExpression inner) -> rootNode(inner);
      default -> throw new IllegalStateException("no place: " + place);
    };
  }

  // Expressions

  private void visitAll(List<TypedExpression> expressions, int to) {
    for (TypedExpression expression : expressions) {
      visit(expression, to);
    }
  }

  /// Adds an edge to `to` from everything whose text can be in the value of the expression.
  private void visit(TypedExpression expression, int target) {
    int to = target != NOWHERE && carries(expression.type()) ? target : NOWHERE;
    switch (expression) {
      case TypedExpression.IntegerLiteral _,
          TypedExpression.FloatLiteral _,
          TypedExpression.CharLiteral _,
          TypedExpression.TextLiteral _,
          TypedExpression.BoolLiteral _,
          TypedExpression.NullLiteral _,
          TypedExpression.UnitLiteral _,
          TypedExpression.ConstantUse _,
          TypedExpression.TypeConstant _,
          TypedExpression.Break _,
          TypedExpression.Continue _,
          TypedExpression.Error _ -> {}
      case TypedExpression.LocalUse(Local local, _) -> {
        if (to != NOWHERE) {
          edge(node(local), to);
        }
      }
      case TypedExpression.Parenthesised(TypedExpression inner) -> visit(inner, to);
      case TypedExpression.Some(TypedExpression inner, _) -> visit(inner, to);
      case TypedExpression.Outcome(_, TypedExpression value, _, _) -> visit(value, to);
      case TypedExpression.NotNull(TypedExpression operand, _, _) -> visit(operand, to);
      case TypedExpression.Negate(TypedExpression operand, _) -> visit(operand, NOWHERE);
      case TypedExpression.Not(TypedExpression operand, _) -> visit(operand, NOWHERE);
      case TypedExpression.Tuple(List<TypedExpression> elements, _, _) -> visitAll(elements, to);
      case TypedExpression.Try(TypedExpression operand, _, _) -> {
        int whole = newNode(loops.size());
        visit(operand, whole);
        edge(whole, to);
        if (carries(function.signature().result())) {
          edge(whole, RESULT);
        }
      }
      case TypedExpression.FieldGet(TypedExpression receiver, _, _, _) -> visit(receiver, to);
      case TypedExpression.TupleGet(TypedExpression receiver, _, _, _) -> visit(receiver, to);
      case TypedExpression.Call(
              Symbol.Function callee,
              List<Argument> arguments,
              _,
              int site,
              _,
              _) ->
          call(callee, null, arguments, site, to);
      case TypedExpression.MethodCall(
              TypedExpression receiver,
              Symbol.Function callee,
              List<Argument> arguments,
              _,
              int site,
              _,
              _) ->
          call(callee, receiver, arguments, site, to);
      case TypedExpression.BuiltinCall(
              Builtin builtin,
              List<TypedExpression> operands,
              _,
              int site,
              _,
              _) -> {
        if (site != TypedExpression.NO_SITE) {
          makesText(site, to);
        }
        for (int i = 0; i < operands.size(); i++) {
          // What members give out is part of the text they are asked of.
          boolean receiver = i == 0 && builtin.on() == Builtin.On.TEXT;
          visit(operands.get(i), receiver ? to : NOWHERE);
        }
      }
      case TypedExpression.Construct(_, _, List<Argument> arguments, _, _) -> {
        for (Argument argument : arguments) {
          visit(argument.value(), to);
        }
      }
      case TypedExpression.Copy(TypedExpression receiver, _, List<Argument> arguments, _, _) -> {
        visit(receiver, to);
        for (Argument argument : arguments) {
          visit(argument.value(), to);
        }
      }
      case TypedExpression.SafeAccess(
              TypedExpression receiver,
              Local bound,
              TypedExpression body,
              _,
              _,
              _) -> {
        visit(receiver, target(bound));
        visit(body, to);
      }
      case TypedExpression.Elvis(TypedExpression left, TypedExpression right, _, _) -> {
        visit(left, to);
        visit(right, to);
      }
      case TypedExpression.NullTest(TypedExpression subject, _, Local bound, _) ->
          visit(subject, bound == null ? NOWHERE : target(bound));
      case TypedExpression.Binary(_, TypedExpression left, TypedExpression right, _, _) -> {
        visit(left, NOWHERE);
        visit(right, NOWHERE);
      }
      case TypedExpression.Range(
              _,
              TypedExpression first,
              TypedExpression last,
              TypedExpression step,
              _,
              _) -> {
        visit(first, NOWHERE);
        visit(last, NOWHERE);
        if (step != null) {
          visit(step, NOWHERE);
        }
      }
      case TypedExpression.InRange(_, TypedExpression value, TypedExpression.Range range, _) -> {
        visit(value, NOWHERE);
        visit(range, NOWHERE);
      }
      case TypedExpression.TextIndex(TypedExpression text, TypedExpression index, _) -> {
        visit(text, NOWHERE);
        visit(index, NOWHERE);
      }
      case TypedExpression.TextSlice(TypedExpression text, TypedExpression.Range range, _) -> {
        visit(text, to);
        visit(range, NOWHERE);
      }
      case TypedExpression.If(
              TypedExpression condition,
              TypedBlock then,
              TypedBlock otherwise,
              _,
              _) -> {
        visit(condition, NOWHERE);
        block(then, to);
        if (otherwise != null) {
          block(otherwise, to);
        }
      }
      case TypedExpression.Match(
              TypedExpression subject,
              List<TypedExpression.TypedArm> arms,
              _,
              _) ->
          match(subject, arms, to);
      case TypedExpression.Return(TypedExpression value, _) -> {
        if (value != null) {
          visit(value, RESULT);
        }
      }
      case TypedExpression.Print(_, List<TextPiece> pieces, _) -> pieces(pieces);
      case TypedExpression.Assert(TypedExpression condition, List<TextPiece> message, _) -> {
        visit(condition, NOWHERE);
        if (message != null) {
          pieces(message);
        }
      }
      case TypedExpression.AssertEqual(TypedExpression left, TypedExpression right, _) -> {
        visit(left, NOWHERE);
        visit(right, NOWHERE);
      }
      default -> throw new IllegalStateException("stub");
    }
  }

  private void pieces(List<TextPiece> pieces) {
    for (TextPiece piece : pieces) {
      switch (piece) {
        case TextPiece.Plain _ -> {}
        case TextPiece.Value(TypedExpression value, _) -> visit(value, NOWHERE);
      }
    }
  }

  private void match(TypedExpression subject, List<TypedExpression.TypedArm> arms, int to) {
    int whole = newNode(loops.size());
    visit(subject, whole);
    for (TypedExpression.TypedArm arm : arms) {
      for (TypedPattern pattern : arm.patterns()) {
        bind(pattern, whole);
      }
      if (arm.guard() != null) {
        visit(arm.guard(), NOWHERE);
      }
      block(arm.body(), to);
    }
  }

  private void bind(TypedPattern pattern, int whole) {
    switch (pattern) {
      case TypedPattern.Any _,
          TypedPattern.Null _,
          TypedPattern.Literal _,
          TypedPattern.Constant _,
          TypedPattern.Range _ -> {}
      case TypedPattern.Bind(Local local) -> edge(whole, target(local));
      case TypedPattern.NotNull(TypedPattern inner, Local bound) -> {
        if (bound != null) {
          edge(whole, target(bound));
        }
        bind(inner, whole);
      }
      case TypedPattern.Outcome(_, TypedPattern inner) -> bind(inner, whole);
      case TypedPattern.Tuple(List<TypedPattern> elements) -> {
        for (TypedPattern element : elements) {
          bind(element, whole);
        }
      }
      case TypedPattern.Data(_, List<TypedPattern.FieldPattern> fields) -> {
        for (TypedPattern.FieldPattern field : fields) {
          bind(field.pattern(), whole);
        }
      }
    }
  }

  private void call(
      Symbol.Function callee,
      @Nullable TypedExpression receiver,
      List<Argument> arguments,
      int site,
      int to) {
    Summary summary = summaries.getOrDefault(callee, Summary.NOTHING);
    int receiverNode = NOWHERE;
    if (receiver != null) {
      boolean stores = summary.makes || !summary.toSelf.isEmpty();
      if (stores && carries(receiver.type()) && isPlace(receiver)) {
        receiverNode = rootNode(receiver);
      }
      visit(receiver, summary.selfToResult ? to : NOWHERE);
    }
    for (Argument argument : arguments) {
      int index = argument.parameter();
      visit(argument.value(), summary.toResult.get(index) ? to : NOWHERE);
      if (summary.toSelf.get(index) && receiverNode != NOWHERE) {
        visit(argument.value(), receiverNode);
      }
    }
    if (summary.makes && site != TypedExpression.NO_SITE) {
      makesText(site, to);
      if (receiverNode != NOWHERE) {
        edge(siteNodes[site], receiverNode);
      }
    }
  }

  private static boolean isPlace(TypedExpression expression) {
    return switch (expression) {
      case TypedExpression.LocalUse _ -> true;
      case TypedExpression.FieldGet(TypedExpression receiver, _, _, _) -> isPlace(receiver);
      case TypedExpression.Parenthesised(TypedExpression inner) -> isPlace(inner);
      default -> false;
    };
  }
}
