package dev.veltrano.cli;

/// Times as people read them.
final class Duration {
  private Duration() {}

  /// The time since a moment of [System#nanoTime], as `0.42s` or `2m 05s`.
  static String since(long start) {
    return of(System.nanoTime() - start);
  }

  static String of(long nanos) {
    long hundredths = nanos / 10_000_000;
    if (hundredths >= 6_000) {
      long seconds = hundredths / 100;
      return seconds / 60 + "m " + twoDigits(seconds % 60) + "s";
    }
    return hundredths / 100 + "." + twoDigits(hundredths % 100) + "s";
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
