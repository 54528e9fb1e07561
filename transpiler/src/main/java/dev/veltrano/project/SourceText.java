package dev.veltrano.project;

import dev.veltrano.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads files of source. What the bytes mean (UTF-8, byte order marks) is left to the parser.
public final class SourceText {
  /// The most bytes that are read. Devices and pipes have no length, so the limit holds while
  /// reading.
  public static final int LIMIT = 64 << 20;

  private SourceText() {}

  /// Reads a file that messages call `shown`.
  public static SourceFile read(Path file, String shown) throws ProjectException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LIMIT + 1);
    } catch (NoSuchFileException _) {
      throw new ProjectException(new ProjectProblem.Missing(shown, similar(file, shown)));
    } catch (IOException refused) {
      throw new ProjectException(
          Files.isDirectory(file)
              ? new ProjectProblem.IsFolder(shown)
              : new ProjectProblem.Unreadable(shown, Reasons.of(refused)));
    }
    if (bytes.length > LIMIT) {
      throw new ProjectException(new ProjectProblem.TooLarge(shown));
    }
    return new SourceFile(shown, bytes);
  }

  /// A file in the same folder that was perhaps meant: the name with `.vl`, or one much like it.
  private static Optional<String> similar(Path file, String shown) {
    Path name = file.getFileName();
    Path folder = file.toAbsolutePath().getParent();
    if (name == null || folder == null) {
      return Optional.empty();
    }
    String wanted = name.toString();
    Spelling spelling = new Spelling(wanted.endsWith(".vl") ? wanted : wanted + ".vl");
    try (var entries = Files.newDirectoryStream(folder, "*.vl")) {
      for (Path entry : entries) {
        spelling.offer(String.valueOf(entry.getFileName()));
      }
    } catch (IOException _) {
      return Optional.empty();
    }
    int at = shown.length() - wanted.length();
    return shown.endsWith(wanted)
        ? spelling.best().map(best -> shown.substring(0, at) + best)
        : spelling.best();
  }
}
