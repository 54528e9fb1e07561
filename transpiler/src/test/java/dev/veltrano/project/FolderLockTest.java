package dev.veltrano.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.veltrano.diagnostic.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void theSecondWaitsForTheFirstAndSaysSo() throws Exception {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch waiting = new CountDownLatch(1);
    Thread second;
    try (FolderLock _ = lock(Duration.ofSeconds(1), () -> {})) {
      second =
          Thread.ofPlatform()
              .start(() -> {
                try (FolderLock _ =
                    lock(
                        Duration.ofSeconds(30),
                        () -> {
                          events.add("second waits");
                          waiting.countDown();
                        })) {
                  events.add("second works");
                } catch (ProjectException failed) {
                  events.add(failed.getMessage());
                }
              });
      waiting.await();
      Thread.sleep(100);
      events.add("first ends");
    }
    second.join();
    assertThat(events).containsExactly("second waits", "first ends", "second works");
  }

  @Test
  void patienceEnds() throws Exception {
    try (FolderLock _ = lock(Duration.ofSeconds(1), () -> {})) {
      ProjectException busy =
          catchThrowableOfType(
              ProjectException.class, () -> lock(Duration.ofMillis(60), () -> {}).close());
      assertThat(busy.diagnostic().code()).isEqualTo(Code.BUSY);
      assertThat(busy.isEnvironment()).isTrue();
    }
    lock(Duration.ZERO, () -> {}).close();
  }

  @Test
  void theFolderIsMade() throws Exception {
    Path deep = folder.resolve("a/b/c");
    FolderLock.acquire(deep, "c", Duration.ZERO, () -> {}).close();
    assertThat(deep).isDirectory();
  }

  private FolderLock lock(Duration patience, Runnable onWait) throws ProjectException {
    return FolderLock.acquire(folder, "shown", patience, onWait);
  }
}
