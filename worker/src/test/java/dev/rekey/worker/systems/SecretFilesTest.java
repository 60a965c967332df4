// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rekey.words.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SecretFilesTest {

  @TempDir Path folder;

  private Path file(String content, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("own"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void aFileOfItsOwnersAloneIsReadWithoutItsLineEnd() throws IOException {
    try (Secret secret = SecretFiles.read("file:" + file("s3cret \r\n", "rw-------"))) {
      assertThat(secret.<String>open(bytes -> new String(bytes, UTF_8))).isEqualTo("s3cret ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  void aFileThatOthersCanReadOrChangeIsRefusedWithWhatToDo(String mode) throws IOException {
    Path file = file("s3cret", mode);

    assertThatIllegalStateException()
        .isThrownBy(() -> SecretFiles.read("file:" + file))
        .withMessageContaining(file.toString())
        .withMessageContaining("chmod 600")
        .withMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "env:TOKEN", "FILE:/x", ""})
  void anythingElseIsNoReference(String reference) {
    assertThatIllegalStateException()
        .isThrownBy(() -> SecretFiles.read(reference))
        .withMessageContaining("expected: file:");
  }

  @Test
  void aFileWithoutEndIsReadOnlySoFarAsASecretCanBe() {
    assertThatIllegalStateException()
        .isThrownBy(() -> SecretFiles.read("file:" + file("x".repeat((64 << 10) + 1), "rw-------")))
        .withMessageEndingWith("own has more than 65,536 bytes (expected: at most that)");
  }
}
