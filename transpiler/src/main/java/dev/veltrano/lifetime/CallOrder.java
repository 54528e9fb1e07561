package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
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

/// Who calls whom: the functions with callees before callers as far as recursion allows, and the
/// callers of each. Without recursion of its own, so that deep chains of calls are fine.
record CallOrder(
    List<TypedFunction> calleesFirst, Map<Symbol.Function, List<TypedFunction>> callersOf) {

  List<TypedFunction> callers(Symbol.Function callee) {
    return callersOf.getOrDefault(callee, List.of());
  }

  private record Visit(TypedFunction function, List<Symbol.Function> callees, int[] next) {}

  static CallOrder of(List<TypedFunction> functions, TypedProgram program) {
    Map<Symbol.Function, List<Symbol.Function>> callees = new IdentityHashMap<>();
    Map<Symbol.Function, List<TypedFunction>> callers = new IdentityHashMap<>();
    for (TypedFunction function : functions) {
      List<Symbol.Function> called = function.callees();
      callees.put(function.signature().symbol(), called);
      for (Symbol.Function callee : called) {
        callers.computeIfAbsent(callee, _ -> new ArrayList<>()).add(function);
      }
    }
    List<TypedFunction> order = new ArrayList<>();
    Set<Symbol.Function> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (TypedFunction start : functions) {
      Deque<Visit> stack = new ArrayDeque<>();
      push(start, callees, seen, stack);
      while (!stack.isEmpty()) {
        Visit visit = stack.peek();
        if (visit.next[0] == visit.callees.size()) {
          order.add(visit.function);
          stack.pop();
          continue;
        }
        TypedFunction callee = program.functions().get(visit.callees.get(visit.next[0]++));
        if (callee != null) {
          push(callee, callees, seen, stack);
        }
      }
    }
    return new CallOrder(order, callers);
  }

  private static void push(
      TypedFunction function,
      Map<Symbol.Function, List<Symbol.Function>> callees,
      Set<Symbol.Function> seen,
      Deque<Visit> stack) {
    Symbol.Function symbol = function.signature().symbol();
    List<Symbol.Function> called = callees.get(symbol);
    if (called != null && seen.add(symbol)) {
      stack.push(new Visit(function, called, new int[1]));
    }
  }
}
