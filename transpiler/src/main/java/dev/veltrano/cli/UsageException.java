package dev.veltrano.cli;

/// A command line that cannot be followed: what is wrong, and what to write instead.
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  private final String help;

  UsageException(String message, String help) {
    super(message, null, false, false);
    this.help = help;
  }

  String help() {
    return help;
  }
}
