package dev.veltrano.build;

/// A phase broke down: never the user's fault. Says what was being worked on when it happened, as
/// words that follow "while it was".
public final class BugException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String work;

  BugException(String work, Throwable cause) {
    super(cause.toString(), cause, false, false);
    this.work = work;
  }

  /// What was being worked on: `checking src/main.vl`.
  public String work() {
    return work;
  }
}
