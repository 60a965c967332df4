// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A keyset that several processes use at the same time. */
@Timeout(60)
class KeysetFileTest {

  private static final String TEMPLATE = "AES256_GCM";

  @TempDir Path folder;

  private KeysetFile open() {
    return KeysetFile.at(folder.resolve("a.key"), TEMPLATE);
  }

  @Test
  void aKeyThatAnotherProcessMadeIsUsedFromThenOn() {
    KeysetFile server = open();
    KeysetFile worker = open();

    int fresh = server.rotate();

    assertThat(worker.keyset().getPrimary().getId()).isEqualTo(fresh);
    assertThat(worker.keyset().size()).isEqualTo(2);
  }

  @Test
  void whoeverOpensItFirstMakesTheKeyOfAll() throws Exception {
    try (ExecutorService processes = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> all =
          IntStream.range(0, 40)
              .<Callable<Integer>>mapToObj(_ -> () -> open().keyset().getPrimary().getId())
              .toList();
      List<Future<Integer>> ids = processes.invokeAll(all);
      assertThat(ids).extracting(Future::get).containsOnly(open().keyset().getPrimary().getId());
    }
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a.key"))))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFileThatIsAwayForAWhileStopsNobody() throws IOException {
    KeysetFile keys = open();
    int id = keys.keyset().getPrimary().getId();
    Files.delete(folder.resolve("a.key"));
    assertThat(keys.keyset().getPrimary().getId()).isEqualTo(id);
  }
}
