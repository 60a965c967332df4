// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.seed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The secrets that a {@link Seed} made, in a file of mode 0600: what the attacker stole, and what a
 * scan for leaks has to look for. One JSON object:
 *
 * <pre>{"keys":[{"id":"AKIA…","secret":"…"}],"canaries":["CANARY-…"]}</pre>
 *
 * <p>{@code canaries} are values of the applications that have nothing to do with the keys: they
 * must still be at their places afterwards, and nowhere else.
 */
public final class SeededSecrets {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode content;

  private SeededSecrets(JsonNode content) {
    this.content = content;
  }

  /** Reads the file that a {@link Seed} wrote. */
  public static SeededSecrets read(Path file) throws IOException {
    return new SeededSecrets(JSON.readTree(Files.readAllBytes(file)));
  }

  /** The stolen keys, in the order of the list. */
  public List<AwsBasicCredentials> keys() {
    List<AwsBasicCredentials> keys = new ArrayList<>();
    for (JsonNode key : content.required("keys")) {
      keys.add(
          AwsBasicCredentials.create(
              key.required("id").stringValue(), key.required("secret").stringValue()));
    }
    return List.copyOf(keys);
  }

  /** Every value that may appear nowhere but at its place, as bytes to search for. */
  public List<byte[]> values() {
    List<byte[]> values = new ArrayList<>();
    content.required("keys").forEach(key -> values.add(bytes(key.required("secret"))));
    content.required("canaries").forEach(canary -> values.add(bytes(canary)));
    return List.copyOf(values);
  }

  static void write(Path file, List<AwsBasicCredentials> keys, List<String> canaries)
      throws IOException {
    ObjectNode content = JSON.createObjectNode();
    var list = content.putArray("keys");
    keys.forEach(
        key -> list.addObject().put("id", key.accessKeyId()).put("secret", key.secretAccessKey()));
    canaries.forEach(content.putArray("canaries")::add);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, JSON.writeValueAsBytes(content));
  }

  private static byte[] bytes(JsonNode value) {
    return value.stringValue().getBytes(StandardCharsets.UTF_8);
  }
}
