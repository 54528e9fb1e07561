package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.resolve.ModuleFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Finds type arguments that grow at each step of a recursion. Rust makes a copy of a function for
/// each type that it is used with, and would need copies without end.
///
/// Each use of something with type parameters says which parameters around it reach which of its
/// own, and whether inside of a larger type. A circle with a larger type in it has no end. Filled
/// from any number of threads.
final class Growth {
  private final Queue<Edge> edges = new ConcurrentLinkedQueue<>();

  /// What there is a copy of for each type: functions and methods, what the initialisers of a class
  /// do, the class itself. That a method makes a `Stack<(T, T)>` does not mean that it is called on
  /// that.
  enum Kind {
    CODE,
    INITIALISER,
    CLASS
  }

  private record Node(Type.Parameter parameter, Kind kind) {}

  /// `from` becomes `to`, or a part of it where it grows.
  private record Edge(
      Node from, Node to, boolean grows, Type argument, ModuleFile module, Span span) {}

  /// Notes what stands for type parameters at one place; `by` is what stands there, `of` what has
  /// the parameters.
  void note(
      Kind by,
      Kind of,
      List<Type.Parameter> parameters,
      List<Type> arguments,
      ModuleFile module,
      Span span) {
    for (int i = 0; i < parameters.size() && i < arguments.size(); i++) {
      Type argument = arguments.get(i);
      if (argument.isOpen()) {
        for (Type.Parameter from : argument.openParameters()) {
          edges.add(
              new Edge(
                  new Node(from, by),
                  new Node(parameters.get(i), of),
                  !(argument instanceof Type.Parameter),
                  argument,
                  module,
                  span));
        }
      }
    }
  }

  /// Notes all classes that a type names with type arguments.
  void noteAll(Type type, ModuleFile module, Span span) {
    switch (type) {
      case Type.Named(var symbol, List<Type> arguments) -> {
        note(Kind.CLASS, Kind.CLASS, Type.Parameter.of(symbol), arguments, module, span);
        arguments.forEach(t -> noteAll(t, module, span));
      }
      case Type.Nullable(Type of) -> noteAll(of, module, span);
      case Type.Reference(Type of) -> noteAll(of, module, span);
      case Type.Buffer(_, Type element) -> noteAll(element, module, span);
      case Type.Tuple(List<Type> elements) -> elements.forEach(t -> noteAll(t, module, span));
      case Type.Result(Type ok, Type error) -> {
        noteAll(ok, module, span);
        noteAll(error, module, span);
      }
      case Type.Primitive _,
          Type.Range _,
          Type.Sequence _,
          Type.Function _,
          Type.Parameter _,
          Type.Error _ -> {}
    }
  }

  /// Takes what is to be reported of a module.
  interface Sink {
    void report(String module, Diagnostic diagnostic);
  }

  /// Reports each growing step that leads back to where it started, one for each circle.
  void judge(Sink sink) {
    List<Edge> all = new ArrayList<>(edges);
    all.sort(
        Comparator.comparing((Edge edge) -> edge.module.name())
            .thenComparingInt(edge -> edge.span.start()));
    Map<Node, List<Edge>> from = new HashMap<>();
    for (Edge edge : all) {
      from.computeIfAbsent(edge.from, _ -> new ArrayList<>()).add(edge);
    }
    Set<Node> told = new HashSet<>();
    for (Edge edge : all) {
      if (edge.grows && !told.contains(edge.to)) {
        Set<Node> circle = between(edge.to, edge.from, from);
        if (!circle.isEmpty()) {
          told.addAll(circle);
          sink.report(
              edge.module.name(),
              new GenericProblem.Endless(
                      edge.module.file(),
                      edge.span,
                      edge.to.parameter.owner().name(),
                      edge.to.parameter.name(),
                      edge.argument)
                  .diagnostic());
        }
      }
    }
  }

  /// Everything that is reached from `start`, if `end` is; otherwise nothing.
  private static Set<Node> between(Node start, Node end, Map<Node, List<Edge>> from) {
    Set<Node> seen = new HashSet<>();
    Deque<Node> work = new ArrayDeque<>(List.of(start));
    while (!work.isEmpty()) {
      Node next = work.remove();
      if (seen.add(next)) {
        for (Edge edge : from.getOrDefault(next, List.of())) {
          work.add(edge.to);
        }
      }
    }
    return seen.contains(end) ? seen : Set.of();
  }
}
