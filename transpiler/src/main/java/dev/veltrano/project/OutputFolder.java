package dev.veltrano.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/// Folders that hold nothing but what can be made again. They are marked as such, in the way that
/// backup programs and Cargo know, and only marked ones are ever removed.
public final class OutputFolder {
  private static final String TAG = "CACHEDIR.TAG";
  private static final String SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55";

  private OutputFolder() {}

  /// Makes a folder and marks it, if it is not there. One that is there is left as it is.
  public static void create(Path folder) throws ProjectException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder);
      String text =
          SIGNATURE
              + "\n# This folder was made by veltrano. What is in it can be made again.\n"
              + "# For information about cache directory tags see https://bford.info/cachedir/\n";
      Files.write(folder.resolve(TAG), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      throw new ProjectException(
          new ProjectProblem.NotWritable(folder.toString(), Reasons.of(refused)));
    }
  }

  /// Removes a marked folder with everything in it. Nothing happens if it is not there.
  public static Removed remove(Path folder) throws ProjectException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return new Removed(0, 0);
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !isMarked(folder)) {
      throw new ProjectException(new ProjectProblem.NotOurs(folder));
    }
    try {
      return Trees.remove(folder);
    } catch (IOException refused) {
      throw new ProjectException(
          new ProjectProblem.NotWritable(folder.toString(), Reasons.of(refused)));
    }
  }

  static boolean isMarked(Path folder) {
    byte[] signature = SIGNATURE.getBytes(StandardCharsets.US_ASCII);
    try (var in = Files.newInputStream(folder.resolve(TAG))) {
      return Arrays.equals(in.readNBytes(signature.length), signature);
    } catch (IOException _) {
      return false;
    }
  }
}
