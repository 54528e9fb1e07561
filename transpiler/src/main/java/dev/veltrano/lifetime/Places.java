package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the analysis found out about one function: the lifetimes of its signature and where the
/// text that it makes is put. The answer of LIFETIMES for the whole program is a map of these.
///
/// `parameterLifetimes` has one entry for each parameter (receivers of methods excluded), `null`
/// for a type without lifetime or where Rust's elision says the same; `resultLifetime` likewise,
/// with `static` for literals only. `selfLifetime` is for the receiver. `named` are the lifetimes
/// to declare, in order. `allocator` is the lifetime of the hidden arena parameter, or `null`.
/// `sites` tells for each numbered place of the body where its text goes.
public record Places(
    @Nullable String selfLifetime,
    List<@Nullable String> parameterLifetimes,
    @Nullable String resultLifetime,
    List<String> named,
    @Nullable String allocator,
    List<Place> sites) {

  /// Where an allocation is put.
  public sealed interface Place {
    /// Nothing is made here (the callee asks for no arena).
    record None() implements Place {}

    /// The hidden parameter.
    record Caller() implements Place {}

    /// The function's own arena.
    record Own() implements Place {}

    /// The arena of the loop whose body starts at byte `loopStart`, reset for each iteration.
    record Loop(int loopStart) implements Place {}
  }

  /// The result for all functions of a program.
  public record All(Map<Symbol.Function, Places> byFunction) {
    public Places of(Symbol.Function function) {
      Places places = byFunction.get(function);
      if (places == null) {
        throw new IllegalStateException("no places for " + function.path());
      }
      return places;
    }
  }
}
