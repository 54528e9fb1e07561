package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Who calls whom. `calleesFirst` has the functions with callees before callers as far as recursion
/// allows. `levels` are the groups of functions that call each other in circles (mostly of one):
/// the groups of a level call only each other's members and groups of earlier levels, so that all
/// groups of one level can be looked at at the same time.
///
/// The components are found as by Tarjan, without recursion, so that deep chains of calls are fine.
record CallOrder(List<FunctionState> calleesFirst, List<List<List<FunctionState>>> levels) {

  static CallOrder of(Map<Symbol.Function, FunctionState> functions) {
    return new Search(functions).run();
  }

  private static final class Node {
    final FunctionState state;
    final List<Node> callees = new ArrayList<>();
    int next;
    int number = -1;
    int lowest;

    /// Its place in `calleesFirst`.
    int position;

    /// The level of its group, -1 while the group is open.
    int level = -1;

    Node(FunctionState state) {
      this.state = state;
    }
  }

  private static final class Search {
    private final Collection<Node> nodes;
    private final List<FunctionState> calleesFirst;
    private final List<List<List<FunctionState>>> levels = new ArrayList<>();
    private final Deque<Node> path = new ArrayDeque<>();
    private final Deque<Node> open = new ArrayDeque<>();
    private int numbers;

    Search(Map<Symbol.Function, FunctionState> functions) {
      Map<Symbol.Function, Node> bySymbol = new IdentityHashMap<>(functions.size());
      List<Node> all = new ArrayList<>(functions.size());
      functions.forEach((symbol, state) -> {
        Node node = new Node(state);
        bySymbol.put(symbol, node);
        all.add(node);
      });
      for (Node node : all) {
        for (Symbol.Function symbol : node.state.function.callees()) {
          Node callee = bySymbol.get(symbol);
          if (callee != null) {
            node.callees.add(callee);
          }
        }
      }
      nodes = all;
      calleesFirst = new ArrayList<>(all.size());
    }

    CallOrder run() {
      for (Node start : nodes) {
        if (start.number < 0) {
          enter(start);
        }
        while (!path.isEmpty()) {
          Node node = path.element();
          if (node.next < node.callees.size()) {
            Node callee = node.callees.get(node.next++);
            if (callee.number < 0) {
              enter(callee);
            } else if (callee.level < 0) {
              node.lowest = Math.min(node.lowest, callee.number);
            }
          } else {
            leave(node);
          }
        }
      }
      return new CallOrder(calleesFirst, levels);
    }

    private void enter(Node node) {
      node.number = numbers++;
      node.lowest = node.number;
      path.push(node);
      open.push(node);
    }

    private void leave(Node node) {
      path.pop();
      node.position = calleesFirst.size();
      calleesFirst.add(node.state);
      Node caller = path.peek();
      if (caller != null) {
        caller.lowest = Math.min(caller.lowest, node.lowest);
      }
      if (node.lowest == node.number) {
        close(node);
      }
    }

    /// Takes the group of which `first` was entered first.
    private void close(Node first) {
      List<Node> group = new ArrayList<>();
      Node member;
      do {
        member = open.pop();
        group.add(member);
      } while (member != first);
      int level = 0;
      for (Node each : group) {
        for (Node callee : each.callees) {
          level = Math.max(level, callee.level + 1);
        }
      }
      group.sort((a, b) -> Integer.compare(a.position, b.position));
      List<FunctionState> states = new ArrayList<>(group.size());
      for (Node each : group) {
        each.level = level;
        states.add(each.state);
      }
      for (Node each : group) {
        for (Node callee : each.callees) {
          // Of the same level are only members of the group.
          if (callee.level == level) {
            callee.state.callers.add(each.state);
          }
        }
      }
      while (levels.size() <= level) {
        levels.add(new ArrayList<>());
      }
      levels.get(level).add(states);
    }
  }
}
