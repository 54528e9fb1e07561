package dev.veltrano.build;

/// The version of Veltrano itself. A constant and not read from the jar, because every start would
/// pay for opening the manifest; a test holds it equal to the version of the Maven project.
public final class Version {
  public static final String NUMBER = "0.1.0";

  private Version() {}
}
