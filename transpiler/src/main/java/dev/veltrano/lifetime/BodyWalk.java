package dev.veltrano.lifetime;

import dev.veltrano.lifetime.Reason.Verb;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.type.Builtin;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Labels;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypeBound;
import dev.veltrano.type.tree.TypeRequirement;
import dev.veltrano.type.tree.TypedBinder;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedExpression.Argument;
import dev.veltrano.type.tree.TypedExpression.TextPiece;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedPattern;
import dev.veltrano.type.tree.TypedStatement;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Walks one body and writes down its regions: a type with regions for each local, an edge for each
/// flow of a value, a [Site] for each place that makes something. It decides nothing.
///
/// Flows do not depend on the order of statements, as in rustc; when something is still needed is
/// the business of [Liveness].
final class BodyWalk {
  final ClassTable classes;
  final Contracts contracts;
  final RegionGraph graph = new RegionGraph();
  final SignatureRegions signature;
  final List<Site> sites = new ArrayList<>();
  final Sites results = new Sites();
  final Map<Local, Integer> indices = new IdentityHashMap<>();
  final List<Local> locals = new ArrayList<>();
  final List<ScopeNode> localScopes = new ArrayList<>();
  final BitSet captured = new BitSet();
  final List<ArenaEnd> ends = new ArrayList<>();
  final List<StrictCall> strictCalls = new ArrayList<>();
  final List<OwnedArena> owned = new ArrayList<>();
  final List<ScopeNode> scopes = new ArrayList<>();
  final ScopeNode root;

  /// The regions that a lambda is given anew at each call, with the scope of the lambda.
  final Map<Integer, ScopeNode> opaque = new HashMap<>();

  /// For each region of a parameter of a function parameter, the index of the latter.
  final Map<Integer, Integer> givenToFunction = new HashMap<>();

  private final boolean[] quantified;
  private final Map<Local, RegionType> types = new IdentityHashMap<>();
  private final Map<Label, Integer> labelRegions = new HashMap<>();
  private final List<RegionType> held = new ArrayList<>();
  private int[] owners = new int[16];
  private ScopeNode scope;
  private Sites target = results;
  private final Flows flows;
  private final TypeRegions typeRegions;

  /// What type parameters stand for here: the function's own for themselves, those of a callee,
  /// while its default values are evaluated, for the arguments of the call.
  private final Map<Type.Parameter, RegionType> typeParameters = new HashMap<>();

  /// For each type parameter the lifetime of what its members give out.
  private final Map<Type.Parameter, Integer> homes = new HashMap<>();

  /// Types that have the members that are asked for, and whose members need more than is promised.
  final List<Unsatisfied> unsatisfied = new ArrayList<>();

  record Unsatisfied(
      Span span, Type type, Symbol.Requirement requirement, Satisfied.Failure failure) {}

  private final String function;
  private RegionType returns = RegionType.Plain.PLAIN;

  /// A call that asks for one region strictly inside of another.
  record StrictCall(int longer, int shorter, Contract.Strict asked, String callee, Span span) {}

  /// `arena.free()` or `reset()`.
  record ArenaEnd(TypedStatement.EndArena statement, int region, ScopeNode scope) {}

  /// A variable that owns an arena, or the arena of `useArena`.
  record OwnedArena(Local local, int region, ScopeNode scope, Span span) {}

  BodyWalk(
      ClassTable classes,
      Contracts contracts,
      String function,
      Body body,
      java.util.function.Function<RegionGraph, SignatureRegions> signature,
      boolean[] quantified) {
    this.classes = classes;
    this.contracts = contracts;
    this.function = function;
    this.quantified = quantified;
    this.flows = new Flows(classes, graph);
    this.typeRegions = new TypeRegions(classes, typeParameters);
    Arrays.fill(owners, -1);
    this.signature = signature.apply(graph);
    typeParameters.putAll(this.signature.types);
    homes.putAll(this.signature.homes);
    this.root = new ScopeNode(ScopeNode.Kind.FUNCTION, 0, body, null, null, List.of());
    this.scope = root;
    scopes.add(root);
    labelRegions.putAll(this.signature.labels);
    for (int[] pair : this.signature.given) {
      graph.outlives(pair[0], pair[1], Reason.IMPLIED);
    }
    for (int[] pair : this.signature.asked) {
      graph.outlives(pair[0], pair[1], Reason.IMPLIED);
    }
  }

  /// Walks a function.
  void function(TypedFunction function) {
    Local self = function.signature().self();
    if (self != null && signature.self != null) {
      bind(self, signature.self);
    }
    for (int i = 0; i < signature.parameters.size(); i++) {
      RegionType type = signature.parameters.get(i);
      bind(function.signature().parameters().get(i).local(), type);
      if (type.notNull() instanceof RegionType.Function(List<RegionType> takes, _)) {
        int index = i;
        for (RegionType each : takes) {
          each.each(region -> {
            if (!signature.isType(region)) {
              givenToFunction.put(region, index);
            }
          });
        }
      }
    }
    returns = signature.result;
    RegionType value = block(function.body());
    flow(value, returns, function.body().value(), Verb.RETURNED, null);
  }

  /// Walks the initial values of a class.
  void constructor(TypedClass declared) {
    ClassRegions own = classes.of(declared.info().symbol());
    for (FieldInfo field : declared.info().fields()) {
      RegionType type = own.fields().get(field.index()).map(region -> region + 1);
      TypedExpression value = declared.values().get(field.index());
      if (!field.inConstructor() && value != null) {
        flow(eval(value), type, value, Verb.STORED, field.name());
      }
      bind(declared.locals().get(field.index()), type);
    }
  }

  // Locals

  private void bind(Local local, RegionType type) {
    types.put(local, type);
    if (type == RegionType.Plain.PLAIN) {
      return;
    }
    Integer known = indices.get(local);
    int index = known == null ? locals.size() : known;
    if (known == null) {
      indices.put(local, index);
      locals.add(local);
      localScopes.add(scope);
    }
    type.each(region -> own(region, index));
  }

  private void own(int region, int local) {
    if (region < owners.length && owners[region] >= 0) {
      return;
    }
    if (region >= owners.length) {
      int old = owners.length;
      owners = Arrays.copyOf(owners, Math.max(region + 1, old * 2));
      Arrays.fill(owners, old, owners.length, -1);
    }
    owners[region] = local;
  }

  /// The local whose type mentions a region, -1 if it is none's.
  int owner(int region) {
    return region < owners.length ? owners[region] : -1;
  }

  RegionType typeOf(Local local) {
    RegionType known = types.get(local);
    if (known != null) {
      return known;
    }
    TypedExpression from = local.narrowedFrom();
    if (from != null) {
      RegionType type = narrowed(peek(from).notNull(), from.type().notNull(), local.type());
      types.put(local, type);
      return type;
    }
    RegionType type = fresh(local.type());
    bind(local, type);
    return type;
  }

  /// The type of a place that is known to be `to`, which is a variant where `from` is a union.
  private RegionType narrowed(RegionType type, Type from, Type to) {
    if (from instanceof Type.Named(Symbol.Union union, _)
        && to instanceof Type.Named(Symbol.Class variant, _)
        && contracts.union(union).variant(variant) instanceof UnionInfo.Variant found) {
      return variantOf(type, found);
    }
    return type;
  }

  /// The type of a place that was narrowed, without walking it again.
  private RegionType peek(TypedExpression e) {
    return switch (e) {
      case TypedExpression.LocalUse(Local local, _) -> typeOf(local);
      case TypedExpression.Parenthesised(TypedExpression inner) -> peek(inner);
      case TypedExpression.FieldGet get -> fieldOf(peek(get.receiver()), get.field());
      case TypedExpression.TupleGet get ->
          peek(get.receiver()) instanceof RegionType.Tuple(List<RegionType> elements)
              ? elements.get(get.index())
              : RegionType.Plain.PLAIN;
      default -> fresh(e.type());
    };
  }

  RegionType fresh(Type type) {
    return fresh(type, Labels.NONE);
  }

  private RegionType fresh(Type type, Labels labels) {
    if (!classes.carries(type)) {
      return RegionType.Plain.PLAIN;
    }
    RegionType made =
        typeRegions.complete(type, labels, this::labelRegion, (_, _) -> graph.newRegion());
    classes.implied(made, this::imply);
    return made;
  }

  private void imply(int longer, int shorter) {
    graph.outlives(longer, shorter, Reason.IMPLIED);
  }

  /// The region of a label, -1 where there is none.
  private int labelRegion(Label label) {
    if (label == Label.Static.STATIC) {
      return RegionGraph.STATIC;
    }
    Integer known = labelRegions.get(label);
    if (known != null) {
      return known;
    }
    ScopeNode named = labelScope(label);
    return named == null ? -1 : arenaRegion(named);
  }

  private @Nullable ScopeNode labelScope(Label label) {
    if (label instanceof Label.Own) {
      return root;
    }
    if (label instanceof Label.Scope(String name)) {
      for (ScopeNode at = scope; at != null; at = at.parent) {
        if (name.equals(at.label)) {
          return at;
        }
      }
    }
    return null;
  }

  private int arenaRegion(ScopeNode of) {
    if (of.region < 0) {
      of.region = graph.newRegion();
    }
    return of.region;
  }

  // Flows

  private void flow(
      RegionType from,
      RegionType to,
      @Nullable TypedExpression at,
      Verb verb,
      @Nullable String target) {
    if (from == RegionType.Plain.PLAIN || to == RegionType.Plain.PLAIN || from == to) {
      return;
    }
    flow(from, to, new Reason(verb, at == null ? new Span(0, 0) : at.span(), target, null));
  }

  void flow(RegionType from, RegionType to, Reason why) {
    flows.flow(from, to, why);
  }

  // Scopes

  private ScopeNode enter(ScopeNode.Kind kind, Body body, @Nullable String label) {
    ScopeNode node = new ScopeNode(kind, scopes.size(), body, scope, label, held);
    scopes.add(node);
    scope = node;
    return node;
  }

  private void leave() {
    ScopeNode parent = scope.parent;
    if (parent == null) {
      throw new IllegalStateException("the function itself is not left");
    }
    scope.end = scopes.size();
    scope = parent;
  }

  // Sites

  private Site site(
      TypedExpression node, int index, int region, boolean temporary, String what, Span span) {
    Site site = new Site(node, target, index, region, scope, temporary, what, span);
    sites.add(site);
    return site;
  }

  /// A site whose place the user may have named.
  private void site(
      TypedExpression node, int region, @Nullable Label label, String what, Span span) {
    Site site = site(node, 0, region, false, what, span);
    if (label == null) {
      return;
    }
    Reason why = new Reason(Verb.LABELLED, span, label.toString(), null);
    site.named = true;
    switch (label) {
      case Label.Static _ -> site.failed = true;
      case Label.Declared _ -> {
        int at = labelRegion(label);
        graph.outlives(at, region, why);
        site.place = new Place.Parameter(Integer.toString(at));
      }
      case Label.Arena(Local arena) -> {
        use(arena);
        graph.outlives(labelRegion(label), region, why);
        site.place = new Place.Variable(arena);
      }
      case Label.Own _, Label.Scope _ -> {
        ScopeNode named = labelScope(label);
        if (named == null) {
          site.failed = true;
        } else {
          graph.outlives(arenaRegion(named), region, why);
          site.place = new Place.Own(named.body);
        }
      }
    }
  }

  /// Notes that a local is used where we are: a lambda that uses one from outside captures it.
  private void use(Local local) {
    Integer index = indices.get(local);
    if (index == null) {
      return;
    }
    ScopeNode declared = localScopes.get(index);
    for (ScopeNode at = scope; at != null && at != declared; at = at.parent) {
      if (at.kind == ScopeNode.Kind.LAMBDA) {
        captured.set(index);
        return;
      }
    }
  }

  // Statements

  private RegionType block(TypedBlock block) {
    for (TypedStatement statement : block.statements()) {
      statement(statement);
    }
    return block.value() == null ? RegionType.Plain.PLAIN : eval(block.value());
  }

  private void statement(TypedStatement statement) {
    switch (statement) {
      case TypedStatement.Let let -> let(let);
      case TypedStatement.Assign(TypedExpression place, _, TypedExpression value, Span span) -> {
        RegionType given = eval(value);
        RegionType to = place(place);
        flow(given, to, new Reason(Verb.STORED, span, placeName(place), null));
      }
      case TypedStatement.Evaluate(TypedExpression e, _) -> eval(e);
      case TypedStatement.While w -> {
        enter(ScopeNode.Kind.LOOP, Body.of(w), w.label());
        eval(w.condition());
        block(w.body());
        leave();
      }
      case TypedStatement.For f -> forLoop(f);
      case TypedStatement.Block b -> {
        if (b.label() == null) {
          block(b.body());
        } else {
          enter(ScopeNode.Kind.BLOCK, Body.of(b), b.label());
          block(b.body());
          leave();
        }
      }
      case TypedStatement.Defer(TypedStatement body, _) -> statement(body);
      case TypedStatement.OwnArena(Local arena, TypedExpression parent, Span span) ->
          ownArena(arena, parent, scope, span);
      case TypedStatement.UseArena u -> {
        ScopeNode node = enter(ScopeNode.Kind.USE_ARENA, Body.of(u), null);
        ownArena(u.arena(), u.parent(), node, u.span());
        block(u.body());
        leave();
      }
      case TypedStatement.LocalFunction _ -> {}
      case TypedStatement.EndArena end -> {
        if (typeOf(end.arena()) instanceof RegionType.Arena(int at)) {
          ends.add(new ArenaEnd(end, at, scope));
        }
      }
    }
  }

  private void ownArena(Local arena, @Nullable TypedExpression parent, ScopeNode in, Span span) {
    int region = graph.newRegion();
    bind(arena, new RegionType.Arena(region));
    labelRegions.put(new Label.Arena(arena), region);
    owned.add(new OwnedArena(arena, region, in, span));
    if (parent != null && eval(parent) instanceof RegionType.Arena(int at)) {
      graph.outlives(at, region, Reason.IMPLIED);
    }
  }

  private void let(TypedStatement.Let let) {
    Type declared = let.declared();
    TypedExpression value = let.value();
    RegionType given = value == null ? RegionType.Plain.PLAIN : eval(value);
    if (let.binder() instanceof TypedBinder.Name(Local local)) {
      if (!classes.carries(local.type())) {
        types.put(local, RegionType.Plain.PLAIN);
        return;
      }
      RegionType type =
          declared != null && !let.labels().isEmpty()
              ? fresh(declared, let.labels())
              : isNew(value) ? matching(given, local.type()) : fresh(local.type());
      bind(local, type);
      flow(given, type, value, Verb.NAMED, local.name());
      return;
    }
    binder(let.binder(), given, value);
  }

  /// Whether the value of an expression is nobody else's, so that its regions may become those of
  /// the local that it is given to.
  private static boolean isNew(@Nullable TypedExpression e) {
    return switch (e) {
      case TypedExpression.Construct _,
          TypedExpression.NewBuffer _,
          TypedExpression.NewText _,
          TypedExpression.Call _,
          TypedExpression.Keep _ ->
          true;
      case null, default -> false;
    };
  }

  private RegionType matching(RegionType given, Type type) {
    return given == RegionType.Plain.PLAIN
            || (type.isNullable() != given instanceof RegionType.OrNull)
        ? fresh(type)
        : given;
  }

  private void binder(TypedBinder binder, RegionType given, @Nullable TypedExpression from) {
    switch (binder) {
      case TypedBinder.Name(Local local) -> {
        RegionType type = fresh(local.type());
        bind(local, type);
        flow(given, type, from, Verb.NAMED, local.name());
      }
      case TypedBinder.Ignore _ -> {}
      case TypedBinder.Tuple(List<TypedBinder> elements) -> {
        List<RegionType> parts =
            given.notNull() instanceof RegionType.Tuple(List<RegionType> types) ? types : List.of();
        for (int i = 0; i < elements.size(); i++) {
          binder(elements.get(i), i < parts.size() ? parts.get(i) : RegionType.Plain.PLAIN, from);
        }
      }
      case TypedBinder.Data(Symbol.Class of, List<TypedBinder> elements) -> {
        List<FieldInfo> fields = contracts.info(of).constructorFields();
        for (int i = 0; i < elements.size(); i++) {
          binder(elements.get(i), fieldOf(given, fields.get(i)), from);
        }
      }
    }
  }

  private void forLoop(TypedStatement.For f) {
    boolean stdin =
        bare(f.iterated()) instanceof TypedExpression.BuiltinCall b
            && b.builtin() == Builtin.STDIN_LINES;
    if (stdin) {
      enter(ScopeNode.Kind.LOOP, Body.of(f), f.label());
      binder(f.binder(), eval(f.iterated()), f.iterated());
      block(f.body());
      leave();
      return;
    }
    RegionType sequence = eval(f.iterated());
    RegionType element =
        sequence instanceof RegionType.Buffer(_, _, _, RegionType of) ? of : sequence;
    if (sequence != RegionType.Plain.PLAIN) {
      held.add(sequence);
    }
    enter(ScopeNode.Kind.LOOP, Body.of(f), f.label());
    binder(f.binder(), element, f.iterated());
    block(f.body());
    leave();
    if (sequence != RegionType.Plain.PLAIN) {
      held.removeLast();
    }
  }

  static TypedExpression bare(TypedExpression e) {
    return e instanceof TypedExpression.Parenthesised(TypedExpression inner) ? bare(inner) : e;
  }

  private static String placeName(TypedExpression place) {
    return switch (place) {
      case TypedExpression.LocalUse(Local local, _) -> local.name();
      case TypedExpression.FieldGet get -> placeName(get.receiver()) + "." + get.field().name();
      case TypedExpression.Element element -> placeName(element.buffer()) + "[…]";
      case TypedExpression.Parenthesised(TypedExpression inner) -> placeName(inner);
      case TypedExpression.TupleGet get -> placeName(get.receiver()) + "." + get.index();
      default -> "it";
    };
  }

  /// The type of an assigned place.
  private RegionType place(TypedExpression place) {
    if (place instanceof TypedExpression.LocalUse(Local local, _)) {
      use(local);
      return typeOf(local);
    }
    return eval(place);
  }

  // Expressions

  RegionType fieldOf(RegionType receiver, FieldInfo field) {
    return switch (receiver.notNull()) {
      case RegionType.Object(_, Symbol.Class of, int[] arguments, List<RegionType> types) ->
          classes.of(of).field(field.index(), arguments, types);
      case RegionType.Value(Symbol of, int[] arguments, List<RegionType> types) ->
          classes.of(of).field(field.index(), arguments, types);
      case RegionType.Reference(_, _, RegionType of) -> fieldOf(of, field);
      default -> RegionType.Plain.PLAIN;
    };
  }

  RegionType eval(TypedExpression e) {
    return switch (e) {
      case TypedExpression.IntegerLiteral _,
          TypedExpression.FloatLiteral _,
          TypedExpression.CharLiteral _,
          TypedExpression.BoolLiteral _,
          TypedExpression.UnitLiteral _,
          TypedExpression.TypeConstant _,
          TypedExpression.EnumEntry _,
          TypedExpression.Break _,
          TypedExpression.Continue _,
          TypedExpression.Error _ ->
          RegionType.Plain.PLAIN;
      case TypedExpression.TextLiteral _ -> new RegionType.Text(RegionGraph.STATIC);
      case TypedExpression.EnumEntries x -> fresh(x.type()).map(_ -> RegionGraph.STATIC);
      case TypedExpression.NullLiteral(Type type, _) -> fresh(type);
      case TypedExpression.LocalUse(Local local, _) -> {
        use(local);
        yield typeOf(local);
      }
      case TypedExpression.ConstantUse(_, Type type, _) -> fresh(type).map(_ -> RegionGraph.STATIC);
      case TypedExpression.Parenthesised(TypedExpression inner) -> eval(inner);
      case TypedExpression.Tuple(List<TypedExpression> elements, Type type, _) -> {
        List<RegionType> parts = evalAll(elements);
        yield classes.carries(type) ? RegionType.tuple(parts) : RegionType.Plain.PLAIN;
      }
      case TypedExpression.Some(TypedExpression value, _) -> eval(value).orNull();
      case TypedExpression.ToUnion u -> toUnion(u);
      case TypedExpression.Outcome o -> outcome(o);
      case TypedExpression.Try t -> tryOperand(t);
      case TypedExpression.FieldGet get -> fieldOf(eval(get.receiver()), get.field());
      case TypedExpression.TupleGet get ->
          eval(get.receiver()).notNull() instanceof RegionType.Tuple(List<RegionType> elements)
              ? elements.get(get.index())
              : RegionType.Plain.PLAIN;
      case TypedExpression.Call call -> call(call);
      case TypedExpression.MethodCall call -> method(call);
      case TypedExpression.Required r -> required(r);
      case TypedExpression.BuiltinCall call -> builtin(call, null);
      case TypedExpression.Construct c -> construct(c);
      case TypedExpression.Copy c -> copy(c);
      case TypedExpression.NewBuffer b -> newBuffer(b);
      case TypedExpression.Element(TypedExpression buffer, TypedExpression index, _, _) -> {
        RegionType of = eval(buffer);
        eval(index);
        yield of.notNull() instanceof RegionType.Buffer(_, _, _, RegionType element)
            ? element
            : RegionType.Plain.PLAIN;
      }
      case TypedExpression.Dereference(TypedExpression reference, _) ->
          eval(reference) instanceof RegionType.Reference(_, _, RegionType of)
              ? of
              : RegionType.Plain.PLAIN;
      case TypedExpression.NewText(List<TextPiece> pieces, Span span) -> {
        pieces(pieces);
        yield newText(e, span);
      }
      case TypedExpression.Keep k -> keep(k);
      case TypedExpression.Lambda l -> {
        List<RegionType> takes = new ArrayList<>();
        for (Type parameter : l.type().parameters()) {
          takes.add(fresh(parameter));
        }
        yield lambda(l, takes);
      }
      case TypedExpression.CallValue c -> callValue(c);
      case TypedExpression.Same(_, TypedExpression left, TypedExpression right, _) -> {
        eval(left);
        eval(right);
        yield RegionType.Plain.PLAIN;
      }
      case TypedExpression.SafeAccess s -> safeAccess(s);
      case TypedExpression.Elvis(TypedExpression left, TypedExpression right, Type type, _) -> {
        RegionType first = eval(left);
        RegionType second = eval(right);
        if (first == RegionType.Plain.PLAIN || second == RegionType.Plain.PLAIN) {
          RegionType only = first == RegionType.Plain.PLAIN ? second : first;
          yield type.isNullable() ? only : only.notNull();
        }
        RegionType joined = fresh(type);
        flow(first, joined, left, Verb.NAMED, null);
        flow(second, joined, right, Verb.NAMED, null);
        yield joined;
      }
      case TypedExpression.NotNull(TypedExpression operand, _, _) -> eval(operand).notNull();
      case TypedExpression.NullTest test -> {
        RegionType subject = eval(test.subject());
        if (test.bound() != null) {
          types.put(test.bound(), subject.notNull());
        }
        yield RegionType.Plain.PLAIN;
      }
      case TypedExpression.IsTest test -> {
        RegionType subject = eval(test.subject());
        if (test.bound() != null) {
          types.put(test.bound(), variantOf(subject, test.variant()));
        }
        yield RegionType.Plain.PLAIN;
      }
      case TypedExpression.Binary(
              var operator,
              TypedExpression left,
              TypedExpression right,
              _,
              _) -> {
        RegionType first = eval(left);
        RegionType second = eval(right);
        if (first != RegionType.Plain.PLAIN && second != RegionType.Plain.PLAIN) {
          compare(operator, first, second, e);
        }
        yield RegionType.Plain.PLAIN;
      }
      case TypedExpression.Negate(TypedExpression operand, _) -> eval(operand);
      case TypedExpression.Not(TypedExpression operand, _) -> eval(operand);
      case TypedExpression.Range r -> {
        eval(r.first());
        eval(r.last());
        if (r.step() != null) {
          eval(r.step());
        }
        yield RegionType.Plain.PLAIN;
      }
      case TypedExpression.InRange i -> {
        eval(i.value());
        eval(i.range());
        yield RegionType.Plain.PLAIN;
      }
      case TypedExpression.TextIndex(TypedExpression text, TypedExpression index, _) -> {
        eval(text);
        eval(index);
        yield RegionType.Plain.PLAIN;
      }
      case TypedExpression.TextSlice(TypedExpression text, TypedExpression.Range range, _) -> {
        RegionType whole = eval(text);
        eval(range);
        yield whole;
      }
      case TypedExpression.If i -> {
        eval(i.condition());
        RegionType joined = fresh(i.type());
        branch(i.then(), joined);
        if (i.otherwise() != null) {
          branch(i.otherwise(), joined);
        }
        yield joined;
      }
      case TypedExpression.Match m -> match(m);
      case TypedExpression.Return(TypedExpression value, _) -> {
        if (value != null) {
          flow(eval(value), returns, value, Verb.RETURNED, null);
        }
        yield RegionType.Plain.PLAIN;
      }
      case TypedExpression.Print p -> {
        pieces(p.pieces());
        yield RegionType.Plain.PLAIN;
      }
      case TypedExpression.Assert a -> {
        eval(a.condition());
        if (a.message() != null) {
          pieces(a.message());
        }
        yield RegionType.Plain.PLAIN;
      }
      case TypedExpression.AssertEqual(TypedExpression left, TypedExpression right, _) -> {
        RegionType first = eval(left);
        RegionType second = eval(right);
        if (first != RegionType.Plain.PLAIN && second != RegionType.Plain.PLAIN) {
          join(first, second, left.type(), e);
        }
        yield RegionType.Plain.PLAIN;
      }
    };
  }

  /// `==` of values and collections asks for one type on both sides, as a join does; text is
  /// compared with any lifetime.
  private void compare(
      dev.veltrano.syntax.tree.BinaryOperator operator,
      RegionType first,
      RegionType second,
      TypedExpression e) {
    switch (operator) {
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
        if (e instanceof TypedExpression.Binary b) {
          join(first, second, b.left().type(), e);
        }
      }
      default -> {}
    }
  }

  private void join(RegionType first, RegionType second, Type type, TypedExpression e) {
    RegionType joined = fresh(type);
    flow(first, joined, e, Verb.NAMED, null);
    flow(second, joined, e, Verb.NAMED, null);
  }

  private void branch(TypedBlock block, RegionType joined) {
    RegionType value = block(block);
    flow(value, joined, block.value(), Verb.NAMED, null);
  }

  private List<RegionType> evalAll(List<TypedExpression> expressions) {
    List<RegionType> all = new ArrayList<>(expressions.size());
    int mark = held.size();
    for (TypedExpression each : expressions) {
      RegionType type = eval(each);
      all.add(type);
      if (type != RegionType.Plain.PLAIN) {
        held.add(type);
      }
    }
    release(mark);
    return all;
  }

  private void release(int mark) {
    while (held.size() > mark) {
      held.removeLast();
    }
  }

  private void pieces(List<TextPiece> pieces) {
    int mark = held.size();
    for (TextPiece piece : pieces) {
      if (piece instanceof TextPiece.Value(TypedExpression value, _)) {
        RegionType type = eval(value);
        if (type != RegionType.Plain.PLAIN) {
          held.add(type);
        }
      }
    }
    release(mark);
  }

  private RegionType newText(TypedExpression e, Span span) {
    int region = graph.newRegion();
    site(e, 0, region, true, "this text", span);
    return new RegionType.Text(region);
  }

  /// What a value of a union refers to if it is of this variant.
  private RegionType variantOf(RegionType union, UnionInfo.Variant variant) {
    return union.notNull()
            instanceof RegionType.Value(Symbol of, int[] arguments, List<RegionType> types)
        ? classes.of(of).field(variant.index(), arguments, types)
        : RegionType.Plain.PLAIN;
  }

  private RegionType toUnion(TypedExpression.ToUnion u) {
    RegionType given = eval(u.value());
    RegionType made = fresh(u.type());
    flow(given, variantOf(made, u.variant()), u.value(), Verb.NAMED, null);
    return made;
  }

  /// The error goes to the caller, maybe as one of a larger union.
  private RegionType tryOperand(TypedExpression.Try t) {
    if (!(eval(t.operand()) instanceof RegionType.Result(RegionType ok, RegionType error))) {
      return RegionType.Plain.PLAIN;
    }
    if (returns instanceof RegionType.Result(_, RegionType outer)) {
      Reason why = new Reason(Verb.RETURNED, t.span(), null, null);
      TypedExpression.Widening widening = t.widening();
      if (widening == null) {
        flow(error, outer, why);
      } else if (widening.from() instanceof Type.Named(Symbol.Union union, _)) {
        List<UnionInfo.Variant> from = contracts.union(union).variants();
        for (int i = 0; i < from.size(); i++) {
          flow(variantOf(error, from.get(i)), variantOf(outer, widening.variants().get(i)), why);
        }
      } else {
        flow(error, variantOf(outer, widening.variants().getFirst()), why);
      }
    }
    return ok;
  }

  private RegionType outcome(TypedExpression.Outcome o) {
    RegionType value = eval(o.value());
    RegionType made = fresh(o.type());
    if (made instanceof RegionType.Result(RegionType ok, RegionType error)) {
      flow(value, o.ok() ? ok : error, o.value(), Verb.NAMED, null);
    }
    return made;
  }

  private RegionType safeAccess(TypedExpression.SafeAccess s) {
    RegionType receiver = eval(s.receiver());
    types.put(s.bound(), receiver.notNull());
    RegionType inner = eval(s.body());
    return classes.carries(s.type()) ? inner.orNull() : RegionType.Plain.PLAIN;
  }

  private RegionType match(TypedExpression.Match m) {
    RegionType subject = eval(m.subject());
    RegionType joined = fresh(m.type());
    for (TypedExpression.TypedArm arm : m.arms()) {
      for (TypedPattern pattern : arm.patterns()) {
        pattern(pattern, subject, m.subject());
      }
      if (arm.guard() != null) {
        eval(arm.guard());
      }
      branch(arm.body(), joined);
    }
    return joined;
  }

  private void fieldPatterns(
      List<TypedPattern.FieldPattern> fields, RegionType subject, TypedExpression from) {
    for (TypedPattern.FieldPattern field : fields) {
      pattern(field.pattern(), fieldOf(subject, field.field()), from);
    }
  }

  private void pattern(TypedPattern pattern, RegionType subject, TypedExpression from) {
    switch (pattern) {
      case TypedPattern.Bind(Local local) -> {
        RegionType type = fresh(local.type());
        bind(local, type);
        flow(subject, type, from, Verb.NAMED, local.name());
      }
      case TypedPattern.NotNull(TypedPattern inner, Local bound) -> {
        if (bound != null) {
          types.put(bound, subject.notNull());
        }
        pattern(inner, subject.notNull(), from);
      }
      case TypedPattern.Tuple(List<TypedPattern> elements) -> {
        for (int i = 0; i < elements.size(); i++) {
          RegionType part =
              subject instanceof RegionType.Tuple(List<RegionType> types)
                  ? types.get(i)
                  : RegionType.Plain.PLAIN;
          pattern(elements.get(i), part, from);
        }
      }
      case TypedPattern.Outcome(boolean ok, TypedPattern inner) -> {
        RegionType part =
            subject instanceof RegionType.Result(RegionType fine, RegionType error)
                ? ok ? fine : error
                : RegionType.Plain.PLAIN;
        pattern(inner, part, from);
      }
      case TypedPattern.Variant variant -> {
        RegionType of = variantOf(subject, variant.of());
        if (variant.bound() != null) {
          types.put(variant.bound(), of);
        }
        pattern(variant.inner(), of, from);
      }
      case TypedPattern.Object(_, List<TypedPattern.FieldPattern> fields) ->
          fieldPatterns(fields, subject, from);
      case TypedPattern.Data(_, List<TypedPattern.FieldPattern> fields) ->
          fieldPatterns(fields, subject, from);
      case TypedPattern.Any _,
          TypedPattern.Null _,
          TypedPattern.Literal _,
          TypedPattern.Constant _,
          TypedPattern.Entry _,
          TypedPattern.Range _ -> {}
    }
  }

  // Calls

  private RegionType call(TypedExpression.Call call) {
    TypedFunction callee = contracts.function(call.function());
    Contract contract = contracts.of(call.function());
    return invoke(
        call,
        contract,
        stand(Type.Parameter.of(call.function()), call.typeArguments()),
        Substitution.of(Type.Parameter.of(call.function()), call.typeArguments()),
        call.function().name(),
        null,
        RegionType.Plain.PLAIN,
        false,
        call.arguments(),
        callee,
        call.nameSpan());
  }

  private RegionType method(TypedExpression.MethodCall call) {
    TypedFunction callee = contracts.function(call.method());
    Contract contract = contracts.of(call.method());
    RegionType receiver = eval(call.receiver());
    int mark = held.size();
    if (receiver != RegionType.Plain.PLAIN) {
      held.add(receiver);
    }
    Map<Type.Parameter, RegionType> types =
        stand(Type.Parameter.of(call.method()), call.typeArguments());
    if (referred(call.receiver().type()) instanceof Type.Named(Symbol of, List<Type> given)) {
      types.putAll(stand(Type.Parameter.of(of), given));
    }
    RegionType result =
        invoke(
            call,
            contract,
            types,
            Substitution.of(Type.Parameter.of(call.method()), call.typeArguments())
                .and(Substitution.of(call.receiver().type())),
            call.method().name(),
            call.receiver(),
            receiver,
            callee.changesSelf(),
            call.arguments(),
            callee,
            call.nameSpan());
    release(mark);
    return result;
  }

  /// The types that stand for type parameters at one place, with regions of their own.
  private Map<Type.Parameter, RegionType> stand(
      List<Type.Parameter> parameters, List<Type> arguments) {
    Map<Type.Parameter, RegionType> types = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      types.put(parameters.get(i), fresh(arguments.get(i)));
    }
    return types;
  }

  /// The regions that one of a contract stands for at a call: those of a whole type where it is
  /// that of a type parameter.
  private static int[] instances(
      Contract contract, int region, int[] instance, Map<Type.Parameter, RegionType> types) {
    for (Map.Entry<Type.Parameter, RegionType> entry : contract.types().entrySet()) {
      if (entry.getValue() instanceof RegionType.Parameter(int at, _) && at == region) {
        List<Integer> all = new ArrayList<>();
        types.getOrDefault(entry.getKey(), RegionType.Plain.PLAIN).each(all::add);
        return all.stream().mapToInt(each -> each).toArray();
      }
    }
    return new int[] {instance[region]};
  }

  private void require(
      Contract contract, int[] instance, Map<Type.Parameter, RegionType> types, Reason why) {
    for (int[] edge : contract.edges()) {
      Reason reason = isStrict(contract, edge) ? Reason.IMPLIED : why;
      if (contract.types().isEmpty()) {
        graph.outlives(instance[edge[0]], instance[edge[1]], reason);
        continue;
      }
      for (int longer : instances(contract, edge[0], instance, types)) {
        for (int shorter : instances(contract, edge[1], instance, types)) {
          graph.outlives(longer, shorter, reason);
        }
      }
    }
  }

  private RegionType invoke(
      TypedExpression node,
      Contract contract,
      Map<Type.Parameter, RegionType> types,
      Substitution given,
      String name,
      @Nullable TypedExpression receiver,
      RegionType receiverType,
      boolean changesReceiver,
      List<Argument> arguments,
      TypedFunction callee,
      Span span) {
    int[] instance = new int[contract.regions() + 1];
    for (int i = 1; i < instance.length; i++) {
      instance[i] = graph.newRegion();
    }
    require(contract, instance, types, new Reason(Verb.CALLED, span, null, name));
    for (Contract.Strict each : contract.strict()) {
      if (!isType(contract, each.longer()) && !isType(contract, each.shorter())) {
        strictCalls.add(
            new StrictCall(instance[each.longer()], instance[each.shorter()], each, name, span));
      }
    }
    satisfy(
        classes.requirements().bounds(callee.signature()),
        given,
        types,
        contract,
        instance,
        name,
        span);
    RegionType self = contract.self();
    if (self != null && receiver != null) {
      RegionType wanted = self.with(region -> instance[region], types);
      classes.implied(wanted, this::imply);
      Reason passed = new Reason(Verb.PASSED, receiver.span(), "self", name);
      RegionType on =
          receiverType.notNull() instanceof RegionType.Reference(_, _, RegionType of)
              ? of
              : receiverType;
      flow(on, wanted, passed);
      if (changesReceiver) {
        flow(wanted, on, passed);
      }
    }
    int mark = held.size();
    boolean[] written = new boolean[contract.parameters().size()];
    for (Argument argument : arguments) {
      int index = argument.parameter();
      written[index] = true;
      RegionType declared = contract.parameters().get(index);
      argument(
          argument.value(),
          declared.with(region -> instance[region], types),
          contract.quantified()[index] ? declared : null,
          types,
          new Reason(
              Verb.PASSED,
              argument.value().span(),
              callee.signature().parameters().get(index).name(),
              name));
    }
    release(mark);
    defaults(node, callee, contract, types, written, instance);
    RegionType result = contract.result().with(region -> instance[region], types);
    classes.implied(result, this::imply);
    for (int i = 0; i < contract.allocations().length; i++) {
      int region = instance[contract.allocations()[i]];
      site(node, i, region, false, "what `" + name + "` makes", span);
    }
    return result;
  }

  /// Whether an edge only says what a strict relation says: nothing flows there.
  private static boolean isStrict(Contract contract, int[] edge) {
    for (Contract.Strict each : contract.strict()) {
      if (each.longer() == edge[0] && each.shorter() == edge[1]) {
        return true;
      }
    }
    return false;
  }

  /// Whether a region of a contract is that of a type parameter.
  private static boolean isType(Contract contract, int region) {
    for (RegionType type : contract.types().values()) {
      if (type instanceof RegionType.Parameter(int at, _) && at == region) {
        return true;
      }
    }
    return false;
  }

  /// `anew` is the declared type of a function that chooses the regions of what it is given anew at
  /// each call of it.
  private void argument(
      TypedExpression value,
      RegionType wanted,
      @Nullable RegionType anew,
      Map<Type.Parameter, RegionType> types,
      Reason why) {
    if (wanted.notNull() instanceof RegionType.Function(List<RegionType> takes, RegionType gives)
        && bare(value) instanceof TypedExpression.Lambda lambda) {
      List<RegionType> given = takes;
      BitSet own = new BitSet();
      if (anew != null && anew.notNull() instanceof RegionType.Function(var declared, _)) {
        given = new ArrayList<>();
        for (RegionType parameter : declared) {
          RegionType made =
              parameter.with(
                  _ -> {
                    int region = graph.newRegion();
                    own.set(region);
                    return region;
                  },
                  types);
          classes.implied(made, this::imply);
          given.add(made);
        }
      }
      ScopeNode before = scope;
      RegionType result = lambdaBody(lambda, given, own);
      scope = before;
      flow(result, gives, new Reason(Verb.YIELDED, why.span(), null, null));
      return;
    }
    RegionType type = eval(value);
    classes.implied(wanted, this::imply);
    flow(type, wanted, why);
    if (type != RegionType.Plain.PLAIN) {
      held.add(type);
    }
  }

  /// The default values that a call leaves to its callee: evaluated here, with the callee's
  /// parameters for the arguments.
  private void defaults(
      TypedExpression node,
      TypedFunction callee,
      Contract contract,
      Map<Type.Parameter, RegionType> types,
      boolean[] written,
      int[] instance) {
    boolean all = true;
    for (boolean each : written) {
      all &= each;
    }
    if (all) {
      return;
    }
    Sites before = target;
    // A function may call itself: its parameters mean the arguments here only.
    Map<Local, RegionType> outer = new IdentityHashMap<>();
    Map<Type.Parameter, RegionType> outerTypes = new HashMap<>(typeParameters);
    typeParameters.putAll(types);
    Map<Type.Parameter, Integer> outerHomes = new HashMap<>(homes);
    contract.homes().forEach((parameter, home) -> homes.put(parameter, instance[home]));
    for (int i = 0; i < written.length; i++) {
      RegionType wanted = contract.parameters().get(i).with(region -> instance[region], types);
      Local local = callee.signature().parameters().get(i).local();
      TypedExpression value = i < callee.defaults().size() ? callee.defaults().get(i) : null;
      if (!written[i] && value != null) {
        target = before.forDefaults(node);
        flow(eval(value), wanted, new Reason(Verb.PASSED, value.span(), local.name(), null));
        target = before;
      }
      RegionType known = this.types.put(local, wanted);
      if (known != null) {
        outer.put(local, known);
      }
    }
    this.types.putAll(outer);
    typeParameters.putAll(outerTypes);
    homes.putAll(outerHomes);
  }

  /// A member of a value of a type parameter. What it gives out lives as long as the requirement
  /// says, and what it makes is put there.
  private RegionType required(TypedExpression.Required r) {
    Contract contract = classes.requirements().contract(r.member());
    RegionType receiver = eval(r.receiver());
    int mark = held.size();
    if (receiver != RegionType.Plain.PLAIN) {
      held.add(receiver);
    }
    Type.Parameter self = classes.requirements().info(r.member().of()).self();
    Map<Type.Parameter, RegionType> types = new HashMap<>(Map.of(self, receiver));
    int[] instance = new int[contract.regions() + 1];
    for (int i = 1; i < instance.length; i++) {
      instance[i] = graph.newRegion();
    }
    Integer home = contract.homes().get(self);
    if (home != null && r.receiver().type() instanceof Type.Parameter parameter) {
      instance[home] = homes.getOrDefault(parameter, instance[home]);
    }
    require(
        contract, instance, types, new Reason(Verb.CALLED, r.nameSpan(), null, r.member().name()));
    for (Argument argument : r.arguments()) {
      argument(
          argument.value(),
          contract.parameters().get(argument.parameter()).with(at -> instance[at], types),
          null,
          types,
          new Reason(
              Verb.PASSED,
              argument.value().span(),
              r.member().parameters().get(argument.parameter()).name(),
              r.member().name()));
    }
    release(mark);
    RegionType result = contract.result().with(at -> instance[at], types);
    classes.implied(result, this::imply);
    for (int i = 0; i < contract.allocations().length; i++) {
      int region = instance[contract.allocations()[i]];
      site(r, i, region, false, "what `" + r.member().name() + "` makes", r.nameSpan());
    }
    return result;
  }

  /// Makes sure that what stands for type parameters has the members that are asked of it, also as
  /// far as lifetimes go.
  private void satisfy(
      List<TypeBound> asked,
      Substitution given,
      Map<Type.Parameter, RegionType> types,
      Contract contract,
      int[] instance,
      String name,
      Span span) {
    for (TypeBound bound : asked) {
      Type type = given.get(bound.parameter());
      RegionType regions = types.get(bound.parameter());
      if (type == null
          || regions == null
          || !(bound.requirement() instanceof TypeRequirement.Declared(Symbol.Requirement asks))) {
        continue;
      }
      Integer home = contract.homes().get(bound.parameter());
      int at = home == null ? -1 : instance[home];
      Reason why = new Reason(Verb.CALLED, span, null, name);
      if (type instanceof Type.Parameter parameter) {
        Integer own = homes.get(parameter);
        if (own != null && at >= 0) {
          graph.outlives(own, at, why);
          graph.outlives(at, own, why);
        }
        continue;
      }
      Satisfied satisfied = contracts.satisfied(type, asks);
      if (satisfied.failure() != null) {
        unsatisfied.add(new Unsatisfied(span, type, asks, satisfied.failure()));
        continue;
      }
      List<Integer> own = new ArrayList<>();
      regions.each(own::add);
      for (int[] edge : satisfied.conditions()) {
        int longer = satisfied.actual(edge[0], own, at);
        int shorter = satisfied.actual(edge[1], own, at);
        if (longer >= 0 && shorter >= 0) {
          graph.outlives(longer, shorter, why);
        }
      }
    }
  }

  private RegionType construct(TypedExpression.Construct c) {
    ClassRegions regions = classes.of(c.of());
    TypedClass declared = contracts.declared(c.of());
    int[] arguments = new int[regions.count()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = graph.newRegion();
    }
    List<RegionType> given = new ArrayList<>();
    if (c.type() instanceof Type.Named(_, List<Type> typeArguments)) {
      for (Type argument : typeArguments) {
        given.add(fresh(argument));
      }
    }
    Map<Type.Parameter, RegionType> named = regions.named(given);
    List<FieldInfo> fields = declared.info().constructorFields();
    boolean[] written = new boolean[fields.size()];
    int mark = held.size();
    for (Argument argument : c.arguments()) {
      FieldInfo field = fields.get(argument.parameter());
      written[argument.parameter()] = true;
      RegionType type = eval(argument.value());
      if (type != RegionType.Plain.PLAIN) {
        held.add(type);
      }
      RegionType wanted = regions.field(field.index(), arguments, given);
      flow(
          type,
          wanted,
          new Reason(
              Verb.STORED, argument.value().span(), c.of().name() + "." + field.name(), null));
    }
    release(mark);
    Sites before = target;
    Map<Type.Parameter, RegionType> outerTypes = new HashMap<>(typeParameters);
    typeParameters.putAll(named);
    for (int i = 0; i < written.length; i++) {
      FieldInfo field = fields.get(i);
      TypedExpression value = declared.values().get(field.index());
      RegionType wanted = regions.field(field.index(), arguments, given);
      if (!written[i] && value != null) {
        target = before.forDefaults(c);
        flow(
            eval(value),
            wanted,
            new Reason(Verb.STORED, value.span(), c.of().name() + "." + field.name(), null));
        target = before;
      }
      types.put(declared.locals().get(field.index()), wanted);
    }
    typeParameters.putAll(outerTypes);
    Contract initial = contracts.constructor(c.of());
    int[] instance = new int[initial.regions() + 1];
    System.arraycopy(arguments, 0, instance, 1, arguments.length);
    initial.homes().values().forEach(home -> instance[home] = graph.newRegion());
    require(initial, instance, named, new Reason(Verb.CALLED, c.span(), null, c.of().name()));
    satisfy(
        declared.info().bounds(),
        Substitution.of(c.type()),
        named,
        initial,
        instance,
        c.of().name(),
        c.span());
    int index = 0;
    RegionType result;
    if (ClassTable.isObject(c.of())) {
      int at = graph.newRegion();
      site(c, at, c.place(), "this `" + c.of().name() + "`", c.span());
      index++;
      result = new RegionType.Object(at, c.of(), arguments, given);
    } else {
      result = RegionType.value(c.of(), arguments, given);
    }
    classes.implied(result, this::imply);
    for (int allocation : initial.allocations()) {
      site(
          c,
          index++,
          arguments[allocation - 1],
          false,
          "what `" + c.of().name() + "` makes for itself",
          c.span());
    }
    return result;
  }

  private RegionType copy(TypedExpression.Copy c) {
    RegionType receiver = eval(c.receiver());
    ClassRegions regions = classes.of(c.of());
    RegionType base = receiver instanceof RegionType.Reference(_, _, RegionType of) ? of : receiver;
    RegionType result = fresh(c.type());
    flow(base, result, c.receiver(), Verb.NAMED, null);
    List<FieldInfo> fields = contracts.info(c.of()).constructorFields();
    for (Argument argument : c.arguments()) {
      RegionType type = eval(argument.value());
      FieldInfo field = fields.get(argument.parameter());
      if (result instanceof RegionType.Value(_, int[] arguments, List<RegionType> types)) {
        flow(
            type,
            regions.field(field.index(), arguments, types),
            argument.value(),
            Verb.STORED,
            c.of().name() + "." + field.name());
      }
    }
    return result;
  }

  private RegionType newBuffer(TypedExpression.NewBuffer b) {
    RegionType made = fresh(b.type(), b.labels());
    if (!(made instanceof RegionType.Buffer(int at, _, _, RegionType element))) {
      return RegionType.Plain.PLAIN;
    }
    String name = "this `" + b.type().kind().text() + "`";
    switch (b.form()) {
      case ELEMENTS -> {
        List<RegionType> given = evalAll(b.operands());
        for (int i = 0; i < given.size(); i++) {
          flow(given.get(i), element, b.operands().get(i), Verb.STORED, "the elements");
        }
      }
      case FILLED -> {
        List<RegionType> given = evalAll(b.operands());
        flow(given.getLast(), element, b.operands().getLast(), Verb.STORED, "the elements");
      }
      case COMPUTED -> {
        eval(b.operands().getFirst());
        RegionType given = callback(b.operands().getLast(), List.of(RegionType.Plain.PLAIN));
        flow(given, element, b.operands().getLast(), Verb.STORED, "the elements");
      }
    }
    site(b, at, b.place(), name, b.span());
    return made;
  }

  private RegionType keep(TypedExpression.Keep k) {
    RegionType value;
    TypedExpression kept = bare(k.value());
    if (kept instanceof TypedExpression.NewText(List<TextPiece> pieces, _)) {
      // Built where it stays.
      pieces(pieces);
      value = RegionType.Plain.PLAIN;
    } else if (kept instanceof TypedExpression.BuiltinCall call && call.builtin().makesText()) {
      value = builtin(call, k);
    } else {
      value = eval(k.value());
    }
    int region = graph.newRegion();
    site(
        k, region, k.place(), k.type() == Type.Primitive.STR ? "this text" : "this copy", k.span());
    if (k.type() == Type.Primitive.STR) {
      return new RegionType.Text(region);
    }
    if (k.type() instanceof Type.Reference(Type of)) {
      RegionType.Reference made = new RegionType.Reference(region, of, value);
      value.each(inner -> imply(inner, region));
      return made;
    }
    return value;
  }

  // Lambdas

  private RegionType lambda(TypedExpression.Lambda l, List<RegionType> takes) {
    RegionType result = lambdaBody(l, takes, new BitSet());
    return new RegionType.Function(takes, result);
  }

  /// `own` are the regions that the lambda is given anew at each call.
  private RegionType lambdaBody(TypedExpression.Lambda l, List<RegionType> takes, BitSet own) {
    ScopeNode node = enter(ScopeNode.Kind.LAMBDA, Body.of(l), null);
    own.stream().forEach(region -> opaque.put(region, node));
    for (int i = 0; i < l.parameters().size(); i++) {
      RegionType given = takes.get(i);
      Labels labels = i < l.labels().size() ? l.labels().get(i) : Labels.NONE;
      if (!labels.isEmpty()) {
        RegionType labelled = fresh(l.type().parameters().get(i), labels);
        flow(given, labelled, new Reason(Verb.NAMED, l.span(), null, null));
        given = labelled;
      }
      binder(l.parameters().get(i), given, null);
    }
    RegionType value = block(l.body());
    RegionType result = fresh(l.type().result());
    flow(value, result, l.body().value(), Verb.YIELDED, null);
    node.gives = result;
    leave();
    return result;
  }

  /// What is given to a member of a buffer to be called: a lambda, or a function of the signature.
  private RegionType callback(TypedExpression e, List<RegionType> given) {
    if (bare(e) instanceof TypedExpression.Lambda lambda) {
      return lambdaBody(lambda, given, new BitSet());
    }
    if (eval(e).notNull()
        instanceof RegionType.Function(List<RegionType> takes, RegionType gives)) {
      for (int i = 0; i < takes.size(); i++) {
        flow(given.get(i), takes.get(i), e, Verb.PASSED, null);
      }
      return gives;
    }
    return RegionType.Plain.PLAIN;
  }

  private RegionType callValue(TypedExpression.CallValue c) {
    use(c.callee().local());
    RegionType type = typeOf(c.callee().local()).notNull();
    List<RegionType> given = evalAll(c.arguments());
    if (!(type instanceof RegionType.Function(List<RegionType> takes, RegionType gives))) {
      return RegionType.Plain.PLAIN;
    }
    int index = parameterIndex(c.callee().local());
    boolean anew = index >= 0 && quantified[index];
    for (int i = 0; i < given.size(); i++) {
      if (!anew) {
        flow(
            given.get(i),
            takes.get(i),
            new Reason(Verb.PASSED, c.arguments().get(i).span(), c.callee().local().name(), null));
      }
    }
    return gives;
  }

  private int parameterIndex(Local local) {
    for (int i = 0; i < signature.parameters.size(); i++) {
      if (signature.parameters.get(i) == types.get(local)) {
        return i;
      }
    }
    return -1;
  }

  // What the language brings along

  /// `keep` is the expression that keeps the new text, where one does.
  private RegionType builtin(TypedExpression.BuiltinCall b, TypedExpression.@Nullable Keep keep) {
    Builtin builtin = b.builtin();
    if (hasCallback(builtin)) {
      return higherOrder(b);
    }
    List<RegionType> operands = evalAll(b.operands());
    RegionType receiver = operands.isEmpty() ? RegionType.Plain.PLAIN : operands.getFirst();
    if (builtin.makesText()) {
      return keep != null ? RegionType.Plain.PLAIN : newText(b, b.span());
    }
    if (builtin == Builtin.ENUM_NAME) {
      return new RegionType.Text(RegionGraph.STATIC);
    }
    if (builtin.allocates()) {
      int region = graph.newRegion();
      site(b, 0, region, false, "the text that is read", b.span());
      RegionType text = new RegionType.Text(region);
      return b.type().isNullable() ? text.orNull() : text;
    }
    if (receiver.notNull() instanceof RegionType.Buffer(_, _, _, RegionType element)) {
      return bufferMember(b, operands, element);
    }
    if (!classes.carries(b.type())) {
      return RegionType.Plain.PLAIN;
    }
    // What members of text give out is part of the text.
    if (receiver.notNull() instanceof RegionType.Text(int at)) {
      return fresh(b.type()).map(_ -> at);
    }
    return fresh(b.type());
  }

  private RegionType bufferMember(
      TypedExpression.BuiltinCall b, List<RegionType> operands, RegionType element) {
    switch (b.builtin()) {
      case PUSH, INSERT, FILL -> {
        flow(
            operands.getLast(),
            element,
            new Reason(Verb.STORED, b.operands().getLast().span(), name(b) + "[…]", null));
        return RegionType.Plain.PLAIN;
      }
      case ADD_ALL -> {
        if (operands.getLast() instanceof RegionType.Buffer(_, _, _, RegionType given)) {
          flow(
              given,
              element,
              new Reason(Verb.STORED, b.operands().getLast().span(), name(b) + "[…]", null));
        }
        return RegionType.Plain.PLAIN;
      }
      case CONTAINS, INDEX_OF -> {
        // Text and objects are compared with any lifetime; other types only with their own.
        if (!(element instanceof RegionType.Text) && !(element instanceof RegionType.Object)) {
          flow(
              operands.getLast(),
              element,
              new Reason(Verb.STORED, b.operands().getLast().span(), name(b) + "[…]", null));
        }
        return RegionType.Plain.PLAIN;
      }
      case FIRST, LAST, POP, SMALLEST, LARGEST -> {
        return element.orNull();
      }
      case REMOVE_AT, SWAP_REMOVE, SUM -> {
        return element;
      }
      case TO_LIST, TO_ARRAY, TO_SLICE -> {
        return newBuffer(b, element);
      }
      default -> {
        return fresh(b.type());
      }
    }
  }

  private static String name(TypedExpression.BuiltinCall b) {
    return placeName(b.operands().getFirst());
  }

  private RegionType newBuffer(TypedExpression.BuiltinCall b, RegionType element) {
    RegionType made = fresh(b.type());
    if (made instanceof RegionType.Buffer(int at, _, _, RegionType its)) {
      // The elements of an iterator have one type, so they fit exactly.
      Reason why = new Reason(Verb.STORED, b.nameSpan(), "the elements", null);
      flow(element, its, why);
      flow(its, element, why.exact());
      site(b, 0, at, false, "what `" + b.builtin().text() + "` makes", b.nameSpan());
    }
    return made;
  }

  private static boolean hasCallback(Builtin builtin) {
    for (Builtin.Param parameter : builtin.parameters()) {
      switch (parameter) {
        case ACTION, PREDICATE, TRANSFORM, KEY, LESS, STEP -> {
          return true;
        }
        case SAME, INT, U32, CHAR, TEXT, TEXT_OR_CHAR, ELEMENT, BUFFER, INITIAL -> {}
      }
    }
    return false;
  }

  private RegionType higherOrder(TypedExpression.BuiltinCall b) {
    RegionType receiver = eval(b.operands().getFirst());
    RegionType element =
        receiver.notNull() instanceof RegionType.Buffer(_, _, _, RegionType of)
            ? of
            : RegionType.Plain.PLAIN;
    int mark = held.size();
    if (receiver != RegionType.Plain.PLAIN) {
      held.add(receiver);
    }
    TypedExpression last = b.operands().getLast();
    RegionType result =
        switch (b.builtin()) {
          case MAP -> {
            RegionType given = callback(last, List.of(element));
            yield newBuffer(b, given);
          }
          case FILTER -> {
            callback(last, List.of(element));
            yield newBuffer(b, element);
          }
          case FIND_ELEMENT -> {
            callback(last, List.of(element));
            yield element.orNull();
          }
          case FOLD -> {
            RegionType initial = eval(b.operands().get(1));
            RegionType sum = fresh(b.type());
            flow(initial, sum, b.operands().get(1), Verb.NAMED, null);
            if (sum != RegionType.Plain.PLAIN) {
              held.add(sum);
            }
            RegionType next = callback(last, List.of(sum, element));
            flow(next, sum, last, Verb.YIELDED, null);
            yield sum;
          }
          case SORT_WITH -> {
            callback(last, List.of(element, element));
            yield RegionType.Plain.PLAIN;
          }
          default -> {
            callback(last, List.of(element));
            yield RegionType.Plain.PLAIN;
          }
        };
    release(mark);
    return result;
  }

  private static Type referred(Type type) {
    return type instanceof Type.Reference(Type of) ? referred(of) : type;
  }

  String functionName() {
    return function;
  }
}
