package dev.veltrano.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestReportTest {

  @Test
  void theHarnessIsUnderstood() {
    TestReport report = new TestReport();
    """

    running 3 tests
    test app::adds ... ok
    test app::tests::splits ... FAILED
    test app::stops - should panic ... ok

    failures:

    ---- app::tests::splits stdout ----
    test of nothing ... ok
    thread 'app::tests::splits' panicked at src/app.rs:3:5:
    no

    failures:
        app::tests::splits

    test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out
    """
        .lines()
        .forEach(report::take);
    assertThat(report.results())
        .containsExactly(
            new TestReport.Result("app::adds", true),
            new TestReport.Result("app::tests::splits", false),
            new TestReport.Result("app::stops", true));
    assertThat(report.output("app::tests::splits"))
        .isEqualTo(
            "test of nothing ... ok\n"
                + "thread 'app::tests::splits' panicked at src/app.rs:3:5:\nno");
    assertThat(report.result("app::adds")).isEqualTo(new TestReport.Result("app::adds", true));
    assertThat(report.result("app::other")).isNull();
  }
}
