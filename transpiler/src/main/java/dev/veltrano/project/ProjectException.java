package dev.veltrano.project;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Problem;

/// Stops the work on a project: a file cannot be read or written, or must not be. Carries what to
/// tell the user.
public final class ProjectException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;

  public ProjectException(Problem problem) {
    this(problem.diagnostic());
  }

  private ProjectException(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }

  /// Whether the machine is in the way and not the program: nothing in a source file would help.
  public boolean isEnvironment() {
    Code code = diagnostic.code();
    return code == Code.CANNOT_WRITE || code == Code.BUSY || code == Code.FOREIGN_FILE;
  }
}
