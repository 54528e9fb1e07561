package dev.veltrano.rust.lower;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ParameterInfo;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedProgram;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which parameters take functions as `&dyn Fn`. The usual `impl Fn` makes one copy of the function
/// for each lambda; one that hands itself a new lambda at each step of a recursion would need
/// copies without end.
final class DynamicFunctions {
  private final TypedProgram program;
  private final Map<Symbol.Function, Set<Integer>> parameters = new IdentityHashMap<>();
  private final Map<Symbol.Function, Set<Symbol.Function>> reached = new IdentityHashMap<>();

  DynamicFunctions(TypedProgram program) {
    this.program = program;
    for (TypedFunction function : program.functions().values()) {
      for (Symbol.Function callee : function.callees()) {
        if (takesFunction(callee)) {
          Walk.anyInBlock(function.body(), e -> look(function.signature().symbol(), e));
          break;
        }
      }
    }
  }

  boolean contains(Symbol.Function function, int parameter) {
    Set<Integer> found = parameters.get(function);
    return found != null && found.contains(parameter);
  }

  private boolean takesFunction(Symbol.Function symbol) {
    TypedFunction function = program.functions().get(symbol);
    if (function != null) {
      for (ParameterInfo parameter : function.signature().parameters()) {
        if (parameter.type() instanceof Type.Function) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean look(Symbol.Function caller, TypedExpression e) {
    switch (e) {
      case TypedExpression.Call call -> look(caller, call.function(), call.arguments());
      case TypedExpression.MethodCall call -> look(caller, call.method(), call.arguments());
      default -> {}
    }
    return false;
  }

  private void look(
      Symbol.Function caller, Symbol.Function callee, List<TypedExpression.Argument> arguments) {
    for (TypedExpression.Argument argument : arguments) {
      if (argument.value() instanceof TypedExpression.Lambda && reach(callee).contains(caller)) {
        parameters.computeIfAbsent(callee, _ -> new HashSet<>()).add(argument.parameter());
      }
    }
  }

  /// All that a function calls, directly or not, and itself.
  private Set<Symbol.Function> reach(Symbol.Function from) {
    Set<Symbol.Function> known = reached.get(from);
    if (known != null) {
      return known;
    }
    Set<Symbol.Function> all = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Symbol.Function> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      Symbol.Function next = open.pop();
      TypedFunction function = all.add(next) ? program.functions().get(next) : null;
      if (function != null) {
        open.addAll(function.callees());
      }
    }
    reached.put(from, all);
    return all;
  }
}
