package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person can ask about the lifetimes of one function: its contract in the words of
/// `requires`, where each allocation is put, and why lifetimes are what they are.
public record Explained(
    Symbol.Function function,
    List<String> contract,
    List<Allocation> allocations,
    List<Variable> variables) {

  /// Something that is made: where, what, the place in words, and what is suspicious about it.
  public record Allocation(Span span, String what, String place, @Nullable String warning) {}

  /// A parameter or local that refers to something: `lives` says how long what it refers to must
  /// live at least; `path` is the shortest chain of reasons for the first of these.
  public record Variable(String name, Span span, List<String> lives, List<Step> path) {}

  /// A link of a chain of reasons.
  public record Step(Span span, String words) {}
}
