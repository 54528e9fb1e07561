package dev.veltrano.build;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Does the same work on many things at once, on as many threads as there are processors.
///
/// The results come in the order of the inputs, and if several fail the failure of the first input
/// is the one that is thrown: nobody can tell from the outcome how many threads there were. All
/// work is done on threads with a big stack, since the phases follow the nesting of a program by
/// recursion; the memory of a stack is only taken when it is used.
public final class Workers {
  /// The deepest program that the parser lets through must pass every phase.
  private static final long STACK = 512L << 20;

  /// What is tried when the system grants no stack of that size.
  private static final long SMALL_STACK = 16L << 20;

  private final int threads;

  public Workers(int threads) {
    this.threads = Math.max(1, threads);
  }

  /// As many as this machine has processors.
  public static Workers ofProcessors() {
    return new Workers(Runtime.getRuntime().availableProcessors());
  }

  /// Applies `work` to each of `inputs`.
  public <A, B> List<B> map(List<A> inputs, Function<? super A, ? extends B> work) {
    int count = inputs.size();
    if (count <= 1 || threads == 1) {
      List<B> results = new ArrayList<>(count);
      for (A input : inputs) {
        results.add(work.apply(input));
      }
      return results;
    }
    @Nullable Object[] results = new @Nullable Object[count];
    @Nullable Throwable[] failures = new @Nullable Throwable[count];
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            try {
              results[i] = work.apply(inputs.get(i));
            } catch (Throwable failure) {
              failures[i] = failure;
            }
          }
        };
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, count); i++) {
      others.add(start("veltrano-worker-" + i, share));
    }
    share.run();
    join(others);
    return inOrder(results, failures);
  }

  /// Runs `work` on a thread of its own with a big stack and gives its result or throws what it
  /// threw.
  public static <B> B onBigStack(Supplier<B> work) {
    Errand<B> errand = new Errand<>(work);
    join(List.of(start("veltrano", errand)));
    return Workers.<B>inOrder(errand.result, errand.failure).get(0);
  }

  /// A class and not a lambda: this runs at every start, and the first lambda of a run is dear.
  private static final class Errand<B> implements Runnable {
    private final Supplier<B> work;
    final @Nullable Object[] result = new @Nullable Object[1];
    final @Nullable Throwable[] failure = new @Nullable Throwable[1];

    Errand(Supplier<B> work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        result[0] = work.get();
      } catch (Throwable thrown) {
        failure[0] = thrown;
      }
    }
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, STACK);
    thread.setDaemon(true);
    try {
      thread.start();
      return thread;
    } catch (OutOfMemoryError tooBig) {
      // A limit on address space: deep programs may overflow, ordinary ones still work.
      Thread smaller = new Thread(null, work, name, SMALL_STACK);
      smaller.setDaemon(true);
      smaller.start();
      return smaller;
    }
  }

  private static void join(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("unchecked")
  private static <B> List<B> inOrder(@Nullable Object[] results, @Nullable Throwable[] failures) {
    for (Throwable failure : failures) {
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
      if (failure instanceof Error error) {
        throw error;
      }
    }
    List<B> list = new ArrayList<>(results.length);
    for (Object result : results) {
      list.add((B) result);
    }
    return list;
  }
}
