package dev.veltrano.project;

import dev.veltrano.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives a source file, which belongs to a person, another content.
///
/// The new content is written beside the file and then takes its place, with its permissions: at no
/// time is there half a file. A link stays a link; what it leads to is replaced. A file that was
/// made read-only is left alone, even by those whom the system would let write it.
public final class SourceReplacement {
  private static final Set<PosixFilePermission> WRITING =
      Set.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private SourceReplacement() {}

  /// Puts `bytes` in the place of what was read as `before`.
  public static void replace(Path file, SourceFile before, byte[] bytes) throws ProjectException {
    String shown = before.name();
    Path beside = null;
    try {
      Path real = file.toRealPath();
      PosixFileAttributes attributes = attributes(real);
      boolean writable =
          attributes == null || attributes.permissions().stream().anyMatch(WRITING::contains);
      if (!writable || !Files.isWritable(real)) {
        throw new ProjectException(new ProjectProblem.ReadOnly(shown));
      }
      if (!Arrays.equals(Files.readAllBytes(real), before.bytes())) {
        throw new ProjectException(new ProjectProblem.ChangedMeanwhile(shown));
      }
      String name = String.valueOf(real.getFileName());
      beside = real.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".new");
      Files.write(beside, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (attributes != null) {
        copy(attributes, beside);
      }
      Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException refused) {
      remove(beside);
      throw new ProjectException(new ProjectProblem.NotWritable(shown, Reasons.of(refused)));
    }
  }

  private static @Nullable PosixFileAttributes attributes(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view == null ? null : view.readAttributes();
  }

  private static void copy(PosixFileAttributes attributes, Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    try {
      view.setOwner(attributes.owner());
      view.setGroup(attributes.group());
    } catch (IOException _) {
      // Only some may give a file away; the others own what they write.
    }
    view.setPermissions(attributes.permissions());
  }

  private static void remove(@Nullable Path beside) {
    if (beside != null) {
      try {
        Files.deleteIfExists(beside);
      } catch (IOException _) {
        // What kept it from being written keeps it from being removed.
      }
    }
  }
}
