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

  static Child start(ProcessBuilder builder) throws IOException {
    Child child = new Child(builder.start());
    try {
      Runtime.getRuntime().addShutdownHook(child.hook);
    } catch (IllegalStateException shutdown) {
      child.end();
    }
    return child;
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
    while (true) {
      try {
        new CountDownLatch(1).await();
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
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shutdown) {
      // Too late to take it back; it finds nothing to end.
    }
  }
}
