// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What opens an OpenBao: its one unseal key and its root token, each in a file of mode 0600 beside
 * the data. That is right for a vault on one machine for trying, drills and tests, and for nothing
 * else: whoever reads the folder has the vault.
 *
 * @param folder of the state of OpenBao
 */
record OpenBaoKeys(Path folder) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Its whole content is the token. */
  Path rootToken() {
    return folder.resolve("root-token");
  }

  /** Its whole content is the key in base64. Written last: where it is, everything is. */
  Path unsealKey() {
    return folder.resolve("unseal-key");
  }

  boolean exist() {
    return Files.exists(unsealKey());
  }

  /** Keeps what {@code sys/init} answered; it is never told again. */
  void keep(byte[] answer) throws IOException {
    JsonNode keys = JSON.readTree(answer);
    PrivateFiles.write(rootToken(), keys.required("root_token").stringValue());
    PrivateFiles.write(unsealKey(), keys.required("keys_base64").required(0).stringValue());
  }

  /** The body of {@code sys/unseal}. */
  byte[] unsealing() throws IOException {
    String key = Files.readString(unsealKey(), StandardCharsets.US_ASCII).strip();
    return JSON.writeValueAsBytes(JSON.createObjectNode().put("key", key));
  }
}
