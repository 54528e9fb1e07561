package dev.veltrano.build;

import dev.veltrano.diagnostic.Diagnostic;

/// Stops a build: something outside the program's text is in the way. Carries what to tell the
/// user.
public final class BuildException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;

  public BuildException(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
