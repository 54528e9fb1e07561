package dev.veltrano.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// How independent pieces of work are done; results stand in the order of the inputs. The phases
/// are pure functions and start no threads: whoever runs them says how much is done at once.
@FunctionalInterface
public interface Parallel {
  <A, B> List<B> map(List<A> inputs, Function<A, B> work);

  /// One after the other, on the thread of the caller.
  Parallel NONE =
      new Parallel() {
        @Override
        public <A, B> List<B> map(List<A> inputs, Function<A, B> work) {
          List<B> results = new ArrayList<>(inputs.size());
          for (A input : inputs) {
            results.add(work.apply(input));
          }
          return results;
        }
      };
}
