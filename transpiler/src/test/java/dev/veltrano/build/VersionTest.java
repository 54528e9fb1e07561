package dev.veltrano.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void theVersionIsThatOfTheProject() throws Exception {
    Path root = Path.of(System.getProperty("veltrano.root", ".."));
    String pom = Files.readString(root.resolve("pom.xml"));
    Matcher version = Pattern.compile("<version>([^<]*)</version>").matcher(pom);
    assertThat(version.find()).isTrue();
    assertThat(Version.NUMBER).isEqualTo(version.group(1));
  }
}
