// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LogTailTest {
  @TempDir Path folder;

  @Test
  void showsTheLastLinesOfThisRunOnly() throws IOException {
    Path log = folder.resolve("a.log");
    Files.writeString(log, "of the run before\n");
    long before = Files.size(log);
    Files.writeString(log, "of the run before\n" + "old\n".repeat(20) + "one\n\ntwo\n");

    assertThat(LogTail.of(log, before))
        .startsWith("it printed")
        .endsWith("two")
        .doesNotContain("of the run before")
        .hasLineCount(9);
  }

  @Test
  void saysThatThereIsNothing() {
    assertThat(LogTail.of("\n \n")).isEqualTo("(it printed nothing)");
    assertThat(LogTail.of(folder.resolve("none.log"), 0)).startsWith("(no log at ");
  }
}
