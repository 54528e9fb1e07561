package dev.veltrano.diagnostic;

/// How bad it is: an error stops the build, a warning does not.
public enum Severity {
  ERROR,
  WARNING
}
