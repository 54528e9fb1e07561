package dev.veltrano.rust.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RustNameTest {

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "a_b, a_b",
    "firstName, first_name",
    "HTTPServer, http_server",
    "parseURL, parse_url",
    "toI32, to_i32",
    "x1, x1",
    "_hidden, _hidden",
    "__x, _x",
    "a__b, a_b",
    "größeÄnderung, größe_änderung",
    "数, 数",
    "type, r#type",
    "self, self_",
    "crate, crate_",
    "__, underscore",
    "my name, my_name",
    "1st, _1st",
    "+, u2b",
  })
  void valuesAreSnakeCase(String name, String rust) {
    assertThat(RustName.value(name)).isEqualTo(rust);
  }

  @ParameterizedTest
  @CsvSource({"MAX, MAX", "maxSize, MAX_SIZE", "MAX_SIZE, MAX_SIZE", "HTTPPort, HTTP_PORT"})
  void constantsScream(String name, String rust) {
    assertThat(RustName.constant(name)).isEqualTo(rust);
  }

  @Test
  void typesStay() {
    assertThat(RustName.type("HTTPServer")).isEqualTo("HTTPServer");
    assertThat(RustName.type("Self")).isEqualTo("Self_");
  }

  @Test
  void labelsAreNeverKeywords() {
    assertThat(RustName.label("outerLoop")).isEqualTo("outer_loop");
    assertThat(RustName.label("static")).isEqualTo("static_");
  }

  @Test
  void theRootIsNotTheUsers() {
    assertThat(ModulePlace.of("main").file()).isEqualTo("src/app.rs");
    assertThat(ModulePlace.of("geometry.match"))
        .isEqualTo(
            new ModulePlace(
                java.util.List.of("geometry", "r#match"),
                "src/geometry/match.rs",
                "src/geometry/match.vl",
                java.util.List.of()));
  }
}
