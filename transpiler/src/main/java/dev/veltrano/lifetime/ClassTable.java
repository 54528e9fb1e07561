package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.syntax.tree.TypeParameter;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Labels;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedProgram;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives every class and union its lifetimes.
///
/// A union is like a data class with one field for each variant, except that the place of the
/// objects it refers to has a lifetime of its own. A class has one *home* for what it owns, one
/// lifetime for each *family* of other classes that it is given exactly (a family is a group of
/// classes that refer to each other in a cycle), and those that it declares. A lifetime is exact
/// where something that mentions it can be replaced while others look on: a `var` field of a class,
/// an element of a mutable buffer. Otherwise it is covariant, as Rust would infer. Exactness is
/// found first with one lifetime for each class, as the least fixed point over the fields, then
/// again with the lifetimes apart.
final class ClassTable {
  /// The name of the home.
  static final String HOME = "a";

  /// The name of the place of the objects that a union refers to.
  static final String PLACE = "r";

  private final TypedProgram program;
  private final Map<Symbol, List<FieldInfo>> fields = new LinkedHashMap<>();
  private final Map<Symbol, Boolean> carrying = new LinkedHashMap<>();
  private final Map<Symbol, Integer> familyOf = new LinkedHashMap<>();
  private final Map<Symbol, Set<Symbol>> mentions = new LinkedHashMap<>();
  private final Map<Symbol, Boolean> exactOnce = new LinkedHashMap<>();
  private final Set<Type.Parameter> exactTypesOnce = new HashSet<>();
  private final Map<Symbol, Draft> drafts = new LinkedHashMap<>();
  private final Map<Symbol, ClassRegions> classes = new LinkedHashMap<>();

  /// Whether everything of the program has been looked at.
  private boolean complete;

  /// The lifetimes of a class before its fields are known.
  private static final class Draft {
    final List<String> names = new ArrayList<>();
    final Map<Integer, Integer> familyIndex = new LinkedHashMap<>();
    final List<Integer> standsFor = new ArrayList<>();
    final Map<String, Integer> declared = new LinkedHashMap<>();
    final Map<String, Integer> ofParameter = new LinkedHashMap<>();
    final List<Type.Parameter> types;
    int home = -1;
    int place = -1;

    Draft(Symbol symbol) {
      this.types = Type.Parameter.of(symbol);
    }
  }

  private final Requirements requirements;

  private ClassTable(TypedProgram program) {
    this.program = program;
    this.requirements = new Requirements(program, this);
  }

  Requirements requirements() {
    return requirements;
  }

  /// The type of a field of an object or value.
  RegionType field(RegionType receiver, int index) {
    return switch (receiver) {
      case RegionType.Object(_, Symbol.Class of, int[] arguments, List<RegionType> types) ->
          of(of).field(index, arguments, types);
      case RegionType.Value(Symbol of, int[] arguments, List<RegionType> types) ->
          of(of).field(index, arguments, types);
      default -> RegionType.Plain.PLAIN;
    };
  }

  /// What stands for the type parameters of the class of an object or value.
  Map<Type.Parameter, RegionType> typesOf(RegionType receiver) {
    return switch (receiver) {
      case RegionType.Object(_, Symbol.Class of, _, List<RegionType> types) -> of(of).named(types);
      case RegionType.Value(Symbol of, _, List<RegionType> types) -> of(of).named(types);
      default -> Map.of();
    };
  }

  static ClassTable of(TypedProgram program) {
    ClassTable table = new ClassTable(program);
    table.build();
    table.complete = true;
    return table;
  }

  ClassRegions of(Symbol symbol) {
    ClassRegions found = classes.get(symbol);
    if (found == null) {
      throw new IllegalStateException("no lifetimes for " + symbol.path());
    }
    return found;
  }

  static boolean isObject(Symbol symbol) {
    return symbol instanceof Symbol.Class declared && !declared.declaration().isData();
  }

  /// Whether a value of this type refers to something. That of a type parameter may.
  boolean carries(Type type) {
    return carries(type, true);
  }

  /// `parameters` tells what to answer for type parameters.
  private boolean carries(Type type, boolean parameters) {
    return switch (type) {
      case Type.Primitive p -> p == Type.Primitive.STR || p == Type.Primitive.ARENA;
      case Type.Named(Symbol symbol, List<Type> arguments) ->
          isObject(symbol) || carries(symbol) || anyCarries(arguments, parameters);
      case Type.Nullable(Type of) -> carries(of, parameters);
      case Type.Tuple(List<Type> elements) -> anyCarries(elements, parameters);
      case Type.Result(Type ok, Type error) ->
          carries(ok, parameters) || carries(error, parameters);
      case Type.Sequence(Type element) -> carries(element, parameters);
      case Type.Reference _, Type.Buffer _ -> true;
      case Type.Function(List<Type> takes, Type result) ->
          anyCarries(takes, parameters) || carries(result, parameters);
      case Type.Parameter _ -> parameters;
      case Type.Range _, Type.Error _ -> false;
    };
  }

  private boolean anyCarries(List<Type> types, boolean parameters) {
    for (Type type : types) {
      if (carries(type, parameters)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a class refers to something whatever its type parameters stand for.
  private boolean carries(Symbol symbol) {
    Boolean known = carrying.get(symbol);
    if (known != null) {
      return known;
    }
    if (complete) {
      // Nothing is written once several threads may ask; what is not of the program holds nothing.
      return false;
    }
    carrying.put(symbol, false);
    boolean result = false;
    for (FieldInfo field : fields(symbol)) {
      result |= carries(field.type(), false);
    }
    carrying.put(symbol, result);
    return result;
  }

  /// The fields of a class; of a union one for each variant.
  private List<FieldInfo> fields(Symbol symbol) {
    return fields.computeIfAbsent(symbol, this::findFields);
  }

  private List<FieldInfo> findFields(Symbol symbol) {
    switch (symbol) {
      case Symbol.Class declared -> {
        TypedClass found = program.classes().get(declared);
        return found == null ? List.of() : found.info().fields();
      }
      case Symbol.Union union -> {
        UnionInfo found = program.unions().get(union);
        List<FieldInfo> variants = new ArrayList<>();
        for (UnionInfo.Variant variant :
            found == null ? List.<UnionInfo.Variant>of() : found.variants()) {
          variants.add(
              new FieldInfo(
                  variant.of().name(),
                  variant.type(),
                  variant.labels(),
                  false,
                  true,
                  false,
                  variant.span(),
                  variant.index()));
        }
        return variants;
      }
      default -> {
        return List.of();
      }
    }
  }

  private List<Symbol> symbols() {
    List<Symbol> all = new ArrayList<>(program.classes().keySet());
    all.addAll(program.unions().keySet());
    return all;
  }

  private void build() {
    for (Symbol symbol : symbols()) {
      carries(symbol);
      Set<Symbol> named = new LinkedHashSet<>();
      for (FieldInfo field : fields(symbol)) {
        mentioned(field.type(), named);
      }
      mentions.put(symbol, named);
      exactOnce.put(symbol, false);
    }
    findFamilies();
    findExactOnce();
    for (Symbol symbol : symbols()) {
      drafts.put(symbol, draft(symbol));
    }
    for (Symbol symbol : symbols()) {
      classes.put(symbol, regions(symbol));
    }
    dropUnusedHomes();
    findExact();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (ClassRegions each : classes.values()) {
        changed |= imply(each);
      }
    }
  }

  /// The classes that a type names, at any depth.
  private static void mentioned(Type type, Set<Symbol> to) {
    switch (type) {
      case Type.Named(Symbol symbol, List<Type> arguments) -> {
        if (symbol instanceof Symbol.Class || symbol instanceof Symbol.Union) {
          to.add(symbol);
        }
        for (Type argument : arguments) {
          mentioned(argument, to);
        }
      }
      case Type.Nullable(Type of) -> mentioned(of, to);
      case Type.Reference(Type of) -> mentioned(of, to);
      case Type.Buffer(_, Type element) -> mentioned(element, to);
      case Type.Sequence(Type element) -> mentioned(element, to);
      case Type.Tuple(List<Type> elements) -> {
        for (Type element : elements) {
          mentioned(element, to);
        }
      }
      case Type.Result(Type ok, Type error) -> {
        mentioned(ok, to);
        mentioned(error, to);
      }
      case Type.Function(List<Type> parameters, Type result) -> {
        for (Type parameter : parameters) {
          mentioned(parameter, to);
        }
        mentioned(result, to);
      }
      case Type.Primitive _, Type.Range _, Type.Parameter _, Type.Error _ -> {}
    }
  }

  // Families: the strongly connected components of who mentions whom (Tarjan).

  private static final class Visit {
    final Symbol symbol;
    final List<Symbol> next;
    int at;

    Visit(Symbol symbol, Set<Symbol> next) {
      this.symbol = symbol;
      this.next = List.copyOf(next);
    }
  }

  private void findFamilies() {
    Map<Symbol, int[]> numbers = new IdentityHashMap<>();
    Deque<Symbol> open = new ArrayDeque<>();
    int[] counter = {0};
    int[] families = {0};
    for (Symbol start : mentions.keySet()) {
      if (numbers.containsKey(start)) {
        continue;
      }
      Deque<Visit> stack = new ArrayDeque<>();
      stack.push(enter(start, numbers, open, counter));
      while (!stack.isEmpty()) {
        Visit visit = stack.element();
        int[] own = number(numbers, visit.symbol);
        if (visit.at < visit.next.size()) {
          Symbol next = visit.next.get(visit.at++);
          int[] its = numbers.get(next);
          if (its == null) {
            stack.push(enter(next, numbers, open, counter));
          } else if (!familyOf.containsKey(next)) {
            own[1] = Math.min(own[1], its[0]);
          }
          continue;
        }
        stack.pop();
        if (!stack.isEmpty()) {
          int[] outer = number(numbers, stack.element().symbol);
          outer[1] = Math.min(outer[1], own[1]);
        }
        if (own[0] == own[1]) {
          Symbol member;
          do {
            member = open.pop();
            familyOf.put(member, families[0]);
          } while (member != visit.symbol);
          families[0]++;
        }
      }
    }
  }

  private Visit enter(
      Symbol symbol, Map<Symbol, int[]> numbers, Deque<Symbol> open, int[] counter) {
    numbers.put(symbol, new int[] {counter[0], counter[0]});
    counter[0]++;
    open.push(symbol);
    return new Visit(symbol, mentions.getOrDefault(symbol, Set.of()));
  }

  private static int[] number(Map<Symbol, int[]> numbers, Symbol symbol) {
    int[] found = numbers.get(symbol);
    if (found == null) {
      throw new IllegalStateException("not numbered: " + symbol.path());
    }
    return found;
  }

  private int family(Symbol symbol) {
    Integer found = familyOf.get(symbol);
    return found == null ? -1 : found;
  }

  // Exactness with one lifetime for each class

  private void findExactOnce() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Symbol symbol : mentions.keySet()) {
        for (FieldInfo field : fields(symbol)) {
          boolean replaced = field.isVar() && isObject(symbol);
          changed |= exactTypesOnce(field.type(), replaced);
          if (!isExactOnce(symbol)
              && carries(field.type(), false)
              && (replaced || exactInside(field.type()))) {
            exactOnce.put(symbol, true);
            changed = true;
          }
        }
      }
    }
  }

  private boolean isExactOnce(Symbol symbol) {
    return exactOnce.getOrDefault(symbol, false);
  }

  /// Notes the type parameters that must fit exactly in a type; whether one was news. `exact` is
  /// the place that the type stands in.
  private boolean exactTypesOnce(Type type, boolean exact) {
    return switch (type) {
      case Type.Parameter parameter -> exact && exactTypesOnce.add(parameter);
      case Type.Named(Symbol symbol, List<Type> arguments) -> {
        List<Type.Parameter> its = Type.Parameter.of(symbol);
        boolean changed = false;
        for (int i = 0; i < arguments.size(); i++) {
          changed |= exactTypesOnce(arguments.get(i), exact || exactTypesOnce.contains(its.get(i)));
        }
        yield changed;
      }
      case Type.Nullable(Type of) -> exactTypesOnce(of, exact);
      case Type.Reference(Type of) -> exactTypesOnce(of, exact);
      case Type.Buffer(Type.BufferKind kind, Type element) ->
          exactTypesOnce(element, exact || kind.isMutable());
      case Type.Tuple(List<Type> elements) -> {
        boolean changed = false;
        for (Type element : elements) {
          changed |= exactTypesOnce(element, exact);
        }
        yield changed;
      }
      case Type.Result(Type ok, Type error) -> {
        boolean changed = exactTypesOnce(ok, exact);
        changed |= exactTypesOnce(error, exact);
        yield changed;
      }
      case Type.Primitive _, Type.Range _, Type.Sequence _, Type.Function _, Type.Error _ -> false;
    };
  }

  private boolean exactInside(Type type) {
    return switch (type) {
      case Type.Named(Symbol symbol, List<Type> arguments) -> {
        boolean exact = isExactOnce(symbol);
        List<Type.Parameter> its = Type.Parameter.of(symbol);
        for (int i = 0; i < arguments.size(); i++) {
          exact |=
              exactInside(arguments.get(i))
                  || exactTypesOnce.contains(its.get(i)) && carries(arguments.get(i), false);
        }
        yield exact;
      }
      case Type.Nullable(Type of) -> exactInside(of);
      case Type.Reference(Type of) -> exactInside(of);
      case Type.Buffer(Type.BufferKind kind, Type element) ->
          (kind.isMutable() && carries(element, false)) || exactInside(element);
      case Type.Sequence(Type element) -> exactInside(element);
      case Type.Tuple(List<Type> elements) -> {
        boolean exact = false;
        for (Type element : elements) {
          exact |= exactInside(element);
        }
        yield exact;
      }
      case Type.Result(Type ok, Type error) -> exactInside(ok) || exactInside(error);
      case Type.Function(List<Type> parameters, Type result) -> {
        boolean exact = exactInside(result);
        for (Type parameter : parameters) {
          exact |= exactInside(parameter);
        }
        yield exact;
      }
      case Type.Primitive _, Type.Range _, Type.Parameter _, Type.Error _ -> false;
    };
  }

  // Which lifetimes a class has

  private Draft draft(Symbol symbol) {
    Draft draft = new Draft(symbol);
    if (!carries(symbol)) {
      return draft;
    }
    if (symbol instanceof Symbol.Union && hasObjects(symbol)) {
      draft.place = draft.names.size();
      draft.names.add(PLACE);
      draft.standsFor.add(-1);
    }
    draft.home = draft.names.size();
    draft.names.add(HOME);
    draft.standsFor.add(family(symbol));
    for (TypeParameter parameter : symbol.typeParameters()) {
      if (parameter instanceof TypeParameter.Label(var name, var _)) {
        draft.declared.put(name.text(), draft.names.size());
        draft.names.add(name.text());
        draft.standsFor.add(-1);
      }
    }
    List<FieldInfo> given = new ArrayList<>();
    for (FieldInfo field : fields(symbol)) {
      if (field.inConstructor() && field.labels().isEmpty()) {
        given.add(field);
      }
    }
    int own = family(symbol);
    // A family that a parameter names itself is called after that parameter, even if an earlier
    // one reaches it.
    for (FieldInfo field : given) {
      Set<Symbol> direct = new LinkedHashSet<>();
      mentioned(field.type(), direct);
      for (Symbol each : direct) {
        split(draft, own, each, field.name());
      }
    }
    for (FieldInfo field : given) {
      Set<Symbol> reached = new LinkedHashSet<>();
      mentioned(field.type(), reached);
      Deque<Symbol> work = new ArrayDeque<>(reached);
      while (!work.isEmpty()) {
        for (Symbol next : mentions.getOrDefault(work.remove(), Set.of())) {
          if (reached.add(next)) {
            work.add(next);
          }
        }
      }
      for (Symbol each : reached) {
        split(draft, own, each, field.name());
      }
    }
    return draft;
  }

  private boolean hasObjects(Symbol union) {
    for (FieldInfo variant : fields(union)) {
      if (variant.type() instanceof Type.Named(Symbol of, _) && isObject(of)) {
        return true;
      }
    }
    return false;
  }

  private void split(Draft draft, int own, Symbol mentioned, String parameter) {
    int family = family(mentioned);
    if (family == own || !isExactOnce(mentioned) || draft.familyIndex.containsKey(family)) {
      return;
    }
    String name = LifetimeNames.usable(parameter);
    Integer known = draft.ofParameter.get(parameter);
    if (known != null) {
      // A second family of the same parameter shares its lifetime.
      draft.familyIndex.put(family, known);
      return;
    }
    while (draft.names.contains(name)) {
      name += "_";
    }
    draft.familyIndex.put(family, draft.names.size());
    draft.ofParameter.put(parameter, draft.names.size());
    draft.names.add(name);
    draft.standsFor.add(family);
  }

  private ClassRegions regions(Symbol symbol) {
    Draft draft = draftOf(symbol);
    List<RegionType> fields = new ArrayList<>();
    for (FieldInfo field : fields(symbol)) {
      fields.add(inClass(field.type(), field.labels(), draft, field.inConstructor()));
    }
    return new ClassRegions(
        symbol,
        draft.names,
        draft.home,
        draft.place,
        fields,
        new boolean[draft.names.size()],
        new int[draft.names.size()],
        new ArrayList<>(),
        draft.types,
        new boolean[draft.types.size()],
        new ArrayList<>());
  }

  private Draft draftOf(Symbol symbol) {
    Draft draft = drafts.get(symbol);
    if (draft == null) {
      throw new IllegalStateException("no draft for " + symbol.path());
    }
    return draft;
  }

  /// The type of a field in terms of the lifetimes of its class; `fromOutside` that of a parameter
  /// of the constructor.
  private RegionType inClass(Type type, Labels labels, Draft draft, boolean fromOutside) {
    if (!carries(type)) {
      return RegionType.Plain.PLAIN;
    }
    int at = labelled(labels.place(), draft);
    return switch (type) {
      case Type.Primitive p ->
          p == Type.Primitive.ARENA
              ? new RegionType.Arena(draft.home)
              : new RegionType.Text(at < 0 ? draft.home : at);
      case Type.Named(Symbol named, List<Type> given) -> {
        int family = draft.place >= 0 ? draft.place : familyLifetime(family(named), draft);
        int all = at < 0 ? family : at;
        int[] arguments = arguments(named, labels, at, draft);
        List<RegionType> types = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
          types.add(inClass(given.get(i), labels.part(i), draft, fromOutside));
        }
        yield named instanceof Symbol.Class declared && isObject(declared)
            ? new RegionType.Object(all, declared, arguments, types)
            : RegionType.value(named, arguments, types);
      }
      case Type.Nullable(Type of) ->
          new RegionType.OrNull(inClass(of, labels.part(0), draft, fromOutside));
      case Type.Sequence(Type element) -> inClass(element, Labels.NONE, draft, fromOutside);
      case Type.Reference(Type of) -> {
        RegionType inner = inClass(of, labels.part(0), draft, fromOutside);
        yield new RegionType.Reference(at < 0 ? outer(of, draft, fromOutside) : at, of, inner);
      }
      case Type.Buffer(Type.BufferKind kind, Type element) -> {
        RegionType inner = inClass(element, labels.part(0), draft, fromOutside);
        yield new RegionType.Buffer(
            at < 0 ? outer(element, draft, fromOutside) : at, kind, element, inner);
      }
      case Type.Tuple(List<Type> elements) -> {
        List<RegionType> all = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
          all.add(inClass(elements.get(i), labels.part(i), draft, fromOutside));
        }
        yield new RegionType.Tuple(all);
      }
      case Type.Result(Type ok, Type error) ->
          new RegionType.Result(
              inClass(ok, labels.part(0), draft, fromOutside),
              inClass(error, labels.part(1), draft, fromOutside));
      case Type.Parameter parameter ->
          new RegionType.Parameter(draft.names.size() + draft.types.indexOf(parameter), parameter);
      case Type.Function _, Type.Range _, Type.Error _ -> RegionType.Plain.PLAIN;
    };
  }

  private static int labelled(@Nullable Label label, Draft draft) {
    return label instanceof Label.Declared(_, String name)
        ? draft.declared.getOrDefault(name, -1)
        : -1;
  }

  /// The lifetime for mentions of a family: its own, where it has one, else the home.
  private static int familyLifetime(int family, Draft draft) {
    return draft.familyIndex.getOrDefault(family, draft.home);
  }

  /// The lifetime for the memory of a buffer or `Ref` of such elements: where it is `given` to the
  /// constructor, that of the family which they belong to, since it came with them; the home where
  /// there is none, and for what the class makes itself.
  private int outer(Type element, Draft draft, boolean given) {
    if (!given) {
      return draft.home;
    }
    Set<Symbol> named = new LinkedHashSet<>();
    mentioned(element, named);
    for (Symbol each : named) {
      Integer index = draft.familyIndex.get(family(each));
      if (index != null) {
        return index;
      }
    }
    return draft.home;
  }

  private int[] arguments(Symbol named, Labels labels, int at, Draft draft) {
    Draft its = draftOf(named);
    int[] arguments = new int[its.names.size()];
    int written = 0;
    for (int i = 0; i < arguments.length; i++) {
      boolean declared = its.declared.containsValue(i);
      if (at >= 0) {
        arguments[i] = at;
      } else if (declared) {
        arguments[i] = draft.home;
      } else {
        boolean own = i == its.home || i == its.place;
        arguments[i] = familyLifetime(own ? family(named) : its.standsFor.get(i), draft);
      }
      if (declared && written < labels.arguments().size()) {
        int label = labelled(labels.arguments().get(written++), draft);
        arguments[i] = label >= 0 ? label : arguments[i];
      }
    }
    return arguments;
  }

  // Homes that hold nothing

  /// Removes lifetimes that no field uses, as long as another one stays; Rust refuses those that
  /// are not used. What mentions the class then mentions one lifetime less.
  private void dropUnusedHomes() {
    Map<Symbol, boolean[]> used = findUsed();
    for (ClassRegions each : List.copyOf(classes.values())) {
      boolean[] its = used.getOrDefault(each.of(), new boolean[0]);
      for (int i = its.length - 1; i >= 0; i--) {
        // A declared lifetime that nothing uses is reported; it stays.
        if (!its[i] && of(each.of()).count() > 1) {
          remove(of(each.of()), i);
        }
      }
    }
  }

  /// Which lifetimes the fields of each class use, as the least fixed point: what a class hands to
  /// another, or to itself, counts only if a reference comes of it in the end.
  private Map<Symbol, boolean[]> findUsed() {
    Map<Symbol, boolean[]> used = new IdentityHashMap<>();
    for (ClassRegions each : classes.values()) {
      used.put(each.of(), new boolean[each.count()]);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (ClassRegions each : classes.values()) {
        boolean[] its = used.getOrDefault(each.of(), new boolean[0]);
        boolean[] before = its.clone();
        for (RegionType field : each.fields()) {
          markUsed(field, its, used);
        }
        changed |= !java.util.Arrays.equals(before, its);
      }
    }
    return used;
  }

  private static void markUsed(RegionType type, boolean[] its, Map<Symbol, boolean[]> used) {
    switch (type) {
      case RegionType.Plain _, RegionType.Function _, RegionType.Parameter _ -> {}
      case RegionType.Text(int at) -> mark(its, at);
      case RegionType.Arena(int at) -> mark(its, at);
      case RegionType.Object(
              int at,
              Symbol.Class named,
              int[] arguments,
              List<RegionType> types) -> {
        mark(its, at);
        markArgumentsUsed(named, arguments, its, used);
        types.forEach(each -> markUsed(each, its, used));
      }
      case RegionType.Value(Symbol named, int[] arguments, List<RegionType> types) -> {
        markArgumentsUsed(named, arguments, its, used);
        types.forEach(each -> markUsed(each, its, used));
      }
      case RegionType.Reference(int at, _, RegionType of) -> {
        mark(its, at);
        markUsed(of, its, used);
      }
      case RegionType.Buffer(int at, _, _, RegionType element) -> {
        mark(its, at);
        markUsed(element, its, used);
      }
      case RegionType.OrNull(RegionType of) -> markUsed(of, its, used);
      case RegionType.Tuple(List<RegionType> elements) -> {
        for (RegionType element : elements) {
          markUsed(element, its, used);
        }
      }
      case RegionType.Result(RegionType ok, RegionType error) -> {
        markUsed(ok, its, used);
        markUsed(error, its, used);
      }
    }
  }

  private static void markArgumentsUsed(
      Symbol named, int[] arguments, boolean[] its, Map<Symbol, boolean[]> used) {
    boolean[] inside = used.getOrDefault(named, new boolean[0]);
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        mark(its, arguments[i]);
      }
    }
  }

  /// Behind the lifetimes of a class come the regions of its type parameters, which Rust sees used.
  private static void mark(boolean[] used, int region) {
    if (region < used.length) {
      used[region] = true;
    }
  }

  private void remove(ClassRegions from, int index) {
    List<String> names = new ArrayList<>(from.parameters());
    names.remove(index);
    List<RegionType> fields = new ArrayList<>();
    for (RegionType field : from.fields()) {
      fields.add(field.map(region -> region > index ? region - 1 : region));
    }
    int home = without(from.home(), index);
    int place = without(from.place(), index);
    classes.put(
        from.of(),
        new ClassRegions(
            from.of(),
            names,
            home,
            place,
            fields,
            new boolean[names.size()],
            new int[names.size()],
            new ArrayList<>(),
            from.types(),
            from.exactTypes(),
            from.impliedTypes()));
    for (Map.Entry<Symbol, ClassRegions> entry : classes.entrySet()) {
      ClassRegions each = entry.getValue();
      List<RegionType> shortened = new ArrayList<>();
      for (RegionType field : each.fields()) {
        shortened.add(without(field, from.of(), index));
      }
      entry.setValue(
          new ClassRegions(
              each.of(),
              each.parameters(),
              each.home(),
              each.place(),
              shortened,
              each.exact(),
              each.exactField(),
              each.implied(),
              each.types(),
              each.exactTypes(),
              each.impliedTypes()));
    }
  }

  /// An index after the lifetime at `index` is gone; -1 where it was that one.
  private static int without(int at, int index) {
    return at == index ? -1 : at > index ? at - 1 : at;
  }

  private static RegionType without(RegionType type, Symbol of, int index) {
    return switch (type) {
      case RegionType.Object(int at, Symbol.Class named, int[] arguments, List<RegionType> types) ->
          new RegionType.Object(
              at,
              named,
              named == of ? without(arguments, index) : arguments,
              without(types, of, index));
      case RegionType.Value(Symbol named, int[] arguments, List<RegionType> types) ->
          RegionType.value(
              named,
              named == of ? without(arguments, index) : arguments,
              without(types, of, index));
      case RegionType.Reference(int at, Type inner, RegionType referred) ->
          new RegionType.Reference(at, inner, without(referred, of, index));
      case RegionType.Buffer(int at, Type.BufferKind kind, Type inner, RegionType element) ->
          new RegionType.Buffer(at, kind, inner, without(element, of, index));
      case RegionType.OrNull(RegionType inner) -> new RegionType.OrNull(without(inner, of, index));
      case RegionType.Tuple(List<RegionType> elements) ->
          new RegionType.Tuple(without(elements, of, index));
      case RegionType.Result(RegionType ok, RegionType error) ->
          new RegionType.Result(without(ok, of, index), without(error, of, index));
      case RegionType.Plain _,
          RegionType.Text _,
          RegionType.Arena _,
          RegionType.Parameter _,
          RegionType.Function _ ->
          type;
    };
  }

  private static List<RegionType> without(List<RegionType> types, Symbol of, int index) {
    List<RegionType> all = new ArrayList<>(types.size());
    for (RegionType type : types) {
      all.add(without(type, of, index));
    }
    return all;
  }

  private static int[] without(int[] arguments, int index) {
    int[] result = new int[arguments.length - 1];
    for (int i = 0; i < result.length; i++) {
      result[i] = arguments[i < index ? i : i + 1];
    }
    return result;
  }

  // Exactness, lifetimes apart

  private void findExact() {
    for (ClassRegions each : classes.values()) {
      java.util.Arrays.fill(each.exactField(), -1);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (ClassRegions each : classes.values()) {
        List<FieldInfo> infos = fields(each.of());
        for (int i = 0; i < infos.size(); i++) {
          boolean replaced = infos.get(i).isVar() && isObject(each.of());
          changed |= markExact(each, i, each.fields().get(i), replaced);
        }
      }
    }
  }

  private boolean markExact(ClassRegions in, int field, RegionType type, boolean exact) {
    return switch (type) {
      case RegionType.Plain _ -> false;
      case RegionType.Text(int at) -> exact && mark(in, field, at);
      case RegionType.Arena(int at) -> exact && mark(in, field, at);
      case RegionType.Object(
              int at,
              Symbol.Class named,
              int[] arguments,
              List<RegionType> types) -> {
        boolean changed = exact && mark(in, field, at);
        changed |= markArguments(in, field, named, arguments, types, exact);
        yield changed;
      }
      case RegionType.Value(Symbol named, int[] arguments, List<RegionType> types) ->
          markArguments(in, field, named, arguments, types, exact);
      case RegionType.Parameter(_, Type.Parameter of) -> {
        int index = in.types().indexOf(of);
        boolean changed = exact && !in.exactTypes()[index];
        in.exactTypes()[index] |= exact;
        yield changed;
      }
      case RegionType.Reference(int at, _, RegionType of) -> {
        boolean changed = exact && mark(in, field, at);
        changed |= markExact(in, field, of, exact);
        yield changed;
      }
      case RegionType.Buffer(int at, Type.BufferKind kind, _, RegionType element) -> {
        boolean changed = exact && mark(in, field, at);
        changed |= markExact(in, field, element, exact || kind.isMutable());
        yield changed;
      }
      case RegionType.OrNull(RegionType of) -> markExact(in, field, of, exact);
      case RegionType.Tuple(List<RegionType> elements) -> {
        boolean changed = false;
        for (RegionType element : elements) {
          changed |= markExact(in, field, element, exact);
        }
        yield changed;
      }
      case RegionType.Result(RegionType ok, RegionType error) -> {
        boolean changed = markExact(in, field, ok, exact);
        changed |= markExact(in, field, error, exact);
        yield changed;
      }
      case RegionType.Function _ -> false;
    };
  }

  private boolean markArguments(
      ClassRegions in,
      int field,
      Symbol named,
      int[] arguments,
      List<RegionType> types,
      boolean exact) {
    ClassRegions its = of(named);
    boolean changed = false;
    for (int i = 0; i < types.size(); i++) {
      changed |= markExact(in, field, types.get(i), exact || its.exactTypes()[i]);
    }
    for (int i = 0; i < arguments.length; i++) {
      if (exact || its.exact()[i]) {
        changed |= mark(in, field, arguments[i]);
      }
    }
    return changed;
  }

  private static boolean mark(ClassRegions in, int field, int region) {
    if (in.exact()[region]) {
      return false;
    }
    in.exact()[region] = true;
    in.exactField()[region] = field;
    return true;
  }

  // What the types of the fields imply

  /// Adds what the fields of a class imply; whether that was news.
  private boolean imply(ClassRegions in) {
    int before = in.implied().size() + in.impliedTypes().size();
    List<int[]> found = new ArrayList<>();
    for (RegionType field : in.fields()) {
      implied(
          field,
          (longer, shorter) -> {
            if (longer != shorter) {
              found.add(new int[] {longer, shorter});
            }
          });
    }
    for (int[] pair : found) {
      boolean ofType = pair[0] >= in.count();
      if (pair[1] >= in.count()) {
        continue;
      }
      int longer = ofType ? pair[0] - in.count() : pair[0];
      List<int[]> all = ofType ? in.impliedTypes() : in.implied();
      boolean known = false;
      for (int[] other : all) {
        known |= other[0] == longer && other[1] == pair[1];
      }
      if (!known) {
        all.add(new int[] {longer, pair[1]});
      }
    }
    return in.implied().size() + in.impliedTypes().size() > before;
  }

  /// Takes two regions of which the first outlives the second.
  interface Pairs {
    void accept(int longer, int shorter);
  }

  /// Hands over what a type implies because it is well formed: what is referred to outlives the
  /// reference.
  void implied(RegionType type, Pairs to) {
    switch (type) {
      case RegionType.Plain _, RegionType.Text _, RegionType.Arena _, RegionType.Parameter _ -> {}
      case RegionType.Object(
              int at,
              Symbol.Class named,
              int[] arguments,
              List<RegionType> types) -> {
        for (int argument : arguments) {
          to.accept(argument, at);
        }
        for (RegionType given : types) {
          given.each(region -> to.accept(region, at));
        }
        between(named, arguments, types, to);
      }
      case RegionType.Value(Symbol named, int[] arguments, List<RegionType> types) ->
          between(named, arguments, types, to);
      case RegionType.Reference(int at, _, RegionType of) -> {
        of.each(region -> to.accept(region, at));
        implied(of, to);
      }
      case RegionType.Buffer(int at, _, _, RegionType element) -> {
        element.each(region -> to.accept(region, at));
        implied(element, to);
      }
      case RegionType.OrNull(RegionType of) -> implied(of, to);
      case RegionType.Tuple(List<RegionType> elements) -> {
        for (RegionType element : elements) {
          implied(element, to);
        }
      }
      case RegionType.Result(RegionType ok, RegionType error) -> {
        implied(ok, to);
        implied(error, to);
      }
      case RegionType.Function(List<RegionType> parameters, RegionType result) -> {
        for (RegionType parameter : parameters) {
          implied(parameter, to);
        }
        implied(result, to);
      }
    }
  }

  private void between(Symbol named, int[] arguments, List<RegionType> types, Pairs to) {
    for (RegionType type : types) {
      implied(type, to);
    }
    ClassRegions its = classes.get(named);
    if (its != null) {
      for (int[] pair : its.implied()) {
        if (arguments[pair[0]] != arguments[pair[1]]) {
          to.accept(arguments[pair[0]], arguments[pair[1]]);
        }
      }
      for (int[] pair : its.impliedTypes()) {
        types.get(pair[0]).each(region -> to.accept(region, arguments[pair[1]]));
      }
    }
  }
}
