// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CacheTest {
  @TempDir Path folder;

  @Test
  void letsTwoFetchTheSameThingAtTheSameTime() throws Exception {
    Cache cache = new Cache(folder);
    CyclicBarrier both = new CyclicBarrier(2);
    Callable<Path> fetch =
        () ->
            cache.entry(
                "tool-1.0",
                empty -> {
                  Files.writeString(empty.resolve("tool"), "content");
                  await(both);
                });
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (Future<Path> entry : threads.invokeAll(List.of(fetch, fetch))) {
        assertThat(entry.get().resolve("tool")).hasContent("content");
      }
    }
    assertThat(names()).containsExactly("tool-1.0");
  }

  @Test
  void keepsNothingOfAnEntryThatFailed() throws IOException {
    Cache cache = new Cache(folder);

    assertThatThrownBy(() ->
            cache.entry(
                "tool-1.0",
                empty -> {
                  Files.writeString(empty.resolve("half"), "");
                  throw new IOException("no space");
                }))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("no space")
        .hasMessageContaining("REKEY_CACHE");
    assertThat(names()).isEmpty();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void await(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
