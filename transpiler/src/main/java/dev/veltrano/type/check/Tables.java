package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.resolve.ModuleScope;
import dev.veltrano.resolve.Resolved;
import dev.veltrano.resolve.Spelling;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.Field;
import dev.veltrano.syntax.tree.FunctionBody;
import dev.veltrano.syntax.tree.Has;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.Member;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Parameter;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.Receiver;
import dev.veltrano.syntax.tree.Relation;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.syntax.tree.TypeParameter;
import dev.veltrano.syntax.tree.TypeTree;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.LifetimeRelation;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.RequiredMember;
import dev.veltrano.type.tree.RequirementInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.Texts;
import dev.veltrano.type.tree.TypeBound;
import dev.veltrano.type.tree.TypeRequirement;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What is known of declarations: the fields of classes, the signatures of functions, the types and
/// values of constants.
///
/// Filled on demand by one thread before any body is checked in parallel; what is demanded depends
/// on what is inferred (`fun twice(x: Int) = x * 2` asks for its body). Read-only afterwards.
final class Tables implements Texts.Classes {
  private final Resolved resolved;
  private final Names names;
  private final Map<String, List<Diagnostic>> problems;
  private final Map<Symbol.Class, ClassInfo> classes = new IdentityHashMap<>();
  private final Map<Symbol.Union, UnionInfo> unions = new IdentityHashMap<>();
  private final Map<Symbol.Class, TypedClassParts> classParts = new IdentityHashMap<>();
  private final Map<Symbol.Function, Signature> signatures = new IdentityHashMap<>();
  private final Map<Symbol.Function, CheckedBody> bodies = new IdentityHashMap<>();
  private final Map<Symbol.Constant, ConstantInfo> constants = new IdentityHashMap<>();
  private final Set<Symbol> inProgress = new HashSet<>();
  private final Set<Symbol> inCycle = new HashSet<>();
  private final Set<Symbol.Class> incomplete = new HashSet<>();
  private final Set<Label.Declared> usedLabels = ConcurrentHashMap.newKeySet();
  private final Map<Symbol, List<TypeBound>> bounds = new ConcurrentHashMap<>();
  private final Map<Symbol.Requirement, RequirementInfo> requirements = new IdentityHashMap<>();
  private final Satisfaction satisfaction = new Satisfaction(this);
  private final Growth growth = new Growth();
  private final Queue<BoundCheck> boundChecks = new ConcurrentLinkedQueue<>();

  /// A type argument that must be able to do what is asked of a type parameter; looked at when all
  /// declarations are known. `in` is where it is written, whose own parameters promise something.
  private record BoundCheck(
      TypeBound bound,
      Symbol owner,
      Type argument,
      ModuleScope scope,
      @Nullable Symbol in,
      Span span) {}

  /// Locals and values that go with the fields of a class.
  ///
  /// `callees` and `constructed` are what the initialisers call and make.
  record TypedClassParts(
      List<Local> locals,
      List<@Nullable TypedExpression> values,
      List<Local> bodyLocals,
      Set<Local> lambdaParameters,
      List<Body.PlaceCall> placeCalls,
      List<Symbol.Function> callees,
      List<Symbol.Class> constructed) {}

  /// A constant whose value is checked.
  record ConstantInfo(Type type, boolean declared, @Nullable TypedExpression value) {}

  Tables(Resolved resolved, Names names, Map<String, List<Diagnostic>> problems) {
    this.resolved = resolved;
    this.names = names;
    this.problems = problems;
  }

  Names names() {
    return names;
  }

  private List<Diagnostic> problemsOf(Symbol symbol) {
    return problems.computeIfAbsent(symbol.module().name(), _ -> new ArrayList<>());
  }

  /// The declared labels that some type or allocation names; grows while bodies are checked.
  Set<Label.Declared> usedLabels() {
    return usedLabels;
  }

  private void report(Symbol symbol, Problem problem) {
    problemsOf(symbol).add(problem.diagnostic());
  }

  // Classes

  @Override
  public ClassInfo classInfo(Symbol.Class symbol) {
    ClassInfo known = classes.get(symbol);
    return known != null ? known : readClass(symbol);
  }

  private ClassInfo readClass(Symbol.Class symbol) {
    Declaration.ClassDeclaration declaration = symbol.declaration();
    ModuleScope scope = resolved.scope(symbol.module());
    List<Diagnostic> found = problemsOf(symbol);
    LabelScope labels = new LabelScope(symbol.file(), found, usedLabels, null, symbol, null);
    requireNewLabels(labels, declaration.typeParameters());
    requireNewTypes(symbol, null, declaration.typeParameters());
    TypeReader types = new TypeReader(this, scope, found, labels);
    List<FieldInfo> fields = new ArrayList<>();
    Map<String, Span> seen = new HashMap<>();
    for (Field field : declaration.fields()) {
      if (field.name().isMissing()) {
        continue;
      }
      if (isRepeated(symbol, seen, field.name())) {
        continue;
      }
      TypeReader.Read read = types.readLabelled(field.type());
      fields.add(
          new FieldInfo(
              field.name().text(),
              read.type(),
              read.labels(),
              field.kind() == Field.Kind.VAR,
              true,
              field.defaultValue() != null,
              field.name().span(),
              fields.size()));
    }
    Map<String, Symbol.Function> methods = new LinkedHashMap<>();
    for (Symbol.Function method : names.methods(symbol)) {
      if (!method.name().isEmpty() && !isRepeated(symbol, seen, method.declaration().name())) {
        methods.put(method.name(), method);
      }
    }
    // Known from here on, so that initialisers can speak of the class they stand in.
    ClassInfo preliminary = new ClassInfo(symbol, fields, methods, bounds(symbol));
    classes.put(symbol, preliminary);
    incomplete.add(symbol);
    readComputedFields(symbol, scope, types, fields, seen);
    incomplete.remove(symbol);
    return preliminary;
  }

  /// Whether a class has a field of this name whose type is still being found.
  boolean isBeingFound(Symbol.Class symbol, String name) {
    if (!incomplete.contains(symbol)) {
      return false;
    }
    for (Member member : symbol.declaration().members()) {
      if (member instanceof Member.Property(Statement.Local local, _)
          && local.binder() instanceof dev.veltrano.syntax.tree.Binder.Single(Name field, _)
          && field.text().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /// Reports type parameters whose name means something already.
  private void requireNewTypes(
      Symbol symbol, Symbol.@Nullable Class owner, List<TypeParameter> parameters) {
    Map<String, Span> seen = new HashMap<>();
    for (TypeParameter parameter : parameters) {
      if (!(parameter instanceof TypeParameter.Type(Name name, _, _)) || name.isMissing()) {
        continue;
      }
      Span first = seen.putIfAbsent(name.text(), name.span());
      String what = first == null ? null : "an earlier type parameter";
      if (what == null && owner != null) {
        for (TypeParameter outer : owner.declaration().typeParameters()) {
          if (outer instanceof TypeParameter.Type(Name its, _, _)
              && its.text().equals(name.text())) {
            first = its.span();
            what = "a type parameter of the class";
          }
        }
      }
      Symbol other = names.find(resolved.scope(symbol.module()), name.text());
      if (what == null && other != null) {
        first = other.module() == symbol.module() ? other.nameSpan() : null;
        what = "a " + other.kind();
      }
      if (what == null && (TypeNames.isType(name.text()) || TypeNames.isLater(name.text()))) {
        what = "a type of the language";
      }
      if (what != null) {
        report(
            symbol,
            new GenericProblem.NameTaken(symbol.file(), name.span(), name.text(), what, first));
      }
    }
  }

  // What is asked of type parameters

  /// What a declaration asks of its type parameters; a method also of those of its class.
  List<TypeBound> bounds(Symbol symbol) {
    List<TypeBound> known = bounds.get(symbol);
    if (known != null) {
      return known;
    }
    List<TypeBound> all = new ArrayList<>();
    bounds.put(symbol, all);
    List<TypeParameter> parameters =
        switch (symbol) {
          case Symbol.Function function -> function.declaration().typeParameters();
          case Symbol.Class declared -> declared.declaration().typeParameters();
          default -> List.of();
        };
    for (TypeParameter parameter : parameters) {
      if (parameter instanceof TypeParameter.Type(Name name, Path path, _) && path != null) {
        bound(symbol, new Type.Parameter(symbol, name.text()), path, all);
      }
    }
    if (symbol instanceof Symbol.Function function && function.declaration().requires() != null) {
      for (Relation relation : function.declaration().requires().relations()) {
        if (relation instanceof Relation.Satisfies(Name name, Path path, _)) {
          Type.Parameter parameter = parameter(function, name);
          if (parameter != null) {
            bound(symbol, parameter, path, all);
          }
        }
      }
    }
    return all;
  }

  private Type.@Nullable Parameter parameter(Symbol.Function function, Name name) {
    for (Symbol owner :
        function.owner() == null ? List.of(function) : List.of(function, function.owner())) {
      Type.Parameter wanted = new Type.Parameter(owner, name.text());
      if (Type.Parameter.of(owner).contains(wanted)) {
        return wanted;
      }
    }
    if (!name.isMissing()) {
      report(function, new GenericProblem.NoParameter(function.file(), name.span(), name.text()));
    }
    return null;
  }

  private void bound(Symbol symbol, Type.Parameter parameter, Path path, List<TypeBound> to) {
    if (path.last().isMissing()) {
      return;
    }
    ModuleScope scope = resolved.scope(symbol.module());
    Symbol found =
        path.names().size() == 1
            ? names.find(scope, path.last().text())
            : names.qualified(scope, path, problemsOf(symbol));
    if (found == null && path.names().size() == 1) {
      for (TypeRequirement.BuiltIn each : TypeRequirement.BuiltIn.values()) {
        if (each.toString().equals(path.text())) {
          to.add(new TypeBound(parameter, each, path.span()));
          return;
        }
      }
    }
    if (found instanceof Symbol.Requirement requirement) {
      to.add(new TypeBound(parameter, new TypeRequirement.Declared(requirement), path.span()));
      return;
    }
    if (found == null && scope.broken().contains(path.names().getFirst().text())) {
      return;
    }
    List<String> candidates = new ArrayList<>();
    for (TypeRequirement.BuiltIn each : TypeRequirement.BuiltIn.values()) {
      candidates.add(each.toString());
    }
    for (Symbol other : scope.declarations().values()) {
      if (other instanceof Symbol.Requirement) {
        candidates.add(other.name());
      }
    }
    report(
        symbol,
        new GenericProblem.NoRequirement(
            symbol.file(),
            path.span(),
            path.text(),
            found == null ? Spelling.nearest(path.text(), candidates) : null,
            found));
  }

  /// All that holds of type parameters inside of a declaration.
  List<TypeBound> boundsIn(Symbol symbol) {
    List<TypeBound> own = bounds(symbol);
    if (!(symbol instanceof Symbol.Function function) || function.owner() == null) {
      return own;
    }
    List<TypeBound> all = new ArrayList<>(own);
    all.addAll(bounds(function.owner()));
    return all;
  }

  /// The type parameters of a declaration of which something is asked.
  Set<Type.Parameter> asked(Symbol symbol) {
    List<TypeBound> own = bounds(symbol);
    if (own.isEmpty()) {
      return Set.of();
    }
    Set<Type.Parameter> asked = new HashSet<>();
    for (TypeBound bound : own) {
      asked.add(bound.parameter());
    }
    return asked;
  }

  /// Notes that type arguments must be able to do what a declaration asks of them.
  void requireBounds(
      Symbol of, List<Type> arguments, ModuleScope scope, @Nullable Symbol in, Span span) {
    if (in != null) {
      Growth.Kind kind = of instanceof Symbol.Function ? Growth.Kind.CODE : Growth.Kind.CLASS;
      growth.note(kindOf(in), kind, Type.Parameter.of(of), arguments, scope.module(), span);
    }
    List<TypeBound> own = bounds(of);
    if (!own.isEmpty()) {
      require(own, of, Substitution.of(Type.Parameter.of(of), arguments), scope, in, span);
    }
  }

  /// Notes what a method asks of the type parameters of its class.
  void requireOfClass(
      Symbol.Function method, Type receiver, ModuleScope scope, @Nullable Symbol in, Span span) {
    if (in != null && receiver instanceof Type.Named(Symbol of, List<Type> arguments)) {
      growth.note(
          kindOf(in), Growth.Kind.CODE, Type.Parameter.of(of), arguments, scope.module(), span);
    }
    List<TypeBound> own = bounds(method);
    if (!own.isEmpty()) {
      require(own, method, Substitution.of(receiver), scope, in, span);
    }
  }

  private static Growth.Kind kindOf(Symbol in) {
    return in instanceof Symbol.Function ? Growth.Kind.CODE : Growth.Kind.INITIALISER;
  }

  /// Notes that a value of a class is made, which runs its initialisers.
  void noteMade(
      Symbol.Class made, List<Type> arguments, ModuleScope scope, @Nullable Symbol in, Span span) {
    if (in != null && !arguments.isEmpty()) {
      growth.note(
          kindOf(in),
          Growth.Kind.INITIALISER,
          Type.Parameter.of(made),
          arguments,
          scope.module(),
          span);
    }
  }

  private void require(
      List<TypeBound> asked,
      Symbol of,
      Substitution known,
      ModuleScope scope,
      @Nullable Symbol in,
      Span span) {
    for (TypeBound bound : asked) {
      Type argument = known.get(bound.parameter());
      if (argument != null && argument != Type.Error.ERROR) {
        boundChecks.add(new BoundCheck(bound, of, argument, scope, in, span));
      }
    }
  }

  /// Reports type arguments that cannot do what is asked of them, and those that grow without end.
  void judgeBounds() {
    growth.judge((module, diagnostic) ->
        problems.computeIfAbsent(module, _ -> new ArrayList<>()).add(diagnostic));
    for (BoundCheck check : boundChecks) {
      List<TypeBound> here = check.in == null ? List.of() : boundsIn(check.in);
      GenericProblem.Lack lack = satisfaction.lack(check.argument, check.bound.requirement(), here);
      if (lack != null) {
        problems
            .computeIfAbsent(check.scope.module().name(), _ -> new ArrayList<>())
            .add(
                new GenericProblem.NotSatisfied(
                        check.scope.module().file(),
                        check.span,
                        check.argument,
                        check.bound,
                        check.owner,
                        lack)
                    .diagnostic());
      }
    }
  }

  /// What a requirement asks for.
  RequirementInfo requirementInfo(Symbol.Requirement symbol) {
    RequirementInfo known = requirements.get(symbol);
    return known != null ? known : readRequirement(symbol);
  }

  private RequirementInfo readRequirement(Symbol.Requirement symbol) {
    Declaration.Requirement declaration = symbol.declaration();
    requireNewTypes(symbol, null, declaration.typeParameters());
    List<Type.Parameter> parameters = Type.Parameter.of(symbol);
    Type.Parameter self =
        parameters.isEmpty() ? new Type.Parameter(symbol, symbol.name()) : parameters.getFirst();
    if (parameters.size() > 1 || !LabelScope.labels(declaration.typeParameters()).isEmpty()) {
      report(
          symbol,
          new GenericProblem.BadRequirement(
              symbol.file(),
              symbol.nameSpan(),
              "a requirement has one type parameter: the type that satisfies it",
              null));
    }
    List<RequiredMember> members = new ArrayList<>();
    RequirementInfo info = new RequirementInfo(symbol, self, members);
    requirements.put(symbol, info);
    Map<String, Span> seen = new HashMap<>();
    for (Has has : declaration.members()) {
      if (has.name().isMissing()) {
        continue;
      }
      Span first = seen.putIfAbsent(has.name().text(), has.name().span());
      if (first != null) {
        report(
            symbol,
            new TypeProblem.DuplicateMember(
                symbol.file(), has.name().span(), has.name().text(), symbol.name(), first));
        continue;
      }
      RequiredMember member = readMember(symbol, has);
      if (member != null) {
        members.add(member);
      }
    }
    return info;
  }

  private @Nullable RequiredMember readMember(Symbol.Requirement symbol, Has has) {
    List<Diagnostic> found = problemsOf(symbol);
    LabelScope labels = new LabelScope(found, usedLabels, symbol, has.typeParameters());
    TypeReader types = new TypeReader(this, resolved.scope(symbol.module()), found, labels);
    for (TypeParameter parameter : has.typeParameters()) {
      if (parameter instanceof TypeParameter.Type type) {
        report(
            symbol,
            new TypeProblem.NotSupported(
                symbol.file(), type.span(), "type parameters of the members of a requirement"));
        return null;
      }
    }
    List<ParameterInfo> parameters = new ArrayList<>();
    for (Parameter parameter : has.parameters() == null ? List.<Parameter>of() : has.parameters()) {
      TypeReader.Read read = types.readParameter(parameter.type());
      if (read.type() instanceof Type.Function || read.type() == Type.Primitive.ARENA) {
        report(
            symbol,
            new TypeProblem.NotSupported(
                symbol.file(),
                parameter.type().span(),
                "functions and arenas as parameters of the members of a requirement"));
        return null;
      }
      parameters.add(
          new ParameterInfo(
              new Local(
                  Local.Kind.PARAMETER,
                  parameter.name().text(),
                  read.type(),
                  parameter.name().span()),
              read.labels(),
              false));
    }
    TypeReader.Read result =
        has.type() == null
            ? TypeReader.Read.of(Type.Primitive.UNIT)
            : types.readLabelled(has.type());
    boolean property = has.parameters() == null;
    if (property && (result.type() == Type.Primitive.UNIT || !has.typeParameters().isEmpty())) {
      report(
          symbol,
          new GenericProblem.BadRequirement(
              symbol.file(),
              has.name().span(),
              "a property has a type and no labels of its own",
              "a method is written with parentheses: `has " + has.name().text() + "()`"));
      return null;
    }
    List<LifetimeRelation> relations =
        has.requires() == null
            ? List.of()
            : new RelationReader(
                    this, symbol.file(), found, labels, null, parameters, result.type())
                .read(has.requires().relations());
    List<Label.Declared> declared = new ArrayList<>();
    for (LabelName label : LabelScope.labels(has.typeParameters())) {
      declared.add(new Label.Declared(symbol, label.text()));
    }
    return new RequiredMember(
        symbol,
        has.name().text(),
        property,
        List.copyOf(declared),
        List.copyOf(parameters),
        result.type(),
        result.labels(),
        relations,
        has.name().span(),
        has.span());
  }

  // Type parameters of classes

  /// Reports type parameters of a class that none of its fields holds: Rust wants to know how they
  /// are held. Notes how the types of the fields grow.
  void requireUsed(Symbol.Class symbol) {
    for (FieldInfo field : classInfo(symbol).fields()) {
      growth.noteAll(field.type(), symbol.module(), field.nameSpan());
    }
    for (Type.Parameter parameter : Type.Parameter.of(symbol)) {
      if (isHeld(parameter, new HashSet<>())) {
        continue;
      }
      for (TypeParameter written : symbol.declaration().typeParameters()) {
        if (written instanceof TypeParameter.Type(Name name, _, _)
            && name.text().equals(parameter.name())) {
          report(
              symbol, new GenericProblem.Unused(symbol.file(), name.span(), symbol, name.text()));
        }
      }
    }
  }

  /// Whether a field of the class holds a type parameter, other than as an argument for a parameter
  /// that is not held itself. What is in question already counts as not held.
  private boolean isHeld(Type.Parameter parameter, Set<Type.Parameter> asked) {
    if (!asked.add(parameter) || !(parameter.owner() instanceof Symbol.Class owner)) {
      return false;
    }
    for (FieldInfo field : classInfo(owner).fields()) {
      if (field.type() == Type.Error.ERROR || holds(field.type(), parameter, asked)) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(Type type, Type.Parameter wanted, Set<Type.Parameter> asked) {
    return switch (type) {
      case Type.Parameter parameter -> parameter.equals(wanted);
      case Type.Named(Symbol symbol, List<Type> arguments) -> {
        List<Type.Parameter> its = Type.Parameter.of(symbol);
        boolean found = false;
        for (int i = 0; i < arguments.size() && i < its.size(); i++) {
          found |=
              holds(arguments.get(i), wanted, asked) && isHeld(its.get(i), new HashSet<>(asked));
        }
        yield found;
      }
      case Type.Nullable(Type of) -> holds(of, wanted, asked);
      case Type.Reference(Type of) -> holds(of, wanted, asked);
      case Type.Buffer(_, Type element) -> holds(element, wanted, asked);
      case Type.Tuple(List<Type> elements) -> {
        boolean found = false;
        for (Type element : elements) {
          found |= holds(element, wanted, asked);
        }
        yield found;
      }
      case Type.Result(Type ok, Type error) ->
          holds(ok, wanted, asked) || holds(error, wanted, asked);
      case Type.Primitive _, Type.Range _, Type.Sequence _, Type.Function _, Type.Error _ -> false;
    };
  }

  private static void requireNewLabels(LabelScope labels, List<TypeParameter> parameters) {
    for (LabelName label : LabelScope.labels(parameters)) {
      labels.requireNew(label.text(), label.span());
    }
  }

  static List<Label.Declared> declaredLabels(Symbol owner, List<TypeParameter> parameters) {
    List<Label.Declared> declared = new ArrayList<>();
    for (LabelName label : LabelScope.labels(parameters)) {
      declared.add(new Label.Declared(owner, label.text()));
    }
    return declared;
  }

  private boolean isRepeated(Symbol.Class symbol, Map<String, Span> seen, Name name) {
    Span first = seen.putIfAbsent(name.text(), name.span());
    if (first == null) {
      return false;
    }
    report(
        symbol,
        new TypeProblem.DuplicateMember(
            symbol.file(), name.span(), name.text(), symbol.name(), first));
    return true;
  }

  private void readComputedFields(
      Symbol.Class symbol,
      ModuleScope scope,
      TypeReader types,
      List<FieldInfo> fields,
      Map<String, Span> seen) {
    for (Member member : symbol.declaration().members()) {
      if (!(member instanceof Member.Property(Statement.Local local, _))) {
        continue;
      }
      if (!(local.binder() instanceof dev.veltrano.syntax.tree.Binder.Single(Name name, _))) {
        report(symbol, new TypeProblem.DestructuredField(symbol.file(), local.span()));
        continue;
      }
      if (name.isMissing() || isRepeated(symbol, seen, name)) {
        continue;
      }
      if (local.value() == null) {
        report(symbol, new TypeProblem.FieldWithoutValue(symbol.file(), local.span(), name.text()));
        continue;
      }
      TypeReader.Read read =
          local.type() != null
              ? types.readLabelled(local.type())
              : TypeReader.Read.of(fieldTypeOf(symbol, scope, fields, local));
      fields.add(
          new FieldInfo(
              name.text(),
              read.type(),
              read.labels(),
              local.isVar(),
              false,
              false,
              name.span(),
              fields.size()));
    }
  }

  private Type fieldTypeOf(
      Symbol.Class symbol, ModuleScope scope, List<FieldInfo> fields, Statement.Local local) {
    Expression value = local.value();
    if (value == null) {
      return Type.Error.ERROR;
    }
    // The problems of the value are reported when the whole class is checked, except that a type is
    // asked for in a circle: later on nobody notices.
    Body body = new Body(this, scope, new ArrayList<>(), null, null, null, null, symbol);
    body.circles = problemsOf(symbol);
    declareFields(body, fields, body.open());
    Type type = body.expressions.value(value, null).type();
    if (StatementChecker.isUnknownNull(type)) {
      report(symbol, new TypeProblem.NullNeedsType(symbol.file(), local.binder().span()));
      return Type.Error.ERROR;
    }
    return type;
  }

  private static List<Local> declareFields(Body body, List<FieldInfo> fields, int mark) {
    List<Local> locals = new ArrayList<>();
    for (FieldInfo field : fields) {
      Local local = new Local(Local.Kind.PARAMETER, field.name(), field.type(), field.nameSpan());
      body.declare(local, mark);
      locals.add(local);
    }
    return locals;
  }

  /// Checks default values and initial values of a class. Earlier fields are in scope, later ones
  /// are not.
  TypedClassParts classParts(Symbol.Class symbol) {
    TypedClassParts known = classParts.get(symbol);
    if (known != null) {
      return known;
    }
    ClassInfo info = classInfo(symbol);
    ModuleScope scope = resolved.scope(symbol.module());
    Body body = new Body(this, scope, problemsOf(symbol), null, null, null, null, symbol);
    int mark = body.open();
    List<Local> locals = new ArrayList<>();
    List<@Nullable TypedExpression> values = new ArrayList<>();
    for (FieldInfo field : info.fields()) {
      Expression value = valueOf(symbol.declaration(), field);
      TypedExpression typed = null;
      if (value != null) {
        typed =
            body.expressions.check(
                value,
                Expectation.at(
                    field.type(),
                    "the type of field `" + field.name() + "`",
                    body.file,
                    field.nameSpan()));
        requireReachable(symbol, typed, field);
      }
      Local local = new Local(Local.Kind.PARAMETER, field.name(), field.type(), field.nameSpan());
      body.declare(local, mark);
      locals.add(local);
      values.add(typed);
    }
    TypedClassParts parts =
        new TypedClassParts(
            locals,
            values,
            body.locals(),
            body.lambdaParameters(),
            List.copyOf(body.placeCalls),
            List.copyOf(body.callees),
            List.copyOf(body.constructed));
    classParts.put(symbol, parts);
    return parts;
  }

  /// A default value is evaluated where the call stands, so all that it names must be visible
  /// there.
  private void requireReachable(Symbol.Class symbol, TypedExpression value, FieldInfo field) {
    if (symbol.exported() && field.inConstructor()) {
      Defaults.requireExported(value, symbol.file(), problemsOf(symbol));
    }
  }

  private static @Nullable Expression valueOf(
      Declaration.ClassDeclaration declaration, FieldInfo wanted) {
    for (Field field : declaration.fields()) {
      if (field.name().span().same(wanted.nameSpan())) {
        return field.defaultValue();
      }
    }
    for (Member member : declaration.members()) {
      if (member instanceof Member.Property(Statement.Local local, _)
          && local.binder().span().same(wanted.nameSpan())) {
        return local.value();
      }
    }
    return null;
  }

  /// The field `name` of a class, or `null`.
  @Nullable FieldInfo field(ClassInfo info, String name) {
    for (FieldInfo field : info.fields()) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return null;
  }

  /// The class whose field a receiver's is.
  Symbol.@Nullable Class fieldHome(TypedExpression receiver) {
    return receiver.type() instanceof Type.Named(Symbol.Class declared, _) ? declared : null;
  }

  /// Reports data classes and unions that contain themselves by value.
  void requireFinite(Symbol symbol) {
    List<Part> path = new ArrayList<>();
    boolean value =
        symbol instanceof Symbol.Union
            || symbol instanceof Symbol.Class declared && declared.declaration().isData();
    if (value
        && !inCycle.contains(symbol)
        && containsByValue(symbol, symbol, path, new HashSet<>())) {
      List<String> words = new ArrayList<>();
      for (Part part : path) {
        inCycle.addAll(partsByValue(part.type));
        words.add(part.words);
      }
      report(
          symbol,
          new TypeProblem.InfiniteType(
              symbol.file(), symbol.nameSpan(), symbol.name(), words, path.getFirst().span));
    }
  }

  /// A field or variant on the way from a type to itself.
  private record Part(Type type, String words, Span span) {}

  private boolean containsByValue(Symbol in, Symbol wanted, List<Part> path, Set<Symbol> seen) {
    if (!seen.add(in)) {
      return false;
    }
    for (Part part : parts(in)) {
      path.add(part);
      for (Symbol next : partsByValue(part.type)) {
        if (next == wanted || containsByValue(next, wanted, path, seen)) {
          return true;
        }
      }
      path.removeLast();
    }
    return false;
  }

  private List<Part> parts(Symbol of) {
    List<Part> parts = new ArrayList<>();
    switch (of) {
      case Symbol.Class declared -> {
        for (FieldInfo field : classInfo(declared).fields()) {
          parts.add(new Part(field.type(), field.name() + ": " + field.type(), field.nameSpan()));
        }
      }
      case Symbol.Union union -> {
        for (UnionInfo.Variant variant : unionInfo(union).variants()) {
          parts.add(
              new Part(
                  variant.type(),
                  "variant " + variant.of().name() + " of " + union.name(),
                  variant.span()));
        }
      }
      default -> {}
    }
    return parts;
  }

  private static List<Symbol> partsByValue(Type type) {
    return switch (type) {
      case Type.Named(Symbol symbol, List<Type> arguments) -> {
        boolean byValue =
            symbol instanceof Symbol.Union
                || symbol instanceof Symbol.Class declared && declared.declaration().isData();
        if (!byValue) {
          yield List.of();
        }
        // A data class that has an argument for a type parameter is taken to hold it by value.
        List<Symbol> all = new ArrayList<>();
        all.add(symbol);
        for (Type argument : arguments) {
          all.addAll(partsByValue(argument));
        }
        yield all;
      }
      case Type.Nullable(Type of) -> partsByValue(of);
      case Type.Tuple(List<Type> elements) -> {
        List<Symbol> all = new ArrayList<>();
        for (Type element : elements) {
          all.addAll(partsByValue(element));
        }
        yield all;
      }
      case Type.Result(Type ok, Type error) -> {
        List<Symbol> all = new ArrayList<>(partsByValue(ok));
        all.addAll(partsByValue(error));
        yield all;
      }
      case Type.Primitive _,
          Type.Range _,
          Type.Sequence _,
          Type.Reference _,
          Type.Buffer _,
          Type.Function _,
          Type.Parameter _,
          Type.Error _ ->
          List.of();
    };
  }

  // Unions

  @Override
  public UnionInfo unionInfo(Symbol.Union symbol) {
    UnionInfo known = unions.get(symbol);
    if (known != null) {
      return known;
    }
    List<Diagnostic> found = problemsOf(symbol);
    LabelScope labels = new LabelScope(symbol.file(), found, usedLabels, null, symbol, null);
    requireNewLabels(labels, symbol.declaration().typeParameters());
    TypeReader types = new TypeReader(this, resolved.scope(symbol.module()), found, labels);
    List<UnionInfo.Variant> variants = new ArrayList<>();
    UnionInfo info = new UnionInfo(symbol, variants);
    unions.put(symbol, info);
    for (TypeTree tree : symbol.declaration().variants()) {
      TypeReader.Read read = types.readLabelled(tree);
      if (read.type() == Type.Error.ERROR) {
        continue;
      }
      if (!(read.type() instanceof Type.Named(Symbol.Class declared, _))) {
        report(symbol, new UnionProblem.NoVariant(symbol.file(), tree.span(), read.type()));
        continue;
      }
      UnionInfo.Variant first = info.variant(declared);
      if (first != null) {
        report(
            symbol,
            new UnionProblem.VariantTwice(
                symbol.file(), tree.span(), first.span(), declared.name()));
        continue;
      }
      variants.add(
          new UnionInfo.Variant(
              declared,
              read.type() instanceof Type.Named(_, List<Type> arguments) ? arguments : List.of(),
              read.labels(),
              tree.span(),
              variants.size()));
    }
    if (symbol.declaration().variants().size() == 1 && variants.size() == 1) {
      report(symbol, new UnionProblem.OnlyOne(symbol.file(), symbol.nameSpan(), symbol.name()));
    }
    return info;
  }

  // Constants

  Type constantType(Symbol.Constant symbol) {
    return constant(symbol).type;
  }

  /// The value of a constant, or `null` where it is wrong or not known yet.
  @Nullable TypedExpression constantValue(Symbol.Constant symbol) {
    ConstantInfo known = constants.get(symbol);
    return known == null ? null : known.value;
  }

  ConstantInfo constant(Symbol.Constant symbol) {
    ConstantInfo known = constants.get(symbol);
    if (known != null) {
      return known;
    }
    Declaration.Constant declaration = symbol.declaration();
    if (!inProgress.add(symbol)) {
      report(
          symbol, new TypeProblem.ConstantCycle(symbol.file(), symbol.nameSpan(), symbol.name()));
      return new ConstantInfo(Type.Error.ERROR, false, null);
    }
    Body body =
        new Body(
            this,
            resolved.scope(symbol.module()),
            problemsOf(symbol),
            null,
            null,
            null,
            null,
            null);
    TypeTree tree = declaration.type();
    Type declared = tree == null ? null : body.types.read(tree);
    TypedExpression value =
        declared == null || tree == null
            ? body.expressions.value(declaration.value(), null)
            : body.expressions.check(
                declaration.value(),
                Expectation.at(declared, "the declared type", body.file, tree.span()));
    inProgress.remove(symbol);
    ConstantInfo raced = constants.get(symbol);
    if (raced != null) {
      return raced;
    }
    Type type = declared != null ? declared : value.type();
    boolean failed = value.type() == Type.Error.ERROR;
    if (!failed && StatementChecker.isUnknownNull(type)) {
      report(symbol, new TypeProblem.NullNeedsType(symbol.file(), symbol.nameSpan()));
      failed = true;
    }
    TypedExpression variable = failed ? null : Constants.firstVariable(value, this);
    if (variable != null) {
      report(symbol, new TypeProblem.NotConstant(symbol.file(), variable.span(), symbol.name()));
      failed = true;
    }
    ConstantInfo info =
        failed
            ? new ConstantInfo(
                declared != null ? declared : Type.Error.ERROR, declared != null, null)
            : new ConstantInfo(type, declared != null, value);
    constants.put(symbol, info);
    return info;
  }

  // Functions

  /// How a function is called.
  Signature signature(Symbol.Function symbol) {
    Signature known = signatures.get(symbol);
    if (known != null) {
      return known;
    }
    return readSignature(symbol);
  }

  private Signature readSignature(Symbol.Function symbol) {
    Declaration.Function declaration = symbol.declaration();
    ModuleScope scope = resolved.scope(symbol.module());
    Symbol.Class owner = symbol.owner();
    List<Diagnostic> found = problemsOf(symbol);
    LabelScope labels = new LabelScope(symbol.file(), found, usedLabels, symbol, owner, null);
    TypeReader types = new TypeReader(this, scope, found, labels);
    requireNewLabels(labels, declaration.typeParameters());
    requireNewTypes(symbol, owner, declaration.typeParameters());
    List<ParameterInfo> parameters = new ArrayList<>();
    Receiver receiver = declaration.receiver();
    if (receiver != null) {
      parameters.add(receiver(receiver, types));
    }
    parameters.addAll(readParameters(declaration, types, labels));
    Local self =
        owner == null
            ? null
            : new Local(Local.Kind.SELF, "self", Type.Named.own(owner), symbol.nameSpan());
    TypeTree tree = declaration.result();
    boolean inferred = tree == null && declaration.body() instanceof FunctionBody.Value;
    TypeReader.Read result =
        inferred
            ? TypeReader.Read.ERROR
            : tree == null ? TypeReader.Read.of(Type.Primitive.UNIT) : types.readLabelled(tree);
    Signature signature =
        new Signature(
            symbol,
            self,
            declaredLabels(symbol, declaration.typeParameters()),
            parameters,
            result.type(),
            result.labels(),
            List.of(),
            bounds(symbol));
    if (declaration.requires() != null) {
      // Known without its clauses while they are read: they may speak of fields whose types are
      // found from calls.
      signatures.put(symbol, signature);
      List<LifetimeRelation> relations =
          new RelationReader(
                  this,
                  symbol.file(),
                  found,
                  labels,
                  signature.self(),
                  signature.parameters(),
                  signature.result())
              .read(declaration.requires().relations());
      signature = with(signature, signature.result(), relations);
      signatures.remove(symbol);
    }
    if (!inferred) {
      signatures.put(symbol, signature);
      return signature;
    }
    Signature provisional = with(signature, Type.Error.ERROR, signature.relations());
    if (!inProgress.add(symbol)) {
      report(symbol, new TypeProblem.ResultNeeded(symbol.file(), symbol.nameSpan(), symbol.name()));
      signatures.put(symbol, provisional);
      return provisional;
    }
    CheckedBody checked = FunctionChecker.check(this, scope, provisional, true, problemsOf(symbol));
    inProgress.remove(symbol);
    Signature raced = signatures.get(symbol);
    Type type = checked.block().type();
    if (StatementChecker.isUnknownNull(type)) {
      report(symbol, new TypeProblem.NullNeedsType(symbol.file(), symbol.nameSpan()));
      type = Type.Error.ERROR;
    }
    Signature known = raced != null ? raced : with(signature, type, signature.relations());
    signatures.put(symbol, known);
    bodies.put(symbol, checked.with(known));
    return known;
  }

  static Signature with(Signature signature, Type result, List<LifetimeRelation> relations) {
    return new Signature(
        signature.symbol(),
        signature.self(),
        signature.labels(),
        signature.parameters(),
        result,
        signature.resultLabels(),
        relations,
        signature.bounds());
  }

  /// Arenas are read first, since they are labels in the types of the others. The receiver of an
  /// extension function: its first parameter.
  private static ParameterInfo receiver(Receiver receiver, TypeReader types) {
    TypeTree tree =
        new TypeTree.Named(
            new Path(List.of(receiver.name()), receiver.name().span()),
            null,
            receiver.arguments(),
            receiver.span());
    TypeReader.Read read = types.readLabelled(tree);
    Local self = new Local(Local.Kind.PARAMETER, "self", read.type(), receiver.span());
    return new ParameterInfo(self, read.labels(), false);
  }

  static List<ParameterInfo> readParameters(
      Declaration.Function declaration, TypeReader types, LabelScope labels) {
    List<Parameter> written = declaration.parameters();
    @Nullable Local[] arenas = new Local[written.size()];
    for (int i = 0; i < arenas.length; i++) {
      Name name = written.get(i).name();
      if (types.isArena(written.get(i).type()) && !name.isMissing()) {
        Local arena =
            new Local(Local.Kind.PARAMETER, name.text(), Type.Primitive.ARENA, name.span());
        labels.requireNew(name.text(), name.span());
        labels.declareArena(arena);
        arenas[i] = arena;
      }
    }
    List<ParameterInfo> parameters = new ArrayList<>(written.size());
    for (int i = 0; i < arenas.length; i++) {
      Parameter parameter = written.get(i);
      TypeReader.Read read = types.readParameter(parameter.type());
      Local arena = arenas[i];
      Local local =
          arena != null
              ? arena
              : new Local(
                  Local.Kind.PARAMETER,
                  parameter.name().text(),
                  read.type(),
                  parameter.name().span());
      parameters.add(new ParameterInfo(local, read.labels(), parameter.defaultValue() != null));
    }
    return parameters;
  }

  /// The body of a function whose result was inferred; `null` where it is still to be checked.
  @Nullable CheckedBody inferredBody(Symbol.Function symbol) {
    return bodies.get(symbol);
  }
}
