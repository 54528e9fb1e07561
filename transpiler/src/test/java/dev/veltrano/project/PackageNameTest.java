package dev.veltrano.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackageNameTest {

  @Test
  void ordinaryNamesAreFine() {
    for (String name : List.of("a", "hello", "word-count", "snake_case", "MyApp", "x1", "_x")) {
      assertThat(PackageName.flaw(name)).as(name).isEmpty();
    }
  }

  @Test
  void otherNamesHaveAReason() {
    for (String name :
        List.of(
            "",
            "1st",
            "-a",
            "a b",
            "größe",
            "match",
            "crate",
            "self",
            "std",
            "core",
            "test",
            "deps",
            "con",
            "COM1",
            "bumpalo",
            "veltrano-runtime",
            "a/b",
            "__",
            "x".repeat(65))) {
      assertThat(PackageName.flaw(name)).as(name).isPresent();
    }
  }

  @Test
  void textsBecomeNames() {
    assertThat(PackageName.near("My great App!")).contains("my-great-app");
    assertThat(PackageName.near("Größe ü")).contains("grosse-u");
    assertThat(PackageName.near("2048")).contains("app-2048");
    assertThat(PackageName.near("match")).contains("match-app");
    assertThat(PackageName.near("con")).contains("con-app");
    assertThat(PackageName.near("x".repeat(100)))
        .hasValueSatisfying(name -> assertThat(name).hasSize(64));
    assertThat(PackageName.near("日本")).isEmpty();
    assertThat(PackageName.near("")).isEmpty();
  }
}
