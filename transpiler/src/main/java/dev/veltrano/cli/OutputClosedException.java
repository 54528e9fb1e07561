package dev.veltrano.cli;

/// Nobody can be told anything any more: the other end of stdout or stderr is closed (`quiet`), or
/// what it leads to cannot be written. Unchecked, since it can happen at every word and ends the
/// run.
final class OutputClosedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean quiet;

  OutputClosedException(String reason, boolean quiet) {
    super(reason, null, false, false);
    this.quiet = quiet;
  }

  boolean isQuiet() {
    return quiet;
  }
}
