package dev.veltrano.lifetime;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.type.tree.TypedFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one function so far: first its contract, which callers look at, and at last
/// what is told of it. While its group is looked at, only one thread writes here; others read the
/// contract when the group is finished.
final class FunctionState {
  final TypedFunction function;

  /// The members of its group that call it, which are looked at again when its contract changes.
  final List<FunctionState> callers = new ArrayList<>(0);

  /// What is known of it, `null` before anybody asked.
  @Nullable Contract contract;

  /// The last visit, until the function is finished.
  @Nullable Visit visit;

  boolean waiting;
  @Nullable FunctionLifetimes lifetimes;
  @Nullable Explained explained;
  List<Diagnostic> problems = List.of();

  /// A walked and solved body.
  record Visit(BodyWalk walk, Solver solver, int[] allocations, boolean[] quantified) {}

  FunctionState(TypedFunction function) {
    this.function = function;
  }
}
