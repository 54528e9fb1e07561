package dev.veltrano.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.veltrano.diagnostic.Code;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Holds that every code is seen by a test: by a case, or, where it takes files or tools that a
/// case cannot have, by the test named here.
final class CodesTest {
  private static final Map<Code, String> ELSEWHERE = new EnumMap<>(Code.class);

  static {
    String project = "transpiler/src/test/java/dev/veltrano/project/";
    String build = "transpiler/src/test/java/dev/veltrano/build/";
    ELSEWHERE.put(Code.BAD_MODULE_NAME, project + "ModuleSetTest.java");
    ELSEWHERE.put(Code.BAD_MANIFEST, project + "ManifestTest.java");
    ELSEWHERE.put(Code.CANNOT_READ, project + "SourceTextTest.java");
    ELSEWHERE.put(Code.CANNOT_WRITE, project + "CrateWriterTest.java");
    ELSEWHERE.put(Code.NO_CARGO, build + "CargoTest.java");
    ELSEWHERE.put(Code.CARGO_FAILED, build + "SessionTest.java");
    ELSEWHERE.put(Code.GENERATED_RUST, build + "SessionTest.java");
    ELSEWHERE.put(Code.FOREIGN_FILE, project + "CrateWriterTest.java");
    ELSEWHERE.put(Code.BUSY, project + "FolderLockTest.java");
    String here = "tests/src/test/java/dev/veltrano/tests/";
    ELSEWHERE.put(Code.NOT_UTF8, here + "OddFilesTest.java");
    ELSEWHERE.put(Code.FILE_TOO_LARGE, project + "SourceTextTest.java");
  }

  @Test
  void everyCodeHasACase() {
    StringBuilder messages = new StringBuilder();
    for (CaseFile file : CaseFile.all()) {
      messages.append(file.text(Section.Kind.MESSAGES));
    }
    List<Code> unseen =
        Arrays.stream(Code.values())
            .filter(code -> messages.indexOf("[" + code.id() + "]") < 0)
            .filter(code -> !ELSEWHERE.containsKey(code))
            .toList();
    assertThat(unseen).isEmpty();
  }

  @Test
  void theOthersAreNamedInTheirTests() {
    ELSEWHERE.forEach((code, test) ->
        assertThat(Checkout.ROOT.resolve(test)).content().contains("Code." + code.name()));
  }
}
