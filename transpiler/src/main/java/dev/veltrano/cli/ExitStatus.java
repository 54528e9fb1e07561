package dev.veltrano.cli;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import java.util.List;

/// What the process ends with.
final class ExitStatus {
  static final int FINE = 0;

  /// The program has mistakes, or its tests fail.
  static final int PROGRAM = 1;

  /// The command line asks for something that does not exist.
  static final int USAGE = 2;

  /// Something around us is missing or in the way: no Cargo, no network, no space.
  static final int ENVIRONMENT = 3;

  /// Our own mistake.
  static final int BUG = 70;

  /// Nobody reads our output any more: what a program that dies of SIGPIPE ends with.
  static final int CLOSED_PIPE = 141;

  private ExitStatus() {}

  /// The status that the gravest of the diagnostics asks for.
  static int of(List<Diagnostic> diagnostics) {
    int status = FINE;
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.isError()) {
        status = Math.max(status, of(diagnostic.code()));
      }
    }
    return status;
  }

  private static int of(Code code) {
    return switch (code) {
      case CANNOT_READ, CANNOT_WRITE, NO_CARGO, CARGO_FAILED, FOREIGN_FILE, BUSY -> ENVIRONMENT;
      case GENERATED_RUST -> BUG;
      default -> PROGRAM;
    };
  }
}
