package dev.veltrano.project;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Holds a folder, so that of two runs at once the second waits for the first.
///
/// The system lets go of the lock when the process ends, however it ends. The file of the lock
/// stays: who removes it may take the ground from under somebody who is just locking it.
public final class FolderLock implements AutoCloseable {
  static final String NAME = ".veltrano-lock";
  private static final long STEP_MILLIS = 40;

  private final Path folder;
  private final String shown;
  private final FileChannel channel;

  private FolderLock(Path folder, String shown, FileChannel channel) {
    this.folder = folder;
    this.shown = shown;
    this.channel = channel;
  }

  /// Locks a folder, which is made if it is missing. If somebody else has it, `onWait` is told
  /// once, and we wait, at most as long as `patience`.
  public static FolderLock acquire(Path folder, String shown, Duration patience, Runnable onWait)
      throws ProjectException {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        await(channel, shown, patience, onWait);
      } catch (IOException | ProjectException | RuntimeException failed) {
        channel.close();
        throw failed;
      }
      touch(channel);
      return new FolderLock(folder, shown, channel);
    } catch (IOException refused) {
      throw new ProjectException(new ProjectProblem.NotWritable(shown, Reasons.of(refused)));
    }
  }

  /// Leaves the time of the last use, by which old folders of the cache are found. Through the
  /// channel that holds the lock: on Unix a process loses its lock on a file as soon as it closes
  /// any other descriptor of that file, and setting the time by path opens and closes one.
  private static void touch(FileChannel channel) {
    try {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 0);
    } catch (IOException _) {
      // A full disk shows where it matters; then it looks older than it is.
    }
  }

  private static void await(FileChannel channel, String shown, Duration patience, Runnable onWait)
      throws IOException, ProjectException {
    long start = System.nanoTime();
    boolean told = false;
    while (tryLock(channel) == null) {
      if (!told) {
        onWait.run();
        told = true;
      }
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new ProjectException(new ProjectProblem.Busy(shown));
      }
      try {
        Thread.sleep(STEP_MILLIS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new ProjectException(new ProjectProblem.Busy(shown));
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // Another thread of this process has it.
      return null;
    }
  }

  public Path folder() {
    return folder;
  }

  /// How messages call the folder.
  String shown() {
    return shown;
  }

  /// Closing the file lets go of the lock, too.
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // Nothing was written through it; the lock ends with the process at the latest.
    }
  }
}
