package dev.veltrano.build;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// A process that we started and that must not outlive us.
///
/// When the user presses Ctrl-C the Java machine runs its shutdown hooks and ends with status 130;
/// the hook here ends the child and all it started. Whoever waits for the child then never gets an
/// answer, so that no message about "failed" work appears after an interrupt.
final class Child implements AutoCloseable {
  private final Process process;
  private final Thread hook;
  private volatile boolean shuttingDown;

  private Child(Process process) {
    this.process = process;
    this.hook = new Thread(this::end, "veltrano-end-child");
  }

  /// Starts a process. A shutdown that begins meanwhile waits until the child is known, so that an
  /// interrupt right at the start leaves nothing behind.
  static Child start(ProcessBuilder builder) throws IOException {
    CountDownLatch known = new CountDownLatch(1);
    Thread gate = new Thread(() -> await(known), "veltrano-start-child");
    if (!register(gate)) {
      waitForever();
    }
    try {
      Child child = new Child(builder.start());
      if (!register(child.hook)) {
        child.end();
      }
      return child;
    } finally {
      known.countDown();
      unregister(gate);
    }
  }

  private static boolean register(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException shutdown) {
      return false;
    }
  }

  private static void unregister(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shutdown) {
      // Too late to take it back; it finds nothing to do.
    }
  }

  Process process() {
    return process;
  }

  /// Waits for the end and gives the exit status; 128 + n for one that died of signal n.
  int waitFor() {
    while (true) {
      try {
        int status = process.waitFor();
        if (shuttingDown) {
          waitForever();
        }
        return status;
      } catch (InterruptedException ignored) {
        // Nobody interrupts our threads; should it happen, the child still has to end first.
      }
    }
  }

  private void end() {
    shuttingDown = true;
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private static void waitForever() {
    await(new CountDownLatch(1));
  }

  private static void await(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException ignored) {
        // The machine is going down.
      }
    }
  }

  /// Ends the child if it still runs.
  @Override
  public void close() {
    if (shuttingDown) {
      return;
    }
    if (process.isAlive()) {
      end();
      return;
    }
    unregister(hook);
  }
}
