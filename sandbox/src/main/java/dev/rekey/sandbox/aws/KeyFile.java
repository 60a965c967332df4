// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An access key in a file of mode 0600: one JSON object {@code {"id":"AKIA…","secret":"…"}}. */
public final class KeyFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private KeyFile() {}

  /**
   * Reads it.
   *
   * @throws IOException if it is not there or not such an object; the message does not quote it
   */
  public static AwsBasicCredentials read(Path file) throws IOException {
    JsonNode key = parsed(file);
    if (!key.path("id").isString() || !key.path("secret").isString()) {
      throw new IOException(file + " holds no {\"id\":…,\"secret\":…}");
    }
    return AwsBasicCredentials.create(
        key.path("id").stringValue(), key.path("secret").stringValue());
  }

  /** The parser's own message may quote what it read, so it is not passed on, not even as cause. */
  private static JsonNode parsed(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    try {
      return JSON.readTree(content);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }
}
