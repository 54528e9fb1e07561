package dev.veltrano.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Remembers which inputs a finished program was made from, so that an unchanged program is run
/// without asking Cargo, whose answer alone takes longer than most of our work.
///
/// The record is a small file that names the key of the inputs, the program, and a checksum of the
/// program. It is believed only if all agree: a program that was truncated, replaced or removed is
/// built again.
final class ProgramRecord {
  private final Path file;
  private String checksum = "";

  ProgramRecord(Path file) {
    this.file = file;
  }

  /// The program that was made from the inputs of this key, if it is still as it was.
  @Nullable Path find(String key) {
    Path program = recorded(key);
    return program != null && isWhole(program) ? program : null;
  }

  /// Whether there should be a program for the key, but what is there is another.
  boolean isDamaged(String key) {
    Path program = recorded(key);
    return program != null && Files.exists(program) && !isWhole(program);
  }

  private @Nullable Path recorded(String key) {
    try {
      String[] lines = Files.readString(file).split("\n", -1);
      if (lines.length < 3 || !lines[0].equals(key)) {
        return null;
      }
      checksum = lines[1];
      return Path.of(lines[2]);
    } catch (IOException | RuntimeException notThere) {
      return null;
    }
  }

  private boolean isWhole(Path program) {
    try {
      return Files.isExecutable(program) && checksum(program).equals(checksum);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /// Remembers a program; if that cannot be done the next build does more than it had to.
  void keep(String key, Path program) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, key + "\n" + checksum(program) + "\n" + program + "\n");
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException ignored) {
      forget();
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException ignored) {
      // It names a key that nothing has any more.
    }
  }

  private static String checksum(Path program) throws IOException {
    CRC32 crc = new CRC32();
    long length = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(program)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
        length += n;
      }
    }
    return length + " " + Long.toHexString(crc.getValue());
  }
}
