package dev.veltrano.lifetime;

import dev.veltrano.lifetime.FlowGraph.Summary;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.ClassInfo;
import dev.veltrano.type.Texts;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedProgram;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out where everything lives. So far there are values only, whose sole references are texts:
/// each function is summed up by which parameters can come out of it and whether new text does; the
/// summaries are the least fixed point over the calls. Then each place that makes text gets an
/// arena, and each signature its lifetimes.
public final class Lifetimes {
  /// What the lifetime of a class's own text is called in its `impl`.
  public static final String CLASS_LIFETIME = "a";

  private static final String RESULT_LIFETIME = "out";

  /// Words that Rust keeps for itself, so that no lifetime can be called that.
  private static final Set<String> RESERVED =
      Set.of(
          "static",
          "self",
          "super",
          "crate",
          "fn",
          "let",
          "mut",
          "ref",
          "type",
          "match",
          "loop",
          "struct",
          "enum",
          "impl",
          "trait",
          "where",
          "use",
          "mod",
          "pub",
          "move",
          "dyn",
          "async",
          "await",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "extern",
          "false",
          "for",
          "if",
          "in",
          "return",
          "true",
          "unsafe",
          "while",
          "abstract",
          "become",
          "box",
          "do",
          "final",
          "gen",
          "macro",
          "override",
          "priv",
          "try",
          "typeof",
          "unsized",
          "virtual",
          "yield",
          "_");

  private final TypedProgram program;
  private final Texts.Classes classes;
  private final Map<Symbol.Function, Summary> summaries = new IdentityHashMap<>();

  private Lifetimes(TypedProgram program) {
    this.program = program;
    this.classes = new KnownClasses(program);
  }

  /// The fields of the classes of a checked program.
  private record KnownClasses(TypedProgram program) implements Texts.Classes {
    @Override
    public ClassInfo classInfo(Symbol.Class declared) {
      TypedClass typed = program.classes().get(declared);
      if (typed == null) {
        throw new IllegalStateException("no class " + declared.path());
      }
      return typed.info();
    }
  }

  /// Analyses a checked program.
  public static Places.All analyse(TypedProgram program) {
    return new Lifetimes(program).run();
  }

  private Places.All run() {
    List<TypedFunction> functions = new ArrayList<>(program.functions().values());
    List<TypedFunction> touched = new ArrayList<>();
    Map<Symbol.Function, Places> places = new IdentityHashMap<>();
    for (TypedFunction function : functions) {
      if (touchesText(function)) {
        touched.add(function);
      } else {
        places.put(function.signature().symbol(), none(function));
      }
    }
    summarise(touched);
    for (TypedFunction function : touched) {
      places.put(function.signature().symbol(), places(function));
    }
    return new Places.All(places);
  }

  private boolean carries(Type type) {
    return Texts.carries(type, classes);
  }

  private boolean touchesText(TypedFunction function) {
    if (function.sites() > 0 || carries(function.signature().result())) {
      return true;
    }
    Local self = function.signature().self();
    return self != null && function.changesSelf() && carries(self.type());
  }

  private static Places none(TypedFunction function) {
    return new Places(
        null,
        Collections.nCopies(function.signature().parameters().size(), null),
        null,
        List.of(),
        null,
        List.of());
  }

  /// Iterates until no summary grows. Callees come first, so that without recursion one visit each
  /// is enough.
  private void summarise(List<TypedFunction> functions) {
    CallOrder order = CallOrder.of(functions, program);
    Deque<TypedFunction> work = new ArrayDeque<>(order.calleesFirst());
    Set<TypedFunction> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
    waiting.addAll(work);
    while (!work.isEmpty()) {
      TypedFunction function = work.remove();
      waiting.remove(function);
      Symbol.Function symbol = function.signature().symbol();
      Summary summary = new FlowGraph(function, summaries, classes).summary();
      Summary before = summaries.put(symbol, summary);
      if (!summary.equals(before == null ? Summary.NOTHING : before)) {
        for (TypedFunction caller : order.callers(symbol)) {
          if (waiting.add(caller)) {
            work.add(caller);
          }
        }
      }
    }
  }

  private Places places(TypedFunction function) {
    Signature signature = function.signature();
    FlowGraph graph = new FlowGraph(function, summaries, classes);
    Summary summary = graph.summary();
    List<Places.Place> sites = new ArrayList<>();
    for (int site = 0; site < function.sites(); site++) {
      sites.add(graph.place(site));
    }
    Local self = signature.self();
    boolean ownText = self != null && carries(self.type());
    boolean carriesResult = carries(signature.result());
    boolean stores = ownText && !summary.toSelf().isEmpty();
    // Text that stays in the receiver, or comes from it, lives as long as the receiver's contents.
    boolean fromClass =
        ownText
            && (summary.selfToResult() || stores || (summary.makes() && function.changesSelf()));
    String lifetime = fromClass ? CLASS_LIFETIME : name(signature, summary, ownText);
    List<@Nullable String> parameters = new ArrayList<>();
    int inputs = self == null ? 0 : 1;
    for (ParameterInfo parameter : signature.parameters()) {
      inputs += positions(parameter.type());
    }
    if (summary.makes()) {
      inputs++;
    }
    boolean elided =
        !fromClass && self == null && inputs <= 1 && (summary.makes() || !isStatic(summary));
    for (int i = 0; i < signature.parameters().size(); i++) {
      boolean linked = summary.toSelf().get(i) || (carriesResult && summary.toResult().get(i));
      parameters.add(linked && !elided ? lifetime : null);
    }
    String result = null;
    if (carriesResult && !elided) {
      result = isStatic(summary) ? "static" : lifetime;
    }
    boolean named =
        !fromClass && !elided && (parameters.contains(lifetime) || lifetime.equals(result));
    return new Places(
        fromClass ? CLASS_LIFETIME : null,
        parameters,
        result,
        named ? List.of(lifetime) : List.of(),
        summary.makes() ? lifetime : null,
        sites);
  }

  /// At how many places Rust would give a type a lifetime of its own where none is written.
  private int positions(Type type) {
    return switch (type) {
      case Type.Primitive p -> p == Type.Primitive.STR ? 1 : 0;
      case Type.Named _ -> carries(type) ? 1 : 0;
      case Type.Nullable(Type of) -> positions(of);
      case Type.Result(Type ok, Type error) -> positions(ok) + positions(error);
      case Type.Tuple(List<Type> elements) -> {
        int sum = 0;
        for (Type element : elements) {
          sum += positions(element);
        }
        yield sum;
      }
      case Type.Range _, Type.Sequence _, Type.Function _, Type.Parameter _, Type.Error _ -> 0;
      default -> throw new IllegalStateException("stub");
    };
  }

  /// Whether only literals come out.
  private static boolean isStatic(Summary summary) {
    return summary.toResult().isEmpty() && !summary.selfToResult() && !summary.makes();
  }

  /// The lifetime is called after the parameter that carries it where there is just one.
  private static String name(Signature signature, Summary summary, boolean ownText) {
    if (summary.makes() || summary.toResult().cardinality() != 1) {
      return RESULT_LIFETIME;
    }
    String parameter = signature.parameters().get(summary.toResult().nextSetBit(0)).name();
    boolean usable =
        !RESERVED.contains(parameter)
            && parameter.chars().allMatch(c -> c >= 'a' && c <= 'z')
            && !(ownText && parameter.equals(CLASS_LIFETIME));
    return usable ? parameter : RESULT_LIFETIME;
  }
}
