package dev.veltrano.tests;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

/// The runtime crate's own tests, and what rustfmt and clippy say about it, as part of the one test
/// command.
final class RuntimeCrateTest {
  @Test
  void passesItsTests() throws Exception {
    clean("test", "--quiet");
  }

  @Test
  void isFormatted() throws Exception {
    clean("fmt", "--all", "--check");
  }

  @Test
  void hasNothingForClippy() throws Exception {
    clean("clippy", "--quiet", "--all-targets", "--", "-D", "warnings");
  }

  private static void clean(String... arguments) throws Exception {
    Execution cargo = Workspace.cargo(Checkout.ROOT.resolve("rust-runtime"), arguments);
    if (cargo.status() != 0) {
      fail("cargo " + String.join(" ", arguments) + "\n" + cargo.out() + cargo.err());
    }
  }
}
