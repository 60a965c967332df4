// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class KeyFileTest {
  @TempDir Path folder;

  @Test
  void givesIdAndSecret() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "{\"id\":\"AKIA1\",\"secret\":\"s\"}");

    assertThat(KeyFile.read(file).accessKeyId()).isEqualTo("AKIA1");
    assertThat(KeyFile.read(file).secretAccessKey()).isEqualTo("s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":1,\"secret\":\"CANARY1\"}", "CANARY1", "[\"CANARY1\"]", ""})
  void doesNotQuoteWhatItCannotUse(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), content);

    assertThatThrownBy(() -> KeyFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("CANARY1")
        .hasNoCause();
  }
}
