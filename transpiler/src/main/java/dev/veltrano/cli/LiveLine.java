package dev.veltrano.cli;

/// The line at the bottom of a terminal that tells what has been going on for more than a second.
///
/// Work that is quicker shows nothing. The thread that draws it is started when there is first
/// something to show and never keeps the process alive.
final class LiveLine implements Runnable {
  private static final long PATIENCE = 1_000;
  private static final long REFRESH = 250;

  private final Terminal terminal;
  private String verb = "";
  private String text = "";
  private long since;
  private boolean working;
  private boolean started;
  private boolean drawn;

  LiveLine(Terminal terminal) {
    this.terminal = terminal;
  }

  synchronized void show(String newVerb, String newText) {
    if (!working) {
      since = System.nanoTime();
    }
    working = true;
    verb = newVerb;
    text = newText;
    if (!started) {
      started = true;
      Thread thread = new Thread(this, "veltrano-live-line");
      thread.setDaemon(true);
      thread.start();
      try {
        // The shell's prompt shall not be written behind the line when the user presses Ctrl-C.
        Runtime.getRuntime().addShutdownHook(new Thread(this::hide, "veltrano-erase-line"));
      } catch (IllegalStateException _) {
        // The machine is going down already.
      }
    }
    notifyAll();
  }

  void hide() {
    synchronized (this) {
      working = false;
    }
    terminal.eraseAndFlush();
  }

  /// Notes whether the line stands on the terminal; gives what was noted before.
  synchronized boolean drawn(boolean now) {
    boolean before = drawn;
    drawn = now;
    return before;
  }

  @Override
  public void run() {
    try {
      while (true) {
        String shownVerb;
        String shownText;
        synchronized (this) {
          while (!working) {
            wait();
          }
          long elapsed = (System.nanoTime() - since) / 1_000_000;
          if (elapsed < PATIENCE) {
            wait(PATIENCE - elapsed);
            continue;
          }
          shownVerb = verb;
          shownText = text + " (" + elapsed / 1000 + " s)";
        }
        terminal.drawIfWorking(this, shownVerb, shownText);
        synchronized (this) {
          wait(REFRESH);
        }
      }
    } catch (InterruptedException | OutputClosedException _) {
      // Nobody is watching any more.
    }
  }

  synchronized boolean isWorking() {
    return working;
  }
}
