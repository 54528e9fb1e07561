package dev.veltrano.rust.lower;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Visibility;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedStatement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The lowering of one function body (or constant, or initial value): what all its parts share.
final class Body {
  private final ModuleLowering module;
  final ProgramFacts program;
  final FileScope file;
  final Types types;
  final Arenas arenas;
  final Type result;
  final List<LoweringProblem> problems;
  final Set<Symbol> printed;
  final Set<Symbol> compared;
  final Scope scope = new Scope();
  final Jumps jumps = new Jumps();

  /// Loop variables over literals whose type nothing fixed so far, then those where a use does.
  final Set<Local> open = new HashSet<>(2);

  final Set<Local> fixed = new HashSet<>(2);
  final Nature nature;
  final Expressions expressions = new Expressions(this);
  final Nulls nulls = new Nulls(this);
  final Conditions conditions = new Conditions(this);
  final Calls calls = new Calls(this);
  final Builtins builtins = new Builtins(this);
  final Prints prints = new Prints(this);
  final Matches matches = new Matches(this);
  final Variants variants = new Variants(this);
  final Statements statements = new Statements(this);
  final Loops loops = new Loops(this);
  final Stores stores = new Stores(this);
  final Lambdas lambdas = new Lambdas(this);
  final Buffers buffers = new Buffers(this);
  final Allocations allocations = new Allocations(this);
  private final @Nullable TypedBlock whole;
  private Substitution substitution = Substitution.NONE;
  private SourceFile source;
  private @Nullable Origin everywhere;
  private @Nullable Set<String> declared;
  private final Map<Local, Integer> depths = new HashMap<>(2);
  private final Set<Local> dynamic = new HashSet<>(2);
  private int depth;
  private @Nullable Set<Local> reset;

  Body(
      ModuleLowering module,
      SourceFile source,
      Arenas arenas,
      Type result,
      @Nullable TypedBlock whole) {
    this.module = module;
    this.program = module.program;
    this.file = module.file;
    this.types = module.types;
    this.problems = module.problems;
    this.printed = module.printed;
    this.compared = module.compared;
    this.source = source;
    this.arenas = arenas;
    this.result = result;
    this.whole = whole;
    this.nature = new Nature(program, open);
  }

  /// A function that is declared inside of this body.
  Item inner(TypedStatement.LocalFunction f) {
    return module.functions.function(
        program.function(f.function()),
        RustName.value(f.function().name()),
        new Head(module.documentation.before(f.span().start()), List.of(), Visibility.PRIVATE),
        f.span(),
        List.of());
  }

  SourceFile source() {
    return source;
  }

  /// The place of something that the user wrote.
  Origin user(Span span) {
    return everywhere == null ? Origin.user(span) : everywhere;
  }

  /// The place of something that follows from what stands there.
  Origin derived(Span span) {
    return everywhere == null ? Origin.derived(span) : everywhere;
  }

  /// Lowers a default value, which stands in another place, maybe in another file.
  Expr elsewhere(SourceFile where, Origin origin, Supplier<Expr> lowering) {
    SourceFile source = this.source;
    Origin everywhere = this.everywhere;
    this.source = where;
    this.everywhere = origin;
    Expr result = lowering.get();
    this.source = source;
    this.everywhere = everywhere;
    return result;
  }

  /// Lowers something of another declaration, whose type parameters stand for types here.
  <T> T where(Substitution given, Supplier<T> lowering) {
    Substitution before = substitution;
    substitution = Substitution.of(given.parameters(), before.apply(given.arguments()));
    T result = lowering.get();
    substitution = before;
    return result;
  }

  /// The type as it is written here, with all its lifetimes left to Rust.
  dev.veltrano.rust.ast.Type elided(Type type) {
    return types.elided(substitution.apply(type));
  }

  /// Whether a variable is a `Cell`: it is assigned, and a lambda or `defer` sees it.
  boolean isCell(Local local) {
    return local.kind() == Local.Kind.VAR
        && local.isCaptured()
        && (local.writes() > 0 || local.deferredStart());
  }

  /// Whether an assignment at this place gives a `Cell` that was declared without one its first
  /// value, or may: no closure that sees it is alive outside of closures.
  boolean startsHere(Local cell) {
    return cell.deferredStart() && depths.getOrDefault(cell, 0) == depth && !scope.isLent(cell);
  }

  /// Notes that a parameter takes a function as `&dyn Fn`.
  void takeDynamic(Local function) {
    dynamic.add(function);
  }

  boolean isDynamic(Local function) {
    return dynamic.contains(function);
  }

  /// Whether an arena is emptied by hand.
  boolean isReset(Local arena) {
    Set<Local> found = reset;
    if (found == null) {
      found = new HashSet<>(2);
      if (whole != null) {
        Set<Local> to = found;
        Walk.statements(
            whole,
            s -> {
              if (s instanceof TypedStatement.EndArena end && !end.free()) {
                to.add(end.arena());
              }
            });
      }
      reset = found;
    }
    return found.contains(arena);
  }

  /// Lowers the inside of a closure.
  <T> T inClosure(Supplier<T> lowering) {
    depth++;
    T result = lowering.get();
    depth--;
    return result;
  }

  Expr lower(TypedExpression e, Ask ask) {
    return expressions.lower(e, ask);
  }

  /// Makes a declared local visible; its Rust name.
  String declare(Local local) {
    String name = RustName.variable(local.name());
    Local earlier = scope.at(name);
    if (earlier != null && arenas.mustStayVisible(earlier)) {
      name = fresh(RustName.plain(local.name()) + "_" + typeName(local.type()), name + "_value");
    } else if (earlier != null
        && earlier.kind() != Local.Kind.NARROWED
        && !earlier.name().equals(local.name())
        && everywhere == null) {
      problems.add(
          new LoweringProblem.NameClash(
              source, local.nameSpan(), local.name(), name, earlier.nameSpan(), earlier.name()));
    } else if (file.isConstant(name)) {
      problems.add(new LoweringProblem.NameTaken(source, local.nameSpan(), local.name(), name));
    }
    scope.bind(local, name);
    if (depth > 0) {
      depths.put(local, depth);
    }
    return name;
  }

  /// Makes the not-null copy of a place visible; its Rust name. Where it may, it takes the name of
  /// what it copies.
  String declareCopy(Local copy) {
    TypedExpression from = copy.narrowedFrom();
    String name = null;
    if (from != null && Nature.bare(from) instanceof TypedExpression.LocalUse(Local original, _)) {
      String same = scope.nameOf(original);
      if (!copy.originalWritten() && same != null && !same.equals("self")) {
        name = same;
      }
    }
    if (name == null) {
      String last = RustName.value(copy.name());
      String first = from == null || copy.originalWritten() ? typeName(copy.type()) : last;
      name = fresh(first, last, path(from), RustName.plain(copy.name()) + "_value");
    }
    scope.bind(copy, name);
    return name;
  }

  /// The first of these names that nothing in the function has.
  String fresh(String... candidates) {
    for (String candidate : candidates) {
      if (!scope.isVisible(candidate)
          && !declaredNames().contains(candidate)
          && !file.isConstant(candidate)) {
        return candidate;
      }
    }
    String name = "__" + candidates[0];
    while (scope.isVisible(name)) {
      name += "_";
    }
    return name;
  }

  private Set<String> declaredNames() {
    Set<String> names = declared;
    if (names == null) {
      Set<String> found = new HashSet<>();
      if (whole != null) {
        Walk.locals(whole, local -> found.add(RustName.value(local.name())));
      }
      declared = found;
      names = found;
    }
    return names;
  }

  /// A name for a value of a type.
  String typeName(Type type) {
    return switch (type) {
      case Type.Primitive p ->
          p.isInteger()
              ? "int"
              : p.isFloat()
                  ? "float"
                  : switch (p) {
                    case STR -> "text";
                    case CHAR -> "character";
                    case BOOL -> "flag";
                    case ARENA -> "arena";
                    default -> "unit";
                  };
      case Type.Named(Symbol symbol, _) -> RustName.value(symbol.name());
      case Type.Tuple _ -> "tuple";
      case Type.Result _ -> "result";
      case Type.Nullable(Type of) -> typeName(of);
      case Type.Reference(Type of) -> typeName(of);
      case Type.Buffer b -> RustName.value(b.kind().text());
      case Type.Range _, Type.Sequence _, Type.Function _, Type.Parameter _, Type.Error _ ->
          "value";
    };
  }

  /// `p_next` for `p.next`.
  private static String path(@Nullable TypedExpression e) {
    if (e == null) {
      return "value";
    }
    return switch (Nature.bare(e)) {
      case TypedExpression.LocalUse u -> RustName.plain(u.local().name());
      case TypedExpression.FieldGet f ->
          path(f.receiver()) + "_" + RustName.plain(f.field().name());
      case TypedExpression.TupleGet t -> path(t.receiver()) + "_" + t.index();
      default -> "value";
    };
  }
}
