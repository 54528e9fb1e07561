package dev.veltrano;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the Java sources of all modules to google-java-format, so that no review is about spaces.
///
/// With `-Dformat=apply` it formats them instead of complaining.
final class FormattingTest {
  private static final List<String> MODULES = List.of("transpiler", "tests", "bench");
  private static final String REMEDY =
      "mvn -q -pl transpiler test -Dtest=FormattingTest -Dformat=apply";

  @Test
  void everyJavaFileIsFormatted() throws IOException {
    boolean apply = "apply".equals(System.getProperty("format"));
    Path root = root();
    List<Path> files = new ArrayList<>();
    for (String module : MODULES) {
      addJavaFiles(root.resolve(module).resolve("src"), files);
    }
    assertThat(files).as("the Java files under " + root).isNotEmpty();

    List<String> unformatted =
        files.parallelStream()
            .filter(file -> !isFormatted(file, apply))
            .map(file -> "  " + root.relativize(file))
            .toList();
    if (!unformatted.isEmpty()) {
      fail(
          "These files are not formatted:%n%s%nFormat them with: %s",
          String.join("\n", unformatted), REMEDY);
    }
  }

  /// Whether the file is formatted, perhaps because it has just been put right.
  private static boolean isFormatted(Path file, boolean apply) {
    try {
      String text = Files.readString(file, UTF_8);
      String formatted = new Formatter().formatSourceAndFixImports(text);
      if (apply && !formatted.equals(text)) {
        Files.writeString(file, formatted, UTF_8);
        return true;
      }
      return formatted.equals(text);
    } catch (FormatterException e) {
      throw new AssertionError(file + " does not parse: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addJavaFiles(Path folder, List<Path> files) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      found.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
    }
  }

  /// The folder of the whole project, also when an editor runs the test without Maven.
  private static Path root() throws IOException {
    String told = System.getProperty("veltrano.root");
    Path start = Path.of(told != null ? told : "").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path pom = folder.resolve("pom.xml");
      if (Files.exists(pom) && Files.readString(pom, UTF_8).contains("<modules>")) {
        return folder;
      }
    }
    return start;
  }
}
