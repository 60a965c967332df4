// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner finds what was planted, in whatever form and wherever it stands. */
@Timeout(30)
class ScannerTest {

  private static final String SECRET = "wJalr/XUtnFEMI+K7MDENG/bPxRfiCYEXAMPLEKEY";

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "xy", "xyz", "{\"secret\":\""})
  void aSecretIsFoundInAnyFormBehindAnything(String before) {
    byte[] around = (before + SECRET + "\"} and more").getBytes(StandardCharsets.UTF_8);
    for (byte[] written :
        List.of(
            around,
            Base64.getEncoder().encode(around),
            Base64.getUrlEncoder().encode(around),
            HexFormat.of().formatHex(around).getBytes(StandardCharsets.US_ASCII),
            HexFormat.of().withUpperCase().formatHex(around).getBytes(StandardCharsets.US_ASCII),
            (before + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8),
            (before + SECRET.replace("/", "\\/")).getBytes(StandardCharsets.UTF_8))) {
      assertThat(scanner().bytes("here", written).found())
          .as(new String(written, StandardCharsets.UTF_8))
          .isNotEmpty();
    }
  }

  @Test
  void whatIsCutOffOrOtherwiseIsNotFound() {
    assertThat(
            scanner()
                .text("here", SECRET.substring(1))
                .text("here", SECRET.substring(0, SECRET.length() - 1))
                .text("here", "")
                .found())
        .isEmpty();
  }

  @Test
  void everyWantedFileOfAFolderIsLookedThrough(@TempDir Path folder) throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(deep.resolve("file"), "before " + SECRET);
    Files.writeString(folder.resolve("unwanted"), SECRET);

    assertThat(scanner().folder(folder, file -> !file.endsWith("unwanted")).found())
        .containsExactly("secret in clear: " + deep.resolve("file"));
  }

  private static Scanner scanner() {
    return new Scanner(List.of(Marker.of("secret", SECRET)));
  }
}
