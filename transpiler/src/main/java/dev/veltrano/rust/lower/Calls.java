package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.ClassLifetimes;
import dev.veltrano.lifetime.Place;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Path;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lowers calls of what the program declares: functions, methods, constructors.
///
/// Rust evaluates arguments in the order of the parameters, Veltrano in the order written; where
/// that could be told apart, the arguments are computed before the call. Default values are put in
/// at the call.
final class Calls {
  private final Body body;

  Calls(Body body) {
    this.body = body;
  }

  /// What a call is made of: the values that must be computed before it, and the arguments.
  private record Prepared(List<Stmt> before, List<Expr> arguments) {}

  Expr function(TypedExpression.Call e) {
    TypedFunction callee = body.program.function(e.function());
    Origin origin = body.user(e.span());
    Substitution given = Substitution.of(callee.signature().typeParameters(), e.typeArguments());
    Openness openness = openness(callee.signature(), e.arguments());
    TypeParameters.note(callee.signature().bounds(), given, body.printed, body.compared);
    Prepared prepared =
        prepare(e, callee, given, openness, e.arguments(), false, e.span(), () -> {}, () -> {});
    List<Expr> arguments = new ArrayList<>(prepared.arguments());
    addArenas(e, e.function(), arguments, e.nameSpan());
    String name = ProgramFacts.functionName(e.function());
    String path =
        e.function().isLocal()
            ? name
            : body.scope.isVisible(name)
                ? body.file.fullItem(e.function(), name, body.program)
                : body.file.item(e.function(), name, body.program);
    Expr called =
        new Expr.Name(
            Make.path(path, openness.written() ? elided(e.typeArguments()) : List.of()),
            body.user(e.nameSpan()));
    Expr call = new Expr.Call(called, arguments, origin);
    return wrap(prepared.before(), call, origin);
  }

  private void addArenas(
      TypedExpression call, Symbol.Function callee, List<Expr> arguments, Span span) {
    if (!ProgramFacts.isEntry(callee)) {
      arguments.addAll(body.allocations.arguments(call, span));
    }
  }

  /// A member that a requirement promises.
  Expr required(TypedExpression.Required e) {
    List<Expr> arguments = new ArrayList<>();
    arguments.add(body.lower(e.receiver(), Ask.KNOWN));
    @Nullable Expr[] given = new Expr[e.member().parameters().size()];
    for (TypedExpression.Argument argument : e.arguments()) {
      given[argument.parameter()] = body.lower(argument.value(), Ask.PINNED);
    }
    for (Expr each : given) {
      arguments.add(java.util.Objects.requireNonNull(each));
    }
    arguments.addAll(body.allocations.arguments(e, e.nameSpan()));
    String trait =
        body.file.item(e.member().of(), RustName.type(e.member().of().name()), body.program);
    return new Expr.Call(
        Make.name(trait + "::" + Traits.name(e.member()), body.user(e.nameSpan())),
        arguments,
        body.user(e.span()));
  }

  /// A call of a parameter that is a function.
  Expr value(TypedExpression.CallValue e) {
    List<Expr> arguments = new ArrayList<>();
    for (TypedExpression argument : e.arguments()) {
      arguments.add(body.lower(argument, Ask.PINNED));
    }
    return new Expr.Call(body.lower(e.callee(), Ask.KNOWN), arguments, body.user(e.span()));
  }

  private static Expr wrap(List<Stmt> before, Expr call, Origin origin) {
    if (before.isEmpty()) {
      return call;
    }
    List<Stmt> statements = new ArrayList<>(before);
    statements.add(Make.value(call, origin));
    return Make.block(statements, origin);
  }

  /// Whether a default value that is taken uses the receiver.
  private static boolean defaultsMention(
      TypedFunction callee, List<TypedExpression.Argument> written, Local self) {
    boolean[] given = new boolean[callee.defaults().size()];
    for (TypedExpression.Argument argument : written) {
      given[argument.parameter()] = true;
    }
    for (int i = 0; i < given.length; i++) {
      TypedExpression value = callee.defaults().get(i);
      if (!given[i]
          && value != null
          && Walk.any(value, x -> x instanceof TypedExpression.LocalUse u && u.local() == self)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlace(TypedExpression e) {
    return switch (Nature.bare(e)) {
      case TypedExpression.LocalUse _ -> true;
      case TypedExpression.FieldGet f -> isPlace(f.receiver());
      case TypedExpression.TupleGet t -> isPlace(t.receiver());
      default -> false;
    };
  }

  Expr method(TypedExpression.MethodCall e) {
    TypedFunction callee = body.program.function(e.method());
    Origin origin = body.user(e.span());
    boolean disturbed = false;
    for (TypedExpression.Argument argument : e.arguments()) {
      disturbed |= body.nature.mutates(argument.value());
    }
    List<Stmt> before = new ArrayList<>();
    Expr receiver = body.expressions.place(e.receiver());
    boolean changes = body.program.changesSelf(e.method());
    boolean shared = changes && body.stores.isShared(e.receiver());
    if (disturbed && !changes && !Nature.isConstant(e.receiver())) {
      String name = body.fresh("receiver", "__receiver");
      Origin derived = body.derived(e.receiver().span());
      before.add(new Stmt.Let(Pattern.name(name), body.lower(e.receiver(), Ask.KNOWN), derived));
      receiver = Make.name(name, derived);
    }
    Local self = callee.signature().self();
    if (self != null && defaultsMention(callee, e.arguments(), self)) {
      if (before.isEmpty() && !isPlace(e.receiver())) {
        String name = body.fresh("receiver", "__receiver");
        before.add(new Stmt.Let(Pattern.name(name), receiver, body.derived(e.receiver().span())));
        receiver = Make.name(name, body.derived(e.receiver().span()));
      }
    }
    // Only default values see the receiver: an argument may stand in a call of the same method.
    Runnable enter = () -> {};
    Runnable leave = () -> {};
    if (self != null) {
      Scope.Substitute substitute = new Scope.Substitute(receiver, true);
      enter = () -> body.scope.substitute(self, substitute);
      leave = () -> body.scope.endSubstitute(self);
    }
    Substitution given =
        Substitution.of(callee.signature().typeParameters(), e.typeArguments())
            .and(Substitution.of(e.receiver().type()));
    Openness openness = openness(callee.signature(), e.arguments());
    TypeParameters.note(callee.signature().bounds(), given, body.printed, body.compared);
    Prepared prepared =
        prepare(
            e,
            callee,
            given,
            openness,
            e.arguments(),
            disturbed && changes || shared && acts(e.arguments()),
            e.span(),
            enter,
            leave);
    before.addAll(prepared.before());
    List<Expr> arguments = new ArrayList<>(prepared.arguments());
    addArenas(e, e.method(), arguments, e.nameSpan());
    java.util.function.Function<Expr, Expr> call =
        on ->
            new Expr.MethodCall(
                on,
                RustName.method(e.method().name(), changes),
                openness.written() ? elided(e.typeArguments()) : List.of(),
                arguments,
                body.user(e.nameSpan()),
                origin);
    return shared
        ? body.stores.callOn(e.receiver(), e.type(), before, call, origin)
        : wrap(before, call.apply(receiver), origin);
  }

  private static boolean acts(List<TypedExpression.Argument> arguments) {
    return arguments.stream().anyMatch(a -> Nature.acts(a.value()));
  }

  private List<GenericArg> elided(List<dev.veltrano.type.Type> types) {
    List<GenericArg> arguments = new ArrayList<>(types.size());
    types.forEach(type -> arguments.add(body.elided(type)));
    return arguments;
  }

  /// What Rust can find of the type arguments of a call: nothing has to be done for those that an
  /// argument gives, a literal has to say its type where it is the one that gives it, and where
  /// nothing does all type arguments are `written`.
  private record Openness(boolean written, Map<Integer, Ask> asks) {
    static final Openness NONE = new Openness(false, Map.of());

    Ask ask(int parameter) {
      return asks.getOrDefault(parameter, Ask.PINNED);
    }
  }

  private Openness openness(Signature signature, List<TypedExpression.Argument> written) {
    List<dev.veltrano.type.Type> patterns = new ArrayList<>();
    signature.parameters().forEach(parameter -> patterns.add(parameter.type()));
    return openness(signature.typeParameters(), patterns, written);
  }

  private Openness openness(
      List<dev.veltrano.type.Type.Parameter> variables,
      List<dev.veltrano.type.Type> patterns,
      List<TypedExpression.Argument> written) {
    if (variables.isEmpty()) {
      return Openness.NONE;
    }
    Set<dev.veltrano.type.Type.Parameter> found = new HashSet<>();
    Map<Integer, Ask> asks = new HashMap<>();
    for (TypedExpression.Argument argument : written) {
      if (gives(argument.value())) {
        found.addAll(tells(patterns.get(argument.parameter()), argument.value()).openParameters());
        asks.put(argument.parameter(), Ask.KNOWN);
      }
    }
    for (TypedExpression.Argument argument : written) {
      Set<dev.veltrano.type.Type.Parameter> its =
          tells(patterns.get(argument.parameter()), argument.value()).openParameters();
      its.removeAll(found);
      its.retainAll(variables);
      if (!its.isEmpty() && isLiteral(argument.value())) {
        found.addAll(its);
        asks.put(argument.parameter(), Ask.KNOWN);
      }
    }
    return found.containsAll(variables) ? new Openness(false, asks) : new Openness(true, Map.of());
  }

  /// The part of the type of a parameter whose type an argument tells: of a lambda its result.
  private static dev.veltrano.type.Type tells(
      dev.veltrano.type.Type pattern, TypedExpression argument) {
    return pattern instanceof dev.veltrano.type.Type.Function function
            && Nature.bare(argument) instanceof TypedExpression.Lambda
        ? function.result()
        : pattern;
  }

  /// Whether Rust knows the type of an argument by itself.
  private boolean gives(TypedExpression argument) {
    return Nature.bare(argument) instanceof TypedExpression.Lambda lambda
        ? lambda.body().value() instanceof TypedExpression value && body.nature.hasOwnType(value)
        : body.nature.hasOwnType(argument);
  }

  /// Whether an argument can say its type itself.
  private static boolean isLiteral(TypedExpression argument) {
    return switch (Nature.bare(argument)) {
      case TypedExpression.IntegerLiteral _, TypedExpression.FloatLiteral _ -> true;
      case TypedExpression.Negate n -> isLiteral(n.operand());
      case TypedExpression.Binary b -> isLiteral(b.left());
      case TypedExpression.Tuple t -> t.elements().stream().allMatch(Calls::isLiteral);
      case TypedExpression.NewBuffer b ->
          b.form() == TypedExpression.BufferForm.ELEMENTS
              && !b.operands().isEmpty()
              && isLiteral(b.operands().getFirst());
      case TypedExpression.Lambda l ->
          l.body().value() instanceof TypedExpression value && isLiteral(value);
      default -> false;
    };
  }

  private Expr lower(TypedExpression value, Ask ask) {
    return Nature.bare(value) instanceof TypedExpression.Lambda lambda
        ? body.lambdas.lambda(lambda, ask)
        : body.lower(value, ask);
  }

  private Prepared prepare(
      TypedExpression call,
      TypedFunction callee,
      Substitution given,
      Openness openness,
      List<TypedExpression.Argument> written,
      boolean allBefore,
      Span span,
      Runnable enter,
      Runnable leave) {
    List<ParameterInfo> parameters = callee.signature().parameters();
    List<Local> locals = new ArrayList<>(parameters.size());
    for (ParameterInfo parameter : parameters) {
      locals.add(parameter.local());
    }
    return prepare(
        call,
        locals,
        callee.defaults(),
        callee.signature().symbol().file(),
        given,
        openness,
        written,
        allBefore,
        span,
        enter,
        leave);
  }

  private Prepared prepare(
      TypedExpression call,
      List<Local> parameters,
      List<@Nullable TypedExpression> defaults,
      SourceFile declaredIn,
      Substitution substitution,
      Openness openness,
      List<TypedExpression.Argument> written,
      boolean allBefore,
      Span span,
      Runnable enter,
      Runnable leave) {
    int count = parameters.size();
    @Nullable TypedExpression[] given = new TypedExpression[count];
    boolean inOrder = true;
    int previous = -1;
    for (TypedExpression.Argument argument : written) {
      given[argument.parameter()] = argument.value();
      inOrder &= argument.parameter() > previous;
      previous = argument.parameter();
    }
    boolean[] early = new boolean[count];
    if (!inOrder || allBefore) {
      markEarly(written, early, allBefore);
    }
    for (int i = 0; i < count; i++) {
      TypedExpression value = defaults.get(i);
      if (given[i] == null && value != null) {
        markMentioned(value, parameters, given, early);
      }
    }
    boolean any = false;
    for (boolean one : early) {
      any |= one;
    }
    if (any) {
      // What is computed early must not overtake what was written before it.
      markEarly(written, early, true);
    }
    List<Stmt> before = new ArrayList<>();
    @Nullable Expr[] lowered = new Expr[count];
    for (TypedExpression.Argument argument : written) {
      int i = argument.parameter();
      Local parameter = parameters.get(i);
      lowered[i] =
          early[i]
              ? early(parameter, argument.value(), before)
              : lower(argument.value(), openness.ask(i));
    }
    List<Local> substituted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Expr value = lowered[i];
      TypedExpression standard = defaults.get(i);
      TypedExpression from = given[i] == null ? standard : given[i];
      if (value == null && standard != null) {
        value =
            body.elsewhere(
                declaredIn,
                Origin.derived(span),
                () -> {
                  enter.run();
                  Expr made =
                      body.arenas.inDefaults(
                          call,
                          () -> body.where(substitution, () -> body.lower(standard, Ask.PINNED)));
                  leave.run();
                  return made;
                });
        lowered[i] = value;
      }
      if (written.size() < count && value != null) {
        boolean typed = early[i] || from == null || body.nature.hasOwnType(from);
        body.scope.substitute(parameters.get(i), new Scope.Substitute(value, typed));
        substituted.add(parameters.get(i));
      }
    }
    substituted.forEach(body.scope::endSubstitute);
    List<Expr> arguments = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Expr one = java.util.Objects.requireNonNull(lowered[i]);
      arguments.add(isBorrowed(call, i, given[i]) ? Make.borrow(one, one.origin()) : one);
    }
    return new Prepared(before, arguments);
  }

  /// Whether a parameter takes the function that it is given by reference.
  private boolean isBorrowed(
      TypedExpression call, int parameter, @Nullable TypedExpression argument) {
    Symbol.Function callee = callee(call);
    if (callee == null || argument == null || !body.program.isDynamic(callee, parameter)) {
      return false;
    }
    return !(Nature.bare(argument) instanceof TypedExpression.LocalUse(Local local, _)
        && body.isDynamic(local));
  }

  private static Symbol.@Nullable Function callee(TypedExpression call) {
    return switch (call) {
      case TypedExpression.Call c -> c.function();
      case TypedExpression.MethodCall c -> c.method();
      default -> null;
    };
  }

  /// Marks the arguments whose order against each other could be noticed.
  private void markEarly(List<TypedExpression.Argument> written, boolean[] early, boolean surely) {
    boolean changes = false;
    boolean acts = acts(written);
    for (TypedExpression.Argument argument : written) {
      changes |= body.nature.mutates(argument.value());
    }
    int last = -1;
    boolean misplaced = surely;
    List<Integer> marked = new ArrayList<>();
    for (TypedExpression.Argument argument : written) {
      boolean free =
          changes || acts && Nature.readsShared(argument.value())
              ? Nature.isConstant(argument.value())
              : body.nature.isEager(argument.value());
      if (!free) {
        marked.add(argument.parameter());
        misplaced |= argument.parameter() < last;
        last = argument.parameter();
      }
    }
    if (misplaced) {
      marked.forEach(i -> early[i] = true);
    }
  }

  /// An argument that a default value mentions is computed once.
  private static void markMentioned(
      TypedExpression value,
      List<Local> parameters,
      @Nullable TypedExpression[] given,
      boolean[] early) {
    Walk.any(
        value,
        e -> {
          if (e instanceof TypedExpression.LocalUse u) {
            int i = parameters.indexOf(u.local());
            TypedExpression argument = i < 0 ? null : given[i];
            if (argument != null && !Nature.isConstant(argument)) {
              early[i] = true;
            }
          }
          return false;
        });
  }

  private Expr early(Local parameter, TypedExpression written, List<Stmt> before) {
    boolean typed = body.nature.hasOwnType(written);
    Expr value = body.lower(written, typed ? Ask.KNOWN : Ask.PINNED);
    String name = RustName.variable(parameter.name());
    if (body.scope.isVisible(name) || body.file.isTaken(name)) {
      name = "__" + RustName.plain(parameter.name());
    }
    Origin origin = body.derived(written.span());
    before.add(
        typed
            ? new Stmt.Let(Pattern.name(name), value, origin)
            : new Stmt.Let(Pattern.name(name), body.elided(written.type()), value, origin));
    return Make.name(name, origin);
  }

  // ---- constructors

  Expr construct(TypedExpression.Construct e, Ask ask) {
    if (!Nature.isObject(e.type())) {
      return value(e, ask);
    }
    return Make.method(
        body.allocations.receiver(body.arenas.placeOf(e), e.span()),
        "alloc",
        List.of(value(e, ask)),
        body.user(e.span()));
  }

  /// The value of a data class, or of an object before it is put into an arena.
  private Expr value(TypedExpression.Construct e, Ask ask) {
    TypedClass made = body.program.typedClass(e.of());
    Origin origin = body.user(e.span());
    List<FieldInfo> fields = made.info().constructorFields();
    List<dev.veltrano.type.Type> patterns = new ArrayList<>();
    fields.forEach(field -> patterns.add(field.type()));
    Openness openness =
        ask == Ask.PINNED
            ? Openness.NONE
            : openness(made.info().typeParameters(), patterns, e.arguments());
    TypeParameters.note(
        made.info().bounds(), Substitution.of(e.type()), body.printed, body.compared);
    Path type =
        Make.path(
            body.types.item(e.of()),
            openness.written() && e.type() instanceof dev.veltrano.type.Type.Named(_, var given)
                ? elided(given)
                : List.of());
    boolean inline = !made.info().hasComputedFields() || hasSimpleStart(made);
    if (inline && inWrittenOrder(made, e.arguments())) {
      return literal(type, openness, e, made, origin);
    }
    Prepared prepared =
        prepare(
            e,
            made.locals().subList(0, fields.size()),
            made.values().subList(0, fields.size()),
            e.of().file(),
            Substitution.of(e.type()),
            openness,
            e.arguments(),
            false,
            e.span(),
            () -> {},
            () -> {});
    if (!inline) {
      List<Expr> arguments = new ArrayList<>(prepared.arguments());
      if (body.program.lifetimes(e.of()).allocates()) {
        arguments.add(body.allocations.argument(home(e), e.span()));
      }
      Expr call =
          new Expr.Call(new Expr.Name(constructor(type, e.of()), origin), arguments, origin);
      return wrap(prepared.before(), call, origin);
    }
    List<Expr.FieldValue> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      values.add(field(e.of(), fields.get(i), prepared.arguments().get(i), origin));
    }
    start(e, made, values, origin);
    return wrap(prepared.before(), struct(type, e.of(), values, Optional.empty(), origin), origin);
  }

  /// The path of the function that makes an object with computed fields.
  private Path constructor(Path type, Symbol.Class of) {
    List<Path.Segment> segments = new ArrayList<>(type.segments());
    segments.add(new Path.Segment(body.program.constructor(of), List.of()));
    return new Path(segments);
  }

  /// The place of what an object makes for itself: the last one of its construction.
  private Place home(TypedExpression.Construct e) {
    List<Place> places = body.arenas.at(e);
    if (places.isEmpty()) {
      throw new IllegalStateException("no place for what " + e.of().name() + " makes");
    }
    return places.getLast();
  }

  /// A field of a new object or value.
  static Expr.FieldValue field(Body body, Symbol.Class of, FieldInfo field, Expr value, Origin at) {
    boolean cell = field.isVar() && !of.declaration().isData();
    return new Expr.FieldValue(
        RustName.value(field.name()), cell ? body.stores.newCell(value, at) : value, at);
  }

  private Expr.FieldValue field(Symbol.Class of, FieldInfo field, Expr value, Origin at) {
    return field(body, of, field, value, at);
  }

  /// Whether the fields of an object that its constructor does not take begin with values that can
  /// stand where the object is made: constants and empty buffers.
  static boolean hasSimpleStart(TypedClass made) {
    if (made.info().symbol().declaration().isData()) {
      return false;
    }
    for (FieldInfo field : made.info().fields()) {
      TypedExpression value = made.values().get(field.index());
      if (!field.inConstructor() && (value == null || !isSimple(value))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSimple(TypedExpression e) {
    return switch (e) {
      case TypedExpression.NewBuffer b ->
          b.form() == TypedExpression.BufferForm.ELEMENTS && b.operands().isEmpty();
      // Where the object is made only what is exported can be named.
      case TypedExpression.ConstantUse use -> use.constant().exported();
      case TypedExpression.LocalUse _ -> false;
      case TypedExpression.Parenthesised p -> isSimple(p.inner());
      case TypedExpression.Some s -> isSimple(s.value());
      case TypedExpression.Tuple t -> t.elements().stream().allMatch(Calls::isSimple);
      case TypedExpression.FieldGet _, TypedExpression.TupleGet _ -> false;
      default -> Nature.isConstant(e);
    };
  }

  /// Adds the fields that the constructor does not take.
  private void start(
      TypedExpression.Construct e, TypedClass made, List<Expr.FieldValue> values, Origin origin) {
    if (!made.info().hasComputedFields()) {
      return;
    }
    ClassLifetimes lifetimes = body.program.lifetimes(e.of());
    for (FieldInfo field : made.info().fields()) {
      TypedExpression value = made.values().get(field.index());
      if (!field.inConstructor() && value != null) {
        Expr lowered =
            body.elsewhere(
                e.of().file(),
                Origin.derived(e.span()),
                () ->
                    body.where(
                        Substitution.of(e.type()),
                        () ->
                            lifetimes.allocates()
                                ? body.arenas.inHome(
                                    lifetimes.initial(),
                                    lifetimes.home(),
                                    home(e),
                                    () -> body.lower(value, Ask.PINNED))
                                : body.lower(value, Ask.PINNED)));
        values.add(field(e.of(), field, lowered, origin));
      }
    }
  }

  /// Whether all values can stand in a struct literal as they were written: Rust evaluates those in
  /// written order too. Only a default value that mentions another field prevents it.
  private static boolean inWrittenOrder(TypedClass made, List<TypedExpression.Argument> written) {
    if (written.size() == made.info().constructorFields().size()) {
      return true;
    }
    for (TypedExpression value : made.values()) {
      if (Walk.any(
          value,
          x -> x instanceof TypedExpression.LocalUse u && made.locals().contains(u.local()))) {
        return false;
      }
    }
    return true;
  }

  private Expr literal(
      Path type, Openness openness, TypedExpression.Construct e, TypedClass made, Origin origin) {
    List<Expr.FieldValue> values = new ArrayList<>();
    boolean[] given = new boolean[made.info().fields().size()];
    for (TypedExpression.Argument argument : e.arguments()) {
      FieldInfo field = made.info().fields().get(argument.parameter());
      given[argument.parameter()] = true;
      values.add(
          field(
              e.of(),
              field,
              body.lower(argument.value(), openness.ask(argument.parameter())),
              body.user(argument.value().span())));
    }
    for (FieldInfo field : made.info().constructorFields()) {
      TypedExpression standard = made.values().get(field.index());
      if (!given[field.index()] && standard != null) {
        Expr value =
            body.elsewhere(
                e.of().file(),
                Origin.derived(e.span()),
                () ->
                    body.where(
                        Substitution.of(e.type()),
                        () -> body.arenas.inDefaults(e, () -> body.lower(standard, Ask.PINNED))));
        values.add(field(e.of(), field, value, origin));
      }
    }
    start(e, made, values, origin);
    return struct(type, e.of(), values, Optional.empty(), origin);
  }

  private Expr struct(
      Path type,
      Symbol.Class of,
      List<Expr.FieldValue> values,
      Optional<Expr> base,
      Origin origin) {
    return body.program.isUnitStruct(of)
        ? new Expr.Name(type, origin)
        : new Expr.Struct(type, values, base, origin);
  }

  /// `p.copy(x = 5)`.
  Expr copy(TypedExpression.Copy e) {
    TypedClass made = body.program.typedClass(e.of());
    Origin origin = body.user(e.span());
    List<Stmt> before = new ArrayList<>();
    Expr base = body.lower(e.receiver(), Ask.KNOWN);
    boolean disturbed = false;
    for (TypedExpression.Argument argument : e.arguments()) {
      disturbed |= body.nature.mutates(argument.value());
    }
    boolean computed = made.info().hasComputedFields();
    boolean free = disturbed ? Nature.isConstant(e.receiver()) : body.nature.isEager(e.receiver());
    if (!free) {
      String name = body.fresh("original", "__original");
      Origin derived = body.derived(e.receiver().span());
      before.add(new Stmt.Let(Pattern.name(name), base, derived));
      base = Make.name(name, derived);
    }
    List<FieldInfo> fields = made.info().constructorFields();
    @Nullable Expr[] given = new Expr[fields.size()];
    List<Expr.FieldValue> values = new ArrayList<>();
    for (TypedExpression.Argument argument : e.arguments()) {
      FieldInfo field = fields.get(argument.parameter());
      Expr value =
          computed && !body.nature.isEager(argument.value())
              ? early(made.locals().get(field.index()), argument.value(), before)
              : body.lower(argument.value(), Ask.PINNED);
      given[argument.parameter()] = value;
      values.add(
          new Expr.FieldValue(
              RustName.value(field.name()), value, body.user(argument.value().span())));
    }
    Path type = Make.path(body.types.item(e.of()));
    if (!computed) {
      Optional<Expr> rest = values.size() == fields.size() ? Optional.empty() : Optional.of(base);
      return wrap(before, struct(type, e.of(), values, rest, origin), origin);
    }
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      Expr value = given[i];
      arguments.add(
          value != null
              ? value
              : new Expr.Field(base, RustName.value(fields.get(i).name()), origin));
    }
    for (Place place : body.arenas.at(e)) {
      arguments.add(body.allocations.argument(place, e.span()));
    }
    return wrap(
        before,
        new Expr.Call(new Expr.Name(constructor(type, e.of()), origin), arguments, origin),
        origin);
  }
}
