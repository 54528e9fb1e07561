package dev.veltrano.cli;

/// Where the program starts.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its status.
  public static void main(String[] arguments) {
    System.err.println("veltrano " + String.join(" ", arguments));
  }
}
